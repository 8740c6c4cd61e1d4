"""How things are written for the reader: hostile text, dates, counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from components.views.written import md

ACTIVE = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@given(st.text())
def test_every_sign_markdown_could_act_on_is_escaped(text: str) -> None:
    shown = md(text)
    assert "\n" not in shown
    rest = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)
    assert not ACTIVE & set(rest)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == " ".join(text.split())


def written(expression: str, locale: str) -> str:
    """What an expression over the module writes for a reader with this browser."""
    script = f"import streamlit as st\nfrom components.views.written import *\nst.text({expression})"
    page = AppTest.from_string(script)
    page.context["locale"] = locale
    page.run()
    assert not page.exception
    return str(page.text[0].value)


@pytest.mark.parametrize(
    ("expression", "german", "english"),
    [
        ("day('2023-05-17')", "17. Mai 2023", "17 May 2023"),
        ("day('1999-12-01')", "1. Dezember 1999", "1 December 1999"),
        ("span_of_days('2023-05-17', '2023-05-17')", "17. Mai 2023", "17 May 2023"),
        ("span_of_days('2023-05-17', '2023-06-02')", "17. Mai 2023 – 2. Juni 2023", "17 May 2023 – 2 June 2023"),
        ("span_of_days(None, 'XXXX-05-17') or '–'", "–", "–"),
        ("percent(0.874)", "87 %", "87%"),
        ("number(1204)", "1.204", "1,204"),
        ("sureness(0.85)", "sicher (85 %)", "certain (85%)"),
        ("sureness(0.6)", "ziemlich sicher (60 %)", "fairly certain (60%)"),
        ("sureness(0.59)", "unsicher (59 %)", "uncertain (59%)"),
        ("note_sentence('junk_removed', '1')", "Eine Zeile gehörte nicht zum Artikel und wurde weggelassen.",
         "One line did not belong to the article and was left out."),
        ("note_sentence('rough_language', 'fr')",
         "Dieser Artikel ist auf Französisch geschrieben. "
         "Wortlaut hat an deutschen und englischen Artikeln gelernt; hier sind die Ergebnisse nur grob.",
         "This article is in French. Wortlaut has learned from German and English articles; here the results are only rough."),
        ("note_sentence('never_heard_of', 'x')", "Hinweis: never_heard_of x", "Note: never_heard_of x"),
        ("language_name('tlh')", "tlh", "tlh"),
    ],
)  # fmt: skip
def test_dates_numbers_and_notes_follow_the_reader(expression: str, german: str, english: str) -> None:
    assert written(expression, "de-DE").replace("\u202f", " ").replace("\xa0", " ") == german
    assert written(expression, "en-GB") == english
