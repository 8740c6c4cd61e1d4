"""Times that lend each other year and day: „vom 2. April bis zum 20. Juni 1943“, „am Sonntag (28.06.)“."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from components.analysis.time_grammar import Hit
from components.analysis.time_setting import Reading, Setting
from components.analysis.time_words import Vocabulary

# Rules whose words may lack the year that a neighbour gives.
_YEARLESS = ("date", "day_borrowed", "month", "part", "season")
_STATED = ("year", "short_year", "year_relation")


def lend_years(text: str, hits: list[Hit], words: Vocabulary) -> list[Hit]:
    """The hits with the year of the one they are linked to: „vom 2. April bis zum 20. Juni 1943“, „im April und Mai 2012“."""
    link = re.compile(rf"\s*{words.facts['writing']['connectors']}\s*")
    lent = list(hits)
    for k in range(len(lent) - 2, -1, -1):
        lent[k] = _with_year(lent[k], lent[k + 1], text, link, later=-1)
    for k in range(1, len(lent)):
        lent[k] = _with_year(lent[k], lent[k - 1], text, link, later=1)
    return lent


def _with_year(hit: Hit, other: Hit, text: str, link: re.Pattern[str], later: int) -> Hit:
    """`hit` with the year of `other`, or the year next to it where „28. Dezember bis 3. Januar 2005“ crosses it."""
    first, second = sorted((hit, other), key=lambda h: h.start)
    year = other.fields.get("year")
    if hit.rule not in _YEARLESS or other.rule not in _YEARLESS or any(f in hit.fields for f in _STATED):
        return hit
    if not isinstance(year, int) or not link.fullmatch(text[first.end : second.start]):
        return hit
    crossing = _place(first) > _place(second)
    return replace(hit, fields={**hit.fields, "year": year + (later if crossing else 0), "lent": 1})


def _place(hit: Hit) -> tuple[int, int]:
    """Month and day of the words, to see which of two dates comes first in a year."""
    month = hit.fields.get("month", hit.fields.get("month_number", 0))
    return int(month), int(hit.fields.get("day", 0))


def lend_dates(text: str, hits: list[Hit], words: Vocabulary) -> list[Hit]:
    """The hits with weekday and date made one day where the date stands behind it in brackets: „am Sonntag (28.06.)“."""
    lent = list(hits)
    link = re.compile(words.facts["writing"]["connectors"].join((r"\s*", r"\s*")))
    for k, (first, second) in enumerate(pairwise(hits)):
        week = second.fields.get("week_relation")
        if first.rule == second.rule == "weekday" and week and link.fullmatch(text[first.end : second.start]):
            lent[k] = replace(first, fields={"week_relation": week, **first.fields})
        if first.rule == "weekday" and second.rule == "date" and text[first.end : second.start] == " (":
            day = {name: value for name, value in second.fields.items() if name in _OF_A_DATE}
            kept = {name: value for name, value in first.fields.items() if name != "ahead"}
            lent[k] = replace(first, rule="date", fields={**kept, **day})
            lent[k + 1] = replace(second, fields={"weekday": first.fields["weekday"], **second.fields})
    return lent


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!/)")
_OF_A_DATE = ("day", "month", "month_number", "year", "short_year")
# Rules that chose the year from tense and publication.
_CHOSEN = ("date_past", "date_future", "month_past", "month_future")


def in_order(
    text: str,
    hits: list[Hit],
    told: list[tuple[Setting, Reading]],
    words: Vocabulary,
    read: Callable[[Hit, Setting], Reading],
) -> list[Reading]:
    """The readings, ranges put in order: in „läuft vom 23. Januar bis 9. März“ the first day is before the second, and near it."""
    link = re.compile(words.facts["writing"].get("ranges", "(?!)"))
    readings = [reading for _, reading in told]
    for k in range(len(hits) - 1):
        one, two = readings[k], readings[k + 1]
        if one.rule == two.rule == "weekday_future" and link.fullmatch(text[hits[k].end : hits[k + 1].start]):
            readings[k + 1] = _after(one, two)  # „tagt von Dienstag bis Donnerstag“, told on a Thursday
            continue
        if (
            one.rule not in _CHOSEN
            or two.rule not in _CHOSEN
            or not link.fullmatch(text[hits[k].end : hits[k + 1].start])
        ):
            continue
        year = int(two.value[:4])
        if one.value > two.value:
            tries = (replace(told[k][0], year_near=y) for y in (year, year - 1))
            fits = (r for r in (read(hits[k], s) for s in tries) if r.value <= two.value)
            readings[k] = next(fits, one)
        elif int(one.value[:4]) < year and one.value[5:] <= two.value[5:]:
            readings[k + 1] = read(hits[k + 1], replace(told[k + 1][0], year_near=int(one.value[:4])))
    return [_of_the_day_behind(text, hits, readings, k) for k in range(len(hits))]


def _after(one: Reading, two: Reading) -> Reading:
    """The second weekday of a range, a week on where it would lie before the first."""
    if not (_DAY.fullmatch(one.value) and _DAY.fullmatch(two.value)) or two.value >= one.value:
        return two
    return replace(two, value=(date.fromisoformat(two.value) + timedelta(7)).isoformat())


def _of_the_day_behind(text: str, hits: list[Hit], readings: list[Reading], k: int) -> Reading:
    """The clock time with the day that follows it: „kurz nach Mitternacht, am 21. Juni“."""
    if hits[k].rule not in ("clock", "daypart") or k + 1 >= len(hits) or hits[k + 1].rule not in ("date", "weekday"):
        return readings[k]
    clock, day = readings[k], readings[k + 1]
    behind = re.fullmatch(r",?[^\S\n]+(?:\w{2,4} )?", text[hits[k].end : hits[k + 1].start])
    if not behind or clock.type != "TIME" or not _DAY.match(day.value) or "T" not in clock.value:
        return clock
    return Reading("TIME", f"{day.value[:10]}T{clock.value.partition('T')[2]}", day.rule, day.anchor)
