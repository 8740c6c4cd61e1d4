"""The timeline page: what happened when, drawn as exactly as it is known, beside the same events as a table and in the text."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis, Passage
from components.charts_timeline import STATUS_COLOURS, Manner, spread_is_extreme, standing_out, timeline_chart
from components.exports import calendar_file, json_file, timelinejs_file
from components.tables_marks import shown_name
from components.tables_timeline import ARTICLE, PRECISIONS, EventFilter, claimants
from components.views.annotated_text import article_text
from components.views.by_hand import with_hand
from components.views.choice import choose, chosen, shown_passage
from components.views.correct_marks import pencil_column, with_pencil
from components.views.correct_panel import correct_panel, hand_line
from components.views.correct_selection import from_selection
from components.views.detail import DETAIL, show_detail
from components.views.downloads import downloads, table_files
from components.views.filters import finer_filters, pills
from components.views.frame import Opened
from components.views.kept import Drawn, kept
from components.views.kept_tables import events_filtered, surest
from components.views.passages import Excerpt, passage_list
from components.views.rows import findings_in_rows
from components.views.strings import t
from components.views.timeline_wording import as_downloaded, worded_events
from components.views.times_list import times_list
from components.views.written import day, md, note_sentence, sureness

ALL: Final = "*"  # every entity
PANEL: Final = "timeline"  # the place of the controls
STATUSES: Final = tuple(STATUS_COLOURS)
SHOWN: Final = ("number", "when", "label", "status", "claim", "who", "date_words", "precision", "confidence")
DATE_CONFLICTS: Final = ("weekday_mismatch", "two_dates")  # codes of notes
MOST_DRAWN: Final = 80  # events on the timeline; the table has them all
TEXT_BELOW_DETAIL: Final = 420  # pixels, so that the chosen event and its place in the text are seen together
# What only the width of the screen decides. Plotly cannot know it: labels of one line (annotations) are for wide screens, on narrow
# ones numbers or wrapped labels (text points) take their place. The chosen event stands above the text beside the timeline, or
# below the timeline where nothing stands beside it. No word of an article ever enters this.
BY_WIDTH: Final = """<style>
@media (max-width: 1150px) { .st-key-timeline_scaled .annotation, .st-key-timeline_even .annotation { display: none; } }
@media (min-width: 1151px) { .st-key-timeline_even .textpoint { display: none; } }
@media (max-width: 640px) { .st-key-timeline_detail_wide { display: none; } }
@media (min-width: 641px) {
  .st-key-timeline_detail_narrow { display: none; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-timeline_beside) { position: sticky; top: 4rem; }
}
</style>"""


def show_timeline(opened: Opened) -> None:
    """Draws the whole page."""
    analysis = opened.analysis
    frame = worded_events(analysis)
    st.title(t("timeline.title"), anchor=False)
    if frame.empty:
        st.info(f"**{t('timeline.none')}**  \n{t('timeline.none_hint')}")
    else:
        st.markdown(summary(frame))
    published = analysis.article.published
    st.caption(t("timeline.reckoned_from", day=day(published)) if published else t("timeline.no_reckoning"))
    if frame.empty:
        times_list(analysis)
        if chosen():
            show_detail(opened, chosen() or "", shown_passage(analysis))
        _text(opened)
        return
    _conflicts(analysis)
    wanted, scale = _controls(analysis, frame)
    found = events_filtered(frame, wanted)
    picked = frame[frame["id"] == chosen()]
    st.html(BY_WIDTH)
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        if found.empty:
            st.info(t("timeline.nothing_left"))
        else:
            _chart(found, scale, published)
        if picked.empty:
            st.caption(t("timeline.choose"))
        with st.container(key="timeline_detail_narrow"):
            _chosen_event(opened, picked, "narrow")
        _list(opened, frame, found, wanted)
        times_list(analysis)
    with beside, st.container(key="timeline_beside"):
        with st.container(key="timeline_detail_wide"):
            _chosen_event(opened, picked, "wide")
        if chosen() and picked.empty:  # what was just made of selected words, say a name
            show_detail(opened, chosen() or "", shown_passage(analysis))
        _text(opened, None if picked.empty else TEXT_BELOW_DETAIL)


@kept
def summary(frame: pd.DataFrame) -> str:
    """The first answer: how many events of each status, and how many have no date."""
    if len(frame) == 1:
        row = frame.iloc[0]
        parts = [t(f"timeline.status.{row['status']}"), *[t("timeline.when.undated")] * (row["earliest"] is None)]
        return t("timeline.summary", n=1, parts=", ".join(parts))
    counts = [(t(f"timeline.status.{status}"), int((frame["status"] == status).sum())) for status in STATUSES]
    told = t("timeline.summary", n=len(frame), parts=", ".join(f"{n} {word}" for word, n in counts if n))
    undated = int(frame["earliest"].isna().sum())
    return f"{told} {t('timeline.without_date', n=undated)}" if undated else told


def _conflicts(analysis: Analysis) -> None:
    """The dates of the article that contradict each other, each a click from its words; without what a person has set right."""
    by_hand = {mark.item for mark in analysis.by_hand}
    corrected = [event.clause for event in analysis.events if event.id in by_hand]
    corrected += [Passage(time.start, time.end) for k, time in enumerate(analysis.times) if f"t{k}" in by_hand]
    found = [
        Excerpt(Passage(note.start, note.end), lead=note_sentence(note.code, note.detail))
        for note in analysis.notes
        if note.code in DATE_CONFLICTS and note.start is not None and note.end is not None
        if not any(clause.start < note.end and note.start < clause.end for clause in corrected)
    ]
    if found:
        with st.container(border=True, key="timeline_conflicts"):
            st.markdown(f"**{t('timeline.conflicts')}**")
            passage_list(analysis, found, "timeline.conflicts", current=shown_passage(analysis), height=180)


def _text(opened: Opened, height: int | None = None) -> None:
    article_text(
        opened.analysis,
        ("time", "event"),
        selected=shown_passage(opened.analysis),
        key="timeline.text",
        height=height,
        finding=chosen(),
        deeds=from_selection(opened.saved, *(f"{PANEL}.{place}" for place in ("wide", "narrow")), DETAIL),
    )


# ---------------------------------------------------------------------------------------------------------------- filter and scale


def _controls(analysis: Analysis, frame: pd.DataFrame) -> tuple[EventFilter, bool]:
    """The filters, and whether the timeline is drawn to scale: chosen by the spread of the dates until the reader chooses."""
    names = {e.id: shown_name(e) for e in analysis.entities}
    ids = [ALL, *dict.fromkeys(e for those in frame["who_ids"] for e in those)]
    if st.session_state.get("timeline.entity") not in ids:  # another article was opened
        st.session_state["timeline.entity"] = ALL
    extreme = spread_is_extreme(frame)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scale = st.segmented_control(
            t("timeline.scale.label"),
            ("real", "even"),
            default="even" if extreme else "real",
            required=True,
            format_func=lambda code: t(f"timeline.scale.{code}"),
            key=f"timeline.scale.{analysis.id}",
        )
        statuses = pills("timeline", "status", _statuses(frame))
        entity = st.selectbox(
            t("timeline.entity"),
            ids,
            format_func=lambda i: t("timeline.all_entities") if i == ALL else names[i],
            key="timeline.entity",
            persist_state="session",
            width=240,
        )
        with finer_filters("timeline") as drawn:
            precisions = pills("timeline", "precision", _precisions(frame), drawn=drawn)
            claimant = _claimant_filter(frame, drawn=drawn)
    if scale == "even" and extreme:
        st.caption(t("timeline.scale.chosen_even"))
    return EventFilter(statuses, precisions, None if entity == ALL else entity, claimant), scale != "even"


@kept
def _precisions(frame: pd.DataFrame) -> list[str]:
    known: list[str] = [p for p in PRECISIONS if (frame["precision"] == p).any()]
    return known + [kind for kind in ("reckoned", "handed_on") if frame[kind].any()]


@kept
def _statuses(frame: pd.DataFrame) -> list[str]:
    return [s for s in STATUSES if (frame["status"] == s).any()]


def _claimant_filter(frame: pd.DataFrame, *, drawn: bool) -> str | None:
    """On whose word the events are to rest; None for anybody's, and no widget where all rest on one."""
    options = [ALL, *claimants(frame)]
    if len(options) < 3:
        return None
    if st.session_state.get("timeline.claimant") not in options:
        st.session_state["timeline.claimant"] = ALL
    if not drawn:
        held: str = st.session_state["timeline.claimant"]
        return None if held == ALL else held
    known = {ALL: t("timeline.all_claimants"), ARTICLE: t("timeline.the_article"), "": t("timeline.somebody")}
    chosen_one: str = st.selectbox(
        t("timeline.claimant"),
        options,
        format_func=lambda name: known.get(name, name),
        key="timeline.claimant",
        persist_state="session",
    )
    return None if chosen_one == ALL else chosen_one


def _clear() -> None:
    st.session_state["timeline.status"] = st.session_state["timeline.precision"] = []
    st.session_state["timeline.entity"] = st.session_state["timeline.claimant"] = ALL


# ------------------------------------------------------------------------------------------------------------ timeline and table


def _chart(found: pd.DataFrame, to_scale: bool, published: date | None) -> None:
    every, found = len(found), _surest(found)
    to_scale = to_scale and bool(found["earliest"].notna().any())
    with st.container(key="timeline_scaled" if to_scale else "timeline_even"):
        st.plotly_chart(
            Drawn(standing_out(_drawn(found, st.context.theme.type == "dark", to_scale, published), chosen())),
            key="timeline.chart",
            on_select=lambda: choose_mark(found),
            selection_mode="points",
            config={
                "displaylogo": False,
                "scrollZoom": False,
                "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
            },
            alt=t("timeline.chart_alt"),
        )
    if every > len(found):
        st.caption(t("timeline.some", shown=len(found), n=every))
    if not found["earliest"].notna().any():
        st.caption(t("timeline.no_dates"))
    st.caption(_legend(found, to_scale))


def _surest(found: pd.DataFrame) -> pd.DataFrame:
    """What is drawn of too many events, the chosen one always; the same frame for most choices, so that it need not be drawn anew."""
    drawn = surest(found, MOST_DRAWN)
    missed = chosen() in set(found["id"]) - set(drawn["id"]) if len(drawn) < len(found) else False
    return surest(found, MOST_DRAWN, chosen()) if missed else drawn


def _legend(found: pd.DataFrame, to_scale: bool) -> str:
    parts = ["legend", "legend_numbers"] if to_scale else ["legend_even"]
    return " ".join(t(f"timeline.{part}") for part in (*parts, *["legend_handed_on"] * bool(found["handed_on"].any())))


@kept
def _drawn(found: pd.DataFrame, dark: bool, to_scale: bool, published: date | None) -> dict[str, Any]:
    names = {status: t(f"timeline.status.{status}") for status in STATUSES}
    names |= {key: t(f"timeline.{key}") for key in ("published", "undated", "tick_day", "tick_month")}
    drawn: dict[str, Any] = timeline_chart(found, Manner(names, dark), to_scale=to_scale, published=published).to_dict()
    return drawn


def choose_mark(found: pd.DataFrame) -> None:
    """Chooses the event whose bar or marker was clicked, and shows it in the text."""
    points = st.session_state["timeline.chart"].selection.points
    if points and points[0].get("customdata"):
        for row in found[found["id"] == points[0]["customdata"][0]].to_dict("records"):
            choose(str(row["id"]), Passage(int(row["start"]), int(row["end"])))


def _list(opened: Opened, frame: pd.DataFrame, found: pd.DataFrame, wanted: EventFilter) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.caption(t("timeline.count", shown=len(found), all=len(frame)), width="content")
        if wanted.active:
            st.button(t("timeline.clear"), on_click=_clear, type="tertiary", key="timeline.clear")
        _downloads(opened, found)
    if not found.empty:
        _table(found, opened.analysis)


def _table(found: pd.DataFrame, analysis: Analysis) -> None:
    st.dataframe(
        by_time(found, analysis),
        column_config={**_columns(), **pencil_column()},
        hide_index=True,
        height=min(38 + 35 * len(found), 460),
        **findings_in_rows("timeline.table", found),
        alt=t("timeline.table_alt"),
    )


@kept
def by_time(found: pd.DataFrame, analysis: Analysis) -> Any:
    """The table as shown: the column „when“ holds the row's place in time, so that it sorts by time, under words for the reader."""
    shown = found[list(SHOWN)].copy()
    words = dict(zip(found["number"], found["when"], strict=True))
    shown["when"] = found["number"]
    shown["status"] = [t(f"timeline.status.{code}") for code in found["status"]]
    shown["precision"] = [t(f"timeline.precision.{code}") for code in found["precision"]]
    shown["confidence"] = [round(value * 100) for value in found["confidence"]]
    shown = with_pencil(shown, found["id"], analysis)
    return _settled(shown.style.format({"when": lambda number: words[number]}), "when")


def _settled(styled: Any, column: str) -> Any:
    """A styled table (pandas' Styler) whose cells of the one column are worded once and for all; the others are shown as they are.

    Streamlit would word every cell of it again at every run, half of what the page costs. It asks for that by these two methods.
    """
    styled._compute()
    told = styled._translate(False, False)
    place = f"_col{styled.data.columns.get_loc(column)}"
    told["body"] = [[cell for cell in row if cell.get("id", "").endswith(place)] for row in told["body"]]
    styled._compute = lambda: styled
    styled._translate = lambda *_: told
    return styled


def _columns() -> dict[str, Any]:
    heading = {name: t(f"timeline.column.{name}") for name in SHOWN}
    return {
        **heading,
        "number": st.column_config.NumberColumn(heading["number"], width=48, pinned=True),
        "when": st.column_config.NumberColumn(heading["when"], width=150, alignment="left"),
        "label": st.column_config.TextColumn(heading["label"], width="large"),
        "confidence": st.column_config.NumberColumn(heading["confidence"], format="%d %%", width="small"),
    }


def _chosen_event(opened: Opened, picked: pd.DataFrame, place: str) -> None:
    """The chosen event with its sentence, how its date came about, and the controls to correct it."""
    analysis = opened.analysis
    for row in picked.to_dict("records"):
        with st.container(border=True, key=f"timeline.detail.{place}"):
            st.markdown(f"**{md(row['when'])}** · {t('timeline.status.' + row['status'])}")
            passage_list(
                analysis, [Excerpt(Passage(row["start"], row["end"]))], f"timeline.sentence.{place}", height=180
            )
            facts = [(name, md(row[name])) for name in ("claim", "who", "date_words", "reason")]
            facts.append(("confidence", sureness(row["confidence"])))
            st.markdown("  \n".join(f"{t(f'timeline.column.{name}')}: {value}" for name, value in facts if value))
            hand_line(opened.saved, row["id"])
            correct_panel(opened.saved, row["id"], f"{PANEL}.{place}")


def _downloads(opened: Opened, found: pd.DataFrame) -> None:
    """The tables, the timeline and the calendar hold what the filter lets through."""
    analysis, article = opened.analysis, opened.article
    words = {status: t(f"timeline.status.{status}") for status in STATUSES}
    stamp = article.published or date(2000, 1, 1)

    def values() -> pd.DataFrame:
        return with_hand(found, found["id"], analysis, "by_hand")

    files = {
        **table_files(t("frame.page.timeline"), lambda: with_hand(as_downloaded(found), found["id"], analysis)),
        "json": lambda: json_file(values()),
        "timelinejs.json": lambda: timelinejs_file(values(), article.title, words),
        "ics": lambda: calendar_file(values(), analysis.id, stamp, words),
    }
    downloads(opened.saved, "timeline", files, empty=found.empty)
