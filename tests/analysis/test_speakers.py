"""Speakers: who says each quotation by a table of cases, and what holds for every article."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis import analyse
from components.analysis.entities import find_entities
from components.analysis.speakers import resolve_speakers
from components.article.model import Article
from tests.analysis.marked_text import marked

CASES = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text("utf-8"))
ALL = [pytest.param(language, case, id=case["text"][:70]) for language in CASES for case in CASES[language]]
WORDS = [
    "Anna Berger",
    "Berger",
    "er",
    "sie",
    "sagte",
    "„Nein“",
    "dass",
    "die Ministerin",
    "ein Sprecher",
    "von",
    "Siemens",
    ",",
    ".",
    "\n",
    "laut",
    "es sei",
]


@pytest.mark.parametrize(("language", "case"), ALL)
def test_these_speak(language: str, case: dict[str, Any]) -> None:
    given_text = marked(case["text"], language)
    entities, quotes = resolve_speakers(given_text.doc, find_entities(given_text.doc), given_text.quotes)
    names = {e.id: e.name for e in entities}
    assert [names[q.speaker.entity] if q.speaker and q.speaker.entity else "" for q in quotes] == case["speakers"]
    if "others" in case:
        assert [[names[o] for o in q.speaker.others] if q.speaker else [] for q in quotes] == case["others"]
    voices = {e.name: e.voice for e in entities if e.name in case.get("voices", {})}
    assert voices == case.get("voices", {})


def test_speaker_words_how_and_pronoun_mentions_are_kept() -> None:
    source = "[PER Karin Holt] kam. <q>„Es war laut“</q>, <c>sagte</c> <s>sie</s>. <q2+>„Sehr laut.“</q2>"
    doc, found = (text := marked(source, "de")).doc, text.quotes
    entities, quotes = resolve_speakers(doc, find_entities(doc), found)
    first, second = (q.speaker for q in quotes)
    assert first is not None
    assert second is not None
    assert (first.how, second.how) == ("pronoun", "previous_quote")
    assert first.start is not None
    assert doc.text[first.start : first.end] == "sie"
    assert (second.start, second.end) == (None, None)
    assert 0 < second.confidence < first.confidence <= 1
    assert [(doc.text[m.start : m.end], m.kind) for m in entities[0].mentions] == [
        ("Karin Holt", "name"),
        ("sie", "pronoun"),
    ]


def test_words_for_nobody_known_are_kept_without_an_entity() -> None:
    doc, found = (text := marked("<q>„Es war laut“</q>, <c>sagte</c> <s>er</s>.", "de")).doc, text.quotes
    _, quotes = resolve_speakers(doc, find_entities(doc), found)
    speaker = quotes[0].speaker
    assert speaker is not None
    assert speaker.entity is None
    assert (speaker.start, speaker.how, speaker.confidence) == (
        found[0].speaker.start if found[0].speaker else None,
        "unknown",
        0.0,
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["de", "en"]))
def test_every_speaker_is_an_entity_with_mentions_inside_the_text(words: list[str], language: str) -> None:
    analysis = analyse(Article(" ".join(words), language=language))
    known = {e.id: e for e in analysis.entities}
    assert len(known) == len(analysis.entities)
    for quote in analysis.quotes:
        speaker = quote.speaker
        if speaker is not None and speaker.entity is not None:
            assert known[speaker.entity].voice in {"person", "organisation", "state", "institution", "unnamed"}
    for entity in analysis.entities:
        assert entity.mentions
        assert (entity.type == "SOURCE") == all(m.kind != "name" for m in entity.mentions)
        assert all(0 <= m.start < m.end <= len(analysis.article.text) for m in entity.mentions)
