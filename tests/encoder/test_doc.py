"""What every Doc holds to, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from components.encoder import HEAD_OF_LAYER, confidence, read, verb_form

ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("aA.,:;!?“„\"'»«()–-  \t\n\r0123456789…äß\u00a0\u200b\u2028😀"), st.characters(codec="utf-8")
    ),
    max_size=80,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "Der",
            "Rat",
            "sagte",
            ",",
            "dass",
            "er",
            "am",
            "2.",
            "Mai",
            "„",
            "“",
            ".",
            "\n",
            "und",
            "kommt",
            "(",
            ")",
            "–",
            "zu",
            "der",
        ]
    ),
    max_size=30,
)


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    visible = [t.i for t in doc if not t.is_space]
    covered = [i for clause in doc.spans["clauses"] for i in range(clause.start, clause.end) if not doc[i].is_space]
    assert covered == visible
    for clause in doc.spans["clauses"]:
        assert clause.label_ in {"main", "dass", "ob", "w", "relative", "zu", "adverbial", "other"}
        assert clause[0].sent == clause[-1].sent
    for layer in HEAD_OF_LAYER:
        spans = list(doc.ents) if layer == "names" else list(doc.spans[layer])
        assert all(a.end <= b.start for a, b in pairwise(spans))
        for span in spans:
            assert not span[0].is_space
            assert not span[-1].is_space
            assert 0.0 <= confidence(span, HEAD_OF_LAYER[layer]) <= 1.0 + 1e-6
            assert layer == "content" or "\n" not in span.text
    for values in doc.user_data["heads"].values():
        assert values.shape[0] == len(doc)
        assert np.allclose(values.sum(-1), 1.0, atol=1e-3)
    assert all(isinstance(verb_form(t), str) for t in doc)


@pytest.mark.parametrize("language", ["de", "en", "fr"])
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(text=ODD)
@example(text="")
@example(text=" \t\n x  y\u00a0\n\n")
@example(text="...")
@example(text="\x1c\x85")
def test_any_text(text: str, language: str) -> None:
    check(read(text, language), text)


@settings(deadline=None, max_examples=25)
@given(words=WORDS)
def test_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    check(read(text, "de"), text)


def test_a_lone_surrogate_is_replaced() -> None:
    assert read("a\ud800b", "de").text == "a\ufffdb"


def test_nothing_goes_on_over_a_line_break() -> None:
    doc = read("Bürgermeisterin Anna\nBerger besuchte Talheim.", "de")
    assert all("\n" not in ent.text for ent in doc.ents)


def test_tells_how_far_it_is_until_all_is_read() -> None:
    told: list[float] = []
    read("Der Rat sagte am Montag, er werde die alte Halle nicht abreißen. " * 60, "de", told.append)
    assert len(told) > 2
    assert told == sorted(set(told))
    assert told[-1] == 1
