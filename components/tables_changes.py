"""What a new analysis of the same text has changed: names, quotations and dates that came, went or are told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from components.analysis.model import Analysis, Entity, Event, Passage, Quote
from components.tables_marks import shown_name

COLUMNS: Final = ("kind", "change", "what", "before", "after")
SAME: Final = 0.5  # shared words of two quotations that are one and the same


def changes_table(before: Analysis, after: Analysis) -> pd.DataFrame:
    """One row a change, columns COLUMNS; kind is "entity", "quote" or "event", change "new", "lost" or "other".

    Both analyses must be of the same text. An entity is the same where a mention is, a quotation where half of its words are, an event
    where its word is.
    """
    rows = [*_entities(before, after), *_quotes(before, after), *_events(before, after)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


Row = tuple[str, str, str, str, str]


def _entities(before: Analysis, after: Analysis) -> Iterable[Row]:
    old, new = ({(m.start, m.end): e for e in a.entities for m in e.mentions} for a in (before, after))
    for entity in after.entities:
        if not entity.mentions:
            continue  # named by hand, stands nowhere in the text: no analysis finds or loses it
        known = next((old[(m.start, m.end)] for m in entity.mentions if (m.start, m.end) in old), None)
        if known is None:
            yield ("entity", "new", shown_name(entity), "", "")
        elif (known.name, known.type) != (entity.name, entity.type):
            yield ("entity", "other", shown_name(entity), _named(known), _named(entity))
    for entity in before.entities:
        if entity.mentions and not any((m.start, m.end) in new for m in entity.mentions):
            yield ("entity", "lost", shown_name(entity), "", "")


def _named(entity: Entity) -> str:
    return f"{shown_name(entity)} ({entity.type})"


def _quotes(before: Analysis, after: Analysis) -> Iterable[Row]:
    for quote in after.quotes:
        known = _same(quote, before.quotes)
        if known is None:
            yield ("quote", "new", _words(after, quote), "", _speaker(after, quote))
        elif not _same_voice(_voice(before, known), _voice(after, quote)):
            yield ("quote", "other", _words(after, quote), _speaker(before, known), _speaker(after, quote))
    for quote in before.quotes:
        if _same(quote, after.quotes) is None:
            yield ("quote", "lost", _words(before, quote), _speaker(before, quote), "")


def _same(quote: Quote, others: Sequence[Quote]) -> Quote | None:
    best = max(((_likeness(quote.parts, o.parts), o) for o in others), key=lambda b: b[0], default=None)
    return best[1] if best and best[0] >= SAME else None


def _likeness(a: Sequence[Passage], b: Sequence[Passage]) -> float:
    shared = sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for p in a for q in b)
    return shared / (sum(p.end - p.start for p in (*a, *b)) - shared or 1)


def _voice(analysis: Analysis, quote: Quote) -> Entity | None:
    wanted = quote.speaker.entity if quote.speaker else None
    return next((e for e in analysis.entities if e.id == wanted), None)


def _same_voice(a: Entity | None, b: Entity | None) -> bool:
    """Whether two analyses mean the same speaker, whatever they call her."""
    if a is None or b is None:
        return a is b
    there = {(m.start, m.end) for m in b.mentions}
    return a.name == b.name or any((m.start, m.end) in there for m in a.mentions)


def _speaker(analysis: Analysis, quote: Quote) -> str:
    voice = _voice(analysis, quote)
    return shown_name(voice) if voice else ""


def _words(analysis: Analysis, quote: Quote) -> str:
    text = analysis.article.text
    return " … ".join(" ".join(text[p.start : p.end].split()) for p in quote.parts)


def _events(before: Analysis, after: Analysis) -> Iterable[Row]:
    old, new = ({e.trigger: e for e in a.events} for a in (before, after))
    for event in after.events:
        known = old.get(event.trigger)
        if known is None:
            yield ("event", "new", _label(event), "", event.value)
        elif known.value != event.value:
            yield ("event", "other", _label(event), known.value, event.value)
    for event in before.events:
        if event.trigger not in new:
            yield ("event", "lost", _label(event), event.value, "")


def _label(event: Event) -> str:
    return " ".join(event.label.split())
