"""What a person changed, in the reader's words: „von Hand, Uta Klamm, 17. Mai 2023“; the same in every list and every file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from components.analysis.model import Analysis, HandMark
from components.views.strings import knows, t
from components.views.written import day


def hand_words(mark: HandMark) -> str:
    """Who changed something, „ohne Namen“ for who gave none, and when, as far as that is known."""
    when, who = _day(mark.when), mark.who or t("handover.hand.nameless")
    return t("handover.hand.who_when", who=who, when=when) if when else t("handover.hand.who", who=who)


def deed(mark: HandMark) -> str:
    """What was changed: „Sprecher geändert“."""
    key = f"handover.action.{mark.action}"
    return t(key) if knows(key) else t("handover.action.other")


def hand_by_item(analysis: Analysis) -> dict[str, str]:
    """For each finding that a person changed, its deeds in one line; "article" stands for the article itself."""
    told: dict[str, list[str]] = {}
    for mark in analysis.by_hand:
        told.setdefault(mark.item, []).append(f"{deed(mark)} ({hand_words(mark)})")
    return {item: "; ".join(dict.fromkeys(deeds)) for item, deeds in told.items()}


def with_hand(table: pd.DataFrame, ids: Iterable[str], analysis: Analysis, heading: str = "") -> pd.DataFrame:
    """The table with one more column, „Von Hand“ or `heading`, where anything in the analysis was changed; `ids` are its rows' findings."""
    told = hand_by_item(analysis)
    if not told:
        return table
    column = pd.Series([told.get(finding, "") for finding in ids], index=table.index, dtype=object)
    return table.assign(**{heading or t("handover.hand.column"): column})


def _day(when: str) -> str:
    try:
        return day(datetime.fromisoformat(when).date())
    except ValueError:
        return ""
