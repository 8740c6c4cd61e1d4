"""The text of a PDF, page by page, without running heads and page numbers."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median

from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError, PyPdfError

from components.article.draft import LIMIT, MOST_CHARACTERS, Draft
from components.article.errors import ArticleTooLong, BrokenFile, EncryptedFile, ScannedPdf
from components.article.model import Note

MOST_PAGES = 100
_LONGEST_HEAD = 80  # characters
_LEAST_LETTERS = 20  # in the whole document; fewer is a stamp on a scan


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it begins and the size of its type, in points; y grows upwards."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(data: bytes) -> Draft:
    """The draft in a PDF; raises EncryptedFile, ScannedPdf, BrokenFile, ArticleTooLong."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFile("PDF")
        count = len(reader.pages)
        pages = _pages(reader)
        made = _made(reader)
    except FileNotDecryptedError as error:
        raise EncryptedFile("PDF") from error
    # pypdf promises PyPdfError; on broken files the others escape from its depths.
    except (
        PyPdfError,
        PdfReadError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        NotImplementedError,
        OSError,
        EOFError,
    ) as error:
        raise BrokenFile("PDF") from error
    if count == 0:
        raise BrokenFile("PDF")
    if sum(c.isalpha() for page in pages for c in page) < _LEAST_LETTERS:
        raise ScannedPdf
    notes = (Note("pages_skipped", str(count - MOST_PAGES)),) if count > MOST_PAGES else ()
    return Draft("\n".join(_without_heads(pages)), file_date=made, notes=notes)


def _pages(reader: PdfReader) -> list[str]:
    pages: list[str] = []
    for number in range(min(MOST_PAGES, len(reader.pages))):
        pages.append(_with_gaps(_lines(reader.pages[number])))
        if sum(map(len, pages)) > MOST_CHARACTERS:
            raise ArticleTooLong(LIMIT)
    return pages


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order the file writes them, which follows columns."""
    lines: list[Line] = []
    text, place = "", (0.0, 0.0, 0.0)

    def close() -> None:
        nonlocal text
        lines.append(Line(text, *place))
        text = ""

    def visit(piece: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        nonlocal text, place
        for number, part in enumerate(piece.split("\n")):
            if number:
                close()
            if part.strip() and not text.strip():
                scale = abs(cm[3] * tm[3]) or 1.0
                place = (
                    tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                    tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                    abs(size) * scale,
                )
            text += part

    page.extract_text(visitor_text=visit)
    close()
    return [line for line in lines if line.text.strip()]


def _with_gaps(lines: list[Line]) -> str:
    """The lines as text, with a blank line where the page shows a gap, an indented first line or another size of type."""
    body = median(line.size for line in lines) if lines else 0.0
    steps = [a.y - b.y for a, b in itertools.pairwise(lines) if 0 < a.y - b.y < 3 * body]
    step = median(steps) if steps else 0.0
    text = lines[0].text if lines else ""
    for line, following in itertools.pairwise(lines):
        same_size = abs(line.size - following.size) <= 0.08 * line.size
        down = line.y - following.y
        if same_size and line.size > 1.15 * body and 0 < down < 1.6 * line.size:
            text += " "  # a headline of several lines
        elif (
            not same_size or 8 * step > down > 1.3 * step or (down > 0 and 0.7 * body < following.x - line.x < 4 * body)
        ):
            text += "\n\n"
        else:
            text += "\n"
        text += following.text
    return text


def _made(reader: PdfReader) -> date | None:
    """When the file was made; None where it does not say."""
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except (ValueError, PyPdfError):
        return None
    return made.date() if made else None


def _without_heads(pages: list[str]) -> list[str]:
    """Pages without the lines that stand at the top or foot of most of them, page numbers aside („Seite 2 von 3“)."""
    lines = [page.strip("\n").split("\n") for page in pages]
    edges = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]} if line.strip())
    often = {
        shape
        for shape, times in edges.items()
        if len(pages) > 1 and len(shape) <= _LONGEST_HEAD and times > max(1, len(pages) // 2)
    }

    def goes(line: str) -> bool:
        return _shape(line) in often or re.fullmatch(r"\W*\d{1,3}\W*", line) is not None

    cleaned = []
    for page in lines:
        while page and (not page[0].strip() or goes(page[0])):
            page = page[1:]
        while page and (not page[-1].strip() or goes(page[-1])):
            page = page[:-1]
        cleaned.append("\n".join(page))
    return cleaned


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
