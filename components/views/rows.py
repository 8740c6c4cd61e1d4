"""Rows of a table chosen by a click anywhere in them: Streamlit itself takes only the box at their beginning for a choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Passage
from components.views.choice import choose, chosen

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


def findings_in_rows(table: str, frame: pd.DataFrame) -> dict[str, Any]:
    """For a table each of whose rows shows a finding: what it is to be called with, so that the chosen one is ticked and a click chooses.

    `frame` has the `id` of each row's finding and may have the `start` and `end` of a place to show it at. Where another row is chosen
    elsewhere, the table stays the same and with it the reader's sorting.
    """
    key = _ticked(table, [row for row, finding in enumerate(frame["id"]) if finding == chosen()])
    return {"key": key, "on_select": lambda: choose_row(key, frame), "selection_mode": MODE}


def choose_row(key: str, frame: pd.DataFrame) -> None:
    """Chooses the finding of the row just picked; takes the choice back where the row's was."""
    picked = picked_row(key)
    if picked is None or picked >= len(frame):
        choose(None)
        return
    row = frame.iloc[picked]
    choose(str(row["id"]), Passage(int(row["start"]), int(row["end"])) if "end" in frame else None)


def _ticked(table: str, rows: list[int]) -> str:
    """The key of the table with these rows ticked and no others, and at most a cell of theirs marked.

    Written only where other rows are ticked: Streamlit ignores a selection set twice in a row, and the grid marks its very first cell
    where the marked one is taken from it while it has the focus. Where nothing is left to tick, the table is made anew: one that is
    emptied takes no notice of the next click.
    """
    made = f"wortlaut.rows.made.{table}"
    key = f"{table}.{st.session_state.get(made, 0)}"
    selection = getattr(st.session_state.get(key), "selection", None)
    before = list(selection.rows) if selection else []
    if before == rows:
        return key
    cells = [cell for cell in getattr(selection, "cells", ()) if cell[0] in rows]
    if not cells:
        st.session_state.pop(_CELL, None)
    if rows:
        st.session_state[key] = ticked(rows, cells)
        return key
    st.session_state[made] = st.session_state.get(made, 0) + 1
    return f"{table}.{st.session_state[made]}"


def ticked(rows: list[int], cells: Sequence[tuple[int, str]] = ()) -> Any:
    """The selection of a table, or its selection_default: these rows chosen."""
    return {"selection": {"rows": rows, "columns": [], "cells": list(cells)}}
