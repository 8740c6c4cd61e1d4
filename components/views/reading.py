"""Analysing with the stages on screen; one analysis at a time in the process, so that two readers do not halve each other's speed twice."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from components.analysis import analyse
from components.analysis.model import Analysis
from components.article.model import Article
from components.views.strings import knows, t

STAGES = ("reading", "entities", "quotes", "speakers", "times", "events")
_ONE_AT_A_TIME = Lock()


def analyse_on_screen(article: Article) -> Analysis:
    """The analysis of the article, its stages shown where the call stands."""
    bar = st.progress(0.0, text=t("progress.waiting"))

    def progress(stage: str) -> None:
        done = STAGES.index(stage) / len(STAGES) if stage in STAGES else 0.0
        bar.progress(done, text=t(f"progress.{stage}") if knows(f"progress.{stage}") else stage)

    with _ONE_AT_A_TIME:
        analysis = analyse(article, progress)
    bar.empty()
    return analysis
