"""Reporting verbs that judge: cases of sentence, cue and note."""

from __future__ import annotations

import pytest

from components.languages import facts
from components.tables_tone import tone_of


@pytest.mark.parametrize(
    ("language", "cue", "rest", "note"),
    [
        ("de", "sagte", " der Minister.", ""),
        ("de", "behauptete", " der Minister.", "casts doubt"),
        ("de", "Behauptete", "", "casts doubt"),
        ("de", "räumte", " der Minister am Abend ein.", "takes it as true and unwelcome to the speaker"),
        ("de", "räumte", " der Minister ein und ging.", "takes it as true and unwelcome to the speaker"),
        ("de", "räumte", " der Minister in einem Brief auf.", ""),  # „in einem“ is no „ein“
        ("de", "einräumte", ".", "takes it as true and unwelcome to the speaker"),
        ("de", "eingeräumt", ".", "takes it as true and unwelcome to the speaker"),
        ("de", "gab", " der Minister an.", ""),
        ("de", "gab", " der Minister zu.", "takes it as true and unwelcome to the speaker"),
        ("de", "gab", " er zu Protokoll an", ""),
        ("de", "laut", " Polizei", ""),
        ("de", "", "", ""),
        ("en", "said", " the minister.", ""),
        ("en", "alleged", " the minister.", "casts doubt"),
        ("en", "has admitted", "", "takes it as true and unwelcome to the speaker"),
    ],
)
def test_what_a_reporting_verb_says_about_the_words(language: str, cue: str, rest: str, note: str) -> None:
    assert tone_of(cue, rest, language) == note


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_verb_that_judges_says_how(language: str) -> None:
    verbs = facts(language, "quotes")["verbs"]
    assert not [lemma for lemma, verb in verbs.items() if (verb["weight"] == "evaluative") != bool(verb.get("note"))]
