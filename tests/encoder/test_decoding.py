"""The best label sequence, windows over the words, and the model's loading."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.encoder.decoding import decode, decode_any
from components.encoder.onnx import load, probabilities, windows
from components.encoder.words import words

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def rows(*likely: dict[str, float]) -> np.ndarray:
    table = np.full((len(likely), len(LABELS)), 0.01, np.float32)
    for row, shares in zip(table, likely, strict=True):
        for label, share in shares.items():
            row[LABELS.index(label)] = share
    result: np.ndarray = table / table.sum(-1, keepdims=True)
    return result


def no_breaks(n: int) -> np.ndarray:
    return np.zeros(n, bool)


def test_a_span_is_not_begun_inside() -> None:
    table = rows({"O": 0.4, "B-PER": 0.38}, {"I-PER": 0.9}, {"O": 0.9})
    assert decode(table, LABELS, no_breaks(3)) == [(0, 2, "PER")]


def test_a_span_does_not_change_its_kind() -> None:
    table = rows({"B-PER": 0.9}, {"I-LOC": 0.5, "I-PER": 0.45}, {"I-PER": 0.9})
    assert decode(table, LABELS, no_breaks(3)) == [(0, 3, "PER")]


def test_a_line_break_ends_a_span() -> None:
    table = rows({"B-PER": 0.9}, {"I-PER": 0.6, "B-PER": 0.3})
    assert decode(table, LABELS, no_breaks(2)) == [(0, 2, "PER")]
    assert decode(table, LABELS, np.array([False, True])) == [(0, 1, "PER"), (1, 2, "PER")]


def test_a_doubtful_span_must_be_worth_its_cost() -> None:
    table = rows({"O": 0.4, "B-PER": 0.5})
    assert decode(table, LABELS, no_breaks(1)) == [(0, 1, "PER")]
    assert decode(table, LABELS, no_breaks(1), begin_cost=1.0) == []


def test_kinds_together() -> None:
    table = rows({"O": 0.4, "B-PER": 0.31, "B-LOC": 0.29})
    assert decode(table, LABELS, no_breaks(1)) == []
    assert decode_any(table, LABELS, no_breaks(1)) == [(0, 1, "PER")]


@given(
    lengths=st.lists(st.integers(1, 16), max_size=120),
    openings=st.sets(st.integers(0, 119)),
    size=st.integers(20, 60),
    overlap=st.integers(0, 25),
)
def test_windows_read_every_word_once(lengths: list[int], openings: set[int], size: int, overlap: int) -> None:
    cuts = windows(lengths, sorted(o for o in openings if o < len(lengths)), size, overlap)
    assert [i for w in cuts for i in range(w.read_from, w.read_to)] == list(range(len(lengths)))
    for w in cuts:
        assert w.begin <= w.read_from < w.read_to <= w.end
        assert sum(lengths[w.begin : w.end]) <= size


def test_windows_end_with_sentences() -> None:
    cuts = windows([10] * 12, [0, 3, 6, 9], size=70, overlap=30)
    assert [(w.begin, w.end) for w in cuts] == [(0, 6), (3, 9), (6, 12)]


def test_the_same_words_in_a_long_text() -> None:
    """A sentence far inside a long text is read much as it is alone."""
    sentence = "Am Montag besuchte Anna Berger die Stadt Hamburg. "
    text = sentence * 60
    spans = words(text)
    openings = [k for k, (a, _) in enumerate(spans) if a % len(sentence) == 0]
    names = probabilities(text, spans, openings, load())["e"]
    labels = load().labels["e"]
    hamburg = [k for k, (a, b) in enumerate(spans) if text[a:b] == "Hamburg"]
    assert len(hamburg) == 60
    assert all(labels[int(names[k].argmax())] == "B-LOC" for k in hamburg)
