"""Reckoning with calendar values: shift a value by units, find the nearest weekday, month or season, compute a holiday."""

from __future__ import annotations

from datetime import date, timedelta

# How many months a unit has; days and weeks are reckoned as days.
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS = {"D": 1, "W": 7, "WE": 7}
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def shifted(day: date, count: int, unit: str) -> date | None:
    """The day `count` units away, the last of the month where the month is too short; None outside years 1 to 9999."""
    try:
        if unit in DAYS:
            return day + timedelta(count * DAYS[unit])
        index = day.year * 12 + day.month - 1 + count * MONTHS[unit]
        return clipped(index // 12, index % 12 + 1, day.day)
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return None


def clipped(year: int, month: int, day: int) -> date:
    """The date, or the last day of its month where the month is shorter; ValueError outside years 1 to 9999."""
    for candidate in range(day, 27, -1):
        try:
            return date(year, month, candidate)
        except ValueError:
            continue
    return date(year, month, min(day, 28))


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that `day` lies in: "2024-W25", "2024-Q2", "199"."""
    year = f"{day.year:04d}"
    iso = day.isocalendar()
    half, quarter = (day.month - 1) // 6 + 1, (day.month - 1) // 3 + 1
    return {
        "D": day.isoformat(),
        "W": f"{iso.year:04d}-W{iso.week:02d}",
        "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
        "M": f"{year}-{day.month:02d}",
        "Q": f"{year}-Q{quarter}",
        "H": f"{year}-H{half}",
        "Y": year,
        "DE": year[:3],
        "CE": year[:2],
    }.get(unit, year)


def season_of(day: date) -> str:
    """The value of the meteorological season of a day; January belongs to last year's winter."""
    for code, start in reversed(SEASON_START.items()):
        if day.month >= start:
            return f"{day.year:04d}-{code}"
    return f"{max(day.year - 1, 1):04d}-WI"


def nearest_weekday(day: date, weekday: int, ahead: bool) -> date | None:
    """The next such day from `day` on, else the last one up to and including it."""
    forward = (weekday - day.isoweekday()) % 7
    back = (day.isoweekday() - weekday) % 7
    return shifted(day, forward if ahead else -back, "D")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the "anonymous" algorithm of 1876, printed by Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def first_advent(year: int) -> date:
    """The fourth Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(christmas.isoweekday() + 21)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The `count`-th such weekday of a month, the last one for -1."""
    if count < 0:
        end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(1)
        return end - timedelta((end.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def holiday(rule: str, year: int) -> str:
    """The value of a holiday in a year; rules "MM-DD", "easter+39", "advent-7", "MM/WEEKDAY/COUNT" or two of them as "a..b"."""
    if ".." in rule:
        first, last = rule.split("..")
        return f"{holiday(first, year)}/{holiday(last, year)}"
    for name, start in (("easter", easter), ("advent", first_advent)):
        if rule.startswith(name):
            return (start(year) + timedelta(int(rule[len(name) :]))).isoformat()
    if "/" in rule:
        month, weekday, count = (int(part) for part in rule.split("/"))
        return nth_weekday(year, month, weekday, count).isoformat()
    return f"{year:04d}-{rule}"
