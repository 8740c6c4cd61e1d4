"""The server for many in a real browser: a hostile article on every page, its strict policy, and a link opened by a colleague."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from components.analysis import analyse
from components.article import read_sample, samples
from components.library import Library
from tests.browser.conftest import Visitors, serving, settle

pytestmark = pytest.mark.browser
PAGES = ("", "entities", "quotes", "timeline")
EVIL = "http://evil.example"
HOSTILE = f"""<script>window.harmed = 1; alert(1)</script> ![x]({EVIL}/beacon.png)

Von <img src={EVIL}/i.png onerror=window.harmed=1>

BERLIN (Agentur) – „<img src=x onerror=alert(1)> [Klick](javascript:alert(1)) ![b]({EVIL}/b.png)“, sagte Minister
<svg onload=alert(1)> Berger am 3. Mai 2023. „=HYPERLINK("{EVIL}")“, sagte Ministerin Anna ![y]({EVIL}/y.png) Huber am Montag.
\u202eEin Beamter sagte, :red[das] $\\frac{{1}}{{0}}$ sei `verfrüht`. <iframe srcdoc="<script>parent.harmed=1</script>"></iframe>
Der Rat von <a href="javascript:alert(1)">Kiel</a> tagte am 4. Mai 2023; {EVIL}/nackt steht hier."""


def watch(page: Any, visit: Visitors) -> list[str]:
    """Notes every dialog and every request that leaves this computer."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: seen.append(request.url) if "evil.example" in request.url else None)
    return seen


def test_a_hostile_article_does_nothing_on_any_page(visit: Visitors, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(tmp_path / "library.sqlite3", visit, hosted=True, log=log) as server:
        page = visit(server)
        seen = watch(page, visit)
        page.locator("textarea").fill(HOSTILE)
        page.get_by_role("button", name="Auswerten").click()
        page.locator(".text .mark").first.wait_for()
        settle(page)
        query = page.url[page.url.index("?") :]
        for name in PAGES:
            page.goto(f"{server}/{name}{query}")
            settle(page)
            for show in ("e1", "q1", "v1"):
                page.goto(f"{server}/{name}{query}&show={show}")
                settle(page)
                page.locator(".text").first.wait_for()
                assert page.evaluate("window.harmed") is None
                for frame in page.frames:
                    assert frame == page.main_frame
        assert seen == []
    told = log.read_text("utf-8")
    for secret in ("evil.example", "Berger", "article=", query.split("=")[1][:22]):
        assert secret not in told


def test_a_colleague_opens_a_filtered_page_by_its_link(
    visit: Visitors, tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    analysis = analyse(read_sample(samples()[0].name))
    link = library.save(analysis)
    library.close()
    filters = quote_plus('{"quotes.kind":["direct"]}')
    quote = next(q.id for q in analysis.quotes if q.kind == "direct")
    with serving(database, visit, hosted=True) as server:
        for _ in range(3):  # a new browser each time, with nothing kept
            began = time.monotonic()
            page = visit(f"{server}/quotes?article={link}&show={quote}&view={filters}", resting=False)
            page.locator(".cards .card").first.wait_for()
            page.locator(".text .here").first.wait_for()
            record_property("seconds_to_a_filtered_page", round(time.monotonic() - began, 2))
            print(f"a filtered page stands after {time.monotonic() - began:.2f} s")  # noqa: T201
            page.locator(".js-plotly-plot").wait_for()  # and what may come later does come
            page.locator('[data-testid="stDataFrame"]:visible').first.wait_for()
            settle(page)
            assert page.evaluate("document.referrer") == ""
