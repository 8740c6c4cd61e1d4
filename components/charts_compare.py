"""One timeline of several articles: a column an article with its own colour and sign, a row a happening, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts import FAINT, INK, plain, shortened

MOST_DRAWN: Final = 60  # rows
# one an article, told apart by sign and by colour (Okabe and Ito; lighter tones for the dark theme)
SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "cross")
COLOURS: Final = {
    False: ("#0072b2", "#d55e00", "#009e73", "#b0508a", "#6b6b6b"),
    True: ("#4aa3df", "#ff8a47", "#2fc498", "#e39cc3", "#a8a8a8"),
}
_ROW: Final = 30  # pixels
_LABEL: Final = 74  # letters
_WIDTH: Final = 0.45  # of the chart, for the columns of five articles; the rest is words


def across_chart(
    frame: pd.DataFrame, titles: Sequence[str], dark: bool = False, chosen: int | None = None
) -> go.Figure:
    """The dated events; `customdata` of a sign is the number of its row in the frame of `across_table`.

    Takes that frame with the column `when`, cut to the rows to be drawn; `titles` are the articles' names for the legend. Events of
    one group stand in one row, joined by a line. `chosen` is the number of the chosen event.
    """
    figure = go.Figure()
    rows = _rows(frame)
    for at, events in enumerate(rows):
        columns = [int(e["article"]) for e in events]
        _line(figure, (-0.4, len(titles) - 0.6), at, FAINT[dark], 1)
        if len(events) > 1:
            _line(figure, (min(columns), max(columns)), at, INK[dark], 2)
    for article, title in enumerate(titles):
        _signs_of(figure, rows, article, title, dark, chosen)
    _words_of(figure, rows, len(titles) - 0.4, INK[dark])
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(rows))), ticktext=[plain(str(e[0]["when"])) for e in rows],
        range=[len(rows) - 0.4, -0.6], fixedrange=True, showgrid=False, zeroline=False,
        tickfont={"size": 13, "color": INK[dark]}, automargin=True,
    )  # fmt: skip
    span = len(titles) / (_WIDTH * len(titles) / 5 + 0.05)
    figure.update_xaxes(visible=False, fixedrange=True, range=[-0.6, max(span, len(titles) + 1.0)])
    figure.update_layout(
        height=70 + 22 * len(titles) + _ROW * max(len(rows), 1),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "v", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left", "itemclick": False, "itemdoubleclick": False},
        dragmode=False,
        clickmode="event+select",
    )  # fmt: skip
    return figure


def _line(figure: go.Figure, ends: tuple[float, float], row: int, colour: str, width: int) -> None:
    figure.add_shape(
        type="line", x0=ends[0], x1=ends[1], y0=row, y1=row, layer="below", line={"color": colour, "width": width}
    )


def _words_of(figure: go.Figure, rows: list[list[dict[Any, Any]]], at: float, colour: str) -> None:
    """What happened, beside the signs, in the words of the first article that tells it."""
    figure.add_trace(
        go.Scatter(
            x=[at] * len(rows), y=list(range(len(rows))), text=[plain(shortened(e[0]["label"], _LABEL)) for e in rows], mode="text",
            textposition="middle right", textfont={"color": colour, "size": 13}, hoverinfo="skip", showlegend=False,
        )
    )  # fmt: skip


def _rows(frame: pd.DataFrame) -> list[list[dict[Any, Any]]]:
    """The events of one group in one row, every other event in a row of its own, in the order of the frame."""
    rows: dict[int, list[dict[Any, Any]]] = {}
    for event in frame.to_dict("records"):
        rows.setdefault(event["group"] or -event["number"], []).append(event)
    return list(rows.values())


def _signs_of(
    figure: go.Figure, rows: list[list[dict[Any, Any]]], article: int, title: str, dark: bool, chosen: int | None
) -> None:
    nowhere: list[int | None] = [None]  # keeps the article in the legend
    mine = [(at, event) for at, events in enumerate(rows) for event in events if event["article"] == article]
    figure.add_trace(
        go.Scatter(
            x=[article] * len(mine) or nowhere,
            y=[at for at, _ in mine] or nowhere,
            mode="markers",
            name=plain(shortened(title, 60)),
            marker={
                "symbol": SYMBOLS[article],
                "size": [17 if event["number"] == chosen else 12 for _, event in mine] or 12,
                "color": COLOURS[dark][article],
                "opacity": 1,
                "line": {
                    "width": [3 if event["number"] == chosen else 0 for _, event in mine] or 0,
                    "color": INK[dark],
                },
            },
            customdata=[[int(event["number"])] for _, event in mine],
            hovertext=[plain(f"{event['when']}: {shortened(event['label'], 160)}") for _, event in mine],
            hoverinfo="text",
            unselected={"marker": {"opacity": 1}},
        )
    )
