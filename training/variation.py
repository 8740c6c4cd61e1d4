"""Changes the typing of a passage, never its length: quotation marks, capitals."""

from __future__ import annotations

import random
from dataclasses import replace

from training.passages import Passage

STYLES = (("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("„", '"'), ("„", "”"))
"""Opening and closing marks as they come out of editors, web pages and hurried typing."""


def with_other_marks(passage: Passage, chance: random.Random) -> Passage:
    """The passage with its double quotation marks set in a style drawn from STYLES.

    A text whose marks cannot be told apart as opening and closing is left as it is.
    """
    text = passage.text
    opening, closing = ("„", "“”") if "„" in text else ("“", "”")
    if opening not in text:
        if not text.count('"') or text.count('"') % 2:
            return passage
        halves = iter(range(text.count('"')))
        marked = (("“", "”")[next(halves) % 2] if c == '"' else c for c in text)
        text = "".join(marked)
    new_open, new_close = chance.choice(STYLES)
    swap = str.maketrans({opening: new_open, **dict.fromkeys(closing, new_close)})
    return replace(passage, text=text.translate(swap))


def in_capitals(passage: Passage) -> Passage:
    """The passage in capitals; „ß“ stays, so that offsets hold."""
    raised = (c.upper() if len(c.upper()) == 1 else c for c in passage.text)
    return replace(passage, text="".join(raised))
