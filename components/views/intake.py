"""The way in: paste, upload or a sample; nothing to configure before the first result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.article import ArticleError, read_file, read_text
from components.article.model import Article
from components.views import saved
from components.views.choice import choose
from components.views.reading import analyse_on_screen
from components.views.strings import t

LONGEST = 200_000
FILE_TYPES = ["txt", "md", "html", "docx", "pdf"]


def way_in() -> None:
    """Draws the three ways in; once an article is read and analysed, the page shows it under its own link."""
    st.title(t("intake.title"))
    text = st.text_area(
        t("intake.paste"), height=280, max_chars=LONGEST, placeholder=t("intake.placeholder"), key="intake.text"
    )
    if st.button(t("intake.analyse"), type="primary", key="intake.analyse"):
        _take(lambda: read_text(text))
    file = st.file_uploader(t("intake.upload"), type=FILE_TYPES, key="intake.file")
    if file is not None:
        _take(lambda: read_file(file.getvalue(), file.name))


def _take(read: Callable[[], Article]) -> None:
    try:
        article = read()
    except ArticleError as error:
        st.error(str(error))
        return
    saved.open_link(saved.save(analyse_on_screen(article)))
    choose(None)
    st.rerun()
