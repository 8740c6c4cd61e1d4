"""The worked sentences of docs/quotations.md say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.analysis.quotes import find_quotes
from components.encoder import read

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "quotations.md").read_text("utf-8")
ROWS = re.findall(r"^\| [^|]+ \| ([^|]*\[[^|]*) \| `(\w+)` \|$", PAGE, re.MULTILINE)
NONE = re.findall(r"\(„([^\n]+?[.])“\)", PAGE.split("Not quotations:")[1].split("\n\n")[0])


@pytest.mark.parametrize(("sentence", "code"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_worked_sentence_is_read_as_the_page_says(sentence: str, code: str) -> None:
    text = re.sub(r"[\[\]]", "", sentence)
    language = "en" if re.search(r"\b(the|Two)\b", text) else "de"
    quotes = find_quotes(read(text, language))
    assert [text[p.start : p.end] for q in quotes for p in q.parts] == re.findall(r"\[([^]]*)\]", sentence)
    assert [q.how for q in quotes] == [code]


@pytest.mark.parametrize("sentence", NONE)
def test_what_the_page_calls_no_quotation_is_none(sentence: str) -> None:
    assert find_quotes(read(sentence, "de")) == ()


def test_the_page_is_read_at_all() -> None:
    assert len(ROWS) >= 25
    assert len(NONE) == 3
