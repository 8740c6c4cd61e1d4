"""Which words are the content of reported speech: the encoder's probabilities, cut where clauses, marks and source phrases end."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from components.analysis.cues import Words, lexicon
from components.analysis.marks import MARKS
from components.analysis.reported_clauses import clause_evidence
from components.analysis.sentence_reading import Sentence
from components.analysis.word_order import order_evidence
from components.encoder import verb_form
from components.languages import facts, traits

# price, in log odds, of beginning or ending content before a token
AT_SENTENCE, AT_PUNCTUATION, AT_CUE, AT_WORD, IN_MARKS = 0.5, 1.0, 1.0, 5.0, 30.0
LIMIT = 2.5  # what a single word may weigh: the encoder is surer of itself than it should be
PUNCTUATION = frozenset(",;:–—-()…") | (MARKS - frozenset("'’‘"))  # an apostrophe is no border: the ship's crew
LOOSE = frozenset(",;:.–—-()[]…/ ") | {"...", ".."}


def read_content(doc: Doc, sentences: list[Sentence]) -> list[tuple[Words, ...]]:
    """For each sentence the ranges of words that are content, in order, without loose punctuation at their ends."""
    if not sentences:
        return []
    inside = _decide(doc, sentences)
    result: list[tuple[Words, ...]] = []
    for sentence in sentences:
        reports = sentence.cues and sentence.speakers  # „Berger kündigt an, die Fähre zu verkaufen“ as a title
        if sentence.heading == "capitals" or (sentence.heading and not reports):
            result.append(())
            continue
        runs = _runs(inside, sentence.start, sentence.end)
        result.append(tuple(r for a, b in runs if (r := _trim(doc, a, b, sentence.marked))))
    return result


def _decide(doc: Doc, sentences: list[Sentence]) -> NDArray[np.bool_]:
    """True for each token of content: the cheapest path between in and out, where borders at words cost more than at clauses."""
    odds = _log_odds(doc)
    price = _border_prices(doc, sentences)
    for evidence in [*clause_evidence(doc, sentences), *order_evidence(doc, sentences)]:
        for i in range(*evidence.words):
            odds[i] += evidence.odds
        for border in evidence.words if evidence.odds < 0 else ():
            price[border] = min(price[border], AT_CUE)
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


def _border_prices(doc: Doc, sentences: list[Sentence]) -> list[float]:
    prices = [AT_WORD] * (len(doc) + 1)
    texts = [t.text for t in doc]
    for i in range(1, len(doc)):
        if "-" in (texts[i], texts[i - 1]) and not doc[i - 1].whitespace_:
            continue  # „Anti-Terror-Gesetze“ is one word
        if texts[i] in PUNCTUATION or texts[i - 1] in PUNCTUATION or texts[i] in ".!?" or texts[i - 1].isspace():
            prices[i] = AT_PUNCTUATION
    for sentence in sentences:
        pieces = [p for cue in sentence.cues for p in cue.pieces]
        for border in (b for words in (*pieces, *sentence.speakers) for b in words):
            prices[border] = min(prices[border], AT_CUE)
        for clause in sentence.clauses:
            if clause.label_ == "dass":  # "ruled 4–1 | that …"
                prices[clause.start] = min(prices[clause.start], AT_CUE)
        prices[sentence.start] = AT_SENTENCE
        for a, b in sentence.marked:
            prices[a + 1 : b] = [IN_MARKS] * (b - a - 1)
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
    links = lexicon(doc.lang_).lists["coordinators"]
    end = _before_fragment(doc, start, end, marked)
    if traits(doc.lang_).bare_clauses and end < len(doc) and doc[end].is_alpha:
        links = links | _openers(doc.lang_)  # "warned of delays after | the Dutch group said"
    while start < end and end - 1 not in closing and (_is_loose(doc, end - 1) or doc[end - 1].lower_ in links):
        end -= 1
    return (start, end) if start < end else None


def _before_fragment(doc: Doc, start: int, end: int, marked: tuple[Words, ...]) -> int:
    """The end without a fragment behind the last semicolon: "to let aid in; | in a statement on Friday", „zu teilen; | Astmark, …“."""
    last = next((i for i in range(end - 1, start, -1) if doc[i].text == ";"), None)
    if last is None or any(a <= last < b for a, b in marked):
        return end
    return end if any(verb_form(doc[i]).startswith("Fin") for i in range(last, end)) else last


@lru_cache(maxsize=8)
def _openers(language: str) -> frozenset[str]:
    return frozenset(facts(language, "clauses")["adverbial"])


def _is_loose(doc: Doc, i: int) -> bool:
    return doc[i].is_space or doc[i].text in LOOSE or doc[i].text in MARKS
