"""What a reporting verb says about the words it reports: „sagte“ passes them on, „behauptete“ casts doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from components.languages import facts

# the particle of a separable verb stands where its clause ends: „räumte der Minister am Abend ein.“
_CLAUSE_END: Final = r"(?=\s*(?:[,.;:!?“”\"«»)–]|$)|\s+(?:und|oder|aber|sowie)\b)"


def tone_of(cue: str, rest: str, language: str) -> str:
    """The note of the first evaluative verb among the words of the cue ("casts doubt"), "" where none judges.

    `rest` is the sentence after the cue: „räumte“ is evaluative only with its „ein“, and „gab“ with „zu“ but not with „an“.
    """
    for word in re.findall(r"\w+", cue.casefold()):
        known = _forms(language).get(word, ())
        separated = [note for particle, note in known if particle and _ends_a_clause(particle, rest)]
        whole = [note for particle, note in known if not particle]
        if note := next(iter(separated or whole), ""):
            return note
    return ""


def _ends_a_clause(particle: str, rest: str) -> bool:
    return re.search(rf"\b{re.escape(particle)}{_CLAUSE_END}", rest.casefold()) is not None


@lru_cache(maxsize=8)
def _forms(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """For every form of a reporting verb, the particle it needs beside it ("" for none) and the verb's note ("" for a neutral one)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for verb in facts(language, "quotes")["verbs"].values():
        particle = verb.get("particle", "")
        note = verb.get("note", "") if verb["weight"] == "evaluative" else ""
        for form in verb["forms"].casefold().split():
            found.setdefault(form, []).append((particle, note))
            if particle:  # in one word where the verb stands last: „wie er einräumte“, „hat eingeräumt“, „einzuräumen“
                for joined in (f"{particle}{form}", f"{particle}zu{form}"):
                    found.setdefault(joined, []).append(("", note))
    return {form: tuple(readings) for form, readings in found.items()}
