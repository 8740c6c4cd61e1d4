"""Corrections of who and what is named: one constructor a deed, and how each is applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from components.analysis.model import Analysis, Entity, EntityType, Event, Mention, Passage, Quote
from components.library.anchors import entity_at, inside_text, item_of, occurrences, place, places
from components.library.applied import Applied, new_entity, with_entity, without_entity
from components.library.correction import Correction, CorrectionError, Json, pairs, passages

TYPES: Final[tuple[EntityType, ...]] = get_args(EntityType)
LONGEST_NAME = 300  # characters


def rename_entity(analysis: Analysis, entity: str, name: str) -> Correction:
    """Another name for an entity."""
    return _about(analysis, "entity.rename", entity, {"name": checked_name(name)})


def retype_entity(analysis: Analysis, entity: str, kind: str) -> Correction:
    """Another type: PER, ORG, LOC, MISC or SOURCE."""
    return _about(analysis, "entity.retype", entity, {"type": _checked_type(kind)})


def merge_entities(analysis: Analysis, entity: str, into: str) -> Correction:
    """Two entities are one: the first becomes part of the other, whose name stays."""
    if entity == into:
        raise CorrectionError("same_item")
    target = item_of(analysis.entities, into)
    named = {} if target.mentions else {"into_named": target.name}
    return _about(analysis, "entity.merge", entity, {"into": pairs(places(target)), **named})


def split_entity(analysis: Analysis, entity: str, mentions: Sequence[Passage], name: str) -> Correction:
    """Some of an entity's mentions mean somebody else, called `name`; the entity keeps at least one."""
    own, chosen = set(places(item_of(analysis.entities, entity))), {Passage(m.start, m.end) for m in mentions}
    if not chosen or not chosen <= own:
        raise CorrectionError("no_such_item")
    if chosen == own:
        raise CorrectionError("nothing_left")
    return _about(analysis, "entity.split", entity, {"mentions": pairs(sorted(chosen)), "name": checked_name(name)})


def delete_entity(analysis: Analysis, entity: str) -> Correction:
    """No entity at all."""
    return _about(analysis, "entity.delete", entity, {})


def add_entity(analysis: Analysis, passage: Passage, kind: str, name: str = "") -> Correction:
    """An entity that was overlooked, at a passage and wherever else the same words stand and mean nobody yet; its words are its name."""
    here = inside_text(analysis, passage)
    text = analysis.article.text
    if any(here == place(m) for e in analysis.entities for m in e.mentions):
        raise CorrectionError("already_there")
    words = text[here.start : here.end]
    names = [place(m) for e in analysis.entities for m in e.mentions if m.kind == "name"]
    free = [p for p in occurrences(text, words) if not any(n.start < p.end and p.start < n.end for n in names)]
    where = tuple(sorted({here, *free}))
    return Correction(
        "entity.add", where, {"type": _checked_type(kind), "name": checked_name(name or " ".join(words.split()))}
    )


def checked_name(name: Json) -> str:
    """A name without stray blanks; raises CorrectionError where none is left or it is no name any more."""
    clean = " ".join(str(name).split())
    if not clean:
        raise CorrectionError("empty_name")
    if len(clean) > LONGEST_NAME or not clean.isprintable():
        raise CorrectionError("too_long", str(LONGEST_NAME))
    return clean


def apply_to_entities(analysis: Analysis, correction: Correction) -> Applied | None:
    """The analysis after a correction of an entity; None where its anchor fits nothing."""
    values = correction.values
    if correction.action == "entity.add":
        return _added(analysis, correction)
    entity = entity_at(analysis, correction.anchor, str(values.get("named", "")))
    if entity is None:
        return None
    match correction.action:
        case "entity.rename":
            name = checked_name(values.get("name", ""))
            return Applied(with_entity(analysis, replace(entity, name=name)), entity.id, entity.name, name)
        case "entity.retype":
            kind = _checked_type(values.get("type"))
            return Applied(with_entity(analysis, _retyped(entity, kind)), entity.id, entity.type, kind)
        case "entity.merge":
            into = entity_at(analysis, passages(values.get("into")), str(values.get("into_named", "")))
            return _merged(analysis, entity, into) if into else None
        case "entity.split":
            return _split(analysis, entity, passages(values.get("mentions")), checked_name(values.get("name", "")))
        case "entity.delete":
            return Applied(without_entity(analysis, entity.id), "article", entity.name)
    raise CorrectionError("unknown_action", correction.action[:40])


def _about(analysis: Analysis, action: str, entity: str, values: dict[str, Json]) -> Correction:
    found = item_of(analysis.entities, entity)
    return Correction(action, places(found), values if found.mentions else {**values, "named": found.name})


def _checked_type(kind: Json) -> EntityType:
    for known in TYPES:
        if kind == known:
            return known
    raise CorrectionError("unknown_value", str(kind)[:20])


def _retyped(entity: Entity, kind: EntityType) -> Entity:
    """An unnamed voice has no name mention: „der Kreml“ as a source is a role."""
    mentions = entity.mentions
    if kind == "SOURCE":
        mentions = tuple(replace(m, kind="role") if m.kind == "name" else m for m in mentions)
    return replace(entity, type=kind, mentions=mentions, voice="")


def _merged(analysis: Analysis, entity: Entity, into: Entity) -> Applied | None:
    if entity.id == into.id:
        return None
    # whoever has a name is no unnamed voice any more, whichever way round they were joined
    named = entity if into.type == "SOURCE" and entity.type != "SOURCE" else into
    mentions: dict[Passage, Mention] = {}
    for mention in (*named.mentions, *into.mentions, *entity.mentions):
        mentions.setdefault(place(mention), mention)
    one = replace(
        into,
        type=named.type,
        name=named.name,
        voice=named.voice,
        mentions=tuple(sorted(mentions.values(), key=place)),
        roles=tuple(dict.fromkeys([*into.roles, *entity.roles])),
    )
    after = with_entity(without_entity(analysis, entity.id, into.id), one)
    return Applied(after, into.id, f"{entity.name} + {into.name}", one.name, (entity.id, into.id))


def _split(analysis: Analysis, entity: Entity, mentions: Sequence[Passage], name: str) -> Applied | None:
    leaving = set(mentions) & set(places(entity))
    if not leaving or len(leaving) == len(set(places(entity))):
        return None
    own = new_entity(analysis, entity.type, name, ())
    own = replace(own, mentions=tuple(m for m in entity.mentions if place(m) in leaving))
    rest = replace(entity, mentions=tuple(m for m in entity.mentions if place(m) not in leaving))
    both = with_entity(with_entity(analysis, rest), own)
    return Applied(
        replace(
            both,
            quotes=tuple(_speaker_after_split(q, rest, own) for q in both.quotes),
            events=tuple(_people_after_split(e, rest, own) for e in both.events),
        ),
        own.id,
        entity.name,
        name,
    )


def _speaker_after_split(quote: Quote, rest: Entity, own: Entity) -> Quote:
    """A quotation follows the mention its speaker words hold."""
    speaker = quote.speaker
    if speaker is None or speaker.start is None or speaker.end is None:
        return quote
    start, end = speaker.start, speaker.end
    goes = any(m.start < end and start < m.end for m in own.mentions)
    stays = any(m.start < end and start < m.end for m in rest.mentions)
    if not goes or stays:
        return quote
    others = tuple(own.id if i == rest.id else i for i in speaker.others)
    entity = own.id if speaker.entity == rest.id else speaker.entity
    return replace(quote, speaker=replace(speaker, entity=entity, others=others))


def _people_after_split(event: Event, rest: Entity, own: Entity) -> Event:
    def named(entity: Entity) -> bool:
        return any(event.clause.start <= m.start and m.end <= event.clause.end for m in entity.mentions)

    if rest.id not in event.entities or not named(own):
        return event
    both = [
        (i, own.id) if i == rest.id and named(rest) else (own.id,) if i == rest.id else (i,) for i in event.entities
    ]
    return replace(event, entities=tuple(dict.fromkeys(i for ids in both for i in ids)))


def _added(analysis: Analysis, correction: Correction) -> Applied | None:
    kind, name = _checked_type(correction.values.get("type")), checked_name(correction.values.get("name", ""))
    if not correction.anchor:
        return None
    where = tuple(inside_text(analysis, p) for p in correction.anchor)
    taken = [(len(set(where).intersection(places(e))), e) for e in analysis.entities]
    most, known = max(taken, key=lambda t: t[0], default=(0, None))
    if known is not None and most:
        # a newer analysis finds it by itself; what the person called it still holds
        extra = [m for m in new_entity(analysis, kind, name, where).mentions if place(m) not in places(known)]
        free = [m for m in extra if not any(place(m) in places(e) for e in analysis.entities)]
        mentions = tuple(sorted([*known.mentions, *free], key=place))
        after = _retyped(replace(known, name=name, mentions=mentions), kind)
        return Applied(with_entity(analysis, after), known.id, known.name, name)
    own = new_entity(analysis, kind, name, where)
    return Applied(with_entity(analysis, own), own.id, "", name)
