"""Who is named together with whom: what counts as together, and an order that keeps partners close."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.model import Analysis, Mention
from components.tables_network import PAIR_COLUMNS, close_together, pairs_table
from tests.made_talk import analysed, named, place

TEXT = (
    "KIEL/ULM – Anna Berger traf Jo Kern in Graz. Berger lobte Nordwerk.\n"
    "Kern schwieg. Ein Beamter aus Linz nannte Kern und Anna Berger Freunde. Sie lachte mit Nordwerk."
)
ALL = {"e1", "e2", "e3", "e4", "e5", "e6", "s1"}


def company() -> Analysis:
    """Two persons, a company, three places, one of them amid an unnamed source's words, and a pronoun."""
    anna = named(TEXT, "e1", "PER", "Anna Berger", "Berger lobte")
    second, she = TEXT.rindex("Anna Berger"), TEXT.index("Sie lachte")
    more = (Mention(second, second + 11, "name", 0.9), Mention(she, she + 3, "pronoun", 0.9))
    kern = named(TEXT, "e2", "PER", "Jo Kern", "Kern schwieg", "Kern und")
    nordwerk = named(TEXT, "e3", "ORG", "Nordwerk")
    entities = (
        replace(anna, mentions=(*anna.mentions, *more)),
        kern,
        replace(nordwerk, mentions=(*nordwerk.mentions, Mention(len(TEXT) - 9, len(TEXT) - 1, "name", 0.9))),
        named(TEXT, "e4", "LOC", "KIEL"),
        named(TEXT, "e5", "LOC", "ULM"),
        named(TEXT, "e6", "LOC", "Linz"),
        named(TEXT, "s1", "SOURCE", "Ein Beamter aus Linz"),
    )
    made = analysed(TEXT, entities=entities)
    return replace(made, article=replace(made.article, dateline=("KIEL", "ULM")))


def together(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(a, b): n for a, b, n in zip(frame["first_id"], frame["second_id"], frame["together"], strict=True)}


def test_names_in_one_sentence_are_together_datelines_pronouns_and_names_amid_names_are_not() -> None:
    frame = pairs_table(company(), ALL)
    assert list(frame.columns) == list(PAIR_COLUMNS)
    assert together(frame) == {("e1", "e2"): 2, ("e1", "e3"): 1, ("e1", "s1"): 1, ("e2", "s1"): 1}
    first = frame.iloc[0]
    assert first["words"] == "KIEL/ULM – Anna Berger traf Jo Kern in Graz."
    assert TEXT[first["start"] : first["end"]] == first["words"]


def test_a_paragraph_holds_more_than_its_sentences() -> None:
    assert together(pairs_table(company(), ALL, "paragraph")) == {
        ("e1", "e2"): 2,
        ("e1", "e3"): 2,
        ("e2", "e3"): 2,
        ("e1", "s1"): 1,
        ("e2", "s1"): 1,
        ("e3", "s1"): 1,
    }


def test_only_the_wanted_names_count_and_the_author_never_does() -> None:
    assert together(pairs_table(company(), {"e1", "e3"})) == {("e1", "e3"): 1}
    made = company()
    by_kern = replace(made, article=replace(made.article, authors=("Jo Kern",)))
    assert "e2" not in {*pairs_table(by_kern, ALL)["first_id"], *pairs_table(by_kern, ALL)["second_id"]}


def test_without_known_sentences_a_paragraph_is_one() -> None:
    made = replace(company(), sentences=())
    assert together(pairs_table(made, ALL)) == together(pairs_table(made, ALL, "paragraph"))


@pytest.mark.parametrize("wanted", [set(), {"e1"}, {"nobody"}])
def test_no_pair_is_an_empty_frame(wanted: set[str]) -> None:
    frame = pairs_table(company(), wanted)
    assert frame.empty
    assert list(frame.columns) == list(PAIR_COLUMNS)


def links(*pairs: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["first_id", "second_id", "together"])


def test_names_that_are_often_together_come_to_stand_side_by_side() -> None:
    pairs = links(("a", "d", 5), ("d", "f", 4), ("b", "e", 5), ("e", "c", 4))
    order = close_together(list("abcdefx"), pairs)
    assert order[-1] == "x"
    at = {i: k for k, i in enumerate(order)}
    assert {abs(at[a] - at[b]) for a, b, _ in pairs.itertuples(index=False)} == {1}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 9)), max_size=40))
def test_the_order_loses_nobody_and_is_always_the_same(drawn: list[tuple[int, int, int]]) -> None:
    pairs = links(*((str(a), str(b), n) for a, b, n in drawn if a < b))
    ids = [str(k) for k in range(12)]
    order = close_together(ids, pairs)
    assert sorted(order) == sorted(ids)
    assert order == close_together(ids, pairs)


def test_a_mention_at_the_very_beginning_counts() -> None:
    text = "Kern traf Berger."
    made = analysed(text, entities=(named(text, "e1", "PER", "Kern"), named(text, "e2", "PER", "Berger")))
    assert together(pairs_table(made, {"e1", "e2"})) == {("e1", "e2"): 1}
    assert place(text, "Kern").start == 0
