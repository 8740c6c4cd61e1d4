"""Which body „das Unternehmen“, „die Partei“ and „das Ministerium“ mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.analysis.cast_members import GUESS, LIKELY, Member
from components.analysis.name_lists import word_lists
from components.analysis.noun_phrases import Phrase
from components.analysis.nouns import sense
from components.analysis.spelling import fold

if TYPE_CHECKING:
    from components.analysis.cast import Cast

FARTHEST_BODY = 15  # sentences back that „das Unternehmen“ can reach
GENERAL_COMPANY = ("unternehmen", "konzern", "firma", "company")
COMPANY_ENDINGS = (
    "bauer",
    "hersteller",
    "konzern",
    "unternehmen",
    "firma",
    "anbieter",
    "betreiber",
    "versicherer",
    "gesellschaft",
    "kette",
    "riese",
)


def body_meant(cast: Cast, phrase: Phrase) -> tuple[str, str, float] | None:
    """„das Unternehmen“, „die Partei“: the body called so before, else the body of that name, else (for general words) the nearest."""
    sense, here = phrase.noun.sense, phrase.noun.start
    if phrase.determiner == "none" or phrase.end > phrase.noun.end or phrase.noun.start - phrase.start > 1:
        return None
    best: tuple[float, str, str, float] | None = None
    for member in cast.recent(here, "ORG", FARTHEST_BODY):
        last = member.before(here)
        if last < 0:
            continue
        called = any(
            r.stem == sense.stem
            or r.base == sense.base
            or (sense.base in GENERAL_COMPANY and r.base.endswith(COMPANY_ENDINGS))
            for r in member.roles
        )
        contained = _head_of_name(cast, member.name).endswith(sense.stem)  # „Postbank“ is no „Sparbank“
        general = sense.base in _general_bodies(cast) and not _is_authority(cast, member)
        fit = 3.0 if called else 2.5 if contained else 1.0 if general else 0.0
        value = fit - 0.15 * cast.distance(member, here) + 0.1 * min(5, len(member.starts))
        if fit and value > 0.5 and (best is None or value > best[0]):
            best = (value, member.entity, "body", LIKELY if fit >= 2.5 else GUESS)
    return best[1:] if best else _only_body(cast, phrase)


def _is_authority(cast: Cast, member: Member) -> bool:
    """„die Bundesregierung“ is no „Agentur“."""
    head = sense(_head_of_name(cast, member.name), cast.doc.lang_).base
    return any(head.endswith(word) for word in word_lists(cast.doc.lang_)["authorities"])


def _only_body(cast: Cast, phrase: Phrase) -> tuple[str, str, float] | None:
    """„das Ministerium“ far behind „das Gesundheitsministerium“, the only one the article has named so far."""
    base, here = phrase.noun.sense.base, phrase.noun.start
    named = [m for m in cast.members.values() if m.kind == "ORG" and m.before(here) >= 0]
    fitting = [m for m in named if _head_of_name(cast, m.name).endswith(base) and _head_of_name(cast, m.name) != base]
    return (fitting[0].entity, "body", LIKELY) if len(fitting) == 1 and phrase.determiner == "definite" else None


def _head_of_name(cast: Cast, name: str) -> str:
    """The word of a body's name that says what it is: „Gewerkschaft“ in „Gewerkschaft der Polizei“, "Union" in "European Union"."""
    words = fold(name).replace("-", " ").split()
    links = word_lists(cast.doc.lang_)["prepositions"]
    before = next((k for k, w in enumerate(words) if w in links and k), len(words))
    return words[before - 1] if words else ""


def _general_bodies(cast: Cast) -> frozenset[str]:
    return word_lists(cast.doc.lang_)["general_companies"]
