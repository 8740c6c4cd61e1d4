"""The names page: who and what is named, each with all its places, its quotes, and the text beside it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis, Entity, Passage
from components.exports import json_file
from components.tables import STRIP_BINS, forms_with_counts, quotes_about
from components.tables_marks import LAYER_OF_TYPE, LAYERS, shown_name
from components.views.annotated_text import article_text
from components.views.by_hand import with_hand
from components.views.choice import chosen, shown_passage
from components.views.correct_marks import pencil_column, with_pencil
from components.views.correct_panel import correct_panel, hand_line
from components.views.correct_selection import from_selection
from components.views.detail import DETAIL, show_detail
from components.views.downloads import downloads, table_files
from components.views.entities_wording import as_downloaded, as_shown
from components.views.frame import Opened
from components.views.kept import kept
from components.views.kept_tables import entities_table
from components.views.network_view import show_network
from components.views.passages import Excerpt, passage_list
from components.views.rows import findings_in_rows
from components.views.strings import knows, t
from components.views.written import md, sureness

SHOWN = tuple(LAYERS[:5])
COLUMNS = ("name", "mentions", "said", "roles", "strip", "layer", "other_forms", "first_mention")
VIEWS = ("table", "network")
MOST_PIXELS = 420
PANEL = "entities"  # the place of the controls


def show_entities(opened: Opened) -> None:
    """Draws the table, the chosen entity's passages and quotes, and the text beside them."""
    st.title(t("entities.title"), anchor=False)
    frame = most_mentioned_first(opened.analysis)
    if frame.empty:
        st.info(f"**{t('entities.none')}**  \n{t('entities.none_hint')}")
        article_text(opened.analysis, deeds=from_selection(opened.saved, PANEL))
        return
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        shown = _filtered(frame)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.caption(t("entities.count", shown=len(shown), n=len(frame)), width="content")
            _downloads(opened, shown)
        if st.session_state["entities.view"] == "network" and not shown.empty:
            show_network(opened, shown)
        else:
            _table(opened, shown)
        entity = next((e for e in opened.analysis.entities if e.id == chosen()), None)
        if entity:
            _entity(opened, entity)
        elif st.session_state["entities.view"] == "table":
            st.caption(t("entities.choose"))
    with beside:
        if chosen() and not entity:  # what was just made of selected words, say a quotation
            show_detail(opened, chosen() or "", shown_passage(opened.analysis))
        article_text(
            opened.analysis,
            layers=SHOWN,
            selected=shown_passage(opened.analysis),
            finding=chosen(),
            deeds=from_selection(opened.saved, PANEL, DETAIL),
        )


@kept
def most_mentioned_first(analysis: Analysis) -> pd.DataFrame:
    """The names of an analysis; nobody changes the frame in place."""
    return entities_table(analysis).sort_values("mentions", ascending=False, kind="stable")


def _filtered(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen type whose name, roles or other forms hold the words searched for."""
    counts = frame["layer"].value_counts()
    options = ["all", *(layer for layer in SHOWN if layer in counts)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            t("entities.view.label"),
            VIEWS,
            default="table",
            required=True,
            format_func=lambda view: t(f"entities.view.{view}"),
            key="entities.view",
            persist_state="session",
            label_visibility="collapsed",
        )
        asked = st.text_input(
            t("entities.search"),
            key="entities.search",
            placeholder=t("entities.search"),
            label_visibility="collapsed",
            width=280,
        )
    kind = st.segmented_control(
        t("entities.kind"),
        options,
        default="all",
        required=True,
        format_func=lambda o: f"{t(f'entities.kinds.{o}')} {len(frame) if o == 'all' else counts[o]}",
        key="entities.kind",
        label_visibility="collapsed",
    )
    return _narrowed(frame, kind or "all", asked or "")


@kept
def _narrowed(frame: pd.DataFrame, kind: str, asked: str) -> pd.DataFrame:
    if kind != "all":
        frame = frame[frame["layer"] == kind]
    if asked:
        words = frame["name"] + " " + frame["roles"].str.join(" ") + " " + frame["other_forms"].str.join(" ")
        frame = frame[words.str.casefold().str.contains(asked.casefold().strip(), regex=False)]
    return frame.reset_index(drop=True)


@kept
def _in_words(frame: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    return with_pencil(as_shown(frame)[list(COLUMNS)], frame["id"], analysis)


def _table(opened: Opened, frame: pd.DataFrame) -> None:
    if frame.empty:
        st.markdown(t("entities.no_match"))
        return
    st.dataframe(
        _in_words(frame, opened.analysis),
        hide_index=True,
        column_config={**_columns(frame), **pencil_column()},
        **findings_in_rows("entities.table", frame),
        alt=t("entities.table", n=len(frame)),
        height=min(420, 38 + 35 * len(frame)),
    )


def _columns(frame: pd.DataFrame) -> dict[str, Any]:
    heading = {column: t(f"entities.column.{column}") for column in COLUMNS}
    most = max((max(strip) for strip in frame["strip"]), default=1)
    return {
        "name": st.column_config.TextColumn(heading["name"], width=190),
        "layer": st.column_config.TextColumn(heading["layer"], width=128),
        "mentions": st.column_config.NumberColumn(heading["mentions"], width=86),
        "said": st.column_config.NumberColumn(heading["said"], width=60),
        "strip": st.column_config.BarChartColumn(
            heading["strip"], y_min=0, y_max=most, help=t("entities.strip", bins=STRIP_BINS), width=90
        ),
        "roles": st.column_config.TextColumn(heading["roles"], width=148),
        "other_forms": st.column_config.TextColumn(heading["other_forms"], width=160),
        "first_mention": st.column_config.TextColumn(heading["first_mention"], width="large"),
    }


def _entity(opened: Opened, entity: Entity) -> None:
    analysis = opened.analysis
    st.header(md(shown_name(entity)), anchor=False)
    kind = t(f"layer.{LAYER_OF_TYPE[entity.type]}")
    st.markdown(" · ".join([kind, *(md(role) for role in entity.roles)]))
    hand_line(opened.saved, entity.id)
    correct_panel(opened.saved, entity.id, PANEL)
    forms = forms_with_counts(analysis, entity)
    if len(forms) > 1:
        counted = ", ".join(t("names.form", form=md(form), n=n) for form, n in forms)
        st.caption(t("names.forms", forms=counted))
    said = [q for q in analysis.quotes if q.speaker and q.speaker.entity == entity.id and q.parts]
    here = shown_passage(analysis)
    st.markdown(f"**{t('entities.mentions', n=len(entity.mentions))}**")
    passage_list(analysis, _mentions(entity), "entities.mentions", current=here, height=MOST_PIXELS)
    if said:
        st.markdown(f"**{t('entities.quotes', n=len(said))}**")
        entries = [Excerpt(q.parts[0], note=f"{t(f'quote_kind.{q.kind}')}, {sureness(q.confidence)}") for q in said]
        passage_list(analysis, entries, "entities.quotes", current=here, height=MOST_PIXELS)
    if about := quotes_about(analysis, entity):
        st.markdown(f"**{t('names.about', n=len(about))}**")
        names = {e.id: shown_name(e) for e in analysis.entities}
        entries = [
            Excerpt(q.parts[0], note=names.get(q.speaker.entity or "", "") if q.speaker else "")
            for q in about
            if q.parts
        ]
        passage_list(analysis, entries, "names.about", current=here, height=MOST_PIXELS)


def _mentions(entity: Entity) -> list[Excerpt]:
    return [
        Excerpt(Passage(m.start, m.end), note=f"{_how(m.reason or m.kind)} – {sureness(m.confidence)}")
        for m in sorted(entity.mentions, key=lambda m: m.start)
    ]


def _how(reason: str) -> str:
    key = f"how.mention.{reason}"
    return t(key) if knows(key) else t("how.other")


def _downloads(opened: Opened, shown: pd.DataFrame) -> None:
    """The tables hold what the filter lets through."""
    analysis = opened.analysis
    files = table_files(t("frame.page.entities"), lambda: with_hand(as_downloaded(shown), shown["id"], analysis))
    values = {"json": lambda: json_file(with_hand(shown, shown["id"], analysis, "by_hand"))}
    downloads(opened.saved, "entities", {**files, **values}, empty=shown.empty)
