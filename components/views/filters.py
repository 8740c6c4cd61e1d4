"""Filters that the pages have in common; what is chosen stays over page changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from components.views.strings import t


@contextmanager
def finer_filters(page: str) -> Iterator[bool]:
    """Around the filters behind a button: whether they are open, and are to be drawn. Closed they hold too, as `kept_filter` tells."""
    with st.popover(t(f"{page}.filter"), key=f"{page}.filter", on_change="rerun") as behind:
        yield bool(behind.open)


def kept_filter(page: str, name: str, otherwise: Any = None) -> Any:
    """What a filter holds that is not on screen."""
    return st.session_state.get(f"{page}.{name}", otherwise)


def pills(page: str, name: str, options: Sequence[str], *, drawn: bool = True) -> tuple[str, ...]:
    """The chosen ones of `options`, none for no filter; words are `<page>.<name>.<option>`, kept in the session as `<page>.<name>`."""
    if not drawn:
        held = kept_filter(page, name) or ()
        return tuple(option for option in options if option in held)
    picked = st.pills(
        t(f"{page}.{name}.label"),
        options,
        selection_mode="multi",
        format_func=lambda code: t(f"{page}.{name}.{code}"),
        key=f"{page}.{name}",
        persist_state="session",
    )
    return tuple(picked)
