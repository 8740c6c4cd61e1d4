"""The name beside one's corrections, for who has not signed in: asked for once a session, right after the first correction, and never needed."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from components.views import saved as kept
from components.views.strings import t
from components.views.visitor import call_me, who

LONGEST = 80  # characters
_FIRST = "wortlaut.first_done"
_NAMELESS = "wortlaut.nameless"
_FIELD = "correct.done.name"
_IN_LIST = "correct.history.name"


def note_nameless(link: str, numbers: Collection[int]) -> None:
    """Notes the corrections that this reader has just made without a name, so that they get it when she gives one."""
    if not who() and numbers:
        made = frozenset(numbers)
        st.session_state[_NAMELESS] = (link, _nameless(link) | made)
        st.session_state.setdefault(_FIRST, (link, made))


def ask_name(link: str, numbers: Collection[int]) -> None:
    """The field in the notice of the session's first correction; nothing later on, or where the name is known."""
    if not who() and st.session_state.get(_FIRST) == (link, frozenset(numbers)):
        _field(_FIELD, link, t("correct.done_name"), in_notice=True)


def name_in_list(link: str) -> None:
    """The field in the list of corrections, where the name can be given or changed at any time."""
    _field(_IN_LIST, link, t("correct.history.name_hint"))


def _field(key: str, link: str, hint: str, *, in_notice: bool = False) -> None:
    st.text_input(
        t("correct.history.name"),
        value=who(),
        placeholder=hint,
        key=key,
        max_chars=LONGEST,
        label_visibility="collapsed" if in_notice else "visible",
        width=190 if in_notice else "stretch",
        on_change=_named,
        args=(key, link),
    )


def _named(key: str, link: str) -> None:
    call_me(str(st.session_state[key] or ""))
    nameless = _nameless(link)
    if who() and nameless:
        st.session_state.pop(_NAMELESS)
        kept.sign(link, nameless)


def _nameless(link: str) -> frozenset[int]:
    of_link, numbers = st.session_state.get(_NAMELESS, (link, frozenset()))
    return numbers if of_link == link else frozenset()
