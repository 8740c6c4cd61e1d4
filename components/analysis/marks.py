"""Passages in quotation marks: every style paired by character and surroundings, paragraph by paragraph.

A missing mark costs its own passage only, because pairing restarts at each paragraph and at each mark that can only open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# opening mark → the marks that may close it; „Ja", with its German opening closed by the keyboard's mark, is as common as „Ja“
CLOSED_BY = {
    "„": '“”"‟',
    "“": '”"',
    "”": "”",
    "‟": '”"',
    '"': '"“”',
    "»": "«",
    "«": "»",
    "‚": "‘’'",
    "‘": "’'",
    "’": "’",
    "'": "'’",
    "›": "‹",
    "‹": "›",
}
MARKS = frozenset(CLOSED_BY) | frozenset("".join(CLOSED_BY.values()))
SINGLE = frozenset("‚‘’'›‹")
ONLY_OPENS = frozenset("„‚")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:“”\"«»’'])[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with its marks: `depth` 0 for the outermost, `goes_on` where the next paragraph repeats the opening mark."""

    start: int
    end: int
    depth: int = 0
    goes_on: bool = False


@dataclass(slots=True)
class _Open:
    at: int
    mark: str


def marked_passages(text: str) -> tuple[Marked, ...]:
    """The passages of `text` in quotation marks, by start; marks that find no partner give none."""
    found: list[Marked] = []
    paragraphs = _paragraphs(text)
    readings = [_pair(text, start, end) for start, end in paragraphs]
    for number, (closed, opened, _) in enumerate(readings):
        found += closed
        if not opened or number + 1 == len(readings):
            continue
        start = paragraphs[number + 1][0]
        single, last = opened[-1].mark in SINGLE, opened[-1]
        stray = readings[number + 1][2]
        if not single and last.mark == text[start]:
            found.append(Marked(last.at, paragraphs[number][1], goes_on=True))
        elif not single and stray is not None and text[stray] in CLOSED_BY[last.mark]:
            # “One.¶Two.”: opened here, closed at the end of the next paragraph
            found += [Marked(last.at, paragraphs[number][1], goes_on=True), Marked(start, stray + 1)]
    return _nested(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in PARAGRAPH.finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text.rstrip())))
    return [(a, b) for a, b in spans if a < b]


def _pair(text: str, start: int, end: int) -> tuple[list[Marked], list[_Open], int | None]:
    """The pairs of one paragraph, the opening marks after the last pair that found no partner, and a closing mark before any other."""
    places = [i for i in range(start, end) if text[i] in MARKS and not _is_apostrophe(text, i)]
    open_: list[_Open] = []
    pairs: list[Marked] = []
    stray: int | None = None
    for number, i in enumerate(places):
        mark = text[i]
        partner = next((k for k in range(len(open_) - 1, -1, -1) if mark in CLOSED_BY[open_[k].mark]), None)
        if partner is not None and _can_close(text, i, end) and not _belongs_to_a_plural(text, places, number):
            pairs.append(Marked(open_[partner].at, i + 1))
            del open_[partner:]
        elif mark in CLOSED_BY and _can_open(text, i, start, end):
            # a second mark that opens the same way: the first one was never closed
            same = next((k for k, o in enumerate(open_) if o.mark == mark), len(open_))
            del open_[same:]
            open_.append(_Open(i, mark))
        elif not pairs and not open_ and stray is None and mark not in SINGLE:
            stray = i
    return pairs, [o for o in open_ if not pairs or o.at > pairs[-1].end], stray


def _can_open(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if text[i] in ONLY_OPENS:
        return True
    if text[i] == "«" and after.isspace() and after != "\n" and (before.isspace() or before in "(’'"):
        return i + 2 < end and not text[i + 2].isspace()  # « Nous viendrons », with the blanks that French sets inside
    return not after.isspace() and not before.isalnum() and (before not in ".,!?" or before == text[i])


def _can_close(text: str, i: int, end: int) -> bool:
    if text[i] in ONLY_OPENS:
        return False
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < end else " "
    # a mark after a blank and before a letter opens: he said "no" and "yes"
    return not (before.isspace() and (after.isalnum() or after in MARKS))


def _is_apostrophe(text: str, i: int) -> bool:
    """Within a word, or before a clipped year or word: geht's, don't, the '90s, 'ne."""
    if text[i] not in "'’‘":
        return False
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    return not before.isalnum() and bool(
        re.match(r"\d0s\b|\d\d\b(?![^\n]{0,3}['’])|n[eu]?\b|s\b|tis\b|em\b", text[i + 1 : i + 6])
    )


def _belongs_to_a_plural(text: str, places: list[int], number: int) -> bool:
    """The mark in 'the officials' claim was wrong' after "officials": a later mark closes instead."""
    i = places[number]
    if text[i] not in "'’" or text[i - 1 : i] != "s" or not re.match(r" [a-z]", text[i + 1 : i + 3]):
        return False
    later = places[number + 1] if number + 1 < len(places) else None
    return later is not None and text[later] == text[i] and not text[later - 1].isspace()


def _nested(found: list[Marked]) -> tuple[Marked, ...]:
    result: list[Marked] = []
    stack: list[int] = []
    for passage in sorted(found, key=lambda m: (m.start, -m.end)):
        while stack and stack[-1] <= passage.start:
            stack.pop()
        if stack and passage.end > stack[-1]:
            continue  # crosses another passage: neither could be trusted
        result.append(Marked(passage.start, passage.end, len(stack), passage.goes_on))
        stack.append(passage.end)
    return tuple(result)
