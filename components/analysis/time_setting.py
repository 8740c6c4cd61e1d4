"""What a time expression is reckoned from: the day of publication, the tense around it, the time named last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from components.analysis.calendar_spans import calendar_span
from components.analysis.model import TimeType
from components.analysis.time_words import Fields

# How many units away from now a word points, and how many from the time named last.
STEP = {"last": -1, "this": 0, "next": 1, "coming": 1, "after_next": 2, "before_last": -2, "near": 0}
SAME = ("same", "that")  # „am selben Abend“: of the day named last; „in jener Nacht“: the night told of before
TEXT_STEP = {"same": 0, "that": 0, "following": 1, "preceding": -1}
# The rule's name by the sign of the step.
RELATIVE = {-1: "relative_past", 0: "relative_this", 1: "relative_future"}

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True)
class Reading:
    """The value of a time expression, the rule that gave it and the value it was reckoned from."""

    type: TimeType
    value: str
    rule: str
    anchor: str = ""


@dataclass(frozen=True)
class Setting:
    """Where an expression stands. `last` is the calendar value named last before it, "" at the beginning."""

    published: date | None
    tense: Tense = "past"
    sure: bool = False  # the words say the tense; else it is only what news mostly tells
    last: str = ""
    last_day: date | None = None
    last_beside: bool = False  # it stands in this sentence
    last_near: bool = False  # it stands in this paragraph or the one before
    year_near: int | None = None  # a year other than the published one that this passage is about
    told_date: str = ""  # a date with another year in this paragraph, which dates without a year may follow
    apposed: bool = False  # it explains the time before it: „drei Tage später, am Donnerstag“
    in_story: bool = False  # weekdays of this paragraph follow the day named last
    goes_on: bool = False  # the time named before it in this paragraph already took the year of the story
    unbroken: bool = False  # no comma stands between it and the time named last
    story_day: date | None = None  # the day before publication that the article tells of
    habit: bool = False  # it tells when something happens again and again: „täglich um 7 Uhr“
    standing: bool = False  # the clause describes a state („heute lebt er in Köln“), or compares now and then
    older: str = ""  # the value named last that lies a month or more before publication
    exact_day: date | None = None  # the day named last, whatever was named since
    parts: Mapping[str, str] = field(default_factory=dict)  # the last night, evening … told of: "TNI" → its value
    heading: str = ""  # the date that heads the section, of another year than the published one: „OKTOBER 2008“

    @property
    def ahead(self) -> bool:
        """Whether a day or month named without more lies ahead: „am Montag beginnt“ as much as „wird beginnen“."""
        return self.tense != "past"

    @property
    def day_spoken_of(self) -> date | None:
        """The day named last, if it stands near and on the side of publication that the tense speaks of."""
        day, published = self.last_day, self.published
        if day is None or not (self.last_near if self.sure else self.last_beside):  # a list of dates tells no story
            return None
        if (
            self.sure
            and published
            and (day < published if self.tense == "future" else day > published and self.tense == "past")
        ):
            return None
        return day

    @property
    def anchor(self) -> str:
        """The publication day as a value, "" where unknown."""
        return self.published.isoformat() if self.published else ""

    @property
    def last_year(self) -> int | None:
        """The year the last value lies in."""
        first, _ = calendar_span(self.last)
        return int(first[:4]) if first else None


def whole(fields: Fields, name: str) -> int | None:
    """The field as a whole number, None where the words did not say it."""
    value = fields.get(name)
    return int(value) if isinstance(value, int | float) else None


def word(fields: Fields, name: str) -> str:
    """The field as a code, "" where the words did not say it."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
