"""Rows of a table chosen by a click anywhere in them: Streamlit itself takes only the box at their beginning for a choice."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

MODE: Final = ("single-row", "single-cell")  # the table's selection_mode
_CELL: Final = "wortlaut.rows.cell"  # the cell last clicked, of the table last clicked


def picked_row(key: str) -> int | None:
    """The row just picked in the table of that key, by its box or by a click on a cell; None where its choice was taken back.

    To be called when the table's selection changes. It tells both, but not which of the two was new.
    """
    selection = st.session_state[key].selection
    cells, rows = list(getattr(selection, "cells", ())), list(selection.rows)
    before, st.session_state[_CELL] = st.session_state.get(_CELL), (key, cells)
    if cells and before != (key, cells):
        return int(cells[0][0])
    return int(rows[0]) if rows else None


def ticked(rows: list[int]) -> Any:
    """The table's selection_default: these rows chosen."""
    return {"selection": {"rows": rows, "columns": [], "cells": []}}
