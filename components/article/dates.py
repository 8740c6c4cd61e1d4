"""When the article appeared, where it says so itself; a date in its sentences never counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from components.languages import KNOWN, facts

_BARE = 3  # rank of a line with a date and no word that says what it is
_LONGEST = 120  # characters of a line that only tells a date
_NUMBERS = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:T[\d:.+Z-]*)?|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4}|\d{2})\b|(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y3>\d{4})"
)
_DESK_ID = re.compile(r"\bdpa:(\d{2})(\d{2})(\d{2})-\d{2}-\d+")  # dpa:230503-99-541523/3
_DESK_STAMP = re.compile(r"\b(\d{2})\d{4} ([A-Za-zä]{3}) (\d{2})$")  # „dpa ab xy 031542 Mai 23“
_DESK_CODE = re.compile(r"[A-Z]{2,4}\d{3,5} (\d{4})-(\d{2})-(\d{2})/\d{2}:\d{2}$")  # AXC0234 2025-06-13/17:56
_CLOSING = re.compile(r"\((?:[^(),.!?]{2,40}, ){1,4}(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\)")  # „(Anna Berger, 3.5.2023)“
_HALF_DAY = re.compile(r"\b([ap])\.m\b")  # “6:15 a.m. ET”
_GLUED = re.compile(r"(?<=\d{4})(?=[^\W\d_]{4})")  # „12.03.2025Lesedauer: 4 Minuten“
_LEFT_OVER = re.compile(r"[\s\d:|,;.·•()/+–—-]+")


def date_in(text: str) -> date | None:
    """The first complete calendar date in a short text, in German or English writing or ISO; None for 3/5/2023, which could be two days."""
    found = _first_date(text)
    return found[0] if found else None


def publication_date(lines: Iterable[str]) -> date | None:
    """The publication date that lines around an article give: „Veröffentlicht am 3. Mai 2023“ before „Stand: …“ before a bare date."""
    best: tuple[int, date] | None = None
    for line in lines:
        found = _dated_line(line) if len(line) <= _LONGEST else None
        if found and (best is None or found[0] < best[0]):
            best = found
    return best[1] if best else None


def is_date_line(line: str) -> bool:
    """Whether a line tells when the article appeared and nothing else."""
    return len(line) <= _LONGEST and _dated_line(line) is not None


def is_marked_date_line(line: str) -> bool:
    """Whether a line says in words that its date is the article's („Stand: …“)."""
    return len(line) <= _LONGEST and (found := _dated_line(line)) is not None and found[0] < _BARE


def only_one_bare_date(lines: Iterable[str]) -> bool:
    """Whether at most one line holds a bare date; several are headings of a chronicle."""
    found = [_dated_line(line) for line in lines if len(line) <= _LONGEST]
    return len({day for rank, day in filter(None, found) if rank == _BARE}) <= 1


def is_time_heading(line: str) -> bool:
    """Whether a line names a month, a year or a day and nothing else: „OKTOBER 2008“, „Montag, 3. Mai“, the headings of a chronicle."""
    words = [w for w in _LEFT_OVER.split(line.lower()) if w]
    told = re.search(r"\d", line) or any(w in _months() for w in words)
    return len(line) <= _LONGEST and bool(told) and all(w in _beside() or w in _months() for w in words)


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week, in full or short („Mi“)."""
    return word.strip(".").lower() in _weekdays()


def _dated_line(line: str) -> tuple[int, date] | None:
    """Rank and date of a line that holds only a date, perhaps a marker („Stand:“), a weekday and a time of day."""
    if stamp := _desk_date(line):
        return 1, stamp
    rest, rank = _GLUED.sub(" ", line).strip(" ()|"), _BARE
    for number, kind in enumerate(("published", "updated")):
        if marker := _markers(kind).match(rest):
            rest, rank = rest[marker.end() :], number
            break
    found = _first_date(rest)
    if found is None:
        return None
    day, start, end = found
    before, after = rest[:start], rest[end:]
    if second := re.search(r"[|,;·•/–-]\s*(?=\D{3})", after):
        later = after[second.end() :]
        if any(_markers(kind).match(later) for kind in ("published", "updated")):
            after = after[: second.start()]  # „Veröffentlicht am 3. Mai 2023, aktualisiert am 4. Mai 2023“
    words = [w for w in _LEFT_OVER.split(_HALF_DAY.sub(r"\1m", f"{before} {after}".lower())) if w]
    return (rank, day) if all(w in _beside() for w in words) else None


def _desk_date(line: str) -> date | None:
    if found := _DESK_ID.search(line):
        return _valid(2000 + int(found[1]), int(found[2]), int(found[3]))
    if found := _CLOSING.fullmatch(line):
        return _valid(int(found[3]), int(found[2]), int(found[1]))
    if found := _DESK_CODE.match(line):
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    if found := _DESK_STAMP.search(line):
        month = _months().get(found[2].lower())
        return _valid(_year(found[3]), month, int(found[1])) if month else None
    return None


def _first_date(text: str) -> tuple[date, int, int] | None:
    for found in sorted([*_NUMBERS.finditer(text), *_words().finditer(text)], key=lambda m: m.start()):
        g = found.groupdict()
        if g.get("y1"):
            day = _valid(int(g["y1"]), int(g["m1"]), int(g["d1"]))
        elif g.get("y2"):
            day = _valid(_year(g["y2"]), int(g["m2"]), int(g["d2"]))
        elif g.get("y3"):
            day = _slashed(int(g["a"]), int(g["b"]), int(g["y3"]))
        else:
            month = _months()[(g.get("month") or g["month_first"]).lower()]
            day = _valid(int(g.get("year") or g["year_after"]), month, int(g.get("day") or g["day_after"]))
        if day:
            return day, found.start(), found.end()
    return None


def _slashed(a: int, b: int, year: int) -> date | None:
    if a != b and a <= 12 and b <= 12:
        return None  # London reads 3/5 as 3 May, New York as 5 March
    return _valid(year, b, a) if b <= 12 else _valid(year, a, b)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _tables() -> list[dict[str, Any]]:
    return [facts(code, "article")["dates"] for code in KNOWN]


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {name.lower(): number for t in _tables() for name, number in t["months"].items()}


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    german = rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<month>{months})\b\.?,?\s(?P<year>\d{{4}})\b"
    english = (
        rf"\b(?P<month_first>{months})\b\.?\s(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year_after>\d{{4}})\b"
    )
    return re.compile(f"{german}|{english}", re.IGNORECASE)


@lru_cache(maxsize=2)
def _markers(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(p for t in _tables() for p in t[kind])})\b\s*:?\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    return frozenset(w.lower() for t in _tables() for w in t["weekdays"])


@lru_cache(maxsize=1)
def _beside() -> frozenset[str]:
    return frozenset(w.lower() for t in _tables() for kind in ("beside", "weekdays") for w in t[kind])
