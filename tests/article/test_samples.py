"""The sample articles: readable, complete, and as hard as they are meant to be."""

from __future__ import annotations

import pytest

from components.article import Sample, read_sample, samples
from components.article.dates import date_in
from components.article.samples import FOLDER


def test_every_language_and_every_kind_are_there() -> None:
    assert {(s.language, s.kind) for s in samples()} >= {
        ("de", "analysis"),
        ("de", "report"),
        ("de", "short"),
        ("en", "analysis"),
        ("en", "report"),
        ("fr", "report"),
    }
    assert {path.stem for path in FOLDER.glob("*.txt")} == {s.name for s in samples()}


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.name)
def test_sample(sample: Sample) -> None:
    article = read_sample(sample.name)
    assert article.language == sample.language
    assert sample.title in article.title
    assert article.published == sample.published
    assert article.dateline or sample.kind == "short"
    assert date_in(article.text[:300]) is None, "the text itself does not tell its date"
    least, most = {"analysis": (700, 1100), "report": (280, 450), "short": (120, 250)}[sample.kind]
    assert least <= len(article.text.split()) <= most
    assert article.authors or sample.kind == "short"


def test_the_long_analysis_shows_what_is_hard() -> None:
    article = read_sample("bruecke_maarsund")
    paragraphs = article.text.split("\n\n")
    assert "junk_removed" in {note.code for note in article.notes}
    assert "„ZEIGEN SIE MIR DEN PLAN B“" in paragraphs
    assert sum(p.isupper() for p in paragraphs) >= 4
    assert all(mark in article.text for mark in '„“"»«')
    assert "Jonas Berger" in article.text
    assert "Anna Berger" in article.text


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        read_sample("../README")
