"""A document as a Word file: real headings, lists and tables whose first row is repeated on every page; nothing in it loads anything."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from components.exports_document import Block, Bullets, Document, Paragraph, Table, Words, visible

_LANGUAGES: Final = {"de": "de-DE", "en": "en-GB"}
_GREY, _RED, _BLUE = RGBColor(0x55, 0x55, 0x55), RGBColor(0x9C, 0x2A, 0x00), RGBColor(0x00, 0x4F, 0x7C)
_PAGE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the file says nothing of when and by whom it was made


def docx_file(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    file = docx.Document()
    _set_up(file, document)
    file.add_heading(visible(document.title), level=0)
    for paragraph in document.facts:
        _fill(file.add_paragraph(), paragraph.words)
    for section in document.sections:
        file.add_heading(visible(section.heading), level=section.level - 1)
        for block in section.blocks:
            _add(file, block)
    for paragraph in document.foot:
        _fill(file.add_paragraph(), tuple(Words(w.text, "faint") for w in paragraph.words))
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _set_up(file: Any, document: Document) -> None:
    about = file.core_properties
    about.title, about.author, about.comments = visible(document.title)[:255], "Wortlaut", ""
    about.language = _LANGUAGES.get(document.language, document.language)
    about.created = about.modified = _PAGE
    style = file.styles["Normal"]
    style.font.size = Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), about.language)
    style.element.get_or_add_rPr().append(language)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(file.sections[0], margin, Cm(2))


def _add(file: Any, block: Block) -> None:
    if isinstance(block, Paragraph):
        _fill(file.add_paragraph(), block.words)
    elif isinstance(block, Bullets):
        bullet = file.styles["List Bullet"].style_id
        for entry in block.entries:
            paragraph = file.add_paragraph()
            paragraph._p.style = bullet  # by its id: by its name python-docx would search all styles for every entry
            _fill(paragraph, entry.words)
    else:
        _add_table(file, block)


def _add_table(file: Any, table: Table) -> None:
    # all rows at once: python-docx copies a row for each one that is added later
    made = file.add_table(rows=len(table.rows) + 1, cols=len(table.headings), style="Table Grid")
    heads, *others = made.rows
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    heads._tr.get_or_add_trPr().append(repeated)
    for column, heading in enumerate(table.headings):
        _fill(heads.cells[column].paragraphs[0], (Words(heading, "strong"),))
    for cells, row in zip(others, table.rows, strict=True):
        for column, (cell, words) in enumerate(zip(cells.cells, row.cells, strict=True)):
            paragraph = cell.paragraphs[0]
            _fill(paragraph, words)
            if column in table.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file.add_paragraph()


def _fill(paragraph: Any, words: tuple[Words, ...]) -> None:
    first = True
    for word in words:
        text = visible(word.text)
        if not text:
            continue
        run = paragraph.add_run(text if first else f" {text}")
        first = False
        if word.manner in ("strong", "check", "new"):
            run.bold = True
        if word.manner == "old":
            run.font.strike = True
        if word.manner == "hand":
            run.italic = True
        if word.manner in ("badge", "faint"):
            run.font.size = Pt(9)
        colour = {"badge": _GREY, "faint": _GREY, "check": _RED, "hand": _BLUE}.get(word.manner)
        if colour is not None:
            run.font.color.rgb = colour
