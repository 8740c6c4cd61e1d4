"""Names in the reader's words: the table as shown and as downloaded, the pairs of names as downloaded."""

from __future__ import annotations

from typing import Final

import pandas as pd

from components.views.strings import t

DOWNLOADED: Final = ("name", "layer", "roles", "mentions", "said", "other_forms", "first_mention", "start")
PAIR_DOWNLOADED: Final = ("first", "second", "together", "words", "start", "end")


def as_shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `entities_table` with its codes and lists in the reader's words; columns keep their names."""
    return frame.assign(
        layer=frame["layer"].map({layer: t(f"layer.{layer}") for layer in frame["layer"].unique()}),
        roles=frame["roles"].str.join(", "),
        other_forms=frame["other_forms"].str.join(", "),
    )


def as_downloaded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as a download holds it: the reader's words in the cells, the reader's headings, the columns DOWNLOADED."""
    shown = as_shown(frame)[list(DOWNLOADED)]
    return shown.rename(columns={name: t(f"entities.column.{name}") for name in DOWNLOADED})


def pairs_as_downloaded(pairs: pd.DataFrame) -> pd.DataFrame:
    """The frame of `pairs_table` as a download holds it."""
    shown = pairs[list(PAIR_DOWNLOADED)]
    return shown.rename(columns={name: t(f"network.column.{name}") for name in PAIR_DOWNLOADED})
