"""The words that name happenings: those the encoder is sure of, and in dated clauses without one the likeliest verb of the past."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Span, Token

from components.analysis.model import TimeExpression
from components.encoder import clause_pieces, verb_form
from components.languages import facts

PAST = ("Fin-Ind-Past", "Part")


def event_words(doc: Doc, times: Sequence[TimeExpression], cues: Collection[int]) -> tuple[list[Span], frozenset[int]]:
    """The words that name happenings in text order, and the places (token indices) of those only a date speaks for.

    "At 3am on Sunday the dam [gave] way": a clause tells when, and the encoder takes no word of it for a happening. `cues` are the indices
    of words that report speech; their clauses tell who said something when.
    """
    marked = list(doc.spans.get("triggers", []))
    overlooked = _overlooked(doc, times, cues, frozenset(t.i for span in marked for t in span))
    found = [Span(doc, i, i + 1, label="happened") for i in sorted(overlooked)]
    return sorted([*marked, *found], key=lambda span: span.start), frozenset(overlooked)


def _overlooked(doc: Doc, times: Sequence[TimeExpression], cues: Collection[int], marked: frozenset[int]) -> set[int]:
    least, heads = facts(doc.lang_, "events")["dates"]["told_by_date"], doc.user_data.get("heads", {})
    if "v" not in heads or least >= 1:
        return set()
    found, seen = set(), set()
    for time in times:
        word = doc.char_span(time.start, time.end, alignment_mode="expand") if time.earliest and time.latest else None
        clause = [t for piece in clause_pieces(word[0]) for t in piece] if word else []
        if not word or clause[0].i in seen or any(t.i in marked or t.i in cues for t in clause):
            continue
        seen.add(clause[0].i)
        verbs = [t for t in clause if verb_form(t) in PAST and not word.start <= t.i < word.end]
        best = max(verbs, key=lambda t: _chance(t, heads["v"]), default=None)
        if best is not None and _chance(best, heads["v"]) >= least:
            found.add(best.i)
    return found


def _chance(token: Token, head: Sequence[Sequence[float]]) -> float:
    """How likely the encoder finds it that the word names a happening."""
    return 1.0 - float(head[token.i][0])
