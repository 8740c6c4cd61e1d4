"""The article page: the ways in, what stands around the text, the detail of a choice, what to check first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.article import samples
from components.library import Library
from components.views.written import md
from tests.made import TEXT, an_analysis
from tests.views.conftest import RunPage, words_on


def paste(page: AppTest, text: str) -> AppTest:
    """Pastes the text and asks for its analysis."""
    page.text_area(key="intake.text").set_value(text)
    next(b for b in page.button if b.label == "Auswerten").click().run()
    assert not page.exception
    return page


def test_a_pasted_article_is_analysed_and_kept_under_a_link(run_page: RunPage, library: Library) -> None:
    page = paste(run_page("app.py"), TEXT)
    link = page.query_params["article"]
    kept = library.load(link)
    assert kept is not None
    assert "Wir öffnen am Montag" in kept.article.text
    assert not page.text_area


@pytest.mark.parametrize("text", ["", "  \n ", "??? !!!"])
def test_what_is_no_article_gets_one_sentence_and_the_text_stays(text: str, run_page: RunPage) -> None:
    page = paste(run_page("app.py"), text)
    assert len(page.error) == 1
    assert page.text_area(key="intake.text").value == text
    assert "article" not in page.query_params


def test_an_uploaded_file_is_read_once(run_page: RunPage, library: Library) -> None:
    page = run_page("app.py")
    page.file_uploader(key="intake.file").upload("tag.txt", TEXT.encode("utf-8"), "text/plain").run()
    assert not page.exception
    assert "article" in page.query_params


def test_a_broken_file_gets_one_sentence(run_page: RunPage) -> None:
    page = run_page("app.py")
    page.file_uploader(key="intake.file").upload("tag.pdf", b"%PDF-1.7 broken", "application/pdf").run()
    assert not page.exception
    assert len(page.error) == 1


def test_every_sample_has_its_button(run_page: RunPage) -> None:
    page = run_page("app.py")
    keys = {b.key for b in page.button}
    assert {f"intake.sample.{s.name}" for s in samples()} <= keys


def test_a_sample_opens(run_page: RunPage) -> None:
    page = run_page("app.py")
    sample = samples()[0]
    page.button(key=f"intake.sample.{sample.name}").click().run()
    assert not page.exception
    assert sample.title.split()[0] in page.title[0].value


def test_title_and_facts_stand_above_the_text(run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link)
    assert page.title[0].value == "Der Tag"
    words = words_on(page)
    for fact in ("Von Uta Klamm", "Agentur", "BERLIN", "Erschienen am 4\\. Mai 2023", "Deutsch"):
        assert fact in words or fact.replace("\\", "") in words


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        ("e1", ("Anna Berger", "Ministerin", "Zitate: 1")),
        ("q2", ("Indirektes Zitat", "Ein Beamter", "ungenannte Quelle")),
        ("v1", ("Geplant", "8. Mai 2023", "Anna Berger")),
        ("t0", ("Montag", "8. Mai 2023", "Der nächste solche Wochentag ab dem Erscheinungstag (4. Mai 2023)")),
        ("t1", ("3\\. Mai 2023", "2023\\-05\\-03")),
    ],
)
def test_a_choice_shows_its_detail(finding: str, words: tuple[str, ...], run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link, show=finding)
    shown = words_on(page)
    for word in words:
        assert word in shown


def test_a_time_stays_relative_where_the_date_is_unknown(run_page: RunPage, library: Library) -> None:
    page = paste(run_page("app.py"), TEXT)
    page.query_params["show"] = "t0"
    page.run()
    assert "ohne Erscheinungstag nicht zu bestimmen" in words_on(page)


def test_closing_the_detail_takes_the_choice_back(run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link, show="e1")
    page.button(key="detail.close").click().run()
    assert not page.exception
    assert "show" not in page.query_params


def test_the_detail_leads_to_its_page(run_page: RunPage, saved_link: str) -> None:
    page = run_page("app.py", article=saved_link, show="e1")
    page.button(key="detail.way").click().run()
    assert not page.exception
    assert "Wer und was genannt wird" in words_on(page)
    assert page.query_params["show"] == "e1"
    assert page.query_params["article"] == saved_link


HOSTILE = [
    "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    ":red[x] $x$ # x",
    "[a](javascript:alert(1))",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_article_is_shown_literally(hostile: str, run_page: RunPage, library: Library) -> None:
    """Wherever its words stand in Markdown, every sign Markdown could act on is escaped."""
    analysis = an_analysis()
    article = replace(analysis.article, title=hostile, agency=hostile, authors=(hostile,), dateline=(hostile,))
    entities = tuple(replace(e, name=hostile, roles=(hostile,)) for e in analysis.entities)
    link = library.save(replace(analysis, article=article, entities=entities))
    shown = [
        text
        for file, choice in (("app.py", "e1"), ("app.py", "q1"), ("app.py", "v1"), ("pages/entities.py", "e1"))
        for text in _markdown(run_page(file, article=link, show=choice))
    ]
    assert sum(md(hostile) in text for text in shown) >= 4
    for text in shown:
        assert not re.search(r"!\[|<img|:red\[|\$x|\]\(java", unescaped_only(text))


def unescaped_only(text: str) -> str:
    """The text without its escaped signs."""
    return re.sub(r"\\[!-/:-@\[-`{-~]", "", text)


def _markdown(page: AppTest) -> list[Any]:
    return [str(element.value) for element in (*page.title, *page.header, *page.markdown, *page.caption)]
