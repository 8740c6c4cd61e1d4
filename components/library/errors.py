"""What the library refuses.

Changed      somebody else has changed the same thing since it was shown
NotAllowed   the link is good for reading only
NewerLibrary the database was made by a later release
KeyError     there is nothing under the link: unknown, expired or revoked
CorrectionError (correction.py)   the correction itself cannot be made
"""

from __future__ import annotations

from components.library.correction import Correction


class Changed(Exception):
    """Others have corrected the same item since it was shown; `since` holds their corrections, nothing was written."""

    def __init__(self, since: tuple[Correction, ...]) -> None:
        super().__init__(", ".join(c.action for c in since))
        self.since = since


class NewerLibrary(Exception):
    """A later release has changed the tables; this one could only damage them."""

    def __init__(self, version: str, known: str) -> None:
        super().__init__(
            f"the library stands at {version}, this release knows {known}; a later release of Wortlaut opens it"
        )


class NotAllowed(Exception):
    """The link opens the article for reading only."""
