"""What a careful reader should check first: everything in an analysis that the machine is unsure of, the gravest kind first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from components.analysis.model import Analysis, Passage
from components.tables_marks import shown_name

DoubtKind = Literal[
    "note", "no_speaker", "unsure_speaker", "unsure_quote", "unsure_identity", "no_time_value", "unsure_event"
]
KINDS: tuple[DoubtKind, ...] = get_args(DoubtKind)
UNSURE = 0.6
_SAME_WORDS = frozenset({"", "same_name"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to check. `code` and `detail` are those of a note; `finding` and `passage` lead to the words, where there are any."""

    kind: DoubtKind
    passage: Passage | None
    finding: str | None = None
    confidence: float | None = None
    code: str = ""
    detail: str = ""


def doubts(analysis: Analysis) -> tuple[Doubt, ...]:
    """The doubts by kind in the order of KINDS, within a kind in text order."""
    found = [*_notes(analysis), *_quotes(analysis), *_identities(analysis), *_times(analysis), *_events(analysis)]
    return tuple(sorted(found, key=lambda d: (KINDS.index(d.kind), d.passage.start if d.passage else -1)))


def _notes(analysis: Analysis) -> Iterator[Doubt]:
    for note in dict.fromkeys((*analysis.article.notes, *analysis.notes)):
        placed = note.start is not None and note.end is not None
        passage = Passage(note.start or 0, note.end or 0) if placed else None
        yield Doubt("note", passage, code=note.code, detail=note.detail)


def _quotes(analysis: Analysis) -> Iterator[Doubt]:
    for quote in analysis.quotes:
        if not quote.parts:
            continue
        where, speaker = quote.parts[0], quote.speaker
        if speaker is None or speaker.entity is None:
            yield Doubt("no_speaker", where, quote.id)
        elif speaker.confidence < UNSURE:
            yield Doubt("unsure_speaker", where, quote.id, speaker.confidence)
        if quote.confidence < UNSURE:
            yield Doubt("unsure_quote", where, quote.id, quote.confidence)


def _identities(analysis: Analysis) -> Iterator[Doubt]:
    """Mentions under another word than the name itself, where that they mean the same is a guess."""
    for entity in analysis.entities:
        for mention in entity.mentions:
            if mention.confidence < UNSURE and mention.reason not in _SAME_WORDS:
                yield Doubt(
                    "unsure_identity",
                    Passage(mention.start, mention.end),
                    entity.id,
                    mention.confidence,
                    detail=shown_name(entity),
                )


def _times(analysis: Analysis) -> Iterator[Doubt]:
    for index, time in enumerate(analysis.times):
        if not time.value:
            yield Doubt("no_time_value", Passage(time.start, time.end), f"t{index}", time.confidence)


def _events(analysis: Analysis) -> Iterator[Doubt]:
    for event in analysis.events:
        if event.confidence < UNSURE:
            yield Doubt("unsure_event", event.trigger, event.id, event.confidence)
