"""The analysis on screen: which one the address names, loading it once a revision, saving and replacing it."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from components.analysis.model import Analysis
from components.library import Brought, Library, Saved, open_library
from components.library.corrections import Correction
from components.views.visitor import team_by_default, visitor, who

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


def last_link() -> str | None:
    """The link of the article this session showed last, if it showed any; the address stays as it is."""
    link: str | None = st.session_state.get(_CURRENT)
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


def library() -> Library:
    """The library as whoever is looking may see it."""
    return open_library().seen_by(visitor())


def current() -> Saved | None:
    """The saved analysis on screen, None where there is none; leaves the address as it is."""
    link = st.query_params.get(PARAMETER) or st.session_state.get(_CURRENT)
    return load(link) if link else None


def load(link: str) -> Saved | None:
    """The saved analysis under a link from an address bar, None where there is none; read once for each revision."""
    revision = library().revision(link)
    return None if revision is None else _loaded(library(), link, revision)


# as a resource: a Saved is a value that nobody changes, and one object for all readers lets `kept` know it again
@st.cache_resource(max_entries=64, show_spinner=False)
def _loaded(_library: Library, link: str, revision: int) -> Saved | None:
    return _library.load(link)


def save(analysis: Analysis, *, source: str = "", tags: tuple[str, ...] = ()) -> str:
    """Keeps a new analysis and returns its link."""
    return library().save(analysis, source=source or analysis.article.agency, tags=tags, team=team_by_default())


def take_over(brought: Brought) -> str:
    """Keeps what a result file brought and returns its link."""
    return library().take_over(brought, team=team_by_default())


def describe(link: str, *, title: str, source: str, tags: tuple[str, ...], team: bool) -> Saved:
    """Sets what the list says of an article; another title is a correction in the reader's name."""
    return library().set_details(link, title=title, source=source, tags=tags, team=team, who=who())


def delete(link: str) -> None:
    """Removes an article for good, from this process's memory too."""
    library().delete(link)
    _loaded.clear()


def replace(link: str, analysis: Analysis) -> Saved:
    """Puts a new analysis of the same article under its link; its corrections are applied again."""
    return library().replace(link, analysis, who=who())


def correct(link: str, correction: Correction, *, seen: int, anyway: bool = False) -> Saved:
    """Adds a correction in the reader's name; raises as `Library.correct` does."""
    return library().correct(link, correction, seen=seen, who=who(), anyway=anyway)


def sign(link: str, numbers: Collection[int]) -> Saved:
    """Puts the reader's name beside corrections that have none."""
    return library().sign(link, numbers, who=who())


def undo(link: str, number: int) -> Saved:
    """Takes a correction back in the reader's name."""
    return library().undo(link, number, who=who())


def redo(link: str, number: int) -> Saved:
    """Makes an undone correction hold again."""
    return library().redo(link, number, who=who())
