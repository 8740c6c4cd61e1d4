"""The rule of each pattern: components/languages/*/times.toml names them."""

from __future__ import annotations

from collections.abc import Callable

from components.analysis.time_days import (
    night_between,
    night_to,
    read_date,
    read_day,
    read_daypart,
    read_weekday,
    week_of,
)
from components.analysis.time_lengths import age, duration, every
from components.analysis.time_periods import (
    read_century,
    read_decade,
    read_era,
    read_holiday,
    read_month,
    read_part,
    read_season,
    read_season_year,
    read_year,
    read_year_bc,
)
from components.analysis.time_relative import (
    read_ago,
    read_back_to,
    read_boundary,
    read_later,
    read_ref,
    read_shifted,
    read_this_year,
    read_unit,
)
from components.analysis.time_setting import Reading, Setting
from components.analysis.time_words import Fields

RULES: dict[str, Callable[[Fields, Setting], Reading]] = {
    "date": read_date, "day_borrowed": read_date, "night_between": night_between, "night_to": night_to, "week_of": week_of, "weekday": read_weekday,
    "day": read_day, "daypart": read_daypart, "clock": read_daypart, "month": read_month, "year": read_year,
    "year_bc": read_year_bc, "season_year": read_season_year, "part": read_part, "season": read_season, "decade": read_decade,
    "century": read_century, "era": read_era, "holiday": read_holiday, "unit": read_unit, "boundary": read_boundary, "shifted": read_shifted,
    "this_year": read_this_year, "back_to": read_back_to, "ago": read_ago, "later": read_later, "duration": duration, "age": age,
    "set": every, "ref": read_ref,
}  # fmt: skip


def reading_of(rule: str, fields: Fields, setting: Setting) -> Reading:
    """The reading of words that fit the pattern's `rule`; never raises, an impossible date ("30. Februar") keeps its digits."""
    try:
        return RULES[rule](fields, setting)
    except (ValueError, OverflowError):  # a date the calendar does not have, or a year outside 1 to 9999
        return Reading("DATE", "XXXX-XX-XX", "unknown")
