"""What the page of a name counts: the words that name it, and the quotes of others it stands in."""

from __future__ import annotations

from components.analysis.model import Analysis, Entity, Mention, Passage, Quote, Speaker
from components.article.model import Article
from components.tables import forms_with_counts, quotes_about

TEXT = (
    "Anna Berger kam. Berger schwieg, die Ministerin auch. „Berger lügt“, sagte Voss. „Ich, Berger, gehe“, sagte sie."
)


def _at(words: str, kind: str = "name", after: int = 0) -> Mention:
    start = TEXT.index(words, after)
    return Mention(start, start + len(words), kind, 1.0)  # type: ignore[arg-type]


BERGER = Entity(
    "e1",
    "PER",
    "Anna Berger",
    (
        _at("Anna Berger"), _at("Berger", after=16), _at("die Ministerin", "role"), _at("Berger", after=50), _at("Berger", after=85),
        _at("sie.", "pronoun"),
    ),
)  # fmt: skip
VOSS = Entity("e2", "PER", "Voss", (_at("Voss"),))


def _quote(number: str, words: str, speaker: str) -> Quote:
    start = TEXT.index(words)
    return Quote(number, "direct", (Passage(start, start + len(words)),), Speaker(speaker), None, 1.0)


ANALYSIS = Analysis(
    "a", Article(TEXT), (BERGER, VOSS), (_quote("q1", "„Berger lügt“", "e2"), _quote("q2", "„Ich, Berger, gehe“", "e1")), (), ()
)  # fmt: skip


def test_the_words_for_a_name_are_counted_without_pronouns() -> None:
    assert forms_with_counts(ANALYSIS, BERGER) == [("Berger", 3), ("Anna Berger", 1), ("die Ministerin", 1)]


def test_quotes_about_a_name_are_those_of_others() -> None:
    assert [q.id for q in quotes_about(ANALYSIS, BERGER)] == ["q1"]
    assert quotes_about(ANALYSIS, VOSS) == []
