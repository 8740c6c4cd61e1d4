"""Which lines of an article sign it: a byline above its text, marked or not, on one line or two; else a name at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.article.author_names import displayed, leading_joiner, words_for
from components.article.byline import authors_at_foot, authors_of, is_opener, names_in
from components.article.junk import head_length, is_running
from components.article.unmarked import places, signs_alone, unmarked_authors

_LONGEST_BIOGRAPHY = 300  # characters
_LONGEST_SUMMARY = 60  # words


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines that sign, the authors they name, and the line right below where it is a place and nothing else."""

    lines: tuple[int, ...]
    authors: tuple[str, ...]
    place: int | None = None


def find_signature(lines: Sequence[str]) -> Signature | None:
    """The signature of an article without its title, None where nobody signs; blank lines may stand between."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    head = [n for n in filled if n < head_length(lines)]
    return _marked(lines, filled, head) or _unmarked(lines, filled, head) or _at_foot(lines, filled)


def authors_named_in(text: str) -> tuple[tuple[int, int], ...]:
    """Character spans of the authors' names where they sign a text."""
    return _spans(text)[0]


def place_named_in(text: str) -> tuple[int, int] | None:
    """Character span of the place on the line below the byline of a text, None where there is no such line."""
    return _spans(text)[1]


def tells_of_author(line: str, authors: Sequence[str]) -> bool:
    """Whether a last line is about who wrote the article: “Hannah Osei is a correspondent in Nairobi.”, or the name alone."""
    if line in authors:
        return True
    name = next((a for a in authors if line.startswith(f"{a} ")), "")
    return bool(name) and len(line) <= _LONGEST_BIOGRAPHY and _biography().match(line[len(name) :]) is not None


@lru_cache(maxsize=1)
def _biography() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(words_for('biography'))})\b", re.IGNORECASE)


def _spans(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, int] | None]:
    lines = text.split("\n")
    signature = find_signature(lines)
    if signature is None:
        return (), None
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = [
        (starts[n] + written.start(), starts[n] + written.end())
        for n in signature.lines
        for name in signature.authors
        if (written := _written(name, lines[n]))
    ]
    at = signature.place
    return tuple(found), (starts[at], starts[at] + len(lines[at])) if at is not None else None


def _written(name: str, line: str) -> re.Match[str] | None:
    """A name where the line has it, the surname first if need be: „Berger, Anna“."""
    first, _, last = name.rpartition(" ")
    turned = rf"{re.escape(last)}, {re.escape(first)}"
    return re.search(re.escape(name), line, re.IGNORECASE) or re.search(turned, line, re.IGNORECASE)


def _marked(lines: Sequence[str], filled: list[int], head: list[int]) -> Signature | None:
    for n in head:
        later = [m for m in filled if m > n][:2]
        below = lines[later[0]].strip() if later else ""
        line = lines[n].strip()
        if authors := authors_of(line):
            more = names_in(leading_joiner().sub("", below)) if _goes_on(line, below) else ()
            used = (n, later[0]) if more else (n,)
            return Signature(used, (*authors, *more), _place(lines, later[len(used) - 1 :]))
        if is_opener(line) and (authors := names_in(below)):  # „Von“, and the name on the next line
            return Signature((later[0],), authors, _place(lines, later[1:]))
    return None


def _goes_on(line: str, below: str) -> bool:
    """Whether a byline goes on in the line below: „Von Anna Berger“, „und Max Huber“."""
    joined = line.endswith((",", "&", "/")) or line.split()[-1].lower() in words_for("joiners")
    return joined or leading_joiner().match(below) is not None


def _unmarked(lines: Sequence[str], filled: list[int], head: list[int]) -> Signature | None:
    """The first line of names above the text; below a summary of the article only right above its text or a place."""
    summaries = 0
    for n in head:
        if is_running(lines[n]):
            summaries += 1
            if summaries > 1 or len(lines[n].split()) > _LONGEST_SUMMARY:
                return None
            continue
        later = [m for m in filled if m > n][:1]
        below = lines[later[0]].strip() if later else ""
        authors = unmarked_authors(lines[n].strip(), below)
        if authors and (not summaries or is_running(below) or below in places()):
            return Signature((n,), authors, _place(lines, later))
    return None


def _place(lines: Sequence[str], below: list[int]) -> int | None:
    return below[0] if below and lines[below[0]].strip() in places() else None


def _at_foot(lines: Sequence[str], filled: list[int]) -> Signature | None:
    if len(filled) < 2:
        return None
    last = lines[filled[-1]].strip()
    authors = authors_at_foot(last) or ((displayed(last),) if signs_alone(last) else ())
    return Signature((filled[-1],), authors) if authors else None
