"""The list of the text's time expressions below the timeline: what each says, how that came about, and the way to correct it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis
from components.tables_times import times_table
from components.views.correct_marks import pencil_column, with_pencil
from components.views.kept import kept
from components.views.rows import findings_in_rows
from components.views.strings import t
from components.views.timeline_wording import rule_words, when

_OPEN: Final = "times.open"
_SHOWN: Final = ("words", "when", "reason", "events")
DOWNLOADED: Final = ("words", "when", "earliest", "latest", "value", "reason", "events", "confidence", "start", "end")
MOST_PIXELS: Final = 320


def times_list(analysis: Analysis) -> None:
    """Draws the list, closed until it is asked for; nothing where the text names no time."""
    if not analysis.times:
        return
    with st.expander(t("times.label", n=len(analysis.times)), key=_OPEN, on_change="rerun", expanded=False) as opened:
        if not opened.open:
            return
        st.caption(t("times.why"))
        frame = worded_times(analysis)
        st.dataframe(
            with_pencil(frame[list(_SHOWN)], frame["id"], analysis),
            column_config={**_columns(), **pencil_column()},
            hide_index=True,
            height=min(38 + 35 * len(frame), MOST_PIXELS),
            **findings_in_rows("times.table", frame),
            alt=t("times.alt"),
        )


@kept
def worded_times(analysis: Analysis) -> pd.DataFrame:
    """The frame of `times_table` with `when` and `reason` for the reader; nobody changes it in place."""
    frame = times_table(analysis)
    rows = frame.to_dict("records")
    return frame.assign(
        when=pd.Series([when({**row, "handed_on": False}) for row in rows], index=frame.index, dtype=object),
        reason=pd.Series([rule_words(row["rule"], row["anchor"]) for row in rows], index=frame.index, dtype=object),
    )


def as_downloaded(frame: pd.DataFrame) -> pd.DataFrame:
    """The worded frame as files hold it: the reader's headings, dates in ISO form."""
    shown = frame[list(DOWNLOADED)].round({"confidence": 2})
    for column in ("earliest", "latest"):
        shown[column] = [value.isoformat() if value else "" for value in frame[column]]
    return shown.rename(columns={name: t(f"times.column.{name}") for name in DOWNLOADED})


def _columns() -> dict[str, Any]:
    heading = {name: t(f"times.column.{name}") for name in _SHOWN}
    return {
        **heading,
        "words": st.column_config.TextColumn(heading["words"], width=160),
        "when": st.column_config.TextColumn(heading["when"], width=150),
        "reason": st.column_config.TextColumn(heading["reason"], width="large"),
        "events": st.column_config.NumberColumn(heading["events"], width=90),
    }
