"""From lines to paragraphs: lines broken by a mail program or a page's width are joined, headings stay on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from components.languages import KNOWN, facts

_NARROW, _WIDE = 30, 130  # characters a line: nobody breaks lines outside
_SENTENCE_END = re.compile(r"[.!?…:;][)\]\"'“”‘’»«›‹]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(\w+)([-‐])$")  # a hyphen, not the dash that stands free


def split_paragraphs(text: str, stands_alone: Callable[[str], bool] = lambda line: False) -> list[str]:
    """The paragraphs of a text with plain characters, each on one line with single blanks.

    A blank line always parts paragraphs. Other line ends do unless the whole text is broken to one width;
    `stands_alone` tells a line that is never joined to its neighbours (a byline, a link).
    """
    lines = text.split("\n")
    width = wrapped_at(lines)
    if width is None:
        return paragraphs_as_typed(text)
    return _join(lines, width, stands_alone)


def paragraphs_as_typed(text: str) -> list[str]:
    """Every line with words as a paragraph."""
    return [clean for line in text.split("\n") if (clean := " ".join(line.split()))]


def wrapped_at(lines: list[str]) -> int | None:
    """The width in characters at which the lines were broken by a program, or None where line ends were typed on purpose."""
    pairs = [
        (line.rstrip(), after.strip())
        for line, after in zip(lines, lines[1:], strict=False)
        if line.strip() and after.strip()
    ]
    lengths = sorted(len(line) for line, _ in pairs)
    if len(pairs) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    if not _NARROW <= width <= _WIDE:
        return None
    full = [pair for pair in pairs if len(pair[0]) >= 0.7 * width]
    in_sentence = [pair for pair in full if not _SENTENCE_END.search(pair[0])]
    return width if len(full) >= 0.5 * len(pairs) and len(in_sentence) >= 0.5 * len(full) else None


def _join(lines: list[str], width: int, stands_alone: Callable[[str], bool]) -> list[str]:
    words = Counter(w for line in lines for w in _WORD.findall(line))
    indent = Counter(_indent(line) for line in lines if line.strip()).most_common(1)[0][0]
    done: list[str] = []
    open_lines: list[str] = []
    for number, line in enumerate(lines):
        clean = " ".join(line.split())
        if open_lines and (
            not clean
            or _indent(line) > indent + 1
            or _ends(open_lines[-1], clean, width, stands_alone, len(open_lines))
        ):
            done.append(_glue(open_lines, words))
            open_lines = []
        if clean:
            open_lines.append(clean)
        if number + 1 == len(lines) and open_lines:
            done.append(_glue(open_lines, words))
    return done


def _ends(line: str, following: str, width: int, stands_alone: Callable[[str], bool], count: int) -> bool:
    """Whether a paragraph ends with `line`, the `count`-th of it, although `following` comes without a blank line between."""
    if stands_alone(line) or stands_alone(following):
        return True
    room = width - len(line) - 1 - len(following.split(" ", 1)[0])
    if _BROKEN.search(line) and following[:1].islower():
        return False
    if _is_capitals(line) != _is_capitals(following) and (room > 0 or _is_capitals(following)):
        return True  # DREI ANLÄUFE, KEIN METER ROHR: a subhead, whatever its length
    if _SENTENCE_END.search(line):
        return room > 0.12 * width  # the next word would have fitted well: the writer ended the paragraph here
    # A short line in the middle of nothing, the next begins with a capital: a headline („Streit um den Hafen“).
    return count == 1 and room > 0.3 * width and not following[:1].islower()


def _glue(lines: list[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken = _BROKEN.search(text)
        if broken and line[:1].isalnum():
            text = _mend(text, broken[1], line, words)
        else:
            text += " " + line
    return text


def _mend(text: str, left: str, line: str, words: Counter[str]) -> str:
    """Two lines parted at a hyphen, as one: „Regie-/rung“, „Nord-/Süd-Dialog“, „Ein-/und Ausgang“, „EU-/weit“."""
    first = line.split(" ", 1)[0]
    if first.strip(".,;:") in _after_hyphen():
        return f"{text} {line}"
    right = found[0] if (found := _WORD.match(line)) else ""
    whole = _WORD.findall(f"{left}{right}")
    hyphen_stays = (
        not line[0].islower()
        or not left[-1].isalpha()
        or (len(left) > 1 and left.isupper())
        or words[f"{left}-{right}"] > words[whole[-1] if whole else ""]
    )
    return f"{text}{line}" if hyphen_stays else f"{text[:-1]}{line}"


def _is_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@lru_cache(maxsize=1)
def _after_hyphen() -> frozenset[str]:
    return frozenset(w for code in KNOWN for w in facts(code, "article")["paragraphs"]["after_hyphen"])
