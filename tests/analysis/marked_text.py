"""Test texts with their names, quotations, cues and speaker words marked by hand, so that the rules after the encoder can be tested alone.

„[PER Anna Berger]“ is a name; „<q>…</q>“, „<c>…</c>“, „<s>…</s>“ belong to the first quotation, „<q2>…</q2>“ … to the second, and so on.
A quotation continues the one before it where it has neither cue nor speaker words and its tag says so: „<q2+>…</q2>“.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from components.analysis.model import FoundQuote, Passage
from components.encoder import read

MARK = re.compile(r"\[(PER|ORG|LOC|MISC) |\]|<(/?)([qcs])(\d?)(\+?)>")
LABELS = ["O", *(f"{p}-{s}" for s in ("PER", "ORG", "LOC", "MISC") for p in "BI")]


@dataclass(frozen=True)
class Marked:
    """The text without marks as a Doc that has exactly the marked names, and the marked quotations."""

    doc: Doc
    quotes: tuple[FoundQuote, ...]


def marked(source: str, language: str) -> Marked:
    """Reads a marked text."""
    text, names, places = _unmarked(source)
    doc = read(text, language)
    head = np.zeros((len(doc), len(LABELS)), np.float32)
    spans = []
    for start, end, label in names:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        assert span is not None, text[start:end]
        spans.append(span)
        head[span.start : span.end, LABELS.index(f"I-{label}")] = 1.0
    doc.set_ents(spans)
    doc.user_data["heads"] = {**doc.user_data["heads"], "e": head}
    doc.user_data["labels"] = {**doc.user_data["labels"], "e": LABELS}
    return Marked(doc, _quotes(text, places))


def _unmarked(
    source: str,
) -> tuple[str, list[tuple[int, int, str]], dict[tuple[int, str], list[tuple[int, int, bool]]]]:
    out, names, places, open_names, open_tags = "", [], {}, [], {}
    at = 0
    for mark in MARK.finditer(source):
        out += source[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_names.append((len(out), mark.group(1)))
        elif mark.group() == "]":
            start, label = open_names.pop()
            names.append((start, len(out), label))
        else:
            key = (int(mark.group(4) or 1), mark.group(3))
            if mark.group(2):
                start, goes_on = open_tags.pop(key)
                places.setdefault(key, []).append((start, len(out), goes_on))
            else:
                open_tags[key] = (len(out), bool(mark.group(5)))
    return out + source[at:], sorted(names), places


def _quotes(text: str, places: dict[tuple[int, str], list[tuple[int, int, bool]]]) -> tuple[FoundQuote, ...]:
    quotes = []
    for number in sorted(n for n, tag in places if tag == "q"):
        parts = tuple(Passage(a, b) for a, b, _ in places[number, "q"])
        cue, speaker = (next((Passage(a, b) for a, b, _ in places.get((number, tag), [])), None) for tag in "cs")
        kind = "direct" if text[parts[0].start] in '„»“"' else "indirect"
        continues = number - 2 if places[number, "q"][0][2] else None
        quotes.append(FoundQuote(kind, parts, cue, speaker, "marked", 1.0, continues))
    return tuple(quotes)
