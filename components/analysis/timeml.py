"""The times and events of an analysis as TimeML cuts and values them, for comparison with other taggers and with corpora such as KRAUTS.

Wortlaut's own guide and TimeML agree on values and differ on borders: TimeML counts the determiner in („in | den vergangenen Jahren“),
takes „vor“ before a length for a signal outside („vor | drei Jahren“ is the duration P3Y) and leaves „damals“ unresolved (PAST_REF).
Source: Saurí et al., TimeML Annotation Guidelines 1.2.1 (2006); Strötgen et al., KRAUTS (LREC 2018).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from components.analysis.model import Analysis, Event, TimeExpression
from components.analysis.time_grammar import find_hits
from components.analysis.time_lengths import length_of
from components.analysis.time_words import vocabulary
from components.languages import facts


def timeml_times(analysis: Analysis) -> tuple[TimeExpression, ...]:
    """The time expressions of the analysis, as many and in the same order, with TimeML's borders, types and values."""
    text, language = analysis.article.text, analysis.article.language
    rules = facts(language, "times")["timeml"]
    cut = [_unresolved(_without_signal(t, text, language, rules), text, rules) for t in analysis.times]
    ends = [0, *(t.end for t in cut)]
    return tuple(_with_determiner(t, text, end, rules) for t, end in zip(cut, ends, strict=False))


def _without_signal(time: TimeExpression, text: str, language: str, rules: dict[str, Any]) -> TimeExpression:
    """„vor | drei Jahren“: the length alone, where the words behind the preposition are one."""
    words = text[time.start : time.end]
    signal = re.match(rf"(?:{'|'.join(map(re.escape, rules['signals']))})\s+", words, re.IGNORECASE)
    if signal is None or time.type != "DATE":
        return time
    rest = words[signal.end() :]
    hit = next((h for h in find_hits(rest, vocabulary(language), lambda start, end: 1.0) if h.end == len(rest)), None)
    if hit is None or hit.rule != "duration":
        return time
    value = length_of(hit.fields)
    return replace(
        time, start=time.start + signal.end(), type="DURATION", value=value, earliest=None, latest=None, anchor=""
    )


def _unresolved(time: TimeExpression, text: str, rules: dict[str, Any]) -> TimeExpression:
    if text[time.start : time.end].lower() not in rules["unresolved"]:
        return time
    return replace(time, value="PAST_REF", earliest=None, latest=None, anchor="")


def _with_determiner(time: TimeExpression, text: str, last_end: int, rules: dict[str, Any]) -> TimeExpression:
    """„den vergangenen Jahren“, „dem Vorjahr“; not „der 7. Dezember“, „die 35-Stunden-Woche“ and „…, der drei Jahre später starb“."""
    words = text[time.start : time.end]
    phrase = (" " in words and not words[0].isdigit()) or words.lower() in rules["nouns"]
    determiners = "|".join(rules["determiners"])
    article = re.search(rf"(?<!,\s)\b(?:{determiners})\s+$", text[last_end : time.start], re.IGNORECASE)
    return replace(time, start=last_end + article.start()) if phrase and article else time


def timeml_document(analysis: Analysis) -> str:
    """The article as a TimeML document: TIMEX3 and EVENT tags in the text, an event's date as a link to the expression that gives it."""
    times, published = timeml_times(analysis), analysis.article.published
    created = published.isoformat() if published else "XXXX-XX-XX"
    events = _apart(analysis, times)
    instances = [
        f'<MAKEINSTANCE eiid="ei{k}" eventID="e{k}" tense="NONE" aspect="NONE" polarity="{_polarity(event)}"/>'
        for k, event in enumerate(events, 1)
    ]
    links = [
        f'<TLINK lid="l{k}" eventInstanceID="ei{k}" relatedToTime="t{event.time + 1}" relType="IS_INCLUDED"/>'
        for k, event in enumerate(events, 1)
        if event.time is not None
    ]
    head = f'<TIMEX3 tid="t0" type="DATE" value="{created}" functionInDocument="CREATION_TIME">{created}</TIMEX3>'
    text = _tagged(analysis.article.text, times, events)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<TimeML>", f"<DCT>{head}</DCT>", f"<TEXT>{text}</TEXT>"]
    return "\n".join([*parts, *instances, *links, "</TimeML>"]) + "\n"


def _polarity(event: Event) -> str:
    return "NEG" if event.status == "denied" else "POS"


def _apart(analysis: Analysis, times: tuple[TimeExpression, ...]) -> list[Event]:
    """The events whose trigger shares no words with a time or with an event before it: TimeML's tags do not cross."""
    taken: set[int] = {place for t in times for place in range(t.start, t.end)}
    apart = []
    for event in sorted(analysis.events, key=lambda e: e.trigger):
        places = range(event.trigger.start, event.trigger.end)
        if taken.isdisjoint(places):
            apart.append(event)
            taken |= set(places)
    return apart


def _tagged(text: str, times: tuple[TimeExpression, ...], events: list[Event]) -> str:
    tags = [
        (t.start, t.end, f'<TIMEX3 tid="t{k}" type="{t.type}" value={quoteattr(t.value)}>', "</TIMEX3>")
        for k, t in enumerate(times, 1)
    ]
    tags += [
        (e.trigger.start, e.trigger.end, f'<EVENT eid="e{k}" class="OCCURRENCE">', "</EVENT>")
        for k, e in enumerate(events, 1)
    ]
    at, out = 0, ""
    for start, end, opening, closing in sorted(tags):
        out += f"{_plain(text[at:start])}{opening}{_plain(text[start:end])}{closing}"
        at = end
    return out + _plain(text[at:])


def _plain(text: str) -> str:
    """The text without the signs that no XML document may hold."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", " ", text))
