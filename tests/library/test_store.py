"""Saved analyses: what comes back, under which link, what a new analysis leaves, and what is really gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Library
from components.library.corrections import rename_entity, set_published
from tests.made import an_analysis


def test_an_analysis_comes_back_equal_after_a_restart(library: Library, address: str) -> None:
    analysis = an_analysis()
    link = library.save(analysis, source="Agentur", tags=("Inneres", "Mai"))
    library.close()
    again = Library(address)
    saved = again.load(link)
    again.close()
    assert saved is not None
    assert saved.analysis == saved.machine == analysis
    assert (saved.source, saved.tags, saved.title, saved.may_edit) == ("Agentur", ("Inneres", "Mai"), "Der Tag", True)


@pytest.mark.parametrize("text", ["Null \x00 mittendrin", "halb \ud83d Zeichen", "𝔘nter ‚anderem‘ 💡", "%_\\ ' \" --"])
def test_any_text_can_be_kept(library: Library, text: str) -> None:
    analysis = Analysis("a2", Article(text, text, (text,), text), (), (), (), ())
    saved = library.load(library.save(analysis, source=text, tags=(text,)))
    assert saved is not None
    assert saved.analysis == analysis


def test_links_are_unguessable_and_never_repeat_for_the_same_text(library: Library) -> None:
    links = {library.save(an_analysis()) for _ in range(20)}
    assert len(links) == 20
    assert all(len(link) == 22 for link in links)


@pytest.mark.parametrize(
    "link", ["", "x", "../../etc/passwd", "' OR 1=1 --", "A" * 22, "ä" * 22, "A" * 10_000, "\x00" * 22]
)
def test_a_foreign_link_finds_nothing(library: Library, link: str) -> None:
    library.save(an_analysis())
    assert library.load(link) is None
    assert library.revision(link) is None
    assert library.history(link) == ()
    assert library.links(link) == ()
    library.delete(link)
    for deed in (lambda: library.undo(link, 1), lambda: library.share(link, "read"), lambda: library.duplicate(link)):
        with pytest.raises(KeyError):
            deed()


def test_a_new_analysis_keeps_the_link_and_the_corrections(library: Library) -> None:
    link = library.save(an_analysis())
    library.correct(link, rename_entity(an_analysis(), "e1", "Anna-Maria Berger"), seen=1, who="Uta")
    # the new model numbers its entities differently and finds no quotations
    entities = tuple(replace(e, id=f"e{9 - k}") for k, e in enumerate(an_analysis().entities))
    other = replace(an_analysis(), id="a2", quotes=(), events=(), entities=entities)
    saved = library.replace(link, other)
    assert saved == library.load(link)
    assert saved.machine == other
    assert saved.revision == library.revision(link) == 3
    assert {e.id: e.name for e in saved.analysis.entities}["e9"] == "Anna-Maria Berger"
    assert [m.item for m in saved.analysis.by_hand] == ["e9"]
    with pytest.raises(KeyError):
        library.replace("A" * 22, other)


def test_a_new_analysis_must_be_of_the_same_text(library: Library) -> None:
    link = library.save(an_analysis())
    with pytest.raises(ValueError, match="another text"):
        library.replace(link, Analysis("a2", Article("Ein anderer Text."), (), (), (), ()))
    assert library.revision(link) == 1


def test_another_day_of_publication_is_a_correction_and_can_be_undone(library: Library) -> None:
    link, other = library.save(an_analysis()), date(2024, 1, 2)
    redated = replace(an_analysis(), article=replace(an_analysis().article, published=other))
    saved = library.replace(link, redated, who="Uta")
    assert saved.article.published == other
    assert not saved.stale
    assert [c.values for c in saved.corrections] == [{"published": "2024-01-02"}]
    undone = library.undo(link, 1)
    assert undone.article.published == date(2023, 5, 4)
    assert undone.stale, "its dates are still reckoned from the other day"
    assert not library.replace(link, an_analysis()).stale
    assert library.history(link)[0].undone_when


def test_a_correction_of_the_day_makes_the_analysis_stale(library: Library) -> None:
    link = library.save(an_analysis())
    saved = library.correct(link, set_published(an_analysis(), None), seen=1)
    assert saved.stale
    assert saved.article.notes[-1].code == "no_publication_date"
    unknown = replace(an_analysis(), article=replace(an_analysis().article, published=None))
    assert len(library.replace(link, unknown).corrections) == 1, "the new analysis has the day already asked for"


def test_a_duplicate_is_an_article_of_its_own(library: Library) -> None:
    link = library.save(an_analysis(), source="Agentur", tags=("Mai",))
    library.correct(link, rename_entity(an_analysis(), "e1", "A. Berger"), seen=1)
    library.correct(link, set_published(an_analysis(), None), seen=1)
    library.undo(link, 1)
    copy = library.duplicate(link)
    first, second = library.load(link), library.load(copy)
    assert first is not None
    assert second is not None
    assert (second.analysis, second.corrections, second.source, second.tags) == (
        first.analysis, first.corrections, "Agentur", ("Mai",)
    )  # fmt: skip
    assert second.stale == first.stale
    assert library.redo(copy, 1).analysis.entities[1].name == "A. Berger"
    library.delete(link)
    assert library.load(copy) is not None
    assert len(library.links(copy)) == 1


def test_details_are_set_one_by_one(library: Library) -> None:
    link = library.save(an_analysis(), source="Agentur", tags=("Mai",))
    library.set_details(link, source="  dpa \n Basisdienst ")
    saved = library.set_details(link, tags=("Mai", "mai", " Inneres ", ""))
    assert (saved.source, saved.tags) == ("dpa Basisdienst", ("Inneres", "Mai"))
    saved = library.set_details(link, title="Ein anderer Tag", who="Uta")
    assert saved.title == saved.analysis.article.title == "Ein anderer Tag"
    assert saved.machine.article.title == "Der Tag"
    assert library.undo(link, 1).title == "Der Tag"
    assert saved.team is False
    assert library.set_details(link, team=True).team


def test_deleting_leaves_nothing_behind(library: Library, address: str) -> None:
    word = "Zimtsternverordnung"
    article = Article(word * 50, word, (word,))
    link = library.save(Analysis("a3", article, (), (), (), ()), source=word, tags=(word,))
    library.share(link, "read")
    library.set_details(link, title=f"Zur {word}")
    library.delete(link)
    assert library.load(link) is None
    with library._engine.connect() as connection:
        for table in ("articles", "tags", "links", "corrections"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    if address.startswith("sqlite"):
        files = list(Path(address.removeprefix("sqlite:///")).parent.iterdir())
        assert files
        assert not any(word.encode() in f.read_bytes() for f in files), "deleted words stand in the file"
