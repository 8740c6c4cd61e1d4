"""The passages of several articles beside each other, each a click away from its place in its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.analysis.model import Passage
from components.views.choice import choose
from components.views.compare_choice import LETTERS, SIGNS, Compared
from components.views.frame import article_to
from components.views.passages import Excerpt, passage_list
from components.views.strings import t
from components.views.written import md

MOST_PIXELS: Final = 460
_LEAVING: Final = "wortlaut.compare.leaving"
_MOST: Final = 60  # passages of one article


def heading(c: Compared) -> str:
    """Letter, sign and title of an article, as Markdown."""
    return f"**{c.letter}** {SIGNS[LETTERS.index(c.letter)]} {md(c.title)}"


def side_by_side(
    found: Sequence[Compared], excerpts: Sequence[Sequence[Excerpt]], key: str, *, stacked: bool = False
) -> None:
    """A column for each article with its excerpts, on a phone or if `stacked` one below the other; a click leads to the article."""
    places = [st.container() for _ in found] if stacked else st.columns(len(found))
    for column, c, those in zip(places, found, excerpts, strict=True):
        with column, st.container(border=True, key=f"{key}_{c.letter}"):
            st.markdown(heading(c))
            if not those:
                st.caption(t("compare.none_here"))
                continue
            passage_list(
                c.analysis,
                those[:_MOST],
                f"{key}.{c.letter}",
                height=MOST_PIXELS,
                on_pick=lambda picked, link=c.link: _ask_to_leave(link, picked),  # type: ignore[misc]
            )


def _ask_to_leave(link: str, picked: Excerpt) -> None:
    st.session_state[_LEAVING] = (link, picked.finding, picked.passage)


def leave_for_article() -> None:
    """Leaves for the article whose passage was clicked, if one was; the article then shows the passage."""
    asked: tuple[str, str | None, Passage | None] | None = st.session_state.pop(_LEAVING, None)
    if asked:
        link, finding, passage = asked
        choose(finding, passage)
        article_to(link, finding)
