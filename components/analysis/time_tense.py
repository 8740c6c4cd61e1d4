"""Past, present or future around a passage: which Wednesday „am Mittwoch“ means depends on it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from components.analysis.time_setting import Tense
from components.languages import facts


def clause_around(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens of the clause (with the other pieces of it) that the characters start:end stand in, else of the sentence."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return []
    clauses = doc.spans.get("clauses", [])
    for clause in clauses:
        if clause.start <= span.start < clause.end:
            pieces = [c for c in clauses if c.id_ == clause.id_ and clause.id_] if clause.id_ else [clause]
            return [token for piece in pieces for token in piece]
    return list(_sentence(span))


def _sentence(span: Span) -> Span:
    return span.sent if span.doc.has_annotation("SENT_START") else span.doc[:]


def tense_around(doc: Doc, start: int, end: int) -> Tense:
    """The tense of the clause, of its sentence where the clause has no verb; news tells the past where nothing says otherwise."""
    clause = clause_around(doc, start, end)
    words = _words(doc.lang_)
    before = doc[clause[0].i : clause[-1].i + 1].text[: 0] if not clause else _before(doc, start)
    if before in words["future_prepositions"]:
        return "future"
    found = _tense_of(clause, words)
    if found is None and clause:
        found = _tense_of(list(clause[0].sent), words)
    return found or "past"


def _before(doc: Doc, start: int) -> str:
    """The word before a passage, articles skipped: „für den Mittwoch“ gives „für“."""
    words = re.findall(r"\w+", doc.text[max(0, start - 24) : start].lower())
    while words and words[-1] in _words(doc.lang_)["articles"]:
        words.pop()
    return words[-1] if words else ""


def _tense_of(tokens: list[Token], words: dict[str, Any]) -> Tense | None:
    texts = [t.lower_ for t in tokens if t.is_alpha]
    plain = set(texts)
    if plain & words["past"] or any(words["past_ending"](w) for w in texts if w not in words["not_past"]):
        return "past"
    participle = any(words["participle"](w) for w in texts)
    if plain & words["future"]:
        return "future"
    if plain & words["perfect"] and participle:
        return "past"
    return "present" if plain & words["perfect"] else None


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, Any]:
    data = facts(language, "times")
    tense: dict[str, Any] = {k: frozenset(v) if isinstance(v, list) else re.compile(v).fullmatch for k, v in data["tense"].items()}
    writing = data["writing"]
    return tense | {k: frozenset(writing[k]) for k in ("future_prepositions", "past_prepositions", "articles")}
