"""One happening told with two dates: „Am 3. März durchsuchten Zollfahnder die Zentrale“ – „Die Durchsuchung vom 4. März“."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from components.analysis.event_groups import families
from components.analysis.model import Event, TimeExpression
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
    notes = []
    for k, again in enumerate(events):
        if not (_is_a_day(again) and _told_again(text, language, again)):
            continue
        earlier = events[max(0, k - BACK) : k]
        told = [e for e in earlier if _is_a_day(e) and _may_be_one(text, language, e, again)]
        if told and all(e.earliest != again.earliest for e in told):
            first = told[-1]
            word = text[again.trigger.start : again.trigger.end]
            detail = f"{word}: {_words(text, times, first)} – {_words(text, times, again)}"
            notes.append(Note("two_dates", detail, again.clause.start, again.clause.end))
    return tuple(notes)


def _is_a_day(event: Event) -> bool:
    return (
        event.how in STATED and event.time is not None and event.earliest is not None and event.earliest == event.latest
    )


def _told_again(text: str, language: str, event: Event) -> bool:
    """„die Durchsuchung“, „nach dem Anschlag“: a noun the reader is taken to know."""
    words = text[max(0, event.trigger.start - BEFORE) : event.trigger.start].split()
    return bool(_listed(language)["definite"].intersection(w.lower() for w in words[-2:]))


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


def _words(text: str, times: Sequence[TimeExpression], event: Event) -> str:
    time = times[event.time] if event.time is not None else None
    return " ".join(text[time.start : time.end].split()) if time else event.value


@lru_cache(maxsize=8)
def _listed(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in facts(language, "events")["twice"].items()}
