"""The quotes page: alone, empty, with an article, filtered, hostile; its cards and the sentence to copy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from components.analysis.model import Analysis
from components.article.model import Article
from components.languages import facts
from components.library import Library
from components.tables_quotes import quotes_table
from components.views import quotes_cards, quotes_view
from components.views.quotes_wording import DOWNLOADED, as_downloaded, bare, ready_sentence
from components.views.strings import LANGUAGES, Language, table
from tests.made_talk import Said, analysed, named
from tests.test_tables_quotes import TEXT, relayed, talk
from tests.views.conftest import RunPage, open_control, words_on

PAGE = "pages/quotes.py"
HOSTILE = "![x](http://127.0.0.1/beacon) <script>alert(1)</script> $x$ :red[rot]"


@pytest.fixture
def link(library: Library) -> str:
    """The link of an analysis with every sort of voice."""
    return library.save(talk())


@pytest.fixture
def judging_link(library: Library) -> str:
    """The link of an analysis with a seventh quotation, whose reporting verb judges."""
    text = f"{TEXT} Nordwerk behauptet, alles sei bezahlt."
    known = talk()
    claim = analysed(text, said=(Said("indirect", ("alles sei bezahlt",), "e5", cue="behauptet"),))
    (quote,) = claim.quotes
    return library.save(
        replace(
            known, article=claim.article, quotes=(*known.quotes, replace(quote, id="q7")), sentences=claim.sentences
        )
    )


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the cards component is given, run by run; a component shows a test nothing else."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(quotes_cards, "_cards", lambda **given: calls.append(given))
    return calls


def cards(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cards of the last run, in their order."""
    return [card for group in drawn[-1]["data"][0]["groups"] for card in group["cards"]]


def test_without_an_article_the_page_says_what_it_is_for(run_page: RunPage) -> None:
    page = run_page(PAGE)
    assert "Noch ist kein Artikel geöffnet" in words_on(page)
    assert not page.dataframe


def test_a_bad_link_is_no_error_page(run_page: RunPage) -> None:
    page = run_page(PAGE, article="../../etc", show="<script>")
    assert page.warning
    assert not page.dataframe


def test_the_first_sentence_answers_who_speaks_how_much(run_page: RunPage, link: str) -> None:
    words = words_on(run_page(PAGE, article=link))
    assert "6 Zitate von 4 Stimmen" in words
    assert "Anna Berger (50 %)" in words.replace("\u00a0", " ").replace("\u202f", " ")


def test_in_english(run_page: RunPage, link: str) -> None:
    page = run_page(PAGE, locale="en-GB", article=link)
    assert page.title[0].value == "Who said what"
    assert "6 quotes from 4 voices" in words_on(page)


def test_cards_stand_under_their_speakers_and_nobody_known_is_one_of_them(
    run_page: RunPage, link: str, drawn: list[dict[str, Any]]
) -> None:
    run_page(PAGE, article=link, show="q3")
    groups = drawn[-1]["data"][0]["groups"]
    assert [group["name"] for group in groups] == ["Anna Berger", "Unbekannter Sprecher", "Ein Beamter", "Paris"]
    assert groups[0]["side"] == "Ministerin · Person"
    assert groups[3]["side"] == "Staat"
    assert drawn[-1]["data"][0]["chosen"] == "q3"


def test_only_a_proven_quotation_has_the_badge(run_page: RunPage, link: str, drawn: list[dict[str, Any]]) -> None:
    run_page(PAGE, article=link)
    proven = {card["id"] for card in cards(drawn) if "proven" in [kind for _, _, kind in card["badges"]]}
    assert proven == {"q1", "q2", "q4"}


def test_reading_order_and_table(run_page: RunPage, link: str, drawn: list[dict[str, Any]]) -> None:
    page = run_page(PAGE, article=link)
    page.segmented_control(key="quotes.view").set_value("text").run()
    assert [card["id"] for card in cards(drawn)] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert cards(drawn)[0]["who"] == "Anna Berger"
    page.segmented_control(key="quotes.view").set_value("table").run()
    assert not page.exception
    table = page.dataframe[-1].value
    assert list(table["speaker"])[-1] == "Unbekannter Sprecher"
    assert list(table["kind"])[2] == "indirekt"


@pytest.mark.parametrize(("before", "after"), [("*", "e2"), ("e3", "e2"), ("e2", "*")])
def test_a_click_on_a_bar_shows_only_its_speaker_and_a_second_one_all(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [{"customdata": ["e2"]}]
    state = {"bars": SimpleNamespace(selection=SimpleNamespace(points=points)), "quotes.speaker": before}
    monkeypatch.setattr(st, "session_state", state)
    quotes_view.filter_by_bar("bars")
    assert state["quotes.speaker"] == after


@pytest.mark.parametrize(
    ("rows", "before", "after"), [([1], [], ["state"]), ([1], ["state"], []), ([], ["state"], []), ([9], [], [])]
)
def test_a_row_of_the_table_of_voices_shows_only_its_quotations(
    rows: list[int], before: list[str], after: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {"table": SimpleNamespace(selection=SimpleNamespace(rows=rows)), "quotes.voice": before}
    monkeypatch.setattr(st, "session_state", state)
    quotes_view.filter_by_row("table", "voice", [["person"], ["state"]], [])
    assert state["quotes.voice"] == after


@pytest.mark.parametrize(
    ("widget", "value", "left"),
    [
        (("selectbox", "quotes.speaker"), "e2", {"q1", "q2", "q3"}),
        (("selectbox", "quotes.speaker"), "", {"q6"}),
        (("pills", "quotes.kind"), ["mixed"], {"q5"}),
        (("pills", "quotes.naming"), ["unnamed", "unknown"], {"q5", "q6"}),
        (("pills", "quotes.voice"), ["unnamed"], {"q5"}),
        (("slider", "quotes.sure"), 60, {"q1", "q2", "q4", "q5", "q7"}),
        (("text_input", "quotes.search"), "niemals", {"q4"}),
        (("toggle", "quotes.judging"), True, {"q7"}),
    ],
)
def test_a_filter_leaves_what_fits_and_can_be_cleared(
    widget: tuple[str, str],
    value: object,
    left: set[str],
    run_page: RunPage,
    judging_link: str,
    drawn: list[dict[str, Any]],
) -> None:
    page = run_page(PAGE, article=judging_link)
    open_control(page, "quotes.filter")
    getattr(page, widget[0])(key=widget[1]).set_value(value).run()
    assert not page.exception
    assert {card["id"] for card in cards(drawn)} == left
    assert f"{len(left)} von 7 Zitaten" in words_on(page)
    open_control(page, "quotes.filter", closed=True)  # closed, the filters hold too
    assert f"{len(left)} von 7 Zitaten" in words_on(page)
    page.button(key="quotes.clear").click().run()
    assert not page.exception
    assert len(cards(drawn)) == 7


def test_a_reporting_verb_that_judges_is_counted_and_named(
    run_page: RunPage, judging_link: str, drawn: list[dict[str, Any]]
) -> None:
    assert "Bei einem Zitat wertet das Verb" in words_on(run_page(PAGE, article=judging_link))
    judged = {card["id"]: label for card in cards(drawn) for label, _, kind in card["badges"] if kind == "tone"}
    assert judged == {"q7": "„behauptet“ klingt nach Zweifel"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_judgement_of_a_verb_has_words_in_both_languages(language: Language) -> None:
    notes = {
        verb["note"] for known in LANGUAGES for verb in facts(known, "quotes")["verbs"].values() if verb.get("note")
    }
    assert not {note for note in notes if "quotes.tone." + re.sub(r"\W+", "_", note) not in table(language)}


def test_shares_in_the_groups_stay_those_of_the_whole_article(
    run_page: RunPage, link: str, drawn: list[dict[str, Any]]
) -> None:
    page = run_page(PAGE, article=link)
    page.selectbox(key="quotes.speaker").set_value("e2").run()
    (group,) = drawn[-1]["data"][0]["groups"]
    assert group["right"].startswith("50")


def test_nothing_left_says_so(run_page: RunPage, link: str, drawn: list[dict[str, Any]]) -> None:
    page = run_page(PAGE, article=link)
    drawn.clear()
    page.text_input(key="quotes.search").set_value("Xylophon").run()
    assert "Kein Zitat passt" in words_on(page)
    assert not drawn


def test_an_article_without_quotations_has_a_useful_page(run_page: RunPage, library: Library) -> None:
    text = "Nordwerk baut in Kiel."
    page = run_page(PAGE, article=library.save(analysed(text, entities=(named(text, "e1", "ORG", "Nordwerk"),))))
    assert "Keine Zitate gefunden" in words_on(page)
    assert list(page.dataframe[0].value["name"]) == ["Nordwerk"]


def test_an_article_that_names_nobody_does_not_say_that_all_are_heard(run_page: RunPage, library: Library) -> None:
    words = words_on(run_page(PAGE, article=library.save(analysed("Es regnet."))))
    assert "Keine Zitate gefunden" in words
    assert "zu Wort" not in words


def test_hostile_names_reach_markdown_only_escaped(run_page: RunPage, library: Library) -> None:
    text = f"{HOSTILE} sagt nein"
    analysis = analysed(
        text, entities=(named(text, "e1", "PER", HOSTILE),), said=(Said("indirect", ("nein",), "e1"),), title=HOSTILE
    )
    words = words_on(run_page(PAGE, article=library.save(analysis)))
    assert "\\!\\[x\\]" in words
    assert "![x]" not in words
    assert "<script>" not in words


def test_two_hundred_quotations_are_drawn_in_one_piece(
    run_page: RunPage, library: Library, drawn: list[dict[str, Any]]
) -> None:
    text = ". ".join(f"Sprecher{k % 40} sagt Satz{k} sei wahr" for k in range(200))
    entities = tuple(named(text, f"e{k}", "PER", f"Sprecher{k}") for k in range(40))
    said = tuple(Said("indirect", (f"Satz{k} sei wahr",), f"e{k % 40}") for k in range(200))
    page = run_page(PAGE, article=library.save(analysed(text, entities=entities, said=said)))
    assert len(cards(drawn)) == 200
    assert "Dazu kommen 30 weitere Stimmen" in words_on(page)


# ----------------------------------------------------------------------------------------------------------------- wording


def copied(analysis: Analysis, number: int) -> str:
    """The sentence the n-th quotation is copied as."""
    return ready_sentence(quotes_table(analysis).to_dict("records")[number - 1], analysis.article)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Anna Berger (Ministerin): „Wir zahlen.“ (Der Titel, 6. März 2025)"),
        (3, "Anna Berger (Ministerin) sinngemäß: Das Geld sei da (Der Titel, 6. März 2025)"),
        (4, "Paris: „Nein“ … „niemals“ (Der Titel, 6. März 2025)"),
        (5, "Ein Beamter teils wörtlich, teils sinngemäß: den Plan „verfrüht“ (Der Titel, 6. März 2025)"),
        (6, "Unbekannter Sprecher sinngemäß: Paris lehnte das ab (Der Titel, 6. März 2025)"),
    ],
)
def test_the_sentence_to_copy(number: int, sentence: str) -> None:
    assert copied(talk(), number) == sentence


def test_a_direct_quotation_without_proof_is_copied_as_it_stands() -> None:
    analysis = analysed("Er rief: Ja, gern.", said=(Said("direct", ("Ja, gern",)),), title="", published=None)
    assert copied(analysis, 1) == "Unbekannter Sprecher: Ja, gern"


def test_who_carries_words_and_whose_they_are_stands_on_both_cards_in_the_table_and_in_the_copy(
    run_page: RunPage, library: Library, drawn: list[dict[str, Any]]
) -> None:
    page = run_page(PAGE, article=library.save(relayed()))
    labels = {card["id"]: [label for label, _, kind in card["badges"] if kind == "carried"] for card in cards(drawn)}
    assert labels == {"q1": ["gibt Worte weiter von: Ein Beamter"], "q2": ["zitiert von: Der Bote"]}
    page.segmented_control(key="quotes.view").set_value("table").run()
    assert list(page.dataframe[-1].value["carried_by"]) == ["", "Der Bote"]
    assert copied(relayed(), 2).startswith("Ein Beamter (zitiert von: Der Bote) sinngemäß: ")
    assert list(as_downloaded(quotes_table(relayed()))["Gibt Worte weiter von"]) == ["Ein Beamter", ""]


def test_a_carrier_of_nobody_known_is_shown_all_the_same(
    run_page: RunPage, library: Library, drawn: list[dict[str, Any]]
) -> None:
    whole = relayed()
    (first, second) = whole.quotes
    run_page(PAGE, article=library.save(replace(whole, quotes=(replace(first, speaker=None), second))))
    assert "zitiert von: Unbekannter Sprecher" in [label for card in cards(drawn) for label, _, _ in card["badges"]]


def test_those_who_speak_together_are_named_together() -> None:
    row = quotes_table(talk()).to_dict("records")[0] | {"jointly": ("Anna Berger", "Nordwerk", "Paris")}
    assert ready_sentence(row, Article("", "")).startswith("Anna Berger, Nordwerk und Paris:")


def test_the_source_is_named_as_far_as_it_is_known() -> None:
    row = quotes_table(talk()).to_dict("records")[4]
    assert ready_sentence(row, Article("", "Titel")).endswith(" (Titel)")
    assert ready_sentence(row, Article("", "", published=date(2025, 3, 6))).endswith("„verfrüht“")


@pytest.mark.parametrize(
    ("words", "inside"), [("„Ja“", "Ja"), ('"Ja', "Ja"), ("Ja“", "Ja"), ("Ja", "Ja"), ("", ""), ("„", "")]
)
def test_words_without_their_marks(words: str, inside: str) -> None:
    assert bare(words) == inside


def test_the_download_has_the_readers_headings_and_words() -> None:
    table = as_downloaded(quotes_table(talk()))
    assert len(table.columns) == len(DOWNLOADED)
    assert list(table.columns)[:4] == ["Sprecher", "Funktion", "Art der Stimme", "Zitiert von"]
    assert table["Sprecher"].iloc[5] == "Unbekannter Sprecher"
    assert table["Wortlaut"].iloc[2] == "Das Geld sei da"
