"""The list: what is found by which words, in which order, and what each line says."""

from __future__ import annotations

from datetime import date

import pytest

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Library
from components.library.corrections import rename_entity, set_title
from tests.made import an_analysis


def article(title: str, text: str, **details: object) -> Analysis:
    return Analysis("a", Article(text, title, **details), (), (), (), ())  # type: ignore[arg-type]


@pytest.fixture
def shelf(at_home: Library) -> Library:
    """Three articles, the last saved first."""
    at_home.save(
        article("Streit über Zölle", "Die Minister trafen sich in Ärmelstadt."), source="dpa", tags=("Handel",)
    )
    at_home.save(article("Ernte", "100 % mehr Äpfel als im_Vorjahr"), source="Eigen", tags=("Land", "Handel"))
    at_home.save(an_analysis(), tags=("Land",))
    return at_home


def test_the_last_saved_comes_first_and_says_what_it_holds(shelf: Library) -> None:
    shelf.correct(shelf.listed()[0].key, rename_entity(an_analysis(), "e1", "B"), seen=1)
    lines = shelf.listed()
    assert [line.title for line in lines] == ["Der Tag", "Ernte", "Streit über Zölle"]
    first = lines[0]
    assert (first.entities, first.quotes, first.events, first.corrections) == (3, 2, 1, 1)
    assert (first.published, first.tags, lines[2].published) == (date(2023, 5, 4), ("Land",), None)
    assert first.created.tzinfo is not None
    assert first.changed >= first.created
    assert len(shelf.listed(most=2)) == 2
    assert shelf.counted() == 3


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Der Tag", "Ernte", "Streit über Zölle"]),
        ("zölle", ["Streit über Zölle"]),
        ("ÄRMELSTADT", ["Streit über Zölle"]),
        ("handel", ["Ernte", "Streit über Zölle"]),
        ("handel dpa", ["Streit über Zölle"]),
        ("dpa ernte", []),
        ("%", ["Ernte"]),
        ("_", ["Ernte"]),
        ("im_vorjahr 100", ["Ernte"]),
        ("'; DROP TABLE articles", []),
        ("\x00", ["Der Tag", "Ernte", "Streit über Zölle"]),
    ],
)
def test_every_word_must_stand_somewhere(shelf: Library, query: str, titles: list[str]) -> None:
    assert [line.title for line in shelf.listed(query)] == titles
    assert shelf.counted(query) == len(titles)


def test_tags_narrow_the_list_down(shelf: Library) -> None:
    assert shelf.tags() == ("Handel", "Land")
    assert [line.title for line in shelf.listed(tag="Land")] == ["Der Tag", "Ernte"]
    assert [line.title for line in shelf.listed("äpfel", "Land")] == ["Ernte"]


def test_the_list_knows_of_corrections_and_details_at_once(shelf: Library) -> None:
    key = shelf.listed("ernte")[0].key
    saved = shelf.load(key)
    assert saved is not None
    shelf.correct(key, set_title(saved.analysis, "Rekordernte"), seen=saved.revision)
    shelf.set_details(key, source="Landfunk", tags=("Obst",))
    (line,) = shelf.listed("rekordernte landfunk obst")
    assert (line.title, line.source, line.tags) == ("Rekordernte", "Landfunk", ("Obst",))
    assert shelf.listed("eigen") == ()
    shelf.undo(key, 1)
    assert [line.title for line in shelf.listed("landfunk")] == ["Ernte"]
    shelf.delete(key)
    assert shelf.counted() == 2
    assert shelf.tags() == ("Handel", "Land")
