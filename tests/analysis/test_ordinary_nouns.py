"""Nouns of the dictionary are no names where the encoder was unsure of them; names that are nouns as well stay."""

from __future__ import annotations

import pytest

from components.analysis.model import EntityType
from components.analysis.name_lists import Name
from components.analysis.ordinary_nouns import without_ordinary_nouns
from components.encoder import read


@pytest.mark.parametrize(
    ("text", "word", "kind", "confidence", "stays"),
    [
        ("Die Schwärme der Sardine wandern ab.", "Sardine", "LOC", 0.7, False),
        ("Die Schwärme der Sardine wandern ab.", "Sardine", "LOC", 0.97, True),
        ("Neben dem Haus liegt ein Ameisenhügel am Weg.", "Ameisenhügel", "LOC", 0.8, False),
        ("Er wohnt seit Jahren in Stapelfeld bei Hamburg.", "Stapelfeld", "LOC", 0.8, True),
        ("Am Abend sprach Stein vor dem Rat.", "Stein", "PER", 0.8, True),
        ("Die Polizei fand bei ihm Heroin in Beuteln.", "Heroin", "PER", 0.4, False),
        ("Die Band „Landser“ trat auf.", "Landser", "ORG", 0.7, True),
        ("Sie nannte das Abfallgesetz einen Fehler.", "Abfallgesetz", "MISC", 0.7, True),
        ("Am Abend sprach sie von Vertrauensbruch.", "Vertrauensbruch", "ORG", 0.6, False),
        ("Im Juli warb der Discounter Pfennigfuchs.", "Pfennigfuchs", "ORG", 0.6, True),
        ("Der Rechnungshof rügt das Land.", "Rechnungshof", "ORG", 0.7, True),
    ],
)
def test_an_unsure_noun_is_no_name(text: str, word: str, kind: EntityType, confidence: float, stays: bool) -> None:
    doc = read(text, "de")
    token = next(t for t in doc if t.text == word)
    name = Name(token.i, token.i + 1, word, kind, confidence)
    assert without_ordinary_nouns(doc, [name]) == ([name] if stays else [])


def test_what_is_named_surely_elsewhere_stays() -> None:
    doc = read("Rolf Stein ging. Das Urteil nahm Stein ernst.", "de")
    whole = Name(0, 2, "Rolf Stein", "PER", 0.99)
    alone = Name(7, 8, doc[7].text, "PER", 0.4)
    assert alone.text == "Stein"
    assert without_ordinary_nouns(doc, [whole, alone]) == [whole, alone]
