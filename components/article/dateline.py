"""The place, agency and date before the first sentence: „WIEN/PARIS (Agentur) – …“, “BERLIN, March 3 (Reuters) - …”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from components.article.author_names import agency_in
from components.article.dates import date_in, is_date_line, is_time_heading, is_weekday
from components.article.junk import head_length, is_running
from components.languages import KNOWN, facts

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_LONGEST = 120  # characters before the first sentence
_AGENCY = re.compile(
    r"^(?P<places>[^()]{0,80}?)\s*\((?P<agency>[^()]{2,40})\)\s*(?P<mark>[.:]?\s*[–—-]{0,2})\s*(?=\S|$)"
)
_DASH = re.compile(r"^(?P<places>[^()–—]{2,80}?)\.?\s+(?:[–—]|--?)\s+(?=[„“”\"»«‚‘']?[A-ZÀ-Þ0-9])")
_SLASH = re.compile(
    r"^(?P<places>[^()–—.]{2,60})/(?P<agency>[A-Za-z-]{2,12})\s*[.:]?\s*(?:[–—]|--?)?\s+(?=[„“”\"»«‚‘']?[A-ZÀ-Þ0-9])"
)
_STOP = re.compile(
    r"^(?P<places>[A-ZÀ-Þ](?:[A-ZÀ-Þß/ -]|\. (?=[A-ZÀ-Þ]{2}))+[A-ZÀ-Þ])[.:]\s+(?=[„“”\"»«‚‘']?[A-ZÀ-Þ0-9])"
)
_DAY = re.compile(
    rf"^(?P<places>{_CAPITAL}[^()–—.,\d]{{1,40}}, \d{{1,2}}\. (?P<month>{_CAPITAL}\w{{2,9}}))\.\s+(?=[„“”\"»«‚‘']?[A-ZÀ-Þ0-9])"
)
_BAR = re.compile(r"^(?P<places>[A-ZÀ-Þ][A-ZÀ-Þß/ .-]{1,60}) (?P<agency>[a-z]{2,7}(?:/[a-z]{2,7}){0,3}) \|\s+(?=\S)")
_CODE = re.compile(r"[A-Za-zÄÖÜäöü]{2,6}(?:-[A-Za-z]{2,4})?(?:[/ ,]+[A-Za-zÄÖÜäöü]{2,6}(?:-[A-Za-z]{2,4})?){0,3}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence; places as written, `published` only where the date is complete; `end` is its length."""

    places: tuple[str, ...]
    agency: str = ""
    published: date | None = None
    end: int = 0


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, None where it begins with a sentence."""
    head = paragraph[:_LONGEST]
    if (found := _AGENCY.match(head)) and (places := _places(found["places"])) is not None:
        day = date_in(found["places"]) or date_in(found["agency"])
        if agency := _agency(found["agency"], bool(found["mark"].strip()), found["places"].split(",")[0].isupper()):
            return Dateline(places, agency, day, found.end())
        if places and is_date_line(found["agency"]):
            return Dateline(places, "", day, found.end())  # “LONDON (3 March 2025) — …”
    if (
        (found := _SLASH.match(head))
        and (agency := agency_in(found["agency"]))
        and (places := _places(found["places"]))
    ):
        return Dateline(places, agency, None, found.end())  # „WIEN/dpa –“, „SKOPJE/dpa.“
    if (found := _BAR.match(head)) and (places := _places(found["places"])):
        return Dateline(places, agency_in(found["agency"]), None, found.end())  # „HEIDELBERG taz |“, „BERLIN dpa |“
    if (found := _DAY.match(head)) and is_time_heading(found["month"]) and (places := _places(found["places"])):
        return Dateline(places, "", None, found.end())  # „WIEN, 11. November. Man sah ihm an, …“
    for form in (
        (_DASH, _STOP) if is_running(paragraph) else ()
    ):  # a line of results is no article: „Eintracht Aldenau – SV Lautern“
        if (found := form.match(head)) and (places := _places(found["places"])):
            return Dateline(places, "", date_in(found["places"]), found.end())
    if len(paragraph) <= _LONGEST and _names_day(paragraph) and (places := _places(paragraph)):
        return Dateline(places, "", date_in(paragraph), len(paragraph))  # “Brzezina, Tuesday”, „Berlin, 3. Mai“
    if len(paragraph) <= _LONGEST and (day := date_in(paragraph)) and (places := _places(paragraph)):
        return Dateline(places, "", day, len(paragraph))  # on a line of its own: „Berlin, 3. Mai 2023“
    return None


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else, or would be one with a sentence behind it: „BERLIN (dpa) -“."""
    whole, opening = read_dateline(line), read_dateline(f"{line} Text")
    return bool((whole and whole.end == len(line)) or (opening and opening.agency))


def first_words_at(text: str) -> int:
    """Character offset at which the first sentence begins behind a dateline in the head of a text; 0 where there is no dateline."""
    lines, offset = text.split("\n"), 0
    for line in lines[: head_length(lines)]:
        if found := read_dateline(line):
            return offset + found.end
        offset += len(line) + 1
    return 0


def agency_named_in(text: str) -> tuple[int, int] | None:
    """Character span of the agency in the dateline of a text, None where it names none."""
    lines, offset = text.split("\n"), 0
    for line in lines[: head_length(lines)]:
        if found := read_dateline(line):
            at = line[: found.end].find(found.agency) if found.agency else -1
            return (offset + at, offset + at + len(found.agency)) if at >= 0 else None
        offset += len(line) + 1
    return None


def _agency(text: str, marked: bool, capitals: bool) -> str:
    """The agency in parentheses: one we know, or what looks like one before a mark („Esslingen (dna) –“) or behind a place in capitals."""
    if known := agency_in(text):
        return known
    if not (marked or capitals) or text in _facts("not_agencies"):
        return ""
    if marked and capitals and re.fullmatch(rf"{_CAPITAL}[\w-]{{2,15}}", text):
        return text  # „ST. ELSBETH, 4. Juni (Nordpress) –“
    return text if _CODE.fullmatch(text) or _agency_name().fullmatch(text) else ""


def _places(text: str) -> tuple[str, ...] | None:
    """Places of a dateline („GENEVA / QARSHEN“, „Berlin, 3. Mai“, „HARROW FALLS, Ohio“); None where the words are no places."""
    if not text.strip():
        return ()
    text = re.sub(r"(?<=\w{3})\.$", "", text.strip(" ,"))  # „Berlin. (dpa)“
    parts = [part for part in re.split(r"\s*,\s*", text) if not is_weekday(part)]
    named = list(takewhile(lambda part: not re.search(r"\d", part), parts))
    if not named or len(named) > 2 or any(not _has_day(part) for part in parts[len(named) :]):
        return None
    if any(is_weekday(word) for word in named[0].split() if len(word) > 2):
        return None  # „Am Montag, 12. März 2025“
    region = f", {named[1]}" if len(named) == 2 else ""
    if region and not _place().fullmatch(named[1]):
        return None
    places = [p for p in re.split(r"\s*/\s*|\s+und\s+", named[0]) if p]
    if not places or not all(_place().fullmatch(p) and p not in _facts("not_places") for p in places):
        return None
    return (*places[:-1], places[-1] + region)


def _names_day(line: str) -> bool:
    """Whether all that follows the first comma of a line is a weekday or a day of a month."""
    behind = [part for part in re.split(r"\s*,\s*", line)[1:] if part]
    return bool(behind) and all(is_weekday(part) or is_time_heading(part) for part in behind)


def _has_day(part: str) -> bool:
    return re.fullmatch(r"[\w.äöü ]{1,20}", part) is not None and re.search(r"\d", part) is not None


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    """„Frankfurt a. M.“, „Port of Spain“: capital words with particles between them."""
    return re.compile(rf"{_CAPITAL}[\w.’'-]*(?: (?:\(?{_CAPITAL}[\w.’'-]*\)?|{_particles()})){{0,4}}")


@lru_cache(maxsize=1)
def _agency_name() -> re.Pattern[str]:
    """„Pacific News Service“: two to five words, capital but for particles."""
    return re.compile(rf"{_CAPITAL}[\w&.-]*(?: (?:{_CAPITAL}[\w&.-]*|{_particles()})){{1,4}}")


def _particles() -> str:
    return "|".join(sorted(map(re.escape, _facts("particles")), key=len, reverse=True))


@lru_cache(maxsize=4)
def _facts(kind: str) -> frozenset[str]:
    return frozenset(w for code in KNOWN for w in facts(code, "article")["dateline"][kind])
