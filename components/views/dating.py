"""The date of publication: shown in the bar, set, changed or left unknown at any time; each change analyses the article anew and shows what moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article, Note
from components.tables_timeline import events_table, moved_table
from components.views import saved
from components.views.reading import NotAnalysed, analyse_on_screen
from components.views.strings import t
from components.views.timeline_wording import worded
from components.views.written import day

FIRST_DAY = date(1600, 1, 1)
LAST_DAY = date(2199, 12, 31)
MOST_PIXELS = 300
_UNKNOWN = "no_publication_date"
_CONTROL = "frame.date"
_ASKED = "wortlaut.asked_date"
_BEFORE = "wortlaut.before_another_date"


def published_words(article: Article) -> str:
    """When the article appeared and how that is known, in one short sentence."""
    if article.published is None:
        return t("date.unknown")
    return t(f"date.from.{article.published_from or 'given'}", day=day(article.published))


def date_control(link: str, article: Article) -> None:
    """The button with the date of publication, and behind it the way to set or forget it; `date_anew` then does so."""
    label = day(article.published) if article.published else t("date.give")
    chosen = f"frame.date.value.{link}.{article.published}"
    with st.popover(
        label, icon=":material/calendar_today:", key=_CONTROL, help=published_words(article), on_change="rerun"
    ):
        st.caption(t("date.why"))
        with st.form("frame.date.form", border=False):
            # beside each other: below the field the opened calendar would cover the button
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.date_input(
                    t("date.label"),
                    value=article.published,
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="DD.MM.YYYY",
                    key=chosen,
                    width=180,
                )
                st.form_submit_button(t("date.set"), type="primary", on_click=_ask, args=(chosen,))
            st.form_submit_button(t("date.forget"), disabled=article.published is None, on_click=_ask, args=(None,))


def _ask(chosen: str | None) -> None:
    """Closes the control, so that it covers nothing of what the new date brings, and notes the date asked for."""
    st.session_state[_CONTROL] = False
    st.session_state[_ASKED] = st.session_state[chosen] if chosen else None


def date_anew(link: str, analysis: Analysis) -> None:
    """Analyses the article anew where another date was asked for, its stages shown where the call stands; then runs the page again."""
    if _ASKED not in st.session_state:
        return
    published: date | None = st.session_state.pop(_ASKED)
    if published == analysis.article.published:
        return
    dated = replace(
        analysis.article,
        published=published,
        published_from="given" if published else None,
        notes=_notes(analysis.article, published),
    )
    try:
        saved.replace(link, analyse_on_screen(dated))
    except NotAnalysed as sentence:
        st.error(str(sentence))
        return
    st.session_state[_BEFORE] = (link, analysis)
    st.rerun()


def _notes(article: Article, published: date | None) -> tuple[Note, ...]:
    """The article's notes as they stand with this date: „Erscheinungstag unbekannt“ only where there is none."""
    others = tuple(note for note in article.notes if note.code != _UNKNOWN)
    return others if published else (*others, Note(_UNKNOWN))


def what_moved(link: str, analysis: Analysis) -> None:
    """After another date was set, the events whose dates it has moved, until the reader has seen them or opens another article."""
    of_link, before = st.session_state.get(_BEFORE, (None, None))
    if of_link != link or before is None:
        st.session_state.pop(_BEFORE, None)
        return
    moved = moved_table(before, analysis)
    with st.container(border=True, key="moved"):
        st.markdown(f"**{t('moved.none') if moved.empty else t('moved', n=len(moved))}**")
        if not moved.empty:
            old, new = (
                {row["id"]: row["when"] for row in worded(events_table(a)).to_dict("records")}
                for a in (before, analysis)
            )
            shown = moved.assign(before=moved["id_before"].map(old), after=moved["id"].map(new))
            st.dataframe(
                shown[["before", "after", "label"]],  # the dates first: a phone shows no more than two columns
                column_config={
                    "before": st.column_config.TextColumn(t("moved.before"), width=140),
                    "after": st.column_config.TextColumn(t("moved.after"), width=140),
                    "label": st.column_config.TextColumn(t("moved.label"), width="large"),
                },
                hide_index=True,
                height=min(38 + 35 * len(moved), MOST_PIXELS),
                alt=t("moved.table"),
            )
        st.button(t("moved.close"), key="moved.close", on_click=st.session_state.pop, args=(_BEFORE, None))
