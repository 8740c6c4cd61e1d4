"""The detail of one finding: what it is, how it was found, how sure that is, and the way to its page."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import Analysis, Entity, Event, Passage, Quote, TimeExpression
from components.tables import other_forms
from components.tables_marks import LAYER_OF_TYPE, shown_name, time_named
from components.views.choice import choose
from components.views.correct_panel import correct_panel, hand_line
from components.views.frame import Opened, link_to
from components.views.passages import Excerpt, passage_list
from components.views.strings import knows, t
from components.views.written import day_or_value, md, span_of_days, sureness

DETAIL = "detail"  # the place of its controls


def show_detail(opened: Opened, finding: str, passage: Passage | None) -> None:
    """Draws the finding in a frame of its own, with a way to take the choice back; nothing for an id the analysis lacks."""
    analysis = opened.analysis
    entity = next((e for e in analysis.entities if e.id == finding), None)
    quote = next((q for q in analysis.quotes if q.id == finding), None)
    event = next((e for e in analysis.events if e.id == finding), None)
    time = time_named(analysis, finding)
    if not (entity or quote or event or time):
        return
    with st.container(border=True, key="detail"):
        if entity:
            _entity(analysis, entity, passage)
        elif quote:
            _quote(analysis, quote)
        elif event:
            _event(analysis, event)
        elif time:
            _time_detail(analysis, time)
        hand_line(opened.saved, finding)
        correct_panel(opened.saved, finding, DETAIL)


def _head(kind: str, name: str = "") -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{md(name)}**  \n{kind}" if name else f"**{kind}**", width="content")
        st.button(t("detail.close"), key="detail.close", type="tertiary", on_click=choose, args=(None,))


def _facts(*facts: tuple[str, str]) -> None:
    """Lines „what: value“, empty values left out; the values are already safe for Markdown."""
    lines = [f"{t(f'detail.{name}')}: {value}" for name, value in facts if value]
    if lines:
        st.markdown("  \n".join(lines))


def _entity(analysis: Analysis, entity: Entity, passage: Passage | None) -> None:
    _head(t(f"layer.{LAYER_OF_TYPE[entity.type]}"), shown_name(entity))
    here = next((m for m in entity.mentions if passage and (m.start, m.end) == (passage.start, passage.end)), None)
    said = sum(1 for q in analysis.quotes if q.speaker and q.speaker.entity == entity.id)
    _facts(
        ("roles", md(", ".join(entity.roles))),
        ("other_forms", md(", ".join(other_forms(analysis, entity)))),
        ("mentions", str(len(entity.mentions))),
        ("said", str(said) if said else ""),
        ("here", f"{_code('mention', here.reason or here.kind)}, {sureness(here.confidence)}" if here else ""),
    )
    _way("entities", entity.id)


def _quote(analysis: Analysis, quote: Quote) -> None:
    _head(t(f"quote_kind.{quote.kind}"))
    passage_list(analysis, [Excerpt(p) for p in quote.parts], key="detail.words")
    speaker = quote.speaker
    names = {e.id: shown_name(e) for e in analysis.entities}
    name = names.get(speaker.entity or "", "") if speaker else ""
    left_open = speaker is not None and speaker.how == "left_open"
    carrier = next((q.speaker for q in analysis.quotes if q.id == quote.carrier), None)
    how = f" – {_code('speaker', speaker.how)}, {sureness(speaker.confidence)}" if speaker and name else ""
    _facts(
        ("speaker", md(name) + how if name else t("quotes.left_open" if left_open else "detail.nobody")),
        ("carried", md(names.get(carrier.entity or "", "")) if carrier else ""),
        ("cue", md(_words(analysis, quote.cue)) if quote.cue else ""),
        ("found", f"{_code('quote', quote.how)}, {sureness(quote.confidence)}"),
    )
    _way("quotes", quote.id)


def _event(analysis: Analysis, event: Event) -> None:
    _head(t(f"event_status.{event.status}"))
    passage_list(analysis, [Excerpt(event.clause)], key="detail.words")
    names = {e.id: shown_name(e) for e in analysis.entities}
    claim = next((q for q in analysis.quotes if q.id == event.claimed_in), None)
    claimant = names.get(claim.speaker.entity or "", "") if claim and claim.speaker else ""
    _facts(
        ("when", span_of_days(event.earliest, event.latest) or t("detail.undated")),
        ("claimed_by", md(claimant) if claimant else t("detail.nobody") if claim else ""),
        ("involved", md(", ".join(names[e] for e in event.entities if e in names))),
        ("dated_by", _code("event", event.how) if event.how else ""),
        ("sure", sureness(event.confidence)),
    )
    _way("timeline", event.id)


def _time_detail(analysis: Analysis, time: TimeExpression) -> None:
    _head(t("layer.time"), _words(analysis, Passage(time.start, time.end)))
    rule = f"time.rule.{time.rule}"
    unanchored = time.rule == "unanchored" and analysis.article.published is None
    _facts(
        ("when", span_of_days(time.earliest, time.latest) or t("detail.relative" if unanchored else "detail.no_day")),
        ("value", md(time.value)),
        ("why", t(rule, anchor=day_or_value(time.anchor)) if time.rule and knows(rule) else ""),
        ("sure", sureness(time.confidence)),
    )
    used = [e for e in analysis.events if e.time is not None and analysis.times[e.time] is time]
    if used:
        _way("timeline", used[0].id)


def _way(page: str, finding: str) -> None:
    if st.button(t(f"detail.to_{page}"), key="detail.way"):
        link_to(page, finding)


def _words(analysis: Analysis, passage: Passage) -> str:
    return " ".join(analysis.article.text[passage.start : passage.end].split())


def _code(kind: str, code: str) -> str:
    """What a code of the analysis means; nothing invented for a code the tables lack."""
    key = f"how.{kind}.{code}"
    return t(key) if knows(key) else t("how.other")
