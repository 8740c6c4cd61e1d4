"""Which year is meant: the one the words give, the one the passage is about, or the nearest one the tense allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_setting import RELATIVE, SAME, STEP, TEXT_STEP, Setting, whole, word
from components.analysis.time_words import Fields

FAR = 6  # in the present tense a date gone by must be that many times nearer than the one to come
RECENT = 60  # days: a date so close to publication is this year's, whatever year the passage spoke of
UNSURE = 2  # without a tense a date to come must be that many times nearer than the one gone by


def nearest(candidates: list[tuple[date, date]], setting: Setting) -> int | None:
    """Which of the spans (in time order) is meant: the tense says before or after publication, else the one less far away."""
    published = setting.published
    if published is None:
        return None
    begun = [k for k, (first, _) in enumerate(candidates) if first <= published]
    open_still = [k for k, (_, last) in enumerate(candidates) if last >= published]
    if not begun or not open_still:
        return begun[-1] if begun else open_still[0] if open_still else None
    if setting.sure and setting.tense != "present":
        return open_still[0] if setting.ahead else begun[-1]
    since, until = published - candidates[begun[-1]][1], candidates[open_still[0]][0] - published
    if setting.ahead:  # „Ab dem 1. November gilt …“, told on the 9th
        return begun[-1] if until > FAR * since else open_still[0]
    return open_still[0] if UNSURE * until < since else begun[-1]


def inferred_year(make: Callable[[int], str], setting: Setting, kind: str) -> tuple[int | None, str, str]:
    """Year, rule and anchor for a month, season or holiday named without its year: what the passage is about, else the nearest."""
    if setting.year_near is not None:
        return setting.year_near, "year_borrowed", f"{setting.year_near:04d}"
    if (head := setting.heading) and (value := make(int(head[:4])))[:4].isdigit() and value >= head[: len(value)]:
        return int(head[:4]), "year_borrowed", head[:4]  # also in the present tense: „Am 14. Oktober gründet sie …“
    published = setting.published
    if published is None:
        told = setting.told_date  # „Am 4. Mai 2019 wurde gestreikt. Im Juni endete der Streik.“
        if told and setting.tense == "past" and (value := make(int(told[:4]))) >= told[: len(value)]:
            return int(told[:4]), "year_borrowed", told[:4]
        return None, "unanchored", ""
    years = [y for y in range(published.year - 1, published.year + 2) if 1 <= y <= 9999]
    spans = [calendar_span(make(y)) for y in years]
    days = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in spans if a and b]
    found = nearest(days, setting) if len(days) == len(years) else None
    if found is None:
        return published.year, "relative_this", setting.anchor
    if (year := _year_told(make, setting, days[found])) is not None:
        return year, "year_borrowed", f"{year:04d}"
    ahead = days[found][0] > published or (setting.tense == "future" and days[found][1] > published)
    return years[found], f"{kind}_{'future' if ahead else 'past'}", setting.anchor


def _year_told(make: Callable[[int], str], setting: Setting, near: tuple[date, date]) -> int | None:
    """The year of the story, unless a time near publication is meant: „Am 3. Mai 2019 wurde er gewählt. Am 21. Juni trat er zurück.“

    A year to come carries on as well: „2028 ist es wieder so weit: Dann wird die Schau vom 16. Juni an gezeigt.“
    """
    told, published = setting.told_date, setting.published
    if not told or published is None or not (setting.sure or setting.ahead or setting.goes_on):
        return None
    year = int(told[:4])
    if (year > published.year) != setting.ahead:
        return None
    distance = (near[0] - published).days if setting.ahead else (published - near[1]).days
    apart = not (setting.last_beside and setting.last.startswith(told[:4]))  # „Im Juni … kamen die ersten, im Herbst …“
    if (distance <= RECENT and apart and not setting.goes_on) or (
        len(told) == 4 and year == published.year - 1
    ):  # „2024 stieg die Zahl. Im März …“ says too little
        return None
    value = make(year)
    return year if value[:4].isdigit() and value >= told[: len(value)] else None


def stated_year(fields: Fields, setting: Setting) -> tuple[int | None, str, str]:
    """Year, rule and anchor where the words give the year themselves („2023“, „vergangenen Jahres“); None where they do not."""
    if (year := whole(fields, "year")) is not None or (year := whole(fields, "any_year")) is not None:
        return year, ("year_borrowed" if "lent" in fields else "explicit"), (f"{year:04d}" if "lent" in fields else "")
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


def year_by_relation(relation: str, make: Callable[[int], str], setting: Setting) -> tuple[int | None, str, str]:
    """„vergangenen Herbst“ is the last one over, „kommenden Mai“ the next to begin, „diesen Sommer“ this year's."""
    published = setting.published
    begun, over = calendar_span(setting.last)
    if relation in (*SAME, "following") and begun and over and setting.last_year:
        for year in (setting.last_year, setting.last_year + 1):
            first, end = calendar_span(make(year))
            # "in March 2021 … that autumn"; „im Herbst 2021 … im Februar darauf“
            if first and end and (end >= begun if relation in SAME else first > over):
                return year, "anchor_previous", setting.last
    if published is None:
        return None, "", ""
    spans = [(y, calendar_span(make(y))) for y in range(max(published.year - 1, 1), min(published.year + 1, 9999) + 1)]
    if relation == "last":
        ended = [y for y, (_, end) in spans if end and end < published.isoformat()]
        return (ended[-1] if ended else None), "relative_past", setting.anchor
    if relation in ("next", "coming", "after_next"):
        ahead = [y for y, (first, _) in spans if first and first > published.isoformat()]
        return (ahead[0] if ahead else None), "relative_future", setting.anchor
    if relation == "this":
        return published.year, "relative_this", setting.anchor
    return None, "", ""
