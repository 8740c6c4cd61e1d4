"""Corrections in the store: kept in order, undone and done again, and never lost between two people."""

from __future__ import annotations

import pytest

from components.analysis.model import Passage
from components.library import Changed, Library, NotAllowed
from components.library.corrections import (
    Correction,
    CorrectionError,
    delete_entity,
    merge_entities,
    rename_entity,
    set_event_status,
    set_kind,
    set_speaker,
    set_title,
)
from tests.made import an_analysis

A = an_analysis()


@pytest.fixture
def link(library: Library) -> str:
    return library.save(an_analysis())


def test_a_correction_is_kept_with_its_number_person_and_time(library: Library, link: str) -> None:
    saved = library.correct(link, rename_entity(A, "e1", "A. Berger"), seen=1, who="Uta")
    saved = library.correct(link, set_event_status(saved.analysis, "v1", "denied"), seen=saved.revision, who="Ben")
    assert [(c.number, c.who, c.action) for c in saved.corrections] == [
        (1, "Uta", "entity.rename"),
        (2, "Ben", "event.status"),
    ]
    assert all(c.when.endswith("+00:00") for c in saved.corrections)
    assert [(m.item, m.who, m.number) for m in saved.analysis.by_hand] == [("e1", "Uta", 1), ("v1", "Ben", 2)]
    assert [entry.correction for entry in library.history(link)] == list(saved.corrections)
    assert saved.machine == A


def test_undoing_keeps_the_history_and_doing_again_the_order(library: Library, link: str) -> None:
    library.correct(link, rename_entity(A, "e1", "Eins"), seen=1)
    second = library.correct(link, rename_entity(A, "e1", "Zwei"), seen=2)
    undone = library.undo(link, 1, who="Ben")
    assert [e.name for e in undone.analysis.entities if e.id == "e1"] == ["Zwei"]
    assert [(e.correction.number, e.undone_by, e.holds) for e in library.history(link)] == [
        (1, "Ben", False),
        (2, "", True),
    ]
    assert library.undo(link, 1).revision == undone.revision, "it was undone already"
    again = library.redo(link, 1)
    assert (again.analysis, again.corrections) == (second.analysis, second.corrections)
    assert library.undo(link, 2).analysis.entities[1].name == "Eins"
    assert library.correct(link, rename_entity(A, "e1", "Drei"), seen=99).corrections[-1].number == 3
    with pytest.raises(CorrectionError, match="no_such_item"):
        library.undo(link, 7)


def test_two_people_may_work_on_different_things_at_once(library: Library, link: str) -> None:
    library.correct(link, rename_entity(A, "e1", "Utas Name"), seen=1, who="Uta")
    saved = library.correct(link, set_kind(A, "q2", "mixed"), seen=1, who="Ben")
    assert [m.who for m in saved.analysis.by_hand] == ["Uta", "Ben"]


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (rename_entity(A, "e1", "X"), rename_entity(A, "e1", "Y")),
        (delete_entity(A, "e1"), rename_entity(A, "e1", "Y")),
        (rename_entity(A, "e1", "X"), merge_entities(A, "e3", "e1")),
        (delete_entity(A, "e1"), set_speaker(A, "q2", "e1")),
        (set_speaker(A, "q2", "e1"), set_speaker(A, "q2", None)),
        (set_title(A, "X"), set_title(A, "Y")),
    ],
)
def test_the_second_person_is_shown_what_the_first_did_to_the_same_thing(
    library: Library, link: str, theirs: Correction, mine: Correction
) -> None:
    before = library.correct(link, theirs, seen=1, who="Uta")
    with pytest.raises(Changed) as told:
        library.correct(link, mine, seen=1, who="Ben")
    assert [(c.who, c.action) for c in told.value.since] == [("Uta", theirs.action)]
    assert library.load(link) == before, "nothing was written"
    if theirs.action != "entity.delete":
        assert library.correct(link, mine, seen=1, who="Ben", anyway=True).corrections[-1].who == "Ben"


def test_whoever_has_seen_the_other_change_may_overwrite_it(library: Library, link: str) -> None:
    saved = library.correct(link, rename_entity(A, "e1", "X"), seen=1)
    assert library.correct(link, rename_entity(A, "e1", "Y"), seen=saved.revision).analysis.entities[1].name == "Y"


def test_an_undone_correction_counts_as_a_change_too(library: Library, link: str) -> None:
    saved = library.correct(link, rename_entity(A, "e1", "X"), seen=1)
    library.undo(link, 1)
    with pytest.raises(Changed):
        library.correct(link, rename_entity(A, "e1", "Y"), seen=saved.revision)


def test_what_fits_nothing_is_not_kept(library: Library, link: str) -> None:
    nowhere = Correction("entity.rename", (Passage(0, 3),), {"name": "X"})
    with pytest.raises(CorrectionError, match="no_such_item"):
        library.correct(link, nowhere, seen=1)
    with pytest.raises(CorrectionError, match="unknown_value"):
        library.correct(link, Correction("event.date", (A.events[0].trigger,), {"value": "bald"}), seen=1)
    assert library.history(link) == ()
    assert library.revision(link) == 1


def test_a_name_is_put_beside_corrections_that_have_none(library: Library) -> None:
    link = library.save(an_analysis())
    library.correct(link, rename_entity(an_analysis(), "e1", "A"), seen=1)
    library.correct(link, rename_entity(an_analysis(), "e2", "B"), seen=2, who="Zoe Amt")
    library.correct(link, rename_entity(an_analysis(), "e3", "C"), seen=3)
    signed = library.sign(link, {1, 2, 99}, who="Uta Klamm")
    assert [c.who for c in signed.corrections] == ["Uta Klamm", "Zoe Amt", ""]
    assert [m.who for m in signed.analysis.by_hand] == ["Uta Klamm", "Zoe Amt", ""]
    assert signed.revision == 5
    assert library.sign(link, {1, 2}, who="Eve").revision == 5, "a name that stands is never changed"
    assert library.sign(link, {3}, who="").revision == 5
    assert library.sign(link, (), who="Eve").revision == 5
    # signing is no change of the item: who saw the correction before is not asked again
    library.correct(link, rename_entity(an_analysis(), "e1", "D"), seen=4, who="Eve")
    reading = library.share(link, "read")
    with pytest.raises(NotAllowed):
        library.sign(reading, {3}, who="Eve")
