"""An unnamed voice as the subject of a sentence: „der Verbraucherzentrale“ (zufolge) is „die Verbraucherzentrale“ on a label."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.gender import Gender
from components.analysis.names import word_lists
from components.analysis.noun_phrases import Phrase, determiner_of
from components.analysis.nouns import Noun, chain_start
from components.analysis.spelling import fold
from components.encoder import verb_form
from components.languages import facts, traits

ADJECTIVE = re.compile(r"(?:en|em|er|es|e)$")
DEFINITE: dict[Gender, str] = {"m": "der", "f": "die", "n": "das"}
SHOWN: dict[str, Gender] = {
    "einen": "m",
    "einer": "f",
    "eine": "f",
    "das": "n",
}  # genders that an article shows by itself
STRONG: dict[Gender, str] = {"m": "er", "f": "e", "n": "es"}
# „Funktionären“ is the dative of „Funktionäre“, while „Diplomaten“ is the same in every case
PLURAL_IN_E = ("aer", "eur", "offizier", "freund", "aelt", "aerzt", "general", "admiral", "ingenieur")
PLURAL_IN_N = ("bauer", "nachbar", "vetter", "bayer", "ungar")
PLURAL_WITHOUT_ENDING = ("er", "el", "chen")


def as_subject(doc: Doc, phrase: Phrase | None, start: int, end: int) -> str:
    """The words at tokens [start, end), whose noun phrase is `phrase`, in the nominative where the language has endings for cases.

    What belongs to the noun stays: „eines Sprechers der Polizei“ is „ein Sprecher der Polizei“. Words whose gender nobody tells stay
    as they are.
    """
    end = _label_end(doc, phrase, end)
    plain = " ".join(doc[start:end].text.split())
    if phrase is None or not traits(doc.lang_).case_endings or not start == phrase.start < phrase.noun.end <= end:
        return plain
    if (
        fold(doc[start].text) == "den"
        and end < len(doc)
        and fold(doc[end].text) in word_lists(doc.lang_).get("dative_behind", frozenset())
    ):
        phrase = replace(phrase, plural=True)  # „den Rebellen zufolge“: the dative of one is „dem“
    gender = phrase.gender or phrase.noun.sense.gender or SHOWN.get(fold(doc[phrase.start].text), "")
    words = {t.i: t.text for t in doc[phrase.start : phrase.noun.end]}
    opens = determiner_of(doc[phrase.start].text, doc.lang_) != "none"
    if not gender and fold(doc[phrase.start].text) in ("dem", "des"):
        return _without_article(doc, phrase, end)
    if opens:
        article = _article(doc[phrase.start].text, phrase, gender, doc.lang_)
        if article is None:
            return plain
        words[phrase.start] = article
    ending = "e" if phrase.plural and phrase.determiner not in ("definite", "possessive") else "en"
    if not phrase.plural:
        ending = "e" if phrase.determiner == "definite" else STRONG.get(gender, "")
    adjectives = _adjectives(doc, phrase, opens)
    if adjectives and not ending:
        return plain
    for at in adjectives:
        words[at] = ADJECTIVE.sub(ending, words[at])
    head = doc[phrase.noun.start : phrase.noun.end].text
    body = "".join(words[t.i] + t.whitespace_ for t in doc[phrase.start : phrase.noun.start])
    text = doc[start : phrase.start].text_with_ws + body + _noun(phrase.noun, phrase, gender)
    rest = doc[phrase.noun.end : end].text
    gap = doc[phrase.noun.end - 1].whitespace_ if head and rest else ""
    return " ".join(f"{text}{gap}{rest}".split())


def _label_end(doc: Doc, phrase: Phrase | None, end: int) -> int:
    """The end without what only begins to hang on the noun phrase: "an old man | who", "a draft | seen"."""
    if phrase is None or traits(doc.lang_).case_endings:
        return end
    relative = facts(doc.lang_, "speakers")["pronouns"]["relative"]
    while end > phrase.noun.end and (
        fold(doc[end - 1].text) in relative or verb_form(doc[end - 1]) or doc[end - 1].is_punct
    ):
        end -= 1
    return end


def _without_article(doc: Doc, phrase: Phrase, end: int) -> str:
    """„Umfeld des Ministers“ of „dem Umfeld des Ministers“, where nobody tells „der“ or „das“; with an adjective the words stay."""
    if phrase.noun.start - phrase.start != 1:
        return " ".join(doc[phrase.start : end].text.split())
    noun = phrase.noun.text
    if fold(doc[phrase.start].text) == "des":
        noun = re.sub(r"(?<=[sßzxtdkpb])es$|(?<=[^s])s$", "", noun)
    return " ".join((noun + doc[phrase.noun.end - 1].whitespace_ + doc[phrase.noun.end : end].text).split())


def _article(word: str, phrase: Phrase, gender: Gender, language: str) -> str | None:
    """The article, number or possessive in the nominative; None where the gender that it takes is unknown."""
    folded = fold(word)
    listed = facts(language, "speakers").get("nominatives", {})
    if phrase.plural or phrase.determiner == "number":
        found = "die" if phrase.determiner == "definite" and folded in ("der", "den") else listed.get(folded, word)
    elif folded in ("der", "die", "das", "dem", "den", "des"):
        found = DEFINITE.get(gender, "")
    elif phrase.determiner in ("indefinite", "possessive") and (stem := _stem(folded)):
        found = stem + ("e" if gender == "f" else "") if gender else stem if folded.endswith(("em", "es")) else ""
    else:
        found = word
    if not found:
        return None
    return found[0].upper() + found[1:] if word[0].isupper() else found


def _stem(folded: str) -> str:
    """„einem“, „seiner“, „ihres“ without ending."""
    return next(
        (s for s in ("ein", "kein", "sein", "ihr", "mein", "unser") if re.fullmatch(f"{s}(?:e[rsnm]?)?", folded)), ""
    )


def _adjectives(doc: Doc, phrase: Phrase, opens: bool) -> list[int]:
    """The adjectives right before the noun: „vertrauten“ in „eines mit der Sache vertrauten Beamten“."""
    found = []
    at = phrase.noun.start - 1
    while at > phrase.start - (not opens):
        word = doc[at].text
        if not (word[0].islower() and ADJECTIVE.search(word)) or determiner_of(word, doc.lang_) != "none":
            break
        found.append(at)
        at = chain_start(doc, at) - 1  # „sachsen-anhaltischen“
    return found


def _noun(noun: Noun, phrase: Phrase, gender: Gender) -> str:
    """The noun without the ending of its case: „Sprechers“, „Diplomaten“ (one of them), „Beamten“, „Ermittlern“, „Kreisen“."""
    folded, base = fold(noun.text), noun.sense.base
    if phrase.plural:
        dative = folded.endswith(base + "n") and base.endswith(PLURAL_WITHOUT_ENDING) and not base.endswith(PLURAL_IN_N)
        dative = dative or (folded.endswith(base + "en") and base.endswith(PLURAL_IN_E))
        dative = dative or (noun.sense.kind == "crowd" and folded.endswith("kreisen"))
        return noun.text[:-1] if dative else noun.text
    if noun.sense.gender == "" and noun.sense.kind == "person" and folded.endswith((base + "en", base + "er")):
        return noun.text[:-2] + ("er" if gender == "m" and phrase.determiner != "definite" else "e")
    if gender in ("m", "n"):
        for ending in ("es", "s", "en", "n"):
            if folded.endswith(base + ending):
                return noun.text[: -len(ending)]
    return noun.text
