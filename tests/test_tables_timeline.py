"""Events as a frame: order of time, precision, filters, and what another day of publication moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.analysis.model import Analysis, TimeExpression
from components.tables_timeline import (
    ARTICLE,
    EVENT_COLUMNS,
    MOVED_COLUMNS,
    EventFilter,
    claimants,
    events_table,
    filtered_events,
    moved_table,
    precision,
    span,
    surest,
)
from tests.made_talk import Happened, Said, analysed, named

TEXT = "Berger reist am Montag. Der Bau begann 1923. Nordwerk bestreitet den Kauf. Im Mai wählt das Land."


def story() -> Analysis:
    """Four events: a reckoned day, a year, one without a date that is only claimed, a month."""
    entities = (named(TEXT, "e1", "PER", "Berger"), named(TEXT, "e2", "ORG", "Nordwerk"))
    at = TEXT.index("am Montag")
    times = (
        TimeExpression(
            at, at + 9, "DATE", "2025-03-10", "2025-03-10", "2025-03-10", 0.9, "weekday_future", "2025-03-06"
        ),
    )
    happened = (
        Happened("Berger reist am Montag", "2025-03-10", ("2025-03-10", "2025-03-10"), "planned", time=0, who=("e1",)),
        Happened("Der Bau begann 1923", "1923", ("1923-01-01", "1923-12-31")),
        Happened("Nordwerk bestreitet den Kauf", status="denied", claimed_in="q1", who=("e2", "e9")),
        Happened("Im Mai wählt das Land", "2025-05", ("2025-05-01", "2025-05-31"), "planned"),
    )
    said = (Said("indirect", ("den Kauf",), "e2"),)
    return analysed(TEXT, entities=entities, happened=happened, times=times, said=said)


def test_dated_events_in_the_order_of_time_then_the_undated_in_the_order_of_the_text() -> None:
    frame = events_table(story())
    assert list(frame.columns) == list(EVENT_COLUMNS)
    assert list(frame["id"]) == ["v2", "v1", "v4", "v3"]
    assert list(frame["number"]) == [1, 2, 3, 4]
    assert list(frame["precision"]) == ["year", "day", "month", "none"]
    assert frame["earliest"][0] == date(1923, 1, 1)
    assert frame["earliest"][3] is None
    assert frame["latest"][3] is None


def test_an_event_keeps_the_words_and_the_reason_of_its_date() -> None:
    row = events_table(story()).set_index("id").loc["v1"]
    assert (row["date_words"], row["rule"], row["anchor"], row["reckoned"]) == (
        "am Montag",
        "weekday_future",
        "2025-03-06",
        True,
    )
    assert (row["who"], row["who_ids"], row["dated_by"]) == ("Berger", ("e1",), "own_clause")
    assert TEXT[row["start"] : row["end"]] == "Berger reist am Montag"


def test_the_surest_events_stay_in_their_order_and_the_chosen_one_among_them() -> None:
    frame = events_table(story())
    frame["confidence"] = [0.3, 0.9, 0.8, 0.95]
    assert list(surest(frame, 2)["id"]) == ["v1", "v4"]  # v3 is surer, but has no date
    assert list(surest(frame, 2, "v3")["id"]) == ["v1", "v3"]
    assert list(surest(frame, 4)["id"]) == list(frame["id"])


def test_a_year_filled_in_is_not_a_reckoned_date() -> None:
    times = (replace(story().times[0], rule="date_future"),)
    assert not events_table(replace(story(), times=times))["reckoned"].any()


def test_an_event_names_who_claims_it() -> None:
    row = events_table(story()).set_index("id").loc["v3"]
    assert (row["claimed_by"], row["claimed_in"]) == ("Nordwerk", "q1")
    assert row["who_ids"] == ("e2",)  # an id nobody has is left out


@pytest.mark.parametrize(
    ("value", "days", "expected"),
    [
        ("2025-03-10", ("2025-03-10", "2025-03-10"), "day"),
        ("2025-03-10TEV", ("2025-03-10", "2025-03-10"), "day"),
        ("2025-W10", ("2025-03-03", "2025-03-09"), "week"),
        ("2025-W10-WE", ("2025-03-08", "2025-03-09"), "week"),
        ("2025-03", ("2025-03-01", "2025-03-31"), "month"),
        ("2025-Q1", ("2025-01-01", "2025-03-31"), "quarter"),
        ("2025-SU", ("2025-06-01", "2025-08-31"), "quarter"),
        ("2025", ("2025-01-01", "2025-12-31"), "year"),
        ("199", ("1990-01-01", "1999-12-31"), "longer"),
        ("19", ("1900-01-01", "1999-12-31"), "longer"),
        ("2025-03-01/2025-03-02", ("2025-03-01", "2025-03-02"), "range"),
        ("PRESENT_REF", ("2025-03-06", "2025-03-06"), "day"),
        ("", ("2025-03-01", "2025-03-20"), "month"),
        ("", ("1914-08-01", "1918-11-11"), "longer"),
    ],
)
def test_precision(value: str, days: tuple[str, str], expected: str) -> None:
    assert precision(value, *span(*days)) == expected


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2025-03-10", None, (date(2025, 3, 10), date(2025, 3, 10))),
        ("2025-03-10", "2025-03-01", (date(2025, 3, 1), date(2025, 3, 10))),
        ("2025-03-10T18:00", "2025-03-10T20:00", (date(2025, 3, 10), date(2025, 3, 10))),
        ("0001-01-01", "9999-12-31", (date(1, 1, 1), date(9999, 12, 31))),
        ("10000-01-01", "10000-12-31", (None, None)),
        ("-0044-03-15", "-0044-03-15", (None, None)),
        ("XXXX-03-15", "XXXX-03-15", (None, None)),
        ("", "", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_the_span_of_an_event_lies_in_the_years_1_to_9999(
    earliest: str | None, latest: str | None, expected: tuple[date | None, date | None]
) -> None:
    assert span(earliest, latest) == expected


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (EventFilter(), ["v2", "v1", "v4", "v3"]),
        (EventFilter(statuses=("planned",)), ["v1", "v4"]),
        (EventFilter(precisions=("year", "none")), ["v2", "v3"]),
        (EventFilter(precisions=("reckoned",)), ["v1"]),
        (EventFilter(entity="e1"), ["v1"]),
        (EventFilter(entity="e1", statuses=("denied",)), []),
    ],
)
def test_filters(wanted: EventFilter, ids: list[str]) -> None:
    found = filtered_events(events_table(story()), wanted)
    assert list(found["id"]) == ids
    assert wanted.active == (wanted != EventFilter())


def test_what_another_day_of_publication_moves() -> None:
    before = story()
    first = replace(before.events[0], id="v9", value="2025-03-17", earliest="2025-03-17", latest="2025-03-17")
    after = replace(before, events=(first, *before.events[1:]))
    moved = moved_table(before, after)
    assert list(moved.columns) == list(MOVED_COLUMNS)
    assert [tuple(row) for row in moved.to_numpy()] == [
        ("v9", "v1", first.clause.start, first.clause.end, "Berger reist am Montag", "2025-03-10", "2025-03-17")
    ]
    assert moved_table(before, before).empty


def test_no_event_is_an_empty_frame_with_its_columns() -> None:
    frame = events_table(analysed("Es regnet."))
    assert list(frame.columns) == list(EVENT_COLUMNS)
    assert filtered_events(frame, EventFilter(statuses=("planned",))).empty


def handed_on() -> Analysis:
    """One event with its own date, and one that has it from the story."""
    text = "Am 3. März 2025 brach der Damm. Drei Menschen starben."
    at = text.index("3. März 2025")
    day = ("2025-03-03", "2025-03-03")
    times = (TimeExpression(at, at + 12, "DATE", day[0], *day, 0.9, "weekday_past", "2025-03-06"),)
    happened = (
        Happened("brach der Damm", day[0], day, time=0),
        Happened("Drei Menschen starben", day[0], day, time=0, how="story"),
    )
    return analysed(text, happened=happened, times=times)


def test_a_date_from_the_story_is_not_the_events_own() -> None:
    own, story_one = events_table(handed_on()).to_dict("records")
    assert (own["handed_on"], own["date_words"], own["reckoned"]) == (False, "3. März 2025", True)
    assert (story_one["handed_on"], story_one["date_words"], story_one["reckoned"]) == (True, "", False)
    assert (story_one["handed_words"], story_one["rule"], story_one["anchor"]) == ("3. März 2025", "", "")
    assert list(filtered_events(events_table(handed_on()), EventFilter(precisions=("handed_on",)))["id"]) == ["v2"]


def test_events_by_whose_word_they_rest_on() -> None:
    frame = events_table(story())
    assert claimants(frame) == (ARTICLE, "Nordwerk")
    assert list(filtered_events(frame, EventFilter(claimant="Nordwerk"))["id"]) == ["v3"]
    assert len(filtered_events(frame, EventFilter(claimant=ARTICLE))) == 3
    unknown = frame.assign(claimed_by="")
    assert claimants(unknown) == (ARTICLE, "")
    assert list(filtered_events(unknown, EventFilter(claimant=""))["id"]) == ["v3"]
