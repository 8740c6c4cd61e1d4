"""Months, years, seasons, quarters, decades, centuries, eras and holidays: „Mitte Mai“, „im dritten Quartal“, „zu Ostern“."""

from __future__ import annotations

from functools import partial

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_arithmetic import holiday, season_of
from components.analysis.time_days import read_day, timed
from components.analysis.time_setting import RELATIVE, STEP, Reading, Setting, whole, word
from components.analysis.time_words import Fields
from components.analysis.time_years import inferred_year, stated_year, year_by_relation


def read_month(fields: Fields, setting: Setting) -> Reading:
    """„März 2024“, „Mitte Mai“, „vergangenen September“, „April dieses Jahres“."""
    month = whole(fields, "month") or 1
    year, rule, anchor = stated_year(fields, setting)
    relation = word(fields, "relation")
    if year is None and relation:
        year, rule, anchor = year_by_relation(relation, partial(month_value, month), setting)
    if year is None:
        year, rule, anchor = inferred_year(partial(month_value, month), setting, "month")
    value = month_value(month, year) if year else f"XXXX-{month:02d}"
    if year and (half := whole(fields, "half")):  # „in der zweiten Maihälfte“
        _, last = calendar_span(value)
        value = f"{value}-01/{value}-15" if half == 1 else f"{value}-16/{last}"
    return Reading("DATE", value, rule, anchor)


def month_value(month: int, year: int) -> str:
    return f"{year:04d}-{month:02d}"


def read_year(fields: Fields, setting: Setting) -> Reading:
    """„2023“, „Ende 2023“, „im Jahr 578“."""
    return Reading("DATE", f"{whole(fields, 'year') or whole(fields, 'any_year') or 0:04d}", "explicit")


def read_year_bc(fields: Fields, setting: Setting) -> Reading:
    """„1500 v. Chr.“; such a year has a value and no place in our calendar."""
    return Reading("DATE", f"BC{whole(fields, 'any_year') or 0:04d}", "explicit")


def read_season_year(fields: Fields, setting: Setting) -> Reading:
    """„Saison 2016/17“, „Geschäftsjahr 2005“, „laufende Saison“."""
    year, rule, anchor = stated_year(fields, setting)
    end = whole(fields, "end_year") or whole(fields, "end_short")
    if year is not None and end is not None:
        last = end if end > 99 else year // 100 * 100 + end
        return Reading("DATE", f"{year:04d}/{last if last > year else year + 1:04d}", "explicit")
    if year is None and setting.published:
        step = STEP.get(word(fields, "relation"), 0)
        year, rule, anchor = setting.published.year + step, RELATIVE[max(-1, min(step, 1))], setting.anchor
    return Reading("DATE", f"{year:04d}" if year else "XXXX", rule or "unanchored", anchor)


def read_part(fields: Fields, setting: Setting) -> Reading:
    """„drittes Quartal 2024“, „erste Jahreshälfte“."""
    count = whole(fields, "ordinal_word") or whole(fields, "ordinal") or 1
    kind = word(fields, "part") or "Q"
    if kind == "W":  # „in der 12. Kalenderwoche“
        return _part_of_year(f"W{count:02d}", fields, setting, "part")
    last = 4 if kind == "Q" else 2
    number = last if count < 0 else min(count, last)
    return _part_of_year(f"{kind}{number}", fields, setting, "part")


def read_season(fields: Fields, setting: Setting) -> Reading:
    """„im Sommer“, „vergangenen Herbst“, „Winter 2005/06“."""
    season, relation, published = word(fields, "season"), word(fields, "relation"), setting.published
    if relation == "this" and published and season_of(published).endswith(season) and "year" not in fields:
        return Reading("DATE", season_of(published), "relative_this", setting.anchor)
    return _part_of_year(season, fields, setting, "season")


def _part_of_year(code: str, fields: Fields, setting: Setting, kind: str) -> Reading:
    def make(year: int) -> str:
        return f"{year:04d}-{code}"

    year, rule, anchor = stated_year(fields, setting)
    if year is None and (relation := word(fields, "relation")):
        year, rule, anchor = year_by_relation(relation, make, setting)
    if year is None:
        year, rule, anchor = inferred_year(make, setting, kind)
    return Reading("DATE", make(year) if year else f"XXXX-{code}", rule, anchor)


def read_decade(fields: Fields, setting: Setting) -> Reading:
    """„die neunziger Jahre“ is "199", „die 2010er“ "201"; without a century the last one that has begun."""
    if (year := whole(fields, "decade_year")) is not None:
        return Reading("DATE", f"{year // 10:03d}", "explicit")
    short = whole(fields, "decade_short")
    decade = short // 10 if short is not None else whole(fields, "decade_word") or 0
    return Reading("DATE", "200" if decade == 0 else f"19{decade}", "explicit")


def read_century(fields: Fields, setting: Setting) -> Reading:
    """„20. Jahrhundert“ is "19": the first two digits of its years."""
    count = max((whole(fields, "ordinal") or 1) - 1, 0)
    return Reading("DATE", f"BC{count:02d}" if "before_christ" in fields else f"{count:02d}", "explicit")


def read_era(fields: Fields, setting: Setting) -> Reading:
    """„DDR-Zeit“ is 1949/1990; the word list says where the years come from."""
    return Reading("DATE", word(fields, "era"), "era")


def read_holiday(fields: Fields, setting: Setting) -> Reading:
    """„Ostern“, „Weihnachten 2024“, „am gestrigen Karfreitag“, „Silvesternacht“."""
    rule_of_day = word(fields, "holiday")
    if whole(fields, "offset") is not None:
        return read_day(fields, setting)
    year, rule, anchor = stated_year(fields, setting)
    make = partial(holiday, rule_of_day)
    if year is not None and rule == "explicit":
        rule = "holiday"
    if year is None and (relation := word(fields, "relation")):
        year, rule, anchor = year_by_relation(relation, make, setting)
    if year is None:
        year, rule, anchor = inferred_year(make, setting, "holiday")
    value = (
        make(year)
        if year
        else ("XXXX-" + rule_of_day if rule_of_day[0].isdigit() and "." not in rule_of_day else "XXXX-XX-XX")
    )
    return timed(Reading("DATE", value, rule, anchor), fields)
