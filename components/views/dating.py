"""The date of publication: shown in the bar, set, changed or left unknown at any time; each change analyses the article anew and shows what moved."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Saved
from components.library.corrections import set_published
from components.tables_timeline import events_table, moved_table
from components.views import saved as kept
from components.views.correcting import correct
from components.views.reading import NotAnalysed, analyse_on_screen
from components.views.rows import findings_in_rows
from components.views.strings import t
from components.views.timeline_wording import worded
from components.views.written import day, md

FIRST_DAY = date(1600, 1, 1)
LAST_DAY = date(2199, 12, 31)
MOST_PIXELS = 300
_CONTROL = "frame.date"
_FAILED = "wortlaut.failed_date"
_BEFORE = "wortlaut.before_another_date"


def published_words(article: Article) -> str:
    """When the article appeared and how that is known, in one short sentence."""
    if article.published is None:
        return t("date.unknown")
    return t(f"date.from.{article.published_from or 'given'}", day=day(article.published))


def date_control(saved: Saved) -> None:
    """The button with the date of publication, and behind it the way to set or forget it; the date alone for who may only read."""
    link, article = saved.id, saved.article
    if not saved.may_edit:
        st.markdown(md(day(article.published)) if article.published else t("date.unknown"), width="content")
        return
    label = day(article.published) if article.published else t("date.give")
    chosen = f"frame.date.value.{link}.{article.published}"
    with st.popover(
        label, icon=":material/calendar_today:", key=_CONTROL, help=published_words(article), on_change="rerun"
    ) as shown:
        if not shown.open:
            return
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
                st.form_submit_button(t("date.set"), type="primary", on_click=_set, args=(saved, chosen))
            st.form_submit_button(
                t("date.forget"), disabled=article.published is None, on_click=_set, args=(saved, None)
            )


def _set(saved: Saved, chosen: str | None) -> None:
    """Closes the control, so that it covers nothing of what the new date brings, and corrects the date."""
    st.session_state[_CONTROL] = False
    published: date | None = st.session_state[chosen] if chosen else None
    if published != saved.article.published:
        correct(saved, lambda: set_published(saved.analysis, published))


def date_anew(saved: Saved) -> None:
    """Analyses the article anew where its date was changed, or changed back, its stages shown where the call stands; then runs again."""
    if not (saved.stale and saved.may_edit) or st.session_state.get(_FAILED) == (saved.id, saved.revision):
        return
    try:
        kept.replace(saved.id, analyse_on_screen(saved.article))
    except NotAnalysed as sentence:
        st.session_state[_FAILED] = (saved.id, saved.revision)
        st.error(str(sentence))
        return
    st.session_state[_BEFORE] = (saved.id, saved.analysis)
    st.rerun()


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
                **findings_in_rows("moved.table", moved),
            )
        st.button(t("moved.close"), key="moved.close", on_click=st.session_state.pop, args=(_BEFORE, None))
