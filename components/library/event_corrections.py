"""Corrections of what happened when, and of the article's own facts: one constructor a deed, and how each is applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, get_args

from components.analysis.calendar_spans import calendar_span
from components.analysis.model import Analysis, Event, EventStatus, Passage
from components.article.model import Note
from components.library.anchors import event_at, inside_text, item_of, next_id
from components.library.applied import BY_HAND, CERTAIN, Applied, still_in_group, with_event, without_lone_groups
from components.library.correction import Correction, CorrectionError, Json, passage
from components.library.entity_corrections import checked_name
from components.library.time_corrections import calendar_value

STATUSES: Final[tuple[EventStatus, ...]] = get_args(EventStatus)
UNDATED = "–"
NO_DAY = "no_publication_date"  # the article's note that is true exactly while its date is unknown


def set_event_date(analysis: Analysis, event: str, value: str) -> Correction:
    """Another date: a TIMEX3 value or range that names days of the calendar ("2024-Q2", "2023-05-17/2023-05-19"), "" for undated."""
    return _about(analysis, "event.date", event, {"value": _checked_value(value)})


def set_event_status(analysis: Analysis, event: str, status: str) -> Correction:
    """Another status: happened, planned, possible or denied."""
    return _about(analysis, "event.status", event, {"status": _checked_status(status)})


def set_event_label(analysis: Analysis, event: str, label: Passage) -> Correction:
    """Other words of the text stand for the event on the timeline."""
    words = inside_text(analysis, label)
    return _about(analysis, "event.label", event, {"label": [words.start, words.end]})


def delete_event(analysis: Analysis, event: str) -> Correction:
    """No event at all."""
    return _about(analysis, "event.delete", event, {})


def add_event(
    analysis: Analysis, clause: Passage, trigger: Passage | None = None, value: str = "", status: str = "happened"
) -> Correction:
    """An event that was overlooked: the words that tell it, and among them the one that names it (all of them where none is given)."""
    told = inside_text(analysis, clause)
    word = inside_text(analysis, trigger) if trigger else told
    if not told.start <= word.start < word.end <= told.end:
        raise CorrectionError("outside_text")
    if any(e.trigger == word for e in analysis.events):
        raise CorrectionError("already_there")
    values = {
        "clause": [told.start, told.end],
        "value": _checked_value(value),
        "status": _checked_status(status),
    }
    return Correction("event.add", (word,), values)


def set_published(analysis: Analysis, published: date | None) -> Correction:
    """Another day of publication, or none known; what is reckoned from it changes with the next analysis."""
    return Correction("article.published", (), {"published": published.isoformat() if published else None})


def set_title(analysis: Analysis, title: str) -> Correction:
    """Another title."""
    return Correction("article.title", (), {"title": checked_name(title)})


def apply_to_events(analysis: Analysis, correction: Correction) -> Applied | None:
    """The analysis after a correction of an event; None where its anchor fits nothing."""
    values = correction.values
    if correction.action == "event.add":
        return _added(analysis, correction)
    event = event_at(analysis, correction.anchor)
    if event is None:
        return None
    match correction.action:
        case "event.date":
            dated = _dated(analysis, event, _checked_value(values.get("value")))
            return Applied(with_event(analysis, dated), event.id, event.value or UNDATED, dated.value or UNDATED)
        case "event.status":
            status = _checked_status(values.get("status"))
            return Applied(with_event(analysis, replace(event, status=status)), event.id, event.status, status)
        case "event.label":
            words = inside_text(analysis, passage(values.get("label")))
            label = analysis.article.text[words.start : words.end]
            return Applied(with_event(analysis, replace(event, label=label)), event.id, event.label, label)
        case "event.delete":
            left = tuple(e for e in analysis.events if e.id != event.id)
            return Applied(without_lone_groups(replace(analysis, events=left)), "article", event.label)
    raise CorrectionError("unknown_action", correction.action[:40])


def apply_to_article(analysis: Analysis, correction: Correction) -> Applied:
    """The analysis after a correction of the article's own facts."""
    article = analysis.article
    if correction.action == "article.title":
        title = checked_name(correction.values.get("title", ""))
        return Applied(replace(analysis, article=replace(article, title=title)), "article", article.title, title)
    if correction.action != "article.published":
        raise CorrectionError("unknown_action", correction.action[:40])
    day = _checked_day(correction.values.get("published"))
    others = tuple(n for n in article.notes if n.code != NO_DAY)
    dated = replace(
        article,
        published=day,
        published_from="given" if day else None,
        notes=others if day else (*others, Note(NO_DAY)),
    )
    before, after = (d.isoformat() if d else UNDATED for d in (article.published, day))
    return Applied(replace(analysis, article=dated), "article", before, after)


def _about(analysis: Analysis, action: str, event: str, values: dict[str, Json]) -> Correction:
    return Correction(action, (item_of(analysis.events, event).trigger,), values)


def _checked_value(value: Json) -> str:
    return "" if value == "" else calendar_value(value)


def _checked_status(status: Json) -> EventStatus:
    for known in STATUSES:
        if status == known:
            return known
    raise CorrectionError("unknown_value", str(status)[:20])


def _checked_day(published: Json) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published)
    except (TypeError, ValueError) as error:
        raise CorrectionError("unknown_value", str(published)[:40]) from error


def _dated(analysis: Analysis, event: Event, value: str) -> Event:
    """The event at another date; it keeps the time expression that says the same, and leaves its group where they now differ."""
    earliest, latest = calendar_span(value)
    own = [
        k
        for k, t in enumerate(analysis.times)
        if value and t.value == value and event.clause.start <= t.start < event.clause.end
    ]
    dated = replace(event, value=value, earliest=earliest, latest=latest, time=own[0] if own else None, how=BY_HAND)
    return dated if still_in_group(analysis, dated) else replace(dated, group="")


def _added(analysis: Analysis, correction: Correction) -> Applied | None:
    if not correction.anchor:
        return None
    values = correction.values
    value, status = _checked_value(values.get("value")), _checked_status(values.get("status"))
    clause, word = (inside_text(analysis, p) for p in (passage(values.get("clause")), correction.anchor[0]))
    known = next((e for e in analysis.events if e.trigger == word), None)
    event = known or _new_event(analysis, clause, word)
    dated = replace(_dated(analysis, event, value), status=status)
    return Applied(with_event(analysis, dated), dated.id, "", dated.label)


def _new_event(analysis: Analysis, clause: Passage, word: Passage) -> Event:
    around = [
        (p.end - p.start, q.id) for q in analysis.quotes for p in q.parts if p.start <= word.start and word.end <= p.end
    ]
    named = sorted(
        (m.start, e.id)
        for e in analysis.entities
        for m in e.mentions
        if clause.start <= m.start and m.end <= clause.end
    )
    return Event(
        next_id("v", (e.id for e in analysis.events)),
        word,
        clause,
        analysis.article.text[clause.start : clause.end],
        "",
        None,
        None,
        "happened",
        None,
        min(around)[1] if around else None,
        tuple(dict.fromkeys(i for _, i in named)),
        CERTAIN,
        BY_HAND,
    )
