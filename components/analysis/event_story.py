"""The date of an event that has none of its own words: handed on from another event of the story, where that is likely enough."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from spacy.tokens import Span

from components.analysis.event_clauses import Place
from components.analysis.event_dates import When
from components.analysis.event_groups import families
from components.analysis.model import EventStatus, TimeExpression
from components.encoder import verb_form
from components.languages import facts

LIKELY = 0.4  # the least chance of being right with which a date is handed on
BACK = 8  # dates before an event that may be its date; beside them the first of the article and the next one
CLOSE = 1  # sentences between two events that stand close together
FAR = 8
LEAD = 2  # index of the last sentence of an article's opening
NEAR = 7  # days before publication of what the article is about
OLD = 60

NARRATIVE = 2  # sentences over which earlier history is plainly told on
GOING_ON = frozenset({"same_status", "main_clause", "same_paragraph", "happened"})
STOPPING = frozenset({"near_publication", "break", "other_date_between", "no_verb", "present", "reported", "back"})
WEIGHTS = {
    "near_publication": 1.34,  # „Am Montag stürmten sie das Rathaus“ in Tuesday's paper
    "same_word": 0.88,  # „Bei der Festnahme wurde niemand verletzt“ tells of the arrest again
    "same_status": 0.67,
    "goes_on": 0.62,  # „1985 brach der Damm. 268 Menschen starben.“
    "main_clause": 0.60,
    "old_at_once": 1.00,  # half of what goes on at once in older history has its date too
    "in_the_lead": 0.54,  # the date stands in the opening
    "same_paragraph": 0.45,
    "close": 0.42,
    "told_often": 0.29,  # more than one event has the date
    "no_verb": -0.21,
    "back": -0.47,  # „Die Polizei hatte davor gewarnt“
    "break": -0.51,  # „inzwischen“, „bislang“
    "present": -0.54,  # „Die Polizei ermittelt“
    "reported": -0.56,  # Konjunktiv
    "far": -0.61,  # also where the date is told later
    "happened": -0.63,
    "future_happened": -0.66,
    "range": -1.00,
    "old": -1.00,
    "vague_time": -1.18,  # „kürzlich“
    "other_date_between": -1.22,
    "past_planned": -2.10,
    "always": -2.39,
}
"""What speaks for and against handing a date on, as logarithms of odds: fitted by logistic regression to the 1,250 events without a date of
their own in annotated news articles, undated ones counted as against. Cross-validated, 54 % of the dates handed on are the annotators'; of
the events that the annotators dated at all, 79 %. Features that told nothing (direct speech, shared names, nouns or verbs) were left out.
"""


@dataclass(frozen=True)
class Told:
    """An event as its own sentence tells it."""

    trigger: Span
    place: Place
    status: EventStatus
    when: When
    sentence: int  # which sentence of the article it stands in
    paragraph: int


@dataclass(frozen=True)
class Handed:
    """A date for an event without one, and the chance that it is right (0 to 1)."""

    when: When
    chance: float


def hand_on(told: Sequence[Told], times: Sequence[TimeExpression], published: date | None) -> dict[int, Handed]:
    """For the index of each event in text order that has no date: the likeliest date of another event, where it is likely enough.

    „Am Montag stürmten sie das Rathaus. Die Polizei nahm zwölf Männer fest.“ gives the arrests Monday, `how` "story"; the day is handed
    on without the time of day. What is planned takes no date that has passed, and older history hands on little.
    """
    story = _Story(told, times, published)
    found = {}
    for k, event in enumerate(told):
        if event.when.value:
            continue
        chances = [(_chance(story.signs(k, j)), -abs(k - j), j) for j in story.candidates(k)]
        if chances and max(chances)[0] >= LIKELY:
            chance, _, j = max(chances)
            found[k] = Handed(_day_of(told[j].when), round(chance, 4))
    return found


def _chance(signs: Sequence[str]) -> float:
    """The chance of being right; 0 for what was before („hatte gewarnt“) or after it („danach“), or goes on today („ermittelt“)."""
    if {"back", "shift"}.intersection(signs) or {"present", "happened"}.issubset(signs):
        return 0.0
    return 1 / (1 + math.exp(-sum(WEIGHTS[sign] for sign in signs)))


def _day_of(when: When) -> When:
    value = when.value if "/" in when.value else when.value.partition("T")[0]
    return replace(when, value=value, how="story")


class _Story:
    """The dated events of one article, as sources of dates for the others."""

    def __init__(self, told: Sequence[Told], times: Sequence[TimeExpression], published: date | None) -> None:
        self._told = told
        self._dated = [k for k, event in enumerate(told) if event.when.value]
        self._often = Counter(told[k].when.value for k in self._dated)
        self._opening = {told[k].when.value for k in self._dated if told[k].sentence <= LEAD}
        self._families = [families(event.trigger.text, event.trigger.doc.lang_) for event in told]
        self._times = _Times(times)
        self._today = published or _newest(told[k] for k in self._dated)

    def candidates(self, k: int) -> Iterator[int]:
        """Indices of the events whose date event `k` may have: for each date the nearest one, the last before it if there is one."""
        at = bisect_left(self._dated, k)
        seen: set[str] = set()
        for j in [*reversed(self._dated[:at]), *self._dated[at : at + 1]]:
            value = self._told[j].when.value
            if value not in seen:
                seen.add(value)
                yield j
            if len(seen) >= BACK:
                break
        if at and self._told[self._dated[0]].when.value not in seen:
            yield self._dated[0]

    def signs(self, k: int, j: int) -> list[str]:
        """The keys of WEIGHTS that hold for event `k` taking the date of event `j`."""
        event, other = self._told[k], self._told[j]
        value, distance = other.when.value, event.sentence - other.sentence
        holds = {
            "always": True,
            "same_word": bool(self._families[k] & self._families[j]),
            "same_status": event.status == other.status,
            "main_clause": event.place.kind in ("main", "other"),
            "close": 0 <= distance <= CLOSE,
            "far": distance > FAR or j > k,
            "in_the_lead": value in self._opening,
            "same_paragraph": event.paragraph == other.paragraph,
            "told_often": self._often[value] > 1,
            "break": bool(
                _words(event.trigger.doc.lang_)["story_breaks"].intersection(t.lower_ for t in event.trigger.sent)
            ),
            "happened": event.status == "happened",
            "vague_time": self._times.vague(event.place),
            "other_date_between": self._times.other_between(event.trigger, other.trigger, value),
            "range": "/" in value,
            **self._age(event, other.when),
        }
        signs = [sign for sign, true in holds.items() if true] + _tense(event.place)
        words = frozenset(t.lower_ for t in event.trigger.sent)
        if _words(event.trigger.doc.lang_)["shifts"].intersection(words):
            signs.append("shift")
        goes_on = 0 <= distance <= NARRATIVE and GOING_ON.issubset(signs) and not STOPPING.intersection(signs)
        if goes_on and {"old", "close"}.issubset(signs):
            signs.append("old_at_once")
        return [*signs, "goes_on"] if goes_on else signs

    def _age(self, event: Told, when: When) -> dict[str, bool]:
        if self._today is None or when.earliest is None:
            return {}
        first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest or when.earliest)
        ahead, days = first > self._today, (self._today - last).days
        return {
            "near_publication": not ahead and days <= NEAR and (last - first).days < NEAR,
            "old": days >= OLD,
            "future_happened": ahead and event.status == "happened",
            "past_planned": not ahead and event.status == "planned",
        }


class _Times:
    """The time expressions of an article, asked for what stands around and between events."""

    def __init__(self, times: Sequence[TimeExpression]) -> None:
        calendar = [t for t in times if t.earliest]
        self._starts, self._days = [t.start for t in calendar], [t.value[:10] for t in calendar]
        self._since: list[
            int
        ] = []  # for each time the first of the times before it, without a gap, that name the same day
        for k, day in enumerate(self._days):
            self._since.append(self._since[k - 1] if k and self._days[k - 1] == day else k)
        self._vague = [t.start for t in times if t.type == "DATE" and not t.earliest]

    def vague(self, place: Place) -> bool:
        """Whether the event's clause has a time that names no day of the calendar: „kürzlich“, „derzeit“."""
        return any(
            bisect_left(self._vague, piece.start_char) < bisect_left(self._vague, piece.end_char)
            for piece in place.pieces
        )

    def other_between(self, one: Span, two: Span, value: str) -> bool:
        """Whether a date other than `value` stands between two words."""
        first, last = sorted((one, two), key=lambda span: span.start)
        a, b = bisect_left(self._starts, first.end_char), bisect_left(self._starts, last.start_char)
        return a < b and (self._days[b - 1] != value[:10] or self._since[b - 1] > a)


def _newest(dated: Iterator[Told]) -> date | None:
    """The last day on which something happened: the day an article without a date is read from."""
    days = [event.when.latest for event in dated if event.status == "happened" and event.when.latest]
    return date.fromisoformat(max(days)) if days else None


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, frozenset[str]]:
    dates = facts(language, "events")["dates"]
    return {name: frozenset(dates[name]) for name in ("story_breaks", "shifts", "perfect", "pluperfect")}


def _tense(place: Place) -> list[str]:
    """The sign the verbs of a clause give: none for the simple past and the perfect."""
    words = _words(place.pieces[0].doc.lang_)
    tokens = place.tokens
    forms, lower = [verb_form(t) for t in tokens], {t.lower_ for t in tokens}
    participle = "Part" in forms
    if participle and lower & words["pluperfect"]:
        return ["back"]
    if "Fin-Ind-Past" in forms:
        return []
    if any(form.startswith("Fin-Sub") for form in forms):
        return ["reported"]
    if "Fin-Ind-Pres" not in forms:
        return ["no_verb"]
    return [] if participle and lower & words["perfect"] else ["present"]
