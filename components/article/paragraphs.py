"""From lines to paragraphs: lines broken by a mail program or a page's width are joined, headings stay on their own."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from components.languages import KNOWN, facts

Test = Callable[[str], bool]

_NARROW, _WIDE = 30, 130  # characters a line: nobody breaks lines outside
_FAR_WIDER = 1.6  # times the usual width: lines that no program broke
_MOST_FAR_WIDER = 0.15  # share of lines so wide in a broken text (addresses of web pages)
_SENTENCE_END = re.compile(r"[.!?…:;][)\]\"'“”‘’»«›‹]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = 4  # paragraphs in which a dateline may stand
_LONGEST_WORD = 80
_BROKEN = re.compile(r"(\w+)([-‐])$")  # a hyphen, not the dash that stands free


@dataclass(frozen=True, slots=True)
class Wrap:
    """How lines were broken: at `width` characters, leaving at most `slack` where the next word would still have fitted."""

    width: int
    slack: int


def split_paragraphs(
    text: str,
    stands_alone: Test = lambda line: False,
    begins: Test = lambda line: False,
) -> list[str]:
    """The paragraphs of a text with plain characters, each on one line with single blanks.

    A blank line always parts paragraphs. Other line ends do unless the whole text is broken to one width;
    `stands_alone` tells a line that is never joined to its neighbours (a byline, a link), `begins` one that begins the article (a dateline).
    """
    lines = text.split("\n")
    wrap = wrapped_at(lines)
    return paragraphs_as_typed(text) if wrap is None else _join(lines, wrap, stands_alone, begins)


def paragraphs_as_typed(text: str) -> list[str]:
    """Every line with words as a paragraph."""
    return [clean for line in text.split("\n") if (clean := " ".join(line.split()))]


def wrapped_at(lines: list[str]) -> Wrap | None:
    """How the lines were broken by a program, or None where line ends were typed on purpose."""
    pairs = [(a.strip(), b.strip()) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 3:
        return None
    lengths = sorted(len(line) for line, _ in pairs)
    usual = lengths[int(len(lengths) * 0.9)]
    if not _NARROW <= usual <= _WIDE:
        return None
    filled = [len(line.strip()) for line in lines if line.strip()]
    if sum(length > _FAR_WIDER * usual for length in filled) > _MOST_FAR_WIDER * len(filled):
        return None
    full = [pair for pair in pairs if len(pair[0]) >= 0.7 * usual]
    in_sentence = [pair for pair in full if not _SENTENCE_END.search(pair[0])]
    if len(full) < 0.5 * len(pairs) or len(in_sentence) < 0.5 * len(full):
        return None
    width = lengths[int(len(lengths) * 0.97)]
    rooms = sorted(_room(line, following, width) for line, following in in_sentence)
    slack = max(0, rooms[int(len(rooms) * 0.95)])
    blocks = sum(not line.strip() for line in lines)
    return Wrap(width, max(slack, int(0.3 * width)) if blocks * 12 > len(lines) else slack)


def _room(line: str, following: str, width: int) -> int:
    """Characters left in a line, had the next word been put there too; below 0 where it did not fit."""
    return width - len(line) - 1 - len(following.split(" ", 1)[0])


def _join(lines: list[str], wrap: Wrap, stands_alone: Test, begins: Test) -> list[str]:
    words = Counter(w for line in lines for w in _WORD.findall(line))
    indent = Counter(_indent(line) for line in lines if line.strip()).most_common(1)[0][0]
    done: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        clean = " ".join(line.split())
        opens = not clean or _indent(line) > indent + 1 or (len(done) < _HEAD and begins(clean))
        if block and (opens or _ends(block, clean, wrap, stands_alone)):
            done.append(_glue(block, words))
            block = []
        if clean:
            block.append(clean)
    return done


def _ends(block: list[str], following: str, wrap: Wrap, stands_alone: Test) -> bool:
    """Whether the paragraph of the lines in `block` is complete, although `following` comes without a blank line between."""
    line = block[-1]
    if stands_alone(line) or stands_alone(following):
        return True
    if _parted(line) and following[0].islower():
        return False
    room = _room(line, following, wrap.width)
    if _is_capitals(line) != _is_capitals(following) and (room > 0 or _is_capitals(following)):
        return True  # DREI ANLÄUFE, KEIN METER ROHR: a subhead, whatever its length
    if following[0].islower():
        return False
    if _SENTENCE_END.search(line):
        return room > wrap.slack  # the next word would have fitted: the writer ended the paragraph here
    # A short line by itself, the next begins with a capital: a headline („Streit um den Hafen“).
    return len(block) == 1 and room > max(wrap.slack, 0.25 * wrap.width)


def _glue(lines: list[str], words: Counter[str]) -> str:
    pieces = [lines[0]]
    for line in lines[1:]:
        broken = _parted(pieces[-1])
        if broken and line[0].isalnum():
            pieces[-1], line = _mend(pieces[-1], broken, line, words)
            pieces.append(line)
        else:
            pieces.append(f" {line}")
    return "".join(pieces)


def _parted(line: str) -> str:
    """The piece of a word before a hyphen at a line's end, empty where there is none."""
    found = _BROKEN.search(line[-_LONGEST_WORD:])
    return found[1] if found else ""


def _mend(before: str, left: str, line: str, words: Counter[str]) -> tuple[str, str]:
    """Two lines parted at a hyphen, to be put side by side: „Regie-/rung“, „Nord-/Süd-Dialog“, „Ein-/und Ausgang“, „EU-/weit“."""
    if line.split(" ", 1)[0].strip(".,;:") in _after_hyphen():
        return before, f" {line}"
    right = found[0] if (found := _WORD.match(line)) else ""
    compound = not line[0].islower() or not left[-1].isalpha() or (len(left) > 1 and left.isupper())
    return (before if compound or words[f"{left}-{right}"] > words[left + right] else before[:-1]), line


def _is_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@lru_cache(maxsize=1)
def _after_hyphen() -> frozenset[str]:
    return frozenset(w for code in KNOWN for w in facts(code, "article")["paragraphs"]["after_hyphen"])
