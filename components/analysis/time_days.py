"""Days and times of day: „am Mittwoch“, „3. Mai, 14.30 Uhr“, „gestern Abend“, „in der Nacht zum Samstag“."""

from __future__ import annotations

from datetime import date

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_arithmetic import clipped, nearest_weekday, shifted, value_of
from components.analysis.time_clock import clock_of
from components.analysis.time_setting import RELATIVE, SAME, STEP, TEXT_STEP, Reading, Setting, whole, word
from components.analysis.time_words import Fields
from components.analysis.time_years import inferred_year, stated_year


def timed(reading: Reading, fields: Fields) -> Reading:
    """The reading with the clock time or part of the day that the words name beside the day."""
    time = clock_of(fields)
    return Reading("TIME", reading.value + time, reading.rule, reading.anchor) if time else reading


def read_date(fields: Fields, setting: Setting) -> Reading:
    """„3. Mai“, „Mittwoch, dem 3. Mai 2023, um 14.30 Uhr“."""
    month, day = whole(fields, "month") or whole(fields, "month_number") or 0, whole(fields, "day") or 0
    year, rule, anchor = stated_year(fields, setting)
    if year is None and (weekday := whole(fields, "weekday")) and setting.published and not setting.year_near:
        year = _year_by_weekday(setting, month, day, weekday)
        rule, anchor = "date_weekday", setting.anchor
    if year is None:
        year, rule, anchor = inferred_year(lambda y: clipped(y, month, day).isoformat(), setting, "date")
    if year is not None and (month, day) != (2, 29):
        date(year, month, day)
    return timed(
        Reading("DATE", f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}", rule, anchor),
        fields,
    )


def _year_by_weekday(setting: Setting, month: int, day: int, weekday: int) -> int | None:
    """The year nearest to publication in which the date falls on the weekday the text gives it; what is told lies before."""
    published, told = setting.published, setting.sure and setting.tense == "past"
    if published is None:
        return None
    fits = []
    for year in range(max(published.year - 2, 1), min(published.year + 3, 10000)):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate.isoweekday() == weekday and not (told and candidate > published):
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


def week_of(fields: Fields, setting: Setting) -> Reading:
    """ "the week ending March 7": the calendar week that holds the day; „in der ersten Juliwoche“ that of July 4."""
    if (nth := whole(fields, "nth")) is not None:
        fields = {**fields, "day": 7 * nth - 3 if nth > 0 else 28}
    month, number = whole(fields, "month") or whole(fields, "month_number"), whole(fields, "day")
    if month and number and stated_year(fields, setting)[0] is None:
        year, rule, anchor = inferred_year(lambda y: value_of(clipped(y, month, number), "W"), setting, "date")
        if year is not None:  # told on March 6, "the week ending March 7" has begun
            return Reading("DATE", value_of(clipped(year, month, number), "W"), rule, anchor)
    day = weekday_or_date(fields, setting)
    first, _ = calendar_span(day.value)
    if first is None:
        return day
    return Reading("DATE", value_of(date.fromisoformat(first), "W"), day.rule, day.anchor)


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
    if (
        relation in TEXT_STEP
        and setting.last_day
        and (relation not in SAME or setting.last_day.isoweekday() == weekday)
    ):
        days = (weekday - setting.last_day.isoweekday()) % 7 or (0 if relation in SAME else 7)
        day = shifted(setting.last_day, days - (7 if relation == "preceding" else 0), "D")
        return timed(Reading("DATE", day.isoformat() if day else "", "anchor_previous", setting.last), fields)
    if relation in ("following", "preceding") and setting.last and setting.last_day is None:
        return timed(
            Reading("DATE", some_day_in(setting.last), "anchor_previous", setting.last), fields
        )  # „im März … am Mittwoch darauf“
    if day := _weekday_told(weekday, fields, setting):
        return timed(Reading("DATE", day.isoformat(), "anchor_previous", setting.last), fields)
    if published is None:
        return timed(Reading("DATE", f"XXXX-WXX-{weekday}", "unanchored"), fields)
    day, rule = _weekday_near(published, weekday, fields, setting)
    if day is None:
        return timed(Reading("DATE", f"XXXX-WXX-{weekday}", "unanchored"), fields)
    return timed(Reading("DATE", day.isoformat(), rule, setting.anchor), fields)


def _weekday_told(weekday: int, fields: Fields, setting: Setting) -> date | None:
    """The day in a story: „drei Tage später, am Donnerstag“, „am Mittwoch derselben Woche“, „… noch in der Nacht zum Freitag“."""
    last, step = setting.last_day, TEXT_STEP.get(word(fields, "week_relation"))
    if last is None or "relation" in fields:
        return None
    if step is not None:
        return shifted(last, weekday - last.isoweekday() + 7 * step, "D")
    if "week_relation" in fields or "weeks" in fields or "weeks_ahead" in fields or setting.tense != "past":
        return None
    if setting.apposed and last.isoweekday() == weekday:
        return last
    return nearest_weekday(last, weekday, ahead=True) if setting.in_story else None


def _weekday_near(published: date, weekday: int, fields: Fields, setting: Setting) -> tuple[date | None, str]:
    step = STEP.get(word(fields, "week_relation"))
    if step is not None:  # „Freitag vergangener Woche“
        monday = shifted(published, 1 - published.isoweekday() + 7 * step, "D")
        return (shifted(monday, weekday - 1, "D") if monday else None), RELATIVE[max(-1, min(step, 1))]
    relation, weeks = word(fields, "relation"), whole(fields, "weeks") or 0
    yesterday, tomorrow = shifted(published, -1, "D"), shifted(published, 1, "D")
    if relation in ("last", "before_last") and yesterday:
        return nearest_weekday(yesterday, weekday, ahead=False), "weekday_last"
    if relation in ("next", "coming", "after_next") and tomorrow:
        day = nearest_weekday(tomorrow, weekday, ahead=True)
        return (shifted(day, 7 if relation == "after_next" else 0, "D") if day else None), "weekday_next"
    day = nearest_weekday(published, weekday, setting.ahead)
    if ahead := whole(fields, "weeks_ahead"):  # „Freitag in einer Woche“
        day = nearest_weekday(published, weekday, ahead=True)
        return (shifted(day, 7 * ahead, "D") if day else None), "weekday_next"
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
    last = setting.last_day or setting.exact_day
    if relation in ("next", "coming", "following", "preceding") and last:
        day = shifted(last, -1 if relation == "preceding" else 1, "D")
        anchor = setting.last if setting.last_day else last.isoformat()
        return Reading("TIME", f"{day}{time}", "anchor_previous", anchor)
    if relation == "that" and (told := setting.parts.get(time, "")):
        return Reading("TIME", told, "anchor_previous", told)
    spoken_of = last if relation in SAME else setting.day_spoken_of if not relation else None
    if spoken_of and not setting.habit:
        time = _of_the_evening(setting.last, time, fields)
        step = 1 if _past_midnight(setting.last, time) else 0
        if time == "TNI" and spoken_of == published and setting.sure and setting.tense == "past":
            step = -1  # told on Monday, Monday's night is the one that has just ended
        return Reading("TIME", f"{shifted(spoken_of, step, 'D')}{time}", "anchor_previous", setting.last)
    if setting.habit:
        return Reading("TIME", time, "set")
    if "daypart_habit" in fields and setting.sure and setting.tense != "past":  # „die Fähre fährt nur nachts“
        return Reading("SET", "P1D", "set")
    if published is None:
        return Reading("TIME", f"XXXX-XX-XX{time}", "unanchored")
    if setting.unbroken and setting.last_day is None and (some := some_day_in(setting.last)) != "XXXX-XX-XX":
        return Reading("TIME", f"{some}{time}", "anchor_previous", setting.last)  # „2024 dauerte es bis Mitternacht“
    if setting.story_day and setting.sure and setting.tense == "past" and not relation:
        day = setting.last_day if setting.last_near and setting.last_day else setting.story_day
        return Reading("TIME", f"{min(day, published)}{time}", "story_day", min(day, published).isoformat())
    back = -1 if time == "TNI" and not setting.ahead and not relation else 0
    return Reading("TIME", f"{shifted(published, back, 'D')}{time}", "time_of_day", setting.anchor)


def _of_the_evening(last: str, time: str, fields: Fields) -> str:
    """„Am Montagabend … Gegen halb elf“ is 22.30; hours in figures are taken as written."""
    part = last.partition("T")[2]
    spelled = any(name in fields for name in ("half_hour", "past_half", "quarter_hour", "hour_word"))
    told = any(name in fields for name in ("half_day", "clock_part", "daypart"))
    late = (part == "EV" and "T05" <= time < "T12") or (part == "AF" and "T01" <= time < "T07")
    return f"T{int(time[1:3]) + 12}{time[3:]}" if spelled and late and not told else time


def some_day_in(value: str) -> str:
    """A day of the month or year that a value names, its day unknown: "2024-03-XX"."""
    first, last = calendar_span(value)
    if first is None or last is None:
        return "XXXX-XX-XX"
    if first[:7] == last[:7]:
        return f"{first[:7]}-XX"
    return f"{first[:4]}-XX-XX" if first[:4] == last[:4] else "XXXX-XX-XX"


def _past_midnight(last: str, time: str) -> bool:
    """„Am Abend … Gegen 1.30 Uhr“: the small hours that follow an evening or night are the next day's."""
    before = last.partition("T")[2]
    if before == "AF":
        return "T00" <= time < "T06"
    return (before in ("EV", "NI") or "18" <= before <= "24") and (time == "TMO" or "T00" <= time < "T09")
