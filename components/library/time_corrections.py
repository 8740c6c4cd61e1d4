"""Corrections of when the text's own words are: „am Dienstag“ was another Tuesday; the events dated by the words go with them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from components.analysis.calendar_spans import calendar_span
from components.analysis.model import Analysis, Event, Passage, TimeExpression
from components.library.anchors import time_at, time_of
from components.library.applied import BY_HAND, CERTAIN, Applied, still_in_group, without_lone_groups
from components.library.correction import Correction, CorrectionError, Json

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK: Final = re.compile(r"(\d{4}-\d\d-\d\d)(T.+)")


def set_time_value(analysis: Analysis, time: str, value: str) -> Correction:
    """Another value for the time expression "t3": a TIMEX3 value or range that names days of the calendar ("2024-03", "2025-06-03/2025-06-07")."""
    words = time_of(analysis, time)
    return Correction("time.value", (Passage(words.start, words.end),), {"value": calendar_value(value)})


def calendar_value(value: Json) -> str:
    """A TIMEX3 value or range that names days of the calendar; raises CorrectionError("unknown_value") for anything else."""
    if not isinstance(value, str) or len(value) > 60 or calendar_span(value) == (None, None):
        raise CorrectionError("unknown_value", str(value)[:40])
    return value


def apply_to_times(analysis: Analysis, correction: Correction) -> Applied | None:
    """The analysis after a correction of a time expression; None where its anchor fits nothing."""
    if correction.action != "time.value":
        raise CorrectionError("unknown_action", correction.action[:40])
    value, k = calendar_value(correction.values.get("value")), time_at(analysis, correction.anchor)
    if k is None:
        return None
    old = analysis.times[k]
    new = _valued(old, value)
    times = tuple(new if j == k else time for j, time in enumerate(analysis.times))
    moved = {e.id: after for e in analysis.events if (after := _following(e, k, old, new))}
    events = tuple(moved.get(e.id, e) for e in analysis.events)
    changed = replace(analysis, times=times, events=events)
    apart = (e if e.id not in moved or still_in_group(changed, e) else replace(e, group="") for e in events)
    also = tuple((e.id, e.value, moved[e.id].value) for e in analysis.events if e.id in moved)
    changed = without_lone_groups(replace(changed, events=tuple(apart)))
    return Applied(changed, f"t{k}", old.value, new.value, also=also)


def _valued(time: TimeExpression, value: str) -> TimeExpression:
    """The expression with its value; the time of day its words name stays: „um 16 Uhr“ is so on another day too."""
    clock = _CLOCK.fullmatch(time.value)
    value = value + clock[2] if clock and _DAY.fullmatch(value) else value
    earliest, latest = calendar_span(value)
    return replace(
        time,
        type="TIME" if "T" in value and "/" not in value else "DATE",
        value=value,
        earliest=earliest,
        latest=latest,
        confidence=CERTAIN,
        rule=BY_HAND,
        anchor="",
    )


def _following(event: Event, k: int, old: TimeExpression, new: TimeExpression) -> Event | None:
    """The event at its new date, where time `k` gave it its date alone or as one end of a range; None where its date stays.

    „vom 3. bis 7. Juni“ are two expressions beside each other, and the event names the first or the second. A date that a person set stays.
    """
    beside = event.time is not None and abs(event.time - k) <= 1 and "/" in event.value
    if event.how == BY_HAND or not old.value or not (event.time == k or beside):
        return None
    if event.value == old.value:
        value = new.value
    elif "/" in event.value and "/" not in new.value:
        value = "/".join(new.value if end == old.value else end for end in event.value.split("/"))
    else:
        return None
    earliest, latest = calendar_span(value)
    if value == event.value or earliest is None:
        return None
    return replace(event, value=value, earliest=earliest, latest=latest)
