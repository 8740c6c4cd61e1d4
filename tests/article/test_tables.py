"""The case tables: what is a byline, a dateline, a title, a date, furniture – and what only looks like it."""

from __future__ import annotations

import textwrap
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.article import detect_language, read_text
from components.article.byline import authors_at_foot, authors_of, byline_date
from components.article.dateline import read_dateline
from components.article.dates import publication_date
from components.article.paragraphs import split_paragraphs
from components.article.signing import authors_named_in, place_named_in
from components.article.unmarked import unmarked_authors

BODY = [
    "Der Rat von Elmstett hat am Montag nach langer Sitzung beschlossen, die alte Halle am Fluss nicht abzureißen.",
    "Die Bürgermeisterin sprach danach von einem guten Tag für die Stadt und von einem schlechten für die Tauben.",
]


def table(name: str, key: str = "case") -> list[Any]:
    return list(tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))[key])


@pytest.mark.parametrize("case", table("bylines"), ids=lambda c: c["line"])
def test_byline(case: dict[str, Any]) -> None:
    assert (list(authors_of(case["line"])), byline_date(case["line"])) == (case["authors"], case.get("published"))


@pytest.mark.parametrize("case", table("bylines", "foot"), ids=lambda c: c["line"])
def test_signature_at_the_foot(case: dict[str, Any]) -> None:
    assert list(authors_at_foot(case["line"])) == case["authors"]


@pytest.mark.parametrize("case", table("bylines", "unmarked"), ids=lambda c: f"{c['line']} {c.get('below', '')}")
def test_byline_without_von(case: dict[str, Any]) -> None:
    assert list(unmarked_authors(case["line"], case.get("below", ""))) == case["authors"]


@pytest.mark.parametrize("case", table("bylines", "alone"), ids=lambda c: c["line"])
def test_name_alone_at_the_foot(case: dict[str, Any]) -> None:
    assert list(read_text("\n\n".join([*BODY, case["line"]])).authors) == case["authors"]


@pytest.mark.parametrize("case", table("datelines"), ids=lambda c: c["text"][:40])
def test_dateline(case: dict[str, Any]) -> None:
    found = read_dateline(case["text"])
    places, agency, day = (list(found.places), found.agency, found.published) if found else ([], "", None)
    assert (places, agency, day) == (case["places"], case["agency"], case.get("published"))


@pytest.mark.parametrize("case", table("dates"), ids=lambda c: c["line"])
def test_publication_date(case: dict[str, Any]) -> None:
    assert publication_date([case["line"]]) == case.get("published")


@pytest.mark.parametrize("case", table("titles"), ids=lambda c: " / ".join(c["lines"])[:60])
def test_title(case: dict[str, Any]) -> None:
    article = read_text("\n\n".join([*case["lines"], *BODY]))
    assert (article.title, article.text.split("\n\n")) == (case["title"], [*case["stay"], *BODY])


@pytest.mark.parametrize(
    ("where", "line"), [(w, line) for w in ("above", "between", "below") for line in table("junk", f"cut_{w}")]
)
def test_junk_is_cut_and_counted(where: str, line: str) -> None:
    lines = {"above": [line, *BODY], "between": [BODY[0], line, BODY[1]], "below": [*BODY, line]}[where]
    article = read_text("\n\n".join(lines))
    assert article.text.split("\n\n") == BODY
    assert ("junk_removed", "1") in {(note.code, note.detail) for note in article.notes}


@pytest.mark.parametrize("line", table("junk", "kept"))
def test_prose_is_never_cut(line: str) -> None:
    for lines in ([line, *BODY], [BODY[0], line, BODY[1]], [*BODY, line]):
        article = read_text("\n\n".join(lines))
        assert line in (article.title, *article.text.split("\n\n"))


@pytest.mark.parametrize("case", table("paragraphs"), ids=lambda c: c["why"])
def test_paragraphs(case: dict[str, Any]) -> None:
    assert split_paragraphs(case["text"]) == case["paragraphs"]


@pytest.mark.parametrize(
    ("lines", "names", "place"),
    [
        (["Von Anna Berger", "und Max Huber"], ["Anna Berger", "Max Huber"], ""),
        (["Von Anna Berger,", "Max Huber"], ["Anna Berger", "Max Huber"], ""),
        (["Von", "Anna Berger"], ["Anna Berger"], ""),
        (["Nyaradzo Moyo", "Harare"], ["Nyaradzo Moyo"], "Harare"),
        (["Anna Berger und Max Huber", "Wien"], ["Anna Berger", "Max Huber"], "Wien"),
        (["Von Anna Berger", "Und wieder Wien"], ["Anna Berger"], ""),
    ],
)
def test_signature_on_several_lines(lines: list[str], names: list[str], place: str) -> None:
    article = read_text("\n\n".join(["Rat streitet über das Hallenbad", *lines, *BODY]))
    assert (list(article.authors), article.dateline) == (names, (place,) if place else ())
    assert [article.text[start:end] for start, end in authors_named_in(article.text)] == names
    at = place_named_in(article.text)
    assert (article.text[slice(*at)] if at else "") == place


@pytest.mark.parametrize("case", table("languages"), ids=lambda c: c["text"][:40])
def test_language(case: dict[str, Any]) -> None:
    assert detect_language(case["text"])[0] == case["language"]


def test_links_below_the_article_go_with_their_heading() -> None:
    article = read_text(
        "\n\n".join([*BODY, "Lesen Sie auch", "Hafen gesperrt: Was Reisende wissen müssen", "Die Karte der Stadt"])
    )
    assert article.text.split("\n\n") == BODY
    between = read_text("\n\n".join([BODY[0], "Lesen Sie auch", "Was nun wird", BODY[1]]))
    assert between.text.split("\n\n") == [BODY[0], "Was nun wird", BODY[1]]


@pytest.mark.parametrize(
    ("note", "authors", "agency"),
    [
        ("(Mitarbeit: Karla Venn in Rom; redigiert von Enno Tietjen. Bei Rückfragen: 030 555 01 20)", [], ""),
        ("(Hannah Osei, 3.5.2023)", ["Hannah Osei"], ""),
        ("(APA, red, 3.5.2023)", [], "APA"),
        ("(kwb/dpa)", [], "dpa"),
    ],
)
def test_a_note_of_the_desk_leaves_the_last_sentence(note: str, authors: list[str], agency: str) -> None:
    article = read_text("\n\n".join([BODY[0], f"{BODY[1]} {note}"]))
    assert article.text.split("\n\n") == BODY
    assert (list(article.authors), article.agency) == (authors, agency)


def test_a_line_about_the_author_is_no_part_of_the_text() -> None:
    for line in ("Anna Berger ist Korrespondentin in Wien.", "Anna Berger covers Austria for Valley Wire."):
        assert read_text("\n\n".join(["Von Anna Berger", *BODY, line])).text.split("\n\n")[1:] == BODY
    for line in ("Anna Berger ist zufrieden.", "Hannah Osei ist Korrespondentin in Wien."):
        assert read_text("\n\n".join(["Von Anna Berger", *BODY, line])).text.endswith(line)


def test_date_and_caption_between_a_long_headline_and_the_text() -> None:
    headline = "Soldiers still hold the palace. Can the president come back?"
    article = read_text("\n\n".join([headline, "Nyaradzo Moyo", "Harare", "May 3, 2023, 6:15 a.m. ET", *BODY]))
    assert (article.title, article.authors, article.dateline) == (headline, ("Nyaradzo Moyo",), ("Harare",))
    assert article.published == date(2023, 5, 3)


def test_which_date_wins() -> None:
    """Given by the reader, then a line that says „veröffentlicht“, then „Stand“, then the dateline; never a date in a sentence."""
    dateline = "Elmstett, 4. Mai 2023 (nna) – "
    text = f"Stand: 06.05.2023\n\nVeröffentlicht am 5. Mai 2023\n\n{dateline}{BODY[0]}\n\nAm 1. Mai 2023 war Feiertag, und niemand kam."
    given = read_text(text, date(2023, 5, 7))
    assert (given.published, given.published_from) == (date(2023, 5, 7), "given")
    told = read_text(text)
    assert (told.published, told.published_from) == (date(2023, 5, 5), "text")
    assert read_text(text.split("\n\n", 2)[2]).published == date(2023, 5, 4)
    undated = read_text(text.split("\n\n", 2)[2].removeprefix(dateline))
    assert (undated.published, undated.published_from) == (None, None)
    assert "no_publication_date" in {note.code for note in undated.notes}


def test_dated_sections_are_no_publication_date() -> None:
    article = read_text(f"1. Mai 2023\n\n{BODY[0]}\n\n2. Mai 2023\n\n{BODY[1]}\n\n3. Mai 2023")
    assert article.published is None
    assert "2. Mai 2023" in article.text


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Von Anna Berger, dpa\n\n" + BODY[0], "dpa"),
        (BODY[0] + "\n\n" + BODY[1] + " (dpa)", "dpa"),
        (BODY[0] + "\n\n" + BODY[1] + " (AFP, dpa)", "AFP"),
        (BODY[0] + "\n\nQuelle: dpa", "dpa"),
        (BODY[0] + "\n\nMit Material von Reuters", "Reuters"),
        (BODY[0] + " (Foto: Stadt)", ""),
    ],
)
def test_agency_outside_the_dateline(text: str, agency: str) -> None:
    assert read_text(text).agency == agency


SENTENCES = {
    "de": [
        "Die Hafenbahn fährt vom ersten Juni an nicht mehr, weil der Betreiber sie nicht länger bezahlen will, und zwar auf ganzer Strecke.",
        "Der Rat der Stadt will am Abend darüber beraten, was mit den sechzig Beschäftigten und den beiden Lokomotiven geschehen soll.",
        "Die Fahrgäste sollen bis auf Weiteres mit Bussen fahren, für die es allerdings noch keinen Fahrplan und keine Haltestellen gibt.",
    ],
    "en": [
        "The harbour railway will stop running in June because its owner is no longer willing to pay for it, the council was told.",
        "The council is to discuss in the evening what should become of the sixty employees and the two engines that are left.",
        "The passengers will have to take a bus for the time being, although there is no timetable for it and there are no stops.",
    ],
}


def _laid_out(case: dict[str, Any], layout: str) -> tuple[str, list[str]]:
    """The text of a case in a layout, and the paragraphs that should be left of it."""
    first, *others = SENTENCES["en" if " By " in f" {' '.join(case.get('head', []))}" else "de"]
    body = [case.get("dateline", "") + first, *others]
    lines = [*case.get("head", []), *body, *case.get("foot", [])]
    if layout == "short lines":
        lines = [textwrap.fill(line, 66) for line in lines]
    between = {"blank lines": "\n\n", "short lines": "\n\n", "one line each": "\n", "Windows": "\r\n"}[layout]
    return between.join(lines), [*case.get("stay", []), *body]


@pytest.mark.parametrize("layout", ["blank lines", "one line each", "Windows", "short lines"])
@pytest.mark.parametrize("case", table("layouts"), ids=lambda c: c["why"])
def test_layout(case: dict[str, Any], layout: str) -> None:
    text, paragraphs = _laid_out(case, layout)
    article = read_text(text)
    assert article.text.split("\n\n") == paragraphs
    read = (article.title, list(article.authors), list(article.dateline), article.agency, article.published)
    told = (case.get("title", ""), *(case.get(k, []) for k in ("authors", "places")), case.get("agency", ""))
    assert read == (*told, case.get("published"))
