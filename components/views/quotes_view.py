"""The quotes page: who speaks how much, who is unnamed or never heard, and every quotation beside its place in the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

from components.analysis.model import Analysis
from components.charts import speakers_chart
from components.exports import json_file
from components.tables_quotes import QuoteFilter
from components.views.annotated_text import article_text
from components.views.by_hand import with_hand
from components.views.choice import chosen, shown_passage
from components.views.correct_marks import pencil_column, with_pencil
from components.views.correct_panel import correct_panel, hand_line
from components.views.correct_selection import from_selection
from components.views.detail import DETAIL, show_detail
from components.views.downloads import downloads, table_files
from components.views.filters import finer_filters, kept_filter, pills
from components.views.first_paint import painted
from components.views.frame import Opened
from components.views.kept import Drawn, kept
from components.views.kept_tables import profile_table, quotes_filtered, quotes_table, speakers_table, unheard_table
from components.views.quotes_cards import quote_cards
from components.views.quotes_wording import as_downloaded, as_shown, speaker_name
from components.views.rows import MODE, findings_in_rows, picked_row, ticked
from components.views.strings import t
from components.views.written import md, percent

BARS: Final = 10
BAR, ROOM = 30, 200  # pixels of one bar; of what stands around them
ALL: Final = "*"  # every speaker; "" is the id of nobody known
SELDOM: Final = ("carried_by", "carries", "tone")  # columns left out of the table where no quotation has them
PANEL: Final = "quotes"  # the place of the controls
VIEWS: Final = ("speaker", "text", "table")


def show_quotes(opened: Opened) -> None:
    """Draws the whole page."""
    analysis = opened.analysis
    frame = quotes_table(analysis)
    st.title(t("quotes.title"), anchor=False)
    if frame.empty:
        st.info(f"**{t('quotes.none')}**  \n{t('quotes.none_hint')}")
        text, unheard = st.columns([3, 2], gap="large")
        with text:
            _text(opened)
        with unheard:
            _unheard(analysis)
        return
    st.markdown(summary(frame))
    if painted(ROOM + BAR * min(len(speakers_table(frame)), BARS)):
        chart, profile = st.columns([3, 2], gap="large")
        with chart:
            _speakers(analysis, frame)
        with profile:
            _profile(frame)
            _unheard(analysis)
    wanted = _filter(frame)
    _quotes_beside_text(opened, frame, quotes_filtered(frame, wanted), wanted)


@kept
def summary(frame: pd.DataFrame) -> str:
    """The first answer: how many quotations by how many voices, who has most of the words, how much comes from unnamed mouths."""
    speakers = speakers_table(frame)
    known = speakers[speakers["speaker_id"] != ""]
    parts = []
    if len(known):
        first = known.iloc[0]
        parts.append(t("quotes.leader.said", name=md(first["speaker"]), percent=percent(first["share"])))
    unnamed = float(speakers.loc[speakers["voice"] == "unnamed", "share"].sum())
    if unnamed:
        parts.append(t("quotes.unnamed.share", percent=percent(unnamed)))
    judging = int((frame["tone"] != "").sum())
    if judging:
        parts.append(t("quotes.judging", n=judging))
    voices = t("quotes.voices", n=len(speakers))
    return t("quotes.summary", n=len(frame), voices=voices, leader=" ".join(parts))


# ---------------------------------------------------------------------------------------------------------- who speaks how much


def _speakers(analysis: Analysis, frame: pd.DataFrame) -> None:
    speakers = speakers_table(frame)
    only = st.session_state.get("quotes.speaker", ALL)
    key = f"quotes.bars.{only}"  # a new chart for each choice, so that none keeps the look of a click made before
    st.plotly_chart(
        _bars(analysis, speakers, st.context.theme.type == "dark", None if only == ALL else only),
        key=key,
        on_select=lambda: filter_by_bar(key),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=t("quotes.speakers_alt"),
    )
    more = len(speakers) - BARS
    st.caption(t("quotes.chart_hint") + (f" {t('quotes.more', n=more)}" if more > 0 else ""))
    with st.expander(t("quotes.as_table")):
        st.dataframe(
            _speakers_shown(speakers),
            column_config={**_headings("speaker", "roles", "voice", "quotes", "length"), "share": _share()},
            hide_index=True,
            **_filtering("speaker", list(speakers["speaker_id"]), only, ALL),
            alt=t("quotes.speakers_table_alt"),
        )


@kept
def _speakers_shown(speakers: pd.DataFrame) -> pa.Table:
    shown = speakers.assign(
        speaker=list(_names(speakers).values()),
        voice=[t(f"quotes.voice.{voice}") for voice in speakers["voice"]],
        share=(speakers["share"] * 100).round(),
    )
    return pa.Table.from_pandas(shown[["speaker", "roles", "voice", "quotes", "length", "share"]])


@kept
def _bars(analysis: Analysis, speakers: pd.DataFrame, dark: bool, only: str | None) -> go.Figure:
    named = speakers.assign(
        in_text=speakers["speaker_id"].map({e.id: e.name for e in analysis.entities}).fillna(""),
        figures=[
            t("quotes.figures", n=row["quotes"], percent=percent(row["share"])) for row in speakers.to_dict("records")
        ],
    )
    names = {voice: t(f"quotes.voice.{voice}") for voice in set(speakers["voice"])} | {
        "unknown": t("quotes.unknown_speaker")
    }
    return Drawn(speakers_chart(named.head(BARS), names, dark, only).to_dict())


def filter_by_bar(key: str) -> None:
    """Shows only the speaker whose bar was clicked, all again where it was clicked before."""
    points = st.session_state[key].selection.points
    if points:
        speaker = str(points[0]["customdata"][0])
        again = st.session_state.get("quotes.speaker") == speaker
        st.session_state["quotes.speaker"] = ALL if again else speaker


def _filtering(name: str, values: list[Any], now: Any, otherwise: Any) -> dict[str, Any]:
    """For a table each of whose rows sets the filter of that name to one of the values: what it is to be called with."""
    key = f"quotes.rows.{name}.{now}"
    return {
        "key": key,
        "on_select": lambda: filter_by_row(key, name, values, otherwise),
        "selection_mode": MODE,
        "selection_default": ticked([k for k, value in enumerate(values) if value == now]),
    }


def filter_by_row(key: str, name: str, values: list[Any], otherwise: Any) -> None:
    """Shows only what the picked row stands for, all again where its choice was taken back or it was picked before."""
    picked = picked_row(key)
    value = otherwise if picked is None or picked >= len(values) else values[picked]
    again = st.session_state.get(f"quotes.{name}") == value
    st.session_state[f"quotes.{name}"] = otherwise if again else value


def _profile(frame: pd.DataFrame) -> None:
    st.markdown(f"**{t('quotes.profile')}**")
    voices = [[voice] for voice in profile_table(frame)["voice"]]
    st.dataframe(
        _profile_shown(frame),
        column_config={
            "voice": st.column_config.TextColumn(t("quotes.column.voice"), width=126),
            "share": _share(90),
            "speakers": st.column_config.NumberColumn(t("quotes.column.speakers"), width=66),
            "quotes": st.column_config.NumberColumn(t("quotes.column.quotes"), width=58),
        },
        hide_index=True,
        **_filtering("voice", voices, list(kept_filter("quotes", "voice") or []), []),
        alt=t("quotes.profile_alt"),
    )


@kept
def _profile_shown(frame: pd.DataFrame) -> pa.Table:
    rows = profile_table(frame)
    shown = rows.assign(
        voice=[t(f"quotes.voice.{voice}") for voice in rows["voice"]], share=(rows["share"] * 100).round()
    )
    return pa.Table.from_pandas(shown[["voice", "share", "speakers", "quotes"]])


@kept
def _unheard_shown(unheard: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(
        unheard[["name", "roles", "mentions"] if unheard["roles"].any() else ["name", "mentions"]]
    )


def _unheard(analysis: Analysis) -> None:
    if not any(entity.type in ("PER", "ORG") for entity in analysis.entities):
        return
    unheard = unheard_table(analysis)
    st.markdown(f"**{t('quotes.talked_about')}**")
    if unheard.empty:
        st.caption(t("quotes.everybody_heard"))
        return
    st.dataframe(
        _unheard_shown(unheard),
        column_config={
            "name": st.column_config.TextColumn(t("quotes.column.name"), width=186),
            "roles": st.column_config.TextColumn(t("quotes.column.roles"), width=154),
            "mentions": st.column_config.NumberColumn(t("quotes.column.mentions"), width=88),
        },
        hide_index=True,
        height=min(len(unheard), 5) * 35 + 38,
        **findings_in_rows("quotes.unheard", unheard),
        alt=t("quotes.talked_about_alt"),
    )


def _headings(*names: str) -> dict[str, Any]:
    return {name: t(f"quotes.column.{name}") for name in names}


def _share(width: int = 110) -> Any:
    return st.column_config.ProgressColumn(
        t("quotes.column.share"), format="%d %%", min_value=0, max_value=100, width=width
    )


# --------------------------------------------------------------------------------------------------------------------- filter


def _filter(frame: pd.DataFrame) -> QuoteFilter:
    """Search, view and filters in one line; what is chosen stays over page changes."""
    names = _names(speakers_table(frame))
    ids = [ALL, *names]
    if st.session_state.get("quotes.speaker") not in ids:  # another article was opened
        st.session_state["quotes.speaker"] = ALL
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            t("quotes.view.label"),
            VIEWS,
            default="speaker",
            required=True,
            format_func=lambda view: t(f"quotes.view.{view}"),
            key="quotes.view",
            persist_state="session",
        )
        search = st.text_input(
            t("quotes.search"),
            type="search",
            live=True,
            placeholder=t("quotes.search_hint"),
            key="quotes.search",
            persist_state="session",
            width=240,
        )
        speaker = st.selectbox(
            t("quotes.column.speaker"),
            ids,
            format_func=lambda i: t("quotes.everybody") if i == ALL else names[i],
            key="quotes.speaker",
            persist_state="session",
            width=260,
        )
        finer = _finer_filters(frame)
    return replace(finer, speaker=None if speaker == ALL else speaker, search=search or "")


@kept
def _names(speakers: pd.DataFrame) -> dict[str, str]:
    """For the id of each speaker the name on screen."""
    return {row["speaker_id"]: speaker_name(row) for row in speakers.to_dict("records")}


def _finer_filters(frame: pd.DataFrame) -> QuoteFilter:
    """Kinds, naming, types of voice, only judging verbs, and the least certainty."""
    with finer_filters("quotes") as drawn:
        kinds = pills("quotes", "kind", ("direct", "indirect", "mixed"), drawn=drawn)
        naming = pills("quotes", "naming", ("named", "unnamed", "unknown"), drawn=drawn)
        voices = pills("quotes", "voice", list(profile_table(frame)["voice"]), drawn=drawn)
        if drawn:
            st.toggle(t("quotes.tone.only"), key="quotes.judging", persist_state="session")
            st.slider(t("quotes.min_sure"), 0, 100, step=5, format="%d %%", key="quotes.sure", persist_state="session")
    judging, sure = kept_filter("quotes", "judging", False), kept_filter("quotes", "sure", 0)
    return QuoteFilter(kinds=kinds, naming=naming, voices=voices, judging=judging, sure=sure / 100)


def _clear() -> None:
    for name, empty in (
        ("speaker", ALL),
        ("kind", []),
        ("naming", []),
        ("voice", []),
        ("sure", 0),
        ("search", ""),
        ("judging", False),
    ):
        st.session_state[f"quotes.{name}"] = empty


# ------------------------------------------------------------------------------------------------------- quotations and the text


def _quotes_beside_text(opened: Opened, frame: pd.DataFrame, found: pd.DataFrame, wanted: QuoteFilter) -> None:
    words = int(frame["length"].sum())
    left, right = st.columns(2, gap="large")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.caption(t("quotes.count", shown=len(found), all=len(frame)), width="content")
            if wanted.active:
                st.button(t("quotes.clear"), on_click=_clear, type="tertiary", key="quotes.clear")
            _downloads(opened, found)
        if found.empty:
            st.info(t("quotes.nothing_left"))
        elif st.session_state["quotes.view"] == "table":
            _table(opened, found, words)
        else:
            by_speaker = st.session_state["quotes.view"] == "speaker"
            quote_cards(opened, found, words, by_speaker=by_speaker, chosen=chosen(), panel=PANEL)
    with right:
        _correcting(opened)
        _text(opened)


def _correcting(opened: Opened) -> None:
    """The controls of the chosen quotation; what else is chosen, say a name just added, in its detail."""
    finding = chosen() or ""
    if not any(q.id == finding for q in opened.analysis.quotes):
        show_detail(opened, finding, shown_passage(opened.analysis))
    elif opened.may_edit:
        with st.container(key="correct_quote"):
            hand_line(opened.saved, finding)
            correct_panel(opened.saved, finding, PANEL)


def _text(opened: Opened) -> None:
    article_text(
        opened.analysis,
        layers=("quotation",),
        selected=shown_passage(opened.analysis),
        key="quotes.text",
        finding=chosen(),
        deeds=from_selection(opened.saved, PANEL, DETAIL),
    )


def _table(opened: Opened, found: pd.DataFrame, words: int) -> None:
    analysis = opened.analysis
    columns = [
        *("speaker", "words", "carried_by", "carries", "kind", "verbatim", "cue", "tone", "voice"),
        *("confidence", "speaker_confidence"),
    ]
    shown = as_shown(found)
    columns = [name for name in columns if name not in SELDOM or shown[name].any()]
    certain = {
        name: st.column_config.NumberColumn(t(f"quotes.column.{name}"), format="percent")
        for name in ("confidence", "speaker_confidence")
    }
    st.dataframe(
        with_pencil(shown[columns], found["id"], analysis),
        column_config={
            **_headings(*columns),
            **pencil_column(),
            "words": st.column_config.TextColumn(t("quotes.column.words"), width="large"),
            **certain,
        },
        hide_index=True,
        height=420,
        **findings_in_rows("quotes.table", found),
        alt=t("quotes.table_alt"),
    )
    picked = found[found["id"] == chosen()]
    if len(picked):
        quote_cards(opened, picked, words, by_speaker=True, chosen=None, panel=PANEL, key="quotes.card")


def _downloads(opened: Opened, found: pd.DataFrame) -> None:
    """The tables hold what the filter lets through."""
    analysis = opened.analysis
    files = table_files(t("frame.page.quotes"), lambda: with_hand(as_downloaded(found), found["id"], analysis))
    values = {"json": lambda: json_file(with_hand(found, found["id"], analysis, "by_hand"))}
    downloads(opened.saved, "quotes", {**files, **values}, empty=found.empty)
