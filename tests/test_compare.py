"""Several articles side by side: who is the same, who says what where, one timeline, and what a later version changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.model import Analysis, Entity, EntityType, Mention
from components.analysis.same_across import same_across
from components.article.model import Article
from components.tables_compare import (
    across_table,
    common_table,
    identities,
    likeness,
    said_table,
    versions,
    voices_table,
)
from components.tables_versions import versions_table, word_diff
from tests.made_talk import Happened, Said, analysed, named


def entity(kind: EntityType, name: str, voice: str = "", language: str = "de") -> Analysis:
    """An article with one entity."""
    one = Entity("e1", kind, name, (Mention(0, len(name), "name", 0.9),), (), voice)
    return Analysis("a", Article(name, language=language), (one,), (), (), ())


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (entity("PER", "Anna Berger"), entity("PER", "Anna Berger"), "same_name"),
        (entity("PER", "Anna Müller"), entity("PER", "Anna Mueller"), "same_name"),
        (entity("PER", "Anna Berger"), entity("PER", "Berger"), "surname"),
        (entity("PER", "Anna Berger"), entity("PER", "Jonas Berger"), ""),
        (entity("PER", "Mohammed Dschafari"), entity("PER", "Mohammad Jafari"), "spelling"),
        (entity("ORG", "Nordkai AG"), entity("ORG", "Nordkai"), "same_name"),
        (entity("LOC", "USA"), entity("LOC", "Vereinigte Staaten"), "same_name"),
        (entity("LOC", "USA"), entity("LOC", "United States", language="en"), ""),  # tables of variants count within a language
        (entity("ORG", "Kaltwerk"), entity("MISC", "Kaltwerk"), "other_kind"),
        (entity("PER", "Kaltwerk"), entity("ORG", "Kaltwerk"), ""),
        (entity("SOURCE", "ein Diplomat", "unnamed"), entity("SOURCE", "ein Diplomat", "unnamed"), ""),
        (entity("SOURCE", "die Polizei", "institution"), entity("SOURCE", "Polizei", "institution"), "same_description"),
    ],
)  # fmt: skip
def test_who_is_the_same_in_two_articles(one: Analysis, other: Analysis, reason: str) -> None:
    found = same_across((one, other))
    assert len(found) == (1 if reason else 2)
    assert found[0].reason == reason


def test_a_surname_that_two_people_bear_is_nobody_in_particular() -> None:
    text = "Anna Berger und Jonas Berger"
    both = analysed(text, entities=(named(text, "e1", "PER", "Anna Berger"), named(text, "e2", "PER", "Jonas Berger")))
    assert len(same_across((both, entity("PER", "Berger")))) == 3


def test_the_unnamed_voices_of_two_versions_are_told_by_their_description() -> None:
    pair = (entity("SOURCE", "ein Diplomat", "unnamed"), entity("SOURCE", "Ein Diplomat", "unnamed"))
    assert [same.reason for same in same_across(pair, one_story=True)] == ["same_description"]


names = st.sampled_from(
    ["Anna Berger", "Berger", "A. Berger", "Bergers", "Nordkai AG", "Nordkai", "die Polizei", "Kiel", "", " ", "ß", "1"]
)
kinds: st.SearchStrategy[EntityType] = st.sampled_from(["PER", "ORG", "LOC", "MISC", "SOURCE"])


@given(st.lists(st.lists(st.tuples(kinds, names), max_size=6), min_size=1, max_size=4), st.booleans())
def test_every_entity_is_in_one_identity_with_at_most_one_of_each_article(
    articles: list[list[tuple[EntityType, str]]], one_story: bool
) -> None:
    analyses = [
        Analysis(
            "a",
            Article("x"),
            tuple(Entity(f"e{k}", kind, name, ()) for k, (kind, name) in enumerate(those)),
            (),
            (),
            (),
        )
        for those in articles
    ]
    found = same_across(analyses, one_story=one_story)
    places = [place for same in found for place in same.places]
    assert sorted(places) == sorted((k, e.id) for k, a in enumerate(analyses) for e in a.entities)
    for same in found:
        assert len({article for article, _ in same.places}) == len(same.places)
        assert bool(same.reason) is (len(same.places) > 1)


# --------------------------------------------------------------------------------------------------------------------- the tables

FIRST = "Ministerin Anna Berger sagte: „Wir öffnen.“ Am 3. Mai wird der Hafen in Kiel gesperrt. Die Bahn bedauerte das."
SECOND = "Der Hafen in Kiel wird am 3. Mai gesperrt. „Endlich“, sagte Berger. Am 3. Mai ist in Bonn schulfrei."


def pair() -> tuple[Analysis, Analysis]:
    may = {"value": "2025-05-03", "days": ("2025-05-03", "2025-05-03"), "status": "planned"}
    first = analysed(
        FIRST,
        entities=(named(FIRST, "e1", "PER", "Anna Berger", roles=("Ministerin",)), named(FIRST, "e2", "LOC", "Kiel")),
        said=(Said("direct", ("„Wir öffnen.“",), "e1"),),
        happened=(Happened("Am 3. Mai wird der Hafen in Kiel gesperrt", who=("e2",), **may),),  # type: ignore[arg-type]
    )
    second = analysed(
        SECOND,
        entities=(named(SECOND, "e1", "LOC", "Kiel"), named(SECOND, "e2", "PER", "Berger"), named(SECOND, "e3", "LOC", "Bonn")),
        said=(Said("direct", ("„Endlich“",), "e2"),),
        happened=(
            Happened("Der Hafen in Kiel wird am 3. Mai gesperrt", who=("e1",), **may),  # type: ignore[arg-type]
            Happened("Am 3. Mai ist in Bonn schulfrei", who=("e3",), **may),  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    return first, second


def test_names_in_common_with_their_counts_and_the_reason() -> None:
    found = common_table(pair(), identities(pair()))
    rows = {row["name"]: row for row in found.to_dict("records")}
    assert set(rows) == {"Anna Berger", "Kiel"}
    assert rows["Anna Berger"]["reason"] == "surname"
    assert rows["Anna Berger"]["ids"] == ("e1", "e2")
    assert rows["Anna Berger"]["names"] == ("Anna Berger", "Berger")
    assert rows["Kiel"]["mentions"] == (1, 1)


def test_who_says_what_in_which_article() -> None:
    groups = identities(pair())
    said = said_table(pair(), groups)
    (row,) = voices_table(pair(), groups, said).to_dict("records")
    assert (row["name"], row["roles"], row["articles"], row["quotes"]) == ("Anna Berger", "Ministerin", 2, (1, 1))
    assert list(said["words"]) == ["„Wir öffnen.“", "„Endlich“"]
    assert set(said["group"]) == {row["group"]}


def test_one_happening_on_one_day_stands_side_by_side() -> None:
    found = across_table(pair(), identities(pair()))
    assert list(found["group"]) == [1, 1, 0]
    assert list(found["article"]) == [0, 1, 1]
    assert list(found["number"]) == [1, 2, 3]


def test_events_without_date_come_last_and_by_article() -> None:
    undated = [
        analysed("Es regnet. Es schneit.", happened=(Happened("Es schneit"), Happened("Es regnet"))) for _ in "ab"
    ]
    found = across_table(undated, identities(undated))
    assert list(found["article"]) == [0, 0, 1, 1]
    assert set(found["group"]) == {0}


def test_nothing_in_common_gives_empty_tables() -> None:
    bare = [Analysis("a", Article("Nichts."), (), (), (), ())] * 2
    groups = identities(bare)
    assert common_table(bare, groups).empty
    assert voices_table(bare, groups, said_table(bare, groups)).empty
    assert across_table(bare, groups).empty


def test_versions_are_known_by_their_words_and_put_in_the_order_of_their_days() -> None:
    base = " ".join(f"Satz {k} bleibt ganz genau so stehen." for k in range(20))
    late = analysed(base + " Neu ist das hier.", published=date(2025, 3, 7))
    early = analysed(base, published=date(2025, 3, 6))
    other = analysed("Davon handelt dieser Text nun wirklich überhaupt nicht.")
    assert likeness(early, late) == 1.0
    assert versions((late, other, early)) == (2, 0)
    assert versions((other, early)) is None
    assert versions((other,)) is None


# ------------------------------------------------------------------------------------------------------------------- the versions

EARLY = (
    "Anna Meier sagte: „Wir öffnen am 1. Mai den ganzen Hafen.“ Betroffen sind 120 Stellen. Ein Beamter sagte, das dauere. "
    "Im Juni will Kiel feiern."
)
LATE = "Anna Mayer sagte: „Wir öffnen am 9. Mai den ganzen Hafen.“ Betroffen sind 140 Stellen. Uta Kamm sagte: „Nein.“ Im Juli will Kiel feiern."


def two_versions() -> tuple[Analysis, Analysis]:
    early = analysed(
        EARLY,
        entities=(named(EARLY, "e1", "PER", "Anna Meier"), named(EARLY, "e2", "SOURCE", "Ein Beamter"), named(EARLY, "e3", "LOC", "Kiel")),
        said=(Said("direct", ("„Wir öffnen am 1. Mai den ganzen Hafen.“",), "e1"), Said("indirect", ("das dauere",), "e2")),
        happened=(Happened("Im Juni will Kiel feiern", "2025-06", ("2025-06-01", "2025-06-30"), "planned"),),
    )  # fmt: skip
    late = analysed(
        LATE,
        entities=(named(LATE, "e1", "PER", "Anna Mayer"), named(LATE, "e2", "PER", "Uta Kamm"), named(LATE, "e3", "LOC", "Kiel")),
        said=(Said("direct", ("„Wir öffnen am 9. Mai den ganzen Hafen.“",), "e1"), Said("direct", ("„Nein.“",), "e2")),
        happened=(Happened("Im Juli will Kiel feiern", "2025-07", ("2025-07-01", "2025-07-31"), "planned"),),
    )  # fmt: skip
    return early, late


def test_what_a_later_version_changes() -> None:
    rows = versions_table(*two_versions()).to_dict("records")
    told = [(row["kind"], row["change"], row["what"], row["before"], row["after"]) for row in rows]
    for change in (
        ("quote", "changed", ("words",), "„Wir öffnen am 1. Mai den ganzen Hafen.“", "„Wir öffnen am 9. Mai den ganzen Hafen.“"),
        ("quote", "gone", (), "das dauere", ""),
        ("quote", "new", (), "", "„Nein.“"),
        ("event", "changed", ("date",), "Im Juni will Kiel feiern", "Im Juli will Kiel feiern"),
        ("source", "gone", (), "Ein Beamter", ""),
        ("source", "new", (), "", "Uta Kamm"),
        ("name", "changed", ("name",), "Anna Meier", "Anna Mayer"),
        ("name", "new", (), "", "Uta Kamm"),
        ("sentence", "changed", ("figures",), "Betroffen sind 120 Stellen.", "Betroffen sind 140 Stellen."),
    ):  # fmt: skip
        assert told.count(change) == 1, change
    quote = next(row for row in rows if row["kind"] == "quote" and row["change"] == "changed")
    assert [words for turn, words in quote["diff"] if turn != "same"] == [" 1", " 9"]
    assert (quote["before_id"], quote["after_id"]) == ("q1", "q1")


def test_a_version_without_changes_changes_nothing() -> None:
    early, _ = two_versions()
    assert versions_table(early, early).empty


def test_what_the_machine_only_read_otherwise_is_no_change() -> None:
    early, _ = two_versions()
    missed = replace(early, quotes=early.quotes[:1], events=(), entities=early.entities[:2])
    assert versions_table(early, missed).empty
    assert versions_table(missed, early).empty


def test_another_speaker_of_the_same_words_is_a_change() -> None:
    early, _ = two_versions()
    speakers = replace(early.quotes[0], speaker=replace(early.quotes[1].speaker, entity="e2"))  # type: ignore[type-var]
    (row,) = (
        versions_table(early, replace(early, quotes=(speakers, *early.quotes[1:])))
        .query("kind == 'quote'")
        .to_dict("records")
    )
    assert row["what"] == ("speaker",)
    assert row["before"].startswith("Anna Meier: „")
    assert row["after"].startswith("Ein Beamter: „")


def test_a_diff_joined_again_is_the_later_text() -> None:
    diff = word_diff(
        "Am Freitag wollen sie vor dem Rathaus demonstrieren.", "Am Freitag demonstrierten sie vor dem Rathaus."
    )
    assert diff == (
        ("same", "Am Freitag"), ("old", " wollen"), ("new", " demonstrierten"), ("same", " sie vor dem Rathaus"), ("old", " demonstrieren"),
        ("same", "."),
    )  # fmt: skip


@given(st.text("ab c.\n", max_size=40), st.text("ab c.\n", max_size=40))
def test_a_diff_holds_the_words_and_marks_of_both_sides(before: str, after: str) -> None:
    diff = word_diff(before, after)
    old, new = ("".join(words for turn, words in diff if turn != other) for other in ("new", "old"))
    assert re.findall(r"\w+|\.", new) == re.findall(r"\w+|\.", after)
    assert "".join(old.split()) == "".join(before.split())
