"""Every page, empty and with an article, light and dark, by the rules of axe-core: nothing that keeps anybody from reading it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components.library import Library
from tests.browser.conftest import PHONE, WIDE, Visitors, serving, settle
from tests.made import an_analysis

pytestmark = pytest.mark.browser
# A fault of Streamlit's own upload field, which Wortlaut cannot mend: its role forbids its label.
STREAMLITS_OWN = {"presentation-role-conflict"}
PAGES = ("", "entities", "quotes", "timeline", "library", "compare")


def addresses(one: str, other: str) -> list[str]:
    """Every page without an article, with one, and with something chosen in it."""
    found = [*PAGES, f"compare?articles={one},{other}", f"library?article={one}"]
    for page in ("", "entities", "quotes", "timeline"):
        found += [
            f"{page}?article={one}",
            *(f"{page}?article={one}&show={choice}" for choice in ("e1", "q1", "v1", "t0")),
        ]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_keeps_anybody_out(size: tuple[int, int], scheme: str, visit: Visitors, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    one, other = (library.save(an_analysis()) for _ in range(2))
    library.close()
    faults: dict[str, list[Any]] = {}
    with serving(database, visit) as server:
        page = visit(server, size=size, scheme=scheme)
        for address in addresses(one, other):
            page.goto(f"{server}/{address}")
            settle(page)
            page.get_by_role("heading").first.wait_for()
            settle(page)
            found = _violations(axe, page)
            if found:  # on a slow machine Streamlit may still be fading what it has just drawn anew
                page.wait_for_timeout(3_000)
                found = _violations(axe, page)
            if found:
                faults[address] = [(v["id"], [n["html"][:150] for n in v["nodes"]]) for v in found]
    assert not faults


def _violations(axe: Any, page: Any) -> list[Any]:
    return [v for v in axe.run(page).response["violations"] if v["id"] not in STREAMLITS_OWN]
