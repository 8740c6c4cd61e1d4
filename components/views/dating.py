"""The date of publication: shown in the bar, set, changed or left unknown at any time; each change analyses the article anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article
from components.views import saved
from components.views.reading import analyse_on_screen
from components.views.strings import t
from components.views.written import day

FIRST_DAY = date(1600, 1, 1)
LAST_DAY = date(2199, 12, 31)


def published_words(article: Article) -> str:
    """When the article appeared and how that is known, in one short sentence."""
    if article.published is None:
        return t("date.unknown")
    return t(f"date.from.{article.published_from or 'given'}", day=day(article.published))


def date_control(link: str, analysis: Analysis) -> None:
    """The button with the date of publication, and behind it the way to set or forget it."""
    article = analysis.article
    label = day(article.published) if article.published else t("date.unknown")
    with st.popover(label, icon=":material/calendar_today:", key="frame.date", help=published_words(article)):
        st.caption(t("date.why"))
        with st.form("frame.date.form", border=False):
            given = st.date_input(
                t("date.label"),
                value=article.published,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="DD.MM.YYYY",
                key=f"frame.date.value.{link}.{article.published}",
            )
            set_it = st.form_submit_button(t("date.set"), type="primary")
            forget = st.form_submit_button(t("date.forget"), disabled=article.published is None)
        if forget:
            _date_anew(link, article, None)
        elif set_it and isinstance(given, date) and given != article.published:
            _date_anew(link, article, given)


def _date_anew(link: str, article: Article, published: date | None) -> None:
    dated = replace(article, published=published, published_from="given" if published else None)
    saved.replace(link, analyse_on_screen(dated))
    st.rerun()
