"""What holds for every text: no crash, clean ends, and every letter still there."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from components.article import ArticleError, read_text
from components.article.characters import plain_characters
from components.article.junk import cut_junk
from components.article.paragraphs import split_paragraphs

PIECES = st.sampled_from(
    [
        *(
            "Von Anna Berger",
            "By Hannah Osei",
            "WIEN (Agentur) – ",
            "Teilen",
            "Lesen Sie auch: mehr",
            "https://a.example",
            "(Mitarbeit: Max Huber)",
        ),
        *("3. Mai 2023", "Stand: 12.03.2024", "# ", "„Nein“", "WAS NUN", "Regie-\nrung", "Ein-\nund"),
        *("\n", "\n\n", "\r\n", " ", "\u00ad", "\u202e", "\ud83d", "\x00"),
        "Der Rat hat am Montag nach langer Sitzung beschlossen, die Halle zu behalten.",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join))


def letters(text: str) -> Counter[str]:
    return Counter(c for c in plain_characters(text) if c.isalpha())


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_an_article_or_a_named_error(text: str) -> None:
    try:
        article = read_text(text)
    except ArticleError:
        return
    assert article.text == article.text.strip()
    assert not {"\r", "\x00", "\u00ad", "\u200b"} & set(article.text)
    assert "\n\n\n" not in article.text
    assert all(line == " ".join(line.split()) and line for line in article.text.split("\n\n"))
    article.text.encode("utf-8")  # an unpaired surrogate would raise
    assert letters(article.title + article.text) - letters(text) == Counter()


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_cleaning_keeps_every_letter_but_those_of_cut_lines(text: str) -> None:
    lines = split_paragraphs(plain_characters(text))
    assert letters("".join(lines)) == letters(text)
    kept, cut = cut_junk(lines, lambda line: False)
    assert sorted(kept + cut) == sorted(lines)
    try:
        article = read_text(text)
    except ArticleError:
        return
    lost = letters(text) - letters(article.title + article.text)
    assert not lost or "junk_removed" in {note.code for note in article.notes} or "Titel" in text or "Title" in text


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_reading_what_was_read_changes_nothing_more(text: str) -> None:
    try:
        once = read_text(text).text
    except ArticleError:
        return
    assert split_paragraphs(plain_characters(once)) == once.split("\n\n")
