"""The downloads of a page behind one button; each file is built only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis
from components.exports import analysis_file, csv_file, workbook_file
from components.views.strings import t

Make = Callable[[], str | bytes]
_TYPES: Final[Mapping[str, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "ics": "text/calendar",
}


def table_files(name: str, table: pd.DataFrame) -> dict[str, Make]:
    """A worded table as XLSX and as CSV, under their endings; `name` is that of the sheet."""
    return {"xlsx": lambda: workbook_file({name: table}), "csv": lambda: csv_file(table)}


def downloads(page: str, files: Mapping[str, Make], analysis: Analysis, *, empty: bool = False) -> None:
    """The button, and behind it the files by their endings and the whole analysis.

    A file is built in a thread that knows no reader: what it needs of the reader's words must be in it already.
    """
    offered = {**files, "analysis.json": lambda: analysis_file(analysis)}
    with st.popover(t("download.label"), disabled=empty):
        for ending, make in offered.items():
            st.download_button(
                t(f"download.{ending}"),
                make,
                _file_name(page, ending),
                _TYPES[ending.rpartition(".")[2]],
                on_click="ignore",
                key=f"{page}.{ending}",
                width="stretch",
            )


def _file_name(page: str, ending: str) -> str:
    """„zitate.csv“; what holds the whole article is named so whatever page it is taken from: „auswertung.json“."""
    whole = ending in ("workbook.xlsx", "analysis.json")
    return f"{t('download.file.article' if whole else f'download.file.{page}')}.{ending.rpartition('.')[2] if whole else ending}"
