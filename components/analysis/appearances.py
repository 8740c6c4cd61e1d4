"""Where the named of an article appear: name mentions as token ranges, and sentences by number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from components.analysis.model import Entity, EntityType


@dataclass(frozen=True, slots=True)
class Named:
    """A name mention as token range with the entity it belongs to."""

    start: int
    end: int
    entity: str
    kind: EntityType
    genitive: bool
    sure: float = 1.0  # confidence that it is this entity's


def appearances(doc: Doc, entities: tuple[Entity, ...]) -> list[Named]:
    """The name mentions of the entities in text order."""
    by_char, full_text = {t.idx: t.i for t in doc}, doc.text
    found = []
    for entity in entities:
        words = Counter(full_text[m.start : m.end] for m in entity.mentions if m.kind == "name")
        for mention in entity.mentions:
            start = by_char.get(mention.start)
            if mention.kind != "name" or start is None:
                continue
            end = start
            while end < len(doc) and doc[end].idx < mention.end:
                end += 1
            text = full_text[mention.start : mention.end]
            genitive = (
                text.endswith("s")
                and not entity.name.endswith(text.split()[-1])
                and (text[:-1] in words or entity.name.endswith(text.split()[-1][:-1]))
            )
            found.append(Named(start, end, entity.id, entity.type, genitive, mention.confidence))
    return sorted(found, key=lambda n: n.start)


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of each token's sentence, from 0."""
    numbers, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        numbers.append(number)
    return numbers
