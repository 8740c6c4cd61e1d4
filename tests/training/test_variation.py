"""Another typing of a text keeps its length and its words."""

from __future__ import annotations

import random

import pytest

from training.passages import Passage, verb_form
from training.variation import NamePool, in_capitals, with_other_marks, with_other_names


@pytest.mark.parametrize(
    "text",
    [
        "„Ja“, sagte sie. „Nein“, sagte er.",
        '"Yes," she said. "No," he said.',
        "“Yes,” she said.",
        'Ein Zoll (") steht allein.',
        "Ohne Marken.",
    ],
)
def test_other_marks_change_marks_only(text: str) -> None:
    marks = str.maketrans(dict.fromkeys('„“”"»«', "#"))
    for seed in range(20):
        changed = with_other_marks(Passage("a", text, {}), random.Random(seed)).text
        assert changed.translate(marks) == text.translate(marks)


def test_a_style_is_really_drawn_and_opens_and_closes() -> None:
    seen = {with_other_marks(Passage("a", '"Ja", "Nein"', {}), random.Random(s)).text for s in range(40)}
    assert "»Ja«, »Nein«" in seen
    assert "„Ja“, „Nein“" in seen


def test_capitals_keep_offsets() -> None:
    assert in_capitals(Passage("a", "Weiße Häuser", {})).text == "WEIßE HÄUSER"


@pytest.mark.parametrize(
    ("tag", "features", "form"),
    [
        ("VAFIN", "Mood=Sub|Number=Sing|Tense=Pres|VerbForm=Fin", "Fin-Sub-Pres"),
        ("VBC", "Mood=Sub|Tense=Past", "Fin-Sub-Past"),
        ("VBC", "Mood=Imp|Tense=Pres", "Imp"),
        ("VBN", "Tense=Past", "Part"),
        ("VVIZU", "VerbForm=Inf", "Inf"),
        ("NN", "Case=Nom", "O"),
    ],
)
def test_both_tag_sets_give_the_same_verb_forms(tag: str, features: str, form: str) -> None:
    assert verb_form(tag, features) == form


def test_other_names_keep_their_kind_and_move_every_span_along() -> None:
    text = "„Nein“, sagte Anna Berger in Graz. Berger ging nach Wien."
    spans = {
        "e": ((14, 25, "PER"), (29, 33, "LOC"), (35, 41, "PER"), (52, 56, "LOC")),
        "q": ((0, 6, "Q"),),
        "s": ((14, 25, "S"),),
        "v": ((42, 46, "happened"),),
    }
    passage = Passage("a", text, spans)
    pool = NamePool({("PER", 2): ["Jo Ziegelmann"], ("PER", 1): ["Ko"], ("LOC", 1): ["Oberammergau"]})
    for seed in range(20):
        new = with_other_names(passage, pool, random.Random(seed))
        assert [new.text[a:b] for a, b, _ in new.spans["q"]] == ["„Nein“"]
        assert [new.text[a:b] for a, b, _ in new.spans["v"]] == ["ging"]
        assert new.spans["s"][0][:2] == new.spans["e"][0][:2]
        assert [kind for *_, kind in new.spans["e"]] == ["PER", "LOC", "PER", "LOC"]
        assert new.text.endswith(f" ging nach {new.text[slice(*new.spans['e'][3][:2])]}.")
    assert len({with_other_names(passage, pool, random.Random(seed)).text for seed in range(20)}) > 5
