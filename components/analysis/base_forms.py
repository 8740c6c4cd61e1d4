"""The base form of a name that stands in another case: „der Deutschen Bahn“ is „Deutsche Bahn“, „des Landesverbandes“ „Landesverband“."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.gender import Gender
from components.analysis.name_lists import Name
from components.analysis.nouns import sense
from components.analysis.spelling import fold
from components.languages import facts, traits
from components.languages.dictionary import noun_make

MOST_ADJECTIVES = 2  # small ones between the article and the name: „des einst mächtigen Landesverbandes“
STRONG = {"m": "er", "f": "e", "n": "es"}


def base_form(doc: Doc, name: Name) -> str:
    """The name of a body, place or thing in the nominative, as the article before it tells its case; as it stands where nothing tells.

    The adjectives get the ending that they have without an article („Auswärtiges Amt“), which depends on the noun's gender.
    """
    text = " ".join(name.text.split())
    if name.kind == "PER" or not traits(doc.lang_).case_endings or not name.start:
        return text
    cases = facts(doc.lang_, "names")["cases"]
    article = _article(doc, name.start)
    words = text.split()
    opening = next((k for k, word in enumerate(words) if not _is_weak_nominative(word, k, words)), 0)
    if opening and (
        strong := cases["nominative"].get(article)
    ):  # „Das Statistische Bundesamt“, „Der Deutsche Städtetag“
        return " ".join([word[:-1] + strong for word in words[:opening]] + words[opening:])
    head = next((k for k, word in enumerate(words) if not _is_adjective(word, k, words)), 0)
    if article in cases["genitive"]:
        words[head] = without_genitive(words[head], doc.lang_)
    gender = _gender(words[head], doc.lang_)
    several = article in cases["plural"] and gender != "m" and _dative_plural(words[head], doc.lang_)
    if several:
        words[head] = words[head][:-1]  # „den Olympischen Spielen“
    ending = "e" if article in cases["feminine"] or several else ""
    if not ending and article in cases["oblique"]:
        ending = STRONG.get(gender, "") if gender != "f" else ""
    if ending:
        words[:head] = [word[:-2] + ending for word in words[:head]]
    return " ".join(words)


def _gender(word: str, language: str) -> Gender:
    """The grammatical gender of a name's noun; "" where the word lists do not know it."""
    folded, cases = fold(word), facts(language, "names")["cases"]
    for gender, nouns in (("m", cases["masculine"]), ("n", cases["neuter"])):
        if folded.endswith(tuple(map(fold, nouns))):
            return "m" if gender == "m" else "n"
    return sense(word.split("-")[-1], language).gender


def without_genitive(word: str, language: str) -> str:
    """„Landesverband“ of „Landesverbandes“, „KI-Gesetz“ of „KI-Gesetzes“; what the dictionary does not know as a noun without -s stays."""
    last, cases = word.split("-")[-1], facts(language, "names")["cases"]
    if word.isupper() or fold(last).endswith(tuple(map(fold, cases["in_s"]))):
        return word
    plain = _is_noun(last[:-1], language)
    if last.endswith("es") and (plain or _is_noun(last[:-2], language)):
        return word[:-1] if fold(last[:-1]).endswith(tuple(map(fold, cases["in_e"]))) else word[:-2]
    return word[:-1] if last.endswith("s") and plain else word


def _is_noun(word: str, language: str) -> bool:
    return sense(word, language).kind == "body" or noun_make(word, language) is not None


def _article(doc: Doc, start: int) -> str:
    """The article before a name, folded, small adjectives between them left out; "" where none stands there."""
    cases = facts(doc.lang_, "names")["cases"]
    articles = {*cases["oblique"], *cases["feminine"], *cases["nominative"]}
    for at in range(start - 1, max(-1, start - 2 - MOST_ADJECTIVES), -1):
        word = fold(doc[at].text)
        if word in articles:
            return word
        if not (doc[at].text[0].islower() and word.endswith("en")):
            break
    return ""


def _is_adjective(word: str, at: int, words: list[str]) -> bool:
    """„Deutschen“ in „Deutschen Bahn“: a word in -en with another capitalised one behind it."""
    return word.istitle() and word.endswith("en") and at + 1 < len(words) and words[at + 1][0].isupper()


def _is_weak_nominative(word: str, at: int, words: list[str]) -> bool:
    """„Deutsche“ in „Deutsche Städtetag“: behind „der“ and „das“ no other case ends in -e."""
    return word.istitle() and word.endswith("e") and at + 1 < len(words) and words[at + 1][0].isupper()


def _dative_plural(word: str, language: str) -> bool:
    """Whether a noun is a dative plural whose nominative lacks the -n: „Spielen“, but not „Nationen“ and „Studien“."""
    return fold(word).endswith(tuple(map(fold, facts(language, "names")["cases"]["dative_plurals"])))
