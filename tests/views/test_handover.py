"""The hand-over files: what stands in them, in which form, and that no word of an article ever becomes more than a word."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from components.analysis.model import (
    Analysis,
    Entity,
    Event,
    HandMark,
    Mention,
    Passage,
    Quote,
    Speaker,
    TimeExpression,
)
from components.article.model import Article
from components.charts_compare import across_chart
from components.exports import calendar_file, csv_file, json_file, timelinejs_file, workbook_file
from components.exports_document import visible, visible_lines
from components.exports_docx import docx_file
from components.exports_markdown import markdown_file
from components.exports_report import report_file
from components.tables import entities_table
from components.tables_compare import across_table, common_table, identities, said_table, voices_table
from components.tables_marks import LAYERS
from components.tables_quotes import quotes_table
from components.tables_timeline import events_table
from components.tables_versions import versions_table
from components.views.briefing import briefing
from components.views.by_hand import with_hand
from components.views.compare_wording import changes_as_downloaded, events_as_shown, names_as_shown, voices_as_shown
from components.views.entities_wording import as_downloaded as names_as_downloaded
from components.views.quotes_wording import as_downloaded as quotes_as_downloaded
from components.views.strings import LANGUAGES, Language, speaking, table
from components.views.timeline_wording import as_downloaded as events_as_downloaded
from components.views.timeline_wording import worded
from tests.made import an_analysis, passage

HAND = HandMark("q2", "quote.speaker", "Uta Klamm", "2023-05-17T08:00:00+00:00", 1, "Unbekannt → Ein Beamter")


def corrected() -> Analysis:
    return replace(an_analysis(), by_hand=(HAND,))


def markdown(analysis: Analysis, language: Language = "de", source: str = "") -> str:
    with speaking(language):
        return markdown_file(briefing(analysis, source))


def report(analysis: Analysis, language: Language = "de") -> str:
    words = table(language)
    with speaking(language):
        return report_file(briefing(analysis), analysis, "Text", {x: words[f"layer.{x}"] for x in LAYERS})


def word_file(analysis: Analysis) -> Any:
    with speaking("de"):
        return docx.Document(io.BytesIO(docx_file(briefing(analysis))))


class Reader(HTMLParser):
    """The elements of an HTML file and, for each class or id asked for, the text inside."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.article = ""
        self.feed(made)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "div":
            self.inside.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "text" in self.inside:
            self.article += data


# ------------------------------------------------------------------------------------------------------------------- what is told


def test_the_briefing_tells_who_said_what_and_what_happened_when() -> None:
    made = markdown(corrected(), source="Agentur, 10.15 Uhr")
    for told in (
        "# Der Tag\n",
        "Quelle: Agentur, 10.15 Uhr",
        "Von Uta Klamm · Agentur · BERLIN · Erschienen am 4. Mai 2023 (angegeben)",
        "| **Anna Berger** | Person | Ministerin | 1 | 1 |",
        "| Ungenannte Quelle | 1 | 1 | 43 % |",
        "### Anna Berger: 1 Zitat, 57 % der zitierten Wörter",
        "- „Wir öffnen am Montag“ \\[direkt\\] \\[wörtlich belegt\\] – eingeleitet mit „sagte“ · sicher (97 %) · Absatz 2",
        "*Sprecher geändert (von Hand, Uta Klamm, 17. Mai 2023)*",
        "| **8. Mai 2023** – „Montag“ | Wir öffnen am Montag | geplant | laut Anna Berger | Absatz 2 |",
        "- **Sprecher geändert** Unbekannt → Ein Beamter – von Hand, Uta Klamm, 17. Mai 2023",
        "Maschinen verlesen sich",
    ):
        assert told in made


def test_the_briefing_speaks_the_language_of_the_interface() -> None:
    made = markdown(an_analysis(), "en")
    assert "## Quotes by speaker" in made
    assert "Zitat" not in made
    assert "By hand" not in made  # nothing was changed


def test_what_is_doubtful_is_marked_where_it_stands_and_listed() -> None:
    first, second = an_analysis().quotes
    unsure = replace(an_analysis(), quotes=(first, replace(second, confidence=0.4, speaker=None)))
    made = markdown(unsure)
    assert "**\\[Zuerst prüfen: Sprecher unklar, Vielleicht kein Zitat\\]**" in made
    assert "- **Vielleicht kein Zitat** das sei verfrüht – unsicher (40 %)" in made
    assert "Bei einem Zitat geht nicht sicher hervor, wer spricht." in made


@pytest.mark.parametrize(("quoted", "paragraph"), [("Von Uta", 1), ("BERLIN", 2), ("das sei verfrüht", 2)])
def test_a_passage_is_told_by_its_paragraph(quoted: str, paragraph: int) -> None:
    first = replace(an_analysis().quotes[0], parts=(passage(quoted),), speaker=None)
    made = markdown(replace(an_analysis(), quotes=(first,)))
    (line,) = [line for line in made.split("\n") if line.startswith(f"- {quoted} ")]
    assert f"Absatz {paragraph}" in line


def test_an_article_without_findings_still_makes_every_file() -> None:
    bare = Analysis("a", Article("Nichts."), (), (), (), ())
    assert "Keine Zitate gefunden." in markdown(bare)
    assert "Ohne Überschrift" in report(bare)
    assert word_file(bare).paragraphs[0].text == "Ohne Überschrift"


# ------------------------------------------------------------------------------------------------------------------------- Word


def test_the_word_file_has_real_headings_and_tables_whose_first_row_is_repeated() -> None:
    made = word_file(corrected())
    styles = {p.text: p.style.name for p in made.paragraphs}
    assert styles["Der Tag"] == "Title"
    assert styles["Zitate nach Sprecher"] == "Heading 1"
    assert styles["Anna Berger: 1 Zitat, 57 % der zitierten Wörter"] == "Heading 2"
    assert next(p for p in made.paragraphs if p.text.startswith("„Wir öffnen am Montag“")).style.name == "List Bullet"
    assert len(made.tables) == 3
    for found in made.tables:
        assert "w:tblHeader" in found.rows[0]._tr.xml
    assert [c.text for c in made.tables[0].rows[0].cells][:2] == ["Art der Stimme", "Stimmen"]
    assert made.core_properties.author == "Wortlaut"


def test_the_word_file_loads_nothing_and_calculates_nothing() -> None:
    made = word_file(corrected())
    assert RELATIONSHIP_TYPE.HYPERLINK not in {r.reltype for r in made.part.rels.values()}
    assert not any(r.is_external for r in made.part.rels.values())
    assert not re.search(r"w:(fldSimple|fldChar|instrText|hyperlink|object|altChunk)\b", made.element.xml)


# ------------------------------------------------------------------------------------------------------------------------- HTML

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "input", "header", "h1", "h2", "h3", "p", "main", "article", "label", "span", "div",
    "a", "section", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "small", "em", "bdi", "footer",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "id", "class", "type", "checked", "for", "dir", "href", "title",
              "scope", "aria-labelledby"}  # fmt: skip


def harmless(made: str) -> Reader:
    """Only our own elements and attributes, links only within the file, one policy that forbids the rest."""
    read = Reader(made)
    for name, attributes in read.elements:
        assert name in ELEMENTS
        assert attributes.keys() <= ATTRIBUTES
        assert (attributes.get("href") or "#").startswith("#")
    policies = [a["content"] for _, a in read.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert (policies[0] or "").startswith("default-src 'none'")
    return read


def test_the_report_leads_from_the_lists_to_the_text_and_back() -> None:
    read = harmless(report(corrected()))
    ids = [a["id"] for _, a in read.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    assert {"q1", "q2", "e1", "v1"} <= set(ids)
    for _, attributes in read.elements:
        if href := attributes.get("href"):
            assert href.removeprefix("#") in ids
    assert read.article == an_analysis().article.text


def test_the_style_sheet_loads_nothing() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", report(an_analysis()), re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    assert "<" not in style


# ----------------------------------------------------------------------------------------------------------------- hostile words

HOSTILE = st.one_of(
    # with controls and letters of both directions; halves of pairs never get in (tests/article, tests/library), no table can hold them
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(
        [
            "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", '" onclick="x', "--><svg/onload=1>", "&lt;b&gt;", "=1+1",
            "@SUM(A1)", "-2+3", "=HYPERLINK(\"http://x\")", "![x](http://x/y.png)", "[x](javascript:1)", "<http://x>", "http://example.org",
            "*a* _b_ `c` ~~d~~ | e", "# Kopf", "1. eins", "- Punkt", "> Zitat", "***", "\u202eabc\u202c", "\u2066x", "\x00\x0b\x1f",
            "\ufffe\uffff", "]]>", "<?xml?>", "{{x}}", "\r\nATTENDEE:x", "a" * 200, "``` x", "\\", "[a]: http://x", "&#x3c;b>", "$x$",
            "<!-- ", "{0}", "{", "\u2028\u2029", "​", "مرحبا", "'", "DDE|x!y",
        ]
    ),
)  # fmt: skip


@st.composite
def hostile_analyses(draw: st.DrawFn) -> Analysis:
    """An analysis whose every word is hostile: text, title, names, roles, notes, who corrected."""
    words = [draw(HOSTILE) for _ in range(3)]
    text = draw(st.sampled_from([" ", "\n\n"])).join(words) + draw(st.sampled_from(["", "\n", "."]))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    a, b, c, d, e, f = edges
    entity = Entity(
        "e1",
        draw(st.sampled_from(["PER", "ORG", "SOURCE"])),
        draw(HOSTILE),
        (Mention(a, b, "name", 0.5, "surname"),),
        (draw(HOSTILE),),
    )
    quote = Quote("q1", "direct", (Passage(c, d),), Speaker("e1", a, b, "name", 0.5), Passage(d, e), 0.5, "marks")
    unknown = Quote("q2", "indirect", (Passage(e, f),), None, None, 0.9, "laut")
    time = TimeExpression(b, c, "DATE", draw(HOSTILE), "2023-05-08", "2023-05-09", 0.9, "explicit", draw(HOSTILE))
    days = ("2023-05-08", "2023-05-09")
    dated = Event("v1", Passage(c, d), Passage(c, e), text[c:e], "2023-05-08", *days, "planned", 0, "q1", ("e1",), 0.4)
    undated = Event("v2", Passage(a, b), Passage(a, c), draw(HOSTILE), "", None, None, "denied", None, None, (), 0.9)
    mark = HandMark("q1", "quote.kind", draw(HOSTILE), draw(HOSTILE), 1, draw(HOSTILE))
    article = Article(text, draw(HOSTILE), (draw(HOSTILE),), draw(HOSTILE), (draw(HOSTILE),), "de")
    return Analysis("a1", article, (entity,), (quote, unknown), (time,), (dated, undated), by_hand=(mark,))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("a\x00b\x7fc\x0bd", "abc d"),
        ("half \ud800, none \uffff", "half \ufffd, none \ufffd"),
        (" two\r\nlines\u2028more ", "two lines more"),
        ("👩‍👩‍👧 co\xadop", "👩‍👩‍👧 co\xadop"),
    ],
)
def test_what_a_line_of_a_file_can_hold(text: str, shown: str) -> None:
    assert visible(text) == shown


@settings(max_examples=30, deadline=None)
@given(hostile_analyses())
def test_hostile_words_stay_words_in_the_report(analysis: Analysis) -> None:
    made = report(analysis)
    made.encode("utf-8")
    assert harmless(made).article == visible_lines(analysis.article.text)


@settings(max_examples=30, deadline=None)
@given(hostile_analyses())
def test_hostile_words_stay_words_in_markdown(analysis: Analysis) -> None:
    made = markdown(analysis, source="<b>")
    made.encode("utf-8")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(made)
    kinds = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or ()}
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "code_inline",
        "fence",
        "code_block",
        "s_open",
    }
    headings = [t.map for t in tokens if t.type == "heading_open"]
    assert len(headings) == len(re.findall(r"^#{1,3} ", made, re.MULTILINE))
    first = next(t for t in tokens if t.type == "inline")
    shown = "".join(c.content for c in first.children or ())
    assert " ".join(shown.split()) == visible(analysis.article.title) or not visible(analysis.article.title)


@settings(max_examples=12, deadline=None)
@given(hostile_analyses())
def test_hostile_words_stay_words_in_word(analysis: Analysis) -> None:
    made = word_file(analysis)
    assert made.paragraphs[0].text == (visible(analysis.article.title) or made.paragraphs[0].text)
    assert not any(r.is_external for r in made.part.rels.values())
    assert not re.search(r"w:(fldSimple|fldChar|instrText|hyperlink|object|altChunk)\b", made.element.xml)


@settings(max_examples=20, deadline=None)
@given(hostile_analyses(), st.booleans())
def test_hostile_words_stay_words_in_every_table(analysis: Analysis, german: bool) -> None:
    frames = {"e": entities_table(analysis), "q": quotes_table(analysis), "v": events_table(analysis)}
    with speaking("de"):
        shown = {
            "Namen": with_hand(names_as_downloaded(frames["e"]), frames["e"]["id"], analysis),
            "Zitate": with_hand(quotes_as_downloaded(frames["q"]), frames["q"]["id"], analysis),
            "Ereignisse": with_hand(events_as_downloaded(worded(frames["v"])), frames["v"]["id"], analysis),
        }
    for frame in shown.values():
        made = csv_file(frame, german=german).decode("utf-8-sig" if german else "utf-8")
        rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=";" if german else ",", strict=True))
        assert len(rows) == len(frame) + 1
        assert {len(row) for row in rows} == {len(frame.columns)}
        assert all(cell[:1] not in tuple("=+-@\t\r\n＝＋－＠") or not cell for row in rows for cell in row)
    with zipfile.ZipFile(io.BytesIO(workbook_file(shown))) as book:
        for name in book.namelist():
            sheet = book.read(name)
            assert b"<f>" not in sheet
            assert b"<hyperlink" not in sheet
    for frame in frames.values():
        json_file(frame).encode("utf-8", "surrogatepass")


@settings(max_examples=20, deadline=None)
@given(hostile_analyses())
def test_hostile_words_stay_words_on_a_timeline_and_in_a_calendar(analysis: Analysis) -> None:
    words = dict.fromkeys(("happened", "planned", "possible", "denied"), "x")
    with speaking("de"):
        frame = worded(events_table(analysis))
    made = timelinejs_file(frame, analysis.article.title, words)
    assert "<script" not in made
    assert "<img" not in made
    lines = calendar_file(frame, "a1", frame["earliest"].dropna().iloc[0], words).split("\r\n")
    assert all(re.match(r" |(BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|STATUS|TRANSP)\b", x)
               for x in lines[:-1])  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(hostile_analyses(), hostile_analyses())
def test_hostile_words_stay_words_in_a_comparison(one: Analysis, other: Analysis) -> None:
    analyses = (one, other)
    groups = identities(analyses)
    said, across = said_table(analyses, groups), across_table(analyses, groups)
    with speaking("de"):
        shown = {
            "Namen": names_as_shown(common_table(analyses, groups), 2),
            "Stimmen": voices_as_shown(voices_table(analyses, groups, said), 2),
            "Ereignisse": events_as_shown(worded(across)),
            "Fassungen": changes_as_downloaded(versions_table(one, other), one, other),
        }
        chart = across_chart(worded(across[across["earliest"].notna()]), (one.article.title, other.article.title))
    with zipfile.ZipFile(io.BytesIO(workbook_file(shown))) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())
    assert not re.search(r"<(script|img|svg|b|a)\b", str(chart.to_dict()), re.IGNORECASE)


def test_a_timeline_file_says_what_was_changed_by_hand() -> None:
    mark = replace(HAND, item="v1", action="event.date")
    with speaking("de"):
        analysis = replace(an_analysis(), by_hand=(mark,))
        frame = worded(events_table(analysis))
        frame = with_hand(frame, frame["id"], analysis, "by_hand")
        words = {"planned": "geplant"}
        made = calendar_file(frame, "a1", frame["earliest"].iloc[0], words).replace("\r\n ", "")
        assert "Datum geändert (von Hand\\, Uta Klamm\\, 17. Mai 2023)" in made
        assert "Datum geändert" in timelinejs_file(frame, "Titel", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_very_long_article_makes_every_file(language: Language) -> None:
    text = "Wort " * 100_000
    event = Event(
        "v1", Passage(0, 4), Passage(0, 400_000), text[:400_000], "", None, None, "happened", None, None, (), 0.9
    )
    long = Analysis("a1", Article(text), (), (), (), (event,))
    assert len(report(long, language)) > len(text)
    assert "Wort Wort" in markdown(long, language)
    assert word_file(long).tables
