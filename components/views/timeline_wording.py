"""Events in the reader's words: when, on whose word, and how the date came about."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from components.analysis.model import Analysis
from components.views.kept import kept
from components.views.kept_tables import events_table
from components.views.strings import knows, t
from components.views.voice_wording import as_amid_a_sentence, manner_of
from components.views.written import day

Row = Mapping[Hashable, Any]
DOWNLOADED: Final = (
    "number", "when", "earliest", "latest", "precision", "dated_by", "label", "status", "claim", "who", "date_words", "reason",
    "confidence", "start", "end",
)  # fmt: skip


@kept
def worded_events(analysis: Analysis) -> pd.DataFrame:
    """The events of an analysis, worded; nobody changes the frame in place."""
    return worded(events_table(analysis))


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `events_table` with four more columns for the reader: `when`, `claim`, `reason` and `caution`."""
    rows = frame.to_dict("records")
    return frame.assign(
        when=pd.Series([when(row) for row in rows], index=frame.index, dtype=object),
        claim=pd.Series([claim(row) for row in rows], index=frame.index, dtype=object),
        reason=pd.Series([reason(row) for row in rows], index=frame.index, dtype=object),
        caution=[t("timeline.handed_on") if handed_on else "" for handed_on in frame["handed_on"]],
    )


def when(row: Row) -> str:
    """When an event was or is, no more exactly than it is known: 17. Mai 2023, Mai 2023, 14.–18. Mai 2023, 1990er Jahre.

    „wohl 17. Mai 2023“ where the date is another event's, taken over within the story.
    """
    first, last = row["earliest"], row["latest"]
    if first is None or last is None:
        return t("timeline.when.undated")
    said = _by_value(str(row["value"]), first, last) or _by_days(first, last)
    return t("timeline.when.handed_on", when=said) if row["handed_on"] else said


def _by_value(value: str, first: date, last: date) -> str:
    """The name of a whole month, quarter, half, season, year or decade; "" where the value names none, or only a part of one."""
    year, _, part = value.partition("-")
    if re.fullmatch(r"\d{3}", value) and (first.year, last.year) == (int(value) * 10, int(value) * 10 + 9):
        return t("timeline.when.decade", year=int(value) * 10)
    if not re.fullmatch(r"\d{4}", year) or (last - first).days < 27:
        return ""
    if not part:
        return str(int(year)) if (last - first).days > 360 else ""
    if re.fullmatch(r"\d\d", part):
        return t("timeline.when.month", month=t(f"date.month.{first.month}"), year=first.year)
    if re.fullmatch(r"Q[1-4]", part):
        return t("timeline.when.quarter", quarter=part[1], year=int(year))
    if re.fullmatch(r"H[12]", part):
        return t("timeline.when.half", half=part[1], year=int(year))
    return t(f"timeline.season.{part}", year=int(year)) if knows(f"timeline.season.{part}") else ""


def _by_days(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else t("timeline.when.span", first=first.year, last=last.year)
    month = t(f"date.month.{last.month}")
    if (first.year, first.month) == (last.year, last.month):
        return t("timeline.when.same_month", first=first.day, last=last.day, month=month, year=last.year)
    if first.year == last.year:
        names = {"first_month": t(f"date.month.{first.month}"), "month": month}
        return t("timeline.when.same_year", first=first.day, last=last.day, year=last.year, **names)
    return t("timeline.when.span", first=day(first), last=day(last))


def claim(row: Row) -> str:
    """On whose word an event rests; "" where the article itself tells it.

    „laut Anna Berger“, „laut des Landesamtes“, but „so die russische Botschaft“: the claimant's words stay in the article's case.
    """
    name = str(row["claimed_by"])
    if not name:
        return t("timeline.somebody_says") if row["claimed_in"] else ""
    manner = manner_of(name, unnamed=row["claimed_as"] == "SOURCE")
    return t(f"timeline.{manner}", name=as_amid_a_sentence(name))


def reason(row: Row) -> str:
    """How the date came about: the rule that was used, the date it was reckoned from, and where the words for it stand."""
    if row["handed_on"]:
        return t("timeline.reason.handed_on", words=row["handed_words"])
    if row["dated_by"] == "by_hand":
        return t("correct.dated")
    if row["earliest"] is None and not row["date_words"]:
        return t("timeline.reason.none")
    sentences = [rule_words(str(row["rule"]), str(row["anchor"]))]
    if not sentences[0]:
        sentences = [t("timeline.reason.own")] if row["date_words"] else []
    if row["dated_by"] not in ("", "none", "own_clause") and knows(f"how.event.{row['dated_by']}"):
        sentences.append(t("timeline.reason.clause", source=t(f"how.event.{row['dated_by']}")))
    return " ".join(sentences)


def rule_words(rule: str, anchor: str) -> str:
    """How the value of a time expression came about, in a sentence; "" where nothing is known of it."""
    words = _anchor(anchor)
    if rule and knows(f"time.rule.{rule}"):
        return t(f"time.rule.{rule}", anchor=words)
    return t("timeline.reason.reckoned", anchor=words) if words else ""


def _anchor(value: str) -> str:
    """The TIMEX3 value a date was reckoned from, in words where it is a day or a month."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", value):
            return t("timeline.when.month", month=t(f"date.month.{int(value[5:])}"), year=int(value[:4]))
        return day(value[:10]) if len(value) >= 10 else value
    except (ValueError, KeyError):  # 2023-13, 2023-02-30: no month, no day
        return value


def as_downloaded(frame: pd.DataFrame) -> pd.DataFrame:
    """The worded frame as the CSV holds it: the reader's words and headings, dates in ISO form."""
    shown = frame[list(DOWNLOADED)].round({"confidence": 2})
    shown["precision"] = [t(f"timeline.precision.{code}") for code in frame["precision"]]
    shown["status"] = [t(f"timeline.status.{code}") for code in frame["status"]]
    shown["dated_by"] = [t(f"timeline.dated_by.{code or 'none'}") for code in frame["dated_by"]]
    for column in ("earliest", "latest"):
        shown[column] = [value.isoformat() if value else "" for value in frame[column]]
    return shown.rename(columns={name: t(f"timeline.column.{name}") for name in DOWNLOADED})
