"""Who is named together with whom as a plotly figure: the names in a column, an arc between any two that share a sentence.

In a column no label can meet another one, on a phone as little as on a wide screen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts import FAINT, INK, plain, shortened
from components.tables_marks import DARK, LAYERS, LIGHT, Layer

ROW: Final = 27  # pixels
LABEL_LETTERS: Final = 30
STEPS: Final = 24  # straight pieces an arc is drawn with
THICKEST: Final = 9.0
NARROWEST: Final = 8.0  # the least range of the x axis: few names make small arcs, not long loops
STRONG, PALE = 0.45, 0.12  # of the dot on an arc: as its arc
SYMBOLS: Final[Mapping[Layer, str]] = {
    "person": "circle", "organisation": "square", "place": "diamond", "other": "pentagon", "source": "circle-open",
}  # fmt: skip


def network_chart(
    names: pd.DataFrame, pairs: pd.DataFrame, words: Mapping[str, str], *, dark: bool = False, chosen: str | None = None
) -> go.Figure:
    """The names from top to bottom as given, sized by their mentions; an arc for each pair, as thick as they are often together.

    `names` has the columns id, name, layer and mentions, `pairs` those of `pairs_table` with a column `figures` (words shown on hovering
    over an arc); `words` has the legend's word for each layer. `customdata` is the id of a name, or both ids of an arc's. With `chosen`
    only the arcs of that name are strong.
    """
    figure = go.Figure()
    at = {i: k for k, i in enumerate(names["id"])}
    drawn = [row for row in pairs.to_dict("records") if row["first_id"] in at and row["second_id"] in at]
    most = max((int(row["together"]) for row in drawn), default=1)
    touching = [row for row in drawn if chosen in (row["first_id"], row["second_id"])]
    strong = touching if chosen in at else drawn
    for together in sorted({int(row["together"]) for row in drawn}):
        same = [row for row in drawn if row["together"] == together]
        width = 1.5 + (THICKEST - 1.5) * math.sqrt((together - 1) / max(most - 1, 1)) if most > 1 else 2.0
        _arcs(figure, [row for row in same if row not in strong], at, width, FAINT[dark])
        _arcs(figure, [row for row in same if row in strong], at, width, f"{INK[dark]}80")
    _handles(figure, drawn, [STRONG if row in strong else PALE for row in drawn], at, dark)
    _names(figure, names, words, dark, chosen)
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(names))), ticktext=[plain(shortened(name, LABEL_LETTERS)) for name in names["name"]],
        range=[len(names) - 0.3, -0.7], fixedrange=True, showgrid=False, zeroline=False, automargin=True, ticklen=14,
        tickcolor="rgba(0,0,0,0)", tickfont={"size": 13, "color": INK[dark]},
    )  # fmt: skip
    widest = max([NARROWEST, *(_reach(row, at) for row in drawn)])
    figure.update_xaxes(visible=False, fixedrange=True, range=[-0.04 * widest, widest * 1.06])
    figure.update_layout(
        height=70 + ROW * max(len(names), 2),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "itemclick": False, "itemdoubleclick": False},
        showlegend=True,
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
    )
    return figure


def _reach(row: Mapping[Any, Any], at: Mapping[str, int]) -> float:
    """How far an arc reaches to the right: short ones are flat, so that they stay apart from long ones."""
    return float(abs(at[row["first_id"]] - at[row["second_id"]]) ** 0.8)


def _arcs(
    figure: go.Figure, rows: Sequence[Mapping[Any, Any]], at: Mapping[str, int], width: float, colour: str
) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in rows:
        first, second = at[row["first_id"]], at[row["second_id"]]
        middle, half, reach = (first + second) / 2, (second - first) / 2, _reach(row, at)
        turns = [math.pi * step / STEPS for step in range(STEPS + 1)]
        xs += [*(reach * math.sin(turn) for turn in turns), None]
        ys += [*(middle - half * math.cos(turn) for turn in turns), None]
    if rows:
        figure.add_scatter(
            x=xs, y=ys, mode="lines", line={"width": width, "color": colour}, hoverinfo="skip", showlegend=False
        )


def _handles(
    figure: go.Figure,
    rows: Sequence[Mapping[Any, Any]],
    opacity: Sequence[float],
    at: Mapping[str, int],
    dark: bool,
) -> None:
    """A dot at the far end of each arc, to hover over and to click: thin lines cannot be hit."""
    figure.add_scatter(
        x=[_reach(row, at) for row in rows],
        y=[(at[row["first_id"]] + at[row["second_id"]]) / 2 for row in rows],
        mode="markers",
        marker={"size": 9, "color": INK[dark], "opacity": list(opacity)},
        customdata=[[row["first_id"], row["second_id"]] for row in rows],
        hovertemplate=[f"{plain(row['figures'])}<extra></extra>" for row in rows],
        showlegend=False,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": STRONG}},
    )


def _names(figure: go.Figure, names: pd.DataFrame, words: Mapping[str, str], dark: bool, chosen: str | None) -> None:
    numbered = names.reset_index(drop=True)
    most = max([int(n) for n in names["mentions"]], default=1)
    for layer in LAYERS:
        own = numbered[numbered["layer"] == layer]
        if own.empty:
            continue
        colour = (DARK if dark else LIGHT)[layer]
        figure.add_scatter(
            x=[0.0] * len(own),
            y=list(own.index),
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": SYMBOLS.get(layer, "circle"),
                "size": [8 + 16 * math.sqrt(int(n) / most) for n in own["mentions"]],
                "color": colour,
                "opacity": 1,
                "line": {
                    "width": [4 if i == chosen else 2 for i in own["id"]],
                    "color": [INK[dark] if i == chosen else colour for i in own["id"]],
                },
            },
            customdata=[[i] for i in own["id"]],
            name=words[layer],
            hovertemplate=[f"<b>{plain(name)}</b><extra></extra>" for name in own["name"]],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
