"""Corrections of who said what: one constructor a deed, and how each is applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, get_args

from components.analysis.model import Analysis, Entity, Passage, Quote, QuoteKind, Speaker
from components.library.anchors import entity_at, inside_text, item_of, next_id, occurrences, places, quote_at
from components.library.applied import BY_HAND, CERTAIN, Applied, new_entity, with_entity, with_quote
from components.library.correction import Correction, CorrectionError, Json, pairs, passage, passages
from components.library.entity_corrections import checked_name

KINDS: Final[tuple[QuoteKind, ...]] = get_args(QuoteKind)
UNKNOWN = "–"


def set_speaker(
    analysis: Analysis, quote: str, entity: str | None, name: str | None = None, words: Passage | None = None
) -> Correction:
    """Who says a quotation: an entity, else somebody called `name`, else nobody known; `words` name the speaker in the text."""
    return _about(analysis, "quote.speaker", quote, _speaker_values(analysis, entity, name, words))


def set_kind(analysis: Analysis, quote: str, kind: str) -> Correction:
    """Another kind: direct, indirect or mixed."""
    return _about(analysis, "quote.kind", quote, {"kind": _checked_kind(kind)})


def set_parts(analysis: Analysis, quote: str, parts: Sequence[Passage]) -> Correction:
    """Other words of the text are the quotation: one stretch, or several where a source phrase breaks it."""
    return _about(analysis, "quote.parts", quote, {"parts": pairs(_checked_parts(analysis, parts))})


def delete_quote(analysis: Analysis, quote: str) -> Correction:
    """No quotation at all."""
    return _about(analysis, "quote.delete", quote, {})


def add_quote(
    analysis: Analysis,
    passage: Passage,
    kind: str,
    entity: str | None = None,
    name: str | None = None,
    words: Passage | None = None,
) -> Correction:
    """A quotation that was overlooked: always words of the text, whoever says them."""
    part = inside_text(analysis, passage)
    if any(q.parts == (part,) for q in analysis.quotes):
        raise CorrectionError("already_there")
    speaker = _speaker_values(analysis, entity, name, words)
    return Correction("quote.add", (part,), {"kind": _checked_kind(kind), **speaker})


def apply_to_quotes(analysis: Analysis, correction: Correction) -> Applied | None:
    """The analysis after a correction of a quotation; None where its anchor, or its speaker, fits nothing."""
    values = correction.values
    if correction.action == "quote.add":
        return _added(analysis, correction)
    quote = quote_at(analysis, correction.anchor)
    if quote is None:
        return None
    match correction.action:
        case "quote.speaker":
            return _spoken(analysis, quote, correction)
        case "quote.kind":
            kind = _checked_kind(values.get("kind"))
            return Applied(with_quote(analysis, replace(quote, kind=kind)), quote.id, quote.kind, kind)
        case "quote.parts":
            parts = _checked_parts(analysis, passages(values.get("parts")))
            changed = with_quote(analysis, replace(quote, parts=parts))
            return Applied(changed, quote.id, _words(analysis, quote.parts), _words(analysis, parts))
        case "quote.delete":
            return Applied(_without_quote(analysis, quote), "article", _words(analysis, quote.parts))
    raise CorrectionError("unknown_action", correction.action[:40])


def _about(analysis: Analysis, action: str, quote: str, values: dict[str, Json]) -> Correction:
    return Correction(action, item_of(analysis.quotes, quote).parts, values)


def _speaker_values(analysis: Analysis, entity: str | None, name: str | None, words: Passage | None) -> dict[str, Json]:
    spoken = inside_text(analysis, words) if words else None
    known = item_of(analysis.entities, entity) if entity else None
    called = known.name if known and not known.mentions else checked_name(name) if name and not known else None
    return {
        "entity": pairs(places(known)) if known else None,
        "words": [spoken.start, spoken.end] if spoken else None,
        "name": called,
    }


def _checked_kind(kind: Json) -> QuoteKind:
    for known in KINDS:
        if kind == known:
            return known
    raise CorrectionError("unknown_value", str(kind)[:20])


def _checked_parts(analysis: Analysis, parts: Sequence[Passage]) -> tuple[Passage, ...]:
    """The parts in text order, none on another; raises CorrectionError where they are not that or stand outside the text."""
    checked = tuple(sorted(inside_text(analysis, p) for p in parts))
    if not checked or any(a.end > b.start for a, b in pairwise(checked)):
        raise CorrectionError("outside_text")
    return checked


def _words(analysis: Analysis, parts: Sequence[Passage]) -> str:
    text = analysis.article.text
    return " … ".join(" ".join(text[p.start : p.end].split()) for p in parts)


def _spoken(analysis: Analysis, quote: Quote, correction: Correction) -> Applied | None:
    found = _speaker_of(analysis, correction)
    if found is None:
        return None
    after, entity = found
    words = correction.values.get("words")
    where = inside_text(after, passage(words)) if words else _words_kept(after, quote, entity)
    start, end = (where.start, where.end) if where else (None, None)
    speaker = Speaker(entity.id if entity else None, start, end, BY_HAND, CERTAIN)
    names = {e.id: e.name for e in analysis.entities}
    before = names.get(quote.speaker.entity or "", UNKNOWN) if quote.speaker else UNKNOWN
    changed = with_quote(after, replace(quote, speaker=speaker))
    return Applied(changed, quote.id, before, entity.name if entity else UNKNOWN)


def _speaker_of(analysis: Analysis, correction: Correction) -> tuple[Analysis, Entity | None] | None:
    """The speaker a correction means, made where only a name is given; None where the entity meant is gone."""
    anchor, name = correction.values.get("entity"), correction.values.get("name")
    if anchor:
        known = entity_at(analysis, passages(anchor))
        return (analysis, known) if known else None
    if not name:
        return analysis, None
    called = checked_name(name)
    known = entity_at(analysis, (), called)
    if known:
        return analysis, known
    taken = {p for e in analysis.entities for p in places(e)}
    where = tuple(p for p in occurrences(analysis.article.text, called) if p not in taken)
    own = new_entity(analysis, "PER", called, where)
    return with_entity(analysis, own), own


def _words_kept(analysis: Analysis, quote: Quote, entity: Entity | None) -> Passage | None:
    """The words that named the speaker so far, unless they hold the name of somebody else."""
    old = quote.speaker
    if old is None or old.start is None or old.end is None:
        return None
    others = [e for e in analysis.entities if entity is None or e.id != entity.id]
    foreign = any(m.kind == "name" and old.start <= m.start < old.end for e in others for m in e.mentions)
    own = entity is not None and any(old.start <= m.start < old.end for m in entity.mentions)
    return None if foreign and not own else Passage(old.start, old.end)


def _without_quote(analysis: Analysis, quote: Quote) -> Analysis:
    """What the quotation carried or claimed is carried and claimed by whoever carried the quotation itself, or by nobody."""
    heir = quote.carrier
    return replace(
        analysis,
        quotes=tuple(
            replace(q, carrier=heir if heir != q.id else None) if q.carrier == quote.id else q
            for q in analysis.quotes
            if q.id != quote.id
        ),
        events=tuple(replace(e, claimed_in=heir) if e.claimed_in == quote.id else e for e in analysis.events),
    )


def _added(analysis: Analysis, correction: Correction) -> Applied | None:
    kind = _checked_kind(correction.values.get("kind"))
    if not correction.anchor:
        return None
    parts = _checked_parts(analysis, correction.anchor)
    known = next((q for q in analysis.quotes if q.parts == parts), None)
    quote = known or Quote(next_id("q", (q.id for q in analysis.quotes)), kind, parts, None, None, CERTAIN, BY_HAND)
    spoken = _spoken(with_quote(analysis, quote), replace(quote, kind=kind), correction)
    return replace(spoken, before="", after=_words(analysis, parts)) if spoken else None
