"""Time expressions, their values and how they were reached: the tables times.de.toml and times.en.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from components.analysis.time_conflicts import weekday_conflicts
from components.analysis.times import find_times
from components.languages import KNOWN
from tests.analysis.plain_docs import plain_doc

HERE = Path(__file__).parent


def _cases() -> list[Any]:
    found = []
    for language in KNOWN:
        table = tomllib.loads((HERE / f"times.{language}.toml").read_text("utf-8"))
        for case in table["case"]:
            published = case.get("published", table["published"])
            day = published if isinstance(published, date) else None
            found.append(
                pytest.param(case["text"], language, day, case["times"], id=f"{language}: {case['text'][:60]}")
            )
    return found


@pytest.mark.parametrize(("text", "language", "published", "expected"), _cases())
def test_a_sentence_has_exactly_these_times(
    text: str, language: str, published: date | None, expected: list[str]
) -> None:
    times = find_times(plain_doc(text, language), published)
    assert [f"{text[t.start : t.end]} | {t.type} | {t.value} | {t.rule}" for t in times] == expected


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Am Mittwoch, 4. Mai 2023, begann der Prozess.", "de", ["Mittwoch, 4. Mai 2023"]),
        ("Am Mittwoch, 3. Mai 2023, begann der Prozess.", "de", []),
        ("The trial began on Monday, May 2, 2023.", "en", ["Monday, May 2, 2023"]),
        ("The trial began on Tuesday, May 2, 2023.", "en", []),
    ],
)
def test_a_weekday_that_is_not_that_of_its_date_is_noted(text: str, language: str, words: list[str]) -> None:
    times = find_times(plain_doc(text, language), date(2025, 3, 6))
    notes = weekday_conflicts(text, language, times)
    assert [n.detail for n in notes] == words
    assert all(n.code == "weekday_mismatch" and text[n.start : n.end] == n.detail for n in notes)


def test_every_rule_has_its_sentence_in_both_languages() -> None:
    rules = {t.split(" | ")[3] for case in _cases() for t in case.values[3]}
    strings = HERE.parents[1] / "components" / "views" / "strings"
    for language in ("de", "en"):
        sentences = tomllib.loads((strings / f"times.{language}.toml").read_text("utf-8"))["time"]["rule"]
        assert rules <= set(sentences)


@pytest.mark.parametrize(("after", "kept"), [(":", False), (" war lang", True)])
def test_a_label_that_heads_a_list_is_no_time_however_sure_the_encoder_is(after: str, kept: bool) -> None:
    doc = plain_doc(f"1. Tag{after}", "de")
    day = doc.char_span(0, len("1. Tag"), label="DATE", alignment_mode="expand")
    doc.spans["times"] = [day]
    doc.user_data["labels"] = {"t": ("O", "B-DATE", "I-DATE")}
    doc.user_data["heads"] = {"t": np.array([[0.0, 1.0, 0.0]] * len(doc), np.float32)}
    assert [doc.text[t.start : t.end] for t in find_times(doc, None)] == ["1. Tag"] * kept
