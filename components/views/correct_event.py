"""Correcting an event: when it was, whether it has happened, which words of the text stand for it, that it is none."""

from __future__ import annotations

import re

import streamlit as st

from components.analysis.model import Analysis, Event, Passage
from components.library.corrections import delete_event, set_event_date, set_event_label, set_event_status
from components.views.correct_borders import borders
from components.views.correcting import Controls, correct, refuse
from components.views.strings import t

STATUSES = ("happened", "planned", "possible", "denied")
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d/])")
Fields = tuple[int | None, int | None, int | None]  # day, month, year


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


def fields_of(value: str) -> Fields:
    """Day, month and year of a TIMEX3 value, as far as it names them; a range or a decade names none."""
    named = _CALENDAR.match(value)
    if named is None or "/" in value:
        return None, None, None
    year, month, day = (int(part) if part else None for part in named.groups())
    return day, month, year


def value_of(fields: Fields) -> str | None:
    """The TIMEX3 value of day, month and year: "" without any, None where a day lacks its month or a month its year."""
    day, month, year = fields
    if year is None:
        return None if day or month else ""
    if month is None:
        return None if day else f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _dating(at: Controls, event: Event) -> None:
    shown = fields_of(event.value)
    keys = (at.key("day"), at.key("month"), at.key("year"))
    for key, part in zip(keys, shown, strict=True):
        st.session_state.setdefault(key, part)  # not as the default: a field that has one cannot be emptied
    status = at.key("status")
    with st.form(at.key("dating"), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _whole_number("day", 31, keys[0], 130)
            st.selectbox(
                t("correct.event.month"),
                range(1, 13),
                index=None,
                format_func=lambda month: t(f"date.month.{month}"),
                placeholder="–",
                key=keys[1],
                width=150,
            )
            _whole_number("year", 9999, keys[2], 150)
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
                args=(at, event, shown, keys, status),
            )
        st.caption(t("correct.event.undated"))


def _whole_number(part: str, most: int, key: str, width: int) -> None:
    st.number_input(
        t(f"correct.event.{part}"),
        min_value=1,
        max_value=most,
        step=1,
        value=None,
        placeholder="–",
        key=key,
        width=width,
    )


def _apply(at: Controls, event: Event, shown: Fields, keys: tuple[str, str, str], status: str) -> None:
    day, month, year = (st.session_state[key] for key in keys)
    now, standing = (day, month, year), str(st.session_state[status])
    value = value_of(now)
    if value is None:
        refuse(t("correct.error.incomplete_date"))
        return
    makers = []
    if now != shown:  # a quarter or a range shows no more than its year, and stays what it is until that is changed
        makers.append(lambda: set_event_date(at.analysis, event.id, value))
    if standing != event.status:
        makers.append(lambda: set_event_status(at.analysis, event.id, standing))
    correct(at.saved, *makers)


def _delete(at: Controls, event: str) -> None:
    correct(at.saved, lambda: delete_event(at.analysis, event))
