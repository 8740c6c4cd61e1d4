"""The furniture of web pages and desks around an article: share buttons, links, credits. Cut, and counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from components.languages import KNOWN, facts

_LONGEST = 420  # characters; no furniture is longer, and no pattern has to look at more
_SENTENCE_END = re.compile(r"[.!?…][)\]\"'“”‘’»«›‹]*$")
_FULL_STOP = re.compile(r"[.…:][)\]\"'“”‘’»«›‹]*$")
_NOTE = re.compile(r"(?<=[.!?…)\]\"'“”‘’»«›‹]) (\([^()]{5,400}\))$")
_BELOW_SUMMARY = 4  # lines below a summary in which the byline stands
_LONGEST_HEAD = 12  # lines with words above and with the first paragraph
_RUNNING = 9  # words of a line that ends like a sentence


def is_running(line: str) -> bool:
    """Whether a line is running text: a sentence of some length, or several."""
    words = len(line.split())
    return words >= 25 or (words >= _RUNNING and _SENTENCE_END.search(line) is not None)


def all_end(lines: Sequence[str]) -> bool:
    """Whether every line of running text ends like a sentence, and there are several: each is a paragraph."""
    running = [line for line in lines if len(line.split()) >= _RUNNING]
    return len(running) > 1 and all(_SENTENCE_END.search(line) for line in running)


def head_length(lines: Sequence[str]) -> int:
    """How many lines, blank ones too, reach down to the first paragraph of the article: to the second running one, as a summary may come first."""
    running = filled = between = 0
    for number, line in enumerate(lines):
        filled += bool(line.strip())
        running += is_running(line)
        between += bool(running and line.strip() and not is_running(line))
        if running == 2 or filled == _LONGEST_HEAD or between == _BELOW_SUMMARY:
            return number + 1
    return len(lines)


def is_furniture(line: str) -> bool:
    """Whether a line is web furniture wherever it stands."""
    return _matches("anywhere", line)


def cut_junk(
    lines: list[str], is_date_line: Callable[[str], bool], signs: Callable[[str], bool] = lambda line: False
) -> tuple[list[str], list[str]]:
    """The paragraphs of the article and, apart, the lines of furniture and bare dates around and between them.

    `signs` tells a byline; a sentence above it is a summary, and what stands between is still above the article.
    """
    first, last = _body(lines, signs, is_date_line)
    in_list = False
    kept: list[str] = []
    cut: list[str] = []
    for number, line in enumerate(lines):
        above, below = number < first, number > last >= 0
        in_list = in_list or (below and _matches("lists", line))
        junk = in_list or _matches("anywhere", line) or (below and _matches("desk", line))
        junk = junk or (above and last >= 0 and _matches("captions", line))
        junk = junk or ((above or below or last < 0) and (_matches("edges", line) or is_date_line(line)))
        (cut if junk else kept).append(line)
    if kept and (note := _NOTE.search(kept[-1])) and _matches("desk", note[1]):
        cut.append(note[1])  # „… will der Rat abstimmen. (Mitarbeit: Anna Berger; redigiert von Max Huber)“
        kept[-1] = kept[-1][: note.start()]
    return kept, cut


def _body(lines: list[str], signs: Callable[[str], bool], is_date_line: Callable[[str], bool]) -> tuple[int, int]:
    """Positions of the first and the last paragraph of running text; the whole where there is none.

    What stands above a byline is not yet the text, nor is a line without a full stop above a date: a long headline.
    """
    running = [n for n, line in enumerate(lines) if is_running(line) and not _is_frame(line)]
    while len(running) > 1 and _matches("desk", lines[running[-1]]):
        running.pop()
    while len(running) > 1 and _matches("captions", lines[running[0]]):
        running.pop(0)
    if not running:
        return len(lines), -1
    below = [n for n in range(running[0] + 1, running[-1]) if not _is_frame(lines[n])]
    headline = not _FULL_STOP.search(lines[running[0]])
    for number in below[:_BELOW_SUMMARY]:
        if signs(lines[number]) or (headline and is_date_line(lines[number])):
            return min(n for n in running if n > number), running[-1]
    return running[0], running[-1]


def _is_frame(line: str) -> bool:
    return _matches("anywhere", line) or _matches("edges", line)


def _matches(kind: str, line: str) -> bool:
    return len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in _patterns(kind))


@lru_cache(maxsize=8)
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    # „Artikel teilen:“ stands for „Artikel teilen“
    return tuple(
        re.compile(f"(?:{p}) ?:?", re.IGNORECASE) for code in KNOWN for p in facts(code, "article")["junk"][kind]
    )
