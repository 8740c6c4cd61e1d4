"""Saved analyses under unguessable links."""

from components.library.store import Library, Saved, open_library

__all__ = ["Library", "Saved", "open_library"]
