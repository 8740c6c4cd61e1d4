"""Correcting in a real browser: by choosing, by selecting words, by typing; each holds on the other pages, after a reload, and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components.library import Library
from tests.browser.conftest import PHONE, Visitors, serving, settle
from tests.made import TEXT, an_analysis

pytestmark = pytest.mark.browser


def test_what_is_corrected_holds_everywhere_and_can_be_undone(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    with serving(database, visit) as server:
        # a speaker, chosen from the names of the article
        page = visit(f"{server}/quotes?article={link}")
        page.locator(".cards [data-id=q2]").get_by_role("button", name="Korrigieren").click()
        page.get_by_role("tab", name="Sprecher und Art").wait_for()
        page.locator(".st-key-correct_quote [data-testid=stSelectbox] input").first.fill("Anna")
        page.get_by_role("option", name="Anna Berger").click()
        page.locator(".st-key-correct_quote").get_by_role("button", name="Übernehmen").click()
        page.locator(".st-key-correct_done", has_text="Anna Berger").wait_for()
        settle(page)
        assert page.locator(".cards .badge.hand").count() == 1

        # a quotation, its words selected with the mouse
        select(page, "am 3. Mai 2023")
        page.locator(".selecting").get_by_role("button", name="Zitat", exact=True).click()
        page.locator(".st-key-correct_done", has_text="Zitat ergänzt").wait_for()
        settle(page)
        assert page.locator(".cards .card").count() == 3
        assert "show=q3" in page.url

        # a name, typed
        page.goto(f"{server}/entities?article={link}&show=e1")
        page.get_by_text("Korrigieren").click()
        page.get_by_role("textbox", name="Name", exact=True).fill("Anna Berger-Kühn")
        page.get_by_role("textbox", name="Name", exact=True).press("Enter")
        page.locator(".st-key-correct_done", has_text="Anna Berger-Kühn").wait_for()

        # a date
        page.goto(f"{server}/timeline?article={link}&show=v1")
        wide = page.locator(".st-key-timeline_detail_wide")
        wide.get_by_text("Korrigieren").click()
        wide.get_by_role("textbox", name="Datum").fill("9.5.2023")
        wide.get_by_role("button", name="Übernehmen").click()
        page.locator(".st-key-correct_done", has_text="9. Mai 2023").wait_for()
        settle(page)

        # all of it on the other pages, for another visitor too
        for reader in (page, visit(f"{server}/quotes?article={link}")):
            reader.goto(f"{server}/quotes?article={link}")
            reader.locator(".cards .group", has_text="Anna Berger-Kühn").locator(".card").nth(1).wait_for()
            reader.goto(f"{server}/article?article={link}&show=v1")
            reader.get_by_text("9. Mai 2023").first.wait_for()
        found = library.load(link)
        assert found is not None
        assert [c.action for c in found.corrections] == ["quote.speaker", "quote.add", "entity.rename", "event.date"]

        # undone from the list, the last first
        page.get_by_role("button", name="Korrekturen (4)").click()
        page.get_by_role("button", name="Rückgängig").first.click()
        page.get_by_text("8. Mai 2023").first.wait_for()
        settle(page)
        again = library.load(link)
        assert again is not None
        assert again.analysis.events == an_analysis().events
    library.close()


def test_words_are_selected_by_keyboard_and_become_a_name(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    with serving(database, visit) as server:
        page = visit(f"{server}/article?article={link}")
        page.locator(".text [data-begins]", has_text="BERLIN").focus()
        for keys in ("Shift+ArrowRight", "Shift+ArrowRight", "Alt+Shift+ArrowRight"):
            page.keyboard.press(keys)
        page.locator(".selecting").wait_for()
        assert page.locator(".said").text_content() == "Ausgewählt: (Agentur)"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".st-key-correct_done", has_text="Agentur").wait_for()
        settle(page)
        found = library.load(link)
        assert found is not None
        (added,) = [e for e in found.analysis.entities if e.name == "Agentur"]
        assert added.type == "ORG"
        assert [TEXT[m.start : m.end] for m in added.mentions] == ["Agentur"]
        page.get_by_role("button", name="Rückgängig").click()
        settle(page)
        assert library.load(link).analysis == an_analysis()  # type: ignore[union-attr]
    library.close()


def test_a_phone_corrects_too_and_a_reader_cannot(visit: Visitors, tmp_path: Path) -> None:
    database = tmp_path / "library.sqlite3"
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    reading = library.share(link, "read")
    with serving(database, visit) as server:
        page = visit(f"{server}/article?article={link}&show=q2", size=PHONE, scheme="dark")
        page.get_by_text("Korrigieren").click()
        page.get_by_role("tab", name="Löschen").click()
        page.get_by_role("button", name="Das ist kein Zitat: löschen").click()
        told = page.locator(".st-key-correct_done", has_text="Zitat gelöscht")
        told.wait_for()
        box = told.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert 0 <= box["y"] < PHONE[1]
        settle(page)

        reader = visit(f"{server}/article?article={reading}&show=q1")
        assert reader.get_by_text("Korrigieren").count() == 0
        select(reader, "am 3. Mai 2023")
        assert not reader.locator(".selecting").is_visible()
    library.close()


def select(page: Any, words: str) -> None:
    """Draws the mouse over words of the text."""
    page.locator(".text").scroll_into_view_if_needed()
    places = page.locator(".text").evaluate(
        """(text, words) => {
            const at = text.textContent.indexOf(words);
            const edge = (offset) => {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(), seen = 0; node; seen += node.data.length, node = walker.nextNode())
                    if (offset < seen + node.data.length) {
                        const range = document.createRange();
                        range.setStart(node, offset - seen);
                        range.setEnd(node, offset - seen + 1);
                        return range.getBoundingClientRect().toJSON();
                    }
            };
            return [edge(at), edge(at + words.length - 1)];
        }""",
        words,
    )
    first, last = places
    page.mouse.move(first["left"] + 1, first["top"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["right"] - 1, last["top"] + last["height"] / 2, steps=6)
    page.mouse.up()
    page.wait_for_timeout(600)
