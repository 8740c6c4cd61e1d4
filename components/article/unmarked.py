"""Bylines without „Von“ or “By”: “Anna Berger in Vienna and Max Huber in Rome”, “Anna Berger and agencies”, a name alone on its line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from components.article.author_names import (
    agency_in,
    displayed,
    is_name,
    joiner,
    leading_joiner,
    names_role,
    without_place,
)
from components.languages import KNOWN, facts
from components.languages.dictionary import noun_make

_LONGEST = 200  # characters
_MOST_NAMES = 8
_ENDS = re.compile(r"[.!?:;…\"'“”‘’»«›‹]$")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")


def unmarked_authors(line: str, below: str = "") -> tuple[str, ...]:
    """The names of a line that holds nothing but names and what belongs to them: places they write from, agencies, an office of the desk.

    A name with nothing beside it counts where its first name is one we know, or where the line `below` is a place: „Ximena Baeza“, „Lima“.
    """
    if len(line) > _LONGEST or _ENDS.search(line):
        return ()
    parts = [leading_joiner().sub("", part) for part in re.split(r"\s*[,|•·;]\s*", _ASIDE.sub("", line))]
    pieces = [piece for part in parts for piece in joiner().split(part)]
    beside = [piece for piece in pieces if agency_in(piece) or names_role(piece)]
    named = [piece for piece in pieces if piece not in beside]
    names = [without_place(piece) for piece in named]
    if len(names) > 1 and names[-1] in places() and pieces[-1] == named[-1]:
        beside, names, named = [*beside, names[-1]], names[:-1], named[:-1]  # „Anna Berger, Wien“
    if not names or len(names) > _MOST_NAMES or not all(is_name(name) for name in names) or not is_name(names[0]):
        return ()
    sent_from = sum(name != piece for name, piece in zip(names, named, strict=True))
    known = sum(_is_known(name) for name in names)
    certain = sent_from > 1 or (beside and sent_from + known) or known == len(names) or below in places()
    return tuple(dict.fromkeys(displayed(name) for name in names)) if certain else ()


def signs_alone(line: str) -> bool:
    """Whether a last line is one full name and nothing else: its first name one we know, or in capitals and no words of the dictionary."""
    if not is_name(line) or len(line.split()) > 4:
        return False
    return _is_known(line) or (
        line.isupper() and not any(noun_make(word, code) for word in _WORD.findall(line) for code in KNOWN)
    )


def _is_known(name: str) -> bool:
    return re.split(r"[ -]", _plain(name), maxsplit=1)[0] in _first_names()


def _plain(name: str) -> str:
    """A name without accents, in small letters."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    lists = [facts(code, "names")["gender"][kind] for code in KNOWN for kind in ("male", "female")]
    return frozenset(_plain(name) for names in lists for name in names.split())


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Capitals, states and cities of all languages we know: „Wien“, “Chile”, “Milan”."""
    tables = [facts(code, "names") for code in KNOWN]
    lists = [(*t["countries"]["capitals"], *t["countries"]["states"], *t["places"]["known"]) for t in tables]
    return frozenset(place for found in lists for place in found)
