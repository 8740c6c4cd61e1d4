"""Analysis → pandas frames: the names. All column names live in the tables modules; one row an item, in the order of the text.

Frames hold values, not sentences of the interface: a view translates headings and codes.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from components.analysis.model import Analysis, Entity, Quote
from components.tables_marks import LAYER_OF_TYPE, first_name, sentence_of, shown_name

ENTITY_COLUMNS = ("id", "layer", "name", "other_forms", "roles", "mentions", "said", "strip", "first_mention", "start")
STRIP_BINS = 24


def entities_table(analysis: Analysis) -> pd.DataFrame:
    """One row an entity: `said` counts quotations, `strip` the mentions in each 24th of the text, `start` is the first mention."""
    said: dict[str, int] = {}
    for quote in analysis.quotes:
        if quote.speaker and quote.speaker.entity:
            said[quote.speaker.entity] = said.get(quote.speaker.entity, 0) + 1
    rows = [_entity_row(analysis, entity, said.get(entity.id, 0)) for entity in analysis.entities]
    return pd.DataFrame(rows, columns=list(ENTITY_COLUMNS))


def other_forms(analysis: Analysis, entity: Entity) -> list[str]:
    """The other names the text uses for the entity, each once, in text order (no roles, no pronouns)."""
    text = analysis.article.text
    forms = (" ".join(text[m.start : m.end].split()) for m in entity.mentions if m.kind == "name")
    return [form for form in dict.fromkeys(forms) if form != entity.name]


def forms_with_counts(analysis: Analysis, entity: Entity) -> list[tuple[str, int]]:
    """All words that name or describe the entity with how often they do, most frequent first (no pronouns)."""
    text = analysis.article.text
    said = (" ".join(text[m.start : m.end].split()) for m in entity.mentions if m.kind != "pronoun")
    return Counter(said).most_common()


def quotes_about(analysis: Analysis, entity: Entity) -> list[Quote]:
    """The quotations of others in which the entity is named or described, in text order."""
    return [
        quote
        for quote in analysis.quotes
        if not (quote.speaker and quote.speaker.entity == entity.id)
        and any(
            p.start <= m.start and m.end <= p.end for p in quote.parts for m in entity.mentions if m.kind != "pronoun"
        )
    ]


def _entity_row(analysis: Analysis, entity: Entity, said: int) -> tuple[object, ...]:
    text = analysis.article.text
    strip = [0] * STRIP_BINS
    for mention in entity.mentions:
        strip[min(STRIP_BINS - 1, mention.start * STRIP_BINS // max(1, len(text)))] += 1
    first = first_name(entity)
    sentence = sentence_of(analysis, first.start, first.end) if first else None
    return (
        entity.id,
        LAYER_OF_TYPE[entity.type],
        shown_name(entity),
        other_forms(analysis, entity),
        list(entity.roles),
        len(entity.mentions),
        said,
        strip,
        " ".join(text[sentence.start : sentence.end].split()) if sentence else "",
        first.start if first else 0,
    )
