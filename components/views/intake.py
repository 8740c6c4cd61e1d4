"""The way in: a sample, a paste or an upload; nothing to configure before the first result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.article import ArticleError, read_file, read_sample, read_text, samples
from components.article.model import Article
from components.languages import traits
from components.library import is_result, read_result
from components.views import saved
from components.views.choice import choose
from components.views.reading import NotAnalysed, analyse_on_screen, prepare
from components.views.strings import knows, t
from components.views.visitor import hosted
from components.views.written import language_name, md

LONGEST = 2_000_000
_REFUSED = "wortlaut.refused_file"
FILE_TYPES = ["txt", "md", "html", "htm", "docx", "pdf", "json"]


def way_in() -> None:
    """Draws the three ways in; once an article is read and analysed, the page shows it under its own link."""
    st.title(t("intake.title"), anchor=False)
    pasted, others = st.columns([3, 2], gap="large")
    with pasted, st.form("intake.form", border=False):
        text = st.text_area(
            t("intake.paste"), height=380, max_chars=LONGEST, placeholder=t("intake.placeholder"), key="intake.text"
        )
        paste = st.form_submit_button(t("intake.analyse"), type="primary")
    with others:
        file = st.file_uploader(t("intake.upload"), type=FILE_TYPES, key="intake.file")
        sample = _samples()
    with pasted:
        if paste:
            _take_words(text)
        elif sample:
            _take(lambda: read_sample(sample))
        elif file is not None:
            _take_file(file)
        st.caption(t("intake.kept" if hosted() else "intake.private"))
    prepare()


def _samples() -> str | None:
    """The name of the sample just asked for."""
    asked = None
    st.markdown(f"**{t('intake.samples')}**")
    for sample in samples():
        kind = t(f"intake.kind.{sample.kind}")
        if traits(sample.language).rough:
            kind = t("sample.rough", kind=kind, language=language_name(sample.language))
        label = f"{md(sample.title)}  \n{kind}"
        if st.button(label, key=f"intake.sample.{sample.name}", width="stretch"):
            asked = sample.name
    return asked


def _take_file(file: UploadedFile) -> None:
    """Reads an upload once: the uploader holds it through every later run, even when it could not be read."""
    refused: tuple[str, str] | None = st.session_state.get(_REFUSED)
    if refused and refused[0] == file.file_id:
        st.error(refused[1])
        return
    # should the reader give up meanwhile, the next run must not take the file again
    st.session_state[_REFUSED] = (file.file_id, t("desk.given_up"))
    data = file.getvalue()
    result = file.name.lower().endswith(".json")
    error = _take_result(data) if result else _take(lambda: read_file(data, file.name))
    st.session_state[_REFUSED] = (file.file_id, error)


def _take_words(text: str) -> str:
    """An article, or the words of a result file, which hold one with its analysis."""
    return _take_result(text) if is_result(text) else _take(lambda: read_text(text))


def _take_result(data: bytes | str) -> str:
    """Keeps and shows what a result file holds, with what was corrected in it; returns only where it is none, with the sentence shown."""
    try:
        brought = read_result(data)
    except ArticleError as error:
        sentence = error_sentence(error)
        st.error(sentence)
        return sentence
    saved.open_link(saved.take_over(brought))
    choose(None)
    return st.rerun()


def _take(read: Callable[[], Article]) -> str:
    """Reads, analyses, saves and shows an article; returns only where that could not be done, with the sentence shown for it."""
    try:
        article = read()
    except ArticleError as error:
        sentence = error_sentence(error)
        st.error(sentence)
        return sentence
    try:
        analysis = analyse_on_screen(article)
    except NotAnalysed as sentence:
        st.error(str(sentence))
        return str(sentence)
    saved.open_link(saved.save(analysis))
    choose(None)
    return st.rerun()


def error_sentence(error: ArticleError) -> str:
    """One helpful sentence for an article that could not be read."""
    key = f"error.{error.code}"
    return t(key, detail=md(error.detail)) if knows(key) else t("error.unreadable")
