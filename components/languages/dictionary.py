"""What the dictionary knows of a single word: HanTa's morphemes, in languages whose `language.toml` names a model of it.

Source: Wartena, A probabilistic morphology model for German lemmatization (KONVENS 2019).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from HanTa.HanoverTagger import HanoverTagger

from components.languages import facts

Make = Literal["whole", "compound"]

WHOLE_WORD = -20.0  # log probability from which a word is in the dictionary itself, not put together from its parts
CLEARLY = 3.0  # the same by which one part of speech must surpass the next one to be the word's only one
LONGEST_WORD = 40  # letters of a word worth looking up
PRESENT_STEM = re.compile(r"(?:ä[a-z]*t|gilt|icht|tritt)$")  # „berät“, „vertritt“: as strong a stem, but the present
WEAK_PAST = frozenset({"te", "ten"})


@lru_cache(maxsize=20_000)
def noun_make(word: str, language: str) -> Make | None:
    """Whether the dictionary knows a word as a noun and as no name, and how that is made; None for every other word."""
    if not _worth(word) or not (model := _model(language)):
        return None
    readings = _dictionary(model).tag_word(word.capitalize() if word.isupper() else word)
    tags = {tag for tag, _ in readings}
    if "NE" in tags or not readings[0][0].startswith(("NN", "ADJ")):
        return None
    return "whole" if readings[0][1] >= WHOLE_WORD else "compound"


@lru_cache(maxsize=20_000)
def is_past_verb(word: str, language: str) -> bool:
    """Whether a word is a past tense and nothing else: „versprachen“, „verschwand“, „kündigte“; not „boten“, „entschieden“."""
    morphemes = _of_a_finite_verb(word, language)
    ending = "".join(text for text, tag in morphemes if tag == "SUF_FIN")
    stem = next((tag for _, tag in reversed(morphemes) if tag != "SUF_FIN"), "")
    return ending in WEAK_PAST or (stem.endswith("_VAR") and ending in {"", "en"} and not PRESENT_STEM.search(word))


@lru_cache(maxsize=20_000)
def is_present_in_e(word: str, language: str) -> bool:
    """Whether a word is a verb's present stem with the ending -e and nothing else: „koste“, „nehme“; not „endete“, „dachte“, „Lage“."""
    morphemes = _of_a_finite_verb(word, language)
    return morphemes[-1:] == [("e", "SUF_FIN")] and not any(tag.endswith("_VAR") for _, tag in morphemes)


def _of_a_finite_verb(word: str, language: str) -> list[tuple[str, str]]:
    """The morphemes of a word that is clearly a finite verb, each with its tag; [] for every other word."""
    if not _worth(word) or not (model := _model(language)):
        return []
    readings = _dictionary(model).tag_word(word, casesensitive=False)
    if readings[0][0] != "VV(FIN)" or any(p > readings[0][1] - CLEARLY for _, p in readings[1:]):
        return []
    return list(_dictionary(model).analyze(word, taglevel=3, casesensitive=False)[1])


def _worth(word: str) -> bool:
    return word.isalpha() and len(word) <= LONGEST_WORD


def _model(language: str) -> str:
    found = facts(language, "language").get("dictionary", {}).get("morphemes", "")
    return str(found)


@lru_cache(maxsize=2)
def _dictionary(model: str) -> HanoverTagger:
    tagger = HanoverTagger(model)
    tagger.strict = True  # known morphemes only: no reading is guessed
    return tagger
