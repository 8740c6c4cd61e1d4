"""A document with its article as one HTML file: the text with its marks, linked both ways with the lists; no script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from components.analysis.model import Analysis
from components.exports_document import (
    Block,
    Bullets,
    Document,
    Paragraph,
    Table,
    Words,
    paragraphs,
    visible,
    visible_lines,
)
from components.tables_marks import DARK, LAYERS, LIGHT, Layer, Mark, marks, pieces

STYLE: Final = Path(__file__).with_suffix(".css")
# what makes a layer's mark, each its own property, so that one layer is hidden without the others
_UNMARKED_NAME: Final = "text-decoration:none"
_UNMARKED: Final = {
    "quotation": "background-color:transparent",
    "time": "outline:none",
    "event": "background-image:none",
}
_ELEMENTS: Final = {"strong": "strong", "badge": "small", "check": "strong", "hand": "em", "old": "del", "new": "ins"}


def report_file(document: Document, analysis: Analysis, text_heading: str, layers: Mapping[Layer, str]) -> str:
    """The document as an HTML file of its own, after it the article under `text_heading`; `layers` has the reader's word for each.

    The file's own policy forbids scripts, forms and everything from elsewhere. Words of the article stand in it as text only.
    """
    marked = marks(analysis)
    present = {m.layer for m in marked}
    style = _style()
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    shown = [layer for layer in LAYERS if layer in present]
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{_text(document.language)}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
            f"<title>{_text(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            *(f'<input type="checkbox" id="show-{layer}" checked>' for layer in shown),
            f"\n<header>\n<h1>{_text(document.title)}</h1>\n",
            *(f"<p>{_words(paragraph)}</p>\n" for paragraph in document.facts),
            "</header>\n<main>\n",
            '<article aria-labelledby="article-text">\n',
            f'<h2 id="article-text">{_text(text_heading)}</h2>\n<p class="legend">',
            " ".join(f'<label for="show-{x}"><span class="{x}">{_text(layers[x])}</span></label>' for x in shown),
            f'</p>\n<div class="text" lang="{_text(analysis.article.language)}" dir="auto">',
            _marked_text(document, analysis, marked, layers),
            '</div>\n</article>\n<div class="lists">\n',
            *(_section(document, k) for k in range(len(document.sections))),
            "</div>\n</main>\n<footer>\n",
            *(f"<p>{_words(paragraph)}</p>\n" for paragraph in document.foot),
            "</footer>\n</body>\n</html>\n",
        ]
    )


def _style() -> str:
    """The style sheet with the palette that text, tables and charts share."""
    light, dark = (";".join(f"--{layer}:{tone[layer]}" for layer in LAYERS) for tone in (LIGHT, DARK))
    hidden = "".join(
        f"body:has(#show-{x}:not(:checked)) .text .{x}.{x}{{{_UNMARKED.get(x, _UNMARKED_NAME)}}}"
        f"body:has(#show-{x}:not(:checked)) .legend .{x}{{text-decoration:line-through 1px;background:none;outline:none}}"
        f"body:has(#show-{x}:focus-visible) .legend label[for=show-{x}]{{outline:3px solid var(--link)}}"
        for x in LAYERS
    )
    palette = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f"{palette}\n{STYLE.read_text('utf-8')}\n{hidden}"


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _marked_text(document: Document, analysis: Analysis, marked: tuple[Mark, ...], layers: Mapping[Layer, str]) -> str:
    """The article's text; every place the lists lead to has an anchor, every mark leads to its entry where the lists have one."""
    entries = {p.key for p in paragraphs(document) if p.key}
    anchors = {w.passage.start for p in paragraphs(document) for w in p.words if w.passage}
    names = {e.id: e.name for e in analysis.entities}
    made, at = [], 0
    for piece in pieces(analysis.article.text, marked, [a for a in anchors if 0 <= a <= len(analysis.article.text)]):
        anchor = f' id="w{at}"' if at in anchors else ""
        at += len(piece.text)
        text = html.escape(visible_lines(piece.text))
        if not piece.marks:
            made.append(f"<span{anchor}>{text}</span>" if anchor else text)
            continue
        classes = " ".join(dict.fromkeys(marked[k].layer for k in piece.marks))
        leads = next((marked[k].finding for k in piece.marks if marked[k].finding in entries), "")
        told = ", ".join(dict.fromkeys(_told(marked[k], names, layers) for k in piece.marks))
        name, way = ("a", f' href="#{_text(leads)}"') if leads else ("span", "")
        made.append(f'<{name}{anchor} class="{classes}"{way} title="{_text(told)}">{text}</{name}>')
    return "".join(made)


def _told(mark: Mark, names: Mapping[str, str], layers: Mapping[Layer, str]) -> str:
    name = names.get(mark.finding, "")
    return f"{layers[mark.layer]}: {name}" if name else layers[mark.layer]


def _section(document: Document, index: int) -> str:
    section = document.sections[index]
    head = f"<h{section.level}>{_text(section.heading)}</h{section.level}>\n"
    return f'<section class="level{section.level}">\n{head}{"".join(_block(b) for b in section.blocks)}</section>\n'


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p{_id(block.key)}>{_words(block)}</p>\n"
    if isinstance(block, Bullets):
        entries = "".join(f"<li{_id(entry.key)}>{_words(entry)}</li>\n" for entry in block.entries)
        return f"<ul>\n{entries}</ul>\n"
    return _table(block)


def _table(table: Table) -> str:
    align = [' class="number"' if k in table.numbers else "" for k in range(len(table.headings))]
    heads = "".join(f'<th scope="col"{a}>{_text(h)}</th>' for h, a in zip(table.headings, align, strict=True))
    rows = "".join(
        f"<tr{_id(row.key)}>"
        + "".join(f"<td{a}>{_words(Paragraph(cell))}</td>" for cell, a in zip(row.cells, align, strict=True))
        + "</tr>\n"
        for row in table.rows
    )
    return f'<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'


def _id(key: str) -> str:
    return f' id="{_text(key)}"' if key else ""


def _words(paragraph: Paragraph) -> str:
    return " ".join(word for words in paragraph.words if (word := _word(words)))


def _word(words: Words) -> str:
    text = _text(words.text)
    if not text:
        return ""
    if words.passage:
        text = f'<a href="#w{words.passage.start}">{text}</a>'
    element = _ELEMENTS.get(words.manner, "bdi")
    return f'<{element} class="{words.manner}" dir="auto">{text}</{element}>'


def _text(text: str) -> str:
    return html.escape(visible(text))
