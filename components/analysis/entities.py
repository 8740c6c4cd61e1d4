"""Who is named: name mentions grouped to entities, with the roles the article gives them."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.model import Entity, EntityType, Mention
from components.encoder import confidence


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of the article by first mention; every name mention of the Doc belongs to exactly one."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for span in doc.ents:
        mention = Mention(span.start_char, span.end_char, "name", confidence(span, "e"), "same_name")
        groups.setdefault((span.label_, span.text), []).append(mention)
    return tuple(
        Entity(f"e{k}", _type(kind), name, tuple(mentions)) for k, ((kind, name), mentions) in enumerate(groups.items(), 1)
    )


def _type(label: str) -> EntityType:
    types: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    return types.get(label, "MISC")
