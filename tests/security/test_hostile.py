"""A seeded part of `make hostile`; the whole is run by hand."""

from __future__ import annotations

import pytest

from components.analysis.model import Analysis
from tests.security import hostile


@pytest.mark.parametrize("number", range(40))
def test_a_hostile_article_comes_through_everything(number: int) -> None:
    hostile.through_everything(hostile.article(number))


def _some() -> None:
    for number in range(200):
        hostile.through_everything(hostile.article(number), office=False)


def test_the_articles_are_always_the_same_and_hold_what_they_should() -> None:
    made = [hostile.article(n) for n in range(500)]
    assert made == [hostile.article(n) for n in range(500)]
    everything = "\n".join(made)
    for sting in ("<script>", "=HYPERLINK", "\u202e", "\x00", "![", "javascript:", "\ud83d"):
        assert sting in everything


def test_a_formula_in_a_file_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.exports._inert", lambda cell: cell)
    with pytest.raises(AssertionError):
        _some()


def test_markup_in_the_report_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.exports_report._text", lambda text: text)
    with pytest.raises(AssertionError):
        _some()


def test_an_offset_outside_the_text_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    original = hostile.marks

    def shifted(analysis: Analysis) -> tuple[object, ...]:
        return tuple(type(m)(m.start, len(analysis.article.text) + 1, m.layer, m.finding) for m in original(analysis))

    monkeypatch.setattr(hostile, "marks", shifted)
    with pytest.raises(AssertionError):
        _some()
