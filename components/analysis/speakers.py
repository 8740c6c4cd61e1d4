"""Who says it: the speaker words of each quotation resolved to an entity of the article."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.model import Entity, FoundQuote, Quote


def resolve_speakers(
    doc: Doc, entities: tuple[Entity, ...], found: tuple[FoundQuote, ...]
) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    """The entities with speaker mentions and unnamed sources added, and the quotations with their speakers."""
    quotes = (Quote(f"q{k}", q.kind, q.parts, None, q.cue, q.confidence, q.how) for k, q in enumerate(found, 1))
    return entities, tuple(quotes)
