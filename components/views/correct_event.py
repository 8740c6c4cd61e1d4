"""Correcting an event: when it was, whether it has happened, which words of the text stand for it, that it is none."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import Analysis, Event, Passage
from components.library.corrections import delete_event, set_event_date, set_event_label, set_event_status
from components.views.correct_borders import borders
from components.views.correct_time import date_field, entered, refuse_date
from components.views.correcting import Controls, correct
from components.views.strings import t
from components.views.typed_date import UnreadDateError, as_typed

STATUSES = ("happened", "planned", "possible", "denied")


def event_controls(at: Controls, event: Event) -> None:
    """Draws the forms for one event, each behind its own tab."""
    dating, naming, deleting = st.tabs([t(f"correct.tab.{name}") for name in ("date", "label", "delete")])
    with dating:
        _dating(at, event)
    with naming:
        st.caption(t("correct.event.label_why"))
        borders(
            at, (label_passage(at.analysis, event),), lambda parts: set_event_label(at.analysis, event.id, parts[0])
        )
    with deleting:
        st.button(t("correct.event.delete"), key=at.key("delete"), on_click=_delete, args=(at, event.id))


def label_passage(analysis: Analysis, event: Event) -> Passage:
    """Where an event's label stands; its clause where the label leaves out words of the text."""
    start = analysis.article.text.find(event.label, event.clause.start)
    return Passage(start, start + len(event.label)) if event.label and start >= 0 else event.clause


def _dating(at: Controls, event: Event) -> None:
    shown, status = as_typed(event.value), at.key("status")
    with st.form(at.key("dating"), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            date_field(at, shown)
            st.selectbox(
                t("correct.event.status"),
                STATUSES,
                index=STATUSES.index(event.status),
                format_func=lambda code: t(f"event_status.{code}"),
                key=status,
                width=150,
            )
            st.form_submit_button(
                t("correct.apply"),
                type="primary",
                key=at.key("apply"),
                on_click=_apply,
                args=(at, event, shown, status),
            )
        st.caption(t("typed.event_why"))


def _apply(at: Controls, event: Event, shown: str, status: str) -> None:
    try:
        value = entered(at, shown)
    except UnreadDateError as unread:
        refuse_date(unread)
        return
    standing, makers = str(st.session_state[status]), []
    if value is not None:
        makers.append(lambda: set_event_date(at.analysis, event.id, value))
    if standing != event.status:
        makers.append(lambda: set_event_status(at.analysis, event.id, standing))
    correct(at.saved, *makers)


def _delete(at: Controls, event: str) -> None:
    correct(at.saved, lambda: delete_event(at.analysis, event))
