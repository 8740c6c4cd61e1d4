"""From the words of a time expression to its value: days, weekdays, times of day, months, years and what is reckoned from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_arithmetic import clipped, holiday, nearest_weekday, season_of, shifted, value_of
from components.analysis.time_clock import clock_of
from components.analysis.time_lengths import age, duration, every
from components.analysis.time_setting import Reading, Setting, whole, word
from components.analysis.time_words import Fields

UNSURE = 2  # without a tense a date to come must be that many times nearer than the one gone by
STEP = {"last": -1, "this": 0, "next": 1, "after_next": 2, "before_last": -2, "near": 0}
TEXT_STEP = {"same": 0, "following": 1, "preceding": -1}
RELATIVE = {-1: "relative_past", 0: "relative_this", 1: "relative_future"}


def reading_of(rule: str, fields: Fields, setting: Setting) -> Reading:
    """The reading of words that fit the pattern's `rule`; never raises, an impossible date ("30. Februar") keeps its digits."""
    try:
        return RULES[rule](fields, setting)
    except (ValueError, OverflowError):  # a date the calendar does not have, or a year outside 1 to 9999
        return Reading("DATE", "XXXX-XX-XX", "unknown")


def timed(reading: Reading, fields: Fields) -> Reading:
    """The reading with the clock time or part of the day that the words name beside the day."""
    time = clock_of(fields)
    return Reading("TIME", reading.value + time, reading.rule, reading.anchor) if time else reading


def nearest(candidates: list[tuple[date, date]], setting: Setting) -> int | None:
    """Which of the spans (in time order) is meant: the tense says before or after publication, else the one less far away."""
    published = setting.published
    if published is None:
        return None
    begun = [k for k, (first, _) in enumerate(candidates) if first <= published]
    open_still = [k for k, (_, last) in enumerate(candidates) if last >= published]
    if not begun or not open_still:
        return begun[-1] if begun else open_still[0] if open_still else None
    if setting.sure:
        return open_still[0] if setting.ahead else begun[-1]
    since, until = published - candidates[begun[-1]][1], candidates[open_still[0]][0] - published
    return open_still[0] if UNSURE * until < since else begun[-1]


def inferred_year(make: Callable[[int], str], setting: Setting, kind: str) -> tuple[int | None, str, str]:
    """Year, rule and anchor for a month, season or holiday named without its year: what the passage is about, else the nearest."""
    if setting.year_near is not None:
        return setting.year_near, "year_borrowed", f"{setting.year_near:04d}"
    published = setting.published
    if published is None:
        year = setting.last_year
        return (year, "year_borrowed", f"{year:04d}") if year else (None, "unanchored", "")
    years = [y for y in range(published.year - 1, published.year + 2) if 1 <= y <= 9999]
    spans = [calendar_span(make(y)) for y in years]
    days = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in spans if a and b]
    found = nearest(days, setting) if len(days) == len(years) else None
    if found is None:
        return published.year, "relative_this", setting.anchor
    return years[found], f"{kind}_{'future' if setting.tense == 'future' else 'past'}", setting.anchor


def stated_year(fields: Fields, setting: Setting) -> tuple[int | None, str, str]:
    """Year, rule and anchor where the words give the year themselves („2023“, „vergangenen Jahres“); None where they do not."""
    if (year := whole(fields, "year")) is not None or (year := whole(fields, "any_year")) is not None:
        return year, "explicit", ""
    if (short := whole(fields, "short_year")) is not None:
        latest = (setting.published.year if setting.published else 2029) + 10
        return (2000 + short if 2000 + short <= latest else 1900 + short), "explicit", ""
    relation = word(fields, "year_relation") or ("this" if "of_this_year" in fields else "")
    if relation in TEXT_STEP and setting.last_year is not None:
        return setting.last_year + TEXT_STEP[relation], "anchor_previous", setting.last
    step = STEP.get(relation, TEXT_STEP.get(relation))
    if step is not None and setting.published:
        return setting.published.year + step, RELATIVE[max(-1, min(step, 1))], setting.anchor
    return None, "", ""


def read_date(fields: Fields, setting: Setting) -> Reading:
    """„3. Mai“, „Mittwoch, dem 3. Mai 2023, um 14.30 Uhr“."""
    month, day = whole(fields, "month") or whole(fields, "month_number") or 0, whole(fields, "day") or 0
    year, rule, anchor = stated_year(fields, setting)
    if year is None and (weekday := whole(fields, "weekday")) and setting.published and not setting.year_near:
        year = _year_by_weekday(setting.published, month, day, weekday)
        rule, anchor = "date_weekday", setting.anchor
    if year is None:
        year, rule, anchor = inferred_year(lambda y: clipped(y, month, day).isoformat(), setting, "date")
    if year is not None and (month, day) != (2, 29):
        date(year, month, day)
    return timed(Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}", rule, anchor), fields)


def _year_by_weekday(published: date, month: int, day: int, weekday: int) -> int | None:
    """The year nearest to publication in which the date falls on the weekday the text gives it."""
    fits = []
    for year in range(max(published.year - 2, 1), min(published.year + 3, 10000)):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate.isoweekday() == weekday:
            fits.append((abs((candidate - published).days), year))
    return min(fits)[1] if fits and min(fits)[0] < 300 else None


def night_between(fields: Fields, setting: Setting) -> Reading:
    """„in der Nacht vom 10. auf den 11. Februar“: the night begins on the first day."""
    early = {**fields, "month": fields.get("early_month", fields.get("month", fields.get("month_number", 0)))}
    return read_date(early, setting)


def night_to(fields: Fields, setting: Setting) -> Reading:
    """„in der Nacht zum Samstag“ begins on Friday; with a clock time the small hours are Saturday's."""
    base = weekday_or_date({k: v for k, v in fields.items() if k in _DAY_FIELDS}, setting)
    first, _ = calendar_span(base.value)
    time = clock_of(fields)
    if first is None:
        return Reading("TIME", base.value + (time or "TNI"), base.rule, base.anchor)
    day = date.fromisoformat(first)
    if time and time < "T12":
        return Reading("TIME", day.isoformat() + time, base.rule, base.anchor)
    eve = shifted(day, -1, "D") or day
    return Reading("TIME", eve.isoformat() + (time or "TNI"), base.rule, base.anchor)


_DAY_FIELDS = {
    "day", "month", "month_number", "year", "short_year", "year_relation", "weekday", "relation", "offset", "week_relation", "weeks",
}  # fmt: skip


def weekday_or_date(fields: Fields, setting: Setting) -> Reading:
    """A day given by its date or only by its weekday."""
    return read_date(fields, setting) if "day" in fields else read_weekday(fields, setting)


def read_weekday(fields: Fields, setting: Setting) -> Reading:
    """„am Mittwoch“, „vergangenen Freitag“, „Dienstagabend“, „Freitag vergangener Woche“, „am heutigen Montag“."""
    weekday, published = whole(fields, "weekday") or 1, setting.published
    offset, relation = whole(fields, "offset"), word(fields, "relation")
    if offset is not None:
        return read_day(fields, setting)
    if relation in TEXT_STEP and setting.last_day and (relation != "same" or setting.last_day.isoweekday() == weekday):
        days = (weekday - setting.last_day.isoweekday()) % 7 or (0 if relation == "same" else 7)
        day = shifted(setting.last_day, days - (7 if relation == "preceding" else 0), "D")
        return timed(Reading("DATE", day.isoformat() if day else "", "anchor_previous", setting.last), fields)
    if published is None:
        return timed(Reading("DATE", f"XXXX-WXX-{weekday}", "unanchored"), fields)
    day, rule = _weekday_near(published, weekday, fields, setting)
    if day is None:
        return timed(Reading("DATE", f"XXXX-WXX-{weekday}", "unanchored"), fields)
    return timed(Reading("DATE", day.isoformat(), rule, setting.anchor), fields)


def _weekday_near(published: date, weekday: int, fields: Fields, setting: Setting) -> tuple[date | None, str]:
    step = STEP.get(word(fields, "week_relation"))
    if step is not None:  # „Freitag vergangener Woche“
        monday = shifted(published, 1 - published.isoweekday() + 7 * step, "D")
        return (shifted(monday, weekday - 1, "D") if monday else None), RELATIVE[max(-1, min(step, 1))]
    relation, weeks = word(fields, "relation"), whole(fields, "weeks") or 0
    yesterday, tomorrow = shifted(published, -1, "D"), shifted(published, 1, "D")
    if relation in ("last", "before_last") and yesterday:
        return nearest_weekday(yesterday, weekday, ahead=False), "weekday_last"
    if relation in ("next", "after_next") and tomorrow:
        day = nearest_weekday(tomorrow, weekday, ahead=True)
        return (shifted(day, 7 if relation == "after_next" else 0, "D") if day else None), "weekday_next"
    day = nearest_weekday(published, weekday, setting.ahead)
    if day and weeks:
        day = shifted(day, -7 * weeks, "D")
    return day, "weekday_future" if setting.ahead else "weekday_past"


def read_day(fields: Fields, setting: Setting) -> Reading:
    """„gestern Abend“, „heute“, „am morgigen Sonntag“; „heute“ for nowadays is PRESENT_REF."""
    offset, time = whole(fields, "offset") or 0, clock_of(fields)
    if "now" in fields or (offset == 0 and not time and setting.standing):
        return Reading("DATE", "PRESENT_REF", "vague")
    if setting.published is None:
        return timed(Reading("DATE", "XXXX-XX-XX", "unanchored"), fields)
    # „heute Nacht“ in a report of what happened is the night that has just ended.
    if time == "TNI" and offset == 0 and setting.tense == "past":
        offset = -1
    day = shifted(setting.published, offset, "D")
    return timed(Reading("DATE", day.isoformat() if day else "XXXX-XX-XX", "deictic_day", setting.anchor), fields)


def read_daypart(fields: Fields, setting: Setting) -> Reading:
    """„am Abend“, „in der Nacht“, „vergangenen Nacht“, „am nächsten Morgen“, „nachts“, „gegen Mittag“."""
    time = clock_of(fields)
    relation, published = word(fields, "relation"), setting.published
    if relation == "last" and published:
        day = shifted(published, -1 if time == "TNI" else 0, "D")
        return Reading("TIME", f"{day}{time}", "relative_past", setting.anchor)
    if relation in ("next", "following", "preceding") and setting.last_day:
        day = shifted(setting.last_day, -1 if relation == "preceding" else 1, "D")
        return Reading("TIME", f"{day}{time}", "anchor_previous", setting.last)
    if setting.last_day and (relation == "same" or (not relation and setting.last_near)):
        day = shifted(setting.last_day, 1 if _past_midnight(setting.last, time) else 0, "D")
        return Reading("TIME", f"{day}{time}", "anchor_previous", setting.last)
    if published is None:
        return Reading("TIME", f"XXXX-XX-XX{time}", "unanchored")
    back = -1 if time == "TNI" and not setting.ahead and not relation else 0
    return Reading("TIME", f"{shifted(published, back, 'D')}{time}", "time_of_day", setting.anchor)


def _past_midnight(last: str, time: str) -> bool:
    """„Am Abend … Gegen 1.30 Uhr“: the small hours that follow an evening or night are the next day's."""
    before = last.partition("T")[2]
    return (before in ("EV", "NI") or "18" <= before <= "24") and (time == "TMO" or "T00" <= time < "T09")


def read_month(fields: Fields, setting: Setting) -> Reading:
    """„März 2024“, „Mitte Mai“, „vergangenen September“, „April dieses Jahres“."""
    month = whole(fields, "month") or 1
    year, rule, anchor = stated_year(fields, setting)
    relation = word(fields, "relation")
    if year is None and relation:
        year, rule, anchor = _year_by_relation(relation, partial(_month_value, month), setting)
    if year is None:
        year, rule, anchor = inferred_year(partial(_month_value, month), setting, "month")
    return Reading("DATE", _month_value(month, year) if year else f"XXXX-{month:02d}", rule, anchor)


def _month_value(month: int, year: int) -> str:
    return f"{year:04d}-{month:02d}"


def _year_by_relation(relation: str, make: Callable[[int], str], setting: Setting) -> tuple[int | None, str, str]:
    """„vergangenen Herbst“ is the last one over, „kommenden Mai“ the next to begin, „diesen Sommer“ this year's."""
    published = setting.published
    if published is None:
        return None, "", ""
    spans = [(y, calendar_span(make(y))) for y in range(max(published.year - 1, 1), min(published.year + 1, 9999) + 1)]
    if relation == "last":
        ended = [y for y, (_, end) in spans if end and end < published.isoformat()]
        return (ended[-1] if ended else None), "relative_past", setting.anchor
    if relation in ("next", "after_next"):
        ahead = [y for y, (first, _) in spans if first and first > published.isoformat()]
        return (ahead[0] if ahead else None), "relative_future", setting.anchor
    if relation == "this":
        return published.year, "relative_this", setting.anchor
    return None, "", ""


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
        year, rule, anchor = _year_by_relation(relation, make, setting)
    if year is None:
        year, rule, anchor = inferred_year(make, setting, kind)
    return Reading("DATE", make(year) if year else f"XXXX-{code}", rule, anchor)


def read_decade(fields: Fields, setting: Setting) -> Reading:
    """„die neunziger Jahre“ is "199", „die 2010er“ "201"; without a century the last one that has begun."""
    if (year := whole(fields, "decade_year")) is not None:
        return Reading("DATE", f"{year // 10:03d}", "explicit")
    short = whole(fields, "decade_short")
    decade = short // 10 if short is not None else whole(fields, "decade_word") or 0
    return Reading("DATE", f"200" if decade == 0 else f"19{decade}", "explicit")


def read_century(fields: Fields, setting: Setting) -> Reading:
    """„20. Jahrhundert“ is "19": the first two digits of its years."""
    return Reading("DATE", f"{max((whole(fields, 'ordinal') or 1) - 1, 0):02d}", "explicit")


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
        year, rule, anchor = _year_by_relation(relation, make, setting)
    if year is None:
        year, rule, anchor = inferred_year(make, setting, "holiday")
    value = make(year) if year else ("XXXX-" + rule_of_day if rule_of_day[0].isdigit() and "." not in rule_of_day else "XXXX-XX-XX")
    return timed(Reading("DATE", value, rule, anchor), fields)


def read_unit(fields: Fields, setting: Setting) -> Reading:
    """„vergangenes Jahr“, „nächste Woche“, „Ende des Monats“, „am nächsten Tag“, „im selben Jahr“."""
    relation, unit = word(fields, "relation"), word(fields, "unit")
    if unit == "D":
        return _day_by_relation(relation, setting)
    if relation in TEXT_STEP and setting.last:
        return _from_last(TEXT_STEP[relation], unit, setting)
    if setting.published is None:
        return Reading("DATE", _unknown(unit), "unanchored")
    if relation == "new":
        step = 1 if unit == "Y" and setting.published.month >= 7 else 0
    elif relation == "near" or (relation == "this" and unit == "WE"):
        return _weekend(setting.published, setting)
    else:
        step = STEP.get(relation, TEXT_STEP.get(relation, 0))
    day = shifted(setting.published, step, unit)
    return Reading("DATE", value_of(day, unit) if day else _unknown(unit), RELATIVE[max(-1, min(step, 1))], setting.anchor)


def read_boundary(fields: Fields, setting: Setting) -> Reading:
    """„zum Jahresende“ is December, „Monatsanfang“ the month, „Wochenmitte“ the week."""
    part = word(fields, "boundary_noun")
    if not part.isdigit():
        return read_unit({"relation": "this", "unit": part}, setting)
    year, rule, anchor = stated_year(fields, setting)
    if year is None:
        make = partial(_month_value, int(part))
        year, rule, anchor = inferred_year(make, setting, "month")
        if setting.published and setting.tense != "past" and part == "12":
            year = setting.published.year
    return Reading("DATE", _month_value(int(part), year) if year else f"XXXX-{part}", rule, anchor)


def _weekend(published: date, setting: Setting) -> Reading:
    """„am Wochenende“: the last one begun, in the future tense the next one not over."""
    saturday = nearest_weekday(published, 6, ahead=False)
    if setting.ahead and published.isoweekday() < 6:
        saturday = nearest_weekday(published, 6, ahead=True)
    rule = "weekday_future" if setting.ahead else "weekday_past"
    return Reading("DATE", value_of(saturday or published, "WE"), rule, setting.anchor)


def _day_by_relation(relation: str, setting: Setting) -> Reading:
    """„am nächsten Tag“ follows the day named last; where none was named, the day of publication."""
    step = {"next": 1, "following": 1, "after_next": 2, "last": -1, "preceding": -1}.get(relation, 0)
    if setting.last_day:
        day = shifted(setting.last_day, step, "D")
        return Reading("DATE", day.isoformat() if day else "XXXX-XX-XX", "anchor_previous", setting.last)
    if setting.last:  # „Im März … Am nächsten Tag“: some day of that month, all that is known
        return Reading("DATE", _some_day_in(setting.last), "anchor_previous", setting.last)
    day = shifted(setting.published, step, "D") if setting.published else None
    return Reading("DATE", day.isoformat() if day else "XXXX-XX-XX", "relative_this" if day else "unanchored", setting.anchor)


def _some_day_in(value: str) -> str:
    first, last = calendar_span(value)
    if first is None or last is None:
        return "XXXX-XX-XX"
    if first[:7] == last[:7]:
        return f"{first[:7]}-XX"
    return f"{first[:4]}-XX-XX" if first[:4] == last[:4] else "XXXX-XX-XX"


def _from_last(step: int, unit: str, setting: Setting) -> Reading:
    first, last = calendar_span(setting.last)
    if first is None or last is None or value_of(date.fromisoformat(first), unit) != value_of(date.fromisoformat(last), unit):
        return Reading("DATE", _unknown(unit), "unanchored")
    day = shifted(date.fromisoformat(first), step, unit)
    return Reading("DATE", value_of(day, unit) if day else _unknown(unit), "anchor_previous", setting.last)


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "DE": "XXX", "CE": "XX"}.get(unit, "XXXX")


def read_shifted(fields: Fields, setting: Setting) -> Reading:
    """„Vorjahr“, „Vortag“, „Folgemonat“: one before or after the time named last, or before and after now."""
    code = word(fields, "shifted_noun")
    step, unit = int(code[:2]), code[2:]
    if unit == "D":
        return timed(_day_by_relation("preceding" if step < 0 else "following", setting), fields)
    if setting.last and setting.last_near and setting.last_year and setting.year_near:
        return _from_last(step, unit, setting)
    return read_unit({"relation": "last" if step < 0 else "next", "unit": unit}, setting)


def read_this_year(fields: Fields, setting: Setting) -> Reading:
    """„heuer“, „diesjährig“, „letztjährig“."""
    step = whole(fields, "this_year") or 0
    return read_unit({"relation": "last" if step < 0 else "this", "unit": "Y"}, setting)


def read_ago(fields: Fields, setting: Setting) -> Reading:
    """„vor drei Wochen“, „in zwei Jahren“: as precise as the unit; a vague number is PAST_REF or FUTURE_REF."""
    direction = whole(fields, "direction") or 1
    if "vague" in fields:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", "vague")
    return _moved(setting.published, fields, direction, "relative_past" if direction < 0 else "relative_future", setting.anchor, setting)


def read_later(fields: Fields, setting: Setting) -> Reading:
    """„zwei Tage später“, „drei Jahre zuvor“: reckoned from the time named last."""
    direction = whole(fields, "direction") or 1
    first, last = calendar_span(setting.last)
    exact = not word(fields, "unit").startswith("T") or ":" in setting.last  # „40 Minuten später“ needs a clock time before it
    if "vague" in fields or first is None or not exact:
        length = duration(fields, setting)
        return Reading("DATE", "PAST_REF", "vague") if "vague" in fields else Reading("DURATION", length.value, "duration")
    return timed(_moved(date.fromisoformat(first), fields, direction, "anchor_previous", setting.last, setting), fields)


def _moved(start: date | None, fields: Fields, direction: int, rule: str, anchor: str, setting: Setting) -> Reading:
    count = float(fields.get("number", fields.get("digits", 1))) * float(fields.get("multiple", 1))
    unit = word(fields, "unit")
    if start is None:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", "unanchored")
    if unit.startswith("T"):
        return _moved_clock(start, count * direction, unit, rule, anchor)
    step = int(count * direction) if count == int(count) else 0
    day = shifted(start, step, unit)
    if count != int(count):  # „vor zweieinhalb Jahren“
        smaller, factor = ("M", 12) if unit == "Y" else ("D", 30 if unit == "M" else 7)
        day = shifted(start, round(count * factor) * direction, smaller)
        unit = "M" if unit == "Y" and count < 1 else unit
    if day is None:
        years = start.year + direction * count * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit, 0)
        return Reading("DATE", f"BC{int(-years):04d}" if years < 0 else "FUTURE_REF", rule, anchor)
    coarse = {"DE": "Y", "CE": "Y", "ML": "Y", "WE": "WE"}.get(unit, unit)
    span_days = calendar_span(setting.last)
    if rule == "anchor_previous" and span_days[0] != span_days[1] and coarse in ("D", "W"):
        coarse = "M" if (span_days[0] or "")[:7] == (span_days[1] or "")[:7] else "Y"
    return Reading("DATE", value_of(day, coarse), rule, anchor)


def _moved_clock(start: date, count: float, unit: str, rule: str, anchor: str) -> Reading:
    """Hours and minutes away: exact from a clock time („22.15 Uhr … 40 Minuten später“), else the day."""
    minutes = round(count * {"TH": 60, "TM": 1}.get(unit, 0))
    hour, _, minute = anchor.partition("T")[2].partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return Reading("TIME", start.isoformat(), rule, anchor)
    days, rest = divmod(int(hour) * 60 + int(minute) + minutes, 1440)
    day = shifted(start, days, "D") or start
    return Reading("TIME", f"{day.isoformat()}T{rest // 60:02d}:{rest % 60:02d}", rule, anchor)


def read_back_to(fields: Fields, setting: Setting) -> Reading:
    """„damals“, „zu diesem Zeitpunkt“: the time named last, PAST_REF where none was."""
    first, _ = calendar_span(setting.last)
    if first is None or (setting.published and first >= setting.anchor):
        return Reading("DATE", "PAST_REF", "vague")
    return Reading("TIME" if "T" in setting.last else "DATE", setting.last, "anchor_previous", setting.last)


def read_ref(fields: Fields, setting: Setting) -> Reading:
    """„derzeit“, „kürzlich“, „bald“."""
    return Reading("DATE", word(fields, "ref"), "vague")


RULES: dict[str, Callable[[Fields, Setting], Reading]] = {
    "date": read_date, "day_borrowed": read_date, "night_between": night_between, "night_to": night_to, "weekday": read_weekday,
    "day": read_day, "day_or_today": read_day, "daypart": read_daypart, "clock": read_daypart, "month": read_month, "year": read_year,
    "year_bc": read_year_bc, "season_year": read_season_year, "part": read_part, "season": read_season, "decade": read_decade,
    "century": read_century, "era": read_era, "holiday": read_holiday, "unit": read_unit, "boundary": read_boundary, "shifted": read_shifted,
    "this_year": read_this_year, "back_to": read_back_to, "ago": read_ago, "later": read_later, "duration": duration, "age": age,
    "set": every, "ref": read_ref,
}  # fmt: skip
