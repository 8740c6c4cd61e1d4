"""Waiting for an analysis: what the reader is told where there is none."""

from __future__ import annotations

import pytest

from components.article.model import Article
from components.desk import Desk, DeskFull
from components.views import reading
from tests.made import TEXT
from tests.views.conftest import RunPage


class Shut(Desk):
    """A desk at which every article comes to one end."""

    def __init__(self, outcome: str) -> None:
        super().__init__()
        self.outcome = outcome

    def hand_in(self, article: Article, seconds: float | None = None) -> reading.Turn:
        if self.outcome == "full":
            raise DeskFull("30")
        turn = super().hand_in(article, seconds)
        turn._end(self.outcome)  # type: ignore[arg-type]
        return turn


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("full", "Gerade warten 30 Artikel"),
        ("too_long", "länger als 1 Minuten"),
        ("broken", "ließ sich nicht auswerten"),
    ],
)
def test_an_article_without_an_analysis_gets_one_sentence_and_its_text_stays(
    outcome: str, sentence: str, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Shut(outcome)
    try:
        monkeypatch.setattr(reading, "the_desk", lambda: desk)
        page = run_page("app.py")
        page.text_area(key="intake.text").set_value(TEXT)
        next(b for b in page.button if b.label == "Auswerten").click().run()
        assert not page.exception
        assert [sentence in error.value for error in page.error] == [True]
        assert page.text_area(key="intake.text").value == TEXT
        assert "article" not in page.query_params
    finally:
        desk.close()


def test_an_upload_that_was_given_up_is_not_taken_again(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(article: Article) -> None:
        raise reading.st.runtime.scriptrunner.StopException

    page = run_page("app.py")
    monkeypatch.setattr("components.views.intake.analyse_on_screen", interrupted)
    page.file_uploader(key="intake.file").upload("tag.txt", TEXT.encode("utf-8"), "text/plain").run()
    monkeypatch.undo()
    page.run()
    assert not page.exception
    assert "abgebrochen" in page.error[0].value
    assert "article" not in page.query_params
