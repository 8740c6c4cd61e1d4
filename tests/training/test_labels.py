"""Spans become word labels and come back; words nobody annotated stay out of the loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from training.labels import LABELS, UNKNOWN, label_words, spans_of, words_of

TEXT = "Anna Berger sagte: „Das sei ‚falsch‘ gewesen.“"


def names(head: str, indices: list[int]) -> list[str]:
    return [LABELS[head][i] if i != UNKNOWN else "?" for i in indices]


def test_a_name_is_begun_and_continued() -> None:
    words = words_of(TEXT)
    labels = names("e", label_words("e", words, [(0, 11, "PER")]))
    assert labels[:3] == ["B-PER", "I-PER", "O"]


def test_an_inner_quotation_overwrites_the_outer_one_and_the_outer_one_goes_on() -> None:
    words = words_of(TEXT)
    inner = (TEXT.index("‚"), TEXT.index("‘") + 1, "Q")
    labels = names("q", label_words("q", words, [(TEXT.index("„"), len(TEXT), "Q"), inner]))
    assert [labels[i] for i in (4, 5, 7, 8, 9, 10)] == ["B-Q", "I-Q", "B-Q", "I-Q", "I-Q", "I-Q"]


def test_a_word_without_grammar_is_unknown_and_a_label_outside_the_set_too() -> None:
    words = words_of("Er kam heim")
    assert names("m", label_words("m", words, [(0, 2, "O"), (3, 6, "Fin-None-None")])) == ["O", "?", "?"]


@given(st.lists(st.sampled_from(LABELS["e"]), max_size=12))
def test_spans_read_from_labels_do_not_overlap_and_cover_all_labelled_words(labels: list[str]) -> None:
    covered = [i for start, end, _ in spans_of(labels) for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert set(covered) == {i for i, label in enumerate(labels) if label != "O"}
