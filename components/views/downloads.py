"""The downloads of a page behind one button; each file is built only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd
import streamlit as st

from components.exports import csv_file, workbook_file
from components.exports_document import Document
from components.exports_docx import docx_file
from components.exports_markdown import markdown_file
from components.exports_report import report_file
from components.library import Saved, result_file
from components.tables_marks import LAYERS
from components.views.briefing import briefing
from components.views.strings import Language, interface_language, speaking, t

Make = Callable[[], str | bytes]
_TYPES: Final[Mapping[str, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "json": "application/json",
    "ics": "text/calendar",
    "md": "text/markdown",
    "html": "text/html",
}
# what holds the whole article is named so whatever page it is taken from: „auswertung.json“
_NAMES: Final = {
    "workbook.xlsx": "article",
    "analysis.json": "article",
    "html": "report",
    "docx": "briefing",
    "md": "briefing",
}


def table_files(name: str, table: Callable[[], pd.DataFrame]) -> dict[str, Make]:
    """A worded table, made when it is asked for, as XLSX and as CSV of both kinds, under their endings; `name` is that of the sheet."""
    return {
        "xlsx": lambda: workbook_file({name: table()}),
        "csv": lambda: csv_file(table()),
        "comma.csv": lambda: csv_file(table(), german=False),
    }


@st.fragment
def downloads(opened: Saved, page: str, files: Mapping[str, Make], *, empty: bool = False) -> None:
    """The button, and behind it the files of the page by their endings, then those of the whole article.

    A file is built in a thread that knows no reader but is told the reader's language. `empty` says that the page's own table has no row.
    What is behind the button is made when it is opened, without the rest of the page.
    """
    with st.popover(t("download.label"), key=f"{page}.download", on_change="rerun") as behind:
        if not behind.open:
            return
        if files and page != "article":
            st.caption(t("download.this_table"))
        for ending, make in files.items():
            _button(page, ending, make, disabled=empty)
        if page != "article":
            st.caption(t("download.whole"))
        for ending, make in _whole(opened).items():
            _button(page, ending, make)


def _button(page: str, ending: str, make: Make, *, disabled: bool = False) -> None:
    st.download_button(
        t(f"download.{ending}"),
        in_language(interface_language(), make),
        _file_name(page, ending),
        _TYPES[ending.rpartition(".")[2]],
        on_click="ignore",
        key=f"{page}.{ending}",
        width="stretch",
        disabled=disabled,
    )


def in_language(language: Language, make: Make) -> Make:
    """`make`, worded in the language that the reader sees now."""

    def made() -> str | bytes:
        with speaking(language):
            return make()

    return made


def _whole(opened: Saved) -> dict[str, Make]:
    """The hand-over files of the article."""
    analysis = opened.analysis

    def worded(make: Callable[[Document], str | bytes]) -> Make:
        return lambda: make(briefing(analysis, opened.source))

    return {
        "html": worded(lambda d: report_file(d, analysis, t("briefing.text"), {x: t(f"layer.{x}") for x in LAYERS})),
        "docx": worded(docx_file),
        "md": worded(markdown_file),
        "analysis.json": lambda: result_file(opened),
    }


def _file_name(page: str, ending: str) -> str:
    """„zitate.csv“, „briefing.docx“."""
    kind = ending.rpartition(".")[2] if ending in _NAMES else ending
    return f"{t(f'download.file.{_NAMES.get(ending, page)}')}.{kind}"
