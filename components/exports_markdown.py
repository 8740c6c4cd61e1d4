"""A document as Markdown (CommonMark with tables): read as it stands, or pasted into an editorial system."""

from __future__ import annotations

import re
from typing import Final

from components.exports_document import Block, Bullets, Document, Paragraph, Table, Words, visible

# only what Markdown would act upon, so that the file reads well as plain text too: „Berger (Ministerin)“ needs no mark
_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|~$#]|&(?=#?\w+;)|:(?=\w+:)|(?<=[hpsw])[:.](?=//|\w))", re.IGNORECASE)
_LINE_START: Final = re.compile(r"^([-+=]|\d+(?=[.)]))")
_MANNERS: Final = {
    "strong": "**{}**",
    "faint": "– {}",
    "badge": "[{}]",
    "check": "**[{}]**",
    "hand": "*{}*",
    "old": "~~{}~~",
    "new": "**{}**",
}


def markdown_file(document: Document) -> str:
    """The document as one text; no word of the article becomes markup, a link or a picture."""
    lines = [f"# {escaped(document.title)}", ""]
    for paragraph in document.facts:
        lines += [_line(paragraph.words), ""]
    for section in document.sections:
        lines += [f"{'#' * section.level} {escaped(section.heading)}", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    if document.foot:
        lines += ["---", ""]
    for paragraph in document.foot:
        lines += [_line(paragraph.words), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """The text for the middle of a line, shown literally."""
    return _ACTIVE.sub(r"\\\1", visible(text))


def _line(words: tuple[Words, ...]) -> str:
    """The words as a line of their own; „1. Mai“ or „- ja“ at its start begins no list."""
    line = _cell(words)
    start = _LINE_START.match(line)
    if start is None:
        return line
    return f"\\{line}" if not start[0].isdigit() else f"{start[0]}\\{line[len(start[0]) :]}"


def _cell(words: tuple[Words, ...]) -> str:
    line = " ".join(word for w in words if (word := _worded(w)))
    return line.removeprefix("– ") if words and words[0].manner == "faint" else line


def _worded(words: Words) -> str:
    text = escaped(words.text)
    if not text:
        return ""
    return _MANNERS.get(words.manner, "{}").replace("[{}]", r"\[{}\]").replace("{}", text)


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [_line(block.words)]
    if isinstance(block, Bullets):
        return [f"- {_line(entry.words)}" for entry in block.entries]
    return _table(block)


def _table(table: Table) -> list[str]:
    under = ["---:" if k in table.numbers else "---" for k in range(len(table.headings))]
    rows = [
        [escaped(heading) for heading in table.headings],
        under,
        *([_cell(cell) for cell in row.cells] for row in table.rows),
    ]
    return [f"| {' | '.join(row)} |" for row in rows]
