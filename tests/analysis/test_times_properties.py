"""What holds for the times of any text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.times import find_times
from tests.analysis.plain_docs import plain_doc

PIECES = {
    "de": [
        "am", "Dienstag", "3.", "Mai", "2023", "vor", "drei", "Wochen", "heute", "morgen", "Abend", "gegen", "14.30 Uhr", "Uhr", "bis", "und", "7.",
        "Jahrhundert", "Ende", "des Jahres", "nächsten", "Tag", "Ostern", "Nacht zum", "Jahren", "später", "zwei", "99999", "Millionen", "v. Chr.",
        "30. Februar", "0", "vergangenen", "Sommer", "dritten Quartal", "jeden", "29. Februar", "24:00", "Vortag", "damals",
        "Tag darauf", "Zehn Jahre später",
        "achtziger Jahren", "Vor genau einem Jahr", "Mittwoch derselben Woche", "kurz nach Mitternacht", "zweiten Maihälfte", "täglich um 7 Uhr",
        "zu DDR-Zeiten", "VOR ZWEI JAHREN", "Quartalsende", "Heute vor 3000 Jahren", "(3.5.)", ",", ".", "\n\n", "(", ")",
    ],
    "en": [
        "on", "Tuesday", "May", "3,", "2023", "three", "weeks", "ago", "today", "at", "4 p.m.", "to", "and", "7", "century", "the end of", "year",
        "next", "day", "Easter", "later", "two", "99999", "million", "BC", "February 30", "last", "summer", "every", "1400 local time",
        "exactly a year ago",
        "late on Friday", "In the 1980s", "ten years later", "the first half of", "Mondays", "small hours of Sunday", ",", ".", "\n\n",
    ],
}  # fmt: skip
LANGUAGES = st.sampled_from(["de", "en"])
DAYS = st.none() | st.dates()
TEXTS = LANGUAGES.flatmap(
    lambda language: st.tuples(
        st.just(language), st.text() | st.lists(st.sampled_from(PIECES[language]), max_size=14).map(" ".join)
    )
)


@settings(deadline=None, max_examples=300)
@given(TEXTS, DAYS)
def test_no_text_breaks_it(text: tuple[str, str], published: date | None) -> None:
    language, words = text
    times = find_times(plain_doc(words, language), published)
    end = 0
    for time in times:
        assert end <= time.start < time.end <= len(words)
        assert time.value
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        assert 0 <= time.confidence <= 1
        assert time.earliest is None or "0001-01-01" <= time.earliest <= (time.latest or "") <= "9999-12-31"
        end = time.end


UNITS = st.sampled_from(
    ["Dienstag", "Freitag", "Sonntag", "3. Mai", "30. Dezember", "März", "Sommer", "dritten Quartal"]
)


@given(UNITS, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_happened_does_not_lie_after_publication(when: str, published: date) -> None:
    (time,) = find_times(plain_doc(f"Das wurde am {when} beschlossen.", "de"), published)
    assert time.earliest is not None
    assert time.earliest <= published.isoformat()


RELATIVE = [
    "Gestern",
    "Am Dienstag",
    "Am vergangenen Freitag",
    "Vor drei Wochen",
    "Vor zwei Tagen",
    "Vergangene Woche",
    "Am Wochenende",
    "Heute Abend",
]
FIXED = [
    "Am 3. Mai 2019",
    "Im Jahr 2004",
    "In den neunziger Jahren",
    "Zu Ostern 2010",
    "Drei Stunden lang",
    "Jeden Tag",
    "Derzeit",
]


@given(st.sampled_from(RELATIVE), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_week_later_a_relative_time_is_a_week_later(when: str, published: date) -> None:
    (before,) = find_times(plain_doc(f"{when} wurde gestreikt.", "de"), published)
    (after,) = find_times(plain_doc(f"{when} wurde gestreikt.", "de"), published + timedelta(7))
    assert before.earliest is not None
    assert after.earliest is not None
    assert date.fromisoformat(after.earliest) - date.fromisoformat(before.earliest) == timedelta(7)


@given(st.sampled_from(FIXED), st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_week_later_a_fixed_time_is_the_same(when: str, published: date) -> None:
    doc = plain_doc(f"{when} wurde gestreikt.", "de")
    assert [t.value for t in find_times(doc, published)] == [t.value for t in find_times(doc, published + timedelta(7))]


@given(
    st.sampled_from(
        [
            "Yesterday",
            "On Tuesday",
            "Last Friday",
            "Two days ago",
            "Late on Wednesday",
            "In the early hours of Thursday",
        ]
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_a_week_later_a_relative_time_in_english_is_a_week_later(when: str, published: date) -> None:
    (before,) = find_times(plain_doc(f"{when} the bridge was closed.", "en"), published)
    (after,) = find_times(plain_doc(f"{when} the bridge was closed.", "en"), published + timedelta(7))
    assert before.earliest is not None
    assert after.earliest is not None
    assert date.fromisoformat(after.earliest) - date.fromisoformat(before.earliest) == timedelta(7)
    assert before.earliest <= published.isoformat()


@given(
    st.sampled_from(["Am 3. Mai 2019 riss das Seil. Am Tag darauf", "Im März 2019 brach der Damm. Zwei Wochen später"]),
    st.none() | st.dates(date(2020, 1, 1), date(2100, 1, 1)),
)
def test_a_story_with_its_own_date_does_not_hang_on_publication(story: str, published: date | None) -> None:
    values = [t.value for t in find_times(plain_doc(f"{story} wurde gestreikt.", "de"), published)]
    assert values in (["2019-05-03", "2019-05-04"], ["2019-03", "2019-03-15/2019-04-14"])
