"""Two versions of one report as a pandas frame: what is new, gone or changed – quotations, events, sources, names, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, TypeVar

import pandas as pd

from components.analysis.model import Analysis, Entity, Event, Passage, Quote
from components.analysis.same_across import Same, same_across
from components.tables_marks import first_name, sentence_of, shown_name

Kind = Literal["quote", "event", "source", "name", "sentence"]
Turn = Literal["same", "old", "new"]
Diff = tuple[tuple[Turn, str], ...]
T = TypeVar("T")

KINDS: Final[tuple[Kind, ...]] = ("quote", "event", "source", "name", "sentence")
# `change` is "new", "gone" or "changed"; `what` the codes of what was changed; `before`/`after` the words of either version; `diff` the
# words of both, for a change of words; `before_at`/`after_at` a Passage or None, `before_id`/`after_id` the finding or ""
CHANGE_COLUMNS: Final = (
    "kind",
    "change",
    "what",
    "before",
    "after",
    "diff",
    "before_at",
    "after_at",
    "before_id",
    "after_id",
)
_PAIRED: Final = (
    0.5  # likeness of the words from which on two quotations, clauses or sentences are one and its new form
)
_TOKENS: Final = re.compile(r"\w+|[^\w\s]")
_FIGURES: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"\w+")


def versions_table(before: Analysis, after: Analysis) -> pd.DataFrame:
    """What the later version changes, columns CHANGE_COLUMNS, one row a change, by kind, then in the order of the later text."""
    groups = same_across((before, after), one_story=True)
    rows = [
        *_quotes(before, after, groups),
        *_events(before, after),
        *_sources(before, after, groups),
        *_names(before, after, groups),
        *_sentences(before, after),
    ]
    rows = [row for row in rows if not _still_there(row, before, after)]
    rows.sort(key=lambda row: (KINDS.index(row["kind"]), (row["after_at"] or row["before_at"] or Passage(0, 0)).start))
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def _still_there(row: dict[str, Any], before: Analysis, after: Analysis) -> bool:
    """Whether what looks new or gone was only read otherwise: its sentence, or the name, stands in the other version as well."""
    if row["change"] == "changed" or row["kind"] == "sentence":
        return False
    here, other, at = (after, before, "after_at") if row["change"] == "new" else (before, after, "before_at")
    place = row[at]
    if place is None:
        return False
    around = place if row["kind"] == "name" else sentence_of(here, place.start, place.end)
    words = " ".join(here.article.text[around.start : around.end].split())
    return words in " ".join(other.article.text.split())


def word_diff(before: str, after: str) -> Diff:
    """The words and marks of both texts in one line: runs that are the same, old or new, each with the blank before it, to be joined."""
    old, new = ([m.span() for m in _TOKENS.finditer(text)] for text in (before, after))
    one, other = ([text[i:j] for i, j in spans] for text, spans in ((before, old), (after, new)))
    runs: list[tuple[Turn, str]] = []
    for turn, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if turn == "equal":
            runs.append(("same", _stretch(after, new, k, m)))
            continue
        if j > i:
            runs.append(("old", _stretch(before, old, i, j)))
        if m > k:
            runs.append(("new", _stretch(after, new, k, m)))
    return tuple(runs)


def _stretch(text: str, tokens: Sequence[tuple[int, int]], first: int, end: int) -> str:
    """The text of some tokens as it is written, with the blank before the first where there is one."""
    start = tokens[first][0]
    blank = " " if start and text[start - 1].isspace() else ""
    return blank + " ".join(text[start : tokens[end - 1][1]].split())


def _row(
    kind: Kind, before: _Side | None, after: _Side | None, what: Sequence[str] = (), *, diff: bool = False
) -> dict[str, Any]:
    old, new = before or _NOTHING, after or _NOTHING
    return {
        "kind": kind,
        "change": "changed" if before and after else "new" if after else "gone",
        "what": tuple(what),
        "before": old[0],
        "after": new[0],
        "diff": word_diff(old[0], new[0]) if diff else (),
        "before_at": old[1],
        "after_at": new[1],
        "before_id": old[2],
        "after_id": new[2],
    }


_Side = tuple[str, Passage | None, str]  # words, where they stand, the finding's id
_NOTHING: Final[_Side] = ("", None, "")


# ---------------------------------------------------------------------------------------------------------------------- pairing


def _paired(before: Sequence[tuple[str, T]], after: Sequence[tuple[str, T]]) -> Iterator[tuple[T | None, T | None]]:
    """Each item of either side once: with the item of the other side whose words are most like its own, or alone."""
    bags = [[frozenset(_LETTERS.findall(words.casefold())) for words, _ in side] for side in (before, after)]
    ranked = sorted(
        (-likeness, abs(i - j), i, j)
        for i, one in enumerate(bags[0])
        for j, other in enumerate(bags[1])
        # a cheap bound first: the true likeness is only worked out where enough words are shared
        if 2 * len(one & other) >= _PAIRED * min(len(one), len(other))
        and (likeness := _likeness(before[i][0], after[j][0])) >= _PAIRED
    )
    taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for _, _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0][i], taken[1][j] = j, i
    for i, (_, item) in enumerate(before):
        yield (item, after[taken[0][i]][1]) if i in taken[0] else (item, None)
    yield from ((None, item) for j, (_, item) in enumerate(after) if j not in taken[1])


def _likeness(before: str, after: str) -> float:
    old, new = (_LETTERS.findall(words.casefold()) for words in (before, after))
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _bare(words: str) -> list[str]:
    """The words without marks and spaces: whether a quotation was changed or only set with other quotation marks."""
    return _LETTERS.findall(words)


# ------------------------------------------------------------------------------------------------------------------------- quotes


def _quotes(before: Analysis, after: Analysis, groups: Sequence[Same]) -> Iterator[dict[str, Any]]:
    of = {place: number for number, same in enumerate(groups) for place in same.places}
    for old, new in _paired(*([(_said(a, q), q) for q in a.quotes if q.parts] for a in (before, after))):
        sides = _quote_side(before, old), _quote_side(after, new)
        if old is None or new is None:
            yield _row("quote", *sides)
            continue
        words = _bare(_said(before, old)) != _bare(_said(after, new))
        speakers = [_speaker(q) for q in (old, new)]
        other_speaker = of.get((0, speakers[0]), -1) != of.get((1, speakers[1]), -1)
        # with the same words in the same sentence another kind is another reading, no other version
        kind = old.kind != new.kind and _around(before, old) != _around(after, new)
        what = [code for code, is_so in (("words", words), ("speaker", other_speaker), ("kind", kind)) if is_so]
        if not what:
            continue
        if other_speaker:
            sides = _with_speaker(before, old, sides[0]), _with_speaker(after, new, sides[1])
        yield _row("quote", *sides, what, diff=True)


def _said(analysis: Analysis, quote: Quote) -> str:
    return " … ".join(" ".join(analysis.article.text[p.start : p.end].split()) for p in quote.parts)


def _around(analysis: Analysis, quote: Quote) -> str:
    around = sentence_of(analysis, quote.parts[0].start, quote.parts[-1].end)
    return " ".join(analysis.article.text[around.start : around.end].split())


def _speaker(quote: Quote) -> str:
    return (quote.speaker.entity or "") if quote.speaker else ""


def _quote_side(analysis: Analysis, quote: Quote | None) -> _Side | None:
    return (_said(analysis, quote), quote.parts[0], quote.id) if quote else None


def _with_speaker(analysis: Analysis, quote: Quote, side: _Side | None) -> _Side | None:
    name = next((shown_name(e) for e in analysis.entities if e.id == _speaker(quote)), "")
    return (f"{name or '?'}: {side[0]}", *side[1:]) if side else None


# ------------------------------------------------------------------------------------------------------------------------- events


def _events(before: Analysis, after: Analysis) -> Iterator[dict[str, Any]]:
    """New and dropped events, and those whose date or status was changed; other words alone stand among the sentences."""
    for old, new in _paired(*([(_clause(a, e), e) for e in a.events] for a in (before, after))):
        sides = _event_side(before, old), _event_side(after, new)
        if old is None or new is None:
            yield _row("event", *sides)
            continue
        days = [(e.earliest, e.latest) if e.earliest else (e.value, None) for e in (old, new)]
        what = [code for code, is_so in (("date", days[0] != days[1]), ("status", old.status != new.status)) if is_so]
        if what:
            yield _row("event", *sides, what, diff=True)


def _clause(analysis: Analysis, event: Event) -> str:
    return " ".join(analysis.article.text[event.clause.start : event.clause.end].split())


def _event_side(analysis: Analysis, event: Event | None) -> _Side | None:
    return (_clause(analysis, event), event.clause, event.id) if event else None


# ------------------------------------------------------------------------------------------------------------- sources and names


def _sources(before: Analysis, after: Analysis, groups: Sequence[Same]) -> Iterator[dict[str, Any]]:
    """Voices that one version hears and the other does not."""
    heard = [{_speaker(q) for q in a.quotes} - {""} for a in (before, after)]
    for same in groups:
        inside = dict(same.places)
        was, is_now = (inside.get(k, "") in heard[k] for k in (0, 1))
        if was != is_now:
            k = 0 if was else 1
            analysis = (before, after)[k]
            quote = next(q for q in analysis.quotes if _speaker(q) == inside[k])
            name = next(shown_name(e) for e in analysis.entities if e.id == inside[k])
            side: _Side = (name, quote.parts[0] if quote.parts else None, quote.id)
            yield _row("source", side if was else None, None if was else side)


def _names(before: Analysis, after: Analysis, groups: Sequence[Same]) -> Iterator[dict[str, Any]]:
    """New and dropped names, and those written otherwise or with another role; unnamed voices are among the sources."""
    entities = [{e.id: e for e in a.entities} for a in (before, after)]
    for same in groups:
        inside = dict(same.places)
        old, new = (entities[k].get(inside.get(k, "")) for k in (0, 1))
        if (old or new) is None or (old or new).type == "SOURCE":  # type: ignore[union-attr]
            continue
        if old is None or new is None:
            yield _row("name", _name_side(old), _name_side(new))
            continue
        roles = [{role.casefold() for role in e.roles} for e in (old, new)]
        other_role = bool(roles[0] and roles[1] and not roles[0] & roles[1])
        what = [code for code, is_so in (("name", old.name != new.name), ("role", other_role)) if is_so]
        if what:
            yield _row("name", _name_side(old, other_role), _name_side(new, other_role), what, diff=True)


def _name_side(entity: Entity | None, with_roles: bool = False) -> _Side | None:
    if entity is None:
        return None
    name = f"{entity.name} ({', '.join(entity.roles)})" if with_roles and entity.roles else shown_name(entity)
    return name, first_name(entity), entity.id


# ---------------------------------------------------------------------------------------------------------------------- sentences


def _sentences(before: Analysis, after: Analysis) -> Iterator[dict[str, Any]]:
    """Sentences that are new, gone or changed in their words; "figures" says that a figure was changed among them."""
    old, new = ([(_words(a, s), s) for s in a.sentences if _words(a, s)] for a in (before, after))
    for turn, i, j, k, m in SequenceMatcher(
        None, [w for w, _ in old], [w for w, _ in new], autojunk=False
    ).get_opcodes():
        if turn == "equal":
            continue
        for one, other in _paired(old[i:j], new[k:m]):
            sides = _sentence_side(before, one), _sentence_side(after, other)
            if one is None or other is None:
                yield _row("sentence", *sides)
                continue
            row = _row("sentence", *sides, ("words",), diff=True)
            touched = " ".join(words for turn, words in row["diff"] if turn != "same")
            yield {**row, "what": ("figures",)} if _FIGURES.search(touched) else row


def _words(analysis: Analysis, passage: Passage) -> str:
    return " ".join(analysis.article.text[passage.start : passage.end].split())


def _sentence_side(analysis: Analysis, passage: Passage | None) -> _Side | None:
    return (_words(analysis, passage), passage, "") if passage else None
