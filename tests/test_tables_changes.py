"""What a new analysis says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.analysis.model import Analysis, Passage
from components.tables_changes import COLUMNS, changes_table
from tests.made import an_analysis, passage

A = an_analysis()
BERGER, BERLIN, BEAMTER = A.entities
SAID, REPORTED = A.quotes
(OPENING,) = A.events


def test_the_same_analysis_under_other_ids_changes_nothing() -> None:
    other = replace(A, entities=tuple(replace(e, id=f"e{9 - k}") for k, e in enumerate(A.entities)))
    speakers = {"e1": "e9", "e3": "e7"}
    quotes = tuple(
        replace(q, id=f"q{9 - k}", speaker=replace(q.speaker, entity=speakers[q.speaker.entity]))
        for k, q in enumerate(A.quotes)
    )  # type: ignore[index, type-var, union-attr]
    assert changes_table(A, replace(other, quotes=quotes)).empty
    assert tuple(changes_table(A, A).columns) == COLUMNS


@pytest.mark.parametrize(
    ("after", "row"),
    [
        (replace(A, entities=(BERGER, BEAMTER)), ("entity", "lost", "Berlin", "", "")),
        (replace(A, entities=(replace(BERGER, name="A. Berger"), BERLIN, BEAMTER)),
         ("entity", "other", "A. Berger", "Anna Berger (PER)", "A. Berger (PER)")),
        (replace(A, entities=(BERGER, replace(BERLIN, type="ORG"), BEAMTER)), ("entity", "other", "Berlin", "Berlin (LOC)", "Berlin (ORG)")),
        (replace(A, quotes=(SAID,)), ("quote", "lost", "das sei verfrüht", "Ein Beamter", "")),
        (replace(A, quotes=(SAID, replace(REPORTED, speaker=None))), ("quote", "other", "das sei verfrüht", "Ein Beamter", "")),
        (replace(A, events=()), ("event", "lost", "Wir öffnen am Montag", "2023-05-08", "")),
        (replace(A, events=(replace(OPENING, value=""),)), ("event", "other", "Wir öffnen am Montag", "2023-05-08", "")),
    ],
)  # fmt: skip
def test_each_change_is_one_row_and_the_other_way_round_its_opposite(after: Analysis, row: tuple[str, ...]) -> None:
    (told,) = changes_table(A, after).itertuples(index=False, name=None)
    assert told == row
    (back,) = changes_table(after, A).itertuples(index=False, name=None)
    assert (back[0], back[1]) == (row[0], {"lost": "new", "other": "other"}[row[1]])


def test_a_quotation_with_other_borders_is_still_the_same() -> None:
    wider = replace(REPORTED, parts=(Passage(passage("das sei verfrüht").start, len(A.article.text)),))
    assert changes_table(A, replace(A, quotes=(SAID, wider))).empty
    elsewhere = replace(REPORTED, parts=(passage("Uta Klamm"),))
    assert list(changes_table(A, replace(A, quotes=(SAID, elsewhere)))["change"]) == ["new", "lost"]


def test_somebody_named_by_hand_is_neither_found_nor_lost() -> None:
    added = replace(A, entities=(*A.entities, replace(BERGER, id="e9", name="Niemand", mentions=())))
    assert changes_table(A, added).empty
    assert changes_table(added, A).empty
