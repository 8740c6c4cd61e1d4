"""A date as somebody types it: „3.6.2025“, „Juni 2025“, „3.–7. Juni 2025“, „2025-03 bis 2025-05“; and how a value stands in the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from components.analysis.calendar_spans import calendar_span
from components.languages import KNOWN, facts
from components.views.strings import LANGUAGES, speaking, t
from components.views.written import day

LONGEST: Final = 80  # characters
_DASHES: Final = str.maketrans("–—‑−", "----")
_LITERAL: Final = re.compile(r"\d{4}-(?:W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)|\d{3}", re.IGNORECASE)
_TO: Final = re.compile(r"\s*(?:\bbis(?:\s+(?:zum|zur|einschließlich))?\b|\b(?:to|until|till|through)\b|-|/)\s*")
_FROM: Final = re.compile(r"(?:vom|von|from|am|im|in|on)\s+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED: Final = re.compile(r"\d{4}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)|\d{3}")
Part = tuple[int | None, int | None, int | None]  # year, month, day: what one side of a range names


class UnreadDateError(ValueError):
    """No date; `code` names the sentence: "incomplete_date" where the year is missing, else "unread_date"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def typed_date(words: str) -> str:
    """The TIMEX3 value of a typed date or range in any language of the interface, "" for nothing typed; raises UnreadDateError.

    A side of a range need not repeat what the other says: „3.–7. Juni 2025“, „März bis Mai 2025“, “June 3–7, 2025”. 3/6/2025 is refused:
    it is a day in June here and in March elsewhere.
    """
    plain = " ".join(words.translate(_DASHES).casefold().split())
    if not plain:
        return ""
    if len(plain) > LONGEST:
        raise UnreadDateError("unread_date")
    if lead := _FROM.match(plain):
        plain = plain[lead.end() :]
    value = _literal(plain) or next(_values(plain), None)
    if value is not None and calendar_span(value) != (None, None):
        return value
    incomplete = value is None and any(True for _ in _readings(plain))
    raise UnreadDateError("incomplete_date" if incomplete else "unread_date")


def as_typed(value: str) -> str:
    """How a TIMEX3 value stands in the field, so that `typed_date` reads it back; times of day are left out."""
    first, slash, last = value.partition("/")
    if not slash:
        return _one_as_typed(first)
    if first[:7] != last[:7] or first[0] == "0" or not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return t("typed.range", first=_one_as_typed(first), last=_one_as_typed(last))
    month = t(f"date.month.{int(last[5:7])}")
    return t("timeline.when.same_month", first=int(first[8:]), last=int(last[8:]), month=month, year=int(last[:4]))


def _one_as_typed(value: str) -> str:
    if value[:1] == "0":  # „3. Mai 99“ would be 1999
        return value.partition("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        return day(value[:10])
    if re.fullmatch(r"\d{4}-\d\d", value):
        return t("timeline.when.month", month=t(f"date.month.{int(value[5:])}"), year=value[:4])
    return _sentence(value) if _NAMED.fullmatch(value) else value


def _sentence(value: str) -> str:
    """The reader's words for a quarter, a half, a season or a decade."""
    year, _, part = value.partition("-")
    if not part:
        return t("timeline.when.decade", year=int(value) * 10)
    if part[0] in "QH" and part[1:].isdigit():
        name, kind = ("quarter", "quarter") if part[0] == "Q" else ("half", "half")
        return t(f"timeline.when.{name}", **{kind: part[1]}, year=int(year))
    return t(f"timeline.season.{part}", year=int(year))


def _literal(plain: str) -> str | None:
    """The value of a quarter, half, season, decade or week, as TIMEX3 or in the interface's words („2. Quartal 2025“, „1990er Jahre“)."""
    if _LITERAL.fullmatch(plain):
        return plain.upper()
    written = re.search(r"(\d{1,4})\D*$", plain, re.ASCII)
    if written is None:
        return None
    year = f"{int(written[1]):04}"
    parts = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "SP", "SU", "FA", "WI")
    for value in (*(f"{year}-{part}" for part in parts), year[:3]):
        for language in LANGUAGES:
            with speaking(language):
                if plain == _sentence(value).translate(_DASHES).casefold():
                    return value
    return None


def _values(plain: str) -> Iterator[str]:
    """What the words may be, the likeliest first: one date, else a range split at any word or dash that may part it."""
    for first, last in _readings(plain):
        if isinstance(first, str) or isinstance(last, str):
            ends = [end if isinstance(end, str) else _value(end) for end in (first, last)]
        else:
            ends = [_value(_filled(first, last)), _value(_filled(last, first))]
        if ends[0] and ends[1]:
            yield ends[0] if ends[0] == ends[1] else f"{ends[0]}/{ends[1]}"


def _readings(plain: str) -> Iterator[tuple[Part | str, Part | str]]:
    alone = _part(plain)
    if alone:
        yield alone, alone
    for parted in _TO.finditer(plain):
        sides = [plain[: parted.start()], plain[parted.end() :]]
        if "/" in parted[0] and not all(re.search(r"\d{4}", side) for side in sides):
            continue  # 3/6/2025
        first, last = (_literal(side) or _part(side) for side in sides)
        if first and last:
            yield first, last


def _filled(part: Part, other: Part) -> Part:
    """The part with the year, and beside a day the month, that only the other side names."""
    year, month, number = part
    return year or other[0], month or (other[1] if number and other[2] else None), number


def _value(part: Part) -> str | None:
    """The TIMEX3 value; None where the year is missing, or the month of a day."""
    year, month, number = part
    if year is None or (number and month is None):
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{number:02}" if number else "")


@cache
def _months() -> dict[str, int]:
    """Names and short names of the months in every language."""
    names: dict[str, int] = {}
    for language in KNOWN:
        words = facts(language, "times")["words"]
        for kind in ("month", "month_short"):
            names |= {name.rstrip("*.").casefold(): number for name, number in words.get(kind, {}).items()}
    return names


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """How one date is written; `year`, `month` (a number or a name) and `day`."""
    name = "|".join(sorted((re.escape(word) for word in _months()), key=len, reverse=True))
    month = rf"(?P<month>{name})\.?"
    ordinal = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?"
    return tuple(
        re.compile(shape, re.ASCII)
        for shape in (
            r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?",
            r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?: ?(?P<year>\d{4}|\d\d))?",
            r"(?P<month>\d{1,2})[./] ?(?P<year>\d{4})",
            rf"{ordinal} ?(?:of )?{month}(?:,? (?P<year>\d{{1,4}}))?",
            rf"{month} {ordinal}(?:,? (?P<year>\d{{4}}))?",
            rf"{month},? (?:of )?(?P<year>\d{{3,4}})",
            month,
            r"(?P<day>\d{1,2})\.?",
            r"(?P<day>\d{1,2}), (?P<year>\d{4})",  # “June 3–7, 2025”
        )
    )


def _part(plain: str) -> Part | None:
    """What one side names; None where it is no date."""
    for shape in _shapes():
        if found := shape.fullmatch(plain):
            given = {"year": "", "month": "", "day": "", **{k: v or "" for k, v in found.groupdict().items()}}
            named = _months().get(given["month"]) or int(given["month"] or 0)
            return _year(given["year"]), named or None, int(given["day"] or 0) or None
    return None


def _year(written: str) -> int | None:
    """The year; 3.6.25 is 2025, 3.6.75 is 1975."""
    if len(written) == 2:
        return int(written) + (2000 if int(written) < 50 else 1900)
    return int(written) if written else None
