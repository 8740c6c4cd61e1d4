"""What makes a page heavy waits until the rest of it stands, where a page is the first thing a browser opens.

Drawing charts and tables takes the browser megabytes of programs to read: more than half of the time until somebody who was given a link
sees the quotations she was sent to. So they come with a second run of the page, which the browser asks for as soon as it has nothing left
to do, or with whatever the reader does before; from then on this session gets everything at once.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

PAINTED: Final = "wortlaut.painted"
_JS: Final = """
export default function ({ setTriggerValue }) {
  const soon = window.requestIdleCallback ?? ((then) => setTimeout(then, 300))
  soon(() => setTimeout(() => setTriggerValue("painted", true), 50), { timeout: 4000 })
}
"""
_later = st.components.v2.component("wortlaut_first_paint", html="<span></span>\n", js=_JS)


def painted(room: int) -> bool:
    """Whether this session has had a page before; where not, leaves `room` pixels here and has the page run again once it is drawn."""
    if st.session_state.get(PAINTED):
        return True
    st.session_state[PAINTED] = True
    with st.container(key="first_paint", height=room, border=False):
        _later(key="first_paint.later", on_painted_change=lambda: None)
    return False


def has_page() -> None:
    """Another page stands in this session's browser: its reader goes from page to page, and each comes whole."""
    st.session_state[PAINTED] = True
