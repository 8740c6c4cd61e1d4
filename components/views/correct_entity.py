"""Correcting a name: what it is called and what it is, joining it to another, splitting mentions off, deleting it."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import Analysis, Entity, Passage
from components.library.corrections import (
    delete_entity,
    merge_entities,
    rename_entity,
    retype_entity,
    split_entity,
)
from components.tables_marks import shown_name
from components.views.correcting import Controls, correct
from components.views.passages import excerpt
from components.views.strings import t

TYPES = ("PER", "ORG", "LOC", "MISC", "SOURCE")
AROUND = 30  # letters of its sentence that tell one mention from another


def entity_controls(at: Controls, entity: Entity) -> None:
    """Draws the forms for one entity, each behind its own tab."""
    names = ["name", "merge", *(["split"] if len(entity.mentions) > 1 else []), "delete"]
    tabs = dict(zip(names, st.tabs([t(f"correct.tab.{name}") for name in names]), strict=True))
    with tabs["name"]:
        _naming(at, entity)
    with tabs["merge"]:
        _merging(at, entity)
    if "split" in tabs:
        with tabs["split"]:
            _splitting(at, entity)
    with tabs["delete"]:
        if any(q.speaker and q.speaker.entity == entity.id for q in at.analysis.quotes):
            st.caption(t("correct.entity.delete_why"))
        st.button(t("correct.entity.delete"), key=at.key("delete"), on_click=_delete, args=(at, entity.id))


def names_by_label(analysis: Analysis, without: str = "") -> dict[str, str]:
    """A label for every entity, no two alike, with its id: those who speak first, then the most mentioned."""
    speaking = {q.speaker.entity for q in analysis.quotes if q.speaker}
    listed = sorted(analysis.entities, key=lambda e: (e.id not in speaking, -len(e.mentions)))
    labels: dict[str, str] = {}
    for entity in listed:
        name = shown_name(entity)
        tries = (name, f"{name} ({t(f'correct.type.{entity.type}')})", f"{name} ({entity.id})")
        label = next((label for label in tries if label not in labels), f"{name} ({entity.id}, {len(labels)})")
        labels[label] = entity.id
    return {label: entity for label, entity in labels.items() if entity != without}


def _naming(at: Controls, entity: Entity) -> None:
    name, kind = at.key("name"), at.key("type")
    with st.form(at.key("naming"), border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(t("correct.entity.name"), value=entity.name, key=name, max_chars=300, width=240)
        st.selectbox(
            t("correct.entity.type"),
            TYPES,
            index=TYPES.index(entity.type),
            format_func=lambda code: t(f"correct.type.{code}"),
            key=kind,
            width=190,
        )
        st.form_submit_button(
            t("correct.apply"), type="primary", key=at.key("apply"), on_click=_name, args=(at, entity, name, kind)
        )


def _name(at: Controls, entity: Entity, name: str, kind: str) -> None:
    called, now = str(st.session_state[name]), str(st.session_state[kind])
    makers = []
    if " ".join(called.split()) != entity.name:
        makers.append(lambda: rename_entity(at.analysis, entity.id, called))
    if now != entity.type:
        makers.append(lambda: retype_entity(at.analysis, entity.id, now))
    correct(at.saved, *makers)


def _merging(at: Controls, entity: Entity) -> None:
    labels = names_by_label(at.analysis, entity.id)
    if not labels:
        st.caption(t("correct.entity.merge_none"))
        return
    into = at.key("into")
    with st.form(at.key("merging"), border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("correct.entity.merge"),
            list(labels),
            index=None,
            placeholder=t("correct.entity.merge_hint"),
            key=into,
            width=300,
        )
        st.form_submit_button(
            t("correct.entity.merge_do"), type="primary", on_click=_merge, args=(at, entity.id, into, labels)
        )


def _merge(at: Controls, entity: str, into: str, labels: dict[str, str]) -> None:
    chosen = st.session_state[into]
    if chosen in labels:
        correct(at.saved, lambda: merge_entities(at.analysis, entity, labels[chosen]))


def _splitting(at: Controls, entity: Entity) -> None:
    mentions = sorted({Passage(m.start, m.end) for m in entity.mentions})
    which, name = at.key("mentions"), at.key("split_name")
    with st.form(at.key("splitting"), border=False):
        st.multiselect(
            t("correct.entity.split"),
            range(len(mentions)),
            format_func=lambda i: f"{i + 1}. {_mention(at.analysis, mentions[i])}",
            placeholder=t("correct.entity.split_hint"),
            key=which,
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(t("correct.entity.split_name"), key=name, max_chars=300, width=240)
            st.form_submit_button(
                t("correct.entity.split_do"),
                type="primary",
                on_click=_split,
                args=(at, entity.id, mentions, which, name),
            )


def _mention(analysis: Analysis, passage: Passage) -> str:
    before, words, after = excerpt(analysis, passage)
    return f"{'…' if len(before) > AROUND else ''}{before[-AROUND:]}{words}{after[:AROUND]}{'…' if len(after) > AROUND else ''}"


def _split(at: Controls, entity: str, mentions: list[Passage], which: str, name: str) -> None:
    leaving = [mentions[i] for i in st.session_state[which]]
    called = str(st.session_state[name])
    correct(at.saved, lambda: split_entity(at.analysis, entity, leaving, called))


def _delete(at: Controls, entity: str) -> None:
    correct(at.saved, lambda: delete_entity(at.analysis, entity))
