"""The door of an instance with sign-in: whoever has not signed in sees nothing else, whatever address was opened."""

from __future__ import annotations

import os
from typing import Final

import streamlit as st

from components.views.strings import t
from components.views.written import md

PEOPLE: Final = "WORTLAUT_PEOPLE"
WANTED: Final = "WORTLAUT_SIGN_IN"
YES: Final = ("1", "true", "yes", "on")
_KEEP: Final = "keep"
_RETURN: Final = "return"
_RETURNED: Final = "wortlaut.returned"
# The provider sends everybody back to the bare address. The tab remembers which one was asked for: on this origin, in this tab, for an hour.
_JS: Final = """
const KEY = "wortlaut.asked"
export default function ({ data }) {
  const here = location.pathname + location.search
  if (data.deed === "keep") {
    sessionStorage.setItem(KEY, JSON.stringify({ here, when: Date.now() }))
    return
  }
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (!kept) return
  const { here: asked, when } = JSON.parse(kept)
  const fresh = Date.now() - when < 3600 * 1000
  if (fresh && asked !== here && asked.startsWith("/") && !asked.startsWith("//")) location.replace(asked)
}
"""
_address = st.components.v2.component("wortlaut_asked_address", html="<span></span>\n", js=_JS)


def asked_for() -> bool:
    """Whether this instance wants its people to sign in: Streamlit's secrets have a section [auth], or $WORTLAUT_SIGN_IN says so.

    The variable keeps the door shut where the secrets cannot be read.
    """
    return "is_logged_in" in st.user or os.environ.get(WANTED, "").strip().lower() in YES


def signed_in() -> bool:
    """Whether somebody has signed in whom the provider and $WORTLAUT_PEOPLE let in."""
    return bool(st.user.get("is_logged_in")) and _is_one_of_us()


def person() -> str:
    """Who has signed in, the same at every visit; empty for nobody. Providers may give an address to somebody else, never a subject."""
    if not asked_for() or not signed_in():
        return ""
    return f"{st.user.get('iss', '')}|{st.user.get('sub', '')}"


def name() -> str:
    """How whoever has signed in is called; empty for nobody."""
    if not asked_for() or not signed_in():
        return ""
    return str(st.user.get("name") or st.user.get("email") or "")[:80]


def door() -> None:
    """Lets pass who may; shows everybody else the way to sign in and ends the run. To be called before anything is read or shown."""
    if not asked_for():
        return
    if signed_in():
        if not st.session_state.get(_RETURNED):
            st.session_state[_RETURNED] = True
            _address(key="sign_in.return", data={"deed": _RETURN})
        return
    st.title("Wortlaut", anchor=False)
    if st.user.get("is_logged_in"):
        st.markdown(t("sign_in.stranger", who=md(str(st.user.get("email") or st.user.get("name") or ""))))
        st.button(t("sign_in.other"), key="sign_in.other", on_click=st.logout)
    elif "is_logged_in" not in st.user:
        st.error(t("sign_in.not_set_up"))
    else:
        st.markdown(t("sign_in.please"))
        _address(key="sign_in.keep", data={"deed": _KEEP})
        if st.button(t("sign_in.label"), type="primary", key="sign_in.login"):
            st.login(_provider())
    st.stop()


def way_out() -> None:
    """Who has signed in, and the way to sign out; nothing where nobody has to."""
    if not asked_for():
        return
    with st.popover(md(name()) or t("sign_in.you"), icon=":material/person:", key="sign_in.you", type="tertiary"):
        st.button(t("sign_in.out"), key="sign_in.out", on_click=st.logout)


def _provider() -> str | None:
    """The one provider's name where [auth.NAME] has one; None where [auth] itself describes it."""
    named = [key for key, value in st.secrets["auth"].items() if hasattr(value, "keys") and "client_id" in value]
    return named[0] if len(named) == 1 and "client_id" not in st.secrets["auth"] else None


def _is_one_of_us() -> bool:
    """Whether the address is in $WORTLAUT_PEOPLE ("uta@example.org, @desk.example.org"); everybody the provider lets in where that is empty."""
    listed = [entry.strip().casefold() for entry in os.environ.get(PEOPLE, "").split(",") if entry.strip()]
    if not listed:
        return True
    email = str(st.user.get("email") or "").casefold()
    if not email or st.user.get("email_verified") is False:
        return False
    return any(email == entry or (entry.startswith("@") and email.endswith(entry)) for entry in listed)
