"""Several articles side by side as pandas frames: names in common, who says what where, one timeline of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from components.analysis.model import Analysis, Entity
from components.analysis.same_across import Same, same_across
from components.analysis.spelling import fold
from components.tables_marks import LAYER_OF_TYPE, first_name, shown_name
from components.tables_quotes import quotes_table, voice_of
from components.tables_timeline import EVENT_COLUMNS, events_table

# in the frames below, columns in the plural are tuples with one value an article, in the order of the articles
COMMON_COLUMNS: Final = ("group", "name", "layer", "reason", "articles", "mentions", "ids", "names")
VOICE_COLUMNS: Final = ("group", "name", "roles", "voice", "reason", "articles", "quotes", "lengths", "ids")
ACROSS_COLUMNS: Final = ("article", "group", *EVENT_COLUMNS)
SAID_COLUMNS: Final = ("article", "group", "id", "speaker", "kind", "verbatim", "words", "start", "end", "confidence")
MOST_ARTICLES: Final = 5
ALIKE: Final = 0.5  # of the shorter article's runs of words: from here on two articles are versions of one report
_RUN: Final = 4  # words
_WORD: Final = re.compile(r"\w+")
_STEM: Final = 6  # letters that tell a word whatever its ending
_SHORTEST: Final = 4


def identities(analyses: Sequence[Analysis], *, one_story: bool = False) -> tuple[Same, ...]:
    """The identities of the articles, those of most articles and mentions first; a frame's `group` is an index of this."""
    found = same_across(analyses, one_story=one_story)
    entities = _entities(analyses)

    def weight(same: Same) -> tuple[int, int]:
        return -len(same.places), -sum(len(entities[place].mentions) for place in same.places)

    return tuple(sorted(found, key=weight))


def common_table(analyses: Sequence[Analysis], groups: Sequence[Same]) -> pd.DataFrame:
    """One row a name that at least two of the articles have, columns COMMON_COLUMNS; `mentions` is 0 and `ids` "" where one has it not."""
    entities = _entities(analyses)
    rows = []
    for number, same in enumerate(groups):
        if len(same.places) < 2:
            continue
        inside = dict(same.places)
        those = [entities[k, inside[k]] if k in inside else None for k in range(len(analyses))]
        best = _best([e for e in those if e])
        rows.append(
            {
                "group": number,
                "name": shown_name(best),
                "layer": LAYER_OF_TYPE[best.type],
                "reason": same.reason,
                "articles": len(same.places),
                "mentions": tuple(len(e.mentions) if e else 0 for e in those),
                "ids": tuple(e.id if e else "" for e in those),
                "names": tuple(shown_name(e) if e else "" for e in those),
            }
        )
    return pd.DataFrame(rows, columns=list(COMMON_COLUMNS))


def said_table(analyses: Sequence[Analysis], groups: Sequence[Same]) -> pd.DataFrame:
    """One row a quotation of any of the articles, columns SAID_COLUMNS; `group` is -1 where nobody is known."""
    of = {place: number for number, same in enumerate(groups) for place in same.places}
    frames = []
    for k, analysis in enumerate(analyses):
        frame = quotes_table(analysis)
        frame["article"] = k
        frame["group"] = [of.get((k, speaker), -1) for speaker in frame["speaker_id"]]
        frames.append(frame[[*SAID_COLUMNS, "length", "speaker_id"]])
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(SAID_COLUMNS))


def voices_table(analyses: Sequence[Analysis], groups: Sequence[Same], said: pd.DataFrame) -> pd.DataFrame:
    """One row a voice, those heard in most articles first, columns VOICE_COLUMNS; takes the frame of `said_table`."""
    entities = _entities(analyses)
    rows: list[dict[str, Any]] = []
    for group, quotes in said[said["group"] >= 0].groupby("group", sort=False):
        same = groups[int(str(group))]
        inside = dict(same.places)
        heard = [quotes[quotes["article"] == k] for k in range(len(analyses))]
        best = _best([entities[place] for place in same.places])
        rows.append(
            {
                "group": int(str(group)),
                "name": shown_name(best),
                "roles": ", ".join(dict.fromkeys(r for place in same.places for r in entities[place].roles)),
                "voice": voice_of(best),
                "reason": same.reason,
                "articles": sum(not those.empty for those in heard),
                "quotes": tuple(len(those) for those in heard),
                "lengths": tuple(int(those["length"].sum()) for those in heard),
                "ids": tuple(inside.get(k, "") for k in range(len(analyses))),
            }
        )
    rows.sort(key=lambda row: (-row["articles"], -sum(row["lengths"])))
    return pd.DataFrame(rows, columns=list(VOICE_COLUMNS))


def _entities(analyses: Sequence[Analysis]) -> dict[tuple[int, str], Entity]:
    return {(k, e.id): e for k, analysis in enumerate(analyses) for e in analysis.entities}


def _best(those: Sequence[Entity]) -> Entity:
    """The entity with the fullest name: „Anna Berger“ before „Berger“."""
    return max(those, key=lambda e: (bool(first_name(e)), len(e.name.split()), len(e.mentions)))


# ------------------------------------------------------------------------------------------------------------------- the timeline


def across_table(analyses: Sequence[Analysis], groups: Sequence[Same]) -> pd.DataFrame:
    """The events of all articles in one order of time, columns ACROSS_COLUMNS: the dated ones, then the undated ones by article.

    Events with the same `group` (1, 2, …) tell of one happening in several articles and stand side by side; 0 is told in one only.
    """
    frames = [events_table(analysis).assign(article=k) for k, analysis in enumerate(analyses)]
    rows: list[dict[Any, Any]] = [row for frame in frames for row in frame.to_dict("records")]
    _tell_together(rows, analyses, {p: number for number, same in enumerate(groups) for p in same.places})
    first: dict[int, int] = {}
    ordered = sorted(rows, key=_in_time)
    for at, row in enumerate(ordered):
        first.setdefault(row["group"] or -at - 1, at)
    places = {id(row): (first[row["group"] or -at - 1], row["article"], at) for at, row in enumerate(ordered)}
    ordered.sort(key=lambda row: places[id(row)])
    made = pd.DataFrame([{**row, "number": k} for k, row in enumerate(ordered, 1)], columns=list(ACROSS_COLUMNS))
    for column in ("earliest", "latest"):
        made[column] = made[column].astype(object).where(made[column].notna(), None)
    return made


def _in_time(row: dict[Any, Any]) -> tuple[Any, ...]:
    undated = row["earliest"] is None
    return (undated, *((row["article"],) if undated else (row["earliest"], row["latest"])), row["start"])


def _tell_together(rows: list[dict[Any, Any]], analyses: Sequence[Analysis], of: dict[tuple[int, str], int]) -> None:
    """Gives events of different articles one group where they lie on the same days and share words, or a word and somebody involved."""
    days: dict[Any, list[dict[Any, Any]]] = {}
    for row in rows:
        row["group"] = 0
        if row["earliest"] is not None:
            days.setdefault((row["earliest"], row["latest"]), []).append(row)
    groups = 0
    for those in days.values():
        if len({row["article"] for row in those}) < 2:
            continue
        stems = [_stems(analyses[row["article"]].article.text[row["start"] : row["end"]]) for row in those]
        people = [{of[row["article"], who] for who in row["who_ids"]} for row in those]
        for i, one in enumerate(those):
            best = max(
                (j for j in range(len(those)) if those[j]["article"] > one["article"] and not those[j]["group"]),
                key=lambda j: _likeness(stems[i], stems[j]) + 0.2 * bool(people[i] & people[j]),
                default=None,
            )
            if best is None or not _one_happening(stems[i], stems[best], bool(people[i] & people[best])):
                continue
            if not one["group"]:
                groups += 1
                one["group"] = groups
            taken = {row["article"] for row in those if row["group"] == one["group"]}
            if those[best]["article"] not in taken:
                those[best]["group"] = one["group"]
    _without_lone(rows)


def _without_lone(rows: list[dict[Any, Any]]) -> None:
    told = [row["group"] for row in rows]
    for row in rows:
        if told.count(row["group"]) < 2:
            row["group"] = 0


def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(fold(words)) if len(w) >= _SHORTEST)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _one_happening(one: frozenset[str], other: frozenset[str], somebody: bool) -> bool:
    shared = len(one & other)
    return (shared >= 2 and _likeness(one, other) >= 0.4) or (shared >= 1 and somebody and _likeness(one, other) >= 0.2)


# ------------------------------------------------------------------------------------------------------------------- how alike


def likeness(one: Analysis, other: Analysis) -> float:
    """How much of the shorter article stands in the longer one word for word, 0–1, by runs of four words."""
    first, second = (_runs(a.article.text) for a in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[k : k + _RUN]) for k in range(len(words) - _RUN + 1)}


def versions(analyses: Sequence[Analysis]) -> tuple[int, int] | None:
    """The two articles that look most like versions of one report, the earlier first as far as their dates tell; None where none do."""
    pairs = [(likeness(analyses[i], analyses[j]), i, j) for j in range(len(analyses)) for i in range(j)]
    best, i, j = max(pairs, default=(0.0, 0, 0))
    if best < ALIKE:
        return None
    first, second = (analyses[k].article.published for k in (i, j))
    return (j, i) if first and second and second < first else (i, j)
