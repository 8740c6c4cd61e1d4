"""Which words are the content of reported speech: the encoder's probabilities, cut where clauses, marks and source phrases end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from components.analysis.marks import MARKS, Marked, marked_passages
from components.analysis.reported_clauses import by_sentence, clause_evidence

Words = tuple[int, int]  # first token, token after the last

# price, in log odds, of beginning or ending content before a token
AT_SENTENCE, AT_PUNCTUATION, AT_CUE, AT_WORD, IN_MARKS = 0.5, 1.0, 1.0, 5.0, 30.0
LIMIT = 2.5  # what a single word may weigh: the encoder is surer of itself than it should be
PUNCTUATION = frozenset(",;:–—-()…") | MARKS
LOOSE = frozenset(",;:.–—-()[]…/ ") | {"...", ".."}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence (marks around several sentences make them one) with its content and its passages in marks, as token ranges."""

    start: int
    end: int
    content: tuple[Words, ...]
    marked: tuple[Words, ...]
    clauses: tuple[Span, ...]
    inner_marked: tuple[Words, ...] = ()  # passages in marks within those
    goes_on: bool = False  # a quotation of several paragraphs: the next one repeats the opening mark


def read_content(doc: Doc) -> list[Stretch]:
    """The sentences of the text with the ranges of words that are content, without loose punctuation at their ends."""
    if not len(doc):
        return []
    passages = marked_passages(doc.text)
    marked = _as_tokens(doc, [m for m in passages if m.depth == 0])
    inner = _as_tokens(doc, [m for m in passages if m.depth > 0])
    going_on = set(_as_tokens(doc, [m for m in passages if m.goes_on]))
    stretches = _stretches(doc, marked)
    inside = _decide(doc, marked, stretches)
    result = []
    for (start, end), clauses in zip(
        stretches, by_sentence(stretches, list(doc.spans.get("clauses", []))), strict=True
    ):
        here = tuple(m for m in marked if start <= m[0] and m[1] <= end)
        content = [r for a, b in _runs(inside, start, end) if (r := _trim(doc, a, b, here))]
        result.append(
            Stretch(
                start,
                end,
                tuple(content),
                here,
                tuple(clauses),
                tuple(m for m in inner if start <= m[0] < end),
                any(m in going_on for m in here),
            )
        )
    return result


def _as_tokens(doc: Doc, passages: list[Marked]) -> list[Words]:
    """Passages as token ranges, marks included."""
    first = {t.idx: t.i for t in doc}
    last = {t.idx + len(t): t.i + 1 for t in doc}
    return [(first[m.start], last[m.end]) for m in passages if m.start in first and m.end in last]


def _stretches(doc: Doc, marked: list[Words]) -> list[Words]:
    """Sentences, joined where a border lies within marks: „Wir haben geprüft. Wir betteln nicht“, sagte sie."""
    hidden = np.zeros(len(doc) + 1, bool)
    for a, b in marked:
        hidden[a + 1 : b] = True
    starts = []
    for sent in doc.sents:
        if not hidden[sent.start]:
            starts.append(sent.start)
    starts = starts or [0]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def _decide(doc: Doc, marked: list[Words], stretches: list[Words]) -> NDArray[np.bool_]:
    """True for each token of content: the cheapest path between in and out, where borders at words cost more than at clauses."""
    odds = _log_odds(doc)
    price = _border_prices(doc, marked, [a for a, _ in stretches])
    for evidence in clause_evidence(doc, stretches, marked):
        for i in range(*evidence.words):
            odds[i] += evidence.odds
    back = np.zeros((len(doc), 2), np.int8)
    o, q = 0.0, odds[0]
    for i in range(1, len(doc)):
        p = price[i]
        back[i, 0] = 1 if q - p > o else 0
        back[i, 1] = 0 if o - p > q else 1
        o, q = max(o, q - p), max(q, o - p) + odds[i]
    inside = np.zeros(len(doc), bool)
    state = int(q > o)
    for i in range(len(doc) - 1, -1, -1):
        inside[i] = bool(state)
        state = int(back[i, state])
    return inside


def _log_odds(doc: Doc) -> list[float]:
    heads = doc.user_data.get("heads", {})
    if "q" not in heads:
        return [-1.0] * len(doc)
    p = heads["q"][:, 1:].sum(-1).astype(float).clip(1e-6, 1 - 1e-6)
    odds = np.log(p / (1 - p)).clip(-LIMIT, LIMIT)
    for token in doc:
        if token.is_space:
            odds[token.i] = 0.0
    return [float(x) for x in odds]


def _border_prices(doc: Doc, marked: list[Words], sentence_starts: list[int]) -> list[float]:
    prices = [AT_WORD] * (len(doc) + 1)
    for i in range(1, len(doc)):
        if doc[i].text in PUNCTUATION or doc[i - 1].text in PUNCTUATION or doc[i].text in ".!?" or doc[i - 1].is_space:
            prices[i] = AT_PUNCTUATION
    for layer in ("cues", "speakers"):
        for span in doc.spans.get(layer, []):
            for border in (span.start, span.end):
                prices[border] = min(prices[border], AT_CUE)
    for start in sentence_starts:
        prices[start] = AT_SENTENCE
    for a, b in marked:
        for i in range(a + 1, b):
            prices[i] = IN_MARKS
        prices[a] = min(prices[a], AT_PUNCTUATION)
        prices[b] = min(prices[b], AT_PUNCTUATION)
    return prices


def _runs(inside: NDArray[np.bool_], start: int, end: int) -> list[Words]:
    runs: list[Words] = []
    begin = None
    for i in range(start, end + 1):
        if i < end and inside[i]:
            begin = i if begin is None else begin
        elif begin is not None:
            runs.append((begin, i))
            begin = None
    return runs


def _trim(doc: Doc, start: int, end: int, marked: tuple[Words, ...]) -> Words | None:
    """The range without blanks, commas, brackets and the full stop at its ends; marks stay where both are inside."""
    opening, closing = {a for a, _ in marked}, {b - 1 for _, b in marked}
    while start < end and start not in opening and _is_loose(doc, start):
        start += 1
    while start < end and end - 1 not in closing and _is_loose(doc, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_loose(doc: Doc, i: int) -> bool:
    return doc[i].is_space or doc[i].text in LOOSE or doc[i].text in MARKS
