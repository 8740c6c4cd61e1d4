"""The comparison page: choosing articles from the list and by links, its four views, and what a read-only reader sees."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.analysis.model import Analysis
from components.library import AT_HOME, Library
from components.views import compare_wording
from components.views.strings import speaking
from tests.test_compare import pair, two_versions
from tests.views.conftest import RunPage, words_on

PAGE = "pages/compare.py"


def both(library: Library, analyses: tuple[Analysis, ...]) -> list[str]:
    return [library.save(analysis) for analysis in analyses]


def view(page: AppTest, name: str) -> AppTest:
    """Another of the four views."""
    control = page.get("button_group")[0] if page.get("button_group") else page.get("segmented_control")[0]
    control.set_value(name).run()
    assert not page.exception
    return page


def tables(page: AppTest) -> list[pd.DataFrame]:
    return [table.value for table in page.dataframe]


def test_without_articles_the_page_says_what_it_is_for(run_page: RunPage) -> None:
    page = run_page(PAGE)
    assert "nebeneinander" in words_on(page)
    assert not page.multiselect  # nothing saved yet


def test_articles_are_chosen_from_the_list_and_kept_in_the_address(run_page: RunPage, library: Library) -> None:
    both(library, pair())
    page = run_page(PAGE)
    keys = [line.key for line in library.seen_by(AT_HOME).listed()]
    page.multiselect(key="compare.list").set_value(keys).run()
    assert not page.exception
    assert page.query_params["articles"] == ",".join(keys)
    assert len(tables(page)[0]) == 2
    page.multiselect(key="compare.list").set_value(keys[1:]).run()
    assert page.query_params["articles"] == keys[1]


def test_links_in_the_address_open_their_articles(run_page: RunPage, library: Library) -> None:
    links = both(library, pair())
    page = run_page(PAGE, articles=",".join(links))
    names = tables(page)[0]
    assert list(names["Name"]) == ["Anna Berger", "Kiel"]
    assert list(names["A"]) == [1, 1]
    assert list(names["Dieselbe, weil"]) == ["derselbe Nachname, nur einmal vergeben", "derselbe Name"]
    assert page.query_params["articles"] == ",".join(links)


def test_who_says_what_and_one_timeline(run_page: RunPage, library: Library) -> None:
    page = run_page(PAGE, articles=",".join(both(library, pair())))
    voices = tables(view(page, "voices"))[0]
    assert list(voices["Stimme"]) == ["Anna Berger"]
    assert (list(voices["A"]), list(voices["B"])) == ([1], [1])
    assert "Eine davon in mehreren Artikeln." in words_on(page)
    events = tables(view(page, "timeline"))[0]
    assert list(events["Artikel"]) == ["A", "B", "B"]
    assert list(events["Auch in"]) == ["B", "A", ""]
    assert list(events["Wann"]) == ["3. Mai 2025"] * 3


def test_two_versions_of_a_report_are_suggested_as_such(run_page: RunPage, library: Library) -> None:
    links = both(library, two_versions())
    page = view(run_page(PAGE, articles=",".join(links)), "versions")
    assert [b.label for b in page.button if b.label == "Tauschen"] == ["Tauschen"]
    assert "Durchgestrichen" in words_on(page)
    next(b for b in page.button if b.label == "Tauschen").click().run()
    assert not page.exception
    chosen = [box.value for box in page.selectbox]
    assert chosen == links[::-1]


def test_pasted_links_are_added_and_bad_ones_told(run_page: RunPage, library: Library) -> None:
    links = both(library, pair())
    page = run_page(PAGE)
    for pasted, told in (
        (f"http://localhost:8501/start?article={links[0]}", ""),
        ("nichts", "kein Link"),
        (f"x {links[0]}", "schon dabei"),
        (links[1], ""),
    ):
        page.text_input(key="compare.pasted").set_value(pasted)
        next(b for b in page.button if b.label == "Hinzufügen").click().run()
        assert not page.exception
        assert [told in w.value for w in page.warning] == ([True] if told else [])
    assert page.query_params["articles"] == ",".join(links)
    next(b for b in page.button if b.label == "Entfernen").click().run()
    assert page.query_params["articles"] == links[1]
    assert "Noch einen Artikel" in words_on(page)


@pytest.mark.parametrize("articles", ["", ",", "x" * 22, "<script>", "x" * 5000, ",".join(["a" * 22] * 30), "\x00ä"])
def test_any_address_is_survived(articles: str, run_page: RunPage) -> None:
    page = run_page(PAGE, articles=articles)
    page.run()
    assert not page.exception


def test_the_article_just_read_is_the_first(run_page: RunPage, library: Library) -> None:
    link = library.save(pair()[0])
    page = run_page("app.py", article=link)
    page.switch_page(PAGE).run()
    assert page.query_params["articles"] == link
    next(b for b in page.button if b.label == "Entfernen").click().run()
    assert not page.exception
    assert not page.query_params.get("articles")
    page.run()
    assert "nebeneinander" in words_on(page)


def test_one_article_twice_is_one(run_page: RunPage, library: Library) -> None:
    link = library.save(pair()[0])
    page = run_page(PAGE, articles=f"{link},{library.share(link, 'read')}")
    assert "Noch einen Artikel" in words_on(page)


def test_who_has_only_links_sees_only_their_articles(
    run_page: RunPage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORTLAUT_HOSTED", "1")
    links = [library.share(link, "read") for link in both(library, pair())]
    library.save(two_versions()[0])
    page = run_page(PAGE, articles=",".join(links))
    assert not page.multiselect
    assert list(tables(page)[0]["Name"]) == ["Anna Berger", "Kiel"]


def test_hostile_words_stay_words(run_page: RunPage, library: Library) -> None:
    hostile = "![x](http://evil/x.png) <b>*a*</b> $x$"
    links = []
    for analysis in pair():
        article = analysis.article.__class__(analysis.article.text, hostile, published=analysis.article.published)
        links.append(library.save(Analysis(analysis.id, article, *_rest(analysis))))
    page = run_page(PAGE, articles=",".join(links))
    for name in ("voices", "timeline", "versions"):
        view(page, name)
        assert "![x](" not in words_on(page)


def _rest(analysis: Analysis) -> tuple[object, ...]:
    return analysis.entities, analysis.quotes, analysis.times, analysis.events, (), analysis.sentences


def test_the_words_of_a_change() -> None:
    before, after = two_versions()
    with speaking("de"):
        rows = compare_wording.changes_as_downloaded(compare_wording.changes(before, after), before, after).to_dict(
            "records"
        )
    told = {(row["Änderung"], row["Früher"]): row["Was"] for row in rows}
    assert told["geändert", "Im Juni will Kiel feiern"] == "Juni 2025 → Juli 2025"
    assert told["geändert", "Anna Meier"] == "Schreibung"
    assert told["entfallen", "Ein Beamter"] == ""
