"""Who is looking: the owner of this computer, somebody who has signed in, or whoever holds a link."""

from __future__ import annotations

import os

import streamlit as st

from components.library import ANYBODY, AT_HOME, Visitor
from components.views import sign_in

_NAME = "wortlaut.who"
_LONGEST = 80  # characters
_HERE = ("localhost", "127.0.0.1", "::1")


def hosted() -> bool:
    """Whether Wortlaut runs for others: $WORTLAUT_HOSTED, a sign-in, or a server that listens to other computers."""
    return _on("WORTLAUT_HOSTED") or sign_in.asked_for() or st.get_option("server.address") not in _HERE


def visitor() -> Visitor:
    """Whose list of articles is shown: all of them at home, one's own after signing in, none for the holder of a link."""
    if sign_in.asked_for():
        return Visitor(sign_in.person())
    return ANYBODY if hosted() else AT_HOME


def has_list() -> bool:
    """Whether whoever is looking has a list of articles at all."""
    return visitor() != ANYBODY


def team_by_default() -> bool:
    """Whether what one person saves stands in the list of everybody who has signed in ($WORTLAUT_TEAM)."""
    return sign_in.asked_for() and _on("WORTLAUT_TEAM")


def who() -> str:
    """The name a correction is kept under: as signed in, else as given in this session, else none."""
    given: str = st.session_state.get(_NAME, "")
    return _one_line(sign_in.name()) or given


def call_me(name: str) -> None:
    """Keeps a name for this session's corrections."""
    st.session_state[_NAME] = _one_line(name)


def _one_line(name: str) -> str:
    """A name as somebody gave it, without anything that cannot be seen: no control letters, none that turn the line around."""
    seen = "".join(letter for letter in name if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())[:_LONGEST].strip()


def _on(variable: str) -> bool:
    return os.environ.get(variable, "").strip().lower() in sign_in.YES
