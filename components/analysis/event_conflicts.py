"""One happening told with two dates: „Am 3. März durchsuchten Zollfahnder die Zentrale“ – „Die Durchsuchung vom 4. März“."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.analysis.event_groups import families
from components.analysis.model import Event, Passage, TimeExpression
from components.article.model import Note
from components.languages import facts

APART = 31  # days between two dates that may be meant for one happening; what lies farther apart happened twice
BACK = 200  # events before one that are looked at
BEFORE = 40  # characters before a word that are looked at for its article
STATED = ("own_clause", "sentence", "by_hand")


def two_dates(text: str, language: str, times: Sequence[TimeExpression], events: Sequence[Event]) -> tuple[Note, ...]:
    """A note "two_dates" at each event that tells of an earlier one again, by a noun with a definite article, on another day.

    `text` and `language` are the article's, `times` and `events` its analysis. `detail` is the word and both dates as the text has
    them. Only days that the text states are compared; a word like „erneut“ in one of the clauses says that it happened twice.
    """
    days = [event for event in events if _is_a_day(event)]
    found = [*_told_by_events(text, language, days), *_told_by_nouns(text, language, times, days)]
    notes: list[Note] = []
    for again in sorted(found, key=lambda a: a.passage):
        if not notes or (notes[-1].end or 0) <= again.passage.start:
            first, second = (_words(text, times[k]) for k in (again.first, again.second))
            notes.append(Note("two_dates", f"{again.word}: {first} – {second}", again.passage.start, again.passage.end))
    return tuple(notes)


@dataclass(frozen=True)
class _Again:
    """A happening told again: its word, where, and the indices of the two times."""

    word: str
    passage: Passage
    first: int
    second: int


def _told_by_events(text: str, language: str, days: Sequence[Event]) -> Iterator[_Again]:
    for k, again in enumerate(days):
        if not _is_known(text, language, again.trigger.start):
            continue
        told = [e for e in days[max(0, k - BACK) : k] if _may_be_one(text, language, e, again)]
        if told and all(e.earliest != again.earliest for e in told):
            word = text[again.trigger.start : again.trigger.end]
            yield _Again(word, again.clause, told[-1].time or 0, again.time or 0)


def _told_by_nouns(
    text: str, language: str, times: Sequence[TimeExpression], days: Sequence[Event]
) -> Iterator[_Again]:
    """„Die Durchsuchung vom 4. März“ amid a sentence that tells of something else."""
    attribute = re.compile(facts(language, "events")["dates"]["attribute"])
    for k, time in enumerate(times):
        at = max(0, time.start - BEFORE)
        noun = attribute.search(text[at : time.start]) if time.earliest and time.earliest == time.latest else None
        if noun is None or not _is_known(text, language, at + noun.start("noun")):
            continue
        kind, day = families(noun["noun"], language), date.fromisoformat(time.earliest or "")
        told = [e for e in days if e.trigger.end <= at + noun.start("noun") and kind & _families_of(text, language, e)][
            -BACK:
        ]
        apart = [abs((day - date.fromisoformat(e.earliest or "")).days) for e in told]
        if told and min(apart) > 0 and apart[-1] <= APART and not _happened_twice(text, language, told[-1]):
            yield _Again(noun["noun"], Passage(at + noun.start("noun"), time.end), told[-1].time or 0, k)


def _is_a_day(event: Event) -> bool:
    return (
        event.how in STATED and event.time is not None and event.earliest is not None and event.earliest == event.latest
    )


def _is_known(text: str, language: str, start: int) -> bool:
    """„die Durchsuchung“, „nach dem Anschlag“: whether a noun that begins at `start` is one the reader is taken to know."""
    words = [w.lower() for w in text[max(0, start - BEFORE) : start].split()[-2:]]
    listed = _listed(language)
    return bool(listed["definite"].intersection(words)) and not listed["again"].intersection(words)


def _may_be_one(text: str, language: str, first: Event, again: Event) -> bool:
    """Whether two events share their word, status and people, and lie near each other."""
    if first.status != again.status or _days_between(first, again) > APART:
        return False
    if first.entities and again.entities and not set(first.entities) & set(again.entities):
        return False
    shared = _families_of(text, language, first) & _families_of(text, language, again)
    return bool(shared) and not any(_happened_twice(text, language, event) for event in (first, again))


def _days_between(one: Event, other: Event) -> int:
    return abs((date.fromisoformat(one.earliest or "") - date.fromisoformat(other.earliest or "")).days)


def _families_of(text: str, language: str, event: Event) -> frozenset[str]:
    return families(text[event.trigger.start : event.trigger.end], language)


def _happened_twice(text: str, language: str, event: Event) -> bool:
    clause = text[event.clause.start : event.clause.end].lower().split()
    return bool(_listed(language)["again"].intersection(clause))


def _words(text: str, time: TimeExpression) -> str:
    return " ".join(text[time.start : time.end].split())


@lru_cache(maxsize=8)
def _listed(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in facts(language, "events")["twice"].items()}
