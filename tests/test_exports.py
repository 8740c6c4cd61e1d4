"""The downloads: what a German Excel, TimelineJS and a calendar read."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from components.exports import calendar_file, csv_file, json_file, timelinejs_file, workbook_file
from components.tables_timeline import events_table
from tests.made_talk import Happened, analysed

WORDS = {"happened": "geschehen", "planned": "geplant", "possible": "möglich", "denied": "bestritten"}


def story(*happened: Happened) -> pd.DataFrame:
    frame = events_table(analysed(". ".join(e.words for e in happened), happened=happened))
    caution = ["nicht genannt" if handed_on else "" for handed_on in frame["handed_on"]]
    return frame.assign(when=[str(d) for d in frame["earliest"]], claim="", caution=caution)


def rows(made: bytes) -> list[list[str]]:
    """The cells a German Excel shows."""
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_german_excel_opens_the_csv() -> None:
    made = csv_file(pd.DataFrame({"Größe": ["Köln; „ja“", "zwei\nZeilen"], "Sicher": [0.5, 1.0], "Wörter": [3, 4]}))
    assert made.startswith(b"\xef\xbb\xbf")
    assert rows(made) == [["Größe", "Sicher", "Wörter"], ["Köln; „ja“", "0,5", "3"], ["zwei\nZeilen", "1,0", "4"]]


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx", "=1+1;2", "–"])
def test_no_cell_becomes_a_formula(cell: str) -> None:
    shown = rows(csv_file(pd.DataFrame({"a": [cell], "b": [(cell, "y")]})))[1]
    for value in shown:
        assert value[0] not in "=+-@\t\r"
    assert shown[0].lstrip("'") == cell
    assert (shown[0] == cell) is (cell == "–")  # a dash that no spreadsheet calculates with stays as it is


def test_a_heading_is_safe_too() -> None:
    assert rows(csv_file(pd.DataFrame({"=A": ["x"]})))[0] == ["'=A"]


def cells(made: bytes, sheet: int = 1) -> list[list[str]]:
    """The cells of a sheet of an XLSX workbook as text, by the file format's own rules; a formula would have no place here."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        shared = [
            "".join(t.text or "" for t in item.iterfind(".//x:t", space))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("x:si", space)
        ]
        rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iterfind(".//x:row", space)
        found = []
        for row in rows:
            assert row.find(".//x:f", space) is None
            values = [(c.get("t"), c.findtext("x:v", "", space)) for c in row.iterfind("x:c", space)]
            found.append([shared[int(value)] if kind == "s" else value for kind, value in values])
        return found


def test_a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers() -> None:
    frame = pd.DataFrame(
        {"Größe": ["Köln", "Łódź ‚ja‘"], "Wörter": [3, 4], "Sicher": [0.5, None], "Mit": [("a", "b"), ()]}
    )
    made = workbook_file({"Zitate [1/2]: alle": frame, "Leer": pd.DataFrame(columns=["Name"])})
    assert cells(made) == [
        ["Größe", "Wörter", "Sicher", "Mit"],
        ["Köln", "3", "0.5", "a, b"],
        ["Łódź ‚ja‘", "4", "", ""],
    ]
    assert cells(made, 2) == [["Name"]]


@pytest.mark.parametrize(
    "cell", ["=1+1", "{=1+1}", "+1", "@x", "https://example.org", "internal:A1", "file:///etc", "mailto:a@b"]
)
def test_no_cell_of_a_workbook_becomes_a_formula_or_a_link(cell: str) -> None:
    made = workbook_file({"A": pd.DataFrame({cell: [cell]})})
    assert cells(made) == [[cell], [cell]]
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml").lower()


def test_a_text_longer_than_a_cell_and_letters_no_file_can_hold_break_nothing() -> None:
    made = workbook_file({"A" * 60: pd.DataFrame({"a": ["x" * 40_000, "\x00\x0b\ud7ff"]})})
    assert len(cells(made)[1][0]) == 32_767


def test_json_keeps_the_values() -> None:
    frame = story(Happened("Köln =1", "2025-05-17", ("2025-05-17", "2025-05-17"), who=()), Happened("B"))
    first, second = json.loads(json_file(frame))
    assert (first["label"], first["earliest"], first["confidence"]) == ("Köln =1", "2025-05-17", 0.7)
    assert second["earliest"] is None
    assert second["who_ids"] == []
    assert json.loads(json_file(pd.DataFrame({"roles": [["a", "b"], []], "n": [1, None]}))) == [
        {"roles": ["a", "b"], "n": 1.0},
        {"roles": [], "n": None},
    ]


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        (Happened("A", "2025-05-17", ("2025-05-17", "2025-05-17")), {"year": 2025, "month": 5, "day": 17}, None),
        (Happened("A", "2025-05", ("2025-05-01", "2025-05-31")), {"year": 2025, "month": 5}, None),
        (Happened("A", "1923", ("1923-01-01", "1923-12-31")), {"year": 1923}, None),
        (Happened("A", "199", ("1990-01-01", "1999-12-31")), {"year": 1990}, {"year": 1999}),
        (
            Happened("A", "2025-05-17/2025-05-19", ("2025-05-17", "2025-05-19")),
            {"year": 2025, "month": 5, "day": 17},
            {"year": 2025, "month": 5, "day": 19},
        ),
    ],
)
def test_timelinejs_gets_a_date_as_exact_as_it_is_known(
    event: Happened, start: dict[str, int], end: dict[str, int] | None
) -> None:
    (slide,) = json.loads(timelinejs_file(story(event), "Titel", WORDS))["events"]
    assert slide["start_date"] == start
    assert slide.get("end_date") == end


def test_timelinejs_leaves_out_what_has_no_date_and_escapes_the_rest() -> None:
    frame = story(Happened("<img src=x>", "2025", ("2025-01-01", "2025-12-31"), "denied"), Happened("B"))
    made = json.loads(timelinejs_file(frame, "<script>", WORDS))
    assert made["title"]["text"]["headline"] == "&lt;script&gt;"
    (slide,) = made["events"]
    assert slide["text"]["headline"] == "&lt;img src=x&gt;"
    assert "bestritten" in slide["text"]["text"]


def calendar(*happened: Happened) -> str:
    return calendar_file(story(*happened), "a1", date(2025, 3, 6), WORDS)


def test_a_calendar_holds_whole_days_and_the_status() -> None:
    made = calendar(
        Happened("Wahl; Rede, \\o/", "2025-05-17/2025-05-19", ("2025-05-17", "2025-05-19"), "planned"), Happened("B")
    )
    lines = made.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == 1
    for line in (
        "UID:v1.a1@wortlaut",
        "DTSTAMP:20250306T000000Z",
        "DTSTART;VALUE=DATE:20250517",
        "DTEND;VALUE=DATE:20250520",
        "SUMMARY:Wahl\\; Rede\\, \\\\o/",
        "STATUS:TENTATIVE",
    ):
        assert line in lines
    assert "\n" not in made.replace("\r\n", "")


def test_calendar_lines_are_folded_and_nothing_can_break_out() -> None:
    long = "Größe " * 40 + "\r\nATTENDEE:x"
    made = calendar(Happened(long, "2025", ("2025-01-01", "2025-12-31"), "denied"))
    assert all(len(line.encode("utf-8")) <= 75 for line in made.split("\r\n"))
    assert not [line for line in made.split("\r\n") if line.startswith("ATTENDEE")]
    assert "STATUS:CANCELLED" in made


def test_the_last_day_of_all_has_no_day_after() -> None:
    made = calendar(Happened("A", "9999", ("9999-01-01", "9999-12-31")))
    assert "DTSTART;VALUE=DATE:99990101" in made
    assert "DTEND" not in made


def test_a_year_before_1000_is_written_with_four_digits() -> None:
    assert "DTSTART;VALUE=DATE:00420315" in calendar(Happened("A", "0042-03-15", ("0042-03-15", "0042-03-15")))


def test_a_date_from_the_context_is_never_taken_for_a_stated_one() -> None:
    day = ("2025-05-17", "2025-05-17")
    frame = story(Happened("A", day[0], day), Happened("B", day[0], day, how="story"))
    stated, guessed = json.loads(timelinejs_file(frame, "T", WORDS))["events"]
    assert "nicht genannt" in guessed["text"]["text"]
    assert "nicht genannt" not in stated["text"]["text"]
    first, second = calendar_file(frame, "a1", date(2025, 1, 1), WORDS).split("BEGIN:VEVENT")[1:]
    assert "STATUS:CONFIRMED" in first
    assert "STATUS:TENTATIVE" in second
    assert "nicht genannt" in second
    assert [row["handed_on"] for row in json.loads(json_file(frame))] == [False, True]
