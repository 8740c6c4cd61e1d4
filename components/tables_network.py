"""Who is named together with whom: pairs of names that share sentences or paragraphs, and an order that keeps such names close."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Final, Literal

import pandas as pd

from components.analysis.model import Analysis, Entity, Passage
from components.tables_marks import shown_name

Within = Literal["sentence", "paragraph"]
PAIR_COLUMNS: Final = ("first_id", "first", "second_id", "second", "together", "words", "start", "end")


def pairs_table(analysis: Analysis, wanted: Collection[str], within: Within = "sentence") -> pd.DataFrame:
    """One row a pair of the wanted entities (ids) named in one sentence or paragraph, columns PAIR_COLUMNS, most often together first.

    `together` counts the sentences or paragraphs, `words` are those of the first one, `start`/`end` its offsets. Named means by name or
    role: pronouns do not count, nor does the place of the dateline, nor the article's own authors.
    """
    stretches = _stretches(analysis, within)
    entities = [e for e in analysis.entities if e.id in wanted and not _own_author(analysis, e)]
    apart = _apart(analysis, entities)
    named: dict[int, dict[str, None]] = {}
    for entity in entities:
        for at in _places(entity, apart):
            index = bisect_right(stretches, Passage(at, len(analysis.article.text) + 1)) - 1
            if index >= 0 and at < stretches[index].end:
                named.setdefault(index, {})[entity.id] = None
    rank = {e.id: k for k, e in enumerate(entities)}
    together: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Passage] = {}
    for index in sorted(named):
        for pair in combinations(sorted(named[index], key=lambda i: rank[i]), 2):
            together[pair] += 1
            first.setdefault(pair, stretches[index])
    names = {e.id: shown_name(e) for e in entities}
    rows = [
        (a, names[a], b, names[b], count, _words(analysis, first[a, b]), first[a, b].start, first[a, b].end)
        for (a, b), count in sorted(together.items(), key=lambda item: (-item[1], first[item[0]], item[0]))
    ]
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))


def _stretches(analysis: Analysis, within: Within) -> list[Passage]:
    """The sentences; the paragraphs where they are asked for or no sentences are known."""
    if within == "sentence" and analysis.sentences:
        return sorted(analysis.sentences)
    return [Passage(m.start(), m.end()) for m in re.finditer(r"[^\n]+", analysis.article.text)]


def _apart(analysis: Analysis, entities: Sequence[Entity]) -> set[int]:
    """Where a mention begins that names nobody beside others: in the dateline, or amid another name („ein Beamter in Graz“)."""
    datelines = {analysis.article.text.find(place) for place in analysis.article.dateline}
    found = sorted((m.start, -m.end) for e in entities for m in e.mentions if m.kind != "pronoun")
    within: set[int] = set()
    reached = 0
    for start, minus_end in found:
        if start and start < reached and -minus_end <= reached:
            within.add(start)
        reached = max(reached, -minus_end)
    return datelines | within


def _places(entity: Entity, apart: set[int]) -> list[int]:
    return [m.start for m in entity.mentions if m.kind != "pronoun" and m.start not in apart]


def _own_author(analysis: Analysis, entity: Entity) -> bool:
    own = {name.casefold() for name in (*analysis.article.authors, analysis.article.agency) if name}
    return entity.name.casefold() in own


def _words(analysis: Analysis, passage: Passage) -> str:
    return " ".join(analysis.article.text[passage.start : passage.end].split())


def close_together(ids: Sequence[str], pairs: pd.DataFrame) -> list[str]:
    """The ids in an order in which names that often stand together are near each other; those in no pair come last, as given.

    Names that hang together stay together; among them each takes, the best connected first, the place where all their arcs are shortest.
    """
    known = set(ids)
    weights: dict[str, dict[str, int]] = {}
    for a, b, count in pairs[["first_id", "second_id", "together"]].itertuples(index=False):
        if a in known and b in known:
            weights.setdefault(a, {})[b] = weights.setdefault(b, {})[a] = int(count)
    order: list[str] = []
    for i in ids:
        if i in weights and i not in order:
            order += _lined_up(_hanging_together(i, weights), weights)
    return [*order, *(i for i in ids if i not in weights)]


def _hanging_together(start: str, weights: dict[str, dict[str, int]]) -> list[str]:
    found = [start]
    for i in found:
        found += [j for j in weights[i] if j not in found]
    return found


def _lined_up(ids: Sequence[str], weights: dict[str, dict[str, int]]) -> list[str]:
    line: list[str] = []
    for i in sorted(ids, key=lambda i: (-sum(weights[i].values()), ids.index(i))):
        tried = ([*line[:k], i, *line[k:]] for k in range(len(line) + 1))
        line = min(tried, key=lambda order: _length(order, weights))
    return line


def _length(order: Sequence[str], weights: dict[str, dict[str, int]]) -> int:
    """How long all arcs between the names of the order are together, the thick ones counting more."""
    at = {i: k for k, i in enumerate(order)}
    return sum(w * abs(k - at[j]) for i, k in at.items() for j, w in weights[i].items() if j in at)
