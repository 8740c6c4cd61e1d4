"""Analysing with the stages on screen; one analysis at a time in the process, so that two readers do not halve each other's speed twice."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from threading import Event, Lock, Thread

import streamlit as st

from components.analysis import analyse
from components.analysis.model import Analysis
from components.article.model import Article
from components.views.strings import knows, t
from components.views.written import number

LONG = 3000  # words; more of them take so long that a bar that stands still would look broken
STAGES = ("reading", "entities", "quotes", "speakers", "times", "events")
_ONE_AT_A_TIME = Lock()
_MODEL_READY = Event()
_FIRST_WORDS = Article("In Kiel sagte Anna Berger am Montag: „Wir fangen an.“")


@cache
def prepare() -> None:
    """Loads the language model beside the page, once in the life of a server, so that the first article need not wait for it."""
    Thread(target=_load_model, name="wortlaut-model", daemon=True).start()


def _load_model() -> None:
    with _ONE_AT_A_TIME:
        analyse(_FIRST_WORDS)
    _MODEL_READY.set()


def analyse_on_screen(article: Article) -> Analysis:
    """The analysis of the article, its stages shown where the call stands."""
    bar = st.progress(0.0, text=t("progress.waiting" if _MODEL_READY.is_set() else "progress.loading"))

    def progress(stage: str) -> None:
        done = STAGES.index(stage) / len(STAGES) if stage in STAGES else 0.0
        bar.progress(done, text=t(f"progress.{stage}") if knows(f"progress.{stage}") else stage)

    words = len(article.text.split())
    patience = st.spinner(t("progress.long", words=number(words))) if words > LONG else nullcontext()
    with patience, _ONE_AT_A_TIME:
        analysis = analyse(article, progress)
    _MODEL_READY.set()
    bar.empty()
    return analysis
