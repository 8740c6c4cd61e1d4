"""The frame: deep links on a cold server, hostile addresses, the language, the date of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.analysis import analyse
from components.article.model import Article, Note
from components.library import Library
from components.views.frame import PAGES
from tests.made import an_analysis
from tests.views.conftest import RunPage, open_control, words_on

FILES = [f"pages/{name}.py" for name in PAGES]


@pytest.mark.parametrize("file", ["app.py", *FILES])
def test_a_page_stands_alone_without_an_article(file: str, run_page: RunPage) -> None:
    page = run_page(file)
    assert len(page.title) == 1


@pytest.mark.parametrize(
    ("file", "link"),
    [(file, "../../x") for file in FILES]
    + [(FILES[0], link) for link in ("a" * 22, "", "<script>", "x" * 5000, "ä\x00")],
)
def test_a_link_to_nothing_says_so_and_is_forgotten(file: str, link: str, run_page: RunPage) -> None:
    page = run_page(file, article=link)
    assert len(page.warning) == (1 if link else 0)
    assert "article" not in page.query_params or not link
    page.run()
    assert not page.warning


@pytest.mark.parametrize("file", ["app.py", *FILES])
def test_a_link_opens_its_article(file: str, run_page: RunPage, saved_link: str) -> None:
    page = run_page(file, article=saved_link)
    assert not page.warning
    assert not page.text_area
    assert page.query_params["article"] == saved_link


@pytest.mark.parametrize("shown", ["q1", "e1", "v1", "t0", "t99", "q999", "../.."])
def test_any_choice_in_the_address_is_survived(shown: str, run_page: RunPage, saved_link: str) -> None:
    for file in FILES[:2] if shown in {"t99", "../.."} else FILES:
        run_page(file, article=saved_link, show=shown)


def test_the_article_stays_when_the_address_loses_it(run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link)
    page.query_params.clear()
    page.switch_page("pages/entities.py").run()
    assert not page.exception
    assert page.query_params["article"] == saved_link
    assert "Wer und was genannt wird" in words_on(page)


def test_the_language_follows_the_browser_and_can_be_switched(run_page: RunPage) -> None:
    assert run_page("app.py", locale="de-AT").title[0].value == "Artikel auswerten"
    english = run_page("app.py", locale="en-GB")
    assert english.title[0].value == "Analyse an article"
    english.button(key="frame.language").click().run()
    assert english.title[0].value == "Artikel auswerten"
    assert english.query_params["lang"] == "de"


def test_a_language_in_the_address_wins_and_nonsense_is_ignored(run_page: RunPage) -> None:
    assert run_page("app.py", lang="en").title[0].value == "Analyse an article"
    assert run_page("app.py", lang="tlh").title[0].value == "Artikel auswerten"


def test_the_way_back_forgets_the_article(run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link, show="q1")
    page.button(key="frame.new").click().run()
    assert not page.exception
    assert page.text_area
    assert "article" not in page.query_params


def test_another_date_analyses_the_article_anew_under_the_same_link(
    run_page: RunPage, saved_link: str, library: Library
) -> None:
    page = run_page("app.py", article=saved_link)
    open_control(page, "frame.date")
    page.date_input[0].set_value(date(2024, 3, 7))
    _press(page, "Übernehmen")
    changed = library.load(saved_link)
    assert changed is not None
    assert changed.article.published == date(2024, 3, 7)
    assert "7. März 2024" in words_on(page)
    assert not [note for note in changed.article.notes if note.code == "no_publication_date"]
    open_control(page, "frame.date")
    _press(page, "Datum entfernen")
    forgotten = library.load(saved_link)
    assert forgotten is not None
    assert forgotten.article.published is None
    assert [note.code for note in forgotten.article.notes] == ["junk_removed", "no_publication_date"]
    assert "Erscheinungstag unbekannt" in words_on(page)


def test_after_another_date_every_page_tells_what_moved_until_it_is_read(run_page: RunPage, library: Library) -> None:
    """The control closes by itself: open, it would cover the list."""
    analysis = analyse(Article("Berger sprach am Montag in Kiel.", "Rede", published=date(2025, 3, 6)))
    page = run_page("app.py", article=library.save(analysis))
    open_control(page, "frame.date")
    page.date_input[0].set_value(date(2025, 3, 13))
    _press(page, "Übernehmen")
    assert page.session_state["frame.date"] is False
    assert "Ein Ereignis hat sich verschoben" in words_on(page)
    for file in FILES:
        page.switch_page(file).run()
        assert not page.exception
        assert "Ein Ereignis hat sich verschoben" in words_on(page)
        assert list(page.dataframe[0].value.iloc[0])[:2] == ["3. März 2025", "10. März 2025"]
    _press(page, "Verstanden")
    assert "verschoben" not in words_on(page)


def test_that_an_article_can_only_be_read_roughly_stands_on_every_page_once(
    run_page: RunPage, library: Library
) -> None:
    made = an_analysis()
    link = library.save(replace(made, notes=(Note("rough_language", "fr"),)))
    for file in FILES:
        assert words_on(run_page(file, article=link)).count("auf Französisch geschrieben") == 1


def test_another_article_has_no_list_of_what_moved(run_page: RunPage, library: Library, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link)
    open_control(page, "frame.date")
    page.date_input[0].set_value(date(2024, 3, 7))
    _press(page, "Übernehmen")
    assert "Neuer Erscheinungstag" in words_on(page)
    page.query_params["article"] = library.save(an_analysis())
    page.run()
    assert "Neuer Erscheinungstag" not in words_on(page)


def _press(page, label: str) -> None:  # type: ignore[no-untyped-def]
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
