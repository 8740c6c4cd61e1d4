"""Corrections: what each deed does, what it refuses, and that no sequence of them breaks an analysis."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.calendar_spans import calendar_span
from components.analysis.form import from_json, to_json
from components.analysis.model import Analysis, Entity, Event, Mention, Passage, Quote, Speaker
from components.library.corrections import (
    ACTIONS,
    Correction,
    CorrectionError,
    add_entity,
    add_event,
    add_quote,
    corrected,
    correction_form,
    correction_from_form,
    delete_entity,
    delete_event,
    delete_quote,
    merge_entities,
    rename_entity,
    retype_entity,
    set_event_date,
    set_event_label,
    set_event_status,
    set_kind,
    set_parts,
    set_published,
    set_speaker,
    set_time_value,
    set_title,
    split_entity,
)
from tests.made import TEXT, an_analysis, passage

A = an_analysis()
BERGER = passage("Anna Berger")
SAID, *REST = A.quotes
TOGETHER = replace(A, quotes=(replace(SAID, speaker=replace(SAID.speaker, others=("e3",))), *REST))  # type: ignore[type-var]


def entity(analysis: Analysis, item: str) -> Entity:
    return next(e for e in analysis.entities if e.id == item)


def quote(analysis: Analysis, item: str) -> Quote:
    return next(q for q in analysis.quotes if q.id == item)


def after(*corrections: Correction, analysis: Analysis = A) -> Analysis:
    changed = corrected(analysis, corrections)
    assert_sound(changed)
    assert not changed.unapplied
    return changed


def assert_sound(analysis: Analysis) -> None:
    """No id points nowhere, none is given twice, every place stands in the text, everything is in order."""
    text = analysis.article.text
    entities, quotes, events = (
        [i.id for i in items] for items in (analysis.entities, analysis.quotes, analysis.events)
    )
    for ids in (entities, quotes, events):
        assert len(ids) == len(set(ids))
    places = [
        *(Passage(m.start, m.end) for e in analysis.entities for m in e.mentions),
        *(p for q in analysis.quotes for p in q.parts),
        *(p for e in analysis.events for p in (e.trigger, e.clause)),
    ]
    assert all(0 <= p.start < p.end <= len(text) for p in places)
    for e in analysis.entities:
        assert e.name.strip()
        assert e.mentions == tuple(sorted(e.mentions, key=lambda m: (m.start, m.end)))
        assert e.type != "SOURCE" or all(m.kind != "name" for m in e.mentions)
    for q in analysis.quotes:
        assert q.parts
        assert q.speaker is None or q.speaker.entity is None or q.speaker.entity in entities
        assert q.speaker is None or set(q.speaker.others) <= set(entities) - {q.speaker.entity}
        assert q.carrier is None or (q.carrier in quotes and q.carrier != q.id)
    for v in analysis.events:
        assert v.claimed_in is None or v.claimed_in in quotes
        assert set(v.entities) <= set(entities)
        assert v.time is None or 0 <= v.time < len(analysis.times)
        assert v.label in text
    assert [q.parts for q in analysis.quotes] == sorted(q.parts for q in analysis.quotes)
    assert [v.trigger for v in analysis.events] == sorted(v.trigger for v in analysis.events)
    marked = {m.item for m in (*analysis.by_hand, *analysis.unapplied)}
    assert marked <= {*entities, *quotes, *events, *(f"t{k}" for k in range(len(analysis.times))), "article"}


def test_a_name_and_a_type_are_changed_and_marked() -> None:
    changed = after(rename_entity(A, "e1", " Anna-Maria\n Berger "), retype_entity(A, "e2", "ORG"))
    assert (entity(changed, "e1").name, entity(changed, "e2").type) == ("Anna-Maria Berger", "ORG")
    assert [(m.item, m.note) for m in changed.by_hand] == [
        ("e1", "Anna Berger → Anna-Maria Berger"),
        ("e2", "LOC → ORG"),
    ]


def test_an_unnamed_voice_has_no_name_mention() -> None:
    changed = after(retype_entity(A, "e1", "SOURCE"))
    assert [m.kind for m in entity(changed, "e1").mentions] == ["role"]


def test_two_entities_become_one_and_its_quotations_follow() -> None:
    changed = after(rename_entity(A, "e3", "X"), merge_entities(A, "e3", "e1"))
    berger = entity(changed, "e1")
    assert [e.id for e in changed.entities] == ["e2", "e1"]
    assert (berger.name, berger.type, len(berger.mentions)) == ("Anna Berger", "PER", 2)
    assert quote(changed, "q2").speaker.entity == "e1"  # type: ignore[union-attr]
    assert [m.item for m in changed.by_hand] == ["e1", "e1"], "the mark of the one that is gone goes to its heir"


def test_whoever_has_a_name_is_no_unnamed_voice_whichever_way_round() -> None:
    changed = after(merge_entities(A, "e1", "e3"))
    assert (entity(changed, "e3").name, entity(changed, "e3").type) == ("Anna Berger", "PER")


def test_some_mentions_become_somebody_else() -> None:
    mentions = (*A.entities[0].mentions, Mention(*_span("Ein Beamter"), "role", 0.5, "role"))
    both = replace(A, entities=(replace(A.entities[0], mentions=mentions), A.entities[1]))
    both = replace(both, quotes=tuple(replace(q, speaker=replace(q.speaker, entity="e1")) for q in both.quotes))  # type: ignore[type-var]
    changed = after(split_entity(both, "e1", [passage("Ein Beamter")], "Der Beamte"), analysis=both)
    assert entity(changed, "e3").name == "Der Beamte"
    assert [q.speaker.entity for q in changed.quotes if q.speaker] == ["e1", "e3"], "each follows its speaker words"
    for mentions_, code in (([], "no_such_item"), ([Passage(0, 1)], "no_such_item")):
        with pytest.raises(CorrectionError, match=code):
            split_entity(both, "e1", mentions_, "X")
    with pytest.raises(CorrectionError, match="nothing_left"):
        split_entity(both, "e2", [passage("BERLIN")], "X")


def test_a_deleted_entity_leaves_its_quotations_unresolved() -> None:
    changed = after(delete_entity(A, "e1"))
    speaker = quote(changed, "q1").speaker
    assert speaker is not None
    assert (speaker.entity, speaker.how) == (None, "unknown")
    assert changed.by_hand[0].item == "article"
    assert changed.by_hand[0].note == "Anna Berger →"


def test_who_said_it_together_still_does_when_one_of_them_is_gone() -> None:
    assert quote(after(delete_entity(TOGETHER, "e1"), analysis=TOGETHER), "q1").speaker.entity == "e3"  # type: ignore[union-attr]
    assert quote(after(delete_entity(TOGETHER, "e3"), analysis=TOGETHER), "q1").speaker.others == ()  # type: ignore[union-attr]
    one = quote(after(merge_entities(TOGETHER, "e3", "e1"), analysis=TOGETHER), "q1").speaker
    assert one is not None
    assert (one.entity, one.others) == ("e1", ())


def test_an_overlooked_entity_is_found_wherever_the_same_words_stand() -> None:
    twice = replace(A, article=replace(A.article, text=TEXT + " Klamm und Klammer; Klamm."))
    start = twice.article.text.index("Klamm und")
    changed = after(add_entity(twice, Passage(start - 1, start + 6), "PER"), analysis=twice)
    new = changed.entities[0]
    assert (new.id, new.name, new.mentions[0].reason) == ("e4", "Klamm", "by_hand")
    assert [twice.article.text[m.start - 1 : m.end + 1] for m in new.mentions] == [" Klamm\n", " Klamm ", " Klamm."]
    with pytest.raises(CorrectionError, match="already_there"):
        add_entity(A, BERGER, "PER")


def test_an_entity_added_by_hand_is_the_one_a_later_analysis_finds_itself() -> None:
    added = add_entity(A, passage("Uta Klamm"), "PER", "Uta Klamm (Autorin)")
    found = Entity("e9", "ORG", "Klamm", (Mention(*_span("Uta Klamm"), "name", 0.7),))
    changed = after(added, analysis=replace(A, entities=(found, *A.entities)))
    assert next((e.id, e.type, e.name) for e in changed.entities) == ("e9", "PER", "Uta Klamm (Autorin)")
    assert len(changed.entities) == 4


def test_another_speaker() -> None:
    changed = after(set_speaker(A, "q2", "e1"))
    assert quote(changed, "q2").speaker == Speaker("e1", *_span("Ein Beamter"), "by_hand", 1.0)
    assert changed.by_hand[0].note == "Ein Beamter → Anna Berger"


def test_words_that_name_somebody_else_do_not_prove_the_new_speaker() -> None:
    speaker = quote(after(set_speaker(A, "q1", "e3")), "q1").speaker
    assert speaker is not None
    assert (speaker.entity, speaker.start) == ("e3", None)


def test_a_speaker_who_is_no_entity_yet() -> None:
    there = after(set_speaker(A, "q2", None, "Uta Klamm"))
    assert entity(there, "e4").mentions[0].start == TEXT.index("Uta Klamm")
    nowhere = after(set_speaker(A, "q2", None, "Franz Nirgends"))
    assert entity(nowhere, "e4") == Entity("e4", "PER", "Franz Nirgends", ())
    assert after(set_speaker(A, "q2", None, "anna berger")).entities == A.entities, (
        "a name that is known is that entity"
    )
    renamed = after(rename_entity(nowhere, "e4", "F. Nirgends"), analysis=nowhere)
    assert after(set_speaker(renamed, "q1", "e4"), analysis=renamed).quotes[0].speaker == Speaker(
        "e4", None, None, "by_hand", 1.0
    )


def test_nobody_known_says_it() -> None:
    speaker = quote(after(set_speaker(A, "q1", None)), "q1").speaker
    assert speaker is not None
    assert (speaker.entity, speaker.how, speaker.confidence) == (None, "by_hand", 1.0)


def test_a_quotation_is_always_words_of_the_text() -> None:
    blank = Passage(TEXT.index(" öffnen"), TEXT.index("Montag") + 6)
    changed = after(set_parts(A, "q1", [blank]), set_kind(A, "q1", "mixed"))
    assert quote(changed, "q1").parts == (passage("öffnen am Montag"),)
    assert quote(changed, "q1").kind == "mixed"
    for wrong in ([], [Passage(5, 5)], [Passage(-1, 3)], [Passage(0, len(TEXT) + 1)], [Passage(0, 5), Passage(4, 8)]):
        with pytest.raises(CorrectionError, match="outside_text"):
            set_parts(A, "q1", wrong)
    with pytest.raises(CorrectionError, match="outside_text"):
        add_quote(A, Passage(TEXT.index("\n\n"), TEXT.index("\n\n") + 2), "direct")


def test_a_deleted_quotation_claims_and_carries_nothing() -> None:
    nested = replace(A, quotes=(A.quotes[0], replace(A.quotes[1], carrier="q1")))
    changed = after(delete_quote(nested, "q1"), analysis=nested)
    assert [q.id for q in changed.quotes] == ["q2"]
    assert changed.quotes[0].carrier is None
    assert changed.events[0].claimed_in is None


def test_an_overlooked_quotation() -> None:
    changed = after(add_quote(A, passage("am 3. Mai 2023"), "indirect", "e1"))
    new = quote(changed, "q3")
    assert (new.kind, new.how, new.speaker and new.speaker.entity) == ("indirect", "by_hand", "e1")
    assert [q.id for q in changed.quotes] == ["q1", "q3", "q2"]
    with pytest.raises(CorrectionError, match="already_there"):
        add_quote(A, A.quotes[0].parts[0], "direct")


def test_an_event_gets_another_date_status_and_label() -> None:
    changed = after(
        set_event_date(A, "v1", "2024-Q2"),
        set_event_status(A, "v1", "denied"),
        set_event_label(A, "v1", passage("öffnen")),
    )
    event = changed.events[0]
    assert (event.value, event.earliest, event.latest, event.how, event.time) == (
        "2024-Q2", "2024-04-01", "2024-06-30", "by_hand", None
    )  # fmt: skip
    assert (event.status, event.label) == ("denied", "öffnen")
    assert after(set_event_date(A, "v1", "2023-05-08")).events[0].time == 0, (
        "the expression that says so stays its proof"
    )
    undated = after(set_event_date(A, "v1", "")).events[0]
    assert (undated.value, undated.earliest, undated.latest) == ("", None, None)
    assert after(set_event_date(A, "v1", "2023-05-08/2023-05-10")).events[0].latest == "2023-05-10"


@pytest.mark.parametrize(
    "value", ["bald", "2023-13", "2023-02-30", "P2D", "PRESENT_REF", "XXXX-05-17", "2024/2023", "9" * 99]
)
def test_a_date_must_name_days_of_the_calendar(value: str) -> None:
    with pytest.raises(CorrectionError, match="unknown_value"):
        set_event_date(A, "v1", value)


def test_an_event_that_moved_away_leaves_its_group() -> None:
    event = replace(A.events[0], group="g1")
    other = replace(
        event, id="v2", trigger=passage("verfrüht"), clause=passage("das sei verfrüht"), label="das sei verfrüht"
    )
    grouped = replace(A, events=(event, other))
    changed = after(set_event_date(grouped, "v1", "2024-05-08"), analysis=grouped)
    assert [e.group for e in changed.events] == ["", ""]
    assert [e.group for e in after(set_event_date(grouped, "v1", ""), analysis=grouped).events] == ["", ""]
    assert [e.group for e in after(set_event_status(grouped, "v1", "denied"), analysis=grouped).events] == ["g1", "g1"]
    assert [e.group for e in after(delete_event(grouped, "v1"), analysis=grouped).events] == [""]


def test_an_overlooked_event() -> None:
    changed = after(add_event(A, passage("das sei verfrüht"), passage("verfrüht"), "2023-05", "possible"))
    event = next(e for e in changed.events if e.id == "v2")
    assert (event.claimed_in, event.label, event.earliest, event.how) == (
        "q2",
        "das sei verfrüht",
        "2023-05-01",
        "by_hand",
    )
    assert after(add_event(A, passage("sagte Ministerin Anna Berger am 3. Mai 2023"))).events[-1].entities == ("e1",)
    with pytest.raises(CorrectionError, match="already_there"):
        add_event(A, A.events[0].clause, A.events[0].trigger)
    with pytest.raises(CorrectionError, match="outside_text"):
        add_event(A, passage("öffnen"), passage("sagte"))


def test_a_time_gets_another_value_and_the_event_dated_by_it_follows() -> None:
    changed = after(set_time_value(A, "t0", "2023-05-15"))
    time, event = changed.times[0], changed.events[0]
    assert (time.value, time.earliest, time.rule, time.anchor, time.confidence) == (
        "2023-05-15", "2023-05-15", "by_hand", "", 1.0
    )  # fmt: skip
    assert (event.value, event.earliest, event.latest, event.how, event.time) == (
        "2023-05-15", "2023-05-15", "2023-05-15", "own_clause", 0
    )  # fmt: skip
    assert changed.times[1] == A.times[1]
    assert [(m.item, m.note) for m in changed.by_hand] == [
        ("t0", "2023-05-08 → 2023-05-15"),
        ("v1", "2023-05-08 → 2023-05-15"),
    ]
    a_week = after(set_time_value(A, "t0", "2023-05-08/2023-05-12")).events[0]
    assert (a_week.value, a_week.latest) == ("2023-05-08/2023-05-12", "2023-05-12")


def test_a_date_that_a_person_gave_the_event_stays() -> None:
    changed = after(set_event_date(A, "v1", "2023-05-09"), set_time_value(A, "t0", "2023-05-15"))
    assert changed.events[0].value == "2023-05-09"
    assert [m.item for m in changed.by_hand] == ["v1", "t0"]


@pytest.mark.parametrize(
    ("dated", "time", "index", "moved"),
    [
        ("2023-05-08/2023-05-20", "2023-05-10", 0, "2023-05-10/2023-05-20"),  # „seit Montag“, or „von … bis …“
        ("2023-05-03/2023-05-08", "2023-05-10", 1, "2023-05-03/2023-05-10"),  # its other end stands beside it
        ("2023-05-08/2023-05-20", "2023-06-10", 0, "2023-05-08/2023-05-20"),  # would end before it begins
        ("2023-05-08/2023-05-20", "2023-05-10/2023-05-11", 0, "2023-05-08/2023-05-20"),  # a range within a range
        ("2023-05", "2023-05-10", 0, "2023-05"),  # dated by more than these words
        ("2023-05-08", "2023-05-10", None, "2023-05-08"),  # the same day from elsewhere
    ],
)
def test_which_events_follow_a_time(dated: str, time: str, index: int | None, moved: str) -> None:
    there = replace(A, events=(replace(A.events[0], value=dated, time=index),))
    changed = after(set_time_value(there, "t0", time), analysis=there)
    assert changed.events[0].value == moved
    assert (changed.events[0].earliest, changed.events[0].latest) == (
        calendar_span(moved) if moved != dated else (A.events[0].earliest, A.events[0].latest)
    )


def test_the_time_of_day_stays_with_another_day() -> None:
    at_four = replace(A, times=(replace(A.times[0], type="TIME", value="2023-05-08T16:00"), A.times[1]))
    day = after(set_time_value(at_four, "t0", "2023-05-15"), analysis=at_four).times[0]
    assert (day.type, day.value, day.earliest) == ("TIME", "2023-05-15T16:00", "2023-05-15")
    month = after(set_time_value(at_four, "t0", "2023-05"), analysis=at_four).times[0]
    assert (month.type, month.value) == ("DATE", "2023-05")


def test_a_time_is_found_again_where_a_later_analysis_draws_it_otherwise() -> None:
    made = set_time_value(A, "t0", "2023-05-15")
    wider = replace(A.times[0], start=A.times[0].start - 3)  # „am Montag“
    changed = after(made, analysis=replace(A, times=(A.times[1], wider)))
    assert [t.rule for t in changed.times] == ["explicit", "by_hand"]
    assert changed.by_hand[0].item == "t1"
    assert [m.number for m in corrected(replace(A, times=(), events=()), [replace(made, number=4)]).unapplied] == [4]


def test_an_event_whose_time_moved_leaves_its_group_unless_the_others_move_too() -> None:
    event = replace(A.events[0], group="g1")
    other = replace(event, id="v2", trigger=passage("verfrüht"), clause=passage("das sei verfrüht"), label="verfrüht")
    both = replace(A, events=(event, other))
    assert [e.group for e in after(set_time_value(both, "t0", "2023-05-15"), analysis=both).events] == ["g1", "g1"]
    apart = replace(A, events=(event, replace(other, time=None)))
    assert [e.group for e in after(set_time_value(apart, "t0", "2023-05-15"), analysis=apart).events] == ["", ""]


def test_the_articles_own_facts() -> None:
    changed = after(set_title(A, "Neuer Titel"), set_published(A, None))
    assert (changed.article.title, changed.article.published, changed.article.published_from) == (
        "Neuer Titel",
        None,
        None,
    )
    assert [n.code for n in changed.article.notes] == ["junk_removed", "no_publication_date"]
    again = after(set_published(changed, date(2024, 1, 2)), analysis=changed)
    assert [n.code for n in again.article.notes] == ["junk_removed"]
    assert again.by_hand[-1].note == "– → 2024-01-02"


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: rename_entity(A, "e1", "  "), "empty_name"),
        (lambda: rename_entity(A, "e1", "x" * 301), "too_long"),
        (lambda: rename_entity(A, "e1", "a\u202eb"), "too_long"),
        (lambda: rename_entity(A, "e99", "X"), "no_such_item"),
        (lambda: retype_entity(A, "e1", "DOG"), "unknown_value"),
        (lambda: merge_entities(A, "e1", "e1"), "same_item"),
        (lambda: set_kind(A, "q1", "sung"), "unknown_value"),
        (lambda: set_speaker(A, "q1", "e99"), "no_such_item"),
        (lambda: set_event_status(A, "v1", "hoped"), "unknown_value"),
        (lambda: set_event_label(A, "v9", BERGER), "no_such_item"),
        (lambda: set_title(A, ""), "empty_name"),
        (lambda: set_time_value(A, "t2", "2023"), "no_such_item"),
        (lambda: set_time_value(A, "t²", "2023"), "no_such_item"),
        (lambda: set_time_value(A, "v1", "2023"), "no_such_item"),
        (lambda: set_time_value(A, "t0", ""), "unknown_value"),
        (lambda: set_time_value(A, "t0", "2025-06-07/2025-06-03"), "unknown_value"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(deed: Callable[[], Correction], code: str) -> None:
    with pytest.raises(CorrectionError) as refused:
        deed()
    assert refused.value.code == code


def test_what_fits_nothing_any_more_is_kept_aside() -> None:
    less = replace(A, entities=A.entities[1:], quotes=(), events=())
    deeds = [
        rename_entity(A, "e1", "X"),
        set_kind(A, "q2", "mixed"),
        delete_event(A, "v1"),
        rename_entity(A, "e2", "Kiel"),
    ]
    changed = corrected(less, [replace(c, number=k) for k, c in enumerate(deeds, 1)])
    assert [m.number for m in changed.unapplied] == [1, 2, 3]
    assert [m.number for m in changed.by_hand] == [4]
    assert_sound(changed)


@pytest.mark.parametrize(
    "values", [{}, {"name": 7}, {"type": []}, {"into": "abc"}, {"parts": [[1]]}, {"value": None}, {"label": {}}]
)
@pytest.mark.parametrize("action", [*ACTIONS, "entity.fly", "", "x.y"])
def test_nonsense_from_a_file_never_raises(action: str, values: dict[str, object]) -> None:
    anchors = [(), (BERGER,), A.quotes[0].parts, (A.events[0].trigger,), (Passage(-5, 99_999),)]
    for anchor in anchors:
        changed = corrected(A, [Correction(action, anchor, values)])
        assert_sound(changed)
        assert len(changed.by_hand) + len(changed.unapplied) == 1


# any deed on whatever stands in the analysis at that moment
Deed = Callable[[Analysis], Correction]
NAMES = st.sampled_from(["Anna Berger", "Uta Klamm", "Niemand", "BERLIN", "Montag"])
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 30)).map(lambda p: Passage(p[0], p[0] + p[1]))


def one_of(draw: st.DrawFn, items: tuple[object, ...]) -> str:
    return str(getattr(draw(st.sampled_from(items)), "id")) if items else "e0"  # noqa: B009


@st.composite
def deeds(draw: st.DrawFn, analysis: Analysis) -> Correction | None:
    """A correction of the analysis, None where the drawn one is refused."""
    e, f = one_of(draw, analysis.entities), one_of(draw, analysis.entities)
    q, v = one_of(draw, analysis.quotes), one_of(draw, analysis.events)
    mentions = next((i.mentions for i in analysis.entities if i.id == e), ())
    some = [Passage(m.start, m.end) for m in mentions if draw(st.booleans())]
    name, where, kind = draw(NAMES), draw(PLACES), draw(st.sampled_from(["PER", "ORG", "LOC", "MISC", "SOURCE"]))
    value = draw(st.sampled_from(["", "2023-05-08", "2024-Q2", "2023-05-01/2023-06-30"]))
    sort = draw(st.sampled_from(["direct", "indirect", "mixed"]))
    speaker = draw(st.sampled_from([(e, None), (None, name), (None, None)]))
    made: list[Callable[[], Correction]] = [
        lambda: rename_entity(analysis, e, name),
        lambda: retype_entity(analysis, e, kind),
        lambda: merge_entities(analysis, e, f),
        lambda: split_entity(analysis, e, some, name),
        lambda: delete_entity(analysis, e),
        lambda: add_entity(analysis, where, kind),
        lambda: set_speaker(analysis, q, *speaker),
        lambda: set_kind(analysis, q, sort),
        lambda: set_parts(analysis, q, [where]),
        lambda: delete_quote(analysis, q),
        lambda: add_quote(analysis, where, sort, *speaker),
        lambda: set_event_date(analysis, v, value),
        lambda: set_event_status(analysis, v, "denied"),
        lambda: set_event_label(analysis, v, where),
        lambda: delete_event(analysis, v),
        lambda: add_event(analysis, where, None, value, "planned"),
        lambda: set_time_value(analysis, draw(st.sampled_from(["t0", "t1", "t2"])), value),
        lambda: set_published(analysis, None),
        lambda: set_title(analysis, name),
    ]
    try:
        return draw(st.sampled_from(made))()
    except CorrectionError:
        return None


@st.composite
def histories(draw: st.DrawFn) -> list[Correction]:
    """Corrections made one after the other, each on the analysis as it then was."""
    analysis, made = TOGETHER, list[Correction]()
    for number in range(draw(st.integers(1, 12))):
        correction = draw(deeds(analysis))
        if correction is not None:
            numbered = replace(correction, number=number + 1, who="Uta", when="2026-01-02T03:04:05+00:00")
            made.append(numbered)
            analysis = corrected(analysis, [numbered])
    return made


@settings(max_examples=250, deadline=None)
@given(histories())
def test_any_sequence_of_corrections_leaves_a_sound_analysis(made: list[Correction]) -> None:
    analysis = TOGETHER
    for correction in made:
        before, analysis = analysis, corrected(analysis, [correction])
        assert_sound(analysis)
        # what was just made on what was just seen applies: nothing is refused behind the person's back
        assert analysis.unapplied == before.unapplied
    assert from_json(json.loads(json.dumps(to_json(analysis)))) == analysis
    assert corrected(TOGETHER, made) == analysis, "all at once and one by one are the same"
    assert corrected(TOGETHER, made[:-1]) == (before if made else TOGETHER), "undoing the last gives what was before"
    assert [correction_from_form(json.loads(json.dumps(correction_form(c)))) for c in made] == made
    # undoing any one, or all corrections meeting an analysis that found nothing: still sound
    for skipped in range(len(made)):
        assert_sound(corrected(TOGETHER, made[:skipped] + made[skipped + 1 :]))
    assert_sound(corrected(Analysis("a9", A.article, (), (), (), ()), made))


@settings(max_examples=100, deadline=None)
@given(histories())
def test_corrections_survive_a_new_analysis_with_other_ids(made: list[Correction]) -> None:
    other, names = _renumbered(TOGETHER)
    here, there = corrected(TOGETHER, made), corrected(other, made)
    assert_sound(there)
    assert sorted(e.name for e in there.entities) == sorted(e.name for e in here.entities)
    assert _who_says_what(there) == _who_says_what(here)
    assert [(e.label, e.value, e.status) for e in there.events] == [(e.label, e.value, e.status) for e in here.events]
    assert [m.note for m in there.by_hand] == [m.note for m in here.by_hand]
    assert names


def _who_says_what(analysis: Analysis) -> list[tuple[object, str | None]]:
    names = {e.id: e.name for e in analysis.entities}
    return sorted((q.parts, names.get((q.speaker and q.speaker.entity) or "")) for q in analysis.quotes)  # type: ignore[misc]


def _renumbered(analysis: Analysis) -> tuple[Analysis, dict[str, str]]:
    """The same findings under other ids, as another version of the analysis would number them."""
    ids = {
        i.id: f"{i.id[0]}{40 - k}"
        for items in (analysis.entities, analysis.quotes, analysis.events)
        for k, i in enumerate(items)
    }

    def speaker(old: Speaker | None) -> Speaker | None:
        return (
            replace(old, entity=ids[old.entity], others=tuple(ids[i] for i in old.others))
            if old and old.entity
            else old
        )

    def event(old: Event) -> Event:
        people = tuple(ids[i] for i in old.entities)
        return replace(old, id=ids[old.id], entities=people, claimed_in=ids[old.claimed_in] if old.claimed_in else None)

    return (
        replace(
            analysis,
            entities=tuple(replace(e, id=ids[e.id]) for e in analysis.entities),
            quotes=tuple(replace(q, id=ids[q.id], speaker=speaker(q.speaker)) for q in analysis.quotes),
            events=tuple(event(e) for e in analysis.events),
        ),
        ids,
    )


def _span(words: str) -> tuple[int, int]:
    place = passage(words)
    return place.start, place.end
