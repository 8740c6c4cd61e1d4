"""Who is named: name mentions grouped to entities, with the roles the article gives them."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.identity import Identity, same_things
from components.analysis.model import Entity, Mention
from components.analysis.names import Name, read_names


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of the article by first mention; every name mention of the Doc belongs to exactly one."""
    identities = same_things(doc, read_names(doc))
    return tuple(_entity(doc, f"e{k}", identity) for k, identity in enumerate(identities, 1))


def _entity(doc: Doc, number: str, identity: Identity) -> Entity:
    mentions = tuple(_mention(doc, name, reason) for name, reason in identity.mentions)
    return Entity(number, identity.kind, max((n.text for n, _ in identity.mentions), key=len), mentions)


def _mention(doc: Doc, name: Name, reason: str) -> Mention:
    span = doc[name.start : name.end]
    return Mention(span.start_char, span.end_char, "name", name.confidence, reason)
