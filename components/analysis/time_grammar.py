"""Where a text speaks of time: the patterns of components/languages/*/times.toml found in it, the longest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat

from components.analysis.time_words import Fields, Pattern, Vocabulary, loud_patterns

# Before a word that may stand with a capital letter: the start of a text, line, sentence or quotation.
_OPENING = re.compile(r"(?:^|[\n.!?:…–—„“”\"»«›‹‚‘(])\s*$")
LONGEST = 200  # letters of a time expression
_WORD = re.compile(r"\w+")
# Capitals in a subhead: „VOR DREI JAHREN“, „65 JAHRE“.
_LOUD = re.compile(r"(?:\d+\W{0,2} )?[^\W\d_a-zäöüß]{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


@dataclass(frozen=True)
class Hit:
    """Words that say a time: their place, the rule for their value and what the words mean."""

    start: int
    end: int
    rule: str
    fields: Fields
    need: float
    rank: int
    lead: int = 0  # letters at the start that belong to a date and not to a duration: „in zwei Jahren“


def find_hits(text: str, words: Vocabulary, evidence: Callable[[int, int], float]) -> list[Hit]:
    """The hits in text order, not overlapping; of overlapping ones the longest, then the earlier pattern.

    `evidence(start, end)` is the encoder's probability that the passage is a time; a hit below its pattern's `need` is dropped
    before the longest is chosen, so that „am 3. Mai 2023“ can win where „Mai“ alone would not be believed.
    """
    closed = [match.span() for match in _ADDRESS.finditer(text)]
    starts = [
        m.start()
        for m in _WORD.finditer(text)
        if m[0][0].isdigit() or m[0].lower()[:3].rstrip("0123456789") in words.openings
    ]
    found = [hit for pattern in words.patterns for hit in _hits(text, starts, pattern, words)]
    if loud := [s for s in starts if _LOUD.match(text, s)]:
        found += [hit for pattern in loud_patterns(words) for hit in _hits(text, loud, pattern, words)]
    found = [h for h in found if not any(s < h.end and h.start < e for s, e in closed)]
    found.sort(key=lambda h: (h.start - h.end, h.rank, h.start))
    taken: dict[int, None] = {}
    chosen = []
    for hit in found:
        if hit.start in taken or hit.end - 1 in taken or evidence(hit.start, hit.end) < hit.need:
            continue
        chosen.append(hit)
        taken |= dict.fromkeys(range(hit.start, hit.end))
    return sorted(chosen, key=lambda h: h.start)


def _hits(text: str, starts: list[int], pattern: Pattern, words: Vocabulary) -> list[Hit]:
    hits = []
    # no pattern sees more than LONGEST letters: „1.1.1.1.…“ would be read to its end from each of its numbers
    matches = map(pattern.regex.match, repeat(text), starts, [start + LONGEST for start in starts])
    for match in filter(None, matches):
        fields = _fields(match, pattern, words)
        start, end = match.span("span" if "span" in pattern.regex.groupindex else 0)
        if fields is not None and end > start and (not pattern.loud or text[start:end].isupper()):
            lead = match.end("lead") - start if "lead" in pattern.regex.groupindex else 0
            hits.append(Hit(start, end, pattern.rule, fields, pattern.need, pattern.rank, lead))
    return hits


def _fields(match: re.Match[str], pattern: Pattern, words: Vocabulary) -> Fields | None:
    fields: Fields = dict(pattern.fixed)
    for group, text in match.groupdict().items():
        if text is None or group in ("span", "lead"):
            continue
        kind = pattern.classes[group]
        value = words.value(kind, text)
        if value is None:
            return None
        if (
            match.start(group) == match.start()
            and not pattern.loud
            and words.written_small(kind, text)
            and not _OPENING.search(match.string[max(0, match.start() - 3) : match.start()])
        ):
            return None
        fields[group.partition("__")[0]] = value
    return fields
