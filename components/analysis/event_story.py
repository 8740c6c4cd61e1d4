"""The date of an event that has none of its own words: handed on from another place of the story, where that is likely enough."""

from __future__ import annotations

import math
from bisect import bisect_left
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

LIKELY = 0.33  # the least chance of being right with which a date is handed on
BACK = 8  # dates before an event that may be its date; beside them the first of the article and the next ones
AHEAD = 2
FAR = 8  # sentences between an event and its date
LATE = 5  # sentences after which the article has left its opening
NEAR = 7  # days before publication of what the article is about
OLD = 60
MANY = 4  # different dates in an article
OPENING = 4  # words at the beginning of a sentence that may say that it goes on
SCANNED = 200  # places between an event and its date that are looked at

NARRATIVE = 2  # sentences over which earlier history is plainly told on
TOLD_ON = frozenset({"same_status", "same_paragraph", "old", "fine"})
STOPPING = frozenset({"near_publication", "break", "no_verb", "present", "reported", "before", "later"})
WEIGHTS = {
    "therein": 1.00,  # „Dabei starben zwölf Menschen“
    "last_date": 0.85,  # no other date was named since
    "only_named": 0.79,  # the date stands alone: „Heute gelang es, … Das Parlament stimmte zu“
    "first_date": 0.79,  # the article's first date is mostly that of its news
    "same_sentence": 0.78,
    "same_word": 0.50,  # „Bei der Festnahme wurde niemand verletzt“ tells of the arrest again
    "same_status": 0.49,
    "old_at_once": 0.49,  # „Am 16. Januar 1945 brannte die Stadt. Zweitausend Menschen starben.“
    "hearsay": 0.48,  # „Drei Hallen sollen abgebrannt sein“; that it is only possible counts against it
    "fine": 0.37,  # a week or less
    "near_publication": 0.35,  # „Am Montag stürmten sie das Rathaus“ in Tuesday's paper
    "same_paragraph": 0.34,
    "next_sentence": 0.32,
    "continuing": 0.30,  # „Daraufhin …“, „Außerdem …“
    "late": -0.17,
    "reported": -0.20,  # Konjunktiv
    "many_dates": -0.30,
    "possible": -0.36,
    "report": -0.39,  # the date's sentence says who said something when
    "dates_between": -0.51,
    "told_once": -0.52,  # no other event has the date
    "far": -0.54,  # also where the date is told later
    "break": -0.55,  # „inzwischen“, „bislang“
    "present": -0.63,  # „Die Polizei ermittelt“
    "infinitive": -0.71,
    "old": -0.72,
    "vague_time": -0.79,  # „kürzlich“
    "past_planned": -1.56,
    "future_happened": -2.16,
    "always": -2.40,
}
"""What speaks for and against handing a date on, as logarithms of odds: fitted by logistic regression to the 2,800 events without a date of
their own in annotated news articles, undated ones counted as against. Cross-validated by article, 53 % of the dates handed on are the
annotators'; of the events that the annotators dated at all, 80 %. Features that told nothing (direct speech, shared names, nouns or verbs,
main or other clauses) were left out.
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
    is_open: bool = False  # its own words name a day that only the day of publication could tell


@dataclass(frozen=True)
class Source:
    """A place of the article that names a date: an event with its own, or a time expression that dates no event."""

    start: int
    sentence: int
    paragraph: int
    when: When
    report: bool  # whether its sentence says who said something
    event: int | None = None  # which of the told events

    @property
    def day(self) -> str:
        """Its date without the time of day."""
        return _day(self.when.value)


@dataclass(frozen=True)
class Handed:
    """A date for an event without one, and the chance that it is right (0 to 1)."""

    when: When
    chance: float


def hand_on(
    told: Sequence[Told], named: Sequence[Source], times: Sequence[TimeExpression], published: date | None
) -> dict[int, Handed]:
    """For the index of each event in text order that has no date: the likeliest date of the article, where it is likely enough.

    „Am Montag stürmten sie das Rathaus. Die Polizei nahm zwölf Männer fest.“ gives the arrests Monday, `how` "story"; the day is handed
    on without the time of day. `named` are all places that name a date, in text order. What is planned takes no date that has passed, and
    older history hands on little.
    """
    story = _Story(told, named, times, published)
    found = {}
    for k, event in enumerate(told):
        if event.when.value or event.is_open or not named:
            continue
        chances = [
            (_chance(story.signs(k, n)), -abs(event.trigger.start_char - named[n].start), n)
            for n in story.candidates(k)
        ]
        if chances and max(chances)[0] >= LIKELY:
            chance, _, n = max(chances)
            when = named[n].when
            found[k] = Handed(replace(when, value=_day(when.value), how="story"), round(chance, 4))
    return found


def _chance(signs: Sequence[str]) -> float:
    """The chance of being right; 0 for what was before („hatte gewarnt“), came after („danach“, „nach dem Krieg“) or goes on („ermittelt“)."""
    apart = ("before" in signs and "therein" not in signs) or {"later", "old"}.issubset(signs)
    if apart or {"present", "happened"}.issubset(signs):
        return 0.0
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(sign, 0.0) for sign in signs)))


def _day(value: str) -> str:
    return value if "/" in value else value.partition("T")[0]


class _Dates:
    """The places of an article that name dates, by day."""

    def __init__(self, told: Sequence[Told], named: Sequence[Source]) -> None:
        self.starts = [source.start for source in named]
        self.days = [source.day for source in named]
        self.places: dict[str, list[int]] = {}
        self.status: dict[str, set[EventStatus]] = {}
        self.words: dict[str, set[str]] = {}
        self.first: str | None = None
        for n, source in enumerate(named):
            self.places.setdefault(source.day, []).append(n)
            if source.event is None:
                continue
            event = told[source.event]
            self.first = self.first or source.day
            self.status.setdefault(source.day, set()).add(event.status)
            self.words.setdefault(source.day, set()).update(families(event.trigger.text, event.trigger.doc.lang_))

    def nearest(self, day: str, start: int) -> int:
        """The last place before `start` that names the day, else the first one."""
        places = self.places[day]
        return places[max(0, bisect_left(places, bisect_left(self.starts, start)) - 1)]

    def others_between(self, n: int, start: int) -> int:
        """How many places between `n` and `start` name another day; counting stops at SCANNED places."""
        a, b = sorted((n, bisect_left(self.starts, start)))
        return sum(day != self.days[n] for day in self.days[a + 1 : min(b, a + SCANNED)])

    def kind(self, day: str, event: Told) -> dict[str, bool]:
        """The signs of a day by how the article speaks of it, for one event."""
        family = families(event.trigger.text, event.trigger.doc.lang_)
        return {
            "first_date": self.first == day,
            "only_named": day not in self.status,
            "told_once": len(self.places[day]) == 1,
            "many_dates": len(self.places) >= MANY,
            "same_status": event.status in self.status.get(day, ()),
            "same_word": bool(family & self.words.get(day, set())),
            "fine": "/" not in day and len(day) >= len("2024-W20"),
        }


class _Story:
    """The dates of one article, as candidates for the events without one."""

    def __init__(
        self, told: Sequence[Told], named: Sequence[Source], times: Sequence[TimeExpression], published: date | None
    ) -> None:
        self._told, self._named = told, named
        self._dates = _Dates(told, named)
        self._vague = [t.start for t in times if t.type == "DATE" and not t.earliest]
        self._today = published or _newest(event for event in told if event.when.value)

    def candidates(self, k: int) -> Iterator[int]:
        """Indices of the places whose date event `k` may have: one for each day, the nearest before it if there is one."""
        start, dates = self._told[k].trigger.start_char, self._dates
        at = bisect_left(dates.starts, start)
        seen: list[str] = []
        for n in range(at - 1, max(at - SCANNED, 0) - 1, -1):
            if dates.days[n] not in seen:
                seen.append(dates.days[n])
            if len(seen) >= BACK:
                break
        later = dates.days[at : at + AHEAD]
        first = [dates.first] if dates.first else []
        return (dates.nearest(day, start) for day in dict.fromkeys((*seen, *later, *first)))

    def signs(self, k: int, n: int) -> list[str]:
        """The keys of WEIGHTS that hold for event `k` taking the date of place `n`, and what rules it out."""
        event, source, dates = self._told[k], self._named[n], self._dates
        language, start = event.trigger.doc.lang_, event.trigger.start_char
        distance, at = event.sentence - source.sentence, bisect_left(dates.starts, start)
        words = [t.lower_ for t in event.trigger.sent]
        last = at > 0 and dates.days[at - 1] == source.day
        holds = {
            "always": True,
            "same_sentence": distance == 0,
            "next_sentence": distance == 1,
            "far": distance > FAR or distance < 0,
            "late": event.sentence >= LATE,
            "last_date": last,
            "therein": last and distance == 1 and bool(_words(language)["therein"].intersection(words[:OPENING])),
            "dates_between": dates.others_between(n, start) > 2,
            "same_paragraph": event.paragraph == source.paragraph,
            "report": source.report,
            "possible": event.status == "possible",
            "happened": event.status == "happened",
            "infinitive": event.place.kind == "zu",
            "continuing": bool(_words(language)["continuing"].intersection(words[:OPENING])),
            "later": bool(_words(language)["later"].intersection(words)),
            "break": bool(_words(language)["story_breaks"].intersection(words)),
            "vague_time": self._has_vague_time(event.place),
            "before": bool(_words(language)["before"].intersection(words)) or self._apart(event, source),
            **dates.kind(source.day, event),
            **self._age(event, source.when),
        }
        signs = [sign for sign, true in holds.items() if true] + _tense(event.place)
        return [*signs, "old_at_once"] if last and 0 <= distance < NARRATIVE and _old_at_once(event, signs) else signs

    def _apart(self, event: Told, source: Source) -> bool:
        """A time of its own clause that dates something else, or „Nach dem [Krieg] kaufte er …“: a noun that the event came after."""
        if source.event is None:
            return any(piece.start_char <= source.start < piece.end_char for piece in event.place.pieces)
        other = self._told[source.event]
        if other.sentence == event.sentence and (other.place.kind, event.place.kind) == ("relative", "main"):
            return True  # „Der Oberst, der sich am [Montag] zum Präsidenten erklärt hatte, [hob] die Sperre auf“
        if not any(piece.start <= other.trigger.start < piece.end for piece in event.place.pieces):
            return False
        near = other.trigger.doc[max(other.trigger.sent.start, other.trigger.start - 3) : other.trigger.start]
        return bool(_words(other.trigger.doc.lang_)["before_or_after"].intersection(t.lower_ for t in near))

    def _has_vague_time(self, place: Place) -> bool:
        """Whether the event's clause has a time that names no day of the calendar: „kürzlich“, „derzeit“."""
        return any(
            bisect_left(self._vague, piece.start_char) < bisect_left(self._vague, piece.end_char)
            for piece in place.pieces
        )

    def _age(self, event: Told, when: When) -> dict[str, bool]:
        if self._today is None or when.earliest is None:
            return {}
        first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest or when.earliest)
        ahead, days = first > self._today, (self._today - last).days
        return {
            "near_publication": not ahead and days <= NEAR and (last - first).days < NEAR,
            "old": days > OLD,
            "future_happened": ahead and event.status == "happened",
            "past_planned": not ahead and event.status == "planned",
        }


def _old_at_once(event: Told, signs: Sequence[str]) -> bool:
    """Whether older history is plainly told on: „Am 16. Januar 1945 brannte die Stadt. Zweitausend Menschen starben.“"""
    if event.status != "happened" or event.place.kind not in ("main", "other"):
        return False
    return TOLD_ON.issubset(signs) and not STOPPING.intersection(signs)


def _newest(dated: Iterator[Told]) -> date | None:
    """The last day on which something happened: the day an article without a date is read from."""
    days = [event.when.latest for event in dated if event.status == "happened" and event.when.latest]
    return date.fromisoformat(max(days)) if days else None


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, frozenset[str]]:
    dates = facts(language, "events")["dates"]
    names = (
        "story_breaks",
        "before",
        "before_or_after",
        "continuing",
        "therein",
        "later",
        "perfect",
        "perfect_infinitive",
        "pluperfect",
    )
    return {name: frozenset(dates[name]) for name in names}


def _tense(place: Place) -> list[str]:
    """The sign the verbs of a clause give: none for the simple past and the perfect."""
    words = _words(place.pieces[0].doc.lang_)
    tokens = place.tokens
    forms, lower = [verb_form(t) for t in tokens], {t.lower_ for t in tokens}
    participle = "Part" in forms
    if participle and lower & words["pluperfect"]:
        return ["before"]
    if "Fin-Ind-Past" in forms:
        return []
    if any(form.startswith("Fin-Sub") for form in forms):
        return ["reported"]
    if "Fin-Ind-Pres" not in forms:
        return ["no_verb"]
    if participle and lower & words["perfect_infinitive"]:
        return ["hearsay"]  # „Drei Hallen sollen abgebrannt sein“
    return [] if participle and lower & words["perfect"] else ["present"]
