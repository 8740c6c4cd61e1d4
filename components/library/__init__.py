"""Saved analyses: corrected by hand, opened by unguessable links, listed for whoever may see them."""

from components.library.access import ANYBODY, AT_HOME, Right, SharedLink, Visitor
from components.library.articles import Saved
from components.library.errors import Changed, NotAllowed
from components.library.history import HistoryEntry
from components.library.listing import Listing
from components.library.result_file import Brought, is_result, read_result, result_file
from components.library.store import Library, open_library

__all__ = [
    "ANYBODY",
    "AT_HOME",
    "Brought",
    "Changed",
    "HistoryEntry",
    "Library",
    "Listing",
    "NotAllowed",
    "Right",
    "Saved",
    "SharedLink",
    "Visitor",
    "is_result",
    "open_library",
    "read_result",
    "result_file",
]
