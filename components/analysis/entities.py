"""Who is named: name mentions grouped to entities, with the roles the article gives them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.base_forms import base_form
from components.analysis.cast import Cast
from components.analysis.cast_members import Member
from components.analysis.identity import Identity, same_things
from components.analysis.model import Entity, EntityType, Mention
from components.analysis.names import Name, is_body_by_field, read_names, word_lists
from components.analysis.roles import role_before
from components.analysis.signatures import with_authors
from components.analysis.spelling import fold, nominatives, readings
from components.article.dateline import first_words_at
from components.languages import facts, traits

LEAST_SURE_ROLE = 0.6  # role mentions the article supports less are left out
MOST_ROLES = 4
PLACE_LISTS = ("states", "capitals", "countries", "regions", "known_places")
LONGEST_ACRONYM = 4  # letters


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of the article by first mention; every name mention of the Doc belongs to exactly one.

    Entities of ORG, LOC, MISC and PER; persons carry their roles, and persons and bodies the noun phrases that mean them
    („die Ministerin“) as role mentions.
    """
    names = with_authors(doc, read_names(doc))
    inside = frozenset(t for n in names for t in range(n.start, n.end))
    before = {n.start: role_before(doc, n.start, inside) for n in names if n.kind == "PER"}
    genders = {start: role.gender for start, role in before.items() if role is not None}
    roles = {start: role.stem for start, role in before.items() if role is not None and not role.is_title}
    things = same_things(doc, names, genders, roles)
    entities = tuple(_entity(doc, f"e{k}", identity) for k, identity in enumerate(things, 1))
    return _with_roles(doc, entities)


def _entity(doc: Doc, number: str, identity: Identity) -> Entity:
    mentions = tuple(_mention(doc, name, reason) for name, reason in identity.mentions)
    return Entity(number, identity.kind, _canonical(doc, identity), mentions)


def _mention(doc: Doc, name: Name, reason: str) -> Mention:
    span = doc[name.start : name.end]
    return Mention(span.start_char, span.end_char, "name", name.confidence, reason)


def _canonical(doc: Doc, identity: Identity) -> str:
    """The longest sensible form in the article's own words, without genitive -s and shouting capitals."""
    forms = list(dict.fromkeys(" ".join(name.text.split()) for name, _ in identity.mentions))
    if identity.kind == "PER":
        forms = [" ".join(reversed(form.split(", "))) for form in forms]  # „Autor: Berger, Anna“
    folded = {fold(form) for form in forms}
    best = max(forms, key=lambda form: (_clear_length(form, identity.kind), not form.isupper()))
    best = next((base_form(doc, name) for name, _ in identity.mentions if " ".join(name.text.split()) == best), best)
    lists = word_lists(doc.lang_)
    bare_known = folded.union(*(lists[key] for key in PLACE_LISTS))
    for bare in nominatives(fold(best), doc.lang_)[1:]:
        if is_body_by_field(bare, doc.lang_) or bare in bare_known:
            best = best[: len(best) - len(fold(best)) + len(bare)]
            break
    first = identity.mentions[0][0]
    family = doc[first.start - 1] if first.start and identity.kind == "PER" and " " not in best else None
    if family is not None and fold(family.text) in lists["family"]:
        best = f"{family.text} {best}"  # „Familie Hallstein“ beside Karl Hallstein
    if (listed := _listed_form(best, identity.kind, doc.lang_)) is not None:
        best = listed
    if (
        best.isupper()
        and identity.kind in ("PER", "LOC")
        and (len(best) > LONGEST_ACRONYM or _is_dateline(doc, identity))
    ):
        # „MOSKAU (Agentur)“
        best = best.title()
    return best


def _is_dateline(doc: Doc, identity: Identity) -> bool:
    """Whether a word as short as an acronym stands in the dateline, where places are in capitals: „WIEN/OSLO (Agentur)“, but „USA“."""
    name = identity.mentions[0][0]
    return len(name.text) == LONGEST_ACRONYM and doc[name.end - 1].idx < first_words_at(doc.text)


def _listed_form(form: str, kind: EntityType, language: str) -> str | None:
    """The nominative of the variant tables for a form in another case: „Weißes Haus“ for „Weißen Hauses“; None where it needs none."""
    words = form.split()
    if kind == "LOC" and fold(form).endswith("en") and fold(form)[:-1] in word_lists(language)["countries"]:
        return form[:-1]  # „(in den) Niederlanden“
    if len(words) < 2 or not traits(language).case_endings or not words[0].endswith(("en", "em", "er", "e")):
        return None
    subject = {"ORG": "organisations", "LOC": "countries"}.get(kind)
    if subject is None:
        return None
    for reading in readings(form, kind, language):
        if reading.startswith("="):
            variants = facts(language, "names")[subject]["same"][int(reading.rsplit(":", 1)[1])]
            return next((str(v) for v in variants if len(v.split()) == len(words)), None)
    return None


def _clear_length(form: str, kind: EntityType) -> int:
    """The length of a form, less where its endings show another case: „Roten Halbmonds“ says less than „Rote Halbmond“."""
    words = form.split()
    inflected = kind != "PER" and len(words) > 1 and words[0].endswith(("en", "em"))
    return len(form) - 2 * form.endswith("s") - 2 * inflected


def _with_roles(doc: Doc, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    cast = Cast(doc, entities)
    extra: dict[str, list[Mention]] = {}
    for phrase in cast.phrases:
        if phrase.noun.end in cast.ends:
            continue
        found = cast.who(phrase)
        if found is not None and found[2] >= LEAST_SURE_ROLE:
            span = doc[phrase.start : phrase.end]
            extra.setdefault(found[0], []).append(Mention(span.start_char, span.end_char, "role", found[2], found[1]))
    return tuple(
        replace(
            entity,
            roles=_role_texts(cast.members[entity.id], doc.lang_),
            mentions=tuple(sorted([*entity.mentions, *extra.get(entity.id, [])], key=lambda m: m.start)),
        )
        for entity in entities
    )


def _role_texts(member: Member, language: str) -> tuple[str, ...]:
    """The person's roles as the article words them, each once, most telling first come."""
    if member.kind != "PER":
        return ()
    told = [r for r in member.roles if not r.is_title]
    telling = [r for r in told if not _is_relation(r.text, r.base, language)]  # „Kollege“ alone says little
    texts = [r.text for r in telling or told] + member.further
    return tuple(dict.fromkeys(t for t in texts if t))[:MOST_ROLES]


def _is_relation(text: str, base: str, language: str) -> bool:
    """Whether a role is nothing but „Kollege“, "counterpart": whose he is stands outside it, and what he does nowhere."""
    return fold(text) in (base, base + "in") and base in word_lists(language)["relational_roles"]
