"""Firms that bear their founder's surname: „Brandauer, 1921 von Jakob Brandauer gegründet, …“."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.model import EntityType
from components.analysis.name_lists import Name, word_lists
from components.analysis.spelling import fold, nominatives

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
