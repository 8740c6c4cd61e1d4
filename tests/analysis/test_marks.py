"""Pairs of quotation marks: the table marks.toml, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.marks import CLOSED_BY, marked_passages

CASES = tomllib.loads(Path(__file__).with_name("marks.toml").read_text("utf-8"))["case"]
SAYINGS = ("Wir gehen heute", "Nichts ist gut", "So bleibt es", "Wer soll das zahlen")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_text_has_these_passages(case: dict[str, Any]) -> None:
    text = case["text"].replace("¶", "\n\n")
    found = [text[m.start : m.end] + ("+" if m.goes_on else "") for m in marked_passages(text)]
    assert found == case["passages"]


@pytest.mark.parametrize(("opening", "closing"), ["„“", '„"', "“”", "»«", "«»", '""'])
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_missing_mark_costs_one_passage(opening: str, closing: str, between: str) -> None:
    text = between.join(f"{opening}{words}{closing}, sagte er." for words in SAYINGS)
    marks = [i for i, c in enumerate(text) if c in opening + closing]
    assert len(marked_passages(text)) == len(SAYINGS)
    for i in marks:
        broken = text[:i] + text[i + 1 :]
        whole = {broken[m.start + 1 : m.end - 1] for m in marked_passages(broken)}
        assert len(whole & set(SAYINGS)) >= len(SAYINGS) - 1, broken


@given(st.text(alphabet=st.sampled_from([*CLOSED_BY, *"aS1 .,\n"]), max_size=60) | st.text(max_size=60))
def test_passages_lie_in_the_text_and_never_cross(text: str) -> None:
    passages = marked_passages(text)
    assert list(passages) == sorted(passages, key=lambda m: (m.start, -m.end))
    for k, m in enumerate(passages):
        assert 0 <= m.start < m.end <= len(text)
        assert all(n.start >= m.end or n.end <= m.end for n in passages[k + 1 :])
