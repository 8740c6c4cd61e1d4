"""The words of a byline: who is a person, what joins two of them, where one writes from, which agency stands beside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from components.languages import KNOWN, facts

_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'.-]*\w|\w*\.?)$|[A-Z]\.(?:-?[A-Z]\.)*$")


def agency_in(text: str) -> str:
    """The first news agency a short credit names („dpa/AFP“ → dpa), as our list spells it; empty where there is none."""
    for part in re.split(r"[/,;+]| und | and ", text):
        if known := _agencies().get(part.strip(" .:()").lower()):
            return known
    return ""


def without_place(piece: str) -> str:
    """A name without the place or the paper behind it: „Anna Berger in Port Ellery“, „Anna Berger for Valley Wire“."""
    name, *place = re.split(rf" (?:{'|'.join(sorted(words_for('from')))}) ", piece, maxsplit=1)
    words = place[0].split() if place else []
    return name if words and all(_NAME_WORD.match(w) or w.lower() in words_for("particles") for w in words) else piece


def is_name(text: str) -> bool:
    """Two to five words that begin with a capital, particles between them aside: „Carla de la Cruz“, „J. P. Huber“."""
    words = text.split()
    if not 2 <= len(words) <= 6 or words[0] in words_for("not_names") or words[0].lower() in words_for("particles"):
        return False
    strong = [w for w in words if w.lower() not in words_for("particles") or w[0].isupper()]
    return (
        len(strong) >= 2
        and words[-1] in strong
        and all(_NAME_WORD.match(w) and w not in words_for("not_names") for w in strong)
    )


def names_role(piece: str) -> bool:
    """Whether a piece of a byline is what its author does: „Wirtschaftskorrespondentin“, “Music Editor”, „Redaktion Zürich“."""
    words = piece.lower().split()
    return 1 <= len(words) <= 5 and any(word.endswith(tuple(words_for("roles"))) for word in (words[0], words[-1]))


def displayed(name: str) -> str:
    """A name as it is written outside bylines in capitals: „ANNA BERGER“ → Anna Berger."""
    if not name.isupper():
        return name
    return " ".join(
        w.lower() if w.lower() in words_for("particles") else re.sub(r"\w+", lambda part: part[0].capitalize(), w)
        for w in name.split()
    )


def tables() -> list[dict[str, Any]]:
    """What we know of the frame of articles, language by language."""
    return [facts(code, "article") for code in KNOWN]


@lru_cache(maxsize=1)
def joiner() -> re.Pattern[str]:
    """What stands between two names: „und“, “and”, a slash."""
    words = "|".join(w for t in tables() for w in t["byline"]["joiners"])
    return re.compile(rf"\s+(?:{words}|&)\s+|\s*/\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def leading_joiner() -> re.Pattern[str]:
    """„Anna Berger, Wien, | und Max Huber“."""
    words = "|".join(w for t in tables() for w in t["byline"]["joiners"])
    return re.compile(rf"^(?:{words}|&)\s+", re.IGNORECASE)


@lru_cache(maxsize=8)
def words_for(kind: str) -> frozenset[str]:
    """The words of one list about bylines, in all languages we know."""
    return frozenset(w for t in tables() for w in t["byline"][kind])


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {name.lower(): name for t in tables() for name in t["agency"]["names"]}
