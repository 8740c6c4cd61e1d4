"""What the dictionary knows of single words."""

from __future__ import annotations

import pytest

from components.languages.dictionary import is_past_verb, is_present_in_e, noun_make


@pytest.mark.parametrize(
    ("word", "make"),
    [
        ("Sardine", "whole"),
        ("SARDINE", "whole"),
        ("Lachs", "whole"),
        ("Ameisenhügel", "compound"),
        ("Stapelfeld", "compound"),
        ("Koch", None),  # a name as well
        ("Regensburg", None),
        ("Hisbollah", None),
        ("X" * 200, None),
        ("A4", None),
    ],
)
def test_what_the_dictionary_knows(word: str, make: str | None) -> None:
    assert noun_make(word, "de") == make


def test_a_language_without_a_dictionary_knows_no_noun() -> None:
    assert noun_make("Sardine", "en") is None


@pytest.mark.parametrize(
    ("word", "past"),
    [
        ("versprachen", True),
        ("verschwand", True),
        ("unterschrieb", True),
        ("kündigte", True),
        ("gibt", False),  # another stem, but the present
        ("läuft", False),
        ("berät", False),
        ("gilt", False),
        ("vertritt", False),
        ("litt", True),
        ("gäbe", False),
        ("beraten", False),
        ("entschieden", False),  # a participle as well
        ("vereinbarten", False),  # an adjective as well
        ("gebaut", False),
        ("", False),
    ],
)
def test_which_verbs_are_past(word: str, past: bool) -> None:
    assert is_past_verb(word, "de") == past


@pytest.mark.parametrize(
    ("word", "present"),
    [
        ("koste", True),
        ("widerspreche", True),
        ("behalte", True),
        ("endete", False),
        ("wandte", False),  # a stem of its own for the past
        ("werte", False),  # „Werte“, in small letters by mistake
        ("laute", False),
        ("heute", False),
    ],
)
def test_which_verbs_are_a_present_in_e(word: str, present: bool) -> None:
    assert is_present_in_e(word, "de") == present
