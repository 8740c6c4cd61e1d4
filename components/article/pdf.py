"""The text of a PDF, page by page, without running heads and page numbers."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError, PyPdfError

from components.article.draft import MOST_CHARACTERS, Draft
from components.article.errors import ArticleTooLong, BrokenFile, EncryptedFile, ScannedPdf
from components.article.model import Note

MOST_PAGES = 100
_LEAST_LETTERS = 20  # in the whole document; fewer is a stamp on a scan


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
        pages.append(reader.pages[number].extract_text())
        if sum(map(len, pages)) > MOST_CHARACTERS:
            raise ArticleTooLong("200,000 words")
    return pages


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
    often = {shape for shape, times in edges.items() if len(pages) > 1 and times > max(1, len(pages) // 2)}

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
