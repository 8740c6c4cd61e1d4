"""From what a paste or a file holds to a clean Article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from components.article.byline import authors_at_foot, authors_of, byline_date, find_agency
from components.article.characters import plain_characters
from components.article.dateline import Dateline, read_dateline
from components.article.dates import is_date_line, is_marked_date_line, only_one_bare_date, publication_date
from components.article.errors import ArticleTooLong, EmptyArticle, NotText
from components.article.headline import Setting, take_title
from components.article.junk import all_end, cut_junk, head_length, is_furniture
from components.article.language import detect_language
from components.article.model import Article, Note, PublishedFrom
from components.article.paragraphs import paragraphs_as_typed, split_paragraphs
from components.article.signing import Signature, find_signature, tells_of_author
from components.article.unmarked import unmarked_authors

MOST_CHARACTERS = 2_000_000
MOST_WORDS = 200_000
LIMIT = f"{MOST_WORDS:,} words or {MOST_CHARACTERS:,} characters"
_UNSURE = 0.5
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read, before cleaning: the text, and the facts its container gives.

    `whole_paragraphs` says that every line is a paragraph (a Word file, a web page), so that no lines are joined.
    `file_date` is when the file was made, which need not be when the article appeared.
    """

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    file_date: date | None = None
    whole_paragraphs: bool = False
    notes: tuple[Note, ...] = ()


def compose(draft: Draft, published: date | None = None) -> Article:
    """The Article of a draft; `published` as the reader gives it wins over all other dates.

    Raises EmptyArticle, NotText, ArticleTooLong.
    """
    lines = _paragraphs(draft)
    tells_date = is_date_line if only_one_bare_date(lines) else is_marked_date_line
    setting = _setting(draft, lines, tells_date)
    lines, cut = cut_junk(lines, tells_date, _signs)
    if not lines:
        raise EmptyArticle
    title, lines = take_title(lines, " ".join(plain_characters(draft.title).split()), setting)
    if not lines:
        title, lines = "", [title]
    signature = find_signature(lines)
    while signature and max(signature.lines) < len(lines) - 1 and tells_of_author(lines[-1], signature.authors):
        cut.append(lines.pop())
    text = "\n\n".join(lines)
    dateline = _dateline(lines, signature)
    day, source = _published(published, draft, publication_date(cut) or _signed_on(lines), dateline)
    language, score = detect_language(text)
    notes = [*draft.notes, *([Note("junk_removed", str(len(cut)))] if cut else [])]
    if day is None:
        notes.append(Note("no_publication_date"))
        notes += [Note("file_date", draft.file_date.isoformat())] if draft.file_date else []
    if score < _UNSURE:
        notes.append(Note("language_unsure", language))
    if broken := text.count("\ufffd"):
        notes.append(Note("broken_characters", str(broken), text.index("\ufffd"), text.index("\ufffd") + 1))
    return Article(
        text=text,
        title=title,
        authors=signature.authors if signature else _authors_cut(cut) or draft.authors,
        agency=dateline.agency or find_agency(_head(lines), [*lines[-3:], *cut]),
        dateline=dateline.places,
        language=language,
        published=day,
        published_from=source,
        notes=tuple(notes),
    )


def _paragraphs(draft: Draft) -> list[str]:
    if len(draft.text) > MOST_CHARACTERS:
        raise ArticleTooLong(LIMIT)
    text = plain_characters(draft.text)
    if not text.strip():
        raise EmptyArticle
    if not any(c.isalpha() for c in text):
        raise NotText
    if len(text.split()) > MOST_WORDS:
        raise ArticleTooLong(LIMIT)
    if draft.whole_paragraphs:
        return paragraphs_as_typed(text)
    return split_paragraphs(text, _stands_alone, _begins)


def _setting(draft: Draft, lines: list[str], tells_date: Callable[[str], bool]) -> Setting:
    """Which lines stand by themselves between blank ones (all, where every line is a paragraph), and which right above a date."""
    text = plain_characters(draft.text)
    every = draft.whole_paragraphs or (not _BLANK_LINE.search(text) and all_end(lines[1:]))
    blocks = text.split("\n") if every else _BLANK_LINE.split(text)
    dated = (above for above, below in itertools.pairwise(lines) if tells_date(below))
    return Setting(frozenset(" ".join(block.split()) for block in blocks), frozenset(dated))


def _signs(line: str) -> bool:
    return bool(authors_of(line) or unmarked_authors(line))


def _stands_alone(line: str) -> bool:
    return is_furniture(line) or bool(authors_of(line)) or is_date_line(line)


def _begins(line: str) -> bool:
    dateline = read_dateline(line)
    return dateline is not None and bool(dateline.agency and dateline.places)


def _head(lines: list[str]) -> list[str]:
    return lines[: head_length(lines)]


def _dateline(lines: list[str], signature: Signature | None) -> Dateline:
    """The dateline of the first paragraph that has one, byline and subtitle aside; else the place below the byline."""
    signed = signature.lines if signature else ()
    for number, line in enumerate(_head(lines)):
        if number not in signed and not authors_of(line) and (found := read_dateline(line)):
            return found
    return Dateline((lines[signature.place],) if signature and signature.place is not None else ())


def _authors_cut(cut: list[str]) -> tuple[str, ...]:
    """The names of “(Reporting by Hannah Osei; editing by …)”, where nothing else signs."""
    return next((found for line in cut if (found := authors_at_foot(line))), ())


def _signed_on(lines: list[str]) -> date | None:
    """The date in the byline."""
    return next((day for line in _head(lines) if (day := byline_date(line))), None)


def _published(
    given: date | None, draft: Draft, told: date | None, dateline: Dateline
) -> tuple[date | None, PublishedFrom | None]:
    if given:
        return given, "given"
    if draft.published:
        return draft.published, "metadata"
    day = told or dateline.published
    return day, "text" if day else None
