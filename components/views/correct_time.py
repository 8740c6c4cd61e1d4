"""Correcting when the text's own words are, and the field for a date that events share."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import TimeExpression
from components.library.corrections import set_time_value
from components.views.correcting import Controls, correct, refuse
from components.views.strings import t
from components.views.typed_date import LONGEST, UnreadDateError, as_typed, typed_date


def time_controls(at: Controls, time: TimeExpression) -> None:
    """Draws the form for one time expression."""
    shown = as_typed(time.value) if time.earliest else ""
    with st.form(at.key("dating"), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            date_field(at, shown)
            st.form_submit_button(
                t("correct.apply"), type="primary", key=at.key("apply"), on_click=_apply, args=(at, shown)
            )
        st.caption(t("typed.time_why"))


def date_field(at: Controls, shown: str) -> None:
    """The field for a date or a range; what stands in it is the value as `as_typed` words it."""
    st.session_state.setdefault(at.key("date"), shown)  # not as the default: a field that has one cannot be emptied
    st.text_input(t("typed.date"), placeholder=t("typed.example"), max_chars=LONGEST, key=at.key("date"), width=300)


def entered(at: Controls, shown: str) -> str | None:
    """The TIMEX3 value of what was typed into the field, None where it still shows what it showed; raises UnreadDateError."""
    typed = str(st.session_state[at.key("date")] or "").strip()
    return None if typed == shown else typed_date(typed)


def refuse_date(unread: UnreadDateError) -> None:
    """Says on the next run why the typed words are no date."""
    refuse(t(f"correct.error.{unread.code}"))


def _apply(at: Controls, shown: str) -> None:
    try:
        value = entered(at, shown)
    except UnreadDateError as unread:
        refuse_date(unread)
        return
    if value == "":
        refuse(t("correct.error.empty_date"))
    elif value:
        correct(at.saved, lambda: set_time_value(at.analysis, at.finding, value))
