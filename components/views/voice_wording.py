"""„laut“ or „so“ before a claimant: its name stands in the case the article gave it („des Landesamtes“, „ein Sprecher“)."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from components.languages import KNOWN, facts

Manner = Literal["according_to", "so", "voice"]


def as_amid_a_sentence(name: str) -> str:
    """A claimant's words as they stand amid a sentence: „ein Beamter“ where the article's sentence began with „Ein Beamter“."""
    first = name.partition(" ")[0]
    small = any(first.casefold() in facts(language, "quotes")["determiners"] for language in KNOWN)
    return name[:1].lower() + name[1:] if small else name


def manner_of(name: str, *, unnamed: bool) -> Manner:
    """Which word goes before the claimant: "according_to" („laut“) before a genitive, a dative or a name, "so" before a nominative.

    „laut des Landesamtes“, „laut Militärkreisen“, „so ein Sprecher“, „so westliche Diplomaten“; "voice" where neither would be right
    („einen Teilnehmer“). `unnamed`: the claimant is described, not named.
    """
    words = as_amid_a_sentence(name).split()
    if not words:
        return "voice"
    first, forms = words[0], _forms()
    for manner in ("according_to", "so", "voice"):
        if first in forms[manner]:
            return manner
    noun = next((w for w in words if w[:1].isupper()), words[-1]).rstrip(".,;:")
    if first in forms["by_noun"]:
        return "according_to" if _is_oblique(noun) else "so"
    if first[:1].islower():
        return "according_to" if first.endswith(tuple(forms["oblique_adjective_endings"])) else "so"
    return "so" if unnamed and noun.endswith(tuple(forms["plural_endings"])) else "according_to"


def _is_oblique(noun: str) -> bool:
    """Whether a noun after „der“ is a genitive or dative: „der Regierung“, „der Behörden“, not „der Minister“, „der Beauftragte“."""
    forms = _forms()
    return noun.endswith(tuple(forms["oblique_endings"])) and not noun.endswith(tuple(forms["nominative_endings"]))


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    """The lists under [claimants] of all languages, joined."""
    joined: dict[str, frozenset[str]] = {}
    for language in KNOWN:
        for name, words in facts(language, "events")["claimants"].items():
            joined[name] = joined.get(name, frozenset()) | frozenset(words)
    return joined
