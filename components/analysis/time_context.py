"""The context a text builds up while it is read: which day and year it has been speaking of."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Doc

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_grammar import Hit
from components.analysis.time_setting import SAME, Reading, Setting, Tense, word
from components.analysis.time_tense import Tenses
from components.languages import facts

# Rules whose year the text itself gives: only these may lend it.
STATED = ("explicit", "relative_past", "relative_future", "anchor_previous", "holiday")
# Rules of a day near publication.
TELLING = ("weekday_past", "weekday_last", "deictic_day", "date_past", "date_weekday")
DAYS = ("weekday", "night_to", "night_between", "clock")
LONG_AGO = 30  # days before publication from which „damals“ may mean a day
RANKED = 60  # letters before a length that may tell of the worst or the first in it
LONGEST_HEADING = 6  # words
ESSAY = 1500  # letters; a shorter text may be the news of one day without naming it
# „für heute geplant“, „heute wurde“: of that day also in an essay
_OF_THAT_DAY = (("future", False), ("past", True))
# What ends the reach of a year: „das 1988 gegründete Haus, das am 1. Februar …“ speaks of another one.
_BORDER = re.compile(r"[.!?,;:\n]")
_SENTENCE = re.compile(r"[.!?](?!\d)|\n")
_PARAGRAPH = re.compile(r"\n\s*")
_NO_YEAR = re.compile(r"XXXX-\d\d")
_PART = re.compile(r"T(?:MO|MI|AF|EV|NI)$")
# Between a time and the one that explains it: „drei Tage später, am Donnerstag“.
_APPOSITION = re.compile(r",\s*(?:\w+ ){0,2}")


def story_day(told: list[tuple[Setting, Reading]], published: date | None) -> date | None:
    """The day the article tells of: the first day it names, if that is one of the three before publication and the tense past.

    A clock time without a day belongs to it: „Um 14.07 Uhr war der Traum vorbei. … Die Bürger hatten am Sonntag abgestimmt.“
    """
    for setting, reading in told:
        first, end = calendar_span(reading.value)
        if reading.rule not in TELLING or first is None or first != end or setting.tense != "past":
            continue
        day = date.fromisoformat(first)
        return day if published and 0 < (published - day).days <= 3 else None
    return None


def tells_no_day(text: str, hits: list[Hit]) -> bool:
    """Whether an article names no day near publication beside „heute“: in an essay or interview that word means our time."""
    days = any(h.rule in DAYS or (h.rule == "day" and h.fields.get("offset") and "now" not in h.fields) for h in hits)
    return len(text) >= ESSAY and not days


class Context:
    """Remembers the readings of one article in text order and gives each hit its setting."""

    def __init__(
        self,
        doc: Doc,
        published: date | None,
        tenses: Tenses,
        timeless: bool,
        story_day: date | None = None,
    ) -> None:
        self._text, self._published = doc.text, published
        self._tenses, self._timeless, self._story_day = tenses, timeless, story_day
        self._ranked = re.compile(facts(doc.lang_, "times")["tense"].get("ranked", "(?!)") + r"\s*\Z")
        self._link = re.compile(rf"\s*{facts(doc.lang_, 'times')['writing']['connectors']}\s*(?:\w{{3}} )?")
        self._before: tuple[int, Tense, bool] | None = None  # where the last time ended, and its tense
        self._habit_end = self._story_end = self._borrowed_end = -1
        self._dated: tuple[str, int] | None = None  # a date of another year, and where it was named
        self._last = ""
        self._last_day: date | None = None
        self._last_end = 0
        self._before_plan: tuple[str, date | None, int] | None = None  # the three above before a time only planned
        self._older = ""
        self._heading_read = 0  # up to where the text was searched for the next one
        self._heading = ""  # the date of another year that heads the section: „OKTOBER 2008“
        self._exact_day: date | None = None
        self._told_day: date | None = None  # the last day near publication that was told of
        self._parts: dict[str, str] = {}  # the last night, morning … told of
        self._year: tuple[int, int] | None = None  # the year the passage is about, and where it was named

    def setting(self, hit: Hit) -> Setting:
        """Where `hit` stands: tense of its clause, the day named before it in this paragraph or the last, the year beside it."""
        text = self._text
        tense, sure = self._tense(hit)
        if self._before_plan is not None and tense == "past":
            # „bis Ende 2026 sollen Stellen wegfallen. … Drei Wochen später trat sie zurück“: no plan dates what happened
            self._last, self._last_day, self._last_end = self._before_plan
            self._before_plan = None
        near = bool(self._last) and len(_PARAGRAPH.findall(text, self._last_end, hit.start)) <= 1
        beside = bool(self._last) and not _SENTENCE.search(text, self._last_end, hit.start)
        year = None
        if self._year and not _BORDER.search(text, self._year[1], hit.start):
            year = self._year[0]
        if near and hit.rule in ("clock", "daypart") and tense == "past" and not sure:
            tense, sure = self._tenses.told(hit.start, hit.end)  # "by dawn the town was under water"
        last, last_day = self._named_before(hit)
        if "ahead" in hit.fields:
            tense, sure = "future", True
        standing = hit.rule == "day" and (
            (self._timeless and (tense, sure) not in _OF_THAT_DAY) or self._tenses.is_standing(hit.start, hit.end)
        )
        habit = self._habit_end >= 0 and not _BORDER.search(text, self._habit_end, hit.start)
        dated = self._dated[0] if self._dated and not _PARAGRAPH.search(text, self._dated[1], hit.start) else ""
        if dated and self._tenses.goes_on_since(hit.start, hit.end):
            dated = ""  # „1972 verlor er. … Er lebt seit März wieder in der Stadt“
        unbroken = beside and not _BORDER.search(text, self._last_end, hit.start)
        apposed = beside and _APPOSITION.fullmatch(text, self._last_end, hit.start) is not None
        in_story = self._story_end >= 0 and not _PARAGRAPH.search(text, self._story_end, hit.start)
        in_story = in_story and not self._tenses.is_report(hit.start, hit.end)
        goes_on = self._borrowed_end >= 0 and not _PARAGRAPH.search(text, self._borrowed_end, hit.start)
        return Setting(
            self._published, tense, sure, last, last_day, beside, near, year, dated, apposed, in_story,
            goes_on, unbroken, self._story_day, habit, standing, self._older, self._exact_day, self._parts, self._under_heading(hit),
        )  # fmt: skip

    def _named_before(self, hit: Hit) -> tuple[str, date | None]:
        """The time named last; for „Am gleichen Tag“ in a new paragraph a day, not the year of „Drei Jahre später …“ before it."""
        of_a_day = word(hit.fields, "relation") in SAME and hit.fields.get("unit") == "D" and not self._last_day
        if of_a_day and self._told_day and _PARAGRAPH.search(self._text, self._last_end, hit.start):
            return self._told_day.isoformat(), self._told_day
        if hit.rule == "later" and self._tenses.is_unreal(hit.start, hit.end):
            return self._last, None  # "Had it happened an hour later, it would have been worse"
        return self._last, self._last_day

    def _tense(self, hit: Hit) -> tuple[Tense, bool]:
        """The tense around `hit`; what is linked to a time ahead is ahead too: „auf Ende März, Anfang April festgelegt“."""
        tense, sure = self._tenses.at(hit.start, hit.end)
        if self._before and self._before[1] == "future" and tense == "past":
            linked = self._link.fullmatch(self._text, self._before[0], hit.start) is not None
            one = not _SENTENCE.search(self._text, self._before[0], hit.start)
            if linked or (one and self._tenses.is_verbless(hit.start, hit.end)):
                tense, sure = self._before[1:]
        if hit.lead and tense != "future" and self._ranked.search(self._text, max(0, hit.start - RANKED), hit.start):
            tense, sure = "past", True  # „die schwerste Krise in zehn Jahren“ is a length of time
        self._before = (hit.end, tense, sure)
        return tense, sure

    def note(self, hit: Hit, reading: Reading) -> None:
        """Take in what `hit` turned out to mean: a calendar value becomes the one named last."""
        if reading.rule == "set":
            self._habit_end = hit.end
        first, end = calendar_span(reading.value)
        if reading.type == "DATE" and _NO_YEAR.match(reading.value):
            self._last, self._last_day = "", None  # „Im Februar … Zwei Tage später“ of a year that nobody tells
        if reading.type not in ("DATE", "TIME") or first is None or end is None or self._only_reports(hit, first):
            return
        self._note_date(hit, reading, first, end)
        ahead = self._before is not None and self._before[1] == "future"
        planned = first > self._published.isoformat() if self._published else ahead
        if planned:
            self._before_plan = self._before_plan or (self._last, self._last_day, self._last_end)
        else:
            self._before_plan = None
        if hit.rule not in ("clock", "daypart") or not self._last:  # „um 8 Uhr … um 9 Uhr“ hang on the day before them
            self._last_end = hit.end
        self._last = reading.value
        if not planned and (part := _PART.search(reading.value)):
            self._parts[part[0]] = reading.value
        if reading.rule == "year_borrowed" and self._dated and "lent" not in hit.fields:
            self._borrowed_end = hit.end
        if hit.rule == "year" and len(reading.value) == 4:  # „Ende 2024 … zwei Monate später“
            self._last += {"begin": "-01", "end": "-12"}.get(word(hit.fields, "boundary"), "")
        self._last_day = date.fromisoformat(first) if first == end else None
        self._exact_day = self._last_day or self._exact_day
        if reading.rule in TELLING and not planned:
            self._told_day = self._last_day
        if self._published and (self._published - date.fromisoformat(end)).days > LONG_AGO:
            self._older = reading.value
        if first[:4] == end[:4] and reading.rule in STATED:
            other = self._published is None or int(first[:4]) != self._published.year
            other = other and not self._tenses.is_attribute(hit.end)
            self._year = (int(first[:4]), hit.end) if other else None

    def _only_reports(self, hit: Hit, day: str) -> bool:
        """Whether the day is that of the report and not of what is told: „Im Mai sank die Zahl, teilte sie am Freitag mit.“"""
        if hit.rule not in DAYS[:1] and hit.rule != "day":
            return False
        beside = bool(self._last) and not _SENTENCE.search(self._text, self._last_end, hit.start)
        _, end = calendar_span(self._last)
        return beside and end is not None and end < day and self._tenses.is_report(hit.start, hit.end)

    def _note_date(self, hit: Hit, reading: Reading, first: str, end: str) -> None:
        """Remember a date of another year, which „am 21. Juni“ may follow, and a weekday told in a story."""
        other = self._published is None or int(first[:4]) != self._published.year
        if reading.rule == "anchor_previous" and (
            hit.rule == "weekday" or (other and first == end and hit.rule in ("unit", "later"))
        ):
            self._story_end = hit.end
        if hit.rule == "year" and len(reading.value) == 4 and self._tenses.is_setting(hit.start, hit.end):
            self._dated = (first[:4], hit.end) if other else None
        if self._dated and hit.rule in ("unit", "later") and (first[5:], end[5:]) == ("01-01", "12-31"):
            # „Am 3. Mai 2019 … Ein Jahr später …“, „… Im vergangenen Jahr …“: the story has gone on to that year
            self._dated = (first[:4], hit.end) if other and reading.rule == "anchor_previous" else None
        if self._heads(hit):
            self._heading = first if other and reading.rule in STATED else ""
            self._heading_read = hit.end
        if reading.rule not in (*STATED, "year_borrowed") or first[:7] != end[:7]:
            return
        self._dated = (first, hit.end) if other else None

    def _heads(self, hit: Hit) -> bool:
        """Whether a time opens a line of its own: „OKTOBER 2008“, „Mai 2010: Die Wahl“; not „EINE SPEISEKARTE AUS DEM JAHR 1958“."""
        start = self._text.rfind("\n", 0, hit.start) + 1
        end = self._text.find("\n", hit.end)
        line = self._text[start : end if end >= 0 else len(self._text)].strip()
        opens = len(self._text[start : hit.start].split()) <= 1
        return opens and start > 0 and _is_heading_line(line)

    def _under_heading(self, hit: Hit) -> str:
        """The date that heads the section of `hit`; "" where another heading without a date has come since."""
        if self._heading:
            lines = self._text[self._heading_read : hit.start].split("\n")
            if any(_is_heading_line(line.strip()) for line in lines[1:-1]):
                self._heading = ""
            self._heading_read = max(self._heading_read, hit.start - len(lines[-1]) - 1)
        return self._heading


def _is_heading_line(line: str) -> bool:
    """Whether a line is short and ends without a full stop, marks around it aside."""
    plain = line.rstrip('“”"«»')
    return 0 < len(plain.split()) <= LONGEST_HEADING and plain[-1].isalnum()
