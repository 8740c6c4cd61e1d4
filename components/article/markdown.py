"""An article written in Markdown: marks go, words stay, the front block tells title, author and date."""

from __future__ import annotations

import re
from datetime import date

from components.article.dates import date_in
from components.article.draft import Draft
from components.article.model import Note

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\w*])")
_UNDERLINED = re.compile(r"^([^\n]{2,180})\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_LINE_MARK = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)


def read_markdown(text: str, notes: tuple[Note, ...] = ()) -> Draft:
    """The draft of a Markdown text; headings keep their # for the title to be found."""
    text = text.replace("\r\n", "\n")
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    text = _UNDERLINED.sub(r"# \1\n", text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", _LINE_MARK.sub("", text)))
    text = _STRONG.sub(r"\2", text)
    return Draft(
        text,
        title=fields.get("title") or fields.get("titel") or "",
        authors=_authors(fields.get("author") or fields.get("autor") or fields.get("authors") or ""),
        published=_date(fields.get("date") or fields.get("datum") or fields.get("published") or ""),
        notes=notes,
    )


def _authors(text: str) -> tuple[str, ...]:
    return tuple(name.strip(" \"'") for name in re.split(r"[,;]| und | and ", text.strip("[]")) if name.strip(" \"'"))


def _date(text: str) -> date | None:
    return date_in(text) if text else None
