"""What is made of an analysis again and again while its reader clicks – tables, cards, charts – is made once.

A page runs anew for every click of every reader. Analyses are values and never change, so what was made of one may be shown again,
also to another reader. Nobody may change what comes from here: a table gets further columns by `assign`, which copies.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Final, ParamSpec, TypeVar

import pandas as pd
import plotly.graph_objects as go

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Saved
from components.views.strings import interface_language

P = ParamSpec("P")
T = TypeVar("T")

MOST: Final = 500  # things kept; those not asked for longest go first
_BY_IDENTITY: Final = (
    Analysis,
    Saved,
    Article,
    pd.DataFrame,
)  # too large to be compared; those of one revision are one object
_things: OrderedDict[tuple[Any, ...], tuple[tuple[Any, ...], Any]] = OrderedDict()
_lock = Lock()


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """`make`, which must depend on its arguments and the reader's language alone; the same arguments give the same object again."""

    @wraps(make)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
        values = (*args, *kwargs.values())
        key = (make, interface_language(), *map(_name, values), *kwargs)
        with _lock:
            if key in _things:
                _things.move_to_end(key)
                known: T = _things[key][1]
                return known
        made = make(*args, **kwargs)
        with _lock:
            # the values are kept with it: as long as they are, no other object can have their identity
            _things[key] = (values, made)
            while len(_things) > MOST:
                _things.popitem(last=False)
        return made

    return remembered


class Drawn(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A finished figure, given as its content. Streamlit asks each figure at every run for that, and plotly would work it out anew."""

    def __init__(self, content: dict[str, Any]) -> None:
        # without the figure's own beginning: it would check and copy what a figure has given
        self._content = content

    def to_dict(self) -> dict[str, Any]:
        """The content; to be read, not changed."""
        return self._content


def _name(value: Any) -> Any:
    return (type(value), id(value)) if isinstance(value, _BY_IDENTITY) else value
