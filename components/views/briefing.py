"""The briefing of one article as a document in the reader's words; Markdown, Word and HTML files are made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.model import Analysis, Passage
from components.exports_document import Block, Bullets, Document, Paragraph, Row, Section, Table, Words
from components.tables import entities_table
from components.tables_doubts import Doubt, doubts
from components.tables_quotes import by_speaker, naming, profile_table, quotes_table, speakers_table, unheard_table
from components.tables_timeline import events_table
from components.views.by_hand import deed, hand_by_item, hand_words
from components.views.dating import published_words
from components.views.strings import interface_language, t
from components.views.timeline_wording import worded
from components.views.written import language_name, note_sentence, number, percent, sureness


def briefing(analysis: Analysis, source: str = "") -> Document:
    """Everything found in the article; `source` is where it is from, as the reader noted it."""
    quotes = quotes_table(analysis)
    marks = _Marks(analysis)
    return Document(
        interface_language(),
        analysis.article.title or t("frame.untitled"),
        _facts(analysis, source),
        (
            *_glance(analysis, quotes),
            *_quotes(analysis, quotes, marks),
            *_timeline(analysis, marks),
            *_sources(quotes),
            _unheard(analysis),
            _checks(analysis),
            *_hand(analysis),
            _made(analysis),
        ),
    )


class _Marks:
    """What stands beside a finding: that a person changed it, and why it should be checked first."""

    def __init__(self, analysis: Analysis) -> None:
        self._hand = hand_by_item(analysis)
        self._checks: dict[str, list[str]] = {}
        for doubt in doubts(analysis):
            if doubt.finding:
                self._checks.setdefault(doubt.finding, []).append(_why(doubt))

    def of(self, finding: str) -> tuple[Words, ...]:
        """The marks of one finding, none where it is neither changed nor doubtful."""
        hand, why = self._hand.get(finding), self._checks.get(finding)
        checked = (Words(t("briefing.check_mark", why=", ".join(dict.fromkeys(why))), "check"),) if why else ()
        return (*checked, *((Words(hand, "hand"),) if hand else ()))


def _why(doubt: Doubt) -> str:
    if doubt.kind == "note":
        return note_sentence(doubt.code, doubt.detail)
    return t(f"check.{doubt.kind}", detail=doubt.detail)


def _plain(*texts: str) -> Paragraph:
    return Paragraph(tuple(Words(text) for text in texts if text))


def _facts(analysis: Analysis, source: str) -> tuple[Paragraph, ...]:
    article = analysis.article
    words = len(re.findall(r"\w+", article.text))
    facts = [
        t("article.by", names=", ".join(article.authors)) if article.authors else "",
        article.agency if article.agency != source else "",
        "/".join(article.dateline),
        published_words(article),
        language_name(article.language),
        t("article.words", n=words, words=number(words)),
    ]
    where = _plain(t("briefing.source", source=source)) if source else None
    return tuple(p for p in (where, _plain(" · ".join(fact for fact in facts if fact))) if p)


def _glance(analysis: Analysis, quotes: pd.DataFrame) -> tuple[Section, ...]:
    names = entities_table(analysis).sort_values("mentions", ascending=False, kind="stable")
    counts = t("briefing.counts", names=len(names), quotes=len(quotes), events=len(analysis.events))
    blocks: list[Block] = [_plain(counts)]
    sections = [Section(t("briefing.glance"), tuple(blocks))]
    if not quotes.empty:
        rows = [
            Row(_cells(t(f"quotes.voice.{r['voice']}"), r["speakers"], r["quotes"], percent(r["share"])))
            for r in profile_table(quotes).to_dict("records")
        ]
        table = Table(_headings("voice", "speakers", "quotes", "share"), tuple(rows), frozenset({1, 2, 3}))
        sections.append(Section(t("briefing.profile"), (table,), 3))
    if not names.empty:
        hand = hand_by_item(analysis)
        rows = [_name_row(analysis, row, hand.get(row["id"], "")) for row in names.to_dict("records")]
        table = Table(_headings("name", "layer", "roles", "mentions", "said"), tuple(rows), frozenset({3, 4}))
        sections.append(Section(t("briefing.named"), (table,), 3))
    return tuple(sections)


def _name_row(analysis: Analysis, row: Mapping[Any, Any], hand: str) -> Row:
    start = int(row["start"])  # a speaker named by hand may stand nowhere in the text
    name = Words(row["name"], "strong", Passage(start, start + 1) if row["mentions"] else None)
    _, *others = _cells(row["name"], t(f"layer.{row['layer']}"), ", ".join(row["roles"]), row["mentions"], row["said"])
    return Row(((name, Words(hand, "hand")) if hand else (name,), *others), row["id"])


def _cells(*values: Any) -> tuple[tuple[Words, ...], ...]:
    return tuple((Words(number(value) if isinstance(value, int) else str(value)),) for value in values)


def _headings(*names: str) -> tuple[str, ...]:
    return tuple(t(f"briefing.column.{name}") for name in names)


def _quotes(analysis: Analysis, quotes: pd.DataFrame, marks: _Marks) -> tuple[Section, ...]:
    if quotes.empty:
        return (Section(t("briefing.quotes"), (_plain(t("briefing.no_quotes")),)),)
    sections = [Section(t("briefing.quotes"))]
    single = by_speaker(quotes)
    for speaker in speakers_table(quotes).to_dict("records"):
        name = speaker["speaker"] or t("quotes.unknown_speaker")
        heading = t("briefing.speaker", name=name, n=int(speaker["quotes"]), percent=percent(speaker["share"]))
        beside = [t(f"quotes.voice.{speaker['voice']}"), speaker["roles"]] if speaker["speaker"] else []
        said = single[single["speaker_id"] == speaker["speaker_id"]].to_dict("records")
        entries = Bullets(tuple(_quote(analysis, row, marks) for row in said))
        about = Paragraph((Words(" · ".join(fact for fact in beside if fact), "faint"),))
        sections.append(Section(heading, (about, entries) if beside else (entries,), 3))
    return tuple(sections)


def _quote(analysis: Analysis, row: Mapping[Any, Any], marks: _Marks) -> Paragraph:
    at = int(row["start"])
    beside = [
        t("briefing.said_with", cue=row["cue"]) if row["cue"] else "",
        t("quotes.carried.by", name=row["carried_by"]) if row["carried_by"] else "",
        sureness(row["confidence"]),
        _place(analysis, at),
    ]
    return Paragraph(
        (
            Words(row["words"], passage=Passage(at, int(row["end"]))),
            Words(t(f"quotes.kind.{row['kind']}"), "badge"),
            *((Words(t("quotes.verbatim.label"), "badge"),) if row["verbatim"] else ()),
            Words(" · ".join(fact for fact in beside if fact), "faint"),
            *marks.of(row["id"]),
        ),
        row["id"],
    )


def _place(analysis: Analysis, at: int) -> str:
    """In which paragraph of the text a passage stands, counted from 1."""
    before = analysis.article.text[: at + 1]  # with the passage's first letter: it may begin its paragraph
    return t("briefing.paragraph", n=max(1, sum(bool(line.strip()) for line in before.split("\n"))))


def _timeline(analysis: Analysis, marks: _Marks) -> tuple[Section, ...]:
    events = worded(events_table(analysis))
    if events.empty:
        return (Section(t("briefing.timeline"), (_plain(t("briefing.no_events")),)),)
    known = events["earliest"].notna()
    sections = [Section(t("briefing.timeline"))]
    if known.any():
        headings = _headings("when", "event", "status", "claim", "place")
        rows = tuple(_event(analysis, row, marks, dated=True) for row in events[known].to_dict("records"))
        sections.append(Section(t("briefing.dated"), (Table(headings, rows),), 3))
    if not known.all():
        headings = _headings("event", "status", "claim", "place")
        rows = tuple(_event(analysis, row, marks, dated=False) for row in events[~known].to_dict("records"))
        sections.append(Section(t("briefing.undated"), (Table(headings, rows),), 3))
    return tuple(sections)


def _event(analysis: Analysis, row: Mapping[Any, Any], marks: _Marks, *, dated: bool) -> Row:
    start, end = int(row["start"]), int(row["end"])
    when = (Words(row["when"], "strong"), *_date_words(row))
    label = (Words(row["label"], passage=Passage(start, end)), *marks.of(row["id"]))
    rest = _cells(t(f"timeline.status.{row['status']}"), row["claim"], _place(analysis, start))
    return Row((*((when,) if dated else ()), label, *rest), row["id"])


def _date_words(row: Mapping[Any, Any]) -> tuple[Words, ...]:
    """The words that give the date, where they are not the date itself: „am Dienstag“."""
    told = bool(row["date_words"]) and row["date_words"] not in row["when"]
    return (Words(t("briefing.date_words", words=row["date_words"]), "faint"),) if told else ()


def _sources(quotes: pd.DataFrame) -> tuple[Section, ...]:
    speakers = speakers_table(quotes).to_dict("records") if not quotes.empty else []
    sections = [Section(t("briefing.sources"))]
    for group in ("named", "unnamed"):
        voices = [row for row in speakers if naming(row["voice"]) == group]
        entries = tuple(_voice(row) for row in voices)
        block: Block = Bullets(entries) if entries else _plain(t("briefing.sources_none"))
        sections.append(Section(t(f"briefing.sources_{group}"), (block,), 3))
    nobody = sum(int(row["quotes"]) for row in speakers if naming(row["voice"]) == "unknown")
    if nobody:
        last = sections.pop()
        sections.append(Section(last.heading, (*last.blocks, _plain(t("briefing.unknown_speaker", n=nobody))), 3))
    return tuple(sections)


def _voice(row: Mapping[Any, Any]) -> Paragraph:
    told = Words(t("briefing.voice", name=row["speaker"], n=int(row["quotes"])))
    return Paragraph((told, Words(row["roles"], "faint")) if row["roles"] else (told,))


def _unheard(analysis: Analysis) -> Section:
    rows = unheard_table(analysis).to_dict("records")
    entries = tuple(
        Paragraph(
            (
                Words(row["name"], passage=Passage(int(row["start"]), int(row["end"]))),
                Words(
                    ", ".join(x for x in (row["roles"], t("entities.mentions", n=int(row["mentions"]))) if x), "faint"
                ),
            )
        )
        for row in rows
    )
    return Section(t("briefing.unheard"), (Bullets(entries) if entries else _plain(t("briefing.everybody_heard")),))


def _checks(analysis: Analysis) -> Section:
    found = doubts(analysis)
    text = analysis.article.text
    entries = []
    for doubt in found:
        sure = sureness(doubt.confidence) if doubt.confidence is not None else ""
        words = [Words(_why(doubt), "strong"), Words(sure, "faint")]
        if doubt.passage:
            words.insert(1, Words(text[doubt.passage.start : doubt.passage.end], passage=doubt.passage))
        entries.append(Paragraph(tuple(w for w in words if w.text)))
    return Section(t("briefing.check"), (Bullets(tuple(entries)) if entries else _plain(t("briefing.no_checks")),))


def _hand(analysis: Analysis) -> tuple[Section, ...]:
    """What a person changed, in the order of the changes; none where nothing was."""
    if not analysis.by_hand:
        return ()
    entries = tuple(
        Paragraph((Words(deed(mark), "strong"), Words(mark.note), Words(hand_words(mark), "faint")))
        for mark in analysis.by_hand
    )
    return (Section(t("briefing.hand"), (Bullets(entries),)),)


def _made(analysis: Analysis) -> Section:
    dates = "briefing.made_dates" if analysis.article.published else "briefing.made_undated"
    return Section(t("briefing.made"), (_plain(t("briefing.made_how"), t("briefing.made_errs"), t(dates)),))
