"""Input made to hang or crash: it must come back within seconds, as an article or a named error."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from components.article import ArticleError, opening, read_file, read_text
from components.article.webpage import read_webpage
from tests.article import forged

SECONDS = 30.0  # none takes one; what hangs takes minutes
SENTENCE = "Der Rat von Elmstett hat am Montag nach langer Sitzung beschlossen, die alte Halle nicht abzureißen. "

TEXTS = {
    "one line": SENTENCE * 10_000,
    "no blank": "a" * 1_900_000,
    "only line ends with a letter": "\n" * 1_900_000 + "a",
    "short lines": "ab cd\n" * 20_000,
    "share lines": "Teilen\n" * 20_000 + SENTENCE,
    "hyphens": ("Regie-\n" * 20_000) + SENTENCE,
    "parentheses": "(" * 400_000 + SENTENCE,
    "Von and commas": "Von " + "Anna Berger, " * 10_000,
    "marks": '„"»' * 300_000 + SENTENCE,
    "plus signs": "+" * 400_000 + " a " + "+" * 400_000,
    "blanks": "a" + " " * 1_500_000 + "b",
    "hash signs": "#" * 500_000 + " a",
    "dots": "...." * 300_000 + "a",
    "Menü": ("Teilen | " * 45)[:400] + "!",
    "dates": "3. Mai 2023, " * 100_000,
    "combining marks": "a" + "\u0301" * 300_000,
    "joiners": "a\u200d" * 400_000,
    "wrapped": ("Der Rat von Elmstett hat am Montag nach langer Sitzung lange\n" * 5_000),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    began = time.process_time()  # of this process alone, however busy the machine is
    with suppress(ArticleError):
        read_text(TEXTS[name])
    assert time.process_time() - began < SECONDS


FILES = {
    "deep HTML": (b"<div>" * 50_000 + SENTENCE.encode() + b"</div>" * 50_000, "a.html"),
    "tags never closed": (b"<html><body>" + b"<p><b><i>" * 20_000 + SENTENCE.encode(), "a.html"),
    "attributes": (b"<html><body " + b"a=1 " * 50_000 + b"><p>" + SENTENCE.encode() * 20, "a.html"),
    "comments": (b"<!--" * 200_000 + b"<html>" + SENTENCE.encode(), "a.html"),
    "Markdown stars": (b"*" * 200_000 + b" a " + b"_" * 200_000 + SENTENCE.encode(), "a.md"),
    "Markdown brackets": (b"[" * 200_000 + b"](" * 100_000 + SENTENCE.encode(), "a.md"),
    "Markdown star words": (b"*a " * 200_000 + SENTENCE.encode(), "a.md"),
    "front block": (b"---\n" + b"a: b\n" * 100_000 + SENTENCE.encode(), "a.md"),
    "deep Word file": (
        forged.with_body(
            forged.docx([("", "HIER")]),
            "<w:t>HIER</w:t>",
            "<w:smartTag>" * 5_000 + "<w:t>HIER</w:t>" + "</w:smartTag>" * 5_000,
        ),
        "a.docx",
    ),
    "PDF with many pages": (forged.pdf([[SENTENCE]] * 200), "a.pdf"),
}


@pytest.mark.parametrize("name", FILES)
def test_file(name: str) -> None:
    began = time.monotonic()
    with suppress(ArticleError):
        read_file(*FILES[name])
    assert time.monotonic() - began < opening.SECONDS + SECONDS


def test_only_the_first_pages_are_read() -> None:
    article = read_file(*FILES["PDF with many pages"])
    assert ("pages_skipped", "100") in {(note.code, note.detail) for note in article.notes}


def test_deep_html_still_gives_its_words() -> None:
    assert "Elmstett" in read_webpage("<div>" * 1_000 + f"<p>{SENTENCE}</p>" + "</div>" * 1_000).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Der\u00a0Rat\u202ftagt in\u2009Elmstett heute", "Der Rat tagt in Elmstett heute"),
        ("Die Re\u00adgie\u00adrung tagt", "Die Regierung tagt"),
        ("Die R\u200begie\u2060rung\ufeff tagt", "Die Regierung tagt"),
        ("Der \u202eRat\u202c \u2067tagt\u2069 heute", "Der Rat tagt heute"),
        ("Der Rat\x00 ta\x07gt", "Der Rat tagt"),
        ("Der Rat\ud83d tagt", "Der Rat tagt"),
        ("Der Rat \ud83d\ude00 tagt", "Der Rat 😀 tagt"),
        ("Er sagte: \x84Nein\x93", "Er sagte: „Nein“"),
        ("Die Ru\u0308ckkehr", "Die Rückkehr"),
        ("Die ﬂinke Oﬀensive", "Die flinke Offensive"),
        ("Der R\u200dat tagt", "Der Rat tagt"),
        ("Eine 👩\u200d🚒 kam", "Eine 👩\u200d🚒 kam"),
        ("Der Rat\r\ntagt", "Der Rat\n\ntagt"),
        ('Er rief „Nein”, ‚nie‘ und "niemals"', 'Er rief „Nein”, ‚nie‘ und "niemals"'),
    ],
)
def test_characters(typed: str, read: str) -> None:
    assert read_text(typed).text == read
