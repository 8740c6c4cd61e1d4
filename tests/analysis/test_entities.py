"""Entities: identities, names, roles and role mentions by a table of cases, and what holds for every text."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.entities import find_entities
from components.analysis.model import Entity
from components.analysis.name_lists import word_lists
from components.analysis.spelling import fold, near, nominatives, readings
from components.encoder import read
from tests.analysis.marked_text import marked

CASES = tomllib.loads(Path(__file__).with_name("entities.toml").read_text("utf-8"))
ALL = [pytest.param(language, case, id=case["text"][:60]) for language in CASES for case in CASES[language]]


def named(text: str, entities: tuple[Entity, ...]) -> dict[str, list[str]]:
    """Entity name → its name mentions; words that occur several times in the text get their number („Berger#2“)."""
    places = sorted((m.start, text[m.start : m.end]) for e in entities for m in e.mentions if m.kind == "name")
    count = Counter(word for _, word in places)
    seen: Counter[str] = Counter()
    label = {}
    for start, word in places:
        seen[word] += 1
        label[start] = f"{word}#{seen[word]}" if count[word] > 1 else word
    return {e.name: [label[m.start] for m in e.mentions if m.kind == "name"] for e in entities}


@pytest.mark.parametrize(("language", "case"), ALL)
def test_names_become_these_entities(language: str, case: dict[str, Any]) -> None:
    doc = marked(case["text"], language).doc
    entities = find_entities(doc)
    assert named(doc.text, entities) == case["entities"]
    types = {e.name: e.type for e in entities if e.name in case.get("types", {})}
    assert types == case.get("types", {})
    roles = {e.name: list(e.roles) for e in entities if e.name in case.get("roles", {})}
    assert roles == case.get("roles", {})
    said = {e.name: [doc.text[m.start : m.end] for m in e.mentions if m.kind == "role"] for e in entities}
    assert {name: words for name, words in said.items() if words} == case.get("said", {})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"„“”\"'(),.:;-–\n ", "Berger", "Anna", "Bergers", "die", "Ministerin", "WHO", "von", "Dr."]),
        max_size=25,
    )
)
def test_odd_texts_give_mentions_inside_the_text_that_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    places = sorted((m.start, m.end) for e in find_entities(read(text, "de")) for m in e.mentions if m.kind == "name")
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(b <= c for (_, b), (c, _) in pairwise(places))


@given(st.text(max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert nominatives(fold(text), "de")[0] == fold(text)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Müller", "MUELLER", "PER"),
        ("Siemens AG", "Siemens", "ORG"),
        ("Stadt Lehrte", "Lehrte", "LOC"),
        ("Rußland", "Russland", "LOC"),
    ],
)
def test_spellings_that_agree(one: str, other: str, kind: str) -> None:
    assert set(readings(one, kind, "de")) & set(readings(other, kind, "de"))


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Irak"), ("Nordkorea", "Südkorea"), ("Airbus A340", "Airbus A380"), ("Meyer", "Mayer")]
)
def test_names_that_look_alike_and_are_not(one: str, other: str) -> None:
    assert not near(fold(one), fold(other))


@pytest.mark.parametrize(("language", "word"), [("de", "der"), ("de", "bin"), ("en", "van"), ("fr", "du")])
def test_the_particles_of_a_language_are_those_of_its_word_lists(language: str, word: str) -> None:
    assert word in word_lists(language)["particles"]
