"""A server with a library of its own, and Debian's Chromium; a test fails on any error in the browser's console."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from components.analysis.model import Analysis
from components.library import Library

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)
WIDE, PHONE = (1400, 900), (390, 844)
# Opened by a deep link, Streamlit's own page first looks for its server below the page's address and logs the two 404s.
PROBES = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")


def await_server(address: str) -> None:
    for _ in range(2400):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, headless=True, args=SWITCHES.split())
        yield chromium
        chromium.close()


class Visitors:
    """New visitors, who share nothing with each other; what goes wrong in their browsers is kept in `errors`."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._contexts: list[Any] = []
        self.errors: list[str] = []

    def __call__(
        self,
        address: str,
        size: tuple[int, int] = WIDE,
        scheme: str = "light",
        locale: str = "de-DE",
        *,
        resting: bool = True,
    ) -> Any:
        """The page at an address, as a new visitor sees it once it has come to rest, or (not `resting`) at once."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale, reduced_motion="reduce"
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: _note_error(message, self.errors))
        page.goto(address, wait_until="load" if resting else "commit")
        if resting:
            settle(page)
        return page

    def leave(self) -> None:
        """All visitors close their windows; to be called before their server stops."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()


@contextmanager
def serving(database: Path, visit: Visitors, *, hosted: bool = False, log: Path = Path(os.devnull)) -> Iterator[str]:
    """A fresh server on a free port, one for many where `hosted`; yields its address, and stops once all visitors have left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours, alone = ["components.server"], ["streamlit", "run", "app.py", f"--server.port={port}"]
    with log.open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", *(ours if hosted else alone)],
            cwd=ROOT,
            env={**os.environ, "WORTLAUT_DATABASE": f"sqlite:///{database}", "WORTLAUT_PORT": str(port)},
            stdout=told,
            stderr=told,
        )
    try:
        await_server(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        visit.leave()
        server.terminate()
        server.wait(20)


@pytest.fixture
def visit(browser: Any) -> Iterator[Visitors]:
    """Opens addresses; any error in any visitor's browser fails the test at its end."""
    visitors = Visitors(browser)
    yield visitors
    visitors.leave()
    assert not visitors.errors


def _note_error(message: Any, errors: list[str]) -> None:
    if message.type == "error" and not PROBES.search(message.location.get("url", "")):
        errors.append(f"{message.text} ({message.location.get('url', '')})")


def settle(page: Any) -> None:
    """Waits until the page has stopped running."""
    page.wait_for_selector('[data-testid="stApp"]')
    page.wait_for_timeout(250)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(250)
    page.wait_for_selector(".st-key-first_paint", state="detached")  # what waits for the rest of the page has come


def saved(database: Path, analysis: Analysis) -> str:
    """The link of an analysis put into the library of that SQLite file."""
    library = Library(f"sqlite:///{database}")
    link = library.save(analysis)
    library.close()
    return link


def row_of_table(page: Any, row: int) -> None:
    """Ticks a row of the first table; its cells are drawn on a canvas and have no elements of their own."""
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 35 + 35 * row + 17)
    settle(page)
