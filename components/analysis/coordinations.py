"""Names side by side: members of one list share a type („das Tessin, Schwyz und Appenzell“), a year behind a name is no part of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from components.analysis.name_lists import Name, known_kind, word_lists
from components.analysis.noun_phrases import determiner_of
from components.analysis.spelling import fold

YEAR = re.compile(r"(?:1[89]|20)\d\d")


def lists_of_names(doc: Doc, names: list[Name]) -> list[list[int]]:
    """The numbers of the names that stand in one list of at least three: „das Tessin, Schwyz und Appenzell“."""
    joining = word_lists(doc.lang_)["joining"]
    groups: list[list[int]] = []
    ends = False
    for k, (one, two) in enumerate(pairwise(names)):
        between = [t.text for t in doc[one.end : two.start] if determiner_of(t.text, doc.lang_) == "none"]
        joined = len(between) == 1 and fold(between[0]) in joining
        if between != [","] and not joined:
            ends = True
            continue
        if groups and groups[-1][-1] == k and not ends:
            groups[-1].append(k + 1)
        else:
            groups.append([k, k + 1])
        ends = joined
    return [g for g in groups if len(g) > 2]


def without_years(doc: Doc, names: list[Name]) -> list[Name]:
    """The names without a year at their end that the article or the word lists know without it: „(hatte) den EuGH 2015 (angerufen)“."""
    alone = {n.text for n in names}
    out = []
    for name in names:
        short = doc[name.start : name.end - 1].text
        known = short in alone or short.isupper() or known_kind(short, doc.lang_) is not None
        if name.kind != "MISC" and name.end - name.start > 1 and known and YEAR.fullmatch(doc[name.end - 1].text):
            name = replace(name, end=name.end - 1, text=short)
        out.append(name)
    return out
