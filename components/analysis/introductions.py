"""Noun phrases that introduce a name: „Der Innenminister Frankreichs, Nicolas Sarkozy,“, "a teacher who gave her name only as Awa"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.analysis.name_lists import word_lists
from components.analysis.noun_phrases import determiner_of, phrase_at
from components.analysis.roles import Role
from components.languages import traits

if TYPE_CHECKING:
    from components.analysis.cast import Cast

LONGEST_NAMING = 8  # tokens of „who gave her name only as“


def introductions(cast: Cast) -> dict[int, str]:
    """The entity of each noun phrase, by its first token, that introduces a person; the person is given the phrase as a role."""
    return _before_commas(cast) | _possessed(cast) | _named_late(cast)


def _before_commas(cast: Cast) -> dict[int, str]:
    """The entity of each noun phrase that a person's name follows after a comma: „Der Innenminister Frankreichs, Nicolas Sarkozy,“."""
    found = {}
    busy = -1
    for phrase in cast.phrases:
        inner, busy = phrase.start < busy, max(busy, phrase.end)
        name = None if inner else cast.name_behind(phrase.end)
        if name is None or phrase.plural or phrase.noun.sense.kind != "person":
            continue
        sense = phrase.noun.sense
        found[phrase.start] = name.entity
        text = cast.doc[phrase.start + 1 : phrase.end].text
        cast.members[name.entity].roles.append(
            Role(phrase.start + 1, phrase.end, text, sense.base, sense.stem, phrase.gender)
        )
    return found


def _possessed(cast: Cast) -> dict[int, str]:
    """The same for a role without an article behind a country or body: „Norwegens Wasserministerin, Tora Oksen,“."""
    doc, found = cast.doc, {}
    for owner in cast.names:
        at = owner.end
        while at < len(doc) and doc[at].text in ("'", "’", "'s", "’s", "s"):
            at += 1
        if at >= len(doc) or not (at > owner.end or doc[at - 1].text[-1] in "sßxz"):
            continue
        if owner.kind == "PER" and (at == owner.end or traits(doc.lang_).case_endings):
            continue  # "Lund's deputy, Tora Oksen,"
        phrase = phrase_at(doc, at, len(doc), cast.ends) if determiner_of(doc[at].text, doc.lang_) == "none" else None
        if phrase is None or phrase.noun.sense.kind != "person" or phrase.noun.sense.plural:
            continue
        if (name := cast.name_behind(phrase.end)) is not None:
            sense, text = phrase.noun.sense, doc[owner.start : phrase.end].text
            found[phrase.start] = name.entity
            role = Role(owner.start, phrase.end, text, sense.base, sense.stem, sense.gender)
            cast.members[name.entity].roles.append(role)
    return found


def _named_late(cast: Cast) -> dict[int, str]:
    """The same for a voice that gives its name: "a teacher who gave her name only as Awa"."""
    doc, lists = cast.doc, word_lists(cast.doc.lang_)
    behind = {p.noun.end: p for p in cast.phrases if p.noun.sense.kind == "person" and not p.plural}
    found = {}
    for name in cast.names:
        if name.kind != "PER" or not name.start or doc[name.start - 1].lower_ not in lists.get("naming_as", ()):
            continue
        before = range(name.start - 2, max(-1, name.start - 2 - LONGEST_NAMING), -1)
        start = next((t for t in before if t in behind), None)
        if start is None or lists["naming"].isdisjoint(t.lower_ for t in doc[start : name.start]):
            continue
        phrase, sense = behind[start], behind[start].noun.sense
        found[phrase.start] = name.entity
        cast.phrases[cast.phrases.index(phrase)] = replace(phrase, end=phrase.noun.end)
        first = phrase.start + (phrase.determiner != "none")
        text = doc[first : phrase.noun.end].text
        cast.members[name.entity].roles.append(
            Role(first, phrase.noun.end, text, sense.base, sense.stem, phrase.gender)
        )
    return found
