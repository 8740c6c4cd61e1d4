"""What only a browser shows: the navigation on a phone, and that any cell of a table leads to the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE, Visitors, saved, serving, settle
from tests.made import an_analysis
from tests.test_tables_timeline import story

pytestmark = pytest.mark.browser


def test_navigation_on_a_phone_and_clicks_on_cells(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())
    with serving(database, visit) as server:
        phone = visit(f"{server}/?article={link}", size=PHONE)
        links = phone.locator(".st-key-frame_narrow a")
        links.nth(5).wait_for()
        assert links.all_inner_texts() == ["Artikel", "Namen", "Zitate", "Zeitleiste", "Vergleich", "Bibliothek"]
        boxes = [link.bounding_box() for link in links.all()]
        assert len({round(box["y"]) for box in boxes}) == 1
        menu = phone.get_by_test_id("stMainMenu").bounding_box()
        assert boxes[-1]["x"] + boxes[-1]["width"] <= menu["x"]

        page = visit(f"{server}/entities?article={link}", size=WIDE)
        table = page.get_by_test_id("stDataFrame").first
        table.wait_for()
        box = table.bounding_box()
        page.mouse.click(box["x"] + 200, box["y"] + 35 + 17)
        settle(page)
        page.get_by_role("heading", level=2).first.wait_for()
        assert "show=" in page.url


def test_a_table_and_the_text_take_turns_in_choosing(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, story())
    with serving(database, visit) as server:
        page = visit(f"{server}/timeline?article={link}", size=WIDE)
        settle(page)

        def cell(row: int) -> None:
            box = page.get_by_test_id("stDataFrame").first.bounding_box()
            page.mouse.click(box["x"] + 300, box["y"] + 35 + 35 * row + 17)

        for choosing, finding in (
            (lambda: cell(1), "v1"),
            (lambda: page.locator(".text .time").first.click(), "t0"),  # nothing of it in the table
            (lambda: cell(1), "v1"),  # the cell clicked before
            (lambda: page.locator(".text .event").last.click(), "v4"),
            (lambda: cell(1), "v1"),
        ):
            settle(page)
            choosing()
            page.wait_for_url(f"**show={finding}")
        settle(page)
        page.get_by_test_id("stButtonGroup").get_by_role("button", name="geplant").click()
        settle(page)
        assert page.url.endswith("show=v1")  # chosen still, though a filter has moved its row
