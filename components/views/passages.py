"""Passages of the article as a list: each a sentence with its words marked, and a click away from its place in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from components.analysis.model import Analysis, Passage
from components.tables_marks import sentence_of
from components.views.choice import choose, show_passage

HERE = Path(__file__)
_list = st.components.v2.component(
    "wortlaut_passages",
    html="<ol></ol>\n",
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One entry: a passage (None: it has no place in the text), a line above and below it, and the finding a click chooses."""

    passage: Passage | None
    lead: str = ""
    note: str = ""
    finding: str | None = None


def passage_list(
    analysis: Analysis,
    excerpts: Sequence[Excerpt],
    key: str,
    current: Passage | None = None,
    height: int | None = None,
    on_pick: Callable[[Excerpt], None] | None = None,
) -> None:
    """Draws the excerpts in the order given, at most `height` pixels high, the one at `current` set off.

    A click shows the passage in the text; an excerpt with a finding chooses that finding too. `on_pick` does something else instead.
    """
    items = [
        {
            "lead": e.lead,
            "note": e.note,
            **dict(zip(("before", "words", "after"), excerpt(analysis, e.passage), strict=True)),
        }
        for e in excerpts
    ]
    at = next((i for i, e in enumerate(excerpts) if e.passage is not None and e.passage == current), -1)
    data = {
        "items": items,
        "current": at,
        "height": f"{height}px" if height else None,
        "language": analysis.article.language,
    }
    _list(key=key, data=[data], on_picked_change=lambda: _picked(key, excerpts, on_pick))


def excerpt(analysis: Analysis, passage: Passage | None) -> tuple[str, str, str]:
    """The sentence around a passage in three pieces, on one line: before it, its words, after it."""
    if passage is None:
        return "", "", ""
    text = analysis.article.text
    around = sentence_of(analysis, passage.start, passage.end)
    pieces = (text[around.start : passage.start], text[passage.start : passage.end], text[passage.end : around.end])
    return _line(pieces[0]).lstrip(), _line(pieces[1]).strip(), _line(pieces[2]).rstrip()


def _line(piece: str) -> str:
    """White space as single blanks, kept at the edges, where the pieces meet."""
    inner = " ".join(piece.split())
    return (" " if piece[:1].isspace() else "") + inner + (" " if inner and piece[-1:].isspace() else "")


def _picked(key: str, excerpts: Sequence[Excerpt], on_pick: Callable[[Excerpt], None] | None) -> None:
    index = st.session_state[key].get("picked")
    if index is None or not 0 <= int(index) < len(excerpts):
        return
    picked = excerpts[int(index)]
    if on_pick:
        on_pick(picked)
    elif picked.finding:
        choose(picked.finding, picked.passage)
    elif picked.passage:
        show_passage(picked.passage.start, picked.passage.end)
