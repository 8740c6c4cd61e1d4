"""A document as values: headings, paragraphs, lists and tables of worded text, the same whatever file it becomes.

The words are the interface's or the article's; which is which no renderer knows, so each of them treats all words as foreign.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from components.analysis.model import Passage

Manner = Literal["plain", "strong", "faint", "badge", "check", "hand", "old", "new"]

# letters that turn the reading direction of what follows (U+202A–202E, U+2066–2069, marks): in a list they reach into foreign lines
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one manner; `passage` is where they stand in the article, where they do."""

    text: str
    manner: Manner = "plain"
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that follow each other; `key` is the id of the finding the paragraph is about, "" for none."""

    words: tuple[Words, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `key` as in Paragraph."""

    cells: tuple[tuple[Words, ...], ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading a column; `numbers` are the columns of figures, which stand at the right."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()


Block = Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 2 or 3, and what stands below it."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `language` is that of the interface's words, `facts` stand below the title, `foot` at the end."""

    language: str
    title: str
    facts: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    foot: tuple[Paragraph, ...] = ()


def visible(text: str) -> str:
    """The text on one line, as every file can hold it: no control letters, none that turn the reading direction, no half letters."""
    line = " ".join(text.split())
    # nearly every line is: letter by letter would take seconds in a long article
    return line if line.isprintable() else " ".join("".join(map(_visible, line)).split())


def visible_lines(text: str) -> str:
    """The text as in `visible`, but with its white space."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(letter if letter in "\n\t" else _visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter in _TURNING:
        return ""
    kind = unicodedata.category(letter)
    if kind == "Cc":
        return " " if letter.isspace() else ""
    if (
        kind == "Cs" or ord(letter) & 0xFFFE == 0xFFFE
    ):  # half of a pair, and the last two of each plane, which are no letters
        return _REPLACEMENT
    return letter


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph, list entry and table row of the document, each as one paragraph."""
    yield from document.facts
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Bullets):
                yield from block.entries
            else:
                yield from (Paragraph(tuple(w for cell in row.cells for w in cell), row.key) for row in block.rows)
    yield from document.foot
