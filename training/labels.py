"""The heads of the encoder, their labels, and the way from spans to word labels and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]

SPAN_HEADS: dict[str, tuple[str, ...]] = {
    "e": ("PER", "ORG", "LOC", "MISC"),
    "t": ("DATE", "TIME", "DURATION", "SET"),
    "q": ("Q",),
    "s": ("S",),
    "c": ("C",),
    "v": ("happened", "planned", "possible", "denied"),
}
"""Names, times, quotation content, speaker words, cue words, event triggers: BIO labels."""

WORD_HEADS: dict[str, tuple[str, ...]] = {
    "p": (
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART"),
        *("PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
    ),
    "m": (
        "O",
        *("Fin-Ind-Pres", "Fin-Ind-Past", "Fin-Sub-Pres", "Fin-Sub-Past"),
        *("Inf", "Part", "Imp"),
    ),
}
"""Part of speech (UPOS) and verb form of each word: plain labels."""

LABELS: dict[str, tuple[str, ...]] = {
    **{h: ("O", *(f"{p}-{k}" for k in kinds for p in "BI")) for h, kinds in SPAN_HEADS.items()},
    **WORD_HEADS,
}
UNKNOWN = -100
"""Label index of a word that nobody annotated; the loss skips it."""

_WORD = re.compile(r"\w+|[^\w\s]")


def words_of(text: str) -> list[tuple[int, int]]:
    r"""Splits a text into words and single marks (``\w+|[^\w\s]``) as (start, end) offsets."""
    return [match.span() for match in _WORD.finditer(text)]


def label_words(head: str, words: Sequence[tuple[int, int]], spans: Iterable[Span]) -> list[int]:
    """Turns character spans into one label index a word.

    For a span head every word that a span touches is labelled B or I and the rest O; an inner
    quotation overwrites the outer one. For a word head a word takes the label of the span in
    which it begins, and is UNKNOWN where there is none.
    """
    index = {label: i for i, label in enumerate(LABELS[head])}
    plain = head in WORD_HEADS
    result = [UNKNOWN if plain else 0] * len(words)
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        touched = [i for i, (a, b) in enumerate(words) if a < end and b > start]
        for n, i in enumerate(touched):
            if not plain:
                result[i] = index[("I-" if n else "B-") + kind]
            elif words[i][0] >= start:
                result[i] = index.get(kind, UNKNOWN)
    return result


def spans_of(labels: Iterable[str]) -> set[Span]:
    """Reads BIO labels back as (first word, word after the last, kind); a stray I opens a span."""
    found: set[Span] = set()
    start, kind = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and (label[0] != "I" or label[2:] != kind):
            found.add((start, i, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = i, label[2:]
    return found
