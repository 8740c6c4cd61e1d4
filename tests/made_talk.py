"""Analyses made by hand for the quotes and timeline screens: a text, and the words in it that are quotations, speakers, events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.analysis.model import (
    Analysis,
    Entity,
    EntityType,
    Event,
    EventStatus,
    Mention,
    Passage,
    Quote,
    QuoteKind,
    Speaker,
    TimeExpression,
)
from components.article.model import Article


@dataclass(frozen=True)
class Said:
    """A quotation by its words; `speaker` is an entity's id, `cue` and `at` (the words naming the speaker) are words of the text."""

    kind: QuoteKind
    words: tuple[str, ...]
    speaker: str | None = None
    cue: str = ""
    at: str = ""
    sure: float = 0.9
    how: str = "marks"
    carrier: str | None = None


@dataclass(frozen=True)
class Happened:
    """An event by its words, its date as TIMEX3 and its first and last day."""

    words: str
    value: str = ""
    days: tuple[str, str] | None = None
    status: EventStatus = "happened"
    claimed_in: str | None = None
    time: int | None = None
    who: tuple[str, ...] = ()
    how: str = "own_clause"


def place(text: str, words: str) -> Passage:
    """Where the words first stand."""
    start = text.index(words)
    return Passage(start, start + len(words))


def named(text: str, key: str, kind: EntityType, *names: str, roles: tuple[str, ...] = ()) -> Entity:
    """An entity with one mention for each of its names."""
    mentions = (place(text, name) for name in names)
    return Entity(key, kind, names[0], tuple(Mention(p.start, p.end, "name", 0.9) for p in mentions), roles)


def analysed(
    text: str,
    *,
    said: tuple[Said, ...] = (),
    entities: tuple[Entity, ...] = (),
    happened: tuple[Happened, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    title: str = "Der Titel",
    published: date | None = date(2025, 3, 6),
    authors: tuple[str, ...] = (),
) -> Analysis:
    """The analysis; its sentences are the stretches that end in a full stop, with what closes behind it."""
    quotes = []
    for k, q in enumerate(said, 1):
        at = place(text, q.at) if q.at else None
        speaker = (
            Speaker(q.speaker, at.start if at else None, at.end if at else None, "name", 0.8)
            if q.speaker or at
            else None
        )
        parts = tuple(place(text, words) for words in q.words)
        cue = place(text, q.cue) if q.cue else None
        quotes.append(Quote(f"q{k}", q.kind, parts, speaker, cue, q.sure, q.how, q.carrier))
    events = []
    for k, e in enumerate(happened, 1):
        clause = place(text, e.words)
        first, last = e.days or (None, None)
        events.append(
            Event(
                f"v{k}",
                clause,
                clause,
                e.words,
                e.value,
                first,
                last,
                e.status,
                e.time,
                e.claimed_in,
                e.who,
                0.7,
                e.how,
            )
        )
    sentences = tuple(Passage(m.start(), m.end()) for m in re.finditer(r"\S[^.\n]*\.?[“”\"]?", text))
    article = Article(text, title, authors=authors, published=published, published_from="given" if published else None)
    return Analysis("a1", article, entities, tuple(quotes), times, tuple(events), (), sentences)
