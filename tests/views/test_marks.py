"""Marks, pieces, excerpts and doubts: what the text and the lists are drawn from."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from components.analysis.model import Entity, Mention, Passage, Speaker
from components.article.model import Note
from components.tables_doubts import UNSURE, doubts
from components.tables_marks import DARK, LAYERS, LIGHT, Mark, marks, passages_of, pieces
from components.views.passages import excerpt
from tests.made import TEXT, an_analysis, passage

words = st.text(alphabet="ab 𝔘ß\n", min_size=1, max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text and overlapping marks within it, in the order `marks` gives them."""
    text = draw(words)
    offsets = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(offsets, offsets).filter(lambda s: s[0] < s[1]), max_size=8))
    found = [Mark(start, end, "person", f"e{i}") for i, (start, end) in enumerate(spans)]
    return text, tuple(sorted(found, key=lambda m: (m.start, -m.end)))


@given(marked_texts())
def test_the_pieces_are_the_text_and_each_carries_exactly_its_marks(marked: tuple[str, tuple[Mark, ...]]) -> None:
    text, found = marked
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    position = 0
    for piece in cut:
        end = position + len(piece.text)
        assert set(piece.marks) == {i for i, m in enumerate(found) if m.start <= position and end <= m.end}
        lengths = [found[i].end - found[i].start for i in piece.marks]
        assert lengths == sorted(lengths)
        position = end


def test_every_layer_has_a_colour_in_both_themes() -> None:
    assert LIGHT.keys() == DARK.keys() == set(LAYERS)


def test_marks_stand_on_their_words() -> None:
    found = {(m.layer, TEXT[m.start : m.end]) for m in marks(an_analysis())}
    assert ("person", "Anna Berger") in found
    assert ("source", "Ein Beamter") in found
    assert ("quotation", "„Wir öffnen am Montag“") in found
    assert ("time", "Montag") in found
    assert ("event", "öffnen") in found
    assert {m.layer for m in marks(an_analysis(), ("place",))} == {"place"}


def test_a_finding_knows_its_places() -> None:
    assert passages_of(an_analysis(), "q1") == (passage("„Wir öffnen am Montag“"),)
    assert passages_of(an_analysis(), "t0") == (passage("Montag"),)
    assert passages_of(an_analysis(), "t7") == ()


def test_an_excerpt_is_the_sentence_on_one_line() -> None:
    text = "Eins war da.\n\nZwei,\ndas  Dritte, kam."
    sentences = (Passage(0, 12), Passage(14, len(text)))
    analysis = replace(an_analysis(), article=replace(an_analysis().article, text=text), sentences=sentences)
    start = text.index("das")
    assert excerpt(analysis, Passage(start, start + len("das  Dritte"))) == ("Zwei, ", "das Dritte", ", kam.")
    assert excerpt(analysis, None) == ("", "", "")


def test_doubts_begin_with_notes_and_name_what_is_unsure() -> None:
    analysis = an_analysis()
    assert [d.kind for d in doubts(analysis)] == ["note"]
    guessed = Mention(*_span("Ein Beamter"), "role", 0.4, "role")
    unsure = replace(
        analysis,
        notes=(Note("rough_language", "fr"),),
        entities=(*analysis.entities, Entity("e9", "PER", "Anna Berger", (guessed,))),
        quotes=(
            replace(analysis.quotes[0], speaker=Speaker("e1", confidence=UNSURE - 0.1), confidence=UNSURE - 0.1),
            replace(analysis.quotes[1], speaker=None),
        ),
        times=(replace(analysis.times[0], value=""),),
        events=(replace(analysis.events[0], confidence=0.1),),
    )
    found = [(d.kind, d.finding) for d in doubts(unsure)]
    assert found == [
        ("note", None),
        ("note", None),
        ("no_speaker", "q2"),
        ("unsure_speaker", "q1"),
        ("unsure_quote", "q1"),
        ("unsure_identity", "e9"),
        ("no_time_value", "t0"),
        ("unsure_event", "v1"),
    ]


def _span(text: str) -> tuple[int, int]:
    where = passage(text)
    return where.start, where.end
