"""The pencil beside what a person made or changed, in the tables on screen and on the cards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis
from components.views.by_hand import hand_by_item
from components.views.strings import t

COLUMN: Final = "hand"
PENCIL: Final = "✎"


def with_pencil(shown: pd.DataFrame, ids: Iterable[str], analysis: Analysis, at: int = 1) -> pd.DataFrame:
    """The table with a narrow column of pencils, and as its last what was done, by whom and when; as it is where nobody changed a row."""
    told = hand_by_item(analysis)
    deeds = [told.get(finding, "") for finding in ids]
    if not any(deeds):
        return shown
    pencilled = shown.copy()
    pencilled.insert(at, COLUMN, [PENCIL if deed else "" for deed in deeds])
    return pencilled.assign(**{t("handover.hand.column"): deeds})


def pencil_column() -> dict[str, Any]:
    """How that column is headed; harmless where the table has none."""
    return {COLUMN: st.column_config.TextColumn(PENCIL, width=32, help=t("handover.hand.column"))}
