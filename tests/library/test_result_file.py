"""The portable result file: there and back with every correction, and nothing that a stranger may have put in it gets through."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.form import to_json
from components.analysis.form_checks import checked
from components.analysis.model import (
    Analysis,
    Entity,
    Event,
    HandMark,
    Mention,
    Passage,
    Quote,
    Speaker,
    TimeExpression,
)
from components.article.errors import BrokenResult, FileTooLarge, NewerResult
from components.article.model import Article, Note
from components.library import Library, Saved, is_result, read_result, result_file
from components.library.corrections import (
    corrected,
    delete_quote,
    rename_entity,
    set_event_date,
    set_published,
    set_speaker,
    set_time_value,
)
from tests.made import an_analysis

TEXT = "Anna Berger sagte am Montag, es gehe los. Ein Beamter sagte: „Nein.“"


def full() -> Analysis:
    """An analysis in which every field of every value differs from its default."""
    berger = Entity("e1", "PER", "Anna Berger", (Mention(0, 11, "name", 0.5, "same_name"),), ("Ministerin",), "person")
    beamter = Entity("e2", "SOURCE", "Ein Beamter", (Mention(42, 53, "role", 0.4, "unnamed"),), ("Beamter",), "unnamed")
    quotes = (
        Quote("q1", "indirect", (Passage(29, 40),), Speaker("e1", 0, 11, "name", 0.9, ("e2",)), Passage(12, 17), 0.8, "laut", "q2"),
        Quote("q2", "direct", (Passage(61, 64), Passage(65, 68)), Speaker("e2", 42, 53, "role", 0.7, ("e1",)), Passage(54, 59), 0.6, "marks", None),
    )  # fmt: skip
    times = (
        TimeExpression(21, 27, "DATE", "2023-05-01", "2023-05-01", "2023-05-02", 0.7, "weekday_past", "2023-05-04"),
    )
    event = Event("v1", Passage(29, 31), Passage(29, 40), "es gehe los", "2023-05-01", "2023-05-01", "2023-05-01",
                  "planned", 0, "q1", ("e1",), 0.7, "sentence", "g1")  # fmt: skip
    note = Note("junk_removed", "2", 1, 3)
    article = Article(TEXT, "Los", ("Uta Klamm",), "Agentur", ("KIEL",), "en", date(2023, 5, 4), "given", (note,))
    marks = (HandMark("e1", "entity.rename", "Uta", "2023-05-05T10:00:00+00:00", 1, "Berger → Anna Berger"),)
    lost = (HandMark("article", "quote.kind", "Uta", "2023-05-05T10:00:00+00:00", 2, "x"),)
    return Analysis(
        "a1", article, (berger, beamter), quotes, times, (event,), (Note("rough_language", "fr", 0, 4),), (Passage(0, 41),), marks, lost
    )  # fmt: skip


def saved(analysis: Analysis | None = None) -> Saved:
    """An analysis with four corrections, as the library gives it."""
    machine = analysis or an_analysis()
    deeds: list[Callable[[Analysis], Any]] = [
        lambda a: rename_entity(a, "e1", "Dr. Anna Berger"),
        lambda a: set_speaker(a, "q2", "e1"),
        lambda a: set_event_date(a, "v1", "2023-05-15"),
        lambda a: set_time_value(a, "t1", "2023-05-02/2023-05-03"),
    ]
    shown, corrections = machine, []
    for number, deed in enumerate(deeds, 1):
        correction = replace(deed(shown), number=number, who="Uta Klamm", when="2023-05-17T08:00:00+00:00")
        shown = corrected(shown, [correction])
        corrections.append(correction)
    return Saved("x" * 22, shown, 5, machine, tuple(corrections), source="Agentur", reckoned_from=date(2023, 5, 4))


def form() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(result_file(saved()))
    return made


# ------------------------------------------------------------------------------------------------------------------ there and back


def test_no_field_of_an_analysis_is_lost_on_the_way() -> None:
    analysis = full()
    for value in (
        analysis,
        *analysis.entities,
        *analysis.quotes[:1],
        *analysis.times,
        *analysis.events,
        *analysis.by_hand,
    ):
        defaults = [f.name for f in fields(value) if getattr(value, f.name) == f.default]  # type: ignore[arg-type]
        assert not defaults, "the analysis above must show every field"
    assert checked(json.loads(json.dumps(to_json(analysis)))) == analysis


def test_a_result_file_brings_the_corrections_along() -> None:
    brought = read_result(result_file(saved()).encode())
    assert brought.machine == saved().machine
    assert brought.corrections == saved().corrections
    assert brought.source == "Agentur"
    assert corrected(brought.machine, brought.corrections) == saved().analysis


def test_an_older_file_without_version_and_corrections_is_read() -> None:
    assert read_result(json.dumps(to_json(full()))).machine == full()


def test_a_library_takes_it_over(library: Library) -> None:
    found = library.load(library.take_over(read_result(result_file(saved()))))
    assert found is not None
    assert found.analysis == saved().analysis
    assert [(c.who, c.when) for c in found.corrections] == [("Uta Klamm", "2023-05-17T08:00:00+00:00")] * 4
    assert found.source == "Agentur"
    assert found.may_edit
    undone = library.undo(found.id, 1)
    assert undone.analysis.entities[0].name == "Anna Berger"
    again = library.correct(undone.id, delete_quote(undone.analysis, "q1"), seen=undone.revision)
    assert [c.number for c in again.corrections] == [2, 3, 4, 5]


def test_another_day_of_publication_travels_too(library: Library) -> None:
    link = library.save(an_analysis())
    library.correct(link, set_published(an_analysis(), date(2023, 6, 1)), seen=1, who="Uta")
    first = library.load(link)
    assert first is not None
    second = library.load(library.take_over(read_result(result_file(first))))
    assert second is not None
    assert (second.analysis, second.machine) == (first.analysis, first.machine)
    assert second.stale
    assert result_file(second) == result_file(first)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("  {\n \"id\": 1, \"article\": {}, \"entities\": [], \"quotes\": []}", True),
        ("{Red.} Der Minister sagte: „article“.", False),
        ("\"article\" \"entities\" \"quotes\"", False),
        ("", False),
    ],
)  # fmt: skip
def test_what_is_meant_as_a_result(words: str, meant: bool) -> None:
    assert is_result(words) is meant


# --------------------------------------------------------------------------------------------------------------------- bad files


def changed(place: str, value: Any) -> str:
    """The file with another value at a place such as quotes.0.parts."""
    made = form()
    at: Any = made
    *way, last = place.split(".")
    for step in way:
        at = at[int(step) if step.isdigit() else step]
    at[int(last) if last.isdigit() else last] = value
    return json.dumps(made)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("article", None),
        ("article", []),
        ("article.text", ""),
        ("article.text", 5),
        ("article.text", "kurz"),  # every offset lies outside
        ("article.text", "half \ud800"),
        ("article.text", "null \x00" + "x" * 200),
        ("article.title", ["x"]),
        ("article.language", "../de"),
        ("article.published", "2023-02-30"),
        ("article.published", "20230504"),
        ("article.published", 5),
        ("article.published_from", "guessed"),
        ("article.notes", [{"code": "file_date", "detail": "2023-99-99"}]),
        ("article.notes", [{"code": "{0.__class__}"}]),
        ("article.notes", {"code": "x"}),
        ("entities", {}),
        ("entities.0.id", "e3"),  # twice
        ("entities.0.id", "t1"),  # a time's
        ("entities.0.id", "<b>"),
        ("entities.0.id", "e٣"),
        ("entities.0.type", "GOD"),
        ("entities.0.type", []),
        ("entities.0.name", " "),
        ("entities.0.name", "x" * 3000),
        ("entities.0.roles", ["x", 1]),
        ("entities.0.mentions.0.start", -1),
        ("entities.0.mentions.0.start", True),
        ("entities.0.mentions.0.start", 1.5),
        ("entities.0.mentions.0.end", 10**400),
        ("entities.0.mentions.0.confidence", 2),
        ("entities.0.mentions.0.confidence", "0.5"),
        ("entities.0.mentions.0.reason", "a" * 100),
        ("quotes.0.id", "e1"),
        ("quotes.0.parts", []),
        ("quotes.0.parts", [[5, 5]]),
        ("quotes.0.parts", [[9, 12], [1, 3]]),
        ("quotes.0.parts", [[1, 2, 3]]),
        ("quotes.0.speaker.entity", "e9"),
        ("quotes.0.speaker.others", ["e9"]),
        ("quotes.0.speaker.start", None),
        ("quotes.0.carrier", "q1"),
        ("quotes.0.carrier", "q7"),
        ("times.0.earliest", "2024-01-01"),  # after the latest
        ("times.0.latest", None),
        ("times.0.value", "x" * 81),
        ("events.0.time", 7),
        ("events.0.time", -1),
        ("events.0.claimed_in", "q9"),
        ("events.0.entities", ["e9"]),
        ("events.0.status", "maybe"),
        ("events.0.trigger", None),
        ("by_hand.0.item", "e9"),
        ("by_hand.0.number", -1),
        ("sentences", [[0]]),
        ("wortlaut", 0),
        ("wortlaut", "1"),
        ("wortlaut", True),
        ("source", None),
        ("corrections", "x"),
        ("corrections.0.action", "entity.explode"),
        ("corrections.0.action", ["entity.rename"]),
        ("corrections.0.values", None),
        ("corrections.0.values", {"name": {"a": 1}}),
        ("corrections.0.values", {"name": [[[[[]]]]]}),
        ("corrections.0.values", {"name": 10**9}),
        ("corrections.0.anchor", [[0, 10**9]]),
        ("corrections.0.anchor", "x"),
        ("corrections.0.when", "gestern"),
        ("corrections.0.when", "2023-05-17T08:00:00"),  # in whose time?
        ("corrections.0.who", {"name": "x"}),
        ("before", None),
        ("before.article", 3),
        ("before.entities", None),
        ("before.reckoned_from", "2023-13-01"),
    ],
)  # fmt: skip
def test_a_file_with_one_wrong_value_is_refused(place: str, value: Any) -> None:
    with pytest.raises(BrokenResult) as refused:
        read_result(changed(place, value))
    assert refused.value.detail


@pytest.mark.parametrize(
    "data",
    [
        "", "[]", "null", "5", "{", '"x"', "{}", b"\xff\xfe\x00", b"\x00" * 50, "[" * 200_000, '{"a":' * 100_000,
        '{"article": NaN}', '{"article": 1e999}', '{"wortlaut": ' + "9" * 5000 + "}",
    ],
    ids=range(14),
)  # fmt: skip
def test_what_is_no_result_file_at_all_is_refused(data: str | bytes) -> None:
    with pytest.raises(BrokenResult):
        read_result(data)


def test_a_newer_form_is_refused_as_newer() -> None:
    with pytest.raises(NewerResult) as refused:
        read_result(changed("wortlaut", 2))
    assert refused.value.detail == "2"


def test_fifty_megabytes_are_refused_unread() -> None:
    with pytest.raises(FileTooLarge):
        read_result(b"{" + b" " * 50_000_000)


def test_fields_nobody_knows_are_left_out() -> None:
    made = form()
    made["entities"][0]["__class__"] = made["further"] = {"x": 1}
    assert read_result(json.dumps(made)).machine == saved().machine


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["e1", "q1", "v1", "2023-05-04"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["start", "end", "id", "x"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in the form."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at] * bool(at) + [way for step, v in inner for way in places(v, (*at, step))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_file_it_is_shown_or_refused(data: st.DataObject) -> None:
    made = form()
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places(made)))
        at: Any = made
        for step in way:
            at = at[step]
        at[last] = data.draw(values)
    try:
        brought = read_result(json.dumps(made))
    except (BrokenResult, NewerResult):
        return
    shown = corrected(brought.machine, brought.corrections)
    text = shown.article.text
    for quote in shown.quotes:
        assert all(0 <= p.start < p.end <= len(text) for p in quote.parts)
