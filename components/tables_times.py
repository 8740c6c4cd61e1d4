"""Time expressions as a pandas frame: one row an expression, in the order of the text."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd

from components.analysis.model import Analysis
from components.tables_timeline import span

TIME_COLUMNS: Final = (
    "id", "words", "value", "earliest", "latest", "rule", "anchor", "events", "confidence", "start", "end",
)  # fmt: skip


def times_table(analysis: Analysis) -> pd.DataFrame:
    """One row a time expression, columns TIME_COLUMNS: `id` is "t3", `earliest` and `latest` are datetime.date or None, both or neither.

    `events` counts the events that take their date from the words.
    """
    text = analysis.article.text
    used = Counter(event.time for event in analysis.events if event.time is not None and event.earliest)
    rows = [
        {
            "id": f"t{k}",
            "words": " ".join(text[time.start : time.end].split()),
            "value": time.value,
            **dict(zip(("earliest", "latest"), span(time.earliest, time.latest), strict=True)),
            "rule": time.rule,
            "anchor": time.anchor,
            "events": used[k],
            "confidence": time.confidence,
            "start": time.start,
            "end": time.end,
        }
        for k, time in enumerate(analysis.times)
    ]
    frame = pd.DataFrame(rows, columns=list(TIME_COLUMNS))
    for column in ("earliest", "latest"):  # dates of any year from 1 to 9999, which pandas timestamps cannot hold
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return frame
