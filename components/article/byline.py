"""Who wrote the article and which agency sent it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from components.article.author_names import (
    agency_in,
    displayed,
    is_name,
    joiner,
    leading_joiner,
    names_role,
    tables,
    without_place,
)
from components.article.dates import is_date_line, publication_date
from components.languages import KNOWN, facts

_LONGEST = 200  # characters of a byline
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w"
_ASIDES = re.compile(r"\s*\([^()]{1,40}\)")  # „Anna Berger (Text) und Max Huber (Fotos)“
_BEHIND_NAMES = r"[;|•·]|\s[–—-]\s"
_ON_DAY = re.compile(r"\s(?:am|on)\s")
_TURNED = re.compile(rf"((?:[a-z]{{2,4}} )?{_NAME}), ({_NAME}(?: {_NAME})?)")
_CLOSING_DATE = re.compile(r", \d{1,2}\. ?\d{1,2}\. ?\d{4}$")  # „(Anna Berger, 3.5.2023)“
_PAIRS = re.compile(rf"{_NAME}, {_NAME}(?:, {_NAME}, {_NAME}(?: {_NAME})?)+")
_PICTURE = re.compile(r"\w*(?:foto|bild|grafik|photo|image|picture)\w*\b", re.IGNORECASE)  # „(Foto: Max Huber/dpa)“
_PARENTHESIS = re.compile(r"\s*\(([^()]{1,40})\)\s*$")


def authors_of(line: str) -> tuple[str, ...]:
    """The names in a byline („Von Anna Berger und Max Huber, Brüssel“), none where the line is something else („Von Anfang an …“)."""
    return _named_after("openers", line)


def byline_date(line: str) -> date | None:
    """The date that closes a byline („Von Anna Berger, Brüssel, 13. März 2025“), None where it has none or is no byline."""
    if not authors_of(line):
        return None
    return publication_date(
        line[mark.end() :] for mark in re.finditer(rf"[,(]|{_BEHIND_NAMES}|{_ON_DAY.pattern}", line)
    )


def authors_at_foot(line: str) -> tuple[str, ...]:
    """The names in a last line that only signs: „(Reporter: Anna Berger)“, „— Hanne Wijs“; a bare „Weitere Artikel“ is no name."""
    signed = _CLOSING_DATE.sub("", re.sub(r"^[–—-]+ ?", "", line.strip("() ")))
    return _named_after("desk", signed) or (
        (signed,) if signed != line and is_name(signed) and len(signed.split()) <= 3 else ()
    )


def find_agency(head: Iterable[str], tail: Iterable[str]) -> str:
    """The agency named in a byline („Von Anna Berger, dpa“), at the end of the last sentence („… sagte er. (dpa)“) or in a credit line."""
    for line in head:
        if authors_of(line) and (found := agency_in(",".join(re.split(r"[,()]", line)[1:]))):
            return found
    for line in tail:
        end = _PARENTHESIS.search(line[-60:])
        if end and not _PICTURE.match(end[1]) and (found := agency_in(end[1])):
            return found
        if len(line) <= _LONGEST and (credit := _credits().match(line)) and (found := agency_in(line[credit.end() :])):
            return found
    return ""


def _named_after(kind: str, line: str) -> tuple[str, ...]:
    if len(line) > _LONGEST:
        return ()
    for opener in _openers(kind):
        if found := opener.match(line):
            rest = line[found.end() :]
            return (_turned(rest) if line[: found.end()].rstrip().endswith(":") else ()) or names_in(rest)
    return ()


def is_opener(line: str) -> bool:
    """Whether a line is what opens a byline and nothing else: „Von“, “By”."""
    return any(opener.fullmatch(f"{line} ") for opener in _openers("openers"))


def _turned(rest: str) -> tuple[str, ...]:
    """The names of „Autor: Berger, Anna“, „Autoren: Berger, Anna; Huber, Max“; none where the words are no such list."""
    if pairs := _PAIRS.fullmatch(rest):
        rest = re.sub(r"([^,]+, [^,]+), ", r"\1; ", pairs[0])  # „Autor: Berger, Anna, Huber, Max“
    found = [_TURNED.fullmatch(piece.strip()) for piece in re.split(r"\s*[;/]\s*|\s+(?:und|and|et)\s+", rest)]
    if any(f is None or agency_in(f[2]) or f[2] in _capitals() for f in found):
        return ()
    return tuple(f"{f[2]} {f[1]}" for f in found if f)


def names_in(rest: str) -> tuple[str, ...]:
    """The names where the rest of a byline is names and at most a place, a role or an agency; none where it goes on like a sentence."""
    rest = re.split(_BEHIND_NAMES, _ASIDES.sub("", rest))[0].strip()
    if (dated := _ON_DAY.search(rest)) and is_date_line(rest[dated.end() :]):
        rest = rest[: dated.start()]
    names: list[str] = []
    parts = re.split(r"\s*,\s*", rest)
    for position, part in enumerate(parts):
        part = leading_joiner().sub("", part)
        # „Anna Berger und dpa“, „Anna Berger, ARD-Studio Wien“: an agency or office beside the names is none
        pieces = [
            without_place(p) for p in joiner().split(part) if not agency_in(p) and not (position and names_role(p))
        ]
        if all(is_name(piece) for piece in pieces):
            names += [displayed(piece) for piece in pieces]
        elif position == 0 or len(part.split()) > 5 or part.endswith((".", "!", "?")):
            return ()  # a sentence
        elif not any(leading_joiner().match(later) for later in parts[position + 1 :]):
            break  # „, Brüssel“, „, Industry Correspondent“, „, dpa“
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=4)
def _openers(kind: str) -> tuple[re.Pattern[str], ...]:
    found = [
        p for t in tables() for p in (t["byline"]["openers"] if kind == "openers" else t["byline"]["desk"]["openers"])
    ]
    return tuple(re.compile(rf"(?:{p})(?: ?:)?\s+", re.IGNORECASE) for p in sorted(found, key=len, reverse=True))


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(place for code in KNOWN for place in facts(code, "names")["countries"]["capitals"])


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for t in tables() for p in t["agency"]["credits"]), re.IGNORECASE)
