"""How well a description fits a role: „die Ministerin“ for „Außenministerin“, „der Klinikchef“ not for „Chef der Cyberabwehr“."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.noun_phrases import Phrase
from components.analysis.nouns import noun_at
from components.analysis.roles import Role


def role_fit(role: Role, phrase: Phrase) -> float:
    """How well a description fits a role: 3 the same compound, 2 its last part („Minister“, „Außenminister“), 1.5 a longer one."""
    stem = phrase.noun.sense.stem
    if stem == role.stem:
        return 3.0
    if role.stem.endswith(stem) or stem == role.base:
        return 2.0
    return 1.5 if stem.endswith(role.stem) and " " not in role.text[role.text.lower().rfind(role.base[:4]) :] else 0.0


def roles_within(doc: Doc, role: Role) -> list[Role]:
    """The roles inside a role: „Vorsitzende“ in „Vorsitzende Richter“."""
    found = []
    for at in range(role.start, role.end - 1):
        noun = noun_at(doc, at)
        if noun is not None and noun.end < role.end and noun.sense.kind == "person":
            found.append(Role(at, noun.end, role.text, noun.sense.base, noun.sense.stem, role.gender))
    return found
