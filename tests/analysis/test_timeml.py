"""The times as TimeML cuts them, and the document with its tags."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis import analyse
from components.analysis.timeml import timeml_document, timeml_times
from components.article.model import Article

PUBLISHED = date(2025, 3, 6)


def cut(text: str, language: str) -> list[tuple[str, str, str]]:
    analysis = analyse(Article(text, language=language, published=PUBLISHED))
    return [(text[t.start : t.end], t.type, t.value) for t in timeml_times(analysis)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("In den vergangenen Jahren stieg der Preis.", [("den vergangenen Jahren", "DURATION", "PXY")]),
        ("Im vergangenen Jahr stieg der Preis.", [("vergangenen Jahr", "DATE", "2024")]),
        ("Vor drei Jahren stieg der Preis.", [("drei Jahren", "DURATION", "P3Y")]),
        ("Gegenüber dem Vorjahr stieg der Preis.", [("dem Vorjahr", "DATE", "2024")]),
        ("Der 7. Dezember 2024 war verregnet.", [("7. Dezember 2024", "DATE", "2024-12-07")]),
        (
            "2019 starb der Wirt, der zwei Jahre zuvor verkauft hatte.",
            [("2019", "DATE", "2019"), ("zwei Jahre zuvor", "DATE", "2017")],
        ),
        ("2019 kam die Flut. Damals brach der Deich.", [("2019", "DATE", "2019"), ("Damals", "DATE", "PAST_REF")]),
    ],
)
def test_german_times_have_the_borders_of_timeml(text: str, times: list[tuple[str, str, str]]) -> None:
    assert cut(text, "de") == times


def test_english_times_have_the_borders_of_timeml() -> None:
    assert cut("Prices rose over the past two years.", "en") == [("the past two years", "DURATION", "P2Y")]


def test_a_document_holds_the_text_its_times_and_dated_events() -> None:
    text = "Am 3. März 2025 eröffnete Anna Berger die Brücke über den Sund <heute> & morgen.\x01"
    analysis = analyse(Article(text, language="de", published=PUBLISHED))
    root = ElementTree.fromstring(timeml_document(analysis).encode("utf-8"))
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text.replace("\x01", " ")
    first = body.find("TIMEX3")
    assert first is not None
    assert (first.text, first.attrib["value"], first.attrib["tid"]) == ("3. März 2025", "2025-03-03", "t1")
    event = body.find("EVENT")
    assert event is not None
    assert event.text == "eröffnete"
    (link,) = root.findall("TLINK")
    assert link.attrib["relatedToTime"] == "t1"
    made = root.find("DCT/TIMEX3")
    assert made is not None
    assert made.attrib["value"] == "2025-03-06"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["der", "drei Jahre später", "vor", "zwei Wochen", ",", "am Montag", "<b>", "\uffff", "2019", "starb"]
        )
    )
)
def test_any_text_gives_a_document_whose_tags_do_not_cross(words: list[str]) -> None:
    text = " ".join(["Der Wirt", *words])
    analysis = analyse(Article(text, language="de", published=PUBLISHED))
    times = timeml_times(analysis)
    assert all(a.end <= b.start for a, b in pairwise(times))
    root = ElementTree.fromstring(timeml_document(analysis).encode("utf-8"))
    assert len(root.findall("TEXT/TIMEX3")) == len(times) == len(analysis.times)
