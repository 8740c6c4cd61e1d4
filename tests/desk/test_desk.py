"""The desk: one analysis after another, apart from the program; a bad article hurts only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from components.analysis import analyse
from components.article.model import Article
from components.desk import Desk, DeskFull
from components.desk.desk import LONG
from tests.made import TEXT

ENOUGH = 120.0  # seconds, on a busy machine
SENTENCE = "Am Montag sagte Ministerin Berger in Kiel, der Rat werde die alte Halle am Fluss nicht abreißen. "


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A desk with one place."""
    with closing(Desk(most_waiting=2)) as opened:
        assert opened.ready(ENOUGH)
        yield opened


def test_the_analysis_is_the_one_the_program_itself_would_make(desk: Desk) -> None:
    turn = desk.hand_in(Article(TEXT))
    assert turn.wait(ENOUGH)
    assert turn.outcome == "done"
    assert turn.analysis == analyse(Article(TEXT))
    assert turn.stage == "events"


def test_those_who_wait_know_their_place_and_a_full_desk_says_so(desk: Desk) -> None:
    first = desk.hand_in(Article(SENTENCE * 100))
    while not first.stage:
        assert not first.wait(0.01)
    second, third = desk.hand_in(Article(TEXT)), desk.hand_in(Article(TEXT))
    assert (first.ahead(), second.ahead(), third.ahead()) == (0, 1, 2)
    with pytest.raises(DeskFull, match="2"):
        desk.hand_in(Article(TEXT))
    second.cancel()
    assert second.wait(0)
    assert second.outcome == "cancelled"
    assert third.ahead() == 1
    assert third.wait(ENOUGH)
    assert first.outcome == third.outcome == "done"


def test_an_analysis_that_takes_too_long_is_stopped_and_the_next_one_is_made(desk: Desk) -> None:
    slow, quick = desk.hand_in(Article(SENTENCE * 1_000), seconds=0.5), desk.hand_in(Article(TEXT))
    assert slow.wait(ENOUGH)
    assert slow.outcome == "too_long"
    assert quick.wait(ENOUGH)
    assert quick.outcome == "done"


def test_a_long_article_nobody_waits_for_any_more_is_broken_off(desk: Desk) -> None:
    long = desk.hand_in(Article(SENTENCE * 20_000))
    assert long.words > LONG
    while not long.stage:
        assert not long.wait(0.01)
    long.cancel()
    after = desk.hand_in(Article(TEXT))
    assert after.wait(ENOUGH)  # the long one would take minutes
    assert after.outcome == "done"


def test_a_process_that_dies_fails_its_article_alone(desk: Desk) -> None:
    doomed = desk.hand_in(Article(SENTENCE * 1_000))
    while not doomed.stage:
        assert not doomed.wait(0.01)
    process = desk._workplaces[0]._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    after = desk.hand_in(Article(TEXT))
    assert doomed.wait(ENOUGH)
    assert doomed.outcome == "broken"
    assert after.wait(ENOUGH)
    assert after.outcome == "done"


def test_a_process_that_ended_between_two_articles_is_replaced_unseen(desk: Desk) -> None:
    process = desk._workplaces[0]._process
    assert process is not None
    process.kill()
    turn = desk.hand_in(Article(TEXT))
    assert turn.wait(ENOUGH)
    assert turn.outcome == "done"


def test_a_book_leaves_a_place_for_the_news() -> None:
    with closing(Desk(places=2)) as desk:
        assert desk.ready(ENOUGH)
        books = [desk.hand_in(Article(SENTENCE * 20_000)) for _ in range(2)]
        news = desk.hand_in(Article(TEXT))
        assert news.wait(ENOUGH)
        assert [book.outcome for book in books] == ["working", "waiting"]


def test_what_goes_wrong_is_told_without_words_of_the_article() -> None:
    code = (
        "import sys, components.desk.worker as w\n"
        "sys.excepthook = w.report\n"
        "def pick(text): raise ValueError(text)\n"
        "pick('Geheim' + 'sache')"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
    assert "in pick" in told
    assert "ValueError" in told
    assert "Geheimsache" not in told
