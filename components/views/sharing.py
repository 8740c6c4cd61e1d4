"""Sharing what is on screen: links for reading or editing, with an end or without, and taking them back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from components.library import NotAllowed, Right, Saved, SharedLink
from components.views.saved import PARAMETER, library
from components.views.shared_filters import filters_for_link
from components.views.strings import t
from components.views.written import day

LASTS: Final[dict[str, timedelta | None]] = {
    "never": None,
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
}
RIGHTS: Final[tuple[Right, ...]] = ("read", "edit")
MOST_PIXELS: Final = 260
_CONTROL: Final = "frame.share"
_MADE: Final = "wortlaut.made_link"


def share_control(saved: Saved, page: str) -> None:
    """The button „Teilen“ and behind it everything about links; nothing for whoever may only read."""
    if not saved.may_edit:
        return
    with st.popover(t("share.label"), icon=":material/link:", key=_CONTROL, on_change="rerun") as shown:
        if not shown.open:
            return
        _new_link(saved, page)
        _links(saved)


def shared_address(secret: str, page: str) -> str:
    """The address of exactly this page, with its filters and what is chosen on it, opened by another link."""
    parts = urlsplit(st.context.url or "")
    asked = {name: st.query_params.get_all(name) for name in st.query_params if name != PARAMETER}
    asked |= {name: [value] for name, value in filters_for_link(page).items()}
    return urlunsplit(
        (parts.scheme, parts.netloc, parts.path or "/", urlencode({PARAMETER: secret, **asked}, doseq=True), "")
    )


def _new_link(saved: Saved, page: str) -> None:
    right = st.segmented_control(
        t("share.right"),
        RIGHTS,
        default="read",
        required=True,
        format_func=lambda r: t(f"share.may.{r}"),
        key="share.right",
    )
    lasts = st.selectbox(t("share.lasts"), list(LASTS), format_func=lambda k: t(f"share.last.{k}"), key="share.lasts")
    st.button(t("share.make"), type="primary", key="share.make", on_click=_make, args=(saved.id, right, lasts))
    link, secret, made_right = st.session_state.get(_MADE, ("", "", ""))
    if link == saved.id:
        st.markdown(t(f"share.made.{made_right}"))
        st.code(shared_address(secret, page), language=None, wrap_lines=True)
        st.caption(t("share.once"))


def _make(link: str, right: Right, lasts: str) -> None:
    length = LASTS[lasts]
    try:
        secret = library().share(link, right, datetime.now(UTC) + length if length else None)
    except (KeyError, NotAllowed):
        return  # the link was taken back meanwhile; the page says so on this very run
    st.session_state[_MADE] = (link, secret, right)


def _links(saved: Saved) -> None:
    links = library().links(saved.id)
    working = [link for link in links if link.works()]
    st.markdown(f"**{t('share.links', n=len(working))}**")
    with st.container(height=MOST_PIXELS if len(working) > 4 else "content", border=False):
        for link in working:
            _link(saved, link)
    st.caption(t("share.here") if any(link.this for link in links) else t("share.own_list"))


def _link(saved: Saved, link: SharedLink) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        told = [t(f"share.may.{link.right}"), t("share.ends", ends=link.ends)]
        when = [t("share.since", day=day(link.created.date()))]
        if link.expires:
            when.append(t("share.until", day=day(link.expires.date())))
        st.markdown(f"{', '.join(told)}  \n{', '.join(when)}", width="stretch")
        if link.this:
            st.markdown(t("share.this"), width="content")
        else:
            st.button(
                t("share.revoke"),
                key=f"share.revoke.{link.id}",
                type="tertiary",
                on_click=_revoke,
                args=(saved.id, link.id, link.ends),
            )


def _revoke(link: str, link_id: str, ends: str) -> None:
    try:
        library().revoke(link, link_id)
    except (KeyError, NotAllowed):
        return
    if st.session_state.get(_MADE, ("", "", ""))[1].endswith(ends):
        st.session_state.pop(_MADE)
