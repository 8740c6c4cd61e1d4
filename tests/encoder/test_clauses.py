"""Clauses and verb forms, by a table of cases."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from components.encoder import read, verb_form

CASES = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))
ALL = [pytest.param(language, case, id=f"{language}: {case['why']}") for language in CASES for case in CASES[language]]


@pytest.mark.parametrize(("language", "case"), ALL)
def test_clauses(language: str, case: dict[str, Any]) -> None:
    wanted = [re.match(r"(\w+?)(\d?): (.*)", part.strip()) for part in case["cut"].split("|")]
    assert all(wanted)
    text = " ".join(m[3] for m in wanted if m)
    doc = read(text, language)
    found = list(doc.spans["clauses"])
    assert [(c.label_, c.text) for c in found] == [(m[1], m[3]) for m in wanted if m]
    for a, one in zip(wanted, found, strict=True):
        for b, other in zip(wanted, found, strict=True):
            if a and b and (one is other or a[2]):
                assert (one.id_ == other.id_) == (a is b or a[2] == b[2] != "")


@pytest.mark.parametrize(
    ("text", "language", "word", "form"),
    [
        ("Lang sagte, die Lage sei ernst.", "de", "sei", "Fin-Sub-Pres"),
        ("Er habe nichts gewusst, sagte sie.", "de", "habe", "Fin-Sub-Pres"),
        ("Der Diplomat wurde deutlicher: Warschau spiele mit dem Feuer.", "de", "spiele", "Fin-Sub-Pres"),
        ("Das wäre ein Fehler.", "de", "wäre", "Fin-Sub-Past"),
        ("Der Rat hat getagt.", "de", "hat", "Fin-Ind-Pres"),
        ("Die Polizei nahm ihn fest.", "de", "nahm", "Fin-Ind-Past"),
        ("Die letzte Woche war ruhig.", "de", "letzte", ""),
        ("He was arrested.", "en", "was", "Fin-Ind-Past"),
        ("She has left.", "en", "has", "Fin-Ind-Pres"),
    ],
)
def test_verb_forms(text: str, language: str, word: str, form: str) -> None:
    doc = read(text, language)
    token = next(t for t in doc if t.text == word)
    assert verb_form(token) == form
