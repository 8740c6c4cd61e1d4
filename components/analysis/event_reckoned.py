"""Calendar spans of lengths of time and of days half known: „seit drei Tagen“, „in den letzten Tagen“, „in zwei bis drei Monaten“."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from components.analysis.calendar_spans import calendar_span
from components.analysis.model import TimeExpression
from components.analysis.time_arithmetic import DAYS, shifted, value_of
from components.languages import facts

LENGTH = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<count>\d+|X)(?P<unit>[DWMY]))")
SOME_DAY = re.compile(r"(\d{4}(?:-\d\d)?)(?:-XX)+(?:T.*)?")
BEFORE = 40  # characters before a length that are looked at
SOME = {"D": 5, "W": 28}  # days that „einige Tage“ and „einige Wochen“ are taken for

Kind = Literal["since", "past", "ahead", "within", "some_day"]


@dataclass(frozen=True)
class Reckoned:
    """What a length of time names, reckoned from the publication: its kind, the value (often a range "a/b") and its first and last day."""

    kind: Kind
    value: str
    earliest: str
    latest: str


def reckoned(text: str, language: str, times: Sequence[TimeExpression], published: date | None) -> dict[int, Reckoned]:
    """For the indices of lengths of time that name a calendar span where they stand: that span.

    „Seit drei Tagen“ is a range to the publication in days, „seit zwei Jahren“ one in years. „In den letzten Tagen“ names the smallest unit,
    a week or a month, that holds the five days up to the publication. „Am nächsten Tag“ behind „Im März“ is some day of that March.
    """
    found = {}
    for k, time in enumerate(times):
        if day := SOME_DAY.fullmatch(time.value):
            first, last = calendar_span(day[1])
            if first and last:
                found[k] = Reckoned("some_day", day[1], first, last)
        if published is None:
            continue
        if time.earliest or not (LENGTH.fullmatch(time.value) or time.value == "PAST_REF"):
            continue
        if span := _named(text, language, times, k, published):
            found[k] = span
    return found


def _named(text: str, language: str, times: Sequence[TimeExpression], k: int, today: date) -> Reckoned | None:
    patterns, time = _patterns(language), times[k]
    words, before = text[time.start : time.end], text[max(0, time.start - BEFORE) : time.start]
    if time.value == "PAST_REF":  # „vor wenigen Tagen“
        return _up_to("past", "PXD", today) if patterns["days_ago"].fullmatch(words) else None
    if between := _between(text, patterns, times, k, today):
        return between
    if patterns["past"].search(words):
        return _up_to("past", time.value, today)
    if patterns["since"].search(before):
        return _up_to("since", time.value, today)
    if patterns["ahead"].search(words):
        return _from("ahead", time.value, today)
    return _from("within", time.value, today) if patterns["within"].search(before) else None


def _between(
    text: str, patterns: dict[str, re.Pattern[str]], times: Sequence[TimeExpression], k: int, today: date
) -> Reckoned | None:
    """„in zwei bis drei Monaten“, „in den nächsten 18 bis 24 Monaten“: from the shorter length on to the longer."""
    for a, b in ((k, k + 1), (k - 1, k)):
        if not 0 <= a < b < len(times) or not patterns["joined"].fullmatch(text[times[a].end : times[b].start]):
            continue
        before = text[max(0, times[a].start - BEFORE) : times[a].start]
        ends = [LENGTH.fullmatch(times[n].value) for n in (a, b)]
        if not (patterns["in"].search(before) or patterns["ahead"].search(text[times[a].start : times[a].end])):
            continue
        days = [_away(today, end, 1) for end in ends if end]
        if len(days) == 2 and days[0] and days[1] and ends[1] and ends[1]["unit"]:
            return _span("ahead", days[0], days[1], ends[1]["unit"])
    return None


def _up_to(kind: Kind, length: str, today: date) -> Reckoned | None:
    match = LENGTH.fullmatch(length)
    start = _away(today, match, -1) if match else None
    return _covered(kind, start, today, match) if match and start else None


def _from(kind: Kind, length: str, today: date) -> Reckoned | None:
    match = LENGTH.fullmatch(length)
    end = _away(today, match, 1) if match else None
    return _covered(kind, today, end, match) if match and end else None


def _away(today: date, length: re.Match[str], sign: int) -> date | None:
    """The day so far away; None for „einige Monate“, which nobody can reckon."""
    if length["hours"]:
        return shifted(today, sign * -(-int(length["hours"]) // 24), "D")
    if length["count"] == "X":
        return shifted(today, sign * SOME[length["unit"]], "D") if length["unit"] in SOME else None
    return shifted(today, sign * int(length["count"]), length["unit"])


def _covered(kind: Kind, start: date, end: date, length: re.Match[str]) -> Reckoned | None:
    if length["count"] != "X":
        return _span(kind, start, end, length["unit"] or "D")
    if length["unit"] == "D" and value_of(start, "W") == value_of(end, "W"):
        return _span(kind, start, end, "W", "W")
    return _span(kind, start, end, "M")


def _span(kind: Kind, start: date, end: date, unit: str, exactness: str = "") -> Reckoned | None:
    """From one day to another, as exactly as the unit tells: days for days and weeks, else months and years."""
    exactness = exactness or ("D" if unit in DAYS else unit)
    first, last = value_of(start, exactness), value_of(end, exactness)
    value = first if first == last else f"{first}/{last}"
    earliest, latest = calendar_span(value)
    return Reckoned(kind, value, earliest, latest) if earliest and latest else None


@lru_cache(maxsize=8)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in facts(language, "events")["reckoned"].items()}
