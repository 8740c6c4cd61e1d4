"""From what a paste or a file holds to a clean Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from components.article.byline import authors_at_foot, authors_of, byline_date, find_agency
from components.article.characters import plain_characters
from components.article.dateline import Dateline, read_dateline
from components.article.dates import is_date_line, is_marked_date_line, only_one_bare_date, publication_date
from components.article.errors import ArticleTooLong, EmptyArticle, NotText
from components.article.headline import take_title
from components.article.junk import cut_junk, head_length, is_furniture
from components.article.language import detect_language
from components.article.model import Article, Note, PublishedFrom
from components.article.paragraphs import paragraphs_as_typed, split_paragraphs

MOST_CHARACTERS = 2_000_000
MOST_WORDS = 200_000
LIMIT = f"{MOST_WORDS:,} words or {MOST_CHARACTERS:,} characters"
_UNSURE = 0.5


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
    lines, cut = cut_junk(lines, tells_date, lambda line: bool(authors_of(line)))
    if not lines:
        raise EmptyArticle
    title, lines = take_title(lines, " ".join(plain_characters(draft.title).split()))
    if not lines:
        title, lines = "", [title]
    text = "\n\n".join(lines)
    dateline = _dateline(lines)
    day, source = _published(published, draft, publication_date(cut) or _signed_on(lines), dateline)
    language, score = detect_language(text)
    notes = list(draft.notes)
    if cut:
        notes.append(Note("junk_removed", str(len(cut))))
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
        authors=_authors(lines) or draft.authors,
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


def _stands_alone(line: str) -> bool:
    return is_furniture(line) or bool(authors_of(line)) or is_date_line(line)


def _begins(line: str) -> bool:
    dateline = read_dateline(line)
    return dateline is not None and bool(dateline.agency and dateline.places)


def _head(lines: list[str]) -> list[str]:
    return lines[: head_length(lines)]


def _dateline(lines: list[str]) -> Dateline:
    """The dateline of the first paragraph that has one, byline and subtitle aside."""
    for line in _head(lines):
        if not authors_of(line) and (found := read_dateline(line)):
            return found
    return Dateline(())


def _authors(lines: list[str]) -> tuple[str, ...]:
    for line in _head(lines):
        if found := authors_of(line):
            return found
    return authors_at_foot(lines[-1]) if len(lines) > 1 else ()


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
