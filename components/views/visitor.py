"""Who is looking: the owner of this computer, somebody who has signed in, or whoever holds a link."""

from __future__ import annotations

import os

import streamlit as st

from components.library import ANYBODY, AT_HOME, Visitor

_NAME = "wortlaut.who"
_YES = ("1", "true", "yes", "on")


def hosted() -> bool:
    """Whether Wortlaut runs for others ($WORTLAUT_HOSTED), not on the reader's own computer."""
    return os.environ.get("WORTLAUT_HOSTED", "").strip().lower() in _YES


def visitor() -> Visitor:
    """Whose list of articles is shown: all of them at home, one's own after signing in, none for the holder of a link."""
    return ANYBODY if hosted() else AT_HOME


def who() -> str:
    """The name a correction is kept under: as signed in, else as given in this session, else none."""
    name: str = st.session_state.get(_NAME, "")
    return name


def call_me(name: str) -> None:
    """Keeps a name for this session's corrections."""
    st.session_state[_NAME] = " ".join(name.split())[:80]
