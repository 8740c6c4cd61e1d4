"""The list of time expressions below the timeline: closed at first, worded, corrected, in the files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from components.analysis.model import Analysis
from components.library import Library
from components.library.corrections import corrected, set_time_value
from components.tables_times import TIME_COLUMNS, times_table
from components.views.article_view import _workbook
from components.views.strings import speaking
from components.views.times_list import as_downloaded, worded_times
from tests.made import an_analysis
from tests.views.conftest import RunPage, words_on

PAGE = "pages/timeline.py"


def by_hand() -> Analysis:
    """The hand-made analysis with „Montag“ set to three days."""
    made = an_analysis()
    return corrected(made, [replace(set_time_value(made, "t0", "2023-05-15/2023-05-17"), number=1, who="=Uta")])


def test_a_row_for_every_expression_in_the_order_of_the_text() -> None:
    frame = times_table(an_analysis())
    assert list(frame.columns) == list(TIME_COLUMNS)
    assert frame[["id", "words", "events"]].to_dict("records") == [
        {"id": "t0", "words": "Montag", "events": 1},
        {"id": "t1", "words": "3. Mai 2023", "events": 0},
    ]
    assert frame["earliest"].tolist() == [date(2023, 5, 8), date(2023, 5, 3)]
    assert times_table(replace(an_analysis(), times=(), events=())).empty


def test_what_it_says_is_worded_and_a_value_without_days_is_not_dated() -> None:
    made = by_hand()
    some_time = replace(made.times[1], value="P2D", earliest=None, latest=None, rule="duration", type="DURATION")
    with speaking("de"):
        shown = worded_times(replace(made, times=(made.times[0], some_time)))
        assert shown["when"].tolist() == ["15.–17. Mai 2023", "ohne Datum"]
        assert shown["reason"].tolist() == ["Von Hand gesetzt.", "Eine Dauer, kein Tag."]
        assert as_downloaded(shown)["Frühestens"].tolist() == ["2023-05-15", ""]


def test_the_list_is_closed_at_first_and_shows_what_was_corrected(run_page: RunPage, library: Library) -> None:
    link = library.save(an_analysis())
    library.correct(link, set_time_value(an_analysis(), "t0", "2023-05-15"), seen=1, who="Uta Klamm")
    page = run_page(PAGE, article=link)
    (closed,) = [e for e in page.expander if e.label == "Zeitangaben (2)"]
    assert not closed.dataframe
    page.session_state["times.open"] = True
    page.run()
    (opened,) = [e for e in page.expander if e.label == "Zeitangaben (2)"]
    shown = opened.dataframe[0].value
    assert shown["words"].tolist() == ["Montag", "3. Mai 2023"]
    assert shown["hand"].tolist() == ["✎", ""]
    assert "Uta Klamm" in shown["Von Hand"][0]
    assert not page.exception


def test_without_events_the_times_are_there_all_the_same(run_page: RunPage, library: Library) -> None:
    link = library.save(replace(an_analysis(), events=()))
    page = run_page(PAGE, article=link, show="t0")
    assert [e for e in page.expander if e.label == "Zeitangaben (2)"]
    assert [e for e in page.expander if e.label == "Korrigieren"]
    page = run_page(PAGE, article=library.save(replace(an_analysis(), events=(), times=())))
    assert not [e for e in page.expander if "Zeitangaben" in e.label]
    assert "Keine Ereignisse" in words_on(page)


@pytest.mark.parametrize(("language", "sheet"), [("de", "Zeitangaben"), ("en", "Times")])
def test_the_workbook_has_them_with_who_changed_them(language: str, sheet: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        made = _workbook(by_hand())()
    assert isinstance(made, bytes)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert f'name="{sheet}"' in book.read("xl/workbook.xml").decode("utf-8")
        strings = book.read("xl/sharedStrings.xml").decode("utf-8")
        assert "2023-05-15/2023-05-17" in strings
        assert "=Uta" in strings
        assert b"<f>" not in book.read("xl/worksheets/sheet4.xml")
