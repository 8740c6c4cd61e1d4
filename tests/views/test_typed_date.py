"""Dates as people type them, and as they stand in the field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.calendar_spans import calendar_span
from components.views.strings import LANGUAGES, Language, speaking
from components.views.typed_date import UnreadDateError, as_typed, typed_date


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", ""),
        ("  ", ""),
        ("3.6.2025", "2025-06-03"),
        ("03. 06. 2025", "2025-06-03"),
        ("3.6.25", "2025-06-03"),
        ("3.6.75", "1975-06-03"),
        ("2025-06-03", "2025-06-03"),
        ("2025-6-3", "2025-06-03"),
        ("3. Juni 2025", "2025-06-03"),
        ("am 3. JUNI 2025", "2025-06-03"),
        ("3 June 2025", "2025-06-03"),
        ("June 3rd, 2025", "2025-06-03"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("3rd of May 2025", "2025-05-03"),
        ("3. März 843", "0843-03-03"),
        ("Juni 2025", "2025-06"),
        ("6.2025", "2025-06"),
        ("06/2025", "2025-06"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        ("0843", "0843"),
        ("3.–7. Juni 2025", "2025-06-03/2025-06-07"),
        ("3. - 7.6.2025", "2025-06-03/2025-06-07"),
        ("3.6.–7.7.2025", "2025-06-03/2025-07-07"),
        ("3. Juni bis 7. Juli 2025", "2025-06-03/2025-07-07"),
        ("vom 3. Juni 2025 bis zum 7. Juli", "2025-06-03/2025-07-07"),
        ("28.12.2024 bis 3.1.2025", "2024-12-28/2025-01-03"),
        ("3–7 June 2025", "2025-06-03/2025-06-07"),
        ("June 3–7, 2025", "2025-06-03/2025-06-07"),
        ("from June 3 to July 7, 2025", "2025-06-03/2025-07-07"),
        ("2025-03 bis 2025-05", "2025-03/2025-05"),
        ("2025-03/2025-05", "2025-03/2025-05"),
        ("März bis Mai 2025", "2025-03/2025-05"),
        ("March–May 2025", "2025-03/2025-05"),
        ("2019–2021", "2019/2021"),
        ("2019 bis März 2021", "2019/2021-03"),
        ("2. Quartal 2025", "2025-Q2"),
        ("quarter 2 of 2025", "2025-Q2"),
        ("1. Halbjahr 2025 bis 2. Halbjahr 2026", "2025-H1/2026-H2"),
        ("Sommer 2025", "2025-SU"),
        ("2025-w24", "2025-W24"),
        ("1990er Jahre", "199"),
        ("3.6.2025 bis 3.6.2025", "2025-06-03"),
    ],
)
def test_what_is_typed_is_read(typed: str, value: str) -> None:
    assert typed_date(typed) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3. Juni", "incomplete_date"),
        ("3.", "incomplete_date"),
        ("Juni", "incomplete_date"),
        ("März bis Mai", "incomplete_date"),
        ("3/6/2025", "unread_date"),
        ("31.2.2025", "unread_date"),
        ("13/2025", "unread_date"),
        ("2025-13", "unread_date"),
        ("7.–3. Juni 2025", "unread_date"),
        ("2025-05 bis 2025-03", "unread_date"),
        ("3. bis Juni 2025", "incomplete_date"),
        ("P2D", "unread_date"),
        ("PRESENT_REF", "unread_date"),
        ("bald", "unread_date"),
        ("0000", "unread_date"),
        ("9" * 500, "unread_date"),
        ("1.1.2025 " * 9, "unread_date"),
        ("<img src=x onerror=alert(1)>", "unread_date"),
        ("=HYPERLINK(1)", "unread_date"),
        ("\u0663.6.2025", "unread_date"),  # an Arabic figure
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(UnreadDateError) as refused:
        typed_date(typed)
    assert refused.value.code == code


DAYS = st.dates(date(1, 1, 1), date(9990, 1, 1))
SHAPES = st.sampled_from(
    ["{:%Y-%m-%d}", "{:%Y-%m}", "{:%Y}", "{:%Y}-Q3", "{:%Y}-H2", "{:%Y}-SU", "{:%Y}-WI", "{:%Y}-W07"]
)


@given(DAYS, SHAPES, st.integers(0, 900), SHAPES, st.booleans(), st.sampled_from(LANGUAGES))
def test_what_stands_in_the_field_is_read_back(
    day: date, shape: str, later: int, other: str, is_range: bool, language: Language
) -> None:
    def written(when: date, form: str) -> str:
        return form.format(when).replace(f"{when:%Y}", f"{when.year:04}", 1)

    first, last = written(day, shape), written(day + timedelta(later), other)
    value = f"{first}/{last}" if is_range and first != last else first
    if calendar_span(value) == (None, None):
        return
    with speaking(language):
        assert typed_date(as_typed(value)) == value


@given(st.text(max_size=100))
def test_no_words_raise_anything_else(words: str) -> None:
    try:
        value = typed_date(words)
    except UnreadDateError:
        return
    assert value == "" or calendar_span(value) != (None, None)


def test_a_time_of_day_is_left_out_and_a_year_of_no_thousand_is_read_back() -> None:
    with speaking("de"):
        assert as_typed("2025-06-03T16:30") == "3. Juni 2025"
        assert as_typed("2025-06-03/2025-06-07") == "3.–7. Juni 2025"
        assert as_typed("2025-03/2025-05") == "März 2025 bis Mai 2025"
        assert as_typed("") == ""
        assert as_typed("PRESENT_REF") == "PRESENT_REF"
