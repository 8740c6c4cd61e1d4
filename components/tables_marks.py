"""The marks of an analysis: which stretch of the text carries which layer, and the palette that text, tables and charts share."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from components.analysis.model import Analysis, Entity, EntityType, Passage, TimeExpression

Layer = Literal["person", "organisation", "place", "other", "source", "quotation", "time", "event"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
LAYER_OF_TYPE: dict[EntityType, Layer] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "MISC": "other",
    "SOURCE": "source",
}
# Okabe and Ito's colour-blind-safe palette; the dark theme takes lighter tones of the same hues.
LIGHT: dict[Layer, str] = {
    "person": "#0072b2",
    "organisation": "#d55e00",
    "place": "#009e73",
    "other": "#6b6b6b",
    "source": "#b0508a",
    "quotation": "#56b4e9",
    "time": "#a87000",
    "event": "#f0e442",
}
DARK: dict[Layer, str] = {
    "person": "#4aa3df",
    "organisation": "#ff8a47",
    "place": "#2fc498",
    "other": "#a8a8a8",
    "source": "#e39cc3",
    "quotation": "#56b4e9",
    "time": "#f2b63d",
    "event": "#b8ae20",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One highlighted stretch; `finding` is the id of the entity, quote or event, `t3` for the time with index 3."""

    start: int
    end: int
    layer: Layer
    finding: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks from end to end; `marks` are indices, the shortest mark first."""

    text: str
    marks: tuple[int, ...]


def marks(analysis: Analysis, layers: Collection[str] = LAYERS) -> tuple[Mark, ...]:
    """The marks of the chosen layers in text order, longer ones first where two begin together."""
    found = (m for m in _all_marks(analysis) if m.layer in layers and m.start < m.end)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.layer)))


def _all_marks(analysis: Analysis) -> Iterator[Mark]:
    for entity in analysis.entities:
        for mention in entity.mentions:
            yield Mark(mention.start, mention.end, LAYER_OF_TYPE[entity.type], entity.id)
    for quote in analysis.quotes:
        for part in quote.parts:
            yield Mark(part.start, part.end, "quotation", quote.id)
    for index, time in enumerate(analysis.times):
        yield Mark(time.start, time.end, "time", f"t{index}")
    for event in analysis.events:
        yield Mark(event.trigger.start, event.trigger.end, "event", event.id)


def pieces(text: str, marked: tuple[Mark, ...], cuts: Collection[int] = ()) -> tuple[Piece, ...]:
    """The text cut at every edge of a mark and at `cuts`; joined again, the pieces are the text."""
    edges = sorted({0, len(text), *cuts, *(m.start for m in marked), *(m.end for m in marked)})
    cut: list[Piece] = []
    live: list[int] = []
    following = 0
    for start, end in itertools.pairwise(edges):
        while following < len(marked) and marked[following].start <= start:
            live.append(following)
            following += 1
        live = [i for i in live if marked[i].end > start]
        shortest_first = sorted(live, key=lambda i: (marked[i].end - marked[i].start, i))
        cut.append(Piece(text[start:end], tuple(shortest_first)))
    return tuple(cut)


def sentence_of(analysis: Analysis, start: int, end: int) -> Passage:
    """The sentences that hold the stretch; its paragraph where the analysis knows no sentences."""
    around = [s for s in analysis.sentences if s.start < end and start < s.end]
    if around:
        return Passage(min(start, around[0].start), max(end, around[-1].end))
    text = analysis.article.text
    line_end = text.find("\n", end)
    return Passage(text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end)


def passages_of(analysis: Analysis, finding: str) -> tuple[Passage, ...]:
    """Where a finding (entity, quote, time or event id) stands in the text; none for an unknown id."""
    return tuple(Passage(m.start, m.end) for m in marks(analysis) if m.finding == finding)


def time_named(analysis: Analysis, finding: str) -> TimeExpression | None:
    """The time expression known as "t3", by its place in the list; None for the id of anything else."""
    number = finding[1:]
    index = int(number) if finding[:1] == "t" and number.isascii() and number.isdigit() else -1
    return analysis.times[index] if 0 <= index < len(analysis.times) else None


def shown_name(entity: Entity) -> str:
    """The name as tables and charts show it: that of an unnamed voice are words from amid a sentence („ein Beamter“), so it gets a capital.

    No other word or letter is touched: „taz“ and „von der Leyen“ stay as they are.
    """
    return entity.name[:1].upper() + entity.name[1:] if entity.type == "SOURCE" else entity.name


def first_name(entity: Entity) -> Passage | None:
    """The first mention by name, else the first of any kind."""
    names = [m for m in entity.mentions if m.kind == "name"] or list(entity.mentions)
    return Passage(names[0].start, names[0].end) if names else None
