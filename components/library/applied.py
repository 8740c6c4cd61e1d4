"""What applying one correction gives, and the pieces all of them use."""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.analysis.model import Analysis, Entity, EntityType, Event, Mention, Passage, Quote, Speaker
from components.library.anchors import next_id

BY_HAND = "by_hand"  # the code in `how` and `reason` of what a person decided
CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Applied:
    """The analysis after one correction: the item it concerned ("article" where that is gone), before and after in plain values."""

    analysis: Analysis
    item: str
    before: str = ""
    after: str = ""
    moved_to: tuple[str, str] | None = None  # (id that is gone, id that took its place)
    also: tuple[tuple[str, str, str], ...] = ()  # what changed with it: id, before, after


def with_entity(analysis: Analysis, entity: Entity) -> Analysis:
    """The analysis with an entity changed, or added where its id is new; entities stay in the order of their first mention."""
    others = [e for e in analysis.entities if e.id != entity.id]
    return replace(analysis, entities=_by_first_mention([*others, entity]))


def with_quote(analysis: Analysis, quote: Quote) -> Analysis:
    """The analysis with a quotation changed or added, in text order."""
    others = [q for q in analysis.quotes if q.id != quote.id]
    return replace(analysis, quotes=tuple(sorted([*others, quote], key=lambda q: (q.parts, q.id))))


def with_event(analysis: Analysis, event: Event) -> Analysis:
    """The analysis with an event changed or added, in text order."""
    others = [e for e in analysis.events if e.id != event.id]
    return without_lone_groups(
        replace(analysis, events=tuple(sorted([*others, event], key=lambda e: (e.trigger, e.id))))
    )


def still_in_group(analysis: Analysis, event: Event) -> bool:
    """Whether an event's date is one that the others of its group may have too."""
    return all(
        e.value in ("", event.value) or (e.earliest, e.latest) == (event.earliest, event.latest)
        for e in analysis.events
        if event.group and e.group == event.group and e.id != event.id
    )


def without_lone_groups(analysis: Analysis) -> Analysis:
    """The analysis without groups of a single event: a group tells that one happening is told more than once."""
    groups = [e.group for e in analysis.events if e.group]
    lone = {g for g in groups if groups.count(g) == 1}
    if not lone:
        return analysis
    return replace(analysis, events=tuple(replace(e, group="") if e.group in lone else e for e in analysis.events))


def without_entity(analysis: Analysis, gone: str, heir: str | None = None) -> Analysis:
    """The analysis without an entity; what pointed to it points to `heir`, or to nobody."""

    def people(old: tuple[str, ...]) -> tuple[str, ...]:
        heirs = (heir if i == gone else i for i in old)
        return tuple(dict.fromkeys(i for i in heirs if i))

    def speaker(old: Speaker | None) -> Speaker | None:
        if old is None or gone not in (old.entity, *old.others):
            return old
        together = people((old.entity, *old.others) if old.entity else old.others)
        if not together:
            return replace(old, entity=None, how="unknown", confidence=0.0)
        return replace(old, entity=together[0], others=together[1:])

    return replace(
        analysis,
        entities=tuple(e for e in analysis.entities if e.id != gone),
        quotes=tuple(replace(q, speaker=speaker(q.speaker)) for q in analysis.quotes),
        events=tuple(replace(e, entities=people(e.entities)) for e in analysis.events),
    )


def new_entity(analysis: Analysis, kind: EntityType, name: str, where: tuple[Passage, ...]) -> Entity:
    """An entity made by hand, with an id of its own; an unnamed voice has role mentions only."""
    role = "role" if kind == "SOURCE" else "name"
    mentions = tuple(Mention(p.start, p.end, role, CERTAIN, BY_HAND) for p in sorted(set(where)))  # type: ignore[arg-type]
    return Entity(next_id("e", (e.id for e in analysis.entities)), kind, name, mentions)


def _by_first_mention(entities: list[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda e: (not e.mentions, e.mentions[0].start if e.mentions else 0)))
