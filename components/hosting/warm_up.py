"""What is done before the first visitor comes."""

from __future__ import annotations

import plotly.graph_objects as go

from components.article import read_text
from components.desk import the_desk
from components.library import open_library

ARTICLE = "Probe\n\nKIEL. „Wir fangen am Montag an“, sagte Anna Berger am 3. Mai 2023. Der Rat von Kiel will am Dienstag beraten."
PATIENCE = 300.0  # seconds; a machine that needs longer to load the model has another trouble


class NotReady(Exception):
    """The server cannot serve; `str` says what is missing."""


def warm_up() -> None:
    """Opens the library, loads the model, analyses a first article and imports what the screens draw with; raises NotReady."""
    desk = the_desk()
    open_library()
    _import_the_screens()
    turn = desk.hand_in(read_text(ARTICLE), PATIENCE)
    turn.wait(PATIENCE)
    if turn.analysis is None:
        raise NotReady("the first article could not be analysed; is the model in models/encoder?")


def _import_the_screens() -> None:
    """plotly loads much of itself only when a first figure is made."""
    from components.views import article_view, entities_view, network_view, quotes_view, timeline_view  # noqa: F401

    go.Figure([go.Bar(x=[1], y=[1]), go.Scatter(x=[1], y=[1])]).to_json()
