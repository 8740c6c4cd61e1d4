"""Rows are picked by their box or by a click on any of their cells, and the one of the chosen finding is ticked."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from components.analysis.model import Passage
from components.views import rows as rows_view
from components.views.rows import choose_row, findings_in_rows, picked_row

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


def selected(rows: list[int], cells: Cells) -> SimpleNamespace:
    return SimpleNamespace(selection=SimpleNamespace(rows=rows, cells=cells))


FRAME = pd.DataFrame({"id": ["v1", "v2", "v3"], "start": [0, 10, 20], "end": [5, 15, 25]})


@pytest.mark.parametrize(
    ("rows", "columns", "chosen"),
    [
        ([2], ["id", "start", "end"], ("v3", Passage(20, 25))),
        ([2], ["id", "start"], ("v3", None)),
        ([], ["id", "start", "end"], (None, None)),
        ([99], ["id", "start", "end"], (None, None)),
    ],
)
def test_a_row_chooses_its_finding_at_its_place(
    rows: list[int], columns: list[str], chosen: tuple[str | None, Passage | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str | None, Passage | None]] = []
    monkeypatch.setattr(rows_view, "choose", lambda finding, at=None: made.append((finding, at)))
    monkeypatch.setattr(st, "session_state", {"table": selected(rows, [])})
    choose_row("table", FRAME[columns])
    assert made == [chosen]


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        (([], []), None, None),
        (([], []), "v2", ([1], [])),
        (([1], []), "v2", None),
        (([], [(1, "label")]), "v2", ([1], [(1, "label")])),  # a click on a cell also ticks its row
        (([1], [(0, "label")]), "v2", None),  # its box was ticked, the cell last clicked stays marked
        (([0], [(0, "label")]), "v3", ([2], [])),  # chosen elsewhere
    ],
)
def test_the_chosen_findings_row_is_ticked(
    before: tuple[list[int], Cells],
    chosen: str | None,
    after: tuple[list[int], Cells] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state: dict[str, object] = {"table.0": (held := selected(*before))}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(rows_view, "chosen", lambda: chosen)
    assert findings_in_rows("table", FRAME)["key"] == "table.0"
    written = {"selection": {"rows": after[0], "columns": [], "cells": after[1]}} if after else held
    assert state["table.0"] == written


def test_a_table_whose_chosen_row_is_gone_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"table.0": selected([1], [])})
    monkeypatch.setattr(rows_view, "chosen", lambda: "t4")
    assert [findings_in_rows("table", FRAME)["key"] for _ in range(2)] == ["table.1", "table.1"]
