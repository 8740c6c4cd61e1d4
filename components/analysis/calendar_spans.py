"""What days a TIMEX3 value covers: "2024-Q2" is 2024-04-01 to 2024-06-30."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?(?:T.*)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")
# First month of the part and its length in months; seasons are the meteorological ones, winter runs into the next year.
_PARTS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)} | {
    f"Q{k}": (3 * k - 2, 3) for k in range(1, 5)
}


def calendar_span(value: str) -> tuple[str | None, str | None]:
    """First and last day (ISO, inclusive) of a TIMEX3 value or of a range "a/b"; (None, None) where it names no calendar span.

    Durations, sets, references, values with X and years outside 1 to 9999 name none; nothing is raised on any string.
    A decade is "199" (1990 to 1999), a century the first two digits of its years ("19" = 1900 to 1999).
    """
    first, slash, last = value.partition("/")
    begin = _days(first)
    end = _days(last) if slash else begin
    if begin is None or end is None or begin[0] > end[1]:
        return None, None
    return begin[0].isoformat(), end[1].isoformat()


def months(year: int, month: int, count: int) -> Days | None:
    """The days of `count` months from the first of `month`; None outside the calendar."""
    last = year * 12 + month - 1 + count - 1
    if not 1 <= month <= 12 or not year >= 1 or last // 12 > 9999:
        return None
    end_year, end_month = last // 12, last % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _days(value: str) -> Days | None:
    if not value.isascii():
        return None
    if match := _DAY.fullmatch(value):
        return _one_day(*(int(g) for g in match.groups()))
    if match := _MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), 1)
    if match := _PART.fullmatch(value):
        return months(int(match[1]), *_PARTS[match[2]])
    if match := _WEEK.fullmatch(value):
        return _week(int(match[1]), int(match[2]), match[3])
    if _YEARS.fullmatch(value):
        width = 10 ** (4 - len(value))
        start = int(value) * width
        return months(max(start, 1), 1, 12 * (width if start else width - 1)) if start or width > 1 else None
    return None


def _one_day(year: int, month: int, day: int) -> Days | None:
    if not year >= 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _week(year: int, week: int, part: str | None) -> Days | None:
    # 9999-12-31 is a Friday: the last week of the calendar has no end, so stop a year before.
    if not 1 <= year <= 9998 or not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, week, 1)
    first, last = {None: (0, 6), "WE": (5, 6)}.get(part) or (int(part or 1) - 1, int(part or 1) - 1)
    return monday + timedelta(first), monday + timedelta(last)
