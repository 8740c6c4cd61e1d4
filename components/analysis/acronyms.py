"""Acronyms: bodies spelt out before one in brackets („der Gewerkschaftsbund (SGB)“), and whose short form an acronym is."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.name_lists import AGAIN, Name, known_kind, word_lists
from components.analysis.nouns import chain_start, sense
from components.analysis.spelling import fold, readings
from components.languages import facts, traits

SHORTEST, LONGEST = 2, 8  # letters of an acronym
CAPITALS = 0.5  # part of them that are capitals where nothing else shows that it is one


def spelt_out(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, with the compound for a body that stands before its acronym in brackets: „Die Industriellenvereinigung (IV)“.

    Not before a party („der Gemeindeverband (CDU)“) and not where the noun says too little („der Verband (IV)“).
    """
    if not traits(doc.lang_).compounds:
        return names
    inside = {t for n in names for t in range(n.start, n.end)}
    found = []
    for name in names:
        at = name.start - 2
        if at < 0 or at in inside or not is_bracketed(doc, name) or not _is_short(name.text, CAPITALS):
            continue
        start = chain_start(doc, at)
        text = doc[start : at + 1].text
        meaning = sense(text, doc.lang_)
        telling = text[0].isupper() and meaning.kind == "body" and meaning.stem != meaning.base
        unknown = name.kind == "ORG" and known_kind(name.text, doc.lang_) is None
        if telling and unknown and inside.isdisjoint(range(start, at)):
            found.append(Name(start, at + 1, text, "ORG", AGAIN))
    return sorted([*names, *found], key=lambda n: n.start)


def is_bracketed(doc: Doc, name: Name) -> bool:
    """Whether a name stands alone in brackets."""
    closed = name.end < len(doc) and doc[name.end].text == ")"
    return closed and name.start > 0 and doc[name.start - 1].text == "("


def abbreviates(acronym: str, name: str, language: str) -> bool:
    """Whether a word in brackets can be the acronym of the body's name before it: „Weltgesundheitsorganisation (WHO)“, „Ostlandbund (Wega)“.

    Behind a name that says what the body is any short word will do but one of another body: „der Klub Austria (SPD)“.
    """
    if not _is_short(acronym) or len(name) <= len(acronym) + 2:
        return False
    starts = {word[0] for word in fold(name).replace("-", " ").split() if word}
    foreign = acronym.isupper() and len(name.split()) > 2
    if _is_short(acronym, CAPITALS) and (fold(acronym)[0] in starts or foreign):
        return True
    if known_kind(acronym, language) is not None and _entries(acronym, language).isdisjoint(_entries(name, language)):
        return False
    return _says_what_it_is(name, language)


def _says_what_it_is(name: str, language: str) -> bool:
    """„Westafrikanische Staatengemeinschaft“, „Welt-Anti-Doping-Agentur“, „Gewerkschaftsbund“, "Court of Arbitration": a body by its words."""
    links = word_lists(language)["prepositions"] | word_lists(language)["articles"]
    words = name.split()
    before = next((k for k, word in enumerate(words) if fold(word) in links and k), len(words))
    meaning = sense(words[before - 1], language)
    heads = tuple(map(fold, facts(language, "names")["organisations"].get("heads", [])))
    if heads and fold(words[before - 1]).endswith(heads) and fold(words[before - 1]) not in heads:
        return True
    return meaning.kind == "body" and (meaning.stem != meaning.base or len(words) > 1)


def _entries(form: str, language: str) -> set[str]:
    return {r for r in readings(form, "ORG", language) if r.startswith("=")}


def _is_short(word: str, capitals: float = 0.0) -> bool:
    """Whether a word is as short as an acronym, with a capital and at least that part of capitals („Rosatom“ has few)."""
    letters = [c for c in word if c.isalnum()]
    shouted = sum(c.isupper() for c in letters)
    return " " not in word and SHORTEST <= len(letters) <= LONGEST and shouted >= max(1, capitals * len(letters))


def initials(name: str, language: str) -> str:
    """The capitals an acronym of the name would have: „Bund für Umwelt und Naturschutz“ gives BUN; "" for one word."""
    skipped = {fold(w) for w in facts(language, "names")["organisations"]["unlettered"]}
    words = [w for w in name.replace("-", " ").split() if fold(w) not in skipped and w[0].isalpha()]
    return "".join(w[0].upper() for w in words) if len(words) > 1 else ""
