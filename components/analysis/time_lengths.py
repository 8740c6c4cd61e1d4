"""Durations, ages and repetitions: „drei Jahre“ is "P3Y", „71-jährig“ "P71Y", „jeden zweiten Dienstag“ the set "P2W"."""

from __future__ import annotations

import re

from components.analysis.time_setting import Reading, Setting, whole, word
from components.analysis.time_words import Fields

# A half of these is told in the next smaller unit: „anderthalb Stunden“ is PT90M, „ein halbes Jahr“ P6M.
SMALLER = {"TH": ("TM", 60), "TM": ("TS", 60)}
HALF = {"Y": ("M", 12)}
YEARS = {"DE": 10, "CE": 100}
MINUTES = re.compile(r"T(\d+)M")  # a unit of so many minutes: „Viertelstunde“ is "T15M"


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 duration; an unknown count is X."""
    if unit == "TS100":
        count, unit = (count / 100 if count is not None else None), "TS"
    if count is not None and count != int(count) and unit in YEARS and (count * YEARS[unit]).is_integer():
        count, unit = count * YEARS[unit], "Y"  # „ein halbes Jahrhundert“
    if parts := MINUTES.fullmatch(unit):  # „eine Viertelstunde“
        count, unit = (None if count is None else count * int(parts[1])), "TM"
    if unit == "Q":
        count, unit = (None if count is None else count * 3), "M"
    if count is not None and count != int(count):
        smaller = SMALLER.get(unit) or (HALF.get(unit) if count < 1 else None)
        if smaller and (count * smaller[1]).is_integer():
            count, unit = count * smaller[1], smaller[0]
    number = "X" if count is None else f"{count:.10g}" if count != int(count) else str(int(count))
    if unit.startswith("T"):
        return f"PT{number}{unit[1:]}"
    return f"P{number}{unit}"


def minutes_in(unit: str) -> int:
    """The minutes of an hour, a quarter of one, a minute; 0 for longer and shorter units."""
    parts = MINUTES.fullmatch(unit)
    return int(parts[1]) if parts else {"TH": 60, "TM": 1}.get(unit, 0)


def duration(fields: Fields, setting: Setting) -> Reading:
    """„drei bis fünf Stunden“, „zweieinhalb Jahre“, „seit Jahren“, „35-Stunden-Woche“."""
    return Reading("DURATION", length_of(fields), "duration")


def length_of(fields: Fields) -> str:
    """The TIMEX3 duration that a number, or a vague word, and a unit name."""
    count = fields.get("number", fields.get("digits"))
    unit = word(fields, "unit") or word(fields, "ahead") or "Y"
    if "vague" in fields or not isinstance(count, int | float) or count < 0:
        return length(None, unit if unit != "?" else "D")
    return length(count * float(fields.get("multiple", 1)), unit)


def age(fields: Fields, setting: Setting) -> Reading:
    """A bare number that is somebody's age: „Müller (54)“."""
    return Reading("DURATION", length(whole(fields, "years_old") or whole(fields, "number"), "Y"), "age")


def every(fields: Fields, setting: Setting) -> Reading:
    """„täglich“, „pro Jahr“, „alle zwei Jahre“, „jeden zweiten Dienstag“, „montags“."""
    habit = word(fields, "habit")
    if habit:
        count = float(habit[0]) if habit[0].isdigit() else 1.0
        return Reading("SET", "PT30M" if habit == "T30M" else length(count, habit.lstrip("0123456789")), "set")
    found = fields.get("number", fields.get("digits", fields.get("ordinal_word", 1)))
    count = float(found) if isinstance(found, int | float) and found > 0 else 1.0
    if "within" in fields:  # „jeden letzten Samstag im Monat“
        count, unit = 1, word(fields, "within")
    elif any(name in fields for name in ("weekday", "weekday_habit")):
        unit = "W" if fields.get("weekday_habit") != 0 else "D"
    elif any(name in fields for name in ("season", "month", "holiday")):
        unit = "Y"
    else:
        unit = "D" if "daypart" in fields else word(fields, "unit") or "D"
    return Reading("SET", length(count, "W" if unit == "WE" else unit), "set")
