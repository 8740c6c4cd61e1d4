"""The text of a Word file: its paragraphs as the reader sees them, with accepted insertions and without deletions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from components.article.draft import Draft
from components.article.errors import BrokenFile

_TEMPLATE_YEAR = 2014  # files made by program carry the template's date of 2013
_WORDS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HIDDEN = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_docx(data: bytes) -> Draft:
    """The draft in a Word file; raises BrokenFile."""
    try:
        _refuse_entities(data)
        document = Document(io.BytesIO(data))
    # python-docx lets the errors of the layers below through.
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise BrokenFile("Word") from error
    paragraphs: list[str] = []
    title = ""
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(parent.tag in _HIDDEN for parent in paragraph.iterancestors()):
            continue
        text = "".join(_words(paragraph)).strip()
        if text and not title and not paragraphs and _style(paragraph) in {"Title", "Titel", "Heading1", "berschrift1"}:
            title = " ".join(text.split())
        elif text:
            paragraphs.append(text)
    return Draft("\n\n".join(paragraphs), title=title, file_date=_made(document), whole_paragraphs=True)


def _refuse_entities(data: bytes) -> None:
    """Word never writes a document type; a file that has one wants to blow up a parser."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as opened:
                    beginning = opened.read(4096)
                if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                    raise BrokenFile("Word")


def _words(element: Any) -> Iterator[str]:
    """The text of a paragraph in order, deletions, duplicates and paragraphs inside it (text boxes) left out."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _WORDS:
            yield _WORDS[child.tag]
        elif child.tag not in _HIDDEN and child.tag != qn("w:p"):
            yield from _words(child)


def _style(paragraph: Any) -> str:
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    return str(style.get(qn("w:val"))) if style is not None else ""


def _made(document: Any) -> date | None:
    try:
        made = document.core_properties.created
    except (ValueError, KeyError, AttributeError):
        return None
    return made.date() if made and made.year >= _TEMPLATE_YEAR else None
