"""Firms that bear surnames: of their founder („Brandauer, 1921 von Jakob Brandauer gegründet“), of partners („Ravn, Sikora & Partner“)."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.model import EntityType
from components.analysis.name_lists import Name, known_kind, word_lists
from components.analysis.spelling import fold, nominatives
from components.languages.dictionary import noun_make

AROUND = 8  # tokens from a founder's name to the word that says so


def firms_of_founders(doc: Doc, names: list[Name], told: list[EntityType | None]) -> list[Name]:
    """The names, a bare surname typed as a firm where the article uses it before it names the one who founded it.

    Behind another bearer of the name („Konrad Brandauer, ein Enkel des Gründers“) the bare surname is that person again. `told` is
    what the words beside each name say it is.
    """
    full: dict[str, list[Name]] = {}
    for name in names:
        if name.kind == "PER" and " " in name.text:
            full.setdefault(fold(name.text).split()[-1], []).append(name)
    founders = {s: [n for n in bearers if _founded(doc, n)] for s, bearers in full.items()}
    firms = {s for s, found in founders.items() if found and _stands_before(doc, s, full[s][0], names)}
    out = []
    for name, said in zip(names, told, strict=True):
        surname = next((r for r in nominatives(fold(name.text), doc.lang_) if r in firms), "")
        last = next((b for b in reversed(full.get(surname, [])) if b.start < name.start), None)
        firm = surname and name.kind == "PER" and said is None and (last is None or last in founders[surname])
        out.append(replace(name, kind="ORG") if firm else name)
    return out


def _founded(doc: Doc, name: Name) -> bool:
    """„von Jakob Brandauer gegründet“, „Gründer Jakob Brandauer“."""
    words = word_lists(doc.lang_)["founding"]
    near = [*range(max(0, name.start - AROUND), name.start), *range(name.end, min(len(doc), name.end + AROUND))]
    return any(fold(doc[t].text) in words and not _parted(doc, t, name) for t in near)


def _parted(doc: Doc, token: int, name: Name) -> bool:
    """Whether a comma or the end of a sentence stands between a word and a name: „Konrad Brandauer, ein Enkel des Gründers“."""
    between = range(token + 1, name.start) if token < name.start else range(name.end, token)
    return any(doc[t].text in ",.;:–" for t in between)


def _stands_before(doc: Doc, surname: str, first: Name, names: list[Name]) -> bool:
    """Whether the article uses the bare surname before it names any bearer in full."""
    return any(n.start < first.start and surname in nominatives(fold(n.text), doc.lang_) for n in names)


def firms_of_partners(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, those of partners put together to their firm's: „Ravn, Sikora & Partner“, „Berger und Söhne“.

    „Anna Berg und Partner Uwe“ is a couple, „Frankreich und Partner“ a state and its allies.
    """
    out: list[Name] = []
    words = word_lists(doc.lang_)
    for name in names:
        if out and name.start < out[-1].end:
            continue  # a part of the firm's name that was taken for a name of its own
        end = _after_partners(doc, name, words)
        if end is None:
            out.append(name)
            continue
        start = name.start
        while start >= 2 and doc[start - 1].text == "," and _is_surname(doc, start - 2, words):
            start -= 2
        firm = replace(name, start=start, end=end, text=doc[start:end].text, kind="ORG")
        out = [*(n for n in out if n.end <= start), firm]
    return out


def _after_partners(doc: Doc, name: Name, words: dict[str, frozenset[str]]) -> int | None:
    """The token after „& Partner“ behind a surname or inside a name; None where no such words belong to it."""
    for at in range(name.start + 1, min(name.end + 1, len(doc) - 1)):
        sign = doc[at].text in "&+"
        if not sign and fold(doc[at].text) not in words["joining"]:
            continue
        if not doc[at + 1].text[0].isupper() or fold(doc[at + 1].text) not in words["partners"]:
            continue
        return at + 2 if sign or _is_bare_surname(doc, name, at, words) else None
    return None


def _is_bare_surname(doc: Doc, name: Name, at: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether a surname alone, or the last of a list, stands before „und Partner“ at the token, and no name behind it."""
    if name.kind not in ("PER", "ORG") or known_kind(name.text, doc.lang_) is not None:
        return False
    alone = at - 1 == name.start or doc[at - 2].text == ","
    followed = at + 2 < len(doc) and doc[at + 2].text[:1].isupper()
    return alone and not followed and _is_surname(doc, at - 1, words)


def _is_surname(doc: Doc, token: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether a word of a list can be a surname: „Berger, Holm und Partner“, but not „gestern, Holm und Partner“ or „EU“."""
    word = doc[token].text
    return (
        word.isalpha()
        and word.istitle()
        and fold(word) not in words["function"]
        and noun_make(word, doc.lang_) != "whole"
    )
