"""Filters that the pages have in common; what is chosen stays over page changes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.views.strings import t


def pills(page: str, name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The chosen ones of `options`, none for no filter; words are `<page>.<name>.<option>`, kept in the session as `<page>.<name>`."""
    picked = st.pills(
        t(f"{page}.{name}.label"),
        options,
        selection_mode="multi",
        format_func=lambda code: t(f"{page}.{name}.{code}"),
        key=f"{page}.{name}",
        persist_state="session",
    )
    return tuple(picked)
