"""What happened: the main happenings with their clause, time, status and the voice that claims them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, takewhile

from spacy.tokens import Doc, Span, Token

from components.analysis.event_clauses import Place, clause_of, label_of, place_of
from components.analysis.event_dates import Calendar, When
from components.analysis.event_groups import grouped
from components.analysis.event_status import STATUSES, Setting, status_of
from components.analysis.event_story import Handed, Source, Told, hand_on
from components.analysis.event_words import event_words
from components.analysis.model import Entity, Event, EventStatus, Passage, Quote, TimeExpression
from components.encoder import confidence, part_of_speech, verb_form
from components.languages import facts

LIKELY = 0.22  # the least probability of the word of a dated event
# How much surer it must be …
UNDATED = 0.22  # … without a date
CLAIMED = 0.12  # … inside a quotation
UNREAL = 0.2  # … told as merely possible


def find_events(
    doc: Doc,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    entities: tuple[Entity, ...],
    published: date | None = None,
) -> tuple[Event, ...]:
    """The events in text order.

    `published` closes ranges that are still open („seit 2019“) and tells what lies ahead. A date comes from the event's own clause
    ("own_clause"), else from its sentence ("sentence"), else from another event of the story ("story", see event_story.py); `how` says
    which, and is "none" for an undated event.
    """
    reading = _Reading(doc, Calendar(doc, times, published), quotes, entities)
    said = reading.told(times)
    told = [s.told for s in said]
    handed = hand_on(told, reading.named(told, times), times, published)
    events = [reading.event(s, handed.get(k)) for k, s in enumerate(said)]
    return grouped(_once([event for event in events if event is not None]), doc.text, doc.lang_)


class _Reading:
    """One article being read for its events."""

    def __init__(self, doc: Doc, calendar: Calendar, quotes: tuple[Quote, ...], entities: tuple[Entity, ...]) -> None:
        self._doc, self._calendar = doc, calendar
        self._cues = frozenset(t.i for span in doc.spans.get("cues", []) for t in span)
        self._mentions = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions)
        self._quotes = quotes
        self._breaks = [m.start() for m in re.finditer("\n", doc.text)]
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}

    def told(self, times: Sequence[TimeExpression]) -> list[_Said]:
        """What each trigger's own sentence tells, in text order, without triggers that are hardly main happenings."""
        claims, found = _Claims(self._quotes), []
        words, overlooked = event_words(self._doc, times, self._cues)
        for trigger in words:
            sure, by_date = _probability(trigger), trigger.start in overlooked
            quote, part = claims.around(Passage(trigger.start_char, trigger.end_char))
            if sure < LIKELY and not by_date:
                continue
            place = place_of(trigger)
            status, when = _status_and_date(self._calendar, place, trigger, self._cues)
            paragraph = bisect_left(self._breaks, trigger.start_char)
            near = [*_passages(place), *(Passage(p.start_char, p.end_char) for p in place.governing)]
            is_open = not when.value and self._calendar.leaves_open(near)
            told = Told(trigger, place, status, when, self._sentence[trigger.start], paragraph, is_open)
            found.append(_Said(told, sure, quote, part, by_date and bool(when.value)))
        return found

    def named(self, told: Sequence[Told], times: Sequence[TimeExpression]) -> list[Source]:
        """The places that name a date, in text order: the events with one, and the times that date none of them."""
        reports = {self._sentence[i] for i in self._cues}
        used = {event.when.time for event in told if event.when.value}
        found = [
            Source(e.trigger.start_char, e.sentence, e.paragraph, e.when, e.sentence in reports, k)
            for k, e in enumerate(told)
            if e.when.value
        ]
        for k, time in enumerate(times):
            word = self._doc.char_span(time.start, time.end, alignment_mode="expand")
            if k in used or not (time.earliest and time.latest) or not word:
                continue
            sentence, paragraph = self._sentence[word.start], bisect_left(self._breaks, time.start)
            when = self._calendar.when(k, "story", lasting=False)
            found.append(Source(time.start, sentence, paragraph, when, sentence in reports))
        return sorted(found, key=lambda source: source.start)

    def event(self, said: _Said, handed: Handed | None) -> Event | None:
        """The event, its id still open, with the date handed on to it if it has none; None where it is hardly a main happening."""
        told, quote = said.told, said.quote
        when = handed.when if handed else told.when
        undated = 1.0 - handed.chance if handed else float(not when.value)
        least = LIKELY + UNDATED * undated + CLAIMED * (quote is not None) + UNREAL * (told.status == "possible")
        if said.sure < least and not said.by_date:
            return None
        clause = clause_of(told.place)
        word = Passage(told.trigger.start_char, told.trigger.end_char)
        label = label_of(self._doc, clause, word, said.part)
        return Event(
            "",
            word,
            clause,
            self._doc.text[label.start : label.end],
            when.value,
            when.earliest,
            when.latest,
            told.status,
            when.time,
            quote.id if quote else None,
            _participants(self._mentions, clause),
            round(said.sure * (handed.chance if handed else 1.0), 4),
            when.how,
        )


@dataclass(frozen=True)
class _Said:
    """An event with how sure the encoder is of it, and the quotation around it with the part that holds it."""

    told: Told
    sure: float
    quote: Quote | None
    part: Passage | None
    by_date: bool  # only its date speaks for it


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
    status = status_of(
        Setting(trigger, place.tokens, place.governing_tokens, place.kind, ahead), _opinion(trigger, place)
    )
    if ahead and status == "happened" and _is_present(place):
        status = "planned"  # „öffnet am 2. Oktober“, in an article of September
    if when.how == "sentence" and status != "happened" and not ahead:
        return status, When()  # „Am Montag tagte der Rat, der Steuern senken will“
    return status, when


def _is_present(place: Place) -> bool:
    """Whether the clause tells of the present and no perfect."""
    forms = {form for token in place.tokens if (form := verb_form(token))}
    return "Fin-Ind-Pres" in forms and forms <= {"Fin-Ind-Pres", "Inf"}


def _probability(trigger: Span) -> float:
    """How sure the encoder is that the word names a main happening, whatever its status."""
    heads = trigger.doc.user_data.get("heads", {})
    return float(1.0 - heads["v"][trigger.start : trigger.end, 0].min()) if "v" in heads else confidence(trigger, "v")


def _opinion(trigger: Span, place: Place) -> dict[EventStatus, float]:
    """The encoder's probabilities of the four statuses at the event's word, at a noun those of a finite verb beside it too.

    „ordnete einen [Stopp] an“: the verb says that it happened.
    """
    labels = trigger.doc.user_data.get("labels", {}).get("v", [])
    heads = trigger.doc.user_data.get("heads", {})
    if "v" not in heads:
        return {s: float(s == trigger.label_) for s in STATUSES}
    row = heads["v"][trigger.start]
    if not verb_form(trigger[0]):
        row = row + sum(heads["v"][t.i] for t in place.tokens if verb_form(t) == "Fin-Ind-Past")
    return {s: float(sum(row[k] for k, name in enumerate(labels) if name[2:] == s)) for s in STATUSES}


def _date(calendar: Calendar, place: Place, trigger: Span, cues: frozenset[int]) -> When:
    """The date from the event's clause, else from an earlier clause of its sentence that is no source phrase.

    „Die Bank teilte am Montag mit, dass sie Stellen streicht“ says nothing about when she cuts them.
    """
    pieces = _passages(place)
    own = calendar.dating(pieces, trigger, place)
    if own is None and calendar.leaves_open(pieces):
        return When()
    if own is not None:
        lasting = not _is_over(place, trigger, to_the_day=calendar.is_day(own))
        return calendar.when(own, "own_clause", lasting=lasting, staying=_stays(place))
    told_aside = place.kind == "main" and bool(place.governing) and place.governing[0].label_ == "relative"
    if place.governing and not told_aside and not any(t.i in cues for t in place.governing_tokens):
        before = _same_statement(trigger.sent, place.pieces[place.own].start_char)
        there = calendar.dating([before], trigger, place)
        if there is not None:
            return calendar.when(there, "sentence", lasting=False)
    return When()


def _same_statement(sentence: Span, end: int) -> Passage:
    """What stands before `end` in its sentence, from the last semicolon on: „Eine prüft seit [März]; die andere schweigt“."""
    text = sentence.doc.text
    semicolon = text.rfind(";", sentence.start_char, end)
    return Passage(semicolon + 1 if semicolon >= 0 else sentence.start_char, end)


def _passages(place: Place) -> list[Passage]:
    return [Passage(piece.start_char, piece.end_char) for piece in place.pieces]


def _is_over(place: Place, trigger: Span, *, to_the_day: bool) -> bool:
    """Whether „seit“ tells when the event was: „Das Rauchen ist seit 2019 verboten“, not „Seit 2019 verhandeln sie“ or „hat sie verhandelt“.

    What began anew on a day was that day („Seit Freitag fahren die Züge wieder“); what is counted goes on („sind seit Mai zwölf Menschen
    getötet worden“).
    """
    words = facts(trigger.doc.lang_, "events")["dates"]
    others = [t for t in place.tokens if not trigger.start <= t.i < trigger.end]
    lower = {t.lower_ for t in others}
    if to_the_day and lower.intersection(words["anew"]):
        return True
    if verb_form(trigger[0]) != "Part" or any(_counted(t) for t in others):
        return False
    active = bool(lower.intersection(words["have"])) and not lower.intersection(words["passive_participle"])
    return not active and any(verb_form(t).startswith("Fin-") for t in others)


def _stays(place: Place) -> bool:
    """Whether the verb tells of a state: „bleibt bis 1. Juli geschlossen“, „darf bis August jagen“."""
    first = place.pieces[0]
    stems = tuple(facts(first.doc.lang_, "events")["dates"]["staying_stems"])
    return bool(stems) and any(verb_form(t) and t.lower_.startswith(stems) for t in place.tokens)


def _counted(number: Token) -> bool:
    """Whether a number counts those to whom it happened: „[zwölf] Menschen“, not „in [zwölf] Häusern“ or „[2019]“."""
    if part_of_speech(number) != "NUM" or (number.is_digit and len(number) == len("2019")):
        return False
    before, after = number.doc[max(0, number.i - 1) : number.i], number.doc[number.i + 1 : number.i + 2].text
    return bool(before) and part_of_speech(before[0]) != "ADP" and after[:1].isupper()


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
