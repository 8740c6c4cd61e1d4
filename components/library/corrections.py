"""What people changed in an analysis: the deeds, and the analysis with them applied.

A constructor a deed takes the analysis as shown and the ids on screen, and gives a `Correction`; it raises `CorrectionError` for what
cannot be done. `corrected` applies corrections in their order, on this or on any later analysis of the same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from components.analysis.model import Analysis, HandMark
from components.library.applied import Applied
from components.library.correction import (
    ACTIONS,
    Correction,
    CorrectionError,
    correction_form,
    correction_from_form,
    meet,
)
from components.library.entity_corrections import (
    add_entity,
    apply_to_entities,
    delete_entity,
    merge_entities,
    rename_entity,
    retype_entity,
    split_entity,
)
from components.library.event_corrections import (
    add_event,
    apply_to_article,
    apply_to_events,
    delete_event,
    set_event_date,
    set_event_label,
    set_event_status,
    set_published,
    set_title,
)
from components.library.quote_corrections import (
    add_quote,
    apply_to_quotes,
    delete_quote,
    set_kind,
    set_parts,
    set_speaker,
)
from components.library.time_corrections import apply_to_times, set_time_value

__all__ = [
    "ACTIONS",
    "Correction",
    "CorrectionError",
    "add_entity",
    "add_event",
    "add_quote",
    "corrected",
    "correction_form",
    "correction_from_form",
    "delete_entity",
    "delete_event",
    "delete_quote",
    "meet",
    "merge_entities",
    "rename_entity",
    "retype_entity",
    "set_event_date",
    "set_event_label",
    "set_event_status",
    "set_kind",
    "set_parts",
    "set_published",
    "set_speaker",
    "set_time_value",
    "set_title",
    "split_entity",
]


def corrected(analysis: Analysis, corrections: Iterable[Correction]) -> Analysis:
    """The analysis with the corrections applied in their order; what fits nothing any more stands in `unapplied`. Never raises."""
    for correction in corrections:
        try:
            applied = apply(analysis, correction)
        except CorrectionError as error:
            lost = _mark(correction, "article", error.code)
            analysis = replace(analysis, unapplied=(*analysis.unapplied, lost))
            continue
        if applied is None:
            lost = _mark(correction, "article", "")
            analysis = replace(analysis, unapplied=(*analysis.unapplied, lost))
        else:
            analysis = _marked(applied, correction)
    return analysis


def apply(analysis: Analysis, correction: Correction) -> Applied | None:
    """The analysis after one correction; None where its anchor fits nothing, CorrectionError where its values say nothing."""
    match correction.action.partition(".")[0]:
        case "entity":
            return apply_to_entities(analysis, correction)
        case "quote":
            return apply_to_quotes(analysis, correction)
        case "event":
            return apply_to_events(analysis, correction)
        case "time":
            return apply_to_times(analysis, correction)
        case "article":
            return apply_to_article(analysis, correction)
    raise CorrectionError("unknown_action", correction.action[:40])


def _marked(applied: Applied, correction: Correction) -> Analysis:
    """Earlier marks follow an item that was joined to another; those of one that is gone belong to the article."""
    analysis = applied.analysis
    there = {i.id for items in (analysis.entities, analysis.quotes, analysis.events) for i in items}
    there |= {f"t{k}" for k in range(len(analysis.times))}
    old, new = applied.moved_to or ("", "")

    def home(item: str) -> str:
        if item == old:
            return new
        return item if item in there else "article"

    earlier = tuple(m if (now := home(m.item)) == m.item else replace(m, item=now) for m in analysis.by_hand)
    changed = ((applied.item, applied.before, applied.after), *applied.also)
    marks = (_mark(correction, item, f"{before} → {after}".strip()) for item, before, after in changed)
    return replace(analysis, by_hand=(*earlier, *marks))


def _mark(correction: Correction, item: str, note: str) -> HandMark:
    return HandMark(item, correction.action, correction.who, correction.when, correction.number, note)
