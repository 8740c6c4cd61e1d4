"""The first visitor: a word before the heavy imports, the language model loaded beside the page, once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
import streamlit as st

from components.views import opening, reading

ROOT = Path(__file__).resolve().parents[2]


def test_the_first_word_waits_for_nothing_heavy() -> None:
    heavy = {"spacy", "sqlalchemy", "onnxruntime", "components.analysis"}
    code = f"import sys, components.views.opening; sys.exit(bool({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(("module", "said"), [("no.such.module", ["Wortlaut wird geöffnet …"]), ("sys", [])])
def test_only_where_the_imports_are_still_to_come_it_says_so(
    module: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(opening, "_HEAVY", module)
    monkeypatch.setattr(opening, "t", lambda key: {"frame.opening": "Wortlaut wird geöffnet …"}[key])
    monkeypatch.setattr(st, "spinner", lambda words: shown.append(words) or nullcontext())
    with opening.opening():
        shown.append("imported")
    assert shown == [*said, "imported"]


def test_the_model_is_loaded_once_beside_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    monkeypatch.setattr("components.desk.desk._desk", cache(lambda: opened.append(1)))
    reading.prepare()
    reading.prepare()
    assert opened == [1]
