"""Rows are picked by their box or by a click on any of their cells."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st

from components.views.rows import picked_row

Cells = list[tuple[int, str]]


@pytest.mark.parametrize(
    ("steps", "picked"),
    [
        ([([2], [])], [2]),
        ([([], [(3, "name")])], [3]),
        ([([4], []), ([4], [(1, "name")])], [4, 1]),  # a click on a cell, the box of another row still ticked
        ([([4], [(1, "name")]), ([0], [(1, "name")])], [1, 0]),  # a box ticked, the cell still marked
        ([([], [(1, "name")]), ([], [(1, "roles")])], [1, 1]),
        ([([2], []), ([], [])], [2, None]),
    ],
)
def test_the_row_picked_last(
    steps: list[tuple[list[int], Cells]], picked: list[int | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    found = []
    for rows, cells in steps:
        state["table"] = SimpleNamespace(selection=SimpleNamespace(rows=rows, cells=cells))
        found.append(picked_row("table"))
    assert found == picked
