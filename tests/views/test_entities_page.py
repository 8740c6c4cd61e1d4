"""The names page: the table, its filters, the chosen entity's places and quotes."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from components.library import Library
from components.tables import STRIP_BINS, entities_table
from components.tables_marks import sentence_of
from tests.made import TEXT, an_analysis, passage
from tests.views.conftest import RunPage, words_on


def names(page: AppTest) -> list[str]:
    """The names in the table, in its order."""
    return list(page.dataframe[0].value["name"])


def test_all_names_stand_in_the_table(run_page: RunPage, saved_link: str) -> None:
    page = run_page("pages/entities.py", article=saved_link)
    assert names(page) == ["Anna Berger", "Berlin", "Ein Beamter"]
    assert "Zeile anklicken" in words_on(page)


def test_a_type_and_a_search_narrow_the_table(run_page: RunPage, saved_link: str) -> None:
    page = run_page("pages/entities.py", article=saved_link)
    page.text_input(key="entities.search").set_value("ministerin").run()
    assert names(page) == ["Anna Berger"]
    page.text_input(key="entities.search").set_value("(nobody)").run()
    assert not page.exception
    assert not page.dataframe
    page.text_input(key="entities.search").set_value("").run()
    page.segmented_control(key="entities.kind").set_value("source").run()
    assert not page.exception
    assert names(page) == ["Ein Beamter"]


def test_a_chosen_name_shows_its_places_and_quotes(run_page: RunPage, saved_link: str) -> None:
    page = run_page("pages/entities.py", article=saved_link, show="e1")
    words = words_on(page)
    assert page.header[0].value == "Anna Berger"
    assert "Ministerin" in words
    assert "Eine Nennung" in words
    assert "Ein Zitat" in words


def test_an_article_without_names_says_so(run_page: RunPage, library: Library) -> None:
    link = library.save(replace(an_analysis(), entities=(), quotes=(), events=()))
    page = run_page("pages/entities.py", article=link)
    assert "Keine Namen gefunden" in words_on(page)


def test_the_table_counts_quotes_and_places() -> None:
    frame = entities_table(an_analysis())
    assert list(frame["said"]) == [1, 0, 1]
    assert all(len(strip) == STRIP_BINS for strip in frame["strip"])
    assert [sum(strip) for strip in frame["strip"]] == list(frame["mentions"])
    first_places = [
        passage(words).start * STRIP_BINS // len(TEXT) for words in ("Anna Berger", "BERLIN", "Ein Beamter")
    ]
    assert [strip.index(1) for strip in frame["strip"]] == first_places


def test_the_sentence_around_a_mention_is_the_paragraph_where_none_is_known() -> None:
    where = passage("Anna Berger")
    around = sentence_of(an_analysis(), where.start, where.end)
    assert TEXT[around.start : around.end].startswith("BERLIN (Agentur)")
    assert TEXT[around.start : around.end].endswith("verfrüht.")
