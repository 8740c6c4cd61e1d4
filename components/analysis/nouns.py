"""Common nouns that can stand for a voice: persons, bodies, crowds, papers – with base form, gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from spacy.tokens import Doc

from components.analysis.gender import Gender
from components.analysis.spelling import fold
from components.encoder import verb_form
from components.languages import facts, traits

NounKind = Literal["person", "body", "crowd", "report", "other"]
AGED = re.compile(r"\d+-year-olds?")
SHORTEST_IN_COMPOUND = 4  # letters a noun must have to be heard at the end of a compound


@dataclass(frozen=True, slots=True)
class Sense:
    """What a noun is: its kind, its last part in base form („minister“), the whole in base form („aussenminister“), gender, number."""

    kind: NounKind
    base: str
    stem: str
    gender: Gender
    plural: bool | None  # None: the form does not tell


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in the Doc: tokens [start, end), hyphenated parts together („Air-France-Chef“), and its sense."""

    start: int
    end: int
    text: str
    sense: Sense


def noun_at(doc: Doc, start: int) -> Noun | None:
    """The noun that begins at a token, with all its hyphenated parts; None where none does.

    In German that is a capitalised word that is no article or function word; in English a word of the noun lists, of one or two tokens.
    """
    token = doc[start]
    if not token.text[0].isalnum():
        return None
    end = chain_end(doc, start)
    text = doc[start:end].text
    if (
        not traits(doc.lang_).compounds
        and end < len(doc)
        and f"{fold(text)} {fold(doc[end].text)}" in _pairs(doc.lang_)
    ):
        end += 1
        text = doc[start:end].text
    found = sense(text, doc.lang_)
    if traits(doc.lang_).capital_nouns:
        capital = re.split("[-‐‑–/]", text)[-1][:1].isupper()
        return Noun(start, end, text, found) if capital and fold(text) not in _lists(doc.lang_)["function"] else None
    verb = end < len(doc) and verb_form(doc[end]).startswith("Fin")
    following = fold(doc[end].text) if end < len(doc) and doc[end].is_alpha and not verb else ""
    describes = AGED.fullmatch(fold(text)) or fold(text) in _lists(doc.lang_)["demonyms"]
    if describes and following and following not in _lists(doc.lang_)["behind_nouns"]:
        return None  # "the 20-year-old tanker", "the Estonian island", while "the 54-year-old said"
    return None if found.kind == "other" else Noun(start, end, text, found)


def chain_end(doc: Doc, start: int) -> int:
    """The token after a word and what hangs on it by hyphens without blanks: „IG-Metall-Bevollmächtigte“."""
    at = start + 1
    while at + 1 < len(doc) and doc[at].text in "-‐‑–/" and not doc[at - 1].whitespace_ and not doc[at].whitespace_:
        if not doc[at + 1].text[0].isalnum():
            break
        at += 2
    return at


def chain_start(doc: Doc, last: int) -> int:
    """The first token of the hyphenated word that ends with the token `last`."""
    at = last
    while (
        at >= 2
        and doc[at - 1].text in "-‐‑–"
        and not doc[at - 1].whitespace_
        and not doc[at - 2].whitespace_
        and doc[at - 2].text[0].isalnum()
    ):
        at -= 2
    return at


@lru_cache(maxsize=20_000)
def sense(word: str, language: str) -> Sense:
    """The sense of a noun as written, with any ending and any compound before it."""
    last = fold(word.replace("/", "-").split("-")[-1])
    whole = fold(word)
    for reader in (_person, _body, _report, _crowd):
        found = reader(last, whole, language)
        if found is not None:
            return found
    return Sense("other", last, whole, "", None)


def _person(last: str, whole: str, language: str) -> Sense | None:
    lists = _lists(language)
    if AGED.fullmatch(whole):
        return Sense("person", "year-old", "year-old", "", whole.endswith("s"))
    if any(last.endswith(w) for w in lists["no_person"]):
        return None
    if not traits(language).compounds:
        return _listed_person(last, whole, lists)
    for stem in lists["adjectival"]:
        for ending in ("e", "er", "en", "em", "es"):
            if last.endswith(stem + ending):
                return Sense("person", stem, whole.removesuffix(ending), "", None)
    for ending, gender, plural in _GERMAN_ENDINGS:
        if not last.endswith(ending):
            continue
        cut = last.removesuffix(ending)
        for stem in (cut, cut + "e") if gender == "f" else (cut,):
            base = _longest_end(stem, lists["persons"])
            if base:
                own: Gender = (
                    "f"
                    if base in lists["feminine"] or _is_feminine(base, lists["persons"])
                    else "n"
                    if base in lists["neuter"]
                    else "m"
                )
                return Sense("person", base, whole.removesuffix(ending) + stem[len(cut) :], gender or own, plural)
    return None


_GERMAN_ENDINGS: tuple[tuple[str, Gender, bool | None], ...] = (
    ("", "", None), ("innen", "f", True), ("in", "f", False), ("s", "", False), ("es", "", False), ("n", "", None), ("en", "", None),
    ("e", "", True), ("er", "", True), ("ern", "", True),
)  # fmt: skip


def _is_feminine(base: str, persons: frozenset[str]) -> bool:
    """„Kollegin“ beside „Kollege“ in the list of persons."""
    return base.endswith("in") and (base[:-2] in persons or base[:-2] + "e" in persons)


def _listed_person(last: str, whole: str, lists: dict[str, Any]) -> Sense | None:
    for singular, plural in (
        (last, False),
        (last.removesuffix("s"), True),
        (last.removesuffix("men") + "man" if last.endswith("men") else last, True),
        (last.removesuffix("women") + "woman" if last.endswith("women") else last, True),
    ):
        if plural and singular == last:
            continue
        if singular in lists["persons"]:
            gender: Gender = "f" if singular in lists["feminine"] else "m" if singular in lists["masculine"] else ""
            stem = whole.removesuffix("s") if plural else whole
            return Sense("person", singular, stem, gender, plural or singular == "people")
    return None


def _body(last: str, whole: str, language: str) -> Sense | None:
    lists = _lists(language)
    for gender in ("f", "m", "n"):
        for ending, plural in (("", None), ("s", False), ("es", False), ("en", True), ("n", True), ("e", True)):
            base = _longest_end(last.removesuffix(ending), lists["bodies_" + gender]) if last.endswith(ending) else ""
            if any(last.endswith(c) and base and c.startswith(base) for c in lists["circles"]):
                continue  # „Sicherheitskreise“
            if base and (traits(language).compounds or base == last.removesuffix(ending)):
                return Sense("body", base, whole.removesuffix(ending), gender, plural)
    return None


def _report(last: str, whole: str, language: str) -> Sense | None:
    base = _listed(last, "reports", language)
    return Sense("report", base, whole, "", None) if base else None


def _crowd(last: str, whole: str, language: str) -> Sense | None:
    base = _listed(last, "crowds", language)
    return Sense("crowd", base, whole, "", True) if base else None


def _listed(last: str, name: str, language: str) -> str:
    """The entry of a word list that a noun is: a German compound is what it ends with, an English noun must be the entry; "" for none."""
    known = _lists(language)[name]
    if traits(language).compounds:
        return _longest_end(last, known)
    return last if last in known else ""


def whose_report(noun: Noun, language: str) -> str:
    """Whose paper or act of saying a compound names, as written: „Polizei“ of „Polizeiangaben“, „Regierung“ of „Regierungsangaben“; "" for none."""
    if noun.sense.kind != "report" or not traits(language).compounds or "-" in noun.text:
        return ""
    cut = next((k for k in range(1, len(noun.text)) if fold(noun.text[k:]) == noun.sense.base), 0)
    first = noun.text[:cut]
    readings = (first, *(first.removesuffix(e) for e in ("s", "n", "en") if first.endswith(e)))
    return next((w for w in readings if len(w) > 2 and sense(w, language).kind in ("body", "crowd", "person")), "")


def _longest_end(word: str, known: frozenset[str]) -> str:
    """The longest word of `known` at the end of `word`, "" where none; parts of a compound need SHORTEST_IN_COMPOUND letters."""
    for cut in range(len(word) - SHORTEST_IN_COMPOUND + 1):
        if word[cut:] in known:
            return word[cut:]
    return word if word in known else ""


@lru_cache(maxsize=8)
def _pairs(language: str) -> frozenset[str]:
    """The listed nouns of two words: "prime minister", "coast guard"."""
    lists = _lists(language)
    keys = ("persons", "reports", "crowds", "bodies_f", "bodies_m", "bodies_n")
    return frozenset(word for key in keys for word in lists[key] if word.count(" ") == 1)


@lru_cache(maxsize=8)
def _lists(language: str) -> dict[str, frozenset[str]]:
    names, speakers = facts(language, "names"), facts(language, "speakers")
    roles = names["roles"]
    lists = {
        "function": [
            *names["words"]["function"],
            *names["words"]["articles"],
            *names["words"]["definite"],
            *names["words"]["indefinite"],
            *names["words"]["possessive"],
        ],
        "behind_nouns": [w for key in ("function", "verbs", "prepositions", "stop") for w in names["words"][key]],
        "persons": [*roles["nouns"], *roles["demonyms"]],
        "demonyms": roles["demonyms"],
        "feminine": roles["feminine"],
        "masculine": roles.get("masculine", []),
        "neuter": roles["neuter"],
        "no_person": roles["no_person"],
        "adjectival": roles["adjectival"],
        "reports": speakers["reports"]["nouns"],
        "crowds": speakers["crowds"]["nouns"],
        "circles": speakers["crowds"].get("circles", []),
    }
    for gender in ("f", "m", "n"):
        lists["bodies_" + gender] = [*speakers["institutions"][gender], *names["bodies"][gender]]
    return {key: frozenset(fold(word) for word in words) for key, words in lists.items()}
