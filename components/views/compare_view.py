"""The comparison page."""

from __future__ import annotations

import streamlit as st

from components.views.compare_choice import compared
from components.views.strings import t


def show_compare() -> None:
    """Draws the whole page."""
    st.title(t("compare.title"), anchor=False)
    found = compared()
    if len(found) < 2:
        st.markdown(t("compare.one_more" if found else "compare.empty"))
