"""What the tests of the screens share: an empty library for each test, and pages run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from streamlit.testing.v1 import AppTest

from components.library import Library, open_library
from components.views.first_paint import PAINTED
from tests.made import an_analysis

ROOT = Path(__file__).resolve().parents[2]


class RunPage(Protocol):
    """Runs a page (or app.py) with query parameters, as if its address had been opened."""

    def __call__(self, file: str, *, locale: str = "de-DE", **parameters: str) -> AppTest: ...


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The library the pages use, empty and gone after the test."""
    monkeypatch.setenv("WORTLAUT_DATABASE", f"sqlite:///{tmp_path / 'library.sqlite3'}")
    open_library.cache_clear()
    opened = open_library()
    yield opened
    opened.close()
    open_library.cache_clear()


@pytest.fixture
def saved_link(library: Library) -> str:
    """The link of the hand-made analysis of tests.made."""
    return library.save(an_analysis())


@pytest.fixture
def run_page(library: Library) -> RunPage:
    """The runner; the page has not raised when it returns."""

    def run(file: str, *, locale: str = "de-DE", **parameters: str) -> AppTest:
        page = AppTest.from_file(str(ROOT / file), default_timeout=60)
        page.context["locale"] = locale
        page.session_state[PAINTED] = True  # no browser will ask for the rest
        for name, value in parameters.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception
        return page

    return run


def open_control(page: AppTest, key: str, *, closed: bool = False) -> None:
    """Opens what stands behind a button, or closes it; it is drawn only while it is open."""
    page.session_state[key] = not closed
    page.run()
    assert not page.exception


def words_on(page: AppTest) -> str:
    """Every sentence the page shows outside its components and tables."""
    shown = [
        *page.title,
        *page.header,
        *page.subheader,
        *page.markdown,
        *page.caption,
        *page.warning,
        *page.error,
        *page.info,
    ]
    return "\n".join(str(element.value) for element in shown)
