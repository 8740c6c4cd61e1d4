"""The names page: the table, its filters, the chosen entity's places and quotes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.library import Library
from components.tables import STRIP_BINS, entities_table
from components.tables_marks import sentence_of
from components.tables_network import pairs_table
from components.views import network_view
from components.views.entities_wording import as_downloaded, pairs_as_downloaded
from tests.made import TEXT, an_analysis, passage
from tests.made_talk import analysed, named
from tests.test_tables_network import company
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


def test_who_is_named_with_whom_is_a_second_view_of_the_same_names(run_page: RunPage, library: Library) -> None:
    page = run_page("pages/entities.py", article=library.save(company()))
    assert not page.expander
    page.segmented_control(key="entities.view").set_value("network").run()
    assert not page.exception
    assert list(page.dataframe[0].value.iloc[0])[:3] == ["Anna Berger", "Jo Kern", 2]
    page.segmented_control(key="network.within").set_value("paragraph").run()
    assert ["Jo Kern", "Nordwerk", 2] in [list(row)[:3] for row in page.dataframe[0].value.to_numpy()]
    page.segmented_control(key="entities.kind").set_value("organisation").run()
    assert not page.exception
    assert "Keine zwei dieser Namen" in words_on(page)


@pytest.mark.parametrize("many", [1, 5, 6, 60])
def test_the_most_mentioned_names_are_joined_and_their_number_can_be_chosen(
    many: int, run_page: RunPage, library: Library
) -> None:
    text = "Mit dabei: " + ", ".join(f"Name{k:02d}" for k in range(many)) + "."
    link = library.save(
        analysed(text, entities=tuple(named(text, f"e{k}", "PER", f"Name{k:02d}") for k in range(many)))
    )
    page = run_page("pages/entities.py", article=link)
    page.segmented_control(key="entities.view").set_value("network").run()
    assert not page.exception
    if many <= 5:
        assert not page.slider
        return
    page.slider(key="network.most").set_value(6).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 15  # pairs of six
    assert page.slider(key="network.most").max == min(many, 40)


@pytest.mark.parametrize(
    ("point", "chosen", "shown"),
    [
        ({"customdata": ["e2"]}, ["e2"], []),
        ({"customdata": ["e1", "e2"]}, [], ["Kern traf Berger."]),
        ({"x": 1}, [], []),
    ],
)
def test_a_click_on_a_name_chooses_it_and_one_on_an_arc_shows_its_words(
    point: dict[str, object], chosen: list[str], shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Kern traf Berger."
    made = analysed(text, entities=(named(text, "e1", "PER", "Kern"), named(text, "e2", "PER", "Berger")))
    met: list[str] = []
    seen: list[str] = []
    monkeypatch.setattr(network_view, "choose", met.append)
    monkeypatch.setattr(network_view, "show_passage", lambda start, end: seen.append(text[start:end]))
    monkeypatch.setattr(st, "session_state", {"chart": SimpleNamespace(selection=SimpleNamespace(points=[point]))})
    network_view.choose_point("chart", pairs_table(made, {"e1", "e2"}))
    assert (met, seen) == (chosen, shown)


def test_names_and_pairs_download_in_the_readers_words() -> None:
    table = as_downloaded(entities_table(an_analysis()))
    assert list(table.columns)[:3] == ["Name", "Art", "Funktion"]
    assert list(table.iloc[0])[:3] == ["Anna Berger", "Person", "Ministerin"]
    pairs = pairs_as_downloaded(pairs_table(company(), {"e1", "e2"}))
    assert list(pairs.columns)[:3] == ["Name", "zusammen mit", "Gemeinsam"]


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
