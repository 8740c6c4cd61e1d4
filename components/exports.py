"""Tables and timelines in the forms other programs open: CSV for a German Excel, XLSX, JSON, TimelineJS, iCalendar."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import xlsxwriter

_LONGEST_CELL: Final = 32_767  # characters, more than which no XLSX cell holds
_WIDEST: Final = 60  # characters
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CALENDAR_STATUS: Final = {
    "happened": "CONFIRMED",
    "planned": "TENTATIVE",
    "possible": "TENTATIVE",
    "denied": "CANCELLED",
}


def csv_file(frame: pd.DataFrame, *, german: bool = True) -> bytes:
    """The frame as CSV, one line a row.

    A German Excel opens it with a double click: UTF-8 with byte order mark, semicolons, decimal commas. With `german` False it is the
    plain form of RFC 4180 that other programs expect: commas, decimal points, no byte order mark. A cell of text that a spreadsheet
    would take for a formula gets a leading apostrophe in both, so does a heading; numbers stay numbers.
    """
    safe = frame.map(_inert).rename(columns=_inert)
    separator, decimal, mark = (";", ",", "\ufeff") if german else (",", ".", "")
    made = mark + safe.to_csv(sep=separator, index=False, decimal=decimal, lineterminator="\r\n")
    return made.encode("utf-8", "replace")


def _inert(cell: Any) -> Any:
    if isinstance(cell, list | tuple):
        cell = ", ".join(str(item) for item in cell)
    if not isinstance(cell, str):
        return cell
    flat = cell.replace("\r\n", "\n").replace("\r", "\n") if not cell.startswith("\r") else cell
    return f"'{flat}" if flat.startswith(_ACTIVE) else flat


def workbook_file(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """An XLSX workbook with a sheet for each frame: headings that stay in view, a filter, numbers as numbers.

    Text is written as text: no cell becomes a formula or a link, whatever it begins with. What is longer than a cell can hold is cut.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for name, frame in sheets.items():
            sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", name)[:31])
            sheet.freeze_panes(1, 1)
            for column, title in enumerate(frame.columns):
                values = [_in_a_cell(value) for value in frame[title]]
                width = max([len(str(title)), *(len(str(value)) for value in values)], default=0)
                sheet.set_column(column, column, min(width + 2, _WIDEST), cell)
                sheet.write_string(0, column, str(title), heading)
                for row, value in enumerate(values, 1):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write_number(row, column, value)
            sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))
    return buffer.getvalue()


def _in_a_cell(value: Any) -> str | int | float:
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)[:_LONGEST_CELL]
    return "" if pd.isna(value) else value


def json_file(frame: pd.DataFrame) -> str:
    """The frame as a JSON list of objects, one a row, dates in ISO form, values as in the frame."""
    rows = [{key: _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    return None if pd.isna(value) else value


def timelinejs_file(events: pd.DataFrame, title: str, words: Mapping[str, str]) -> str:
    """The dated events as a TimelineJS file (timeline.knightlab.com/docs/json-format.html).

    Takes the frame of `events_table` with columns `when`, `claim` and `caution` (what is to be said against the date), and `by_hand`
    where a person changed anything; `words` has the reader's word for each status. A month or a year
    stays one: nothing more exact is written than the text says. The file's text fields are HTML, so the article's words are escaped.
    """
    slides = [_slide(row, words) for row in events.to_dict("records") if row["earliest"] is not None]
    return json.dumps(
        {"title": {"text": {"headline": html.escape(title)}}, "events": slides}, ensure_ascii=False, indent=1
    )


def _slide(row: Mapping[Any, Any], words: Mapping[str, str]) -> dict[str, Any]:
    facts = [words[row["status"]], row["claim"], row["date_words"], row["caution"], row.get("by_hand", "")]
    slide = {
        "unique_id": row["id"],
        "start_date": _timelinejs_date(row["earliest"], row["precision"]),
        "display_date": html.escape(row["when"]),
        "text": {
            "headline": html.escape(row["label"]),
            "text": "".join(f"<p>{html.escape(fact)}</p>" for fact in facts if fact),
        },
    }
    if row["latest"] > row["earliest"] and row["precision"] not in ("month", "year"):
        slide["end_date"] = _timelinejs_date(row["latest"], row["precision"])
    return slide


def _timelinejs_date(day: date, precision: str) -> dict[str, int]:
    exact = {"year": day.year, "month": day.month, "day": day.day}
    keep = {"year": ("year",), "longer": ("year",), "month": ("year", "month")}.get(precision, ("year", "month", "day"))
    return {key: exact[key] for key in keep}


def calendar_file(events: pd.DataFrame, article: str, stamp: date, words: Mapping[str, str]) -> str:
    """The dated events as iCalendar (RFC 5545), whole days, lines ended by CRLF; `article` makes the event ids unique, `stamp` is DTSTAMP.

    Takes what `timelinejs_file` takes. Planned and possible events, and dates taken from the context, are
    TENTATIVE, denied ones CANCELLED; how exact the date is stands in the description.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wortlaut//Timeline//DE", "CALSCALE:GREGORIAN"]
    for row in events.to_dict("records"):
        if row["earliest"] is None:
            continue
        facts = [
            row["when"], words[row["status"]], row["claim"], row["date_words"], row["caution"], row.get("by_hand", "")
        ]  # fmt: skip
        status = "TENTATIVE" if row["handed_on"] and row["status"] == "happened" else _CALENDAR_STATUS[row["status"]]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{row['id']}.{article}@wortlaut",
            f"DTSTAMP:{_compact(stamp)}T000000Z",
            f"DTSTART;VALUE=DATE:{_compact(row['earliest'])}",
            *([f"DTEND;VALUE=DATE:{_compact(row['latest'] + timedelta(1))}"] if row["latest"] < date.max else []),
            f"SUMMARY:{_calendar_text(row['label'])}",
            f"DESCRIPTION:{_calendar_text(chr(10).join(fact for fact in facts if fact))}",
            f"STATUS:{status}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")


def _calendar_text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "".join(letter for letter in text.replace("\r", "").replace("\n", "\\n") if letter.isprintable())


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, continued after a blank, never cut inside a letter."""
    pieces: list[str] = [""]
    for letter in line:
        if len((pieces[-1] + letter).encode("utf-8")) > 74:
            pieces.append("")
        pieces[-1] += letter
    return "\r\n ".join(pieces) + "\r\n"
