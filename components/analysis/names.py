"""Name mentions: the encoder's names with their borders repaired, those it missed that are sure, and one type for the same words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc

from components.analysis.acronyms import spelt_out
from components.analysis.coordinations import without_years
from components.analysis.founders import firms_of_partners
from components.analysis.half_seen import with_first_words, with_half_seen
from components.analysis.marks import marked_passages
from components.analysis.name_borders import (
    SURE_NAME,
    hyphen_at,
    in_one_sentence,
    joined,
    parted,
    repaired,
    whole_words,
    with_legal_form,
)
from components.analysis.name_lists import AGAIN, KINDS, Name, is_body_by_field, known_kind, word_lists
from components.analysis.name_types import names_a_work, typed
from components.analysis.noble_names import with_particles
from components.analysis.nouns import chain_start, sense
from components.analysis.ordinary_nouns import without_ordinary_nouns
from components.analysis.spelling import fold, nominatives, readings
from components.languages import facts
from components.languages.dictionary import noun_make

__all__ = ["KINDS", "Name", "is_body_by_field", "known_kind", "read_names", "word_lists"]

SURE_WHOLE = 0.8  # confidence from which a name of several words is the same wherever they stand
SHORTEST_SURNAME = 2  # letters a surname has more than, where it stands alone
HALF_SEEN_SURNAME = 0.05  # the same as HALF_SEEN for the surname of a person named in full
LONGEST_TITLE = 7  # tokens of a title in marks
HALF_SEEN = 0.01  # probability that a well-known place is a name at all, from which it counts as one


def read_names(doc: Doc) -> list[Name]:
    """The name mentions of the Doc in text order, not overlapping, after repair."""
    names = [name for span in doc.ents for part in in_one_sentence(span) if (name := repaired(part)) is not None]
    names = with_first_words(doc, without_years(doc, without_ordinary_nouns(doc, names)))
    names = with_half_seen(doc, names)
    names = with_particles(doc, with_legal_form(doc, names))
    names = _whole_again(doc, firms_of_partners(doc, joined(doc, parted(doc, whole_words(doc, names)))))
    names = _sure_in_capitals(doc, names)
    names = spelt_out(doc, _known_bodies(doc, _named_by_field(doc, names)))
    return typed(doc, _titled(doc, _known_places(doc, _named_again(doc, names))))


def _sure_in_capitals(doc: Doc, names: list[Name]) -> list[Name]:
    """The names without those of subheads in capitals that stand nowhere else: „IM ZWEIFEL PAPIER“ names nobody, „GELD AUS PEKING?“ does."""
    heads: list[tuple[int, int]] = []
    start = 0
    for line in doc.text.split("\n"):
        if line.isupper() and len(line.split()) > 1:
            heads.append((start, start + len(line)))
        start += len(line) + 1
    if not heads:
        return names
    inside = {n.start for n in names if any(a <= doc[n.start].idx < b for a, b in heads)}
    words = {
        r
        for n in names
        if n.start not in inside
        for w in (n.text, *n.text.split())
        for r in nominatives(fold(w), doc.lang_)
    }
    return [
        n
        for n in names
        if n.start not in inside
        or known_kind(n.text, doc.lang_) is not None
        or not words.isdisjoint(nominatives(fold(n.text), doc.lang_))
    ]


def _whole_again(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, one of several words put right where it was seen in part: „Minera | Quelón“ in an article that names Minera Quelón."""
    long: dict[str, list[Name]] = {}
    for name in names:
        if name.end - name.start > 1 and name.confidence >= SURE_WHOLE and doc[name.start].text[0].isupper():
            long.setdefault(doc[name.start].text, []).append(name)
    found: dict[int, Name] = {}
    for token in doc:
        for name in long.get(token.text, ()):
            start, end = token.i, token.i + name.end - name.start
            if end > len(doc) or doc[start:end].text != name.text or hyphen_at(doc, end):
                continue
            if all(start <= n.start and n.end <= end for n in names if n.start < end and start < n.end):
                found[start] = replace(name, start=start, end=end, confidence=AGAIN)
                break
    inside = {t for n in found.values() for t in range(n.start, n.end)}
    exact = {(n.start, n.end) for n in names}
    kept = [n for n in names if n.start not in inside or (n.start in found and found[n.start].end == n.end)]
    added = [n for n in found.values() if (n.start, n.end) not in exact]
    return sorted([*kept, *added], key=lambda n: n.start)


def _titled(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with the titles in marks behind a noun for a work or a ship: „der Film „Drei Tage Regen““."""
    first, last = {t.idx: t.i for t in doc}, {t.idx + len(t): t.i + 1 for t in doc}
    out = list(names)
    for passage in marked_passages(doc.text):
        start, end = first.get(passage.start, -1) + 1, last.get(passage.end, 0) - 1
        if start < 2 or not 0 < end - start <= LONGEST_TITLE or not doc[start].text[0].isupper():
            continue
        if passage.depth or not names_a_work(doc, start - 2) or doc[end - 1].is_punct:
            continue
        inside = [n for n in out if n.start < end and start < n.end]
        if [(n.start, n.end) for n in inside] != [(start, end)]:
            out = [n for n in out if n not in inside]
            out.append(Name(start, end, doc[start:end].text, "MISC", AGAIN))
    return sorted(out, key=lambda n: n.start)


def _known_places(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with the states, capitals, seas, rivers and mountains of the word lists that the encoder half saw: „die Elbe“."""
    heads = doc.user_data.get("heads", {})
    if "e" not in heads:
        return names
    taken = {t for n in names for t in range(n.start, n.end)}
    lists = word_lists(doc.lang_)
    known = lists["known_places"] | lists["states"] | lists["capitals"]
    bodies = _bodies_of_one_word(doc.lang_)
    found: list[Name] = []
    for token in doc:
        end = token.i + 1
        if not token.text[0].isupper() or token.i in taken or heads["e"][token.i, 0] > 1 - HALF_SEEN:
            continue
        if end < len(doc) and doc[end].text[0].isupper() and end not in taken:
            pair = readings(doc[token.i : end + 1].text, "LOC", doc.lang_)
            end += not _known_pairs(doc.lang_).isdisjoint(pair)
        one = not known.isdisjoint(nominatives(fold(token.text), doc.lang_))
        if token.is_sent_start and fold(token.text) in lists["possessive"]:
            continue  # „Seine Vorgesetzten“
        beside = hyphen_at(doc, end) or (token.i > 0 and hyphen_at(doc, token.i - 1))
        opening = bool(token.is_sent_start) and token.text.endswith("s")  # "Republicans were cautious"
        body = (
            token.text in bodies and not opening and not (beside and doc[end + 1].text[0].isalnum())
        )  # „im ZDF-„Morgenmagazin““
        if body and not one:
            found.append(Name(token.i, end, token.text, "ORG", AGAIN))
            taken.add(token.i)
            continue
        if not beside and (one or end > token.i + 1):
            found.append(Name(token.i, end, doc[token.i : end].text, "LOC", AGAIN))
            taken |= set(range(token.i, end))
    return sorted([*names, *found], key=lambda n: n.start)


def _known_bodies(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with the bodies of several words that the variant tables know, whole: „Ärzte | ohne | Grenzen“, "Médecins | Sans Frontières"."""
    known = _bodies_of_several_words(doc.lang_)
    found: list[Name] = []
    for token in doc:
        for words in known.get(token.text, ()):
            start, end = token.i, token.i + len(words)
            if end > len(doc) or tuple(t.text for t in doc[start:end]) != words or hyphen_at(doc, end):
                continue
            if all(start <= n.start and n.end <= end for n in names if n.start < end and start < n.end):
                found.append(Name(start, end, doc[start:end].text, "ORG", AGAIN))
                break
    exact = {(n.start, n.end) for n in names}
    new = [n for n in found if (n.start, n.end) not in exact]
    inside = {t for n in new for t in range(n.start, n.end)}
    return sorted([*(n for n in names if n.start not in inside), *new], key=lambda n: n.start)


@lru_cache(maxsize=8)
def _bodies_of_several_words(language: str) -> dict[str, list[tuple[str, ...]]]:
    """The bodies of the variant tables by their first word, the longest first; not those that an article opens."""
    data = facts(language, "names")
    articles = {fold(w) for w in data["words"]["articles"]}
    out: dict[str, list[tuple[str, ...]]] = {}
    for name in (str(v) for variants in data["organisations"]["same"] for v in variants):
        words = tuple(re.findall(r"\w+|[^\w\s]", name))
        if len(words) > 1 and fold(words[0]) not in articles and not {".", "/"} & set(words):
            out.setdefault(words[0], []).append(words)
    return {first: sorted(found, key=len, reverse=True) for first, found in out.items()}


@lru_cache(maxsize=8)
def _bodies_of_one_word(language: str) -> frozenset[str]:
    """The bodies of the variant tables of one word that is no noun besides: „ZDF“, „Postbank“, but not „Union“ and „Bild“."""
    tables = facts(language, "names")["organisations"]["same"]
    words = {str(v) for variants in tables for v in variants if str(v).isalpha()}
    return frozenset(w for w in words if len(w) > 2 and noun_make(w, language) is None and not _is_common(w, language))


def _is_common(word: str, language: str) -> bool:
    """„Bahn“, „Bild“, "Republicans": a plain noun for bodies, persons or works."""
    meaning = sense(word, language)
    return (meaning.kind != "other" and meaning.stem == meaning.base) or fold(word) in word_lists(language)["works"]


@lru_cache(maxsize=8)
def _known_pairs(language: str) -> frozenset[str]:
    """The readings of the well-known places of two words, so that „im Schwarzen Meer“ is found."""
    pairs = [p for p in facts(language, "names")["places"]["known"] if " " in p]
    return frozenset(r for pair in pairs for r in readings(pair, "LOC", language) if " " in r)


def _named_by_field(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with the bodies that the word for their field names: „das isländische Fischereiministerium“, „die Wahlkommission“.

    The place before such a word is no part of the name („Schweriner Umweltministerium“), nor is a body it shares its head with
    („Innen- und Verteidigungsministerium“).
    """
    taken = {n.end: n for n in names}
    inside = {t for n in names for t in range(n.start, n.end)}
    out = {n.start: n for n in names}
    for token in doc:
        if not token.text[0].isupper() or not is_body_by_field(token.text, doc.lang_):
            continue
        start = chain_start(doc, token.i)
        known = taken.get(token.i + 1)
        if known is None and inside.isdisjoint(range(start, token.i + 1)):
            text = doc[start : token.i + 1].text
            out[start] = Name(start, token.i + 1, text, "ORG", AGAIN)
        elif known is not None and known.start < start and doc[start - 1].text.endswith(("er", "und", "oder")):
            del out[known.start]
            out[start] = replace(known, start=start, text=doc[start : known.end].text)
    return sorted(out.values(), key=lambda n: n.start)


def _named_again(doc: Doc, names: list[Name]) -> list[Name]:
    """The names and the places where the very words of a sure name stand again without having been taken for one."""
    sure = {n.text: n for n in names if n.confidence >= SURE_NAME and n.end - n.start == 1 and n.kind != "MISC"}
    sure = {
        text: n
        for text, n in sure.items()
        if len(text) > 3 and text[0].isupper() and sense(text, doc.lang_).kind == "other"
    }
    taken = {t for n in names for t in range(n.start, n.end)}
    again = [
        replace(sure[token.text], start=token.i, end=token.i + 1, confidence=AGAIN)
        for token in doc
        if token.text in sure
        and token.i not in taken
        and not hyphen_at(doc, token.i + 1)
        and not (token.i and hyphen_at(doc, token.i - 1))
    ]
    return _surnames_again(doc, sorted([*names, *again], key=lambda n: n.start))


def _surnames_again(doc: Doc, names: list[Name]) -> list[Name]:
    """The names and the places where the surname of a person named in full stands alone, half seen: „Amanns Kollegen“."""
    heads = doc.user_data.get("heads", {})
    full = {fold(n.text).split()[-1]: n for n in names if n.kind == "PER" and n.end - n.start > 1}
    taken = {t for n in names for t in range(n.start, n.end)}
    found = []
    for token in doc:
        if "e" not in heads or token.i in taken or not token.text[0].isupper() or len(token) <= SHORTEST_SURNAME:
            continue
        if heads["e"][token.i, 0] > 1 - HALF_SEEN_SURNAME or hyphen_at(doc, token.i + 1):
            continue
        if fold(token.text) in word_lists(doc.lang_)["function"]:
            continue
        person = next((full[r] for r in nominatives(fold(token.text), doc.lang_) if r in full), None)
        if person is not None and not (token.i and hyphen_at(doc, token.i - 1)):
            found.append(replace(person, start=token.i, end=token.i + 1, text=token.text, confidence=AGAIN))
    return sorted([*names, *found], key=lambda n: n.start)
