"""The context a text builds up while it is read: which day and year it has been speaking of."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Doc

from components.analysis.calendar_spans import calendar_span
from components.analysis.time_grammar import Hit
from components.analysis.time_setting import Reading, Setting
from components.analysis.time_tense import is_standing, tense_around

# Rules whose year the text itself gives: only these may lend it.
STATED = ("explicit", "relative_past", "relative_future", "anchor_previous", "holiday")


class Context:
    """Remembers the readings of one article in text order and gives each hit its setting."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self._doc, self._published = doc, published
        self._last = ""
        self._last_day: date | None = None
        self._last_end = 0
        self._year: tuple[int, int] | None = None  # the year the passage is about, and where it was named

    def setting(self, hit: Hit) -> Setting:
        """Where `hit` stands: tense of its clause, the day and year named before it in its paragraph."""
        text = self._doc.text
        near = bool(self._last) and re.sub(r"\n+", "\n", text[self._last_end : hit.start]).count("\n") <= 1
        year = None
        if (
            self._year
            and "\n" not in text[self._year[1] : hit.start]
            and _sentences(text[self._year[1] : hit.start]) <= 0
        ):
            year = self._year[0]
        tense, sure = tense_around(self._doc, hit.start, hit.end)
        standing = hit.rule == "day" and is_standing(self._doc, hit.start, hit.end)
        return Setting(self._published, tense, sure, self._last, self._last_day, near, year, standing)

    def note(self, hit: Hit, reading: Reading) -> None:
        """Take in what `hit` turned out to mean: a calendar value becomes the one named last."""
        first, end = calendar_span(reading.value)
        if reading.type not in ("DATE", "TIME") or first is None or end is None:
            return
        if hit.rule not in ("clock", "daypart") or not self._last:  # „um 8 Uhr … um 9 Uhr“ hang on the day before them
            self._last_end = hit.end
        self._last = reading.value
        self._last_day = date.fromisoformat(first) if first == end else None
        if first[:4] != end[:4] or reading.rule not in STATED:
            return
        if self._published is None or int(first[:4]) != self._published.year:
            self._year = int(first[:4]), hit.end
        else:
            self._year = None


def _sentences(text: str) -> int:
    return sum(text.count(mark) for mark in (". ", "? ", "! "))
