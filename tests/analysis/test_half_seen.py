"""Names the encoder half saw, and lists of names: what stands beside a word speaks for a name or not."""

from __future__ import annotations

import numpy as np
import pytest

from components.analysis.coordinations import lists_of_names
from components.analysis.half_seen import with_half_seen
from components.analysis.name_lists import Name
from tests.analysis.plain_docs import plain_doc

LABELS = ["O", "B-ORG", "B-PER"]


@pytest.mark.parametrize(
    ("language", "text", "name", "seen", "probability", "found"),
    [
        ("de", "Kelvax, Orvo und Mirana klagen.", "Orvo", "Kelvax", 0.6, True),
        ("de", "Kelvax, Orvo und Mirana klagen.", "Orvo", "Kelvax", 0.4, False),
        ("de", "Sie sagte es der Zeitung Morgonen.", "", "Morgonen", 0.6, True),
        ("de", "Sie sagte es dort Morgonen.", "", "Morgonen", 0.6, False),
        ("en", "Then the Conservatives wept.", "", "Conservatives", 0.6, True),
        ("en", "Then the Estonian wept.", "", "Estonian", 0.6, False),
        ("en", "Then the Left party wept.", "", "Left", 0.4, True),
    ],
)
def test_a_likely_name_counts_where_its_neighbours_speak_for_it(
    language: str, text: str, name: str, seen: str, probability: float, found: bool
) -> None:
    doc = plain_doc(text, language)
    places = {t.text: t.i for t in doc}
    row = np.tile(np.array([1.0, 0.0, 0.0], np.float32), (len(doc), 1))
    row[places[seen]] = [1 - probability, probability, 0.0]
    doc.user_data["heads"], doc.user_data["labels"] = {"e": row}, {"e": LABELS}
    sure = [Name(places[name], places[name] + 1, name, "ORG", 1.0)] if name else []
    kept = with_half_seen(doc, sure)
    assert [n.text for n in kept if n not in sure] == ([seen] if found else [])


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Das Tessin, Uri und das Wallis jubeln.", True),
        ("Das Tessin schweigt, Uri und das Wallis jubeln.", False),
    ],
)
def test_a_list_has_three_members_with_commas_and_a_last_one_with_and(text: str, listed: bool) -> None:
    doc = plain_doc(text, "de")
    names = [Name(t.i, t.i + 1, t.text, "LOC", 1.0) for t in doc if t.text in ("Tessin", "Uri", "Wallis")]
    assert lists_of_names(doc, names) == ([[0, 1, 2]] if listed else [])
