"""Noun phrases around a noun: determiner, attributes and what follows („ein westlicher Diplomat“, „der Sprecher des Ministeriums“)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from components.analysis.gender import Gender
from components.analysis.nouns import Noun, chain_end, noun_at
from components.analysis.spelling import fold
from components.encoder import verb_form
from components.languages import facts, traits

Determiner = Literal["definite", "indefinite", "possessive", "number", "none"]
SHORTEST_PARTICIPLE = 5  # letters it has more than: „nahestehende“
FARTHEST_NOUN = 8  # tokens between determiner and noun: „zwei mit der Sache vertraute Personen“
LONGEST_COMPLEMENT = 12  # tokens after the noun that can belong to it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [start, end) from determiner to the end of its complement, its noun, and gender and number as far as told."""

    start: int
    end: int
    noun: Noun
    determiner: Determiner
    gender: Gender
    plural: bool


def phrase_at(doc: Doc, start: int, stop: int, names: dict[int, int]) -> Phrase | None:
    """The noun phrase that begins at a token and ends before `stop`; `names` gives the end of the name that begins at a token."""
    determiner = determiner_of(doc[start].text, doc.lang_)
    at = start if determiner == "none" else start + 1
    nested = False
    if (
        at < stop
        and fold(doc[start].text) in _lists(doc.lang_)["stop"]
        and determiner_of(doc[at].text, doc.lang_) != "none"
    ):
        return None  # "that every other manager": a conjunction
    if (
        at < stop
        and determiner in ("definite", "indefinite")
        and determiner_of(doc[at].text, doc.lang_) in ("definite", "possessive")
    ):
        nested = _dative_attribute(doc, at, stop)
        if not nested:
            return None  # "that his bookkeeper": the first word is no determiner here
    if determiner == "number" and at < stop and fold(doc[at].text) in _lists(doc.lang_)["prepositions"] - {"mit", "of"}:
        return None
    noun = _first_noun(doc, at, min(stop, at + FARTHEST_NOUN), names, nested)
    if noun is None:
        return None
    gender, plural = _gender_and_number(doc, start, noun, determiner)
    return Phrase(start, _complement_end(doc, noun.end, stop, names), noun, determiner, gender, plural)


def determiner_of(word: str, language: str) -> Determiner:
    """What kind of determiner a word is; figures and number words count as "number"."""
    folded, lists = fold(word), _lists(language)
    if folded.isdigit() or folded in lists["numbers"]:
        return "number"
    kinds: tuple[Determiner, ...] = ("definite", "indefinite", "possessive")
    for kind in kinds:
        if folded in lists[kind]:
            return kind
    return "none"


def _dative_attribute(doc: Doc, at: int, stop: int) -> bool:
    """„eine | dem Präsidenten nahestehende Person“: an article, a noun, a participle and the noun that the first article belongs to."""
    if not traits(doc.lang_).case_endings:
        return False
    last = min(stop, at + FARTHEST_NOUN)
    noun = next((k for k in range(at + 1, last) if doc[k].text[0].isupper()), None)
    if noun is None or (after := chain_end(doc, noun)) + 1 >= last:
        return False
    word, head = doc[after].text, doc[after + 1].text
    participle = word[0].islower() and word.endswith(("e", "er", "en", "em", "es")) and len(word) > SHORTEST_PARTICIPLE
    return participle and determiner_of(word, doc.lang_) == "none" and head[0].isupper()


def _first_noun(doc: Doc, start: int, stop: int, names: dict[int, int], nested: bool = False) -> Noun | None:
    lists = _lists(doc.lang_)
    at, best = start, None
    while at < stop:
        token = doc[at]
        if token.is_space or (token.is_punct and token.text not in "„“”\"‚‘»«'") or fold(token.text) in lists["stop"]:
            break
        if at in names and nested and traits(doc.lang_).capital_nouns:
            # „der in Lagos geborene Trainer“
            at, nested = names[at], False
            continue
        if at in names:
            return best
        noun = noun_at(doc, at)
        if traits(doc.lang_).capital_nouns:
            if noun is not None and not _is_place_adjective(doc, noun, stop, names):
                if not nested and not _measures(doc, noun) and not _begins_title(doc, noun, stop, names):
                    return noun
                nested = False  # the noun inside „mit der Sache vertraute“
            elif fold(token.text) in lists["prepositions"]:
                nested = True
            at = noun.end if noun else chain_end(doc, at)  # „die 56-jährige Kauffrau“
            continue
        if fold(token.text) in lists["prepositions"] or (at > start and fold(token.text) in lists["definite"]):
            break  # "The next day | the energy minister"
        best = noun or best
        at = noun.end if noun else chain_end(doc, at)  # "a 51-year-old trader"
    return best


def _begins_title(doc: Doc, noun: Noun, stop: int, names: dict[int, int]) -> bool:
    """„Vorsitzende“ in „die Vorsitzende Richterin“: an adjective used as a noun before the noun of the same person."""
    if noun.sense.kind != "person" or noun.sense.gender or noun.end >= stop or noun.end in names:
        return False
    following = noun_at(doc, noun.end)
    return following is not None and following.sense.kind == "person"


def _measures(doc: Doc, noun: Noun) -> bool:
    """„Jahre“ in „der 61 Jahre alte Chef“: a measure between a figure and an adjective."""
    after = doc[noun.end].text if noun.end < len(doc) else ""
    return (
        determiner_of(doc[noun.start - 1].text, doc.lang_) == "number"
        and after[:1].islower()
        and determiner_of(after, doc.lang_) == "none"
        and after.endswith(("e", "er", "en", "em", "es"))
    )


def _is_place_adjective(doc: Doc, noun: Noun, stop: int, names: dict[int, int]) -> bool:
    """„Pariser“ in „Pariser Institut“, „Schweizer“ in „die Schweizer Botschaft“: a place in -er before the noun it describes."""
    lists = _lists(doc.lang_)
    kind = noun.sense.kind == "other" or noun.sense.stem in lists["demonyms"]
    follows = noun.end < stop and noun.end not in names and noun_at(doc, noun.end) is not None
    return noun.text.endswith("er") and kind and follows


def _gender_and_number(doc: Doc, start: int, noun: Noun, determiner: Determiner) -> tuple[Gender, bool]:
    article, sense = fold(doc[start].text), noun.sense
    lists = _lists(doc.lang_)
    if article in lists["plural_determiners"] or determiner == "number":
        return sense.gender, article not in ("1", "eine", "ein", "one")
    if not traits(doc.lang_).case_endings:
        return sense.gender, bool(sense.plural) or (determiner == "none" and sense.kind == "crowd")
    if sense.plural:
        return sense.gender, True
    if sense.gender == "" and sense.kind == "person":
        return _gender_of_adjectival(article, fold(noun.text))
    if sense.kind == "person" and sense.gender == "m" and article == "die":
        return "m", True
    if sense.kind == "person" and determiner == "none" and sense.plural is None:
        return sense.gender, noun.start == start or _shows_plural(doc[start].text, noun)
    if sense.kind == "person" and article == "den" and fold(noun.text).endswith(sense.base + "n"):
        return sense.gender, sense.base.endswith(("er", "el"))  # „den Anwohnern“
    return sense.gender, False


def _shows_plural(adjective: str, noun: Noun) -> bool:
    """„westlicher Diplomaten“, „westliche Ermittler“ are several, „früherer Minister“ is one."""
    ending = not fold(noun.text).endswith(noun.sense.base)
    return adjective[:1].islower() and (ending if adjective.endswith("er") else adjective.endswith("e"))


def _gender_of_adjectival(article: str, noun: str) -> tuple[Gender, bool]:
    """„der Vorsitzende“ is a man, „die Vorsitzende“ and „der Vorsitzenden“ a woman, „die Vorsitzenden“ are several."""
    if article in ("ein", "den", "dem", "des", "einen", "einem", "eines") or (article == "der" and noun.endswith("e")):
        return "m", False
    if article == "die" and noun.endswith("en"):
        return "", True
    if article in ("die", "der", "eine", "einer"):
        return "f", False
    return "", noun.endswith(("en", "e"))


def _complement_end(doc: Doc, start: int, stop: int, names: dict[int, int]) -> int:
    """The end of what hangs on the noun: „des Verteidigungsministeriums“, „vom Pariser Institut Eurasie“, "familiar with the talks"."""
    lists = _lists(doc.lang_)
    at = end = start
    linked = False
    while at < min(stop, start + LONGEST_COMPLEMENT):
        token, folded = doc[at], fold(doc[at].text)
        if at in names:
            at = end = names[at]
            linked = _owns(doc, at)
            at += 2 * linked  # "the head of Colorado's largest hospital"
        elif folded in lists["prepositions"] and not token.is_space:
            linked = True
            at += 1
        elif not linked or token.is_space or (token.is_punct and token.text not in '„“”"»«'):
            break
        elif traits(doc.lang_).capital_nouns:
            noun = noun_at(doc, at)
            if noun is not None:
                at = noun.end
                if not _is_place_adjective(doc, noun, stop, names):
                    end, linked = at, False
            else:
                at += 1
        else:
            if folded in lists["stop"]:
                break
            at = end = chain_end(doc, at)
            if _owns(doc, at):
                at, linked = at + 2, True  # "the front-runner in Sunday's runoff"
                continue
            following = doc[at] if at < len(doc) else None
            linked = following is not None and (
                following.text.isalpha()
                and fold(following.text) not in lists["verbs"]
                and not verb_form(following).startswith("Fin")
            )
    return min(end, stop)


def _owns(doc: Doc, at: int) -> bool:
    """Whether the word before token `at` owns what follows: "Colorado's"."""
    return not traits(doc.lang_).case_endings and at + 1 < len(doc) and doc[at].text in "'’" and doc[at + 1].text == "s"


@lru_cache(maxsize=8)
def _lists(language: str) -> dict[str, frozenset[str]]:
    words = facts(language, "names")["words"]
    keys = ("definite", "indefinite", "possessive", "prepositions", "numbers", "plural_determiners", "stop", "verbs")
    demonyms = facts(language, "names")["roles"]["demonyms"]
    return {key: frozenset(fold(w) for w in words.get(key, [])) for key in keys} | {
        "demonyms": frozenset(fold(w) for w in demonyms)
    }
