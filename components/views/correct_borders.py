"""Moving the borders of a quotation or a label word by word: a draft until it is applied, redrawn without the rest of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import streamlit as st

from components.analysis.model import Passage
from components.library.corrections import Correction
from components.views.correcting import Controls, correct
from components.views.passages import Excerpt, passage_list
from components.views.strings import t

MOVES = (("start", -1, "back"), ("start", 1, "on"), ("end", -1, "back"), ("end", 1, "on"))
_WORD = re.compile(r"\S+")


@st.fragment
def borders(at: Controls, parts: Sequence[Passage], make: Callable[[tuple[Passage, ...]], Correction]) -> None:
    """Draws the parts with buttons for their borders; `make` gives the correction for the parts as they then are."""
    draft = at.key("draft")
    now: tuple[Passage, ...] = st.session_state.get(draft, tuple(parts))
    passage_list(at.analysis, [Excerpt(part) for part in now], key=at.key("words"))
    for number, _ in enumerate(now):
        with st.container(horizontal=True, vertical_alignment="center"):
            if len(now) > 1:
                st.markdown(t("correct.borders.part", number=number + 1), width="content")
            for edge, step, name in MOVES:
                st.button(
                    t(f"correct.borders.{edge}_{name}"),
                    key=at.key(f"{number}.{edge}.{name}"),
                    on_click=_move,
                    args=(draft, now, number, edge, step, at.analysis.article.text),
                )
    if st.button(t("correct.apply"), key=at.key("borders"), type="primary", disabled=now == tuple(parts)):
        if correct(at.saved, lambda: make(now)):
            st.session_state.pop(draft, None)
        st.rerun()


def _move(draft: str, parts: tuple[Passage, ...], number: int, edge: str, step: int, text: str) -> None:
    moved = shifted(text, parts, number, edge, step)
    st.session_state[draft] = moved


def shifted(text: str, parts: tuple[Passage, ...], number: int, edge: str, step: int) -> tuple[Passage, ...]:
    """The parts with one border moved by a word; unchanged where it would leave the text, meet its other border or another part."""
    part = parts[number]
    edges = [m.start() if edge == "start" else m.end() for m in _WORD.finditer(text)]
    border = part.start if edge == "start" else part.end
    ahead = [e for e in edges if e > border] if step > 0 else [e for e in reversed(edges) if e < border]
    if not ahead:
        return parts
    moved = Passage(ahead[0], part.end) if edge == "start" else Passage(part.start, ahead[0])
    free_from = parts[number - 1].end if number else 0
    free_to = parts[number + 1].start if number + 1 < len(parts) else len(text)
    if not free_from <= moved.start < moved.end <= free_to:
        return parts
    return (*parts[:number], moved, *parts[number + 1 :])
