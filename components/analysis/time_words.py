"""The vocabulary of time of a language, and its patterns compiled: components/languages/*/times.toml says how to write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from components.languages import facts

Value = str | int | float
Fields = dict[str, Value]

# What digits may stand for; the same in every language.
DIGITS = {
    "day": r"3[01]|[12]\d|0?[1-9]",
    "month_number": r"1[0-2]|0?[1-9]",
    "year": r"(?:1\d|20)\d\d",
    "any_year": r"\d{3,4}",
    "short_year": r"\d\d",
    "hour": r"2[0-4]|1\d|0?\d",
    "minute": r"[0-5]\d",
    "digits": r"\d{1,6}(?:[.,\u202f]\d{1,3})*",
    "years_old": r"1[01]\d|\d{1,2}",
    "ordinal": r"\d{1,2}",
}
# One blank, or a line break inside a paragraph: „am 3.\nMai“.
BLANK = r"(?:[^\S\n]{1,3}\n?|\n)"
_SLOT = re.compile(r"\{(?:(?P<field>[a-z_]+)=)?(?P<name>[a-z_]+)\}")


@dataclass(frozen=True)
class Pattern:
    """One way to write a time expression: the rule that gives its value, and how sure the words alone are (`need`)."""

    rule: str
    regex: re.Pattern[str]
    classes: dict[str, str] = field(hash=False)  # group, e.g. "day__3" for the field „day“ → class of words
    fixed: Fields = field(hash=False)
    need: float  # the least probability of a time that the encoder must see here; 0 = the words are enough
    rank: int
    loud: bool = False  # written in capitals


@dataclass(frozen=True)
class Vocabulary:
    """Patterns and word values of one language."""

    patterns: tuple[Pattern, ...]
    words: dict[str, dict[str, Value]]
    endings: re.Pattern[str]
    numbers: dict[str, float]
    small: dict[str, frozenset[str]]
    openings: frozenset[str]  # the first three letters, small, of every word that can begin an expression
    facts: dict[str, Any] = field(repr=False)

    def written_small(self, kind: str, text: str) -> bool:
        """Whether the word is one that begins with a small letter, so that a capital one needs a reason („Morgen“ is no „morgen“)."""
        return text[:1].isupper() and kind in self.small and text[0].lower() + text[1:] in self.small[kind]

    def value(self, kind: str, text: str) -> Value | None:
        """What a word of the class `kind` means; None for a word the class does not have."""
        plain = " ".join(text.lower().split())
        if kind in DIGITS:
            return _amount(plain) if kind == "digits" else int(plain)
        if kind in ("number", "clock_number"):
            return self.numbers.get(plain)
        table = self.words[kind]
        if plain in table:
            return table[plain]
        for cut in range(len(plain), max(len(plain) - 4, 0), -1):
            if plain[:cut] + "*" in table and self.endings.fullmatch(plain[cut:]):
                return table[plain[:cut] + "*"]
        return None


@lru_cache(maxsize=4)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of `language`, compiled once."""
    data, forms = facts(language, "times"), facts(language, "time_patterns")
    endings = data["writing"]["endings"]
    numbers = _numbers(data["numbers"])
    slots = {kind: _alternatives(table, endings) for kind, table in data["words"].items()}
    clock = {word: value for word, value in numbers.items() if value in range(1, 25)}
    slots |= DIGITS | {"number": _alternatives(numbers, ""), "clock_number": _alternatives(clock, "")}
    lists = {kind: _alternatives(dict.fromkeys(items, 1), endings) for kind, items in data["lists"].items()}
    patterns = []
    for rank, entry in enumerate(forms["pattern"]):
        source, classes = _expand(entry["form"], forms["macros"], slots, lists)
        patterns.append(
            Pattern(entry["rule"], re.compile(source), classes, entry.get("with", {}), entry.get("need", 0.0), rank)
        )
    words = {kind: {w.lower(): v for w, v in table.items()} for kind, table in data["words"].items()}
    small = {kind: frozenset(w for w in table if w[0].islower()) for kind, table in data["words"].items()}
    openings = _openings(
        [*data["words"].values(), *data["lists"].values(), numbers], [e["form"] for e in forms["pattern"]]
    )
    return Vocabulary(tuple(patterns), words, re.compile(f"(?:{endings})?"), numbers, small, openings, data)


def loud_patterns(words: Vocabulary) -> tuple[Pattern, ...]:
    """The patterns for words in capitals, compiled when a text first has some."""
    return _loud(words.patterns)


@lru_cache(maxsize=4)
def _loud(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    return tuple(replace(p, regex=re.compile(p.regex.pattern, re.IGNORECASE), loud=True) for p in patterns)


def _openings(classes: list[Any], forms: list[str]) -> frozenset[str]:
    """The first letters of all words of the classes and of all words written out in the forms."""
    spelled = re.sub(r"\(\?P?<?[=!]?\w*>?|[{<][a-z_=]+[}>]|\\\w", " ", re.sub(r"\[(\w)\w\]", r"\1", " ".join(forms)))
    written = [*re.findall(r"[^\W\d_]+", spelled), *(word for table in classes for word in table)]
    return frozenset(word.lower()[:3].rstrip(" .*-") for word in written)


def _amount(text: str) -> float:
    """The number written: „400.000“ and "400,000" have thousands, „4,5“ and "4.5" a decimal."""
    if re.fullmatch(r"\d{1,3}(?:[.,\u202f]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    whole, _, decimals = text.replace(",", ".").partition(".")
    return float(f"{whole}.{re.sub(r'[^0-9]', '', decimals) or '0'}")


def _numbers(data: dict[str, Any]) -> dict[str, float]:
    """All number words up to 99, made from ones and tens (`join` puts 35 together), plus those listed with their value."""
    found = {word: float(value) for word, value in data["words"].items()}
    ones = {word: value for word, value in found.items() if 1 <= value <= 9 and word in data["joined"]}
    for ten, ten_value in data["tens"].items():
        found[ten] = float(ten_value)
        for one, one_value in ones.items():
            found[data["join"].format(one=one, ten=ten)] = ten_value + one_value
    return found


def _alternatives(words: dict[str, Any], endings: str) -> str:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(_word(w, endings) for w in longest_first)


def _word(word: str, endings: str) -> str:
    """A word as a regular expression: `*` allows an ending, a small first letter also stands for the capital one."""
    stem, star = word.removesuffix("*"), word.endswith("*")
    first, rest = re.escape(stem[0]), re.escape(stem[1:]).replace(r"\ ", BLANK)
    if stem[0].islower() and stem[0].upper() != stem[0]:
        first = f"[{stem[0]}{stem[0].upper()}]"
    return first + rest + (f"(?:{endings})?" if star else "")


def _expand(
    form: str, macros: dict[str, str], slots: dict[str, str], lists: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """The form with macros and slots filled in; a slot {name} or {field=name} becomes a numbered group.

    A slot of a list only has to be there; nobody asks which of its words it was.
    """
    for _ in range(4):
        form = re.sub(r"<([a-z_]+)>", lambda m: f"(?:{macros[m[1]]})" if m[1] in macros else m[0], form)
    # A look back must have a fixed width: there a blank is one character.
    form = re.sub(r"\(\?<[=!][^)]*\)", lambda m: m[0].replace(" ", r"\s"), form)
    classes: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        if match["name"] in lists:
            return f"(?:{lists[match['name']]})"
        name = match["field"] or match["name"]
        group = f"{name}__{len(classes)}"
        classes[group] = match["name"]
        return f"(?P<{group}>{slots[match['name']]})"

    source = _SLOT.sub(slot, form.replace(" ", BLANK))
    return rf"(?<!\w)(?<![^\W\d_]-)(?:{source})(?!\w|-[^\W\d_])", classes
