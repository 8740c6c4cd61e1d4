"""Saved analyses: what comes back, under which link, and what is really gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Library
from tests.made import an_analysis


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(f"sqlite:///{tmp_path}/deep/er/library.sqlite3")
    yield library
    library.close()


def test_an_analysis_comes_back_equal_after_a_restart(library: Library, tmp_path: Path) -> None:
    analysis = an_analysis()
    link = library.save(analysis)
    library.close()
    again = Library(f"sqlite:///{tmp_path}/deep/er/library.sqlite3")
    saved = again.load(link)
    again.close()
    assert saved is not None
    assert saved.analysis == analysis
    assert saved.article == analysis.article


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
    library.delete(link)


def test_replacing_keeps_the_link_and_counts_the_revision(library: Library) -> None:
    link = library.save(an_analysis())
    other = replace(an_analysis(), id="a2", quotes=(), events=())
    library.replace(link, other)
    saved = library.load(link)
    assert saved is not None
    assert (saved.analysis, saved.revision, library.revision(link)) == (other, 2, 2)
    with pytest.raises(KeyError):
        library.replace("A" * 22, other)


def test_deleted_text_is_not_left_in_the_file(library: Library, tmp_path: Path) -> None:
    word = "Zimtsternverordnung"
    link = library.save(Analysis("a3", Article(word * 50), (), (), (), ()))
    library.delete(link)
    assert library.load(link) is None
    library.close()
    files = list((tmp_path / "deep" / "er").iterdir())
    assert files
    assert not any(word.encode() in f.read_bytes() for f in files)
