"""Words as the encoder was trained on them."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+|[^\w\s]")


def words(text: str) -> list[tuple[int, int]]:
    """Character spans of the encoder's words: runs of letters and digits, and every other visible character alone."""
    return [match.span() for match in WORD.finditer(text)]
