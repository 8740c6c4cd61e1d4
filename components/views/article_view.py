"""The article page: title and facts, the text with its layers, what to check first, and the detail of what was clicked."""

from __future__ import annotations

import streamlit as st

from components.views.annotated_text import article_text
from components.views.choice import chosen, shown_passage
from components.views.frame import Opened


def show_article(opened: Opened) -> None:
    """Draws the article and everything found in it."""
    text, beside = st.columns([3, 2], gap="large")
    with text:
        article_text(opened.analysis, selected=shown_passage(opened.analysis), finding=chosen())
    with beside:
        st.text(chosen() or "")
