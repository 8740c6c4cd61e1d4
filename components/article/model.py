"""The article as every other part of Wortlaut sees it: clean text, and the facts that stand around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedFrom = Literal["given", "text", "metadata"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know; `code` names the sentence in the interface's string table.

    `detail` fills the sentence's one blank; `start`/`end` are character offsets into the article's text where the note has a place.
    """

    code: str
    detail: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    `text` is the running text (byline and dateline included, title and trailing web junk not); every offset of an
    analysis counts Unicode code points in it. `language` is an ISO 639-1 code. `published` is None where nobody knows.
    """

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    dateline: tuple[str, ...] = ()
    language: str = "de"
    published: date | None = None
    published_from: PublishedFrom | None = None
    notes: tuple[Note, ...] = ()
