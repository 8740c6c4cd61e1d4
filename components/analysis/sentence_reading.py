"""The sentences of a text as reported speech sees them: marks around several sentences make them one, and each knows what was marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Span

from components.analysis.cues import Cue, Words, encoder_cues, listed_cues, whole_sources
from components.analysis.marks import MARKS, Marked, marked_passages
from components.analysis.speaker_words import without_cue
from components.languages import traits

T = TypeVar("T")
LONGEST_HEADING = 14  # words
FINAL = frozenset(".!?:;,…") | {"..."}
BULLETS = frozenset("-–—•*·")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as token ranges: passages in marks, clauses, cues and words naming speakers, each in text order."""

    start: int
    end: int
    marked: tuple[Words, ...]  # outermost passages, marks included
    inner_marked: tuple[Words, ...]  # passages within those
    goes_on: bool  # a quotation of several paragraphs: the next one repeats the opening mark
    clauses: tuple[Span, ...]
    cues: tuple[Cue, ...]  # as the encoder marked them
    listed: tuple[Cue, ...]  # as the word lists know them
    speakers: tuple[Words, ...]  # as the encoder marked them
    heading: (
        str  # "capitals" or "line": a line of its own that is a title or subhead, in marks or not; "" for running text
    )

    @property
    def words(self) -> Words:
        """Its range."""
        return self.start, self.end


def read_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of the text in order; together they hold every token."""
    if not len(doc):
        return []
    cues = [(s.start, s.end) for s in doc.spans.get("cues", [])]
    tokens = _Tokens(doc)
    passages = [m for m in marked_passages(doc.text) if not (m.goes_on and tokens.broken_off(m, cues))]
    marked = tokens.ranges([m for m in passages if m.depth == 0])
    inner = tokens.ranges([m for m in passages if m.depth > 0])
    going_on = set(tokens.ranges([m for m in passages if m.goes_on]))
    borders = _borders(doc, marked)
    clauses = list(doc.spans.get("clauses", []))
    speakers = [words for s in doc.spans.get("speakers", []) if (words := without_cue(doc, (s.start, s.end)))]
    layers = zip(
        borders,
        _split(borders, marked, [m[0] for m in marked]),
        _split(borders, inner, [m[0] for m in inner]),
        _split(borders, clauses, [c.start for c in clauses]),
        _split(borders, cues, [c[0] for c in cues]),
        _split(borders, speakers, [s[0] for s in speakers]),
        strict=True,
    )
    result = []
    for (start, end), outer, within, parts, said, named in layers:
        listed = listed_cues(doc, start, end)
        sentence = Sentence(
            start,
            end,
            tuple(outer),
            tuple(within),
            any(m in going_on for m in outer),
            tuple(parts),
            tuple(_with_sure(doc, whole_sources(encoder_cues(doc, said), listed), listed)),
            tuple(listed),
            tuple(s for s in named if s[1] <= end),
            _heading(doc, start, end),
        )
        result.append(sentence)
    return result


def _with_sure(doc: Doc, cues: list[Cue], listed: list[Cue]) -> list[Cue]:
    """The cues; in a language the encoder has not learned also those that only the word lists know for sure."""
    if not traits(doc.lang_).rough:
        return cues
    known = {i for cue in cues for a, b in cue.pieces for i in range(a, b)}
    return sorted([*cues, *(c for c in listed if c.sure and c.start not in known)], key=lambda c: c.start)


def _heading(doc: Doc, start: int, end: int) -> str:
    """„DAS LETZTE WORT“, Was wusste der Kapitän: a short line by itself, in capitals or without a mark that ends a sentence."""
    while start < end and doc[start].is_space:
        start += 1
    stop = end
    while stop > start and doc[stop - 1].is_space:
        stop -= 1
    alone = (start == 0 or "\n" in doc[start - 1].text) and (stop == len(doc) or "\n" in doc[stop].text)
    words = [t for t in doc[start:stop] if t.is_alpha]
    if not alone or not words or len(words) > LONGEST_HEADING or (start == 0 and stop == len(doc)):
        return ""
    if all(t.is_upper for t in words) and len(words) > 1:
        return "capitals"
    while stop > start and doc[stop - 1].text in MARKS:
        stop -= 1
    return "line" if stop < len(doc) and doc[stop - 1].text not in FINAL and doc[start].text not in BULLETS else ""


class _Tokens:
    """Character offsets to tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.first = {t.idx: t.i for t in doc}
        self.last = {t.idx + len(t): t.i + 1 for t in doc}

    def ranges(self, passages: list[Marked]) -> list[Words]:
        return [
            (self.first[m.start], self.last[m.end]) for m in passages if m.start in self.first and m.end in self.last
        ]

    def broken_off(self, passage: Marked, cues: list[Words]) -> bool:
        """Whether only the closing mark is missing, and the text went on: „Wir kommen, sagte er. ¶ „Nein“, sagte sie."""
        found = self.ranges([passage])
        return any(a < c[0] < b and self.doc[c[0] - 1].text == "," for a, b in found for c in cues)


def _borders(doc: Doc, marked: list[Words]) -> list[Words]:
    """Sentences, joined where a border lies within marks: „Wir haben geprüft. Wir betteln nicht“, sagte sie."""
    hidden = {i for a, b in marked for i in range(a + 1, b)}
    starts = [sent.start for sent in doc.sents if sent.start not in hidden]
    starts[:1] = [0]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def _split(borders: list[Words], items: Sequence[T], starts: list[int]) -> list[list[T]]:
    """The items that begin in each sentence; `starts` are their first tokens, ascending."""
    result: list[list[T]] = []
    k = 0
    for _, end in borders:
        here: list[T] = []
        while k < len(items) and starts[k] < end:
            here.append(items[k])
            k += 1
        result.append(here)
    return result
