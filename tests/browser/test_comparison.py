"""Comparing in a real browser: what has changed, both its passages, and the way to the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.library import Library
from tests.browser.conftest import PHONE, WIDE, Visitors, serving, settle
from tests.test_compare import two_versions

pytestmark = pytest.mark.browser
STREAMLITS_OWN = {"presentation-role-conflict"}


def _saved(database: Path) -> str:
    library = Library(f"sqlite:///{database}")
    links = [library.save(analysis) for analysis in two_versions()]
    library.close()
    return ",".join(links)


def test_a_change_leads_to_both_passages_and_a_passage_to_its_article(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    links = _saved(database)
    with serving(database, visit) as server:
        page = visit(f"{server}/compare?articles={links}")
        page.get_by_text("Fassungen", exact=True).last.click()
        settle(page)
        change = page.locator(".changes button", has_text="Schreibung").first
        change.click()
        settle(page)
        assert change.locator("del").inner_text() == "Meier"
        assert change.locator("ins").inner_text() == "Mayer"
        page.locator("ol button strong", has_text="Anna Mayer").click()
        page.locator(".text .here", has_text="Anna Mayer").wait_for()
        assert f"article={links.split(',')[1]}" in page.url


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide-light", "phone-dark"])
def test_the_comparison_can_be_read_by_everybody(
    visit: Visitors, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    database = tmp_path / "library.sqlite3"
    links = _saved(database)
    with serving(database, visit) as server:
        page = visit(f"{server}/compare?articles={links}", size, scheme)
        for view in ("Gemeinsame Namen", "Wer sagt was", "Zeitleiste", "Fassungen"):
            page.locator('[data-testid="stButtonGroup"] button', has_text=view).first.evaluate("b => b.click()")
            settle(page)
            page.wait_for_timeout(500)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            found = [v for v in axe.run(page).response["violations"] if v["id"] not in STREAMLITS_OWN]
            assert not found, [(v["id"], v["nodes"][0]["html"][:200]) for v in found]
