"""The tab remembers which article it shows: after a server has gone and another answers, a click on another page would bring no article.

Streamlit's navigation drops what the address asks for, and the session that knew the article went with its server.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_JS: Final = """
const KEY = "wortlaut.article"
export default function ({ data }) {
  if (data.deed === "keep") { sessionStorage.setItem(KEY, data.link); return }
  const link = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (data.deed === "bring" && link) location.replace(location.pathname + "?article=" + encodeURIComponent(link))
}
"""
_tab = st.components.v2.component("wortlaut_tab_memory", html="<span></span>\n", js=_JS)


def remember(link: str | None, *, way_in: bool) -> None:
    """Keeps the link of the article on screen in the tab; where a page has none, brings it back once, and at the way in forgets it."""
    deed = "keep" if link else "forget" if way_in else "bring"
    with st.container(key="frame_memory"):
        _tab(key="frame.memory", data={"deed": deed, "link": link or ""})
