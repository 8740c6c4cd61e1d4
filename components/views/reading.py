"""Analysing with the stages on screen. The work is done at the desk, in another process; this screen only waits, and can give up."""

from __future__ import annotations

from contextlib import nullcontext

import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article
from components.desk import DeskFull, Turn, the_desk
from components.views.strings import knows, t
from components.views.written import number

LONG = 3000  # words; more of them take so long that a bar that stands still would look broken
# the share of the time that is gone when each stage begins
STAGES = {"reading": 0.0, "entities": 0.9, "quotes": 0.92, "speakers": 0.94, "times": 0.95, "events": 0.99}
_GLANCE = 0.2  # seconds between two looks at how far it is; also how soon a reader who gives up is heard


class NotAnalysed(Exception):
    """There is no analysis; `str` is the sentence for the reader."""


def prepare() -> None:
    """Loads the language model beside the page, once in the life of a server, so that the first article need not wait for it."""
    the_desk()


def analyse_on_screen(article: Article) -> Analysis:
    """The analysis of the article, its stages shown where the call stands.

    Raises NotAnalysed where the desk is full, or the analysis was stopped at its time limit or failed. Whatever the reader does meanwhile
    interrupts this run of the page, as Streamlit has it, and gives the place at the desk back.
    """
    bar = st.progress(0.0, text=t("progress.waiting" if the_desk().ready() else "progress.loading"))
    try:
        turn = the_desk().hand_in(article)
    except DeskFull as full:
        bar.empty()
        raise NotAnalysed(t("desk.full", n=int(str(full)))) from full
    patience = st.spinner(t("progress.long", words=number(turn.words))) if turn.words > LONG else nullcontext()
    with patience:
        giving_up = st.empty()
        giving_up.button(t("desk.give_up"), key="desk.give_up", type="tertiary")
        try:
            while not turn.wait(_GLANCE):
                bar.progress(*_how_far(turn))
        finally:
            turn.cancel()
    giving_up.empty()
    bar.empty()
    if turn.analysis is None:
        raise NotAnalysed(t(f"desk.{turn.outcome}", minutes=number(max(1, round(turn.seconds / 60)))))
    return turn.analysis


def _how_far(turn: Turn) -> tuple[float, str]:
    """What the bar shows: the share done and a sentence."""
    if ahead := turn.ahead():
        return 0.0, t("desk.ahead", n=ahead)
    if not turn.stage:
        return 0.0, t("progress.waiting" if the_desk().ready() else "progress.loading")
    share = STAGES["entities"] * turn.done if turn.stage == "reading" else STAGES.get(turn.stage, 0.0)
    return share, t(f"progress.{turn.stage}") if knows(f"progress.{turn.stage}") else turn.stage
