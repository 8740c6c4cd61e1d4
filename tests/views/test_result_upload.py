"""A result file through the way in: its upload and its paste open the article with everything that was corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.library import Library, Saved, result_file
from components.library.corrections import corrected, rename_entity
from tests.made import an_analysis
from tests.views.conftest import RunPage, words_on


def a_result() -> str:
    machine = an_analysis()
    deed = replace(rename_entity(machine, "e1", "Dr. Berger"), number=1, who="Uta", when="2023-05-17T08:00:00+00:00")
    return result_file(
        Saved("x" * 22, corrected(machine, [deed]), 2, machine, (deed,), reckoned_from=machine.article.published)
    )


def opened(library: Library, link: str) -> Saved:
    found = library.load(link)
    assert found is not None
    return found


def names(found: Saved) -> set[str]:
    return {entity.name for entity in found.analysis.entities}


def test_an_uploaded_result_is_saved_with_its_corrections(run_page: RunPage, library: Library) -> None:
    page = run_page("app.py")
    page.file_uploader(key="intake.file").upload("auswertung.json", a_result().encode()).run()
    assert not page.exception
    found = opened(library, page.query_params["article"])
    assert "Dr. Berger" in names(found)
    assert [c.who for c in found.corrections] == ["Uta"]
    assert page.title[0].value == "Der Tag"


def test_a_pasted_result_is_known_as_one(run_page: RunPage, library: Library) -> None:
    page = run_page("app.py")
    page.text_area(key="intake.text").set_value(a_result())
    next(b for b in page.button if b.label == "Auswerten").click().run()
    assert not page.exception
    assert "Dr. Berger" in names(opened(library, page.query_params["article"]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (a_result().replace('"start": ', '"start": 9'), "stimmt etwas nicht"),
        ("{}", "stimmt etwas nicht"),
        (a_result().replace('"wortlaut": 1', '"wortlaut": 7'), r"neueren Fassung von Wortlaut (Form 7)"),
    ],
)
def test_a_bad_result_gets_one_sentence_and_nothing_is_saved(
    run_page: RunPage, library: Library, content: str, sentence: str
) -> None:
    page = run_page("app.py")
    page.file_uploader(key="intake.file").upload("auswertung.json", content.encode()).run()
    assert not page.exception
    assert [sentence in e.value for e in page.error] == [True]
    assert sentence in words_on(page)
    assert not page.query_params.get("article")
    page.run()
    assert len(page.error) == 1
