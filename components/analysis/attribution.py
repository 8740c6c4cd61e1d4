"""Which cue and which speaker words belong to which content of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from components.analysis.content import Stretch, Words

CROSSING = 25  # tokens a path through other content counts for
COMMA = 3  # tokens a comma counts for: „ein Sprecher, der ungenannt bleiben will, sagte“ is still one clause


@dataclass(frozen=True, slots=True)
class Tied:
    """One quotation as token ranges."""

    content: tuple[Words, ...]
    cue: Words | None
    speaker: Words | None


def tie(doc: Doc, stretch: Stretch, cues: list[Words], speakers: list[Words]) -> list[Tied]:
    """The quotations of one sentence, each with the cue and the speaker words nearest to it."""
    free_cues = [c for c in cues if not _inside(c, stretch.content)]
    free_speakers = [s for s in speakers if not _inside(s, stretch.content)]
    tied = []
    for group in _groups(stretch.content, free_cues):
        others = tuple(c for c in stretch.content if c not in group)
        cue = min(free_cues, key=lambda c: _from_content(doc, c, group, others), default=None)
        at = [cue] if cue else list(group)
        speaker = min(free_speakers, key=lambda s: min(_distance(doc, s, a, stretch.content) for a in at), default=None)
        tied.append(Tied(tuple(group), cue, speaker))
    return tied


def spans_of(doc: Doc, layer: str, start: int, end: int) -> list[Words]:
    """The encoder's spans of a layer within a token range."""
    spans: list[Span] = list(doc.spans.get(layer, []))
    return [(s.start, s.end) for s in spans if start <= s.start and s.end <= end]


def _groups(content: tuple[Words, ...], cues: list[Words]) -> list[list[Words]]:
    """Parts of one sentence that are one quotation: „A“, sagte X, „B“ is one; X sagte, dass A, und fügte an, dass B is two."""
    groups: list[list[Words]] = []
    opened = False  # a cue stands before the present group
    for part in content:
        if not groups:
            groups.append([part])
            opened = any(c[1] <= part[0] for c in cues)
            continue
        between = [c for c in cues if groups[-1][-1][1] <= c[0] and c[1] <= part[0]]
        if len(between) >= 2 or (between and (opened or len(groups[-1]) > 1)):
            groups.append([part])
            opened = True
        else:
            groups[-1].append(part)
    return groups


def _inside(words: Words, content: tuple[Words, ...]) -> bool:
    return any(a <= words[0] and words[1] <= b for a, b in content)


def _from_content(doc: Doc, cue: Words, group: list[Words], others: tuple[Words, ...]) -> float:
    return min(_distance(doc, cue, part, others) for part in group)


def _distance(doc: Doc, a: Words, b: Words, content: tuple[Words, ...]) -> float:
    """Tokens between two ranges; commas and other content on the way count more."""
    if a[0] > b[0]:
        a, b = b, a
    between = range(a[1], b[0])
    steps = float(len(between)) + COMMA * sum(doc[i].text == "," for i in between)
    return steps + CROSSING * sum(any(c[0] <= i < c[1] for c in content) for i in between[:1] or between[-1:])
