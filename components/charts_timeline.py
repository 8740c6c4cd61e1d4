"""The timeline as plotly figures: dates drawn as uncertain as they are, to scale or evenly spaced."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from components.charts import FAINT, INK, plain, shortened

# Okabe and Ito's palette again, one colour and one symbol a status
STATUS_COLOURS: Final[Mapping[str, tuple[str, str]]] = {
    "happened": ("#0072b2", "#4aa3df"),
    "planned": ("#00795a", "#2fc498"),
    "possible": ("#a87000", "#f2b63d"),
    "denied": ("#c04f00", "#ff8a47"),
}
GUESSED: Final = " ?"  # behind the number of an event whose date is taken from the context
STATUS_SYMBOLS: Final[Mapping[str, str]] = {
    "happened": "circle",
    "planned": "circle-open",
    "possible": "diamond-open",
    "denied": "x-thin-open",
}
DAY_MS: Final = 86_400_000
PLOT_WIDTH: Final = 660  # pixels a label's length is reckoned against; narrower screens show numbers instead of labels
LETTER_WIDTH: Final = 5.9
LANE: Final = 52
ROW: Final = 48
LABEL_LETTERS: Final = 58
MARKER, CHOSEN_MARKER = 12, 18  # pixels
Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a timeline is drawn: in which words, for a dark page or a light one.

    `names` has the reader's word for each status, "published", "undated", and `tick_day` and `tick_month` (d3 time formats).
    """

    names: Mapping[str, str]
    dark: bool = False

    @property
    def ink(self) -> str:
        """The colour of words."""
        return INK[self.dark]

    @property
    def faint(self) -> str:
        """The colour of lines."""
        return FAINT[self.dark]


def spread_is_extreme(frame: pd.DataFrame) -> bool:
    """Whether a scale true to time would squash the events („1923“ beside last week): half of the dated ones, at least three, within
    a tenth of a span of more than a year.
    """
    middles = sorted(_middle(a, b) for a, b in _spans(frame))
    many = max(3, -(-len(middles) // 2))
    if len(middles) < many + 1:
        return False
    whole = middles[-1] - middles[0]
    narrowest = min(middles[k + many - 1] - middles[k] for k in range(len(middles) - many + 1))
    return whole > 365 and narrowest < whole / 10


def timeline_chart(frame: pd.DataFrame, manner: Manner, *, to_scale: bool, published: date | None = None) -> go.Figure:
    """The events of a frame of `events_table` with columns `when`, `claim` and `caution` (words for the reader); `customdata` is an event's id.

    To scale, a bar covers the days an event may lie on (strong where it lasted that long); evenly spaced, each event has its row.
    """
    dated = frame[frame["earliest"].notna()]
    figure = _scaled(frame, dated, manner, published) if to_scale and len(dated) else _even(frame, manner)
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        barmode="overlay",
        legend={
            "orientation": "h",
            "y": 1,
            "yanchor": "bottom",
            "x": 0,
            "xanchor": "left",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        showlegend=True,
        clickmode="event+select",
        hovermode="closest",
        dragmode="pan",
        uirevision="timeline",
    )
    return figure


def standing_out(content: Mapping[str, Any], chosen: str | None) -> dict[str, Any]:
    """The content of a finished timeline (`Figure.to_dict`) in which the marker of the chosen event is larger; `content` stays as it is."""
    traces = []
    for trace in content["data"]:
        ids = [data[0] for data in trace.get("customdata", ())]
        if chosen in ids and "markers" in trace.get("mode", ""):
            sizes = [CHOSEN_MARKER if finding == chosen else MARKER for finding in ids]
            trace = {**trace, "marker": {**trace["marker"], "size": sizes}}
        traces.append(trace)
    return {**content, "data": traces}


# ----------------------------------------------------------------------------------------------------------------- to scale


def _scaled(frame: pd.DataFrame, dated: pd.DataFrame, manner: Manner, published: date | None) -> go.Figure:
    first, last = min(dated["earliest"]), max(dated["latest"])
    lanes = pack(dated)
    undated = frame[frame["earliest"].isna()]
    figure = go.Figure()
    depth = max(lanes.values()) + 1
    low, high = _edges(first, last)
    rows = dated.to_dict("records")
    heights = [lanes[row["id"]] for row in rows]
    _bars(figure, rows, heights, manner)
    figure.update_layout(
        annotations=[_label(row, y, (low, high), manner) for row, y in zip(rows, heights, strict=True)]
    )
    _markers(figure, dated, heights, [_middle_day(a, b) for a, b in _spans(dated)], manner)
    if len(undated):
        _undated_strip(figure, undated, depth, (low, high), manner)
    if published and low < published < high:
        _published_line(figure, published, depth, manner)
    lines = depth + (1.2 if len(undated) else 0)
    figure.update_yaxes(visible=False, range=[lines - 0.35, -0.75], fixedrange=True)
    figure.update_xaxes(
        type="date", range=[low.isoformat(), high.isoformat()], showgrid=True, gridcolor=manner.faint, tickfont={"color": manner.ink},
        tickformatstops=[
            {"dtickrange": [None, DAY_MS * 20], "value": manner.names["tick_day"]},
            {"dtickrange": [DAY_MS * 20, "M11"], "value": manner.names["tick_month"]},
            {"dtickrange": ["M11", None], "value": "%Y"},
        ],
        nticks=7, minallowed="0001-01-01", maxallowed="9999-12-31",
    )  # fmt: skip
    figure.update_layout(height=int(90 + LANE * lines))
    return figure


def pack(dated: pd.DataFrame) -> dict[str, int]:
    """A lane for each event, so that neither bars nor labels overlap; the first free lane is taken."""
    low, high = _edges(min(dated["earliest"]), max(dated["latest"]))
    free: list[float] = []
    lanes: dict[str, int] = {}
    for row in dated.sort_values(["earliest", "latest"], kind="stable").to_dict("records"):
        start, end = _extent(row, low, high)
        left, right = _label_extent(row, low, high)
        lane = next((k for k, taken in enumerate(free) if taken <= min(start, left)), len(free))
        free[lane : lane + 1] = [max(end + 0.05, right) + 0.02]
        lanes[row["id"]] = lane
    return lanes


def _extent(row: Row, low: date, high: date) -> tuple[float, float]:
    """First and last day as shares of the axis."""
    whole = (high - low).days + 1
    return (row["earliest"] - low).days / whole, ((row["latest"] - low).days + 1) / whole


def _label_extent(row: Row, low: date, high: date) -> tuple[float, float]:
    """Where the label lies: from the event's first day to the right, or to its last day from the left where there is more room."""
    start, end = _extent(row, low, high)
    width = (len(_short(row)) * LETTER_WIDTH + 12) / PLOT_WIDTH
    if start + width <= 1 or end < 1 - start:
        return start, start + width
    return end - width, end


def _edges(first: date, last: date) -> tuple[date, date]:
    """The ends of the axis: a little room on both sides, at least ten days, within the years 1 to 9999."""
    room = max((last - first).days // 20, 10)
    low = date.min if (first - date.min).days <= room else first - timedelta(room)
    high = date.max if (date.max - last).days <= room else last + timedelta(room)
    return low, high


def _bars(figure: go.Figure, rows: Sequence[Row], heights: Sequence[float], manner: Manner) -> None:
    """A bar over the days each event may lie on: strong where it lasted that long, hatched where the date was reckoned, dotted where it
    is taken from the context.
    """
    figure.add_bar(
        orientation="h",
        base=[row["earliest"].isoformat() for row in rows],
        x=[((row["latest"] - row["earliest"]).days + 1) * DAY_MS for row in rows],
        y=list(heights),
        width=0.16,
        marker={
            "color": [_bar_colour(row, manner.dark) for row in rows],
            "opacity": 1,
            "line": {"width": 0},
            "pattern": {
                "shape": [_pattern(row) for row in rows],
                "fillmode": "overlay",
                "size": 5,
            },
        },
        customdata=[[row["id"]] for row in rows],
        hovertemplate=[_tip(row) for row in rows],
        showlegend=False,
        unselected={"marker": {"opacity": 1}},  # what is chosen is shown by its size, wherever it was chosen
    )


def _bar_colour(row: Row, dark: bool) -> str:
    """The colour of the status: strong for what lasted, and for a day; pale for days of which one is meant, or a guess."""
    colour = STATUS_COLOURS[row["status"]][dark]
    certain = row["precision"] in ("range", "day") and not row["handed_on"]
    return colour if certain else f"{colour}4d"


def _pattern(row: Row) -> str:
    if row["handed_on"]:
        return "."
    return "/" if row["reckoned"] and row["precision"] != "day" else ""


def _label(row: Row, height: float, edges: tuple[date, date], manner: Manner) -> dict[str, Any]:
    leftwards = _label_extent(row, *edges)[0] < _extent(row, *edges)[0]
    words = plain(_short(row))
    return {
        "x": (row["latest"] if leftwards else row["earliest"]).isoformat(),
        "y": height - 0.34,
        "text": f"<i>{words}</i>" if row["reckoned"] else words,
        "showarrow": False,
        "xanchor": "right" if leftwards else "left",
        "yanchor": "middle",
        "xshift": 7 if leftwards else -7,
        "font": {"size": 12, "color": manner.ink},
    }


def _undated_strip(
    figure: go.Figure,
    undated: pd.DataFrame,
    depth: int,
    edges: tuple[date, date],
    manner: Manner,
) -> None:
    """Below everything, the events without a date in the order of the text; their numbers lead to the table."""
    low, high = edges
    step = (high - low).days / (len(undated) + 1)
    xs = [(low + timedelta(int(step * (k + 1)))).isoformat() for k in range(len(undated))]
    _markers(figure, undated, [depth + 0.6] * len(undated), xs, manner)
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=depth - 0.2, y1=depth - 0.2, line={"color": manner.faint, "width": 1}
    )
    figure.add_scatter(
        x=[low.isoformat()], y=[depth + 0.12], mode="text", text=[plain(manner.names["undated"])], textposition="middle right",
        textfont={"size": 12, "color": manner.ink}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _published_line(figure: go.Figure, published: date, depth: int, manner: Manner) -> None:
    figure.add_scatter(
        x=[published.isoformat()] * 2, y=[-0.75, depth - 0.2], mode="lines", line={"color": manner.ink, "width": 1, "dash": "dot"},
        name=manner.names["published"], hoverinfo="skip", showlegend=True,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ evenly spaced


def _even(frame: pd.DataFrame, manner: Manner) -> go.Figure:
    """A row an event along a straight line; wide screens show the annotations, narrow ones the wrapped text trace (timeline_view)."""
    figure = go.Figure()
    rows = list(range(len(frame)))
    events = frame.to_dict("records")
    figure.add_scatter(
        x=[0, 0], y=[-0.5, len(frame) - 0.5], mode="lines", line={"color": manner.faint, "width": 2}, hoverinfo="skip", showlegend=False
    )  # fmt: skip
    labels = [
        {
            "x": 0, "xshift": 18, "y": k, "text": f"<b>{_number(row)}</b>  {plain(_short(row, 78))}", "showarrow": False,
            "xanchor": "left", "align": "left", "font": {"size": 13, "color": manner.ink},
        }
        for k, row in enumerate(events)
    ]  # fmt: skip
    figure.update_layout(annotations=labels)
    figure.add_scatter(
        x=[0] * len(events), y=rows, mode="text", text=[_wrapped(row) for row in events], textposition="middle right",
        textfont={"size": 12, "color": manner.ink}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    _markers(figure, frame, rows, [0] * len(frame), manner, numbered=False)
    figure.update_yaxes(
        tickmode="array", tickvals=rows, ticktext=[_tick(row) for row in events], tickfont={"size": 12, "color": manner.ink},
        range=[len(frame) - 0.4, -0.6], fixedrange=True, showgrid=False, zeroline=False, automargin=True, ticklen=10, tickcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[-0.02, 1], fixedrange=True)
    figure.update_layout(height=int(70 + ROW * max(len(frame), 1)))
    return figure


def _number(row: Row) -> str:
    return f"{row['number']}{GUESSED * row['handed_on']}"


def _tick(row: Row) -> str:
    when = plain(str(row["when"])).replace(" – ", " –<br>")
    return f"<i>{when}</i>" if row["reckoned"] else when


def _wrapped(row: Row) -> str:
    lines = textwrap.wrap(f"{_number(row)}  {_short(row, 56)}", 36)
    return "<br>".join("\u2003 " + plain(line) for line in lines[:3])


# -------------------------------------------------------------------------------------------------------------- both charts


def _markers(
    figure: go.Figure,
    events: pd.DataFrame,
    heights: Sequence[float],
    places: Sequence[object],
    manner: Manner,
    numbered: bool = True,
) -> None:
    """One marker an event, shape and colour by status."""
    placed = list(zip(events.to_dict("records"), heights, places, strict=True))
    drawn = {trace.name for trace in figure.data}
    for status, (light, lighter) in STATUS_COLOURS.items():
        those = [(row, y, x) for row, y, x in placed if row["status"] == status]
        if not those:
            continue
        figure.add_scatter(
            x=[x for _, _, x in those],
            y=[y for _, y, _ in those],
            mode="markers+text" if numbered else "markers",
            text=[f" {_number(row)}" for row, _, _ in those] if numbered else None,
            textposition=[
                "middle right" if row["precision"] in ("day", "none") else "bottom center" for row, _, _ in those
            ],
            textfont={"size": 11, "color": manner.ink},
            cliponaxis=False,
            customdata=[[row["id"]] for row, _, _ in those],
            hovertemplate=[_tip(row) for row, _, _ in those],
            name=manner.names[status],
            showlegend=manner.names[status] not in drawn,
            marker={
                "symbol": STATUS_SYMBOLS[status],
                "size": MARKER,
                "color": [_fill(row, lighter if manner.dark else light) for row, _, _ in those],
                "line": {"width": 2.5, "color": lighter if manner.dark else light},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
        )


def _fill(row: Row, colour: str) -> str:
    """Hollow where the date is taken from the context; the open symbols are hollow anyway and take this colour for their lines."""
    return f"{colour}33" if row["handed_on"] and STATUS_SYMBOLS[row["status"]] == "circle" else colour


def _tip(row: Row) -> str:
    """What hovering shows: the words of the text, when, and on whose word."""
    lines = [
        "<br>".join(plain(line) for line in textwrap.wrap(str(row["label"]), 48)[:4]),
        f"<b>{plain(str(row['when']))}</b>",
    ]
    if row["date_words"]:
        lines.append(plain(str(row["date_words"])))
    lines += [plain(str(row[name])) for name in ("caution", "claim") if row[name]]
    return "<br>".join(lines) + "<extra></extra>"


def _short(row: Row, letters: int = LABEL_LETTERS) -> str:
    """The label cut at a word so that, with who claims it, it is about `letters` long; the claim is cut last."""
    claim = f" ({shortened(str(row['claim']), 36)})" if row["claim"] else ""
    room = max(letters - len(claim), 24)
    return shortened(str(row["label"]), room) + claim


def _spans(frame: pd.DataFrame) -> list[tuple[date, date]]:
    return [
        (a, b)
        for a, b in zip(frame["earliest"], frame["latest"], strict=True)
        if isinstance(a, date) and isinstance(b, date)
    ]


def _middle(first: date, last: date) -> float:
    return (first.toordinal() + last.toordinal()) / 2


def _middle_day(first: date, last: date) -> str:
    """The middle of the days first to last, both whole, to the hour as plotly writes it."""
    days = last.toordinal() + 1 - first.toordinal()
    noon = "12:00" if days % 2 else "00:00"
    return f"{date.fromordinal(first.toordinal() + days // 2).isoformat()} {noon}"
