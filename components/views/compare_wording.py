"""The comparison in the reader's words: its tables, each made once for the same articles, as shown and as downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.analysis.model import Analysis
from components.analysis.same_across import Same
from components.tables_compare import across_table, common_table, identities, said_table, voices_table
from components.tables_compare import likeness as measured_likeness
from components.tables_compare import versions as found_versions
from components.tables_versions import versions_table
from components.views.compare_choice import LETTERS
from components.views.kept import kept
from components.views.kept_tables import events_table
from components.views.quotes_wording import speaker_name
from components.views.strings import t
from components.views.timeline_wording import when, worded

likeness = kept(measured_likeness)
changes = kept(versions_table)


@kept
def groups(*analyses: Analysis) -> tuple[Same, ...]:
    """The identities of the articles."""
    return identities(analyses)


@kept
def common(*analyses: Analysis) -> pd.DataFrame:
    """The frame of `common_table`."""
    return common_table(analyses, groups(*analyses))


@kept
def said(*analyses: Analysis) -> pd.DataFrame:
    """The frame of `said_table`."""
    return said_table(analyses, groups(*analyses))


@kept
def voices(*analyses: Analysis) -> pd.DataFrame:
    """The frame of `voices_table`."""
    return voices_table(analyses, groups(*analyses), said(*analyses))


@kept
def across(*analyses: Analysis) -> pd.DataFrame:
    """The frame of `across_table` with the words for when, on whose word and why."""
    return worded(across_table(analyses, groups(*analyses)))


@kept
def versions(*analyses: Analysis) -> tuple[int, int] | None:
    """The two articles that look like versions of one report, earlier and later."""
    return found_versions(analyses)


def reason(code: str) -> str:
    """Why two entities are one; "" where nothing is joined."""
    return t(f"compare.reason.{code}") if code else ""


def names_as_shown(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    """The frame of `common_table` with a column for each of the `count` articles under its letter."""
    shown = pd.DataFrame({_column("name"): frame["name"]})
    shown = shown.assign(**_by_article(frame["mentions"], count))
    shown[_column("layer")] = [t(f"layer.{layer}") for layer in frame["layer"]]
    shown[_column("reason")] = [reason(code) for code in frame["reason"]]
    return shown


def voices_as_shown(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    """The frame of `voices_table` with a column for each of the `count` articles under its letter."""
    shown = pd.DataFrame({_column("voice"): frame["name"]})
    shown = shown.assign(**_by_article(frame["quotes"], count))
    shown[_column("kind")] = [t(f"quotes.voice.{voice}") for voice in frame["voice"]]
    shown[_column("roles")] = frame["roles"]
    shown[_column("reason")] = [reason(code) for code in frame["reason"]]
    return shown


def said_as_downloaded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `said_table`: every quotation with its article."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        {
            _column("article"): [LETTERS[row["article"]] for row in rows],
            _column("speaker"): [speaker_name(row) for row in rows],
            t("quotes.column.kind"): [t(f"quotes.kind.{row['kind']}") for row in rows],
            _column("words"): [row["words"] for row in rows],
        }
    )


def events_as_shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `across`, one row an event."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        {
            _column("when"): frame["when"],
            _column("article"): [LETTERS[row["article"]] for row in rows],
            _column("event"): frame["label"],
            _column("together"): [", ".join(_others(row, rows)) for row in rows],
            _column("status"): [t(f"timeline.status.{row['status']}") for row in rows],
            _column("claim"): frame["claim"],
        }
    )


def _others(row: dict[Any, Any], rows: Sequence[dict[Any, Any]]) -> list[str]:
    """The letters of the other articles that tell of the same happening."""
    if not row["group"]:
        return []
    return [LETTERS[r["article"]] for r in rows if r["group"] == row["group"] and r["article"] != row["article"]]


def changes_as_downloaded(frame: pd.DataFrame, before: Analysis, after: Analysis) -> pd.DataFrame:
    """The frame of `versions_table` in words."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        {
            t("compare.changed.label"): [t(f"compare.changed.{row['kind']}") for row in rows],
            _column("change"): [t(f"compare.change.{row['change']}") for row in rows],
            _column("what"): [what(row, before, after) for row in rows],
            _column("before"): [row["before"] for row in rows],
            _column("after"): [row["after"] for row in rows],
        }
    )


def what(row: dict[Any, Any], before: Analysis, after: Analysis) -> str:
    """What was changed: „Wortlaut, Sprecher“; of an event its two dates, and its status before and after."""
    if row["kind"] != "event" or not row["what"]:
        return ", ".join(t(f"compare.what.{code}") for code in row["what"])
    events = (_event(before, row["before_id"]), _event(after, row["after_id"]))
    told = {
        "date": [when(event) for event in events],
        "status": [t(f"timeline.status.{event['status']}") for event in events],
    }
    return ", ".join(" → ".join(told[code]) for code in row["what"])


def _event(analysis: Analysis, finding: str) -> dict[Any, Any]:
    frame = events_table(analysis)
    return dict(frame[frame["id"] == finding].iloc[0])


def _by_article(column: pd.Series[Any], count: int) -> dict[str, pd.Series[Any]]:
    return {LETTERS[k]: pd.Series([v[k] or None for v in column], column.index, dtype="Int64") for k in range(count)}


def _column(name: str) -> str:
    return t(f"compare.column.{name}")
