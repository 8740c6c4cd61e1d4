"""Dates that contradict themselves: „Mittwoch, 3. Mai 2023“ where that day was no Wednesday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from components.analysis.model import TimeExpression
from components.analysis.time_grammar import find_hits
from components.analysis.time_setting import whole
from components.analysis.time_words import vocabulary
from components.article.model import Note


def weekday_conflicts(text: str, language: str, times: Iterable[TimeExpression]) -> tuple[Note, ...]:
    """A note "weekday_mismatch" for every time whose weekday is not that of its date; `detail` is the words as written.

    `text` and `language` are the article's, `times` its time expressions. Only dates whose year the text gives are looked at.
    """
    words = vocabulary(language)
    notes = []
    for time in times:
        if time.rule not in ("explicit", "year_borrowed", "date_weekday") or len(time.value) < 10:
            continue
        passage = text[time.start : time.end]
        hit = next((h for h in find_hits(passage, words, _certain) if h.rule == "date"), None)
        weekday = whole(hit.fields, "weekday") if hit else None
        if weekday and _isoweekday(time.value) not in (None, weekday):
            notes.append(Note("weekday_mismatch", passage, time.start, time.end))
    return tuple(notes)


def _certain(start: int, end: int) -> float:
    return 1.0


def _isoweekday(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:10]).isoweekday()
    except ValueError:
        return None
