"""A correction in the reader's words: „Sprecher von „Wir öffnen“: Anna Berger“. All of them are safe for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components.analysis.model import Analysis, Passage
from components.library.corrections import Correction
from components.views.strings import knows, t
from components.views.typed_date import as_typed
from components.views.written import day, md

MOST_LETTERS = 70


def deed_words(correction: Correction, analysis: Analysis) -> str:
    """What was done, in one line; the words of the item are those of the text, its new value that of the correction."""
    values = correction.values
    blanks = {"words": _quoted(analysis, correction.anchor) or f"**{md(str(values.get('named', '')))}**"}
    labels = {e.trigger: e.label for e in analysis.events}
    if correction.action.startswith("event.") and correction.anchor and correction.anchor[0] in labels:
        blanks["words"] = _between_marks(labels[correction.anchor[0]])
    match correction.action:
        case "entity.rename" | "entity.split":
            blanks["name"] = f"**{md(str(values.get('name', '')))}**"
        case "entity.retype" | "entity.add":
            blanks["type"] = t(f"correct.type.{values.get('type')}")
        case "entity.merge":
            blanks["into"] = _quoted(analysis, _places(values.get("into"))) or md(str(values.get("into_named", "")))
        case "quote.speaker":
            blanks["name"] = _speaker(correction, analysis)
        case "quote.kind":
            blanks["kind"] = t(f"quote_kind.{values.get('kind')}")
        case "quote.parts":
            blanks["words"] = _quoted(analysis, _places(values.get("parts")), every=True)
        case "event.date" | "time.value":
            value = str(values.get("value", ""))
            blanks["date"] = md(as_typed(value)) if value else t("detail.undated")
        case "event.status":
            blanks["status"] = t(f"event_status.{values.get('status')}")
        case "event.label":
            blanks["words"] = _quoted(analysis, _places([values.get("label")]))
        case "event.add":
            blanks["words"] = _quoted(analysis, _places([values.get("clause")]))
        case "article.published":
            published = values.get("published")
            blanks["day"] = day(str(published)) if published else t("date.unknown")
        case "article.title":
            blanks["title"] = f"**{md(str(values.get('title', '')))}**"
    key = f"correct.deed.{correction.action}"
    return t(key, **blanks) if knows(key) else t("correct.deed.other", words=md(correction.action))


def by_whom(name: str) -> str:
    """The name of who corrected, „jemand“ where none was given."""
    return md(name) if name else t("correct.nobody")


def signed(name: str) -> str:
    """The name beside a correction in the list: „ohne Namen“ where none was given."""
    return md(name) if name else t("handover.hand.nameless")


def when_words(when: str) -> str:
    """Day and time of an ISO time in UTC, by the reader's own clock; "" where it is none."""
    try:
        then = datetime.fromisoformat(when).astimezone(_clock())
    except ValueError:
        return ""
    return t("correct.history.when", day=day(then.date()), clock=f"{then:%H:%M}")


def _clock() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _speaker(correction: Correction, analysis: Analysis) -> str:
    spoken = _places(correction.values.get("entity"))
    if spoken:
        return _quoted(analysis, spoken)
    name = correction.values.get("name")
    return f"**{md(str(name))}**" if name else t("correct.unknown")


def _places(form: object) -> tuple[Passage, ...]:
    """The places of a correction's values: [[start, end], …]."""
    pairs = form if isinstance(form, list) else []
    return tuple(Passage(int(p[0]), int(p[1])) for p in pairs if isinstance(p, list) and len(p) == 2)


def _quoted(analysis: Analysis, places: Sequence[Passage], *, every: bool = False) -> str:
    """The text's words at the first place (at every one) between the reader's quotation marks, shortened amid; "" without a place."""
    text = analysis.article.text
    words = [" ".join(text[p.start : p.end].split()) for p in (places if every else places[:1])]
    if not any(words):
        return ""
    return _between_marks(" … ".join(words))


def _between_marks(one: str) -> str:
    """Words between the reader's quotation marks, shortened amid."""
    if len(one) > MOST_LETTERS:
        one = f"{one[: MOST_LETTERS - 20].rstrip()} … {one[-18:].lstrip()}"
    return t("correct.words", words=md(one.strip('„“”"»«‚‘’')))
