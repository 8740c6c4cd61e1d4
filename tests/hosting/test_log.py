"""The log: no message of an exception, no argument of a library, nothing after the path of an address."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from components.hosting.log import discreet_record, seen

SECRET = "Kanzleramt"


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(discreet_record)
    yield caplog
    logging.setLogRecordFactory(before)


def test_an_exception_is_told_by_kind_and_place(told: pytest.LogCaptureFixture) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("some.library").exception("it broke")
    assert "it broke" in told.text
    assert "ValueError" in told.text
    assert "test_an_exception_is_told_by_kind_and_place" in told.text
    assert SECRET not in told.text


def test_a_chain_of_exceptions_too(told: pytest.LogCaptureFixture) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as first:
            raise KeyError(SECRET) from first
    except KeyError:
        logging.getLogger("streamlit.runtime").exception("again")
    assert "KeyError" in told.text
    assert SECRET not in told.text


def test_what_a_library_puts_into_its_message_is_left_out(told: pytest.LogCaptureFixture) -> None:
    logging.getLogger("pypdf").warning("strange word %s at 100%%", SECRET)
    logging.getLogger("wortlaut").warning("%s articles", 3)
    assert SECRET not in told.text
    assert "3 articles" in told.text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/"),
        ("/quotes", "/quotes"),
        ("/quotes/x", "/…"),
        ("/media/1f8a.xlsx", "/media/…"),
        (f"/{SECRET}", "/…"),
        ("/_stcore/upload_file/abc/def", "/_stcore/…"),
    ],
)
def test_a_path_is_shown_by_the_name_of_a_screen(path: str, shown: str) -> None:
    assert seen(path) == shown
