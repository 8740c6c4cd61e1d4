"""Which days a TIMEX3 value covers, and the reckoning with holidays and months."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_arithmetic import MONTHS, easter, first_advent, shifted, value_of

SPANS = tomllib.loads(Path(__file__).with_name("calendar_spans.toml").read_text("utf-8"))["span"]


@pytest.mark.parametrize(("value", "span"), SPANS.items())
def test_a_value_covers_these_days(value: str, span: list[str]) -> None:
    assert calendar_span(value) == (tuple(span) if span else (None, None))


@given(st.text() | st.from_regex(r"[0-9X]{2,4}(-[0-9WQHXE]{1,3}){0,2}(T.{0,5})?(/[0-9]{2,4})?", fullmatch=True))
def test_no_string_breaks_it_and_the_first_day_is_never_after_the_last(value: str) -> None:
    first, last = calendar_span(value)
    assert (first is None) == (last is None)
    assert first is None or last is None or date.fromisoformat(first) <= date.fromisoformat(last)


@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE", "CE"]))
def test_a_day_lies_in_the_value_of_its_unit(day: date, unit: str) -> None:
    first, last = calendar_span(value_of(day, unit))
    if first is not None and last is not None:  # the last weeks of the year 9999 have no end
        assert first <= day.isoformat() <= last


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.integers(-20000, 20000), st.sampled_from([*MONTHS, "D", "W"]))
def test_shifting_never_raises_and_goes_the_right_way(day: date, count: int, unit: str) -> None:
    moved = shifted(day, count, unit)
    assert moved is None or count == 0 or (moved > day) == (count > 0)


# Source: the calendars of those years.
@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "1818-03-22"), (1943, "1943-04-25"), (2008, "2008-03-23"), (2024, "2024-03-31"), (2025, "2025-04-20")],
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(("year", "day"), [(2022, "2022-11-27"), (2023, "2023-12-03"), (2024, "2024-12-01")])
def test_first_advent(year: int, day: str) -> None:
    assert first_advent(year).isoformat() == day
