"""The title above the running text, taken out of it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from components.article.byline import authors_of
from components.article.dateline import is_dateline, read_dateline
from components.article.dates import is_time_heading
from components.article.junk import is_running
from components.article.language import detect_language
from components.article.unmarked import unmarked_authors
from components.languages import KNOWN, facts

_LONGEST = 180  # characters
_MOST_WORDS = 24
_LONGEST_APART = 320  # characters of a headline that blank lines or a byline part from the text
_MOST_WORDS_APART = 50
_BELOW = 3  # lines below a headline in which byline or dateline stands
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_TITLE_MARKER = re.compile(r"(?:titel|title|headline|überschrift|schlagzeile):\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.,;:…][)\]\"'“”‘’»«›‹]*$|[.!?…][)\]\"'“”‘’»«›‹]* \([^()]{1,40}\)$|©$")
_ASKS = re.compile(r"[?!][)\]\"'“”‘’»«›‹]*$")
_TWO_SENTENCES = re.compile(r"[a-zäöüß]{3}[.!?] [A-ZÄÖÜ]\w+ \w+ \w+ \w+")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines were set: those between blank lines, and those right above the article's date."""

    apart: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()


def take_title(lines: list[str], known: str = "", setting: Setting = Setting()) -> tuple[str, list[str]]:
    """The title and the paragraphs without it; `known` is the title a file's metadata give.

    A section's or form's name above it („Analyse“) goes into the title; a line below it stays in the text as its first paragraph.
    """
    if known:
        same = next((n for n, line in enumerate(lines[:8]) if _letters(line) == _letters(known)), None)
        return known, [without_heading(line) for n, line in enumerate(lines) if n != same]
    marked = next((n for n, line in enumerate(lines[:5]) if line.startswith("# ") or _TITLE_MARKER.match(line)), None)
    lines = [line if n == marked else without_heading(line) for n, line in enumerate(lines)]
    if marked is not None:
        title = _TITLE_MARKER.sub("", without_heading(lines[marked]))
        return title, lines[:marked] + lines[marked + 1 :]
    position = _position(lines, setting)
    if position is None:
        return "", lines
    title, rest = lines[position], lines[:position] + lines[position + 1 :]
    if (
        position + 1 < len(lines)
        and _is_kicker(title, lines[position + 1])
        and _is_title(lines[position + 1], lines[position + 2 :], setting)
    ):
        return f"{title.rstrip(' :')}: {lines[position + 1].lstrip(' :')}", lines[:position] + lines[position + 2 :]
    return ("", lines) if _names_the_form(title) else (title, rest)


def without_heading(line: str) -> str:
    """A line without the marks that make it a heading in Markdown."""
    found = _HEADING.match(line)
    return found[1] if found and found[1] else line


def _position(lines: list[str], setting: Setting) -> int | None:
    signed = False
    for number, line in enumerate(lines[:6]):
        rest = lines[number + 1 :]
        kicker = (_names_the_form(line) or _is_catchword(line)) and bool(rest) and _is_title(rest[0], rest[1:], setting)
        title = _is_title(line, rest, setting) and not _names_the_form(line)
        if authors_of(line):
            signed = True
        elif kicker or (title and not (signed and len(line.split()) < 4)):
            return number
        elif is_running(line):
            return None
    return None


def _is_title(line: str, rest: list[str], setting: Setting) -> bool:
    """Whether a line is a headline: no sentence with its full stop, no dateline, no month of a chronicle, and running text comes after it."""
    if len(line.split()) < 2 or _SENTENCE.search(line) or not any(c.isalpha() for c in line):
        return False
    if authors_of(line) or is_dateline(line) or is_time_heading(line):
        return False
    if not any(is_running(after) for after in rest) or _goes_on(line, rest):
        return False
    if rest[0][0].islower() and line not in setting.apart:
        return False
    return _is_short(line) or _stands_above(line, rest, setting)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS and len(line) <= _LONGEST and not _TWO_SENTENCES.search(line)


def _stands_above(line: str, rest: list[str], setting: Setting) -> bool:
    """Whether a long line, or one of two sentences, is a headline by its place: above byline or dateline, or between blank lines without a full stop.

    “Soldiers hold the palace. Can the president come back?”: with nothing between it and the text, a question may be its first sentence.
    """
    if len(line.split()) > _MOST_WORDS_APART or len(line) > _LONGEST_APART or read_dateline(line):
        return False
    below = itertools.zip_longest(rest[:_BELOW], rest[1 : _BELOW + 1], fillvalue="")
    if line in setting.dated or any(authors_of(after) or unmarked_authors(after, then) for after, then in below):
        return True
    return bool(read_dateline(rest[0])) or (line in setting.apart and not _ASKS.search(line))


def _goes_on(line: str, rest: list[str]) -> bool:
    """Whether a line breaks off („… über die Zukunft des“) by the words of the article's language: „Lotsen nehmen das Angebot an“ does not."""
    if authors_of(rest[0]) or read_dateline(rest[0]):
        return False
    language = detect_language(" ".join(rest))[0]
    return line.split()[-1].lower() in _words("unfinished", (language,) if language in KNOWN else KNOWN)


def _names_the_form(line: str) -> bool:
    """„Analyse“, or a catchword with a colon („Streit um Hafen:“)."""
    return line.lower().strip(" :.") in _words("kickers") or (line.endswith(":") and len(line.split()) <= 6)


def _is_catchword(line: str) -> bool:
    """„Energiepolitik“, „Tunnel-Streit“: one word by itself."""
    return re.fullmatch(r"[^\W\d_][\w-]{2,40}", line) is not None


def _is_kicker(line: str, following: str) -> bool:
    """Whether a line stands before the headline and is none itself; two sentences below „Was vom Hafen bleibt“ are its summary."""
    if _names_the_form(line) or _is_catchword(line):
        return _names_the_form(line) or len(following.split()) >= 4
    return len(line.split()) <= 3 and len(following.split()) >= 4 and _is_short(following)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


@lru_cache(maxsize=16)
def _words(kind: str, languages: tuple[str, ...] = tuple(KNOWN)) -> frozenset[str]:
    return frozenset(w for code in languages for w in facts(code, "article")["headline"][kind])
