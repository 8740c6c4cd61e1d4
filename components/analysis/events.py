"""What happened: the main happenings with their clause, time, status and the voice that claims them."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.model import Entity, Event, EventStatus, Passage, Quote, TimeExpression
from components.encoder import confidence


def find_events(
    doc: Doc, times: tuple[TimeExpression, ...], quotes: tuple[Quote, ...], entities: tuple[Entity, ...]
) -> tuple[Event, ...]:
    """The events in text order."""
    statuses: dict[str, EventStatus] = {s: s for s in ("happened", "planned", "possible", "denied")}  # type: ignore[misc]
    events = []
    for k, span in enumerate(doc.spans.get("triggers", []), 1):
        clause = Passage(span.sent.start_char, span.sent.end_char)
        events.append(
            Event(f"v{k}", Passage(span.start_char, span.end_char), clause, span.sent.text.strip(), "", None, None,
                  statuses[span.label_], None, None, (), confidence(span, "v"))
        )
    return tuple(events)
