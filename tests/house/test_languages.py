"""A language is a folder: each has every file and every key that the rooms ask for, and its patterns and lists can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from components.analysis.cues import lexicon
from components.analysis.names import word_lists
from components.analysis.time_rules import RULES
from components.analysis.time_words import vocabulary
from components.analysis.voices import speaker_lists
from components.encoder.pieces import grammar
from components.languages import FOLDER, KNOWN, Traits, facts, traits

# Tables of words and patterns, in which each language has its own entries
OPEN = {
    ("quotes", "verbs"), ("clauses", "forms"), ("times", "words"), ("times", "lists"), ("times", "numbers"), ("time_patterns", "macros"),
    ("article", "dates.months"), ("names", "nicknames"),
}  # fmt: skip
# German says more of its own than its folder's neighbours need
MODEL = {True: "de", False: "en"}
TAKES = {"dass", "that", "v2", "main", "ob", "whether", "w", "zu", "to", "ing", "object"}


def _keys(table: dict[str, Any], subject: str, before: str = "") -> Iterator[str]:
    for key, value in table.items():
        name = f"{before}{key}"
        yield name
        if isinstance(value, dict) and (subject, name) not in OPEN:
            yield from _keys(value, subject, f"{name}.")


def _table(language: str, subject: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / language / f"{subject}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", KNOWN)
def test_a_language_has_every_file_and_key(language: str) -> None:
    model = MODEL[traits(language).verb_last]
    missing = []
    for file in sorted((FOLDER / model).glob("*.toml")):
        asked = set(_keys(_table(model, file.stem), file.stem))
        has = set(_keys(_table(language, file.stem), file.stem)) if (FOLDER / language / file.name).exists() else set()
        missing += [f"{file.stem}: {key}" for key in sorted(asked - has)]
    assert not missing


@pytest.mark.parametrize("language", KNOWN)
def test_every_trait_is_told(language: str) -> None:
    assert set(_table(language, "language")["traits"]) == {f.name for f in fields(Traits)}


@pytest.mark.parametrize("language", KNOWN)
def test_the_facts_of_a_language_can_be_read(language: str) -> None:
    assert grammar(language).openers
    assert word_lists(language)["titles"]
    assert speaker_lists(language)["first"]
    assert vocabulary(language).patterns
    assert {p.rule for p in vocabulary(language).patterns} <= set(RULES)
    assert all(takes <= TAKES for takes in lexicon(language).takes.values())


def test_a_language_without_a_folder_is_rough_and_read_with_english_facts() -> None:
    assert traits("xx").rough
    assert facts("xx", "quotes") == facts("en", "quotes")
