"""Which entities of several articles are one and the same, each with the reason; by the rules of one article, as far as names alone go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from components.analysis.model import Analysis, Entity
from components.analysis.spelling import fold, near, nominatives, readings
from components.languages import facts

Place = tuple[int, str]  # (index of the article, id of the entity)
# the surest first: where two of them join the same entities, the first is the reason told
REASONS: Final = ("same_name", "variant", "surname", "spelling", "other_kind", "same_description")
_LONG_ENOUGH: Final = 9  # letters of an organisation's or a place's name that a typing error leaves recognisable
_ROOMS: Final = ("ORG", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Same:
    """One identity: its entities by article and id, and why they are one ("" where it stands in one article only)."""

    places: tuple[Place, ...]
    reason: str = ""


def same_across(analyses: Sequence[Analysis], *, one_story: bool = False) -> tuple[Same, ...]:
    """Every entity of the articles in exactly one identity, by article and first mention; an identity has one entity an article at most.

    Unnamed voices of two articles are two voices, however alike they are described: „ein Diplomat“ here is not „ein Diplomat“ there. Only
    bodies without a name („die Polizei“) and, with `one_story`, the voices of two versions of one report are told by their description.
    """
    entities = {(k, e.id): e for k, analysis in enumerate(analyses) for e in analysis.entities}
    languages = [analysis.article.language for analysis in analyses]
    forms = {place: _forms(analyses[place[0]], entity) for place, entity in entities.items()}
    groups = _Groups(entities)
    for reason, joined in (
        ("same_name", _by_key(entities, lambda p, e: _named(e, (e.name,), languages[p[0]]))),
        ("variant", _by_key(entities, lambda p, e: _named(e, forms[p], languages[p[0]]))),
        ("surname", _surnames(entities)),
        ("spelling", _spellings(entities)),
        ("other_kind", _by_key(entities, lambda p, e: {fold(e.name)} if e.type in _ROOMS else set())),
        ("same_description", _by_key(entities, lambda p, e: _described(e, languages[p[0]], one_story))),
    ):
        for one, other in joined:
            groups.join(one, other, reason)
    return groups.told()


class _Groups:
    """Entities joined to identities, never two of one article."""

    def __init__(self, entities: dict[Place, Entity]) -> None:
        self._group: dict[Place, list[Place]] = {place: [place] for place in entities}
        self._reason: dict[int, str] = {}

    def join(self, one: Place, other: Place, reason: str) -> None:
        first, second = self._group[one], self._group[other]
        if first is second or {p[0] for p in first} & {p[0] for p in second}:
            return
        kept = self._reason.get(id(first)) or self._reason.get(id(second)) or reason
        # the weakest link is what the reader should know of
        self._reason[id(first)] = max(kept, reason, key=REASONS.index)
        first.extend(second)
        for place in second:
            self._group[place] = first

    def told(self) -> tuple[Same, ...]:
        seen: dict[int, list[Place]] = {id(group): group for group in self._group.values()}
        return tuple(Same(tuple(sorted(group)), self._reason.get(key, "")) for key, group in seen.items())


def _forms(analysis: Analysis, entity: Entity) -> tuple[str, ...]:
    text = analysis.article.text
    said = (" ".join(text[m.start : m.end].split()) for m in entity.mentions if m.kind == "name")
    return tuple(dict.fromkeys((entity.name, *said)))


def _named(entity: Entity, forms: Sequence[str], language: str) -> set[str]:
    """The spellings under which the entity can be known, with its kind; a person by full names only."""
    if entity.type == "SOURCE":
        return set()
    keys: set[str] = set()
    for form in forms:
        if entity.type == "PER" and len(form.split()) == 1 and form != entity.name:
            continue
        for reading in readings(form, entity.type, language):
            # an entry of a table of variants counts within its language
            keys.add(f"{entity.type} {language if reading.startswith('=') else ''}{reading}")
    return keys


def _described(entity: Entity, language: str, one_story: bool) -> set[str]:
    """An unnamed voice without its article: „die Polizei“, „eine Sprecherin der Bahn“."""
    if entity.type != "SOURCE" or not (one_story or entity.voice in ("institution", "organisation", "state")):
        return set()
    words = fold(entity.name).split()
    articles = {fold(word) for word in facts(language, "names")["words"]["articles"]}
    return {" ".join(words[1:] if len(words) > 1 and words[0] in articles else words)}


def _by_key(entities: dict[Place, Entity], keys: Callable[[Place, Entity], set[str]]) -> Iterator[tuple[Place, Place]]:
    """Pairs of entities of different articles that share a key."""
    holders: dict[str, list[Place]] = defaultdict(list)
    for place, entity in entities.items():
        for key in sorted(keys(place, entity)):
            holders[key].append(place)
    for places in holders.values():
        yield from ((places[0], other) for other in places[1:] if other[0] != places[0][0])


def _surnames(entities: dict[Place, Entity]) -> Iterator[tuple[Place, Place]]:
    """„Berger“ here and „Anna Berger“ there, where neither article has a second Berger."""
    people = {place: fold(e.name).split() for place, e in entities.items() if e.type == "PER" and e.name.strip()}
    bearers = Counter((place[0], words[-1]) for place, words in people.items())
    for place, words in people.items():
        if len(words) > 1:
            continue
        for other, full in people.items():
            fits = len(full) > 1 and full[-1] in nominatives(words[0], "")
            if other[0] != place[0] and fits and bearers[other[0], full[-1]] == 1 == bearers[place[0], words[-1]]:
                yield place, other


def _spellings(entities: dict[Place, Entity]) -> Iterator[tuple[Place, Place]]:
    """„Mohammed Dschafari“, „Mohammad Jafari“: names of two words or of many letters, written differently."""
    long = {p: fold(e.name) for p, e in entities.items() if e.type != "SOURCE"}
    long = {p: name for p, name in long.items() if " " in name or len(name) >= _LONG_ENOUGH}
    by_start: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, name in long.items():
        by_start[entities[place].type, name[:1]].append(place)  # near names begin alike
    for places in by_start.values():
        for k, one in enumerate(places):
            for other in places[k + 1 :]:
                if one[0] != other[0] and _written_alike(long[one], long[other]):
                    yield one, other


def _written_alike(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return near(one, other) or (len(words) == len(others) > 1 and all(map(near, words, others)))
