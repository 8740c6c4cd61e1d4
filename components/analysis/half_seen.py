"""Names that the encoder saw and was not sure enough of, where what stands beside them speaks for one: „Meta, | Google | und OpenAI“."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.gender import is_first_name
from components.analysis.model import EntityType
from components.analysis.name_lists import KINDS, Name, known_kind, word_lists
from components.analysis.nouns import chain_start, noun_at, sense
from components.analysis.spelling import fold
from components.languages import KNOWN, traits
from components.languages.dictionary import noun_make

PARTY = 0.25  # the same as LIKELY before a word that says so: "the Left party"
LIKELY = 0.5  # probability of a name, of any type, from which a word can be one


def with_half_seen(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, with likely ones beside another of their list, behind a noun for their kind or, where only names have capitals, anywhere."""
    heads = doc.user_data.get("heads", {})
    if "e" not in heads:
        return names
    taken = {t for n in names for t in range(n.start, n.end)}
    edges = {n.start for n in names} | {n.end for n in names}
    found = []
    for token in doc:
        end = token.i + 1
        party = end < len(doc) and doc[end].lower_ in word_lists(doc.lang_)["kinds_behind"]
        least = PARTY if party else LIKELY
        if token.i in taken or heads["e"][token.i, 0] > 1 - least or not token.text[0].isupper() or len(token) < 2:
            continue
        if end in taken or token.i - 1 in taken or (end < len(doc) and heads["e"][end, 0] <= 1 - LIKELY):
            continue
        if _supported(doc, token.i, edges):
            kind, sure = _kind(doc, token.i)
            if kind == "PER" and traits(doc.lang_).capital_nouns:
                continue  # „Springkraut, Robinie und Goldrute“
            found.append(Name(token.i, end, token.text, kind, round(sure, 4)))
    return sorted([*names, *found], key=lambda n: n.start)


def with_first_words(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, a place that a body is called by joined with the half-seen word before it: „die | Geosphere | Austria“ is no Austria."""
    heads = doc.user_data.get("heads", {})
    if "e" not in heads or not traits(doc.lang_).capital_nouns:
        return names
    taken = {t for n in names for t in range(n.start, n.end)}
    out = []
    for name in names:
        at = name.start - 1
        seen = at > 0 and at not in taken and heads["e"][at, 0] < 1 - PARTY
        if seen and name.kind == "LOC" and called_by_country(doc, at, name.end):
            name = replace(name, start=at, text=doc[at : name.end].text, kind="ORG", confidence=LIKELY)
        out.append(name)
    return out


def called_by_country(doc: Doc, start: int, end: int) -> bool:
    """Whether „die“, a strange word and a country stand there: „die Geosphere Austria“, not „die Wiener Austria“."""
    word = doc[start].text
    if end - start != 2 or not start or doc[start - 1].lower_ != "die" or not traits(doc.lang_).capital_nouns:
        return False
    country = any(
        fold(doc[end - 1].text) in word_lists(known)["states"] | word_lists(known)["countries"] for known in KNOWN
    )
    strange = word.istitle() and not word.endswith(("er", "n")) and noun_make(word, doc.lang_) is None
    plain = sense(word, doc.lang_).kind == "other" and known_kind(word, doc.lang_) is None
    return country and strange and plain and not is_first_name(word)


def _supported(doc: Doc, at: int, edges: set[int]) -> bool:
    if not traits(doc.lang_).capital_nouns:
        beside = at > 0 and doc[at - 1].text[0].isupper() and not doc[at - 1].is_sent_start
        owned = at > 0 and doc[at - 1].text in "'’"  # "the Seafarers' Mission"
        common = (
            _is_people(doc[at].text, doc.lang_)
            or fold(doc[at].text) in word_lists(doc.lang_)["partners"] | word_lists(doc.lang_)["junk"]
        )
        return not doc[at].is_sent_start and not beside and not owned and not common
    if noun_make(doc[at].text, doc.lang_) is not None:
        return False
    joining = word_lists(doc.lang_)["joining"] | {","}
    listed = (at > 1 and fold(doc[at - 1].text) in joining and at - 1 in edges) or (
        at + 2 < len(doc) and fold(doc[at + 1].text) in joining and at + 2 in edges
    )
    before = noun_at(doc, chain_start(doc, at - 1)) if at else None
    return listed or (
        before is not None
        and before.end == at
        and not word_lists(doc.lang_)["companies"].isdisjoint((before.sense.base, before.sense.stem))
    )


def _is_people(word: str, language: str) -> bool:
    """ "Estonian", "Russian": adjectives of places and those who live there."""
    lists = word_lists(language)
    return fold(word) in lists["peoples"] or sense(word, language).stem in lists["demonyms"]


def _kind(doc: Doc, at: int) -> tuple[EntityType, float]:
    """The likeliest type of a word, and how likely that is."""
    row, labels = doc.user_data["heads"]["e"][at], doc.user_data["labels"]["e"]
    mass = {kind: float(sum(p for p, label in zip(row, labels, strict=True) if label[2:] == kind)) for kind in KINDS}
    best: EntityType = max(KINDS, key=lambda kind: mass[kind])
    return best, mass[best]
