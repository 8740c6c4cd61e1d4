"""The panel „check first“: what the machine is unsure of, each a click from its words."""

from __future__ import annotations

import streamlit as st

from components.tables_doubts import Doubt
from components.views.choice import shown_passage
from components.views.frame import ROUGH, Opened
from components.views.kept_tables import doubts
from components.views.passages import Excerpt, passage_list
from components.views.strings import t
from components.views.written import note_sentence, sureness

MOST_PIXELS = 420


def check_first(opened: Opened) -> None:
    """Draws the panel; says so where there is nothing to check."""
    found = [doubt for doubt in doubts(opened.analysis) if doubt.code != ROUGH]  # that note stands above every page
    st.header(t("check.title", n=len(found)), anchor=False)
    if not found:
        st.markdown(t("check.nothing"))
        return
    st.caption(t("check.why"))
    entries = [
        Excerpt(
            d.passage, lead=_lead(d), note=sureness(d.confidence) if d.confidence is not None else "", finding=d.finding
        )
        for d in found
    ]
    passage_list(opened.analysis, entries, "check", current=shown_passage(opened.analysis), height=MOST_PIXELS)


def _lead(doubt: Doubt) -> str:
    if doubt.kind == "note":
        return note_sentence(doubt.code, doubt.detail)
    return t(f"check.{doubt.kind}", detail=doubt.detail)
