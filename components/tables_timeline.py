"""Events as a pandas frame: one row an event, in the order of time, with the reason for its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

import pandas as pd

from components.analysis.model import Analysis, Entity, Event
from components.tables_marks import shown_name

Precision = Literal["day", "week", "month", "quarter", "year", "longer", "range", "none"]
PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)

EVENT_COLUMNS: Final = (
    "id", "number", "value", "earliest", "latest", "precision", "reckoned", "handed_on", "label", "status", "claimed_by", "claimed_as", "claimed_in",
    "who", "who_ids", "date_words", "handed_words", "rule", "anchor", "dated_by", "confidence", "start", "end",
)  # fmt: skip
HANDED_ON: Final = "story"  # the `how` of an event whose date is another event's
ARTICLE: Final = "article"  # the claimant of what no quotation claims
MOVED_COLUMNS: Final = ("id", "id_before", "start", "end", "label", "before", "after")

# rules that reckon no more than the year („am 12. Januar“): such a date counts as one the text gives
_YEAR_ONLY: Final = ("date_", "month_", "part_", "season_", "quarter_", "half_", "holiday_", "year_borrowed")
# TIMEX3 values by the length of what they name; the first that fits counts
_SHAPES: Final[tuple[tuple[str, Precision], ...]] = (
    (r".*/.*", "range"),
    (r"\d{4}-\d\d-\d\d(T.*)?", "day"),
    (r"\d{4}-W\d\d(-WE)?", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-(Q\d|H\d|SU|SP|FA|WI)", "quarter"),
    (r"\d{4}", "year"),
    (r"\d{2,3}", "longer"),
)
_LENGTHS: Final[tuple[tuple[int, Precision], ...]] = (
    (1, "day"),
    (10, "week"),
    (31, "month"),
    (186, "quarter"),
    (366, "year"),
)


def events_table(analysis: Analysis) -> pd.DataFrame:
    """One row an event, columns EVENT_COLUMNS: the dated ones by their dates, then the undated ones in text order.

    `number` counts the rows from 1; `earliest` and `latest` are datetime.date or None, always both or neither; `reckoned` says that
    the date was worked out from another one („am Dienstag“), `handed_on` that it is another event's, taken over within the story: then
    the other's words stand in `handed_words`, and there are no `date_words`; `claimed_as` is the type of the claimant's entity,
    `who_ids` a tuple of entity ids; `start`/`end` are the clause.
    """
    rows = [_row(analysis, event) for event in analysis.events]
    rows.sort(key=lambda r: (r["earliest"] is None, r["earliest"] or date.max, r["latest"] or date.max, r["start"]))
    frame = pd.DataFrame([{**row, "number": k} for k, row in enumerate(rows, 1)], columns=list(EVENT_COLUMNS))
    for column in ("earliest", "latest"):  # dates of any year from 1 to 9999, which pandas timestamps cannot hold
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return frame


def _row(analysis: Analysis, event: Event) -> dict[str, Any]:
    names = {e.id: e.name for e in analysis.entities}
    claimant = _claimant(analysis, event.claimed_in)
    shown = {e.id: shown_name(e) for e in analysis.entities}
    time = analysis.times[event.time] if event.time is not None and event.time < len(analysis.times) else None
    words = " ".join(analysis.article.text[time.start : time.end].split()) if time else ""
    earliest, latest = span(event.earliest, event.latest)
    handed_on = event.how == HANDED_ON and earliest is not None
    time = None if handed_on else time
    return {
        "id": event.id,
        "value": event.value,
        "earliest": earliest,
        "latest": latest,
        "precision": precision(event.value, earliest, latest),
        "reckoned": bool(time and time.anchor and not time.rule.startswith(_YEAR_ONLY)),
        "handed_on": handed_on,
        "label": " ".join(event.label.split()),
        "status": event.status,
        "claimed_by": claimant.name if claimant else "",
        "claimed_as": claimant.type if claimant else "",
        "claimed_in": event.claimed_in or "",
        "who": ", ".join(shown[e] for e in event.entities if e in names),
        "who_ids": tuple(e for e in event.entities if e in names),
        "date_words": "" if handed_on else words,
        "handed_words": words if handed_on else "",
        "rule": time.rule if time else "",
        "anchor": time.anchor if time else "",
        "dated_by": event.how,
        "confidence": event.confidence,
        "start": event.clause.start,
        "end": event.clause.end,
    }


def _claimant(analysis: Analysis, quote: str | None) -> Entity | None:
    speaker = next((q.speaker for q in analysis.quotes if q.id == quote), None)
    return next((e for e in analysis.entities if speaker and e.id == speaker.entity), None)


def span(earliest: str | None, latest: str | None) -> tuple[date, date] | tuple[None, None]:
    """The first and last day of an event in the order of time; neither where they name no day of the years 1 to 9999."""
    try:
        first, last = (
            date.fromisoformat((earliest or latest or "")[:10]),
            date.fromisoformat((latest or earliest or "")[:10]),
        )
    except ValueError:
        return None, None
    return min(first, last), max(first, last)


def precision(value: str, earliest: date | None, latest: date | None) -> Precision:
    """How exactly a date is known: by the shape of its TIMEX3 value, else by the days it may lie on; a range says that it lasted."""
    if earliest is None or latest is None:
        return "none"
    by_shape: Precision | None = next((name for shape, name in _SHAPES if re.fullmatch(shape, value)), None)
    days = (latest - earliest).days + 1
    by_length: Precision = next((name for longest, name in _LENGTHS if days <= longest), "longer")
    return by_shape or by_length


def moved_table(before: Analysis, after: Analysis) -> pd.DataFrame:
    """The events of one article whose date another publication date has moved, columns MOVED_COLUMNS (TIMEX3 values)."""
    old = {(e.trigger, e.clause): e for e in before.events}
    rows = [
        (new.id, known.id, new.clause.start, new.clause.end, " ".join(new.label.split()), known.value, new.value)
        for new in after.events
        if (known := old.get((new.trigger, new.clause))) and (known.value, known.earliest) != (new.value, new.earliest)
    ]
    return pd.DataFrame(rows, columns=list(MOVED_COLUMNS))


def surest(frame: pd.DataFrame, most: int, chosen: str | None = None) -> pd.DataFrame:
    """At most `most` rows of the frame of `events_table`, in their order: those with a date before those without, the surest first.

    The row of the event `chosen` is always among them.
    """
    if len(frame) <= most:
        return frame
    ranked = frame.assign(is_chosen=frame["id"] == chosen, dated=frame["earliest"].notna())
    ranked = ranked.sort_values(["is_chosen", "dated", "confidence"], ascending=False, kind="stable")
    return frame.loc[sorted(ranked.index[:most])].reset_index(drop=True)


def claimants(frame: pd.DataFrame) -> tuple[str, ...]:
    """On whose word the events rest, by first mention: ARTICLE for the article itself, else the claimant's name ("" for an unknown one)."""
    told = frame.sort_values("start", kind="stable")
    return tuple(dict.fromkeys(_claimants(told)))


def _claimants(frame: pd.DataFrame) -> list[str]:
    """The claimant of each row."""
    pairs = zip(frame["claimed_in"], frame["claimed_by"], strict=True)
    return [str(name) if quote or name else ARTICLE for quote, name in pairs]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events the reader wants to see; what is empty restricts nothing.

    `precisions` may hold "reckoned" and "handed_on" beside PRECISIONS; `claimant` is one of `claimants`.
    """

    statuses: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    entity: str | None = None
    claimant: str | None = None

    @property
    def active(self) -> bool:
        """Whether anything is restricted."""
        return self != EventFilter()


def filtered_events(frame: pd.DataFrame, wanted: EventFilter) -> pd.DataFrame:
    """The rows of the frame of `events_table` that the filter lets through; their numbers stay."""
    keep = pd.Series(True, index=frame.index, dtype=bool)
    if wanted.statuses:
        keep &= frame["status"].isin(wanted.statuses)
    if wanted.precisions:
        fits = frame["precision"].isin(wanted.precisions)
        for column in ("reckoned", "handed_on"):
            fits |= frame[column] & (column in wanted.precisions)
        keep &= fits
    if wanted.entity is not None:
        keep &= pd.Series([wanted.entity in ids for ids in frame["who_ids"]], index=frame.index, dtype=bool)
    if wanted.claimant is not None:
        keep &= pd.Series([name == wanted.claimant for name in _claimants(frame)], index=frame.index, dtype=bool)
    return frame[keep].reset_index(drop=True)
