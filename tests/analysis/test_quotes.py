"""Quotations by construction: the tables quotes.de.toml and quotes.en.toml, read with the model."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from components.analysis.cues import lexicon, weight_of
from components.analysis.model import FoundQuote, Passage
from components.analysis.quotes import find_quotes
from components.encoder import read
from components.languages import KNOWN

HERE = Path(__file__).parent


def _cases() -> list[Any]:
    found = []
    for language in KNOWN:
        table = tomllib.loads((HERE / f"quotes.{language}.toml").read_text("utf-8"))
        found += [
            pytest.param(language, case["text"], case["quotes"], id=f"{language}: {case['name']}")
            for case in table["case"]
        ]
    return found


def _shown(text: str, quote: FoundQuote) -> str:
    def words(passage: Passage | None) -> str:
        return text[passage.start : passage.end] if passage else "-"

    content = " … ".join(words(part) for part in quote.parts)
    shown = f"{quote.kind} | {quote.how} | {content} | {words(quote.cue)} | {words(quote.speaker)}"
    shown += f" | continues {quote.continues}" if quote.continues is not None else ""
    return shown + (f" | within {quote.carrier}" if quote.carrier is not None else "")


@pytest.mark.parametrize(("language", "text", "expected"), _cases())
def test_a_text_has_exactly_these_quotations(language: str, text: str, expected: list[str]) -> None:
    assert [_shown(text, quote) for quote in find_quotes(read(text, language))] == expected


ARTICLE = """BREMEN (dna) - Im Hafen von Bremen ist am Dienstag ein Kran umgestürzt.

„DAS LETZTE WORT“

„Wir haben Glück gehabt“, sagte Hafenmeister Enno Tietjen.

»WER HAFTET?«

Die „Seute Deern“ lag nur zwanzig Meter entfernt. Das sogenannte „Hafenfest“ wurde abgesagt.

WIE ES WEITERGEHT

Am Mittwoch kommt ein Gutachter.

+++ Newsletter abonnieren +++"""


def test_headings_ships_and_terms_in_marks_are_no_speech() -> None:
    quotes = find_quotes(read(ARTICLE, "de"))
    assert [ARTICLE[q.parts[0].start : q.parts[0].end] for q in quotes] == ["„Wir haben Glück gehabt“"]


SENTENCES = (
    "„Das Geld reicht nicht“, sagte Kämmerer Jens Ohm.",
    "„Wir schließen das Bad im Herbst“, erklärte Bürgermeisterin Ida Roth.",
    "„Die Schule bleibt offen“, versprach Rektor Uwe Falk.",
    "„Niemand wird entlassen“, betonte Sprecherin Eva Brandt.",
)


@pytest.mark.parametrize("missing", range(8))
def test_a_missing_mark_costs_at_most_one_quotation(missing: int) -> None:
    text = "\n\n".join(SENTENCES)
    marks = [i for i, c in enumerate(text) if c in "„“"]
    broken = text[: marks[missing]] + text[marks[missing] + 1 :]
    found = {
        (broken[q.parts[0].start : q.parts[0].end], q.kind, q.speaker is not None)
        for q in find_quotes(read(broken, "de"))
    }
    whole = {(s[: s.index("“") + 1], "direct", True) for s in SENTENCES}
    assert len(found & whole) >= len(SENTENCES) - 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reporting_verb_is_complete(language: str) -> None:
    words = lexicon(language)
    assert len(words.takes) > 100
    for lemma, takes in words.takes.items():
        assert takes, lemma
        weight, note = weight_of(language, lemma)
        assert (weight, bool(note)) in {("neutral", False), ("evaluative", True)}, lemma


def test_a_verb_that_judges_says_how() -> None:
    assert weight_of("de", "sagen") == ("neutral", "")
    assert weight_of("de", "behaupten") == ("evaluative", "casts doubt")
    assert weight_of("en", "say") == ("neutral", "")
    assert weight_of("de", "no such verb") == ("neutral", "")
