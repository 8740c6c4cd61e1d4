"""Finding a thing again by where it stands in the text, after its id has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from components.analysis.model import Analysis, Entity, Event, Mention, Passage, Quote, TimeExpression
from components.library.correction import CorrectionError

ENOUGH = 0.5  # of two quotations' words, shared, to be one and the same

Item = TypeVar("Item", Entity, Quote, Event)


def place(mention: Mention) -> Passage:
    """Where a mention stands."""
    return Passage(mention.start, mention.end)


def places(entity: Entity) -> tuple[Passage, ...]:
    """Where an entity's mentions stand: its anchor."""
    return tuple(place(m) for m in entity.mentions)


def entity_at(analysis: Analysis, anchor: Sequence[Passage], name: str = "") -> Entity | None:
    """The entity that shares most mentions with the anchor; without an anchor, the one of that name; None where none does."""
    if not anchor:
        wanted = " ".join(name.split()).casefold()
        return next((e for e in analysis.entities if wanted and e.name.casefold() == wanted), None)
    wanted_places = set(anchor)
    shared = [(len(wanted_places.intersection(places(e))), -len(e.mentions), e) for e in analysis.entities]
    most = max(shared, key=lambda s: s[:2], default=None)
    if most is not None and most[0]:
        return most[2]
    # the new analysis may set the borders of a name otherwise: „Ministerin Berger“ for „Berger“
    touching = [(sum(_overlap(p, a) for p in places(e) for a in anchor), e) for e in analysis.entities]
    best = max(touching, key=lambda s: s[0], default=None)
    return best[1] if best is not None and best[0] else None


def quote_at(analysis: Analysis, anchor: Sequence[Passage]) -> Quote | None:
    """The quotation with the anchor's words, or with at least half of them in common; None where there is none."""
    best: tuple[float, Quote] | None = None
    for quote in analysis.quotes:
        shared = sum(_overlap(p, a) for p in quote.parts for a in anchor)
        joined = _length(quote.parts) + _length(anchor) - shared
        likeness = shared / joined if joined else 0.0
        if likeness >= ENOUGH and (best is None or likeness > best[0]):
            best = likeness, quote
    return best[1] if best else None


def event_at(analysis: Analysis, anchor: Sequence[Passage]) -> Event | None:
    """The event whose word stands at the anchor; None where there is none."""
    exact = next((e for e in analysis.events if e.trigger in anchor), None)
    return exact or next((e for e in analysis.events if any(_overlap(e.trigger, a) for a in anchor)), None)


def time_at(analysis: Analysis, anchor: Sequence[Passage]) -> int | None:
    """The index of the time expression at the anchor, else of the one that shares most letters with it; None where there is none."""
    shared = [
        ((Passage(t.start, t.end) in anchor, sum(_overlap(Passage(t.start, t.end), a) for a in anchor)), -k)
        for k, t in enumerate(analysis.times)
    ]
    best = max(shared, default=((False, 0), 0))
    return -best[1] if best[0][1] else None


def time_of(analysis: Analysis, finding: str) -> TimeExpression:
    """The time expression that is known as "t3", by its place in the list; raises CorrectionError("no_such_item") where there is none."""
    number = finding[1:]
    if finding[:1] != "t" or not (number.isascii() and number.isdigit()) or int(number) >= len(analysis.times):
        raise CorrectionError("no_such_item", finding[:20])
    return analysis.times[int(number)]


def item_of(items: Iterable[Item], number: str) -> Item:
    """The entity, quotation or event of that id; raises CorrectionError("no_such_item") where there is none."""
    found = next((item for item in items if item.id == number), None)
    if found is None:
        raise CorrectionError("no_such_item", number[:20])
    return found


def inside_text(analysis: Analysis, passage: Passage) -> Passage:
    """The passage without blanks at its ends; raises CorrectionError("outside_text") where no words of the text are left."""
    text = analysis.article.text
    if not 0 <= passage.start < passage.end <= len(text):
        raise CorrectionError("outside_text")
    words = text[passage.start : passage.end]
    bare = words.strip()
    if not bare:
        raise CorrectionError("outside_text")
    start = passage.start + words.index(bare)
    return Passage(start, start + len(bare))


def occurrences(text: str, words: str) -> list[Passage]:
    """Every place where the words stand as whole words, spelt exactly so."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [Passage(m.start(), m.end()) for m in re.finditer(pattern, text)] if words else []


def next_id(letter: str, taken: Iterable[str]) -> str:
    """An id that no other item of the analysis has: "e7"."""
    numbers = [int(i[len(letter) :]) for i in taken if i.startswith(letter) and i[len(letter) :].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _overlap(a: Passage, b: Passage) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _length(parts: Sequence[Passage]) -> int:
    return sum(p.end - p.start for p in parts)
