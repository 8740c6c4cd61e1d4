"""The article page: title and facts, the text with its layers, what to check first, and the detail of what was clicked."""

from __future__ import annotations

import re

import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article
from components.exports import workbook_file
from components.views.annotated_text import article_text
from components.views.by_hand import with_hand
from components.views.check_first import check_first
from components.views.choice import chosen, shown_passage
from components.views.correct_selection import from_selection
from components.views.dating import published_words
from components.views.detail import DETAIL, show_detail
from components.views.downloads import Make, downloads
from components.views.entities_wording import as_downloaded as names_as_downloaded
from components.views.frame import Opened, page_link
from components.views.kept_tables import entities_table, quotes_table
from components.views.quotes_wording import as_downloaded as quotes_as_downloaded
from components.views.strings import t
from components.views.timeline_wording import as_downloaded as events_as_downloaded
from components.views.timeline_wording import worded_events
from components.views.times_list import as_downloaded as times_as_downloaded
from components.views.times_list import worded_times
from components.views.written import language_name, md, number


def show_article(opened: Opened) -> None:
    """Draws the article and everything found in it."""
    article, finding = opened.article, chosen()
    st.title(md(article.title or t("frame.untitled")), anchor=False)
    st.markdown(" · ".join(_facts(article)))
    _ways(opened)
    text, beside = st.columns([3, 2], gap="large")
    with text:
        article_text(
            opened.analysis,
            selected=shown_passage(opened.analysis),
            finding=finding,
            deeds=from_selection(opened.saved, DETAIL),
        )
    with beside:
        if finding:
            show_detail(opened, finding, shown_passage(opened.analysis))
        else:
            st.caption(t("article.click"))
        check_first(opened)


def _facts(article: Article) -> list[str]:
    words = len(re.findall(r"\w+", article.text))
    facts = [
        md(t("article.by", names=", ".join(article.authors))) if article.authors else "",
        md(article.agency),
        md("/".join(article.dateline)),
        published_words(article),
        language_name(article.language),
        t("article.words", n=words, words=number(words)),
    ]
    return [fact for fact in facts if fact]


def _ways(opened: Opened) -> None:
    analysis = opened.analysis
    counts = {"entities": len(analysis.entities), "quotes": len(analysis.quotes), "timeline": len(analysis.events)}
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, count in counts.items():
            page_link(name, t(f"article.way.{name}", n=count), icon=":material/arrow_forward:")
        downloads(opened.saved, "article", {"workbook.xlsx": _workbook(analysis)})


def _workbook(analysis: Analysis) -> Make:
    """Names, quotations, events and time expressions as one workbook."""

    def made() -> bytes:
        names, quotes, events = entities_table(analysis), quotes_table(analysis), worded_events(analysis)
        times = worded_times(analysis)
        return workbook_file(
            {
                t("frame.page.entities"): with_hand(names_as_downloaded(names), names["id"], analysis),
                t("frame.page.quotes"): with_hand(quotes_as_downloaded(quotes), quotes["id"], analysis),
                t("frame.page.timeline"): with_hand(events_as_downloaded(events), events["id"], analysis),
                t("times.sheet"): with_hand(times_as_downloaded(times), times["id"], analysis),
            }
        )

    return made
