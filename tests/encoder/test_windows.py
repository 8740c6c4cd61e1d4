"""The windows of the encoder: together they read every word once, whatever the sentences are like."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.encoder.onnx import windows


@settings(deadline=None)
@given(st.lists(st.integers(1, 16), min_size=1, max_size=400), st.sets(st.integers(1, 399)))
@example([2] * 60 + [1] + [1] * 8 + [1] + [1] * 300, {60, 61, 69, 70})
def test_every_word_is_read_in_one_window_that_holds_it(lengths: list[int], openings: set[int]) -> None:
    begun = sorted({0} | {o for o in openings if o < len(lengths)})
    position = 0
    for window in windows(lengths, begun, size=60, overlap=20):
        assert window.begin <= window.read_from < window.read_to <= window.end
        assert window.read_from == position
        position = window.read_to
    assert position == len(lengths)
