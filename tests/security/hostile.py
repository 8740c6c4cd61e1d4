"""Articles made to break things: `python -m tests.security.hostile [--articles 10000] [--first 0]`, or `make hostile`.

Each is read, analysed, put into every table and every file. None may raise anything but a named ArticleError, none may take more than ten
seconds, no file may hold a formula or live markup, and afterwards the process must be about as small as before.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import os
import random
import re
import sys
import time
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from components.analysis import analyse
from components.analysis.form import from_json, to_json
from components.analysis.model import Analysis
from components.article import ArticleError, read_text
from components.exports import calendar_file, csv_file, json_file, timelinejs_file, workbook_file
from components.exports_docx import docx_file
from components.exports_markdown import markdown_file
from components.exports_report import report_file
from components.tables import entities_table
from components.tables_doubts import doubts
from components.tables_marks import LAYERS, marks, pieces
from components.tables_network import pairs_table
from components.tables_quotes import QuoteFilter, filtered, profile_table, quotes_table, speakers_table, unheard_table
from components.tables_timeline import EventFilter, events_table, filtered_events
from components.views.briefing import briefing
from components.views.entities_wording import as_downloaded as names_as_downloaded
from components.views.quotes_wording import as_downloaded as quotes_as_downloaded
from components.views.strings import speaking, t
from components.views.timeline_wording import as_downloaded as events_as_downloaded
from components.views.timeline_wording import worded
from components.views.times_list import as_downloaded as times_as_downloaded
from components.views.times_list import worded_times

SECONDS = 10.0  # of one article, in processor time; more for one of more than 10,000 letters
OFFICE = 5  # of so many articles one is put into a Word and an Excel file too
NAMES = ["Anna Berger", "Müller-Lüdenscheidt", "der Rat von Kiel", "=Berger", "@minister", "<b>Huber</b>", "O'Neill", "Дмитрий Песков",
         "محمد", "{Name}", "![Oe](http://evil.example/a.png)", "A" * 300, "von der Leyen", "\u202eregreB", "-Rat", "1+1"]  # fmt: skip
VERBS = [
    "sagte",
    "behauptete",
    "warnte",
    "schrieb",
    "said",
    "told reporters",
    "twitterte",
    "=SUM(A1)",
    "erklärte am Montag",
]
WORDS = ["Wir öffnen am Montag", "das sei verfrüht", "<script>alert(1)</script>", "=HYPERLINK(\"http://evil.example\")", "+49 30 1",
         "-2+3", "@SUM(1)", "\t=1", "$\\frac{1}{0}$", ":red[rot] :material/home:", "[Klick](javascript:alert(1))", "`rm -rf /`",
         "<img src=x onerror=alert(1)>", "\u2028Zeile\u2029", "a\u0301" * 20, "\u200b\u200d\ufeff", "\x00\x07\x1b[31m", "\ud83d", "😀" * 9,
         "%s %n {0} {{x}}", "'; DROP TABLE analyses; --", "]]>&lt;&#x3c;", "\\u003cscript\\u003e", "..//..//etc/passwd", "²³⁴", "㍿",
         "ſtraße ẞ İı", "BEGIN:VEVENT", "END:VCALENDAR\r\nX:1", "\u202edesrever\u202c", "|a|b|\n|-|-|", "# Titel", "* Punkt", "---"]  # fmt: skip
TIMES = ["am Montag", "am 31. Februar 2023", "im Jahr 0", "1.1.0001", "am 99.99.9999", "vor 10000000000 Jahren", "in 99999 Wochen",
         "seit 12.13.", "um 25 Uhr 61", "im XIX. Jahrhundert", "gestern", "9999-12-31", "am 30. Februar", "next Friday", "im Mai"]  # fmt: skip
MARKS = [
    ("„", "“"),
    ("»", "«"),
    ("“", "”"),
    ("‚", "‘"),
    ('"', '"'),
    ("„", ""),
    ("", "“"),
    ("»", "»"),
    ("«", "„"),
    ("'", "'"),
    ("(", "“"),
]
SHAPES = ["{o}{w}{c}, {v} {n} {t}.", "{n} {v}: {o}{w}{c}.", "{t} {v} {n}, {w}.", "Laut {n} {w} {t}.", "{o}{w}{c} {o}{w}{c} {n}", "{w}", "{n}",
          "{t}", "{o}{o}{o}{w}", "{n} {v}, {n} habe {t} gesagt, {o}{w}{c}.", "{w}{t}{n}{w}", "„{n} {v}: ‚{w}‘“, {v} {n}."]  # fmt: skip
LIVE = {"script", "img", "iframe", "svg", "object", "embed", "form", "link", "base", "video", "audio", "math", "a"}


def article(number: int) -> str:
    """The hostile text of that number; always the same."""
    chance = random.Random(number)
    sentences = [_sentence(chance) for _ in range(chance.choice([1, 1, 2, 2, 3, 8]))]
    text = chance.choice([" ", "\n\n", "\n", "\r\n", "\u2029", ""]).join(sentences)
    if chance.random() < 0.02:
        text += chance.choice(["(", "„", "a", "\n", ".", "-", " ", "1."]) * chance.randrange(500, 5_000)
    if chance.random() < 0.2:
        letters = list(text)
        for _ in range(chance.randrange(1, 30)):
            letters[chance.randrange(len(letters))] = chr(
                chance.choice([0, 8, 0x202E, 0x200F, 0xD800, 0xFFFF, 0x1F600, 9, 13, 34, 60, 61])
            )
        text = "".join(letters)
    return text


def _sentence(chance: random.Random) -> str:
    opening, closing = chance.choice(MARKS)
    return chance.choice(SHAPES).format(
        o=opening,
        c=closing,
        w=chance.choice(WORDS),
        n=chance.choice(NAMES),
        v=chance.choice(VERBS),
        t=chance.choice(TIMES),
    )


def through_everything(text: str, *, office: bool = True) -> bool:
    """Reads, analyses, tabulates and exports; False where it is no article. Raises AssertionError where a file would be dangerous.

    Without `office` the slow files, Word and Excel, are left out.
    """
    try:
        read = read_text(text, date(2025, 3, 6) if len(text) % 2 else None)
    except ArticleError:
        return False
    analysis = analyse(read)
    assert from_json(to_json(analysis)) == analysis
    _offsets_fit(analysis)
    with speaking("de" if len(text) % 3 else "en"):
        _files(analysis, office)
    return True


def _offsets_fit(analysis: Analysis) -> None:
    text = analysis.article.text
    for mark in marks(analysis):
        assert 0 <= mark.start < mark.end <= len(text)
    assert "".join(piece.text for piece in pieces(text, marks(analysis))) == text
    for quote in analysis.quotes:
        assert all(0 <= part.start < part.end <= len(text) for part in quote.parts)


def _files(analysis: Analysis, office: bool) -> None:
    names, quotes, events = entities_table(analysis), quotes_table(analysis), worded(events_table(analysis))
    speakers_table(quotes), profile_table(quotes), unheard_table(analysis), doubts(analysis)
    pairs_table(analysis, frozenset(names["id"]))
    found = filtered(quotes, QuoteFilter(search="a", kinds=("direct",), naming=("named",)))
    filtered_events(events, EventFilter(statuses=("planned",), precisions=("day", "reckoned")))
    tables = {
        "Namen": names_as_downloaded(names),
        "Zitate": quotes_as_downloaded(quotes),
        "Gefiltert": quotes_as_downloaded(found),
        "Zeit": events_as_downloaded(events),
        "Zeitangaben": times_as_downloaded(worded_times(analysis)),
    }
    for table in tables.values():
        _no_formula(csv_file(table), ";")
        _no_formula(csv_file(table, german=False), ",")
        json_file(table)
    document = briefing(analysis)
    if office:
        docx_file(document)
        _no_live_cell(workbook_file(tables))
    status = {code: t(f"timeline.status.{code}") for code in ("happened", "planned", "possible", "denied")}
    timelinejs_file(events, analysis.article.title, status)
    calendar = calendar_file(events, analysis.id, date(2025, 1, 1), status)
    assert calendar.count("\r\nBEGIN:VEVENT\r\n") == calendar.count("\r\nEND:VEVENT\r\n")
    assert calendar.count("END:VCALENDAR\r\n") == 1 or "X:1" not in calendar.split("END:VCALENDAR")[-1]
    markdown_file(document)
    report = report_file(document, analysis, t("briefing.text"), {layer: t(f"layer.{layer}") for layer in LAYERS})
    Markup().feed(report)


def _no_live_cell(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        for part in book.namelist():
            if part.startswith("xl/worksheets/"):
                assert b"<f>" not in book.read(part)
                assert b"<hyperlink" not in book.read(part)


class Markup(HTMLParser):
    """Reads a report as a browser would; nothing in it may act or fetch."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one opening tag."""
        assert tag not in LIVE or (tag == "a" and (dict(attrs).get("href") or "").startswith("#")), tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "srcset", "style", "action"), name
            assert "javascript:" not in (value or "") or name not in ("href",), value


def _no_formula(made: bytes, separator: str) -> None:
    for row in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=separator):
        for cell in row:
            number = re.fullmatch(r"-?\d+(?:[.,]\d+)?", cell)
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or number, cell


def megabytes() -> int:
    """What the process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024


def main() -> int:
    """Runs the articles and prints the figures; 1 where one of them did harm."""
    parser = argparse.ArgumentParser(prog="python -m tests.security.hostile", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    read = harmed = 0
    slowest = (0.0, 0)
    for number in range(200):  # what is loaded once is not counted as growth
        through_everything(article(1_000_000 + number))
    gc.collect()
    before, began = megabytes(), time.monotonic()
    for number in range(options.first, options.first + options.articles):
        at = time.process_time()
        try:
            read += through_everything(article(number), office=number % OFFICE == 0)
        except Exception as error:  # noqa: BLE001  # any at all is what is looked for
            harmed += 1
            sys.stdout.write(f"article {number}: {type(error).__name__}: {str(error)[:200]}\n")
        spent = time.process_time() - at
        slowest = max(slowest, (spent, number))
        if spent > SECONDS * max(1, len(article(number)) / 10_000):
            harmed += 1
            sys.stdout.write(f"article {number} took {spent:.1f} s\n")
        if (number + 1) % 250 == 0:
            sys.stdout.write(f"… {number + 1}, {megabytes()} MB\n")
            sys.stdout.flush()
    gc.collect()
    sys.stdout.write(
        f"{options.articles} hostile articles, {read} of them read as articles: {harmed} did harm; slowest {slowest[0]:.2f} s (number "
        f"{slowest[1]}); {time.monotonic() - began:.0f} s in all; memory {before} MB before, {megabytes()} MB after\n"
    )
    return 1 if harmed or megabytes() > before + 150 else 0


if __name__ == "__main__":
    sys.exit(main())
