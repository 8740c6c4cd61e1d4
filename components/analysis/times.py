"""When: time expressions with their TIMEX3 values, reckoned from the publication date and the text."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from components.analysis.calendar_spans import calendar_span
from components.analysis.model import TimeExpression, TimeType
from components.analysis.time_context import Context, story_day, tells_no_day
from components.analysis.time_grammar import Hit, find_hits
from components.analysis.time_links import in_order, lend_dates, lend_years
from components.analysis.time_rules import reading_of
from components.analysis.time_setting import Reading, Setting
from components.analysis.time_tense import Tenses
from components.analysis.time_words import Vocabulary, vocabulary
from components.encoder import confidence
from components.languages import facts

LONE = 0.6  # an encoder's span that no pattern fits needs this much confidence
CERTAIN = 0.9  # so sure must the encoder be that a month or weekday inside a name is a time all the same
NAME_LIKE = ("month", "weekday", "season", "day", "daypart", "holiday", "age", "ref", "set")
TYPES: dict[str, TimeType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions in text order, none overlapping another.

    `published` is what „gestern“ and „am Mittwoch“ are reckoned from; without it such values keep their X's and name no days.
    """
    evidence = _Evidence(doc)
    text, words = doc.text, vocabulary(doc.lang_)
    believed = [h for h in find_hits(text, words, evidence.of) if not _in_a_name(doc, h, evidence)]
    hits = lend_dates(text, lend_years(text, believed, words), words)
    lone = [s for s in doc.spans.get("times", []) if _believed(s) and not _meets(s, hits)]
    found: list[TimeExpression] = []
    for hit, reading in zip(hits, _readings(doc, published, hits, words), strict=True):
        start = hit.start + (hit.lead if reading.type == "DURATION" else 0)
        found.append(_expression(start, hit.end, reading, evidence.of(start, hit.end)))
    found += [_expression(s.start_char, s.end_char, _fallback(s), confidence(s, "t")) for s in map(_trimmed, lone)]
    told = [t for t in found if not (t.rule == "unknown" and text[t.end : t.end + 1] == ":")]  # „1. Tag:“ heads a list
    return tuple(sorted(told, key=lambda t: t.start))


def _in_a_name(doc: Doc, hit: Hit, evidence: _Evidence) -> bool:
    """Whether the words are part of a longer name: „Juli Zeh“, „Bild am Sonntag“."""
    if hit.rule not in NAME_LIKE or evidence.of(hit.start, hit.end) >= CERTAIN:
        return False
    around = (e for e in doc.ents if e.label_ != "LOC" and e.start_char <= hit.start and hit.end <= e.end_char)
    return any(e.end_char - e.start_char > hit.end - hit.start for e in around)


def _readings(doc: Doc, published: date | None, hits: list[Hit], words: Vocabulary) -> list[Reading]:
    """What the hits mean, in order; read once more where clock times wait for the day that the article tells of."""
    tenses, timeless = Tenses(doc), tells_no_day(doc.text, hits)
    told = _told(hits, Context(doc, published, tenses, timeless))
    if any(reading.rule == "time_of_day" for _, reading in told) and (day := story_day(told, published)):
        told = _told(hits, Context(doc, published, tenses, timeless, day))
    return in_order(doc.text, hits, told, words, lambda hit, setting: reading_of(hit.rule, hit.fields, setting))


def _told(hits: list[Hit], context: Context) -> list[tuple[Setting, Reading]]:
    told = []
    for hit in hits:
        setting = context.setting(hit)
        reading = reading_of(hit.rule, hit.fields, setting)
        context.note(hit, reading)
        told.append((setting, reading))
    return told


def _expression(start: int, end: int, reading: Reading, sure: float) -> TimeExpression:
    earliest, latest = calendar_span(reading.value) if reading.type in ("DATE", "TIME") else (None, None)
    return TimeExpression(
        start, end, reading.type, reading.value, earliest, latest, round(sure, 4), reading.rule, reading.anchor
    )


def _believed(span: Span) -> bool:
    """Whether the encoder's span may stand without a pattern: sure enough, with a word of time, and not one that only links."""
    unfit, text = facts(span.doc.lang_, "times")["not_times"], span.text.lower()
    if confidence(span, "t") < LONE or text in unfit["words"] or not re.search(r"[^\W\d_]", text):
        return False
    return re.search(unfit["root"], text) is not None


def _trimmed(span: Span) -> Span:
    """The span without articles and prepositions at its edges: „die zweite Woche des“ is „zweite Woche“."""
    unfit = facts(span.doc.lang_, "times")["not_times"]
    start, end = span.start, span.end
    while end - start > 1 and span.doc[start].lower_ in unfit["first"]:
        start += 1
    while end - start > 1 and span.doc[end - 1].lower_ in unfit["last"]:
        end -= 1
    return Span(span.doc, start, end, label=span.label_)


def _meets(span: Span, hits: list[Hit]) -> bool:
    return any(h.start < span.end_char and span.start_char < h.end for h in hits)


def _fallback(span: Span) -> Reading:
    value = {"DATE": "XXXX-XX-XX", "TIME": "XXXX-XX-XXTXX", "DURATION": "PXD", "SET": "PXD"}[span.label_]
    return Reading(TYPES[span.label_], value, "unknown")


class _Evidence:
    """The encoder's probability, by characters, that a passage is a time; without that head one half, the words then decide."""

    def __init__(self, doc: Doc) -> None:
        heads = doc.user_data.get("heads", {})
        self._at: NDArray[np.float32] | None = None
        if "t" in heads:
            self._at = np.zeros(len(doc.text) + 1, np.float32)
            for token, none in zip(doc, heads["t"][:, 0], strict=True):
                self._at[token.idx : token.idx + len(token)] = 1.0 - none

    def of(self, start: int, end: int) -> float:
        """Mean over the characters of the passage that belong to a word, 0 to 1."""
        if self._at is None:
            return 0.5
        values = self._at[start:end]
        solid = values[values > 0]
        return float(solid.mean()) if len(solid) else 0.0
