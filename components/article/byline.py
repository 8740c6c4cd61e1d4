"""Who wrote the article and which agency sent it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from components.article.dates import is_date_line, publication_date
from components.article.junk import head_length
from components.languages import KNOWN, facts

_LONGEST = 200  # characters of a byline
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w"
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'.-]*\w|\w*\.?)$|[A-Z]\.(?:-?[A-Z]\.)*$")
_ASIDES = re.compile(r"\s*\([^()]{1,40}\)")  # „Anna Berger (Text) und Max Huber (Fotos)“
_BEHIND_NAMES = r"[;|•·]|\s[–—-]\s"
_ON_DAY = re.compile(r"\s(?:am|on)\s")
_TURNED = re.compile(rf"((?:[a-z]{{2,4}} )?{_NAME}), ({_NAME}(?: {_NAME})?)")
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


def authors_named_in(text: str) -> tuple[tuple[int, int], ...]:
    """Character spans of the authors' names in the byline above the sentences of a text."""
    lines, offset = text.split("\n"), 0
    for line in lines[: head_length(lines)]:
        if authors := authors_of(line):
            found = (_written(name, line) for name in authors)
            return tuple((offset + f.start(), offset + f.end()) for f in found if f)
        offset += len(line) + 1
    return ()


def _written(name: str, line: str) -> re.Match[str] | None:
    """A name where the line has it, the surname first if need be: „Berger, Anna“."""
    first, _, last = name.rpartition(" ")
    turned = rf"{re.escape(last)}, {re.escape(first)}"
    return re.search(re.escape(name), line, re.IGNORECASE) or re.search(turned, line, re.IGNORECASE)


def authors_at_foot(line: str) -> tuple[str, ...]:
    """The names in a last line that only signs: „(Reporter: Anna Berger)“, „— Hanne Wijs“; a bare „Weitere Artikel“ is no name."""
    signed = re.sub(r"^[–—-]+ ?", "", line.strip("() "))
    return _named_after("desk", signed) or (
        (signed,) if signed != line and _is_name(signed) and len(signed.split()) <= 3 else ()
    )


def agency_in(text: str) -> str:
    """The first news agency a short credit names („dpa/AFP“ → dpa), as our list spells it; empty where there is none."""
    for part in re.split(r"[/,;+]| und | and ", text):
        if known := _agencies().get(part.strip(" .:()").lower()):
            return known
    return ""


def find_agency(head: Iterable[str], tail: Iterable[str]) -> str:
    """The agency named in a byline („Von Anna Berger, dpa“), at the end of the last sentence („… sagte er. (dpa)“) or in a credit line."""
    for line in head:
        if authors_of(line) and (found := agency_in(",".join(re.split(r"[,()]", line)[1:]))):
            return found
    for line in tail:
        end = _PARENTHESIS.search(line[-60:])
        if end and (found := agency_in(end[1])):
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
            return (_turned(rest) if line[: found.end()].rstrip().endswith(":") else ()) or _names(rest)
    return ()


def _turned(rest: str) -> tuple[str, ...]:
    """The names of „Autor: Berger, Anna“, „Autoren: Berger, Anna; Huber, Max“; none where the words are no such list."""
    found = [_TURNED.fullmatch(piece.strip()) for piece in re.split(r"\s*[;/]\s*|\s+(?:und|and|et)\s+", rest)]
    if any(f is None or agency_in(f[2]) or f[2] in _capitals() for f in found):
        return ()
    return tuple(f"{f[2]} {f[1]}" for f in found if f)


def _names(rest: str) -> tuple[str, ...]:
    """The names where the rest of a byline is names and at most a place, a role or an agency; none where it goes on like a sentence."""
    rest = re.split(_BEHIND_NAMES, _ASIDES.sub("", rest))[0].strip()
    if (dated := _ON_DAY.search(rest)) and is_date_line(rest[dated.end() :]):
        rest = rest[: dated.start()]
    names: list[str] = []
    parts = re.split(r"\s*,\s*", rest)
    for position, part in enumerate(parts):
        part = _leading_joiner().sub("", part)
        # „Anna Berger und dpa“: an agency beside the names is none
        pieces = [_without_place(piece) for piece in _joiner().split(part) if not agency_in(piece)]
        if all(_is_name(piece) for piece in pieces):
            names += [_display(piece) for piece in pieces]
        elif position == 0 or len(part.split()) > 5 or part.endswith((".", "!", "?")):
            return ()  # a sentence
        elif not any(_leading_joiner().match(later) for later in parts[position + 1 :]):
            break  # „, Brüssel“, „, Industry Correspondent“, „, dpa“
    return tuple(dict.fromkeys(names))


def _without_place(piece: str) -> str:
    """A name without the place or the paper behind it: „Anna Berger in Port Ellery“, „Anna Berger for Valley Wire“."""
    name, *place = re.split(rf" (?:{'|'.join(sorted(_all('from')))}) ", piece, maxsplit=1)
    words = place[0].split() if place else []
    return name if words and all(_NAME_WORD.match(w) or w.lower() in _all("particles") for w in words) else piece


def _is_name(text: str) -> bool:
    """Two to five words that begin with a capital, particles between them aside: „Carla de la Cruz“, „J. P. Huber“."""
    words = text.split()
    if not 2 <= len(words) <= 6 or words[0] in _all("not_names") or words[0].lower() in _all("particles"):
        return False
    strong = [w for w in words if w.lower() not in _all("particles") or w[0].isupper()]
    return (
        len(strong) >= 2
        and words[-1] in strong
        and all(_NAME_WORD.match(w) and w not in _all("not_names") for w in strong)
    )


def _display(name: str) -> str:
    if not name.isupper():
        return name
    return " ".join(
        w.lower() if w.lower() in _all("particles") else re.sub(r"\w+", lambda part: part[0].capitalize(), w)
        for w in name.split()
    )


def _tables() -> list[dict[str, Any]]:
    return [facts(code, "article") for code in KNOWN]


@lru_cache(maxsize=4)
def _openers(kind: str) -> tuple[re.Pattern[str], ...]:
    found = [
        p for t in _tables() for p in (t["byline"]["openers"] if kind == "openers" else t["byline"]["desk"]["openers"])
    ]
    return tuple(re.compile(rf"(?:{p})(?: ?:)?\s+", re.IGNORECASE) for p in sorted(found, key=len, reverse=True))


@lru_cache(maxsize=1)
def _joiner() -> re.Pattern[str]:
    words = "|".join(w for t in _tables() for w in t["byline"]["joiners"])
    return re.compile(rf"\s+(?:{words}|&)\s+|\s*/\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _leading_joiner() -> re.Pattern[str]:
    """„Anna Berger, Wien, | und Max Huber“."""
    words = "|".join(w for t in _tables() for w in t["byline"]["joiners"])
    return re.compile(rf"^(?:{words}|&)\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(place for code in KNOWN for place in facts(code, "names")["countries"]["capitals"])


@lru_cache(maxsize=4)
def _all(kind: str) -> frozenset[str]:
    return frozenset(w for t in _tables() for w in t["byline"][kind])


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {name.lower(): name for t in _tables() for name in t["agency"]["names"]}


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for t in _tables() for p in t["agency"]["credits"]), re.IGNORECASE)
