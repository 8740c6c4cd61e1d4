"""Frames → plotly figures. Every word of the article is escaped here: plotly reads pseudo-HTML."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.tables_marks import DARK, LIGHT, Layer
from components.tables_quotes import VOICES, Voice

INK: Final = {False: "#22211e", True: "#e8e4da"}
FAINT: Final = {False: "#d9d4c8", True: "#3d4144"}
LAYER_OF_VOICE: Final[Mapping[Voice, Layer]] = {
    "person": "person",
    "organisation": "organisation",
    "state": "place",
    "institution": "other",
    "unnamed": "source",
    "unknown": "time",
}
# without colour the sorts of voice stay apart by their hatching
_HATCHING: Final[Mapping[Voice, str]] = {"unnamed": "/", "unknown": "x", "institution": ".", "state": "-"}


def speakers_chart(
    frame: pd.DataFrame, names: Mapping[str, str], dark: bool = False, chosen: str | None = None
) -> go.Figure:
    """Bars of the speakers' shares of the quoted words, the longest on top; `customdata` of a bar is its speaker's id ("" for unknown).

    Takes the frame of `speakers_table` with the columns `figures` (the words at the bar's end) and `in_text` (the name in the words of
    the text, shown on hovering); `names` has the legend's word for every
    sort of voice and, under "unknown", the name of the bar of nobody known. With `chosen` the other bars are faint.
    """
    labels = [plain(shortened(name or names["unknown"], 26)) for name in frame["speaker"]]
    figure = go.Figure()
    for voice in VOICES:
        if (frame["voice"] == voice).any():
            _bars_of(figure, frame.reset_index(drop=True), voice, names, dark, chosen)
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(labels))), ticktext=labels, range=[len(labels) - 0.4, -0.6], fixedrange=True,
        showgrid=False, zeroline=False, tickfont={"size": 13, "color": INK[dark]}, automargin=True,
    )  # fmt: skip
    longest = max([float(s) for s in frame["share"]], default=1.0) or 1.0
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, longest * 1.4])
    figure.update_layout(
        height=64 + 30 * max(len(labels), 1),
        barmode="overlay",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "itemclick": False, "itemdoubleclick": False},
        showlegend=True,
        dragmode=False,
        clickmode="event+select",
        uniformtext={"minsize": 11, "mode": "show"},
    )
    return figure


def _bars_of(
    figure: go.Figure, frame: pd.DataFrame, voice: Voice, names: Mapping[str, str], dark: bool, chosen: str | None
) -> None:
    own = frame[frame["voice"] == voice]
    ids = [str(i) for i in own["speaker_id"]]
    figure.add_bar(
        orientation="h",
        y=list(own.index),
        x=list(own["share"]),
        text=[plain(figures) for figures in own["figures"]],
        textposition="outside",
        cliponaxis=False,
        width=0.66,
        customdata=[[i] for i in ids],
        name=names[voice],
        marker={
            "color": (DARK if dark else LIGHT)[LAYER_OF_VOICE[voice]],
            "opacity": [1.0 if chosen in (None, i) else 0.3 for i in ids],
            "pattern": {"shape": _HATCHING.get(voice, ""), "fillmode": "overlay", "fgopacity": 0.5, "size": 6},
        },
        # both spelled out: plotly's selection of bars with text fails where they are missing
        selected={"marker": {"opacity": 1.0}, "textfont": {"color": INK[dark]}},
        unselected={"marker": {"opacity": 0.4}, "textfont": {"color": INK[dark]}},
        textfont={"color": INK[dark]},
        hovertemplate=[f"<b>{plain(name or names['unknown'])}</b><extra></extra>" for name in own["in_text"]],
    )


def plain(text: object) -> str:
    """Words of an article for a plotly text or template, shown literally.

    Plotly reads tags, a few entities (&quot; not among them) and, in templates, the blank %{…}, which a word joiner makes inert.
    """
    return html.escape(" ".join(str(text).split()), quote=False).replace("%{", "%\u2060{")


def shortened(text: str, letters: int) -> str:
    """The text on one line, at most `letters` long, cut between words where it can be."""
    line = " ".join(text.split())
    cut = textwrap.shorten(line, letters, placeholder=" …") if " " in line[:letters] else line
    return cut if len(cut) <= letters else f"{cut[: letters - 1]}…"
