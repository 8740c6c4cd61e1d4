"""The analysis on screen: which one the address names, loading it once a revision, saving and replacing it."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import Analysis
from components.library import Saved, open_library

PARAMETER = "article"
_CURRENT = "wortlaut.article"


def current_link() -> str | None:
    """The link of the article on screen: the address wins, then what this session showed last; kept over page changes."""
    asked = st.query_params.get(PARAMETER)
    if asked:
        st.session_state[_CURRENT] = asked
        return asked
    link: str | None = st.session_state.get(_CURRENT)
    if link:
        st.query_params[PARAMETER] = link
    return link


def open_link(link: str | None) -> None:
    """Shows another article (None: the way in) from now on."""
    for parameter in (PARAMETER, "show"):
        st.query_params.pop(parameter, None)
    if link is None:
        st.session_state.pop(_CURRENT, None)
    else:
        st.session_state[_CURRENT] = link
        st.query_params[PARAMETER] = link


def load(link: str) -> Saved | None:
    """The saved analysis under a link from an address bar, None where there is none; read once for each revision."""
    revision = open_library().revision(link)
    return None if revision is None else _loaded(link, revision)


@st.cache_data(max_entries=32, show_spinner=False)
def _loaded(link: str, revision: int) -> Saved | None:
    return open_library().load(link)


def save(analysis: Analysis) -> str:
    """Keeps a new analysis and returns its link."""
    return open_library().save(analysis)


def replace(link: str, analysis: Analysis) -> None:
    """Puts a new analysis of the same article under its link."""
    open_library().replace(link, analysis)
