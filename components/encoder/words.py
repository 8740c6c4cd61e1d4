"""Words as the encoder was trained on them, the tokens made of them, and where sentences end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from components.article.dateline import first_words_at
from components.languages import facts

WORD = re.compile(r"\w+|[^\w\s]")
LETTER = r"[^\W\d_]"
# One token where the encoder sees several words, and no name, time or quotation can begin or end inside:
JOINED = re.compile(
    r"\d+(?:[.,:]\d+)+"  # „20.30“, „1.300“, „2:1“
    rf"|(?<!\w)(?:{LETTER}\.){{2,}}"  # „z.B.“, „U.S.“
    rf"|{LETTER}+[:*]in(?:nen)?\b"  # „Kund:innen“
    r"|\.{2,}"  # an ellipsis of full stops
)
CLOSING = "\"'“”‘’»«›‹)]"
STOP = re.compile(rf"(?P<stops>\.{{2,}}|[.!?…]+)(?P<closing>[{re.escape(CLOSING)}]*)")
AHEAD = re.compile(r"(?P<gap>\s*)(?P<opening>[^\w\s]*)\s?(?P<word>\w*)")
BEHIND = re.compile(r"(\w+)\s+$|^\s*$")
ROMAN = re.compile(r"[IVX]+$")
VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
LINE = re.compile(r"\s*\n\s*")

Spans = list[tuple[int, int]]


def words(text: str) -> Spans:
    """Character spans of the encoder's words: runs of letters and digits, and every other visible character alone."""
    return [match.span() for match in WORD.finditer(text)]


@dataclass(frozen=True)
class _Rules:
    never_last: frozenset[str]
    before_number: frozenset[str]
    may_be_last: frozenset[str]
    before_ordinal: frozenset[str]
    after_ordinal: frozenset[str]
    openers: frozenset[str]
    reporting: frozenset[str]
    hours: frozenset[str]
    after_hour: frozenset[str]
    platforms: frozenset[str]
    on_platform: frozenset[str]


@lru_cache(maxsize=4)
def _rules(language: str) -> _Rules:
    data = facts(language, "sentences")
    return _Rules(**{name: frozenset(data[name]) for name in _Rules.__dataclass_fields__})


@dataclass(frozen=True)
class Layout:
    """Tokens of a text as character spans, the index of each token's first encoder word, and the tokens that open a sentence."""

    tokens: Spans
    words: Spans
    first_word: list[int]
    openings: frozenset[int]


def lay_out(text: str, language: str) -> Layout:
    """Words, tokens and sentence openings of a text; tokens cover every visible character once, in order."""
    found = words(text)
    joins = {m.start(): m.end() for m in JOINED.finditer(text)}
    ends, dots = _ends(text, language, joins)
    tokens: Spans = []
    first: list[int] = []
    last = -1
    for k, (start, end) in enumerate(found):
        if start < last:
            continue
        last = max(end, joins.get(start, end))
        if last in dots:
            last += 1
        tokens.append((start, last))
        first.append(k)
    starts = [start for start, _ in tokens]
    openings = {bisect_left(starts, end) for end in ends}
    return Layout(tokens, found, first, frozenset(openings | {0}))


def _ends(text: str, language: str, joins: dict[int, int]) -> tuple[set[int], set[int]]:
    """Offsets where a sentence is over, and offsets of full stops that belong to the word before them."""
    rules = _rules(language)
    ends = {m.end() for m in LINE.finditer(text) if _line_ends(text, m)}
    ends.add(first_words_at(text))  # „WIEN (Agentur) – Der Rat tagt“: the dateline is no part of the sentence
    dots: set[int] = set()
    starts = sorted(joins)
    for match in STOP.finditer(text):
        k = bisect_right(starts, match.start()) - 1
        inside = k >= 0 and starts[k] < match.start() < joins[starts[k]]
        if inside and match.end("stops") < joins[starts[k]]:
            continue  # the first full stop of „20.30“ or „U.S.“
        word = _word_before(text, match.start())
        ahead = AHEAD.match(text, match.end())
        apart = match.start() and text[match.start() - 1] == " "
        if apart and match["stops"] == "." and _word_before(text, match.start() - 1) in rules.never_last:
            continue  # „St . Gallen“, as corpora and some editors set it
        if ahead is None or (match["stops"] == "." and word and _belongs(text, match, word, ahead, rules, inside)):
            dots.add(match.start())
        elif _is_over(text, match, word, ahead, rules):
            ends.add(match.end())
    return ends, dots


def _line_ends(text: str, line: re.Match[str]) -> bool:
    """A line break ends a sentence (a heading has no full stop) unless a wrapped line goes on in lower case."""
    following = text[line.end() : line.end() + 1]
    return "\n" in line[0].replace("\n", "", 1) or not following.islower() or text[: line.start()][-1:] in ".!?"


def _word_before(text: str, at: int) -> str:
    begin = at
    while begin and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
        begin -= 1
    return text[begin:at]


def _belongs(text: str, stop: re.Match[str], word: str, ahead: re.Match[str], rules: _Rules, dotted: bool) -> bool:
    """Whether a single full stop is part of its word: „Dr.“, „2.“, „XIV.“, „J.“."""
    following = ahead["word"]
    if not following or "\n" in ahead["gap"] or (stop["closing"] and not dotted):
        return False
    opens = following[0].isupper() and following.lower() in rules.openers
    if word.isdigit():
        return _is_ordinal(text, stop.start() - len(word), word, ahead, opens, rules)
    if ahead["gap"] and (word in rules.never_last or (word in rules.before_number and following[0].isdigit())):
        return True
    if _ends_after_all(text, stop, word, following, rules):
        return False
    initial = len(word) == 1 and word.isupper()
    if initial or dotted or word in rules.may_be_last or ROMAN.match(word):
        return bool(ahead["gap"]) and not opens
    # an abbreviation nobody listed: „zzt. in Bonn“
    return bool(ahead["gap"]) and following[0].islower() and (len(word) < 3 or not VOWEL.search(word))


def _ends_after_all(text: str, stop: re.Match[str], word: str, following: str, rules: _Rules) -> bool:
    """ "sent at 11:40 p.m. Cole said", but "5 p.m. Friday"; "he wrote on X. Turkey agreed", but "on J. Edgar"."""
    if not following[0].isupper():
        return False
    if text[max(0, stop.start() - 3) : stop.start()].lower() in rules.hours:
        return following.lower() not in rules.after_hour
    before = text[max(0, stop.start() - 24) : stop.start() - len(word)].split()
    return word in rules.platforms and bool(before) and before[-1].lower() in rules.on_platform


def _is_ordinal(text: str, at: int, word: str, ahead: re.Match[str], opens: bool, rules: _Rules) -> bool:
    following = ahead["word"]
    if not rules.before_ordinal or not ahead["gap"] or len(word) > 3:
        return False
    if following in rules.after_ordinal or following[0].islower():
        return True
    if opens or ahead["opening"]:
        return ahead["opening"][:1] in "–-/" and following.isdigit()  # „12. – 14. Mai“
    before = BEHIND.search(text, max(0, at - 30), at)
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return not line.strip() or bool(before and before[1] in rules.before_ordinal)


def _is_over(text: str, stop: re.Match[str], word: str, ahead: re.Match[str], rules: _Rules) -> bool:
    following, gap, opening = ahead["word"], ahead["gap"], ahead["opening"]
    if not following and not opening:
        return True
    opens = following[:1].isupper() and following.lower() in rules.openers
    if not gap:  # „gehen.Danach“, but not „Spiegel.de“
        return opens and len(word) > 2 and not opening and following != following.upper() and not stop["closing"]
    if opening[:1] in set(",;:"):
        return False
    if "…" in stop["stops"] or ".." in stop["stops"]:
        return opens or bool(stop["closing"] and following[:1].isupper()) or bool(opening)
    if following[:1].islower():
        # „Yahoo! bietet“, „Gehen wir?“ fragte sie; but a sentence may begin „iPhones …“ after a plain word
        return (
            stop["stops"] == "."
            and not stop["closing"]
            and not opening
            and len(word) > 3
            and word not in rules.may_be_last
        )
    if stop["closing"] and stop["stops"] in "?!" and rules.reporting:
        return not _reports(text[ahead.start("word") : ahead.start("word") + 60], rules)
    return True


def _reports(following: str, rules: _Rules) -> bool:
    """Whether a name and a reporting verb follow: "Are we safe?" Smith asked."""
    first = re.findall(r"\w+|[^\w\s]", following)[:5]
    return any(w in rules.reporting for w in first[1:])
