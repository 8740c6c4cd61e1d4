"""What happened: the main happenings with their clause, time, status and the voice that claims them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile

from spacy.tokens import Doc, Span

from components.analysis.event_clauses import Place, clause_of, label_of, place_of
from components.analysis.event_dates import Calendar, When
from components.analysis.event_groups import grouped
from components.analysis.event_status import STATUSES, Setting, status_of
from components.analysis.model import Entity, Event, EventStatus, Passage, Quote, TimeExpression
from components.encoder import confidence, verb_form
from components.languages import facts

LIKELY = 0.3  # the least probability of the word of a dated event
# How much surer it must be …
UNDATED = 0.17  # … without a date
CLAIMED = 0.12  # … inside a quotation
UNREAL = 0.2  # … told as merely possible
NARRATIVE = 4  # sentences over which a story goes on at the date of its last event
OPENING = 3  # sentences at the head of an article whose date holds over a paragraph's end
CONTINUED = 0.6  # how sure such a date is


def find_events(
    doc: Doc,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    entities: tuple[Entity, ...],
    published: date | None = None,
) -> tuple[Event, ...]:
    """The events in text order.

    `published` closes ranges that are still open („seit 2019“) and tells what lies ahead. A date comes from the event's own clause, else
    from its sentence, else from the event before where the story plainly goes on; `how` says which, and is "none" for an undated event.
    """
    reading = _Reading(doc, Calendar(doc.text, doc.lang_, times, published), quotes, entities)
    told = (reading.event(trigger) for trigger in doc.spans.get("triggers", []))
    return grouped(_once([event for event in told if event is not None]), doc.text, doc.lang_)


class _Reading:
    """One article being read for its events, trigger by trigger in text order."""

    def __init__(self, doc: Doc, calendar: Calendar, quotes: tuple[Quote, ...], entities: tuple[Entity, ...]) -> None:
        self._doc, self._calendar = doc, calendar
        self._cues = frozenset(t.i for span in doc.spans.get("cues", []) for t in span)
        self._mentions = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions)
        self._claims, self._story = _Claims(quotes), _Story(doc)

    def event(self, trigger: Span) -> Event | None:
        """The event a trigger tells of, its id still open; None where it is hardly a main happening."""
        place = place_of(trigger)
        clause = clause_of(place)
        word = Passage(trigger.start_char, trigger.end_char)
        quote, claim = self._claims.around(word)
        status, when = _status_and_date(self._calendar, place, trigger, self._cues)
        if when.how == "none":
            when = self._story.goes_on(trigger, place, status, quote is not None)
        sure = _probability(trigger)
        if sure < LIKELY + UNDATED * (not when.value) + CLAIMED * (quote is not None) + UNREAL * (status == "possible"):
            return None
        self._story.note(trigger, status, when)
        label = label_of(self._doc, clause, word, claim)
        return Event(
            "",
            word,
            clause,
            self._doc.text[label.start : label.end],
            when.value,
            when.earliest,
            when.latest,
            status,
            when.time,
            quote.id if quote else None,
            _participants(self._mentions, clause),
            round(sure * (CONTINUED if when.how == "previous_sentence" else 1.0), 4),
            when.how,
        )


def _once(events: list[Event]) -> tuple[Event, ...]:
    """One event for each clause and date, the surest, numbered in text order.

    „Die Regierung werde den Verkauf prüfen“ has two words for a happening and is one line on the timeline.
    """
    surest: dict[tuple[Passage, str], Event] = {}
    for event in events:
        key = event.clause, event.value
        if key not in surest or event.confidence > surest[key].confidence:
            surest[key] = event
    kept = sorted(surest.values(), key=lambda event: event.trigger)
    return tuple(replace(event, id=f"v{k}") for k, event in enumerate(kept, 1))


def _status_and_date(calendar: Calendar, place: Place, trigger: Span, cues: frozenset[int]) -> tuple[EventStatus, When]:
    """What the event's own sentence says of its status and its date."""
    when = _date(calendar, place, trigger, cues)
    ahead = calendar.ahead(when)
    status = status_of(Setting(trigger, place.tokens, place.governing_tokens, place.kind, ahead), _opinion(trigger))
    if when.how == "sentence" and status != "happened" and not ahead:
        return status, When()  # „Am Montag tagte der Rat, der Steuern senken will“
    return status, when


def _probability(trigger: Span) -> float:
    """How sure the encoder is that the word names a main happening, whatever its status."""
    heads = trigger.doc.user_data.get("heads", {})
    return float(1.0 - heads["v"][trigger.start, 0]) if "v" in heads else confidence(trigger, "v")


def _opinion(trigger: Span) -> dict[EventStatus, float]:
    """The encoder's probabilities of the four statuses at the event's word."""
    labels = trigger.doc.user_data.get("labels", {}).get("v", [])
    heads = trigger.doc.user_data.get("heads", {})
    if "v" not in heads:
        return {s: float(s == trigger.label_) for s in STATUSES}
    row = heads["v"][trigger.start]
    return {s: float(sum(row[k] for k, name in enumerate(labels) if name[2:] == s)) for s in STATUSES}


def _date(calendar: Calendar, place: Place, trigger: Span, cues: frozenset[int]) -> When:
    """The date from the event's clause, else from an earlier clause of its sentence that is no source phrase.

    „Die Bank teilte am Montag mit, dass sie Stellen streicht“ says nothing about when she cuts them.
    """
    word = Passage(trigger.start_char, trigger.end_char)
    own = [k for piece in place.pieces for k in calendar.within(Passage(piece.start_char, piece.end_char))]
    fitting = [k for k in own if not calendar.beside(k, word)]
    if fitting:
        return calendar.when(calendar.nearest(fitting, word), "own_clause")
    if place.governing and not any(t.i in cues for t in place.governing_tokens):
        span = Passage(trigger.sent.start_char, place.pieces[place.own].start_char)
        before = [k for k in calendar.within(span) if not calendar.beside(k, word)]
        if before:
            return calendar.when(calendar.nearest(before, word), "sentence")
    return When()


class _Story:
    """The thread of the narrative: the date of the last event, while the text goes on telling."""

    def __init__(self, doc: Doc) -> None:
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._doc = doc
        self._breaks = frozenset(facts(doc.lang_, "events")["dates"]["story_breaks"])
        self._last: tuple[Span, When] | None = None

    def goes_on(self, trigger: Span, place: Place, status: EventStatus, claimed: bool) -> When:
        """The date of the last event where the story plainly goes on, else undated.

        „Am Montag stürmten sie das Rathaus. Die Polizei nahm zwölf Männer fest.“ – in the same paragraph, in the simple past, told as
        fact; „Die Polizei hatte vor ihnen gewarnt“ goes back, „Die Polizei ermittelt“ goes forward.
        """
        if self._last is None or claimed or status != "happened":
            return When()
        before, when = self._last
        here, there = self._sentence[trigger.start], self._sentence[before.start]
        if here - there > NARRATIVE or not when.to_the_day or self._breaks.intersection(t.lower_ for t in trigger.sent):
            return When()
        if not any(verb_form(t) == "Fin-Ind-Past" for t in place.tokens):
            return When()
        new_paragraph = "\n" in self._doc.text[before.start_char : trigger.start_char]
        return When() if new_paragraph and here > OPENING else replace(when, how="previous_sentence")

    def note(self, trigger: Span, status: EventStatus, when: When) -> None:
        """Keeps the date of an event that happened; a date of something else breaks the thread."""
        if when.value:
            self._last = (trigger, when) if status == "happened" else None


class _Claims:
    """The quotations around each event; asked in text order."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._coming = sorted(((p, q) for q in quotes for p in q.parts), key=lambda part: part[0], reverse=True)
        self._open: list[tuple[Passage, Quote]] = []

    def around(self, word: Passage) -> tuple[Quote | None, Passage | None]:
        """The innermost quotation whose words hold the event, and the part that does."""
        while self._coming and self._coming[-1][0].start <= word.start:
            self._open.append(self._coming.pop())
        self._open = [(part, quote) for part, quote in self._open if part.end > word.start]
        holding = [(part.end - part.start, part, quote) for part, quote in self._open if word.end <= part.end]
        if not holding:
            return None, None
        _, part, quote = min(holding, key=lambda h: h[0])
        return quote, part


def _participants(mentions: Sequence[tuple[int, int, str]], clause: Passage) -> tuple[str, ...]:
    """Ids of the entities mentioned in the clause, in text order; `mentions` are (start, end, id), sorted."""
    first = bisect_left(mentions, (clause.start, 0, ""))
    inside = takewhile(lambda m: m[0] < clause.end, islice(mentions, first, None))
    return tuple(dict.fromkeys(i for _, end, i in inside if end <= clause.end))
