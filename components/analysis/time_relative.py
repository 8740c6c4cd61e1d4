"""What is reckoned from now or from the time named last: „voriges Jahr“, „am nächsten Tag“, „vor drei Wochen“, „damals“."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_arithmetic import DAYS, nearest_weekday, shifted, value_of
from components.analysis.time_days import some_day_in, timed
from components.analysis.time_lengths import duration, minutes_in
from components.analysis.time_periods import month_value
from components.analysis.time_setting import RELATIVE, STEP, TEXT_STEP, Reading, Setting, whole, word
from components.analysis.time_words import Fields
from components.analysis.time_years import inferred_year, stated_year

LONG_PAST = 2  # the code of „damals“ among the words that point back
CALENDAR = frozenset({"D", "W", "M", "Y"})
RECENT = 14  # days
SAME_DAY = 6 * 60  # minutes after a day or a part of it that lie on the same day


def read_unit(fields: Fields, setting: Setting) -> Reading:
    """„vergangenes Jahr“, „nächste Woche“, „Ende des Monats“, „am nächsten Tag“, „im selben Jahr“."""
    relation, unit = word(fields, "relation"), word(fields, "unit")
    if relation == "then_next":  # "In 2014 she was elected. The next year …"
        relation = "following" if unit == "D" or (setting.tense == "past" and setting.last) else "next"
    if unit == "D" and relation == "last":  # „bis zum letzten Tag“ is no day before
        return Reading("DATE", some_day_in(setting.last), "anchor_previous", setting.last)
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
    elif relation == "coming" and unit == "WE":
        return _weekend(setting.published, replace(setting, tense="future"))
    else:
        step = STEP.get(relation, TEXT_STEP.get(relation, 0))
    day = shifted(setting.published, step, unit)
    return Reading(
        "DATE", value_of(day, unit) if day else _unknown(unit), RELATIVE[max(-1, min(step, 1))], setting.anchor
    )


def read_boundary(fields: Fields, setting: Setting) -> Reading:
    """„zum Jahresende“ is December, „Monatsanfang“ the month, „Wochenmitte“ the week."""
    part = word(fields, "boundary_noun")
    if part == "M" and setting.last_beside and setting.last_day:  # „am 1. Juli …, spätestens zum Monatsende“
        return Reading("DATE", value_of(setting.last_day, "M"), "anchor_previous", setting.last)
    if not part.isdigit():
        return read_unit({"relation": "this", "unit": part}, setting)
    year, rule, anchor = stated_year(fields, setting)
    if year is not None and ("end_year" in fields or "end_short" in fields):  # „zum Jahreswechsel 2023/24“
        return Reading("DATE", f"{year:04d}-12-31/{year + 1:04d}-01-01", rule, anchor)
    if year is None:
        year, rule, anchor = inferred_year(partial(month_value, int(part)), setting, "month")
        if setting.published and part == "12":  # „zum Jahresende“ is this year's, early in the year the last one's
            back = setting.published.month <= 3 and not setting.ahead
            year, rule = setting.published.year - back, "relative_past" if back else "relative_this"
    return Reading("DATE", month_value(int(part), year) if year else f"XXXX-{part}", rule, anchor)


def _weekend(published: date, setting: Setting) -> Reading:
    """„am Wochenende“: the last one begun, in the future tense the next one not over."""
    saturday = nearest_weekday(published, 6, ahead=False)
    if setting.ahead and published.isoweekday() < 6:
        saturday = nearest_weekday(published, 6, ahead=True)
    rule = "weekday_future" if setting.ahead else "weekday_past"
    return Reading("DATE", value_of(saturday or published, "WE"), rule, setting.anchor)


def _day_by_relation(relation: str, setting: Setting) -> Reading:
    """„am nächsten Tag“ follows the day named last; where none was named, the day of publication."""
    step = {"next": 1, "coming": 1, "following": 1, "after_next": 2, "last": -1, "preceding": -1}.get(relation, 0)
    if setting.last_day:
        day = shifted(setting.last_day, step, "D")
        return Reading("DATE", day.isoformat() if day else "XXXX-XX-XX", "anchor_previous", setting.last)
    if setting.last:  # „Im März … Am nächsten Tag“: some day of that month, all that is known
        return Reading("DATE", some_day_in(setting.last), "anchor_previous", setting.last)
    day = shifted(setting.published, step, "D") if setting.published else None
    return Reading(
        "DATE", day.isoformat() if day else "XXXX-XX-XX", "relative_this" if day else "unanchored", setting.anchor
    )


def _from_last(step: int, unit: str, setting: Setting) -> Reading:
    first, last = calendar_span(setting.last)
    if first is None or last is None:
        return Reading("DATE", _unknown(unit), "unanchored")
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if unit == "WE" and step > 0 and start.isoweekday() < 6:  # „am Donnerstag … am Wochenende darauf“
        step = 0
    days = (shifted(start, step, unit), shifted(end, step, unit))
    values = [value_of(day, unit) for day in days if day]
    if unit == "M" and first[5:] == "01-01" and last[5:] == "12-31" and first[:4] == last[:4]:
        return Reading("DATE", f"{first[:4]}-XX", "anchor_previous", setting.last)  # "In 2014 … the following month"
    if len(values) < 2 or (values[0] != values[1] and (end - start).days > 200):
        return Reading("DATE", _unknown(unit), "unanchored")
    value = values[0] if values[0] == values[1] else f"{values[0]}/{values[1]}"
    return Reading("DATE", value, "anchor_previous", setting.last)


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "DE": "XXX", "CE": "XX"}.get(
        unit, "XXXX"
    )


def read_shifted(fields: Fields, setting: Setting) -> Reading:
    """„Vorjahr“, „Vortag“, „Folgemonat“: one before or after the time named last, or before and after now."""
    code = word(fields, "shifted_noun")
    step, unit = int(code[:2]), code[2:]
    if unit == "D":
        if step < 0 and setting.published and not (setting.last_day and setting.last_near):
            setting = replace(setting, last=setting.anchor, last_day=setting.published)
        return timed(_day_by_relation("preceding" if step < 0 else "following", setting), fields)
    if setting.last and setting.last_near and setting.last_year and (setting.year_near or _of_a_figure(setting)):
        return _from_last(step, unit, setting)
    return read_unit({"relation": "last" if step < 0 else "next", "unit": unit}, setting)


def _of_a_figure(setting: Setting) -> bool:
    """Whether the time named last is last year or a part of it: „2024 stieg die Zahl auf 900. Im Vorjahr waren es 850.“"""
    published = setting.published
    of_years = re.fullmatch(r"\d{4}(?:-[QH]\d)?", setting.last) is not None
    return of_years and published is not None and setting.last_year == published.year - 1


def read_this_year(fields: Fields, setting: Setting) -> Reading:
    """„heuer“, „diesjährig“, „letztjährig“."""
    step = whole(fields, "this_year") or 0
    return read_unit({"relation": "last" if step < 0 else "this", "unit": "Y"}, setting)


def read_ago(fields: Fields, setting: Setting) -> Reading:
    """„vor drei Wochen“, „in zwei Jahren“: as precise as the unit; a vague number is PAST_REF or FUTURE_REF."""
    direction = whole(fields, "direction") or 1
    if direction > 0 and setting.sure and setting.tense == "past":  # „in zwei Jahren wurde viel gebaut“
        return duration(fields, setting)
    if "vague" in fields:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", "vague")
    start = setting.published
    if start and (offset := whole(fields, "offset")):  # „gestern vor zehn Jahren“
        start = shifted(start, offset, "D")
    return _moved(
        start,
        fields,
        direction,
        "relative_past" if direction < 0 else "relative_future",
        setting.anchor,
        setting,
    )


def read_later(fields: Fields, setting: Setting) -> Reading:
    """„zwei Tage später“, „drei Jahre zuvor“: reckoned from the time named last."""
    direction = whole(fields, "direction") or 1
    if word(fields, "unit") in DAYS:
        setting = _not_from_the_future(setting)
    first, _ = calendar_span(setting.last)
    # „40 Minuten später“ needs a clock time before it, or a day that it does not leave
    exact = not word(fields, "unit").startswith("T") or ":" in setting.last or _same_day(fields, setting)
    if "vague" in fields and setting.day_spoken_of and word(fields, "unit") == "?":  # „kurze Zeit später“: the same day
        return Reading("TIME", setting.day_spoken_of.isoformat(), "anchor_previous", setting.last)
    if first is None and setting.published is None and "vague" not in fields and word(fields, "unit") in CALENDAR:
        return Reading("DATE", _unknown(word(fields, "unit")), "unanchored")  # „Im Februar … Zwei Tage später“
    if "vague" in fields or first is None or not exact:
        length = duration(fields, setting)
        return (
            Reading("DATE", "PAST_REF", "vague") if "vague" in fields else Reading("DURATION", length.value, "duration")
        )
    return timed(_moved(date.fromisoformat(first), fields, direction, "anchor_previous", setting.last, setting), fields)


def _same_day(fields: Fields, setting: Setting) -> bool:
    """„Am Dienstagmorgen verschwand sie im Haus. Drei Stunden später kam sie heraus“: still Tuesday."""
    length = _count(fields) * minutes_in(word(fields, "unit"))
    told = whole(fields, "direction") == 1 and setting.last_near and setting.last_day is not None
    return told and 0 < length <= SAME_DAY and not setting.last.endswith(("EV", "NI"))


def _count(fields: Fields) -> float:
    return float(fields.get("number", fields.get("digits", 1))) * float(fields.get("multiple", 1))


def _not_from_the_future(setting: Setting) -> Setting:
    """„bis 2065 … hatte er einen Tag zuvor gesagt“: what happened is not reckoned from a time to come."""
    first, _ = calendar_span(setting.last)
    if setting.tense != "past" or first is None or setting.published is None or first <= setting.anchor:
        return setting
    return replace(setting, last=setting.anchor, last_day=setting.published)


def _moved(start: date | None, fields: Fields, direction: int, rule: str, anchor: str, setting: Setting) -> Reading:
    count, unit = _count(fields), word(fields, "unit")
    if start is None:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", "unanchored")
    if unit.startswith("T"):
        return _moved_clock(start, count * direction, unit, rule, anchor)
    step = int(count * direction) if count == int(count) else 0
    day = shifted(start, step, unit)
    if count != int(count):  # „vor zweieinhalb Jahren“
        smaller, factor = ("M", 12) if unit == "Y" else ("D", 30 if unit == "M" else 7)
        day = shifted(start, round(count * factor) * direction, smaller)
        # „anderthalb Jahre später“, reckoned from a month
        unit = "M" if unit == "Y" and (count < 1 or rule == "anchor_previous") else unit
    if day is None:
        years = start.year + direction * count * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit, 0)
        step = (
            1_000_000 if count >= 1_000_000 else 1000 if count >= 10_000 else 1
        )  # „vor 14.000 Jahren“ knows no single year
        return Reading(
            "DATE", f"BC{round((1 - years) / step) * step:04d}" if years <= 0 else "FUTURE_REF", rule, anchor
        )
    coarse = {"DE": "Y", "CE": "Y", "ML": "Y", "WE": "WE"}.get(unit, unit)
    if "exact" in fields and unit not in ("DE", "CE", "ML"):  # „vor genau einem Jahr“, „heute vor zehn Jahren“
        coarse = word(fields, "exact") or "D"
    first, last = calendar_span(setting.last)
    if rule == "anchor_previous" and first == last and unit == "W":
        coarse = "D"  # „Am 3. Mai … Zwei Wochen später“
    if rule == "anchor_previous" and first and last and first != last:
        if first[:4] != last[:4] and unit not in ("Y", "DE", "CE", "ML"):
            return Reading("DURATION", duration(fields, setting).value, "duration")
        if first[:4] != last[:4]:
            return Reading("DATE", _years_moved(first, last, step, unit), rule, anchor)
        end = shifted(date.fromisoformat(last), step, unit)
        if coarse in ("D", "W") and first[:7] == last[:7] and end:  # „im März … zwei Wochen später“
            return Reading("DATE", f"{day.isoformat()}/{end.isoformat()}", rule, anchor)
        if coarse in ("D", "W", "M"):
            coarse = "M" if first[:7] == last[:7] else "Y"
    if rule == "anchor_previous" and unit == "Y" and re.fullmatch(r"\d{4}-[QH]\d", anchor):
        return Reading("DATE", f"{day.year:04d}{anchor[4:]}", rule, anchor)  # „im dritten Quartal … ein Jahr zuvor“
    return Reading("DATE", value_of(day, coarse), rule, anchor)


def _years_moved(first: str, last: str, step: int, unit: str) -> str:
    """„In den achtziger Jahren … Zehn Jahre später“ is the decade after; other spans of years stay as long as they are."""
    begin, end = shifted(date.fromisoformat(first), step, unit), shifted(date.fromisoformat(last), step, unit)
    if begin is None or end is None:
        return "XXXX"
    for width, unit_of_width in ((10, "DE"), (100, "CE")):
        if begin.year % width == 0 and end.year == begin.year + width - 1:
            return value_of(begin, unit_of_width)
    return f"{begin.year:04d}/{end.year:04d}"


def _moved_clock(start: date, count: float, unit: str, rule: str, anchor: str) -> Reading:
    """Hours and minutes away: exact from a clock time („22.15 Uhr … 40 Minuten später“), else the day."""
    minutes = round(count * minutes_in(unit))
    hour, _, minute = anchor.partition("T")[2].partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return Reading("TIME", start.isoformat(), rule, anchor)
    days, rest = divmod(int(hour) * 60 + int(minute) + minutes, 1440)
    day = shifted(start, days, "D") or start
    return Reading("TIME", f"{day.isoformat()}T{rest // 60:02d}:{rest % 60:02d}", rule, anchor)


def read_back_to(fields: Fields, setting: Setting) -> Reading:
    """„damals“, „zu diesem Zeitpunkt“: the time named last, PAST_REF where none was."""
    first, _ = calendar_span(setting.last)
    if "near" in fields and setting.sure and setting.tense == "present":  # „in dieser Zeit gilt Vorsicht“
        return Reading("DATE", "PRESENT_REF", "vague")
    if whole(fields, "back_to") == LONG_PAST and setting.published and first is not None and _is_recent(setting):
        setting = replace(setting, last=setting.older)
        first, _ = calendar_span(setting.last)
    if first is None or (setting.published and first >= setting.anchor):
        return Reading("DATE", "PAST_REF", "vague")
    value = setting.last if ":" in setting.last else setting.last.partition("T")[0]  # „am Abend … damals“
    return Reading("TIME" if "T" in value else "DATE", value, "anchor_previous", setting.last)


def _is_recent(setting: Setting) -> bool:
    """Whether the time named last is a day of the last two weeks before publication: „damals“ means none of them."""
    _, last = calendar_span(setting.last)
    return bool(last and setting.published and (setting.published - date.fromisoformat(last)).days <= RECENT)


def read_ref(fields: Fields, setting: Setting) -> Reading:
    """„derzeit“, „kürzlich“, „bald“."""
    if "told" in fields and setting.sure and setting.tense == "past":  # „eines Tages kam er“
        return Reading("DATE", "PAST_REF", "vague")
    return Reading("DATE", word(fields, "ref"), "vague")
