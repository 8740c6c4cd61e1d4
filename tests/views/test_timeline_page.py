"""The timeline page: alone, empty, with an article, filtered, with another day of publication; its words for dates."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st

from components.article.model import Note
from components.library import Library
from components.tables_timeline import events_table
from components.views import timeline_view
from components.views.timeline_wording import as_downloaded, claim, reason, when, worded
from tests.made_talk import Happened, analysed
from tests.test_tables_timeline import handed_on, story
from tests.views.conftest import RunPage, open_control, words_on

PAGE = "pages/timeline.py"


@pytest.fixture
def link(library: Library) -> str:
    """The link of an analysis with a reckoned day, a year, a month and an event without a date."""
    return library.save(story())


def test_without_an_article_the_page_says_what_it_is_for(run_page: RunPage) -> None:
    page = run_page(PAGE)
    assert "Noch ist kein Artikel geöffnet" in words_on(page)
    assert not page.dataframe


def test_a_bad_link_is_no_error_page(run_page: RunPage) -> None:
    page = run_page(PAGE, article="nicht-da", show="v99999999")
    assert page.warning
    assert not page.dataframe


def test_the_first_sentence_answers_what_happened(run_page: RunPage, link: str) -> None:
    words = words_on(run_page(PAGE, article=link))
    assert "4 Ereignisse: 1 geschehen, 2 geplant, 1 bestritten. Eines davon ist ohne Datum." in words
    assert "Gerechnet vom Erscheinungstag aus (6. März 2025)" in words


def test_in_english(run_page: RunPage, link: str) -> None:
    page = run_page(PAGE, locale="en-GB", article=link)
    assert page.title[0].value == "What happened when"
    assert "4 events: 1 happened, 2 planned, 1 denied." in words_on(page)


def test_the_table_holds_the_place_in_time_where_it_shows_the_date(run_page: RunPage, link: str) -> None:
    table = run_page(PAGE, article=link).dataframe[0].value
    assert list(table["when"]) == [1, 2, 3, 4]  # so that a click on the heading sorts by time, not by the alphabet
    assert table["label"].iloc[0] == "Der Bau begann 1923"
    assert list(table["claim"])[3] == "laut Nordwerk"


def test_a_chosen_event_says_how_its_date_came_about(run_page: RunPage, link: str) -> None:
    page = run_page(PAGE, article=link, show="v1")
    words = words_on(page)
    assert "**10\\. März 2025** · geplant" in words
    assert "am Montag" in words
    assert "6\\. März 2025" in words


@pytest.mark.parametrize("finding", ["q1", "e1", "v77", "t0"])
def test_another_choice_is_no_event(finding: str, run_page: RunPage, link: str) -> None:
    page = run_page(PAGE, article=link, show=finding)
    assert "Ereignis in Zeitleiste" in words_on(page)


@pytest.mark.parametrize(
    ("points", "chosen"),
    [([{"customdata": ["v3"]}], ["v3"]), ([], []), ([{"x": 1}], []), ([{"customdata": ["v9"]}], [])],
)
def test_a_mark_of_the_timeline_chooses_its_event(
    points: list[dict[str, object]], chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clicked({"points": points}, "timeline.chart", monkeypatch) == chosen


def clicked(selection: dict[str, object], key: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events chosen by a click that left this selection in the widget's state."""
    made: list[str] = []
    monkeypatch.setattr(timeline_view, "choose", lambda name, at: made.append(name))
    monkeypatch.setattr(st, "session_state", {key: SimpleNamespace(selection=SimpleNamespace(**selection))})
    frame = events_table(story())
    timeline_view.choose_mark(frame)
    return made


@pytest.mark.parametrize(
    ("widget", "value", "left"),
    [
        (("pills", "timeline.status"), ["planned"], [2, 3]),
        (("pills", "timeline.precision"), ["year", "none"], [1, 4]),
        (("pills", "timeline.precision"), ["reckoned"], [2]),
        (("selectbox", "timeline.entity"), "e2", [4]),
        (("selectbox", "timeline.claimant"), "Nordwerk", [4]),
    ],
)
def test_a_filter_leaves_what_fits_and_can_be_cleared(
    widget: tuple[str, str], value: object, left: list[int], run_page: RunPage, link: str
) -> None:
    page = run_page(PAGE, article=link)
    open_control(page, "timeline.filter")
    getattr(page, widget[0])(key=widget[1]).set_value(value).run()
    assert not page.exception
    assert list(page.dataframe[0].value["number"]) == left
    page.button(key="timeline.clear").click().run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 4


def test_filters_that_exclude_each_other_say_so(run_page: RunPage, link: str) -> None:
    page = run_page(PAGE, article=link)
    page.pills(key="timeline.status").set_value(["happened"])
    page.selectbox(key="timeline.entity").set_value("e1").run()
    assert not page.exception
    assert "Kein Ereignis passt" in words_on(page)


def test_far_apart_dates_are_spaced_evenly_until_the_reader_chooses(run_page: RunPage, library: Library) -> None:
    days = ("1923-05-01", "2025-03-01", "2025-03-02", "2025-03-03")
    happened = tuple(Happened(f"Tag {k}", d, (d, d)) for k, d in enumerate(days))
    page = run_page(PAGE, article=library.save(analysed(". ".join(e.words for e in happened), happened=happened)))
    scale = page.segmented_control[0]
    assert scale.value == "even"
    scale.set_value("real").run()
    assert not page.exception
    assert page.segmented_control[0].value == "real"


def test_of_very_many_events_some_are_drawn_and_the_page_says_so(run_page: RunPage, library: Library) -> None:
    happened = tuple(Happened(f"Tag {k:03d}", "2025", ("2025-01-01", "2025-12-31")) for k in range(120))
    page = run_page(PAGE, article=library.save(analysed(". ".join(e.words for e in happened), happened=happened)))
    assert "die 80 sichersten von 120 Ereignissen" in words_on(page)
    assert len(page.dataframe[0].value) == 120


def test_an_article_without_a_date_still_has_a_useful_page(run_page: RunPage, library: Library) -> None:
    happened = (Happened("Der Bau ruht"), Happened("Der Streit dauert an"))
    text = "Der Bau ruht. Der Streit dauert an."
    page = run_page(PAGE, article=library.save(analysed(text, happened=happened, published=None)))
    words = words_on(page)
    assert "Kein Ereignis in diesem Artikel hat ein Datum" in words
    assert "Erscheinungstag unbekannt" in words
    assert list(page.dataframe[0].value["label"]) == ["Der Bau ruht", "Der Streit dauert an"]


def test_an_article_without_events_says_what_is_looked_for(run_page: RunPage, library: Library) -> None:
    page = run_page(PAGE, article=library.save(analysed("Es regnet.")))
    assert "Keine Ereignisse gefunden" in words_on(page)


def test_a_date_from_the_context_is_marked_wherever_it_stands(run_page: RunPage, library: Library) -> None:
    page = run_page(PAGE, article=library.save(handed_on()), show="v2")
    words = words_on(page)
    assert "**wohl 3\\. März 2025** · geschehen" in words
    assert "Der Satz nennt kein Datum" in words
    assert "Fragezeichen und „wohl“" in words
    table = page.dataframe[0].value
    assert list(table["date_words"]) == ["3. März 2025", ""]
    open_control(page, "timeline.filter")
    page.pills(key="timeline.precision").set_value(["handed_on"]).run()
    assert not page.exception
    assert list(page.dataframe[0].value["number"]) == [2]


def test_dates_that_contradict_each_other_stand_above_the_timeline(run_page: RunPage, library: Library) -> None:
    text = story().article.text
    at = text.index("am Montag")
    notes = (Note("two_dates", "Reise: am Montag – am Dienstag", at, at + 9), Note("rough_language", "xx"))
    words = words_on(run_page(PAGE, article=library.save(replace(story(), notes=notes))))
    assert "Daten, die sich widersprechen" in words
    assert "Daten, die sich widersprechen" not in words_on(run_page(PAGE, article=library.save(story())))


def test_the_download_says_where_each_date_comes_from() -> None:
    table = as_downloaded(worded(events_table(handed_on())))
    assert list(table["Herkunft des Datums"]) == ["im selben Satzteil", "aus dem Zusammenhang"]
    assert list(table["Wann"]) == ["3. März 2025", "wohl 3. März 2025"]


# ----------------------------------------------------------------------------------------------------------------- wording


def row_for(value: str, days: tuple[str, str] | None) -> dict[object, object]:
    """The row of one event with this date."""
    return dict(events_table(analysed("A", happened=(Happened("A", value, days),))).to_dict("records")[0])


@pytest.mark.parametrize(
    ("value", "days", "words"),
    [
        ("2023-05-17", ("2023-05-17", "2023-05-17"), "17. Mai 2023"),
        ("2023-05-17TEV", ("2023-05-17", "2023-05-17"), "17. Mai 2023"),
        ("2023-05", ("2023-05-01", "2023-05-31"), "Mai 2023"),
        ("2023-02", ("2023-02-01", "2023-02-28"), "Februar 2023"),
        ("2026-03", ("2026-03-21", "2026-03-31"), "21.–31. März 2026"),
        ("2023-Q2", ("2023-04-01", "2023-06-30"), "2. Quartal 2023"),
        ("2023-H1", ("2023-01-01", "2023-06-30"), "1. Halbjahr 2023"),
        ("2023-SU", ("2023-06-01", "2023-08-31"), "Sommer 2023"),
        ("2023", ("2023-01-01", "2023-12-31"), "2023"),
        ("0800", ("0800-01-01", "0800-12-31"), "800"),
        ("199", ("1990-01-01", "1999-12-31"), "1990er Jahre"),
        ("199", ("1990-01-01", "1993-12-31"), "1990 – 1993"),
        ("19", ("1900-01-01", "1999-12-31"), "1900 – 1999"),
        ("2023-W20", ("2023-05-15", "2023-05-21"), "15.–21. Mai 2023"),
        ("2023-05-30/2023-06-02", ("2023-05-30", "2023-06-02"), "30. Mai – 2. Juni 2023"),
        ("2022/2023", ("2022-12-24", "2023-01-02"), "24. Dezember 2022 – 2. Januar 2023"),
        ("", ("2023-05-17", "2023-05-17"), "17. Mai 2023"),
        ("PT2H", None, "ohne Datum"),
        ("2023-XX", ("2023-05-01", "2023-05-31"), "1.–31. Mai 2023"),
    ],
)
def test_when_is_said_no_more_exactly_than_it_is_known(value: str, days: tuple[str, str] | None, words: str) -> None:
    assert when(row_for(value, days)) == words


def test_on_whose_word() -> None:
    rows = worded(events_table(story())).to_dict("records")
    assert [claim(row) for row in rows] == ["", "", "", "laut Nordwerk"]
    assert claim({**rows[0], "claimed_in": "q9", "claimed_by": ""}) == "in einem Zitat, Sprecher unbekannt"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Anna Berger", "laut Anna Berger"),
        ("Kreml", "laut Kreml"),
        ("die russische Botschaft", "so die russische Botschaft"),
        ("Ein Beamter", "so ein Beamter"),
        ("westliche Diplomaten", "so westliche Diplomaten"),
        ("dem Umfeld des Ministers", "laut dem Umfeld des Ministers"),
        ("des Landesamtes", "laut des Landesamtes"),
        ("Einem der Zeitung vorliegenden Entwurf", "laut einem der Zeitung vorliegenden Entwurf"),
        ("der Regierung", "laut der Regierung"),
        ("der Sicherheitsbehörden", "laut der Sicherheitsbehörden"),
        ("der Ministerpräsident", "so der Ministerpräsident"),
        ("der Beauftragte", "so der Beauftragte"),
        ("Militärkreisen", "laut Militärkreisen"),
        ("Ermittlerkreise", "so Ermittlerkreise"),
        ("offiziellen Angaben", "laut offiziellen Angaben"),
        ("einen Teilnehmer", "Quelle: „einen Teilnehmer“"),
        ("The council", "laut the council"),
    ],
)
def test_whoever_claims_it_stays_in_the_case_of_the_article(name: str, words: str) -> None:
    row = events_table(story()).to_dict("records")[0]
    kind = "PER" if name in ("Anna Berger", "Kreml") else "SOURCE"
    assert claim({**row, "claimed_by": name, "claimed_as": kind, "claimed_in": "q1"}) == words


def test_the_reason_names_the_day_it_was_reckoned_from() -> None:
    row = events_table(story()).to_dict("records")[1]
    assert "6. März 2025" in reason(row)
    assert "6. März 2025" in reason({**row, "rule": "a_rule_no_table_has"})
    assert reason({**row, "dated_by": "sentence"}) != reason(row)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("2025-03", "März 2025"),
        ("2024", "2024"),
        ("2025-03-06TEV", "6. März 2025"),
        ("2025-02-30", "2025-02-30"),
        ("2025-13", "2025-13"),
    ],
)
def test_what_a_date_was_reckoned_from_is_said_in_words(anchor: str, words: str) -> None:
    row = events_table(story()).to_dict("records")[1]
    assert words in reason({**row, "rule": "anchor_previous", "anchor": anchor})


def test_what_has_no_date_says_so() -> None:
    assert reason(row_for("", None)) == "Eine Zeitangabe fehlt."


def test_the_download_has_the_readers_headings_and_iso_dates() -> None:
    table = as_downloaded(worded(events_table(story())))
    assert list(table.columns)[:4] == ["Nr.", "Wann", "Frühestens", "Spätestens"]
    assert list(table["Frühestens"]) == ["1923-01-01", "2025-03-10", "2025-05-01", ""]
    assert list(table["Wann"]) == ["1923", "10. März 2025", "Mai 2025", "ohne Datum"]
