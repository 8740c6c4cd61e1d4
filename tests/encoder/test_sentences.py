"""Sentence borders and tokens, by a table of cases."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from components.encoder.words import lay_out

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
ALL = [pytest.param(language, case, id=f"{language}: {case['why']}") for language in CASES for case in CASES[language]]


def sentences(text: str, language: str) -> list[str]:
    layout = lay_out(text, language)
    openings = sorted(k for k in layout.openings if k < len(layout.tokens))
    starts = [layout.tokens[k][0] for k in openings] + [len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(("language", "case"), ALL)
def test_sentences(language: str, case: dict[str, Any]) -> None:
    wanted = [part.strip() for part in case["cut"].split("|")]
    text = ("\n" if case.get("lines") else " ").join(wanted)
    assert sentences(text, language) == case.get("bare", wanted)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Am 2. Oktober um 20.30 Uhr", "de", ["Am", "2.", "Oktober", "um", "20.30", "Uhr"]),
        ("Dr. Weber, z.B. Kund:innen", "de", ["Dr.", "Weber", ",", "z.B.", "Kund:innen"]),
        ("Papst Pius XII. kam ...", "de", ["Papst", "Pius", "XII.", "kam", "..."]),
        ("The U.S. isn't CDU-free.", "en", ["The", "U.S.", "isn", "'", "t", "CDU", "-", "free", "."]),
        ("Berlin: in Mitte", "de", ["Berlin", ":", "in", "Mitte"]),
    ],
)
def test_tokens(text: str, language: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in lay_out(text, language).tokens] == wanted
