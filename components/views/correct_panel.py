"""„Korrigieren“: the controls of the chosen finding, closed until somebody wants to correct it."""

from __future__ import annotations

import streamlit as st

from components.library import Saved
from components.tables_marks import time_named
from components.views.by_hand import hand_by_item
from components.views.correct_entity import entity_controls
from components.views.correct_event import event_controls
from components.views.correct_quote import quote_controls
from components.views.correct_time import time_controls
from components.views.correcting import Controls
from components.views.strings import t
from components.views.written import md


def correct_panel(saved: Saved, finding: str, place: str) -> None:
    """Draws the controls for an entity, quotation, event or time expression; nothing for who may only read.

    `place` tells two panels of the same page apart. Their forms are drawn only once the panel is open.
    """
    analysis = saved.analysis
    time = time_named(analysis, finding)
    if not saved.may_edit or not (
        time or any(i.id == finding for items in (analysis.entities, analysis.quotes, analysis.events) for i in items)
    ):
        return
    with st.expander(
        t("correct.open"), icon=":material/edit:", key=_key(place), on_change="rerun", expanded=False
    ) as panel:
        if not panel.open:
            return
        at = Controls(saved, finding, place)
        for entity in analysis.entities:
            if entity.id == finding:
                entity_controls(at, entity)
        for quote in analysis.quotes:
            if quote.id == finding:
                quote_controls(at, quote)
        for event in analysis.events:
            if event.id == finding:
                event_controls(at, event)
        if time:
            time_controls(at, time)


def hand_line(saved: Saved, finding: str) -> None:
    """That a person made or changed this, what, who and when; nothing for what the machine found by itself."""
    told = hand_by_item(saved.analysis).get(finding)
    if told:
        st.caption(f":material/edit: {md(told[:1].upper() + told[1:])}")


def open_panels(*places: str) -> None:
    """Opens the panels at these places on the next run."""
    for place in places:
        st.session_state[_key(place)] = True


def _key(place: str) -> str:
    return f"correct.panel.{place}"
