"""The reader's way through Wortlaut in a real browser: from a cold deep link to a link that outlives the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE, Visitors, row_of_table, saved, serving, settle
from tests.made import TEXT, an_analysis
from tests.test_tables_network import company

pytestmark = pytest.mark.browser
# Faults of Streamlit's own widgets, which Wortlaut cannot mend: its upload field has a role that forbids its label.
STREAMLITS_OWN = {"presentation-role-conflict"}
PAGES = {
    "": "Der Tag",
    "entities": "Wer und was genannt wird",
    "quotes": "Wer was gesagt hat",
    "timeline": "Was wann geschah",
}


def test_from_a_cold_deep_link_to_a_link_that_outlives_the_server(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())

    with serving(database, visit) as server:
        # the very first visitor of the process arrives by a deep link
        page = visit(f"{server}/entities?article={link}&show=e1")
        page.get_by_role("heading", name="Wer und was genannt wird").wait_for()
        assert page.get_by_role("link", name="Zeitleiste").first.is_visible()
        page.locator(".text .here", has_text="Anna Berger").wait_for()

        # pasting
        page = visit(server)
        page.locator("textarea").fill(TEXT)
        page.get_by_role("button", name="Auswerten").click()
        page.locator(".text .mark").first.wait_for()
        settle(page)
        pasted = page.url
        assert "article=" in pasted

        # a row leads to its words
        page.get_by_role("link", name="Namen", exact=True).first.click()
        page.get_by_role("heading", name="Wer und was genannt wird").wait_for()
        settle(page)
        row_of_table(page, 0)
        assert "show=e" in page.url
        page.locator(".text .here").first.wait_for()
        row = page.url

        # so do a quotation and an event
        page.get_by_role("link", name="Zitate", exact=True).first.click()
        page.locator(".cards .show").first.click()
        settle(page)
        assert "show=q" in page.url
        page.locator(".text .here", has_text="Wir öffnen am").wait_for()
        page.goto(f"{server}/timeline?article={link}&show=v1")
        page.get_by_role("heading").first.wait_for()
        page.locator(".text .here").first.wait_for()

        # uploading
        page = visit(server)
        page.set_input_files("input[type=file]", {"name": "tag.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
        page.locator(".text .mark").first.wait_for()

    with serving(database, visit) as server:
        page = visit(server + row[row.index("/", 8) :])
        page.get_by_role("heading", name="Wer und was genannt wird").wait_for()
        page.locator(".text .here").first.wait_for()
        page = visit(server + pasted[pasted.index("/", 8) :])
        page.locator(".text .mark").nth(2).wait_for()


def test_the_text_is_read_by_mouse_and_by_keyboard(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())
    with serving(database, visit) as server:
        page = visit(f"{server}/article?article={link}")
        page.locator(".text .person", has_text="Anna Berger").click()
        settle(page)
        assert "show=e1" in page.url
        page.get_by_text("Alle Stellen zeigen").wait_for()

        # once on the words of a time inside a quotation: the time; once more: the quotation around it
        monday = page.locator(".text .time", has_text="Montag")
        monday.click()
        settle(page)
        assert "show=t0" in page.url
        page.locator(".text .time", has_text="Montag").click()
        settle(page)
        assert "show=q1" in page.url or "show=v1" in page.url

        # the keyboard: one stop for the whole text, arrows from mark to mark, Enter chooses
        page.locator(".text [data-begins]").first.focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        settle(page)
        assert page.locator(".text [tabindex='0']").count() == 1

        # a layer switched off leaves the text, and stays off on the next page
        page.get_by_role("button", name="Schließen").click()
        settle(page)
        page.locator(".legend button", has_text="Person").click()
        assert page.locator(".text .person").count() == 0
        page.get_by_role("link", name="Namen", exact=True).first.click()
        settle(page)
        page.locator(".text .place").first.wait_for()
        assert page.locator(".text .person").count() == 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_another_date_leaves_the_list_of_what_moved_in_plain_view(
    size: tuple[int, int], visit: Visitors, tmp_path: Path
) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())
    with serving(database, visit) as server:
        page = visit(f"{server}/article?article={link}", size=size)
        page.get_by_role("button", name="4. Mai 2023").click()
        page.locator("[data-testid=stDateInputField] [role=spinbutton]").first.click()
        page.keyboard.type("11052023")
        page.get_by_role("button", name="Übernehmen").click()
        moved = page.get_by_text("Neuer Erscheinungstag")
        moved.wait_for()
        settle(page)
        assert not page.get_by_role("button", name="Übernehmen").is_visible()
        box = moved.bounding_box()
        assert 0 <= box["y"] < size[1] / 2


def test_on_a_phone_what_was_clicked_is_told_on_the_same_screen(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())
    with serving(database, visit) as server:
        page = visit(f"{server}/article?article={link}", size=PHONE)
        page.locator(".text .person", has_text="Anna Berger").click()
        settle(page)
        told = page.get_by_text("Alle Stellen zeigen").bounding_box()
        assert told["y"] + told["height"] <= PHONE[1]


def test_names_joined_by_arcs_lead_to_their_names(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    link = saved(database, company())
    with serving(database, visit) as server:
        page = visit(f"{server}/entities?article={link}")
        page.get_by_text("Wer mit wem").first.click()
        mark = page.locator(".js-plotly-plot .points path.point").last  # plotly lays a sheet of its own over the marks
        mark.wait_for()
        box = mark.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        settle(page)
        assert "show=" in page.url
        page.locator(".text .here").first.wait_for()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide-light", "phone-dark"])
def test_every_page_fits_its_screen_and_can_be_read_by_all(
    size: tuple[int, int], scheme: str, visit: Visitors, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    database = tmp_path / "library.sqlite3"
    link = saved(database, an_analysis())
    with serving(database, visit) as server:
        for address in ("", *(f"{page}?article={link}&show=e1" for page in PAGES)):
            page = visit(f"{server}/{address}", size=size, scheme=scheme)
            page.get_by_role("heading").first.wait_for()
            settle(page)
            widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert widths[0] <= widths[1], f"{address} is wider than the screen"
            found = [v for v in axe.run(page).response["violations"] if v["id"] not in STREAMLITS_OWN]
            assert not found, [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
