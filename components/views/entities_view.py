"""The names page."""

from __future__ import annotations

import streamlit as st

from components.tables import entities_table
from components.views.frame import Opened


def show_entities(opened: Opened) -> None:
    """Draws the table of entities."""
    st.dataframe(entities_table(opened.analysis))
