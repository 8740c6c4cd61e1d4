"""What only a browser shows: the navigation on a phone, and that any cell of a table leads to the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.library import Library
from tests.browser.conftest import PHONE, WIDE, Visitors, serving, settle
from tests.made import an_analysis

pytestmark = pytest.mark.browser


def test_navigation_on_a_phone_and_clicks_on_cells(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    library.close()
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
