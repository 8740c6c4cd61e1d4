"""Events: date, status and label by a table of cases, groups, and what holds for every text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from components.analysis import analyse
from components.analysis.event_status import PRIOR
from components.analysis.events import find_events
from components.analysis.model import Entity, Event, Mention, Passage, Quote
from components.analysis.times import find_times
from components.article.model import Article
from components.encoder import read

PUBLISHED = date(2024, 5, 15)
LABELS = ["O", *(f"{p}-{s}" for s in ("happened", "planned", "possible", "denied") for p in "BI")]
CASES = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))
ALL = [
    pytest.param(language, case, id=f"{case['word']}: {case['text']}") for language in CASES for case in CASES[language]
]


def told(text: str, language: str, words: list[str], cues: list[str]) -> Doc:
    """The text read, with exactly these event words (as likely of each status as any) and cues."""
    doc = read(text, language)
    head = np.zeros((len(doc), len(LABELS)), np.float32)
    head[:, 0] = 1.0
    spans = []
    for token in doc:
        if token.text in words:
            head[token.i, 0] = 0.0
            head[token.i, 1::2] = PRIOR
            spans.append(Span(doc, token.i, token.i + 1, label="happened"))
    doc.user_data["heads"]["v"], doc.user_data["labels"] = head, {**doc.user_data["labels"], "v": LABELS}
    doc.spans["triggers"] = spans
    doc.spans["cues"] = [Span(doc, t.i, t.i + 1, label="C") for t in doc if t.text in cues]
    return doc


def events_of(
    text: str,
    words: list[str],
    language: str = "de",
    cues: tuple[str, ...] = (),
    quotes: tuple[Quote, ...] = (),
    entities: tuple[Entity, ...] = (),
) -> list[Event]:
    doc = told(text, language, words, list(cues))
    return list(find_events(doc, find_times(doc, PUBLISHED), quotes, entities, PUBLISHED))


@pytest.mark.parametrize(("language", "case"), ALL)
def test_one_event(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = events_of(text, [case["word"], *case.get("also", [])], language, tuple(case.get("cues", [])))
    event = next(e for e in found if text[e.trigger.start : e.trigger.end] == case["word"])
    wanted = {k: case[k] for k in ("value", "how", "status", "label", "earliest", "latest") if k in case}
    assert {k: getattr(event, k) for k in wanted} == wanted
    clause = text[event.clause.start : event.clause.end]
    assert clause == case.get("clause", clause)


def test_a_date_speaks_for_the_verb_of_its_clause() -> None:
    text = "The rain fell all night. At 3am on Sunday the dam gave way. The mayor slept."
    doc = told(text, "en", [], [])
    for token in doc:
        if token.text in ("gave", "slept"):
            doc.user_data["heads"]["v"][token.i, :2] = 0.88, 0.12
    found = find_events(doc, find_times(doc, PUBLISHED), (), (), PUBLISHED)
    assert [(text[e.trigger.start : e.trigger.end], e.value) for e in found] == [("gave", "2024-05-12T03:00")]


def test_who_takes_part_and_who_claims_it() -> None:
    text = "Lang sagte, Weber habe am 3. Mai 2024 das Lager gefunden. Berger schwieg."
    said = Passage(text.index("Weber"), text.index(". Berger"))
    quote = Quote("q1", "indirect", (said,), None, None, 1.0)
    people = tuple(
        Entity(f"e{k}", "PER", name, (Mention(text.index(name), text.index(name) + len(name), "name", 1.0),))
        for k, name in enumerate(["Lang", "Weber", "Berger"], 1)
    )
    (event,) = events_of(text, ["gefunden"], quotes=(quote,), entities=people)
    assert event.entities == ("e2",)
    assert event.claimed_in == "q1"
    assert event.value == "2024-05-03"
    assert event.time == 0


def test_one_happening_told_twice() -> None:
    text = "Am 3. Mai 2024 wurde Weber festgenommen. Die Bahn erhöhte die Preise. Die Festnahme am 3. Mai 2024 war umstritten."
    found = events_of(text, ["festgenommen", "erhöhte", "Festnahme"])
    groups = [e.group for e in found]
    assert groups[0] == groups[2] != ""
    assert groups[1] == ""


def test_different_dates_are_different_happenings() -> None:
    found = events_of("Am 3. Mai 2024 tagte der Rat. Am 7. Mai 2024 tagte der Rat.", ["tagte"])
    assert [e.group for e in found] == ["", ""]


def test_unlikely_words_are_left_out() -> None:
    doc = told("Am 3. Mai 2024 tagte der Rat.", "de", ["tagte"], [])
    doc.user_data["heads"]["v"][:, 0] = 0.8
    assert find_events(doc, (), (), (), PUBLISHED) == ()


PIECES = st.lists(
    st.sampled_from(
        [
            "Am 3. Mai 2024",
            "Seit 2019",
            "gestern",
            "bis Juni",
            "zwischen 2010",
            "und 2012",
            "stürmten sie",
            "tagte",
            "die Wahl",
            "das Rathaus",
            "nicht",
            "soll",
            "haben",
            ",",
            "dass",
            "der",
            ". ",
            "\n",
            "„",
            "“",
            "sagte Anna Berger",
            "(",
            ")",
            "wird",
            "zu senken",
            "Der Brand",
        ]
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=80)
@given(pieces=PIECES, dated=st.booleans())
def test_every_event_holds_together(pieces: list[str], dated: bool) -> None:
    text = " ".join(pieces)
    doc = told(text, "de", ["stürmten", "tagte", "Wahl", "senken", "Brand"], ["sagte"])
    published = PUBLISHED if dated else None
    times = find_times(doc, published)
    for event in find_events(doc, times, (), (), published):
        assert 0 <= event.clause.start <= event.trigger.start < event.trigger.end <= event.clause.end <= len(text)
        assert event.label
        assert event.label in text
        assert (event.earliest is None) == (event.latest is None) == (event.value == "")
        assert event.earliest is None or event.latest is None or event.earliest <= event.latest
        assert event.time is None or 0 <= event.time < len(times)
        assert (event.how == "none") == (event.value == "")
        assert 0.0 <= event.confidence <= 1.0


@settings(deadline=None, max_examples=40)
@given(
    text=st.text(
        alphabet=st.one_of(st.sampled_from("abA. ,\n„“0123456789–"), st.characters(codec="utf-8")), max_size=60
    )
)
def test_any_text_is_analysed(text: str) -> None:
    for event in analyse(Article(text, published=PUBLISHED)).events:
        assert event.label in text


def test_a_day_that_only_the_day_of_publication_could_tell_takes_no_other_date() -> None:
    text = (
        "Mit Gas ließe sich die Lücke bis Ende 2028 schließen, schrieb er in einer am Dienstag veröffentlichten Studie."
    )
    doc = told(text, "de", ["veröffentlichten"], ["schrieb"])
    (unknown,) = find_events(doc, find_times(doc, None), (), (), None)
    (known,) = find_events(doc, find_times(doc, PUBLISHED), (), (), PUBLISHED)
    assert (unknown.value, unknown.how) == ("", "none")
    assert known.value == "2024-05-14"
