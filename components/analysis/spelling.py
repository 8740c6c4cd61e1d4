"""Spellings of a name: which letters, endings and extra words make no difference to whose name it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from components.languages import facts, traits

LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "a", "ł": "l", "đ": "d", "ı": "i"}
)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
TRANSCRIPTIONS = (
    ("dsch", "j"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "ch"), ("ph", "f"), ("w", "v"), ("y", "i"), ("ou", "u"),
    ("oe", "u"), ("ee", "i"), ("ie", "i"), ("ck", "k"), ("q", "k"),
)  # fmt: skip
SHORTEST_TRANSCRIBED = 5  # letters that make a name of a sound unmistakable
SHORTEST_JOINED = 7  # letters a name must have to be known without its blanks and hyphens
SHORTEST_STEM = 4  # letters a word must keep when an ending is taken off


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The text in small ASCII-like letters with plain hyphens and single blanks: „Müller“, „MUELLER“ and „Mueller“ agree."""
    lowered = unicodedata.normalize("NFC", text).translate(DASHES).translate(APOSTROPHES).lower().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return " ".join(bare.split()).replace(" - ", "-").replace("' ", "'")


def nominatives(folded: str, language: str) -> tuple[str, ...]:
    """A folded word or name and what it may be the genitive of: „bergers“ gives bergers, berger; surely wrong ones are left out."""
    if folded.endswith("'s"):
        return folded, folded[:-2]
    if folded.endswith("'"):
        return folded, folded[:-1]
    out = [folded]
    if traits(language).case_endings:
        for ending in facts(language, "names")["words"]["genitive"]:
            stem = folded.removesuffix(ending)
            if stem != folded and len(stem) >= SHORTEST_STEM - (ending == "s") and not stem.endswith(("s", "-")):
                out.append(stem)
    return tuple(out)


@lru_cache(maxsize=20_000)
def readings(text: str, kind: str, language: str) -> tuple[str, ...]:
    """The folded spellings by which two mentions of one thing of this kind (PER, ORG, LOC, MISC) can be known as the same.

    Endings are taken off („Roten Kreuzes“, „Rotes Kreuz“), as are leading articles, legal forms („Siemens AG“) and words for the kind
    of place („Stadt München“); a name of the variant tables adds its table entry („=countries:3“).
    """
    out = dict.fromkeys(nominatives(fold(text), language))
    if kind == "PER" or not fold(text):
        return tuple(out)
    tables = _tables(language)
    for step in (_without_extras, _written_otherwise):
        for reading in list(out):
            out |= dict.fromkeys(step(reading, kind, language, tables))
    subject = {"ORG": "organisations", "LOC": "countries"}.get(kind)
    if subject:
        entries = tables[subject]
        out |= {f"={subject}:{entries[reading]}": None for reading in list(out) if reading in entries}
    return tuple(out)


def _without_extras(reading: str, kind: str, language: str, tables: dict[str, Any]) -> Iterator[str]:
    """The reading without its article, legal form, kind of place or plural -n: „die Siemens AG“, „Stadt Lehrte“, „Grünen“."""
    words = reading.split()
    if not words:
        return  # a name of nothing but signs
    if len(words) > 1 and words[0] in tables["articles"]:
        words = words[1:]
        yield " ".join(words)
    if kind == "ORG" and "-" in words[-1] and words[-1].split("-")[-1] in tables["legal_forms"]:
        yield " ".join([*words[:-1], words[-1].rsplit("-", 1)[0]])
    if kind == "ORG" and len(words) > 1 and words[-1] in tables["legal_forms"]:
        yield " ".join(words[:-1]).rstrip(" &,")
    if kind == "LOC" and len(words) > 1 and words[0] in tables["kinds"]:
        yield " ".join(words[1:])
    if traits(language).case_endings and words[-1].endswith("en") and len(words[-1]) > SHORTEST_STEM:
        yield " ".join(words)[:-1]


def _written_otherwise(reading: str, kind: str, language: str, tables: dict[str, Any]) -> Iterator[str]:
    """The reading without inflection („Roten Kreuz“), turned round („Brüsseler Flughafen“), and without blanks and hyphens."""
    words = reading.split()
    if traits(language).case_endings:
        yield _without_inflection(reading)
        if len(words) == 2 and words[0].endswith("er") and words[1] in tables["kinds"] | tables["sites"]:
            yield f"{words[1]} {words[0].removesuffix('er')}"
    if len(joined := reading.replace(" ", "").replace("-", "")) >= SHORTEST_JOINED:
        yield joined


def _without_inflection(folded: str) -> str:
    words = folded.split()
    stems = []
    for word in words[:-1]:
        stem = next((word.removesuffix(e) for e in ("en", "em", "er", "es", "e") if word.endswith(e)), word)
        stems.append(stem if len(stem) >= SHORTEST_STEM - 1 else word)
    return " ".join([*stems, *words[-1:]])


@lru_cache(maxsize=8)
def _tables(language: str) -> dict[str, Any]:
    data = facts(language, "names")
    tables: dict[str, Any] = {
        "articles": {fold(w) for w in data["words"]["articles"]},
        "legal_forms": {fold(w) for w in data["organisations"]["legal_forms"]},
        "kinds": {fold(w) for w in data["places"]["kinds"]},
        "sites": {fold(w) for w in data["places"]["sites"]},
    }
    for subject in ("organisations", "countries"):
        tables[subject] = {fold(v): k for k, variants in enumerate(data[subject]["same"]) for v in variants}
    return tables


def near(one: str, other: str, most: int = 2) -> bool:
    """Whether two folded names are one typed or transcribed differently: „ahmadinedschad“, „ahmadinejad“; short ones never.

    Figures must agree: „Airbus A340“ is no „Airbus A380“.
    """
    if one == other:
        return True
    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    if min(len(one), len(other)) > SHORTEST_TRANSCRIBED and _sound(one) == _sound(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 6 or one[0] != other[0]:
        return False
    allowed = 1 if len(shorter) < 9 else most
    return len(longer) - len(shorter) <= allowed and _distance(shorter, longer, allowed) <= allowed


@lru_cache(maxsize=20_000)
def _sound(folded: str) -> str:
    """A rough spelling in which the transcriptions of one foreign name agree: „dschafari“, „jafari“."""
    for letters, sound in TRANSCRIPTIONS:
        folded = folded.replace(letters, sound)
    return "".join(c for k, c in enumerate(folded) if k == 0 or c != folded[k - 1])


def _distance(one: str, other: str, limit: int) -> int:
    """Levenshtein distance, cut off above `limit`."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b)))
        if min(row) > limit:
            return limit + 1
    return row[-1]
