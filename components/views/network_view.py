"""Who is named together with whom: an arc for each pair, the same pairs as a table, each a click from their words."""

from __future__ import annotations

from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis
from components.charts_network import network_chart
from components.tables_marks import LAYERS
from components.tables_network import Within, close_together, pairs_table
from components.views.choice import choose, chosen, show_passage
from components.views.downloads import downloads, table_files
from components.views.entities_wording import pairs_as_downloaded
from components.views.frame import Opened
from components.views.kept import kept
from components.views.rows import MODE, picked_row
from components.views.strings import t

FEWEST: Final = 5
SHOWN_FIRST: Final = 15
MOST: Final = 40


def show_network(opened: Opened, names: pd.DataFrame) -> None:
    """Draws the arcs between the most mentioned of `names` (rows of `entities_table`, most mentioned first), controls and table."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        within = st.segmented_control(
            t("network.within.label"),
            ("sentence", "paragraph"),
            default="sentence",
            required=True,
            format_func=lambda code: t(f"network.within.{code}"),
            key="network.within",
        )
        most = _how_many(len(names))
    pairs = _pairs(opened.analysis, names, most, cast(Within, within or "sentence"))
    if pairs.empty:
        st.info(t("network.none"))
        return
    drawn = _in_pairs(names, pairs)
    key = f"network.chart.{chosen()}.{len(drawn)}"  # a new chart for each choice, so that none keeps the look of a click made before
    st.plotly_chart(
        network_chart(
            drawn,
            pairs,
            {layer: t(f"layer.{layer}") for layer in LAYERS},
            dark=st.context.theme.type == "dark",
            chosen=chosen(),
        ),
        key=key,
        on_select=lambda: choose_point(key, pairs),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=t("network.alt", names=len(drawn), pairs=len(pairs), closest=pairs["figures"].iloc[0]),
    )
    alone = min(most, len(names)) - len(drawn)
    st.caption(t("network.hint") + (f" {t('network.alone', n=alone)}" if alone else ""))
    _table(opened, pairs)


@kept
def _pairs(analysis: Analysis, names: pd.DataFrame, most: int, within: Within) -> pd.DataFrame:
    pairs = pairs_table(analysis, frozenset(names["id"].head(most)), within)
    return pairs.assign(figures=[_figures(row, within) for row in pairs.to_dict("records")])


def _how_many(known: int) -> int:
    if known <= FEWEST:
        return known
    top = min(known, MOST)
    if st.session_state.get("network.most", FEWEST) > top:  # another article or filter has fewer names
        st.session_state["network.most"] = top
    return int(
        st.slider(t("network.most"), FEWEST, top, min(SHOWN_FIRST, top), key="network.most", width=240)
        if top > FEWEST
        else top
    )


def _in_pairs(names: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of the names that stand in a pair, in an order that keeps those close that often stand together."""
    order = [i for i in close_together(list(names["id"]), pairs) if i in {*pairs["first_id"], *pairs["second_id"]}]
    return names.set_index("id", drop=False).loc[order]


def _figures(row: Any, within: str) -> str:
    return f"{row['first']} – {row['second']}: {t(f'network.together.{within}', n=row['together'])}"


def choose_point(key: str, pairs: pd.DataFrame) -> None:
    """A click on a name chooses it; one on an arc shows the first words that name both."""
    points = st.session_state[key].selection.points
    ids = points[0].get("customdata") if points else None
    if not ids:
        return
    if len(ids) == 1:
        choose(str(ids[0]))
        return
    of_both = pairs[(pairs["first_id"] == ids[0]) & (pairs["second_id"] == ids[1])]
    for row in of_both.to_dict("records"):
        show_passage(int(row["start"]), int(row["end"]))


def _table(opened: Opened, pairs: pd.DataFrame) -> None:
    key = "network.table"
    with st.expander(t("network.as_table")):
        st.dataframe(
            pairs[["first", "second", "together", "words"]],
            column_config={
                **{name: t(f"network.column.{name}") for name in ("first", "second", "together")},
                "words": st.column_config.TextColumn(t("network.column.words"), width="large"),
            },
            hide_index=True,
            height=min(420, 38 + 35 * len(pairs)),
            key=key,
            on_select=lambda: _show_row(key, pairs),
            selection_mode=MODE,
            alt=t("network.table_alt"),
        )
        downloads(opened.saved, "network", table_files(t("network.sheet"), lambda: pairs_as_downloaded(pairs)))


def _show_row(key: str, pairs: pd.DataFrame) -> None:
    picked = picked_row(key)
    if picked is not None and picked < len(pairs):
        row = pairs.iloc[picked]
        show_passage(int(row["start"]), int(row["end"]))
