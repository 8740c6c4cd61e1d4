"""The comparison page: names in common, who says what, one timeline, and what a later version changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis, Passage
from components.charts_compare import MOST_DRAWN, across_chart
from components.exports import workbook_file
from components.views import compare_wording as words
from components.views.compare_choice import Compared, compared
from components.views.compare_evidence import leave_for_article, side_by_side
from components.views.compare_versions import show_versions, suggestion
from components.views.downloads import Make, in_language
from components.views.passages import Excerpt
from components.views.rows import MODE, picked_row
from components.views.strings import interface_language, t
from components.views.written import sureness

VIEWS: Final = ("names", "voices", "timeline", "versions")
MOST_PIXELS: Final = 420
_VIEW: Final = "compare.view"
_PICKED: Final = "wortlaut.compare.picked"  # view, articles and row


def show_compare() -> None:
    """Draws the whole page."""
    leave_for_article()
    st.title(t("compare.title"), anchor=False)
    found = compared()
    if len(found) < 2:
        st.markdown(t("compare.one_more" if found else "compare.empty"))
        return
    suggestion(found)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        view = _view(found)
        _download(found)
    {"names": _names, "voices": _voices, "timeline": _timeline, "versions": show_versions}[view](found)


def _view(found: Sequence[Compared]) -> str:
    """The view asked for; of two articles that look like versions of one report, first what has changed."""
    alike = words.versions(*_analyses(found)) is not None and len(found) == 2
    return st.segmented_control(
        t("compare.view.label"),
        VIEWS,
        default="versions" if alike else "names",
        required=True,
        format_func=lambda code: t(f"compare.view.{code}"),
        key=f"{_VIEW}.{'.'.join(c.saved.article_key for c in found)}",
        persist_state="session",
    )


def _analyses(found: Sequence[Compared]) -> list[Analysis]:
    return [c.analysis for c in found]


# -------------------------------------------------------------------------------------------------------------------- the views


def _names(found: Sequence[Compared]) -> None:
    frame = words.common(*_analyses(found))
    if frame.empty:
        st.info(t("compare.nothing_common"))
        return
    st.markdown(t("compare.names_count", n=len(frame)))
    row = _table("names", words.names_as_shown(frame, len(found)), frame, found, len(found))
    side_by_side(found, [_mentions(c.analysis, finding) for c, finding in zip(found, row["ids"], strict=True)], "names")


def _mentions(analysis: Analysis, finding: str) -> list[Excerpt]:
    entity = next((e for e in analysis.entities if e.id == finding), None)
    return [Excerpt(Passage(m.start, m.end), finding=finding) for m in entity.mentions] if entity else []


def _voices(found: Sequence[Compared]) -> None:
    analyses = _analyses(found)
    frame, said = words.voices(*analyses), words.said(*analyses)
    if frame.empty:
        st.info(t("compare.nobody"))
        return
    shared = int((frame["articles"] > 1).sum())
    told = t("compare.voices_shared", n=shared) if shared else t("compare.voices_shared.none")
    st.markdown(f"{t('compare.voices_count', n=len(frame))} {told}")
    row = _table("voices", words.voices_as_shown(frame, len(found)), frame, found, len(found))
    mine = said[said["group"] == row["group"]].to_dict("records")
    side_by_side(found, [[_quote(q) for q in mine if q["article"] == k] for k in range(len(found))], "voices")


def _quote(row: dict[Any, Any]) -> Excerpt:
    kind = t(f"quotes.kind.{row['kind']}")
    lead = f"{kind} · {t('quotes.verbatim.label')}" if row["verbatim"] else kind
    return Excerpt(Passage(row["start"], row["end"]), lead, sureness(row["confidence"]), row["id"])


def _table(
    name: str, shown: pd.DataFrame, frame: pd.DataFrame, found: Sequence[Compared], lettered: int = 0
) -> dict[Any, Any]:
    """The table, and the row of the frame that was chosen last, in it or in its chart, else its first."""
    key = f"compare.{name}.table"
    st.dataframe(
        shown,
        column_config={
            letter: st.column_config.NumberColumn(letter, width=48) for letter in list(shown.columns)[1 : lettered + 1]
        },
        hide_index=True,
        height=min(38 + 35 * len(shown), MOST_PIXELS),
        key=key,
        on_select=lambda: _pick(name, found, picked_row(key)),
        selection_mode=MODE,
        alt=t(f"compare.{name}_alt"),
        placeholder="",
    )
    st.caption(t("compare.choose_row"))
    row = _picked(name, found)
    return dict(frame.iloc[row if row is not None and row < len(frame) else 0])


def _pick(name: str, found: Sequence[Compared], row: int | None) -> None:
    st.session_state[_PICKED] = (name, [c.saved.article_key for c in found], row)


def _picked(name: str, found: Sequence[Compared]) -> int | None:
    """The row picked in this view of these articles."""
    view, articles, row = st.session_state.get(_PICKED, ("", [], None))
    return row if (view, articles) == (name, [c.saved.article_key for c in found]) else None


def _timeline(found: Sequence[Compared]) -> None:
    frame = words.across(*_analyses(found))
    if frame.empty:
        st.info(t("compare.no_events"))
        return
    dated = frame[frame["earliest"].notna()]
    picked = _picked("timeline", found)
    chosen = int(frame["number"].iloc[picked]) if picked is not None and picked < len(frame) else None
    if dated.empty:
        st.caption(t("compare.no_dates"))
    else:
        drawn = dated.head(MOST_DRAWN)
        titles = [t("compare.article", letter=c.letter, title=c.title) for c in found]
        st.plotly_chart(
            across_chart(drawn, titles, st.context.theme.type == "dark", chosen),
            key=f"compare.chart.{chosen}",  # a new chart for each choice, so that none keeps the look of a click made before
            on_select=lambda: _pick_sign(f"compare.chart.{chosen}", found, frame),
            selection_mode="points",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=t("compare.chart_alt"),
        )
        st.caption(t("compare.chart_hint"))
        if len(dated) > len(drawn):
            st.caption(t("compare.chart_some", shown=len(drawn), n=len(dated)))
    row = _table("timeline", words.events_as_shown(frame), frame, found)
    group = frame[frame["group"] == row["group"]] if row["group"] else frame[frame["number"] == row["number"]]
    told = group.to_dict("records")
    side_by_side(found, [[_event(e) for e in told if e["article"] == k] for k in range(len(found))], "timeline")


def _pick_sign(key: str, found: Sequence[Compared], frame: pd.DataFrame) -> None:
    """Picks the event whose sign was clicked."""
    points = st.session_state[key].selection.points
    clicked = points[0].get("customdata") if points else None
    numbers = list(frame["number"])
    if clicked and clicked[0] in numbers:
        _pick("timeline", found, numbers.index(clicked[0]))


def _event(row: dict[Any, Any]) -> Excerpt:
    lead = f"{row['when']} · {t('timeline.status.' + row['status'])}"
    return Excerpt(Passage(row["start"], row["end"]), lead, row["claim"], row["id"])


# ------------------------------------------------------------------------------------------------------------------- the download


def _download(found: Sequence[Compared]) -> None:
    st.download_button(
        t("compare.download"),
        in_language(interface_language(), _workbook(found)),
        f"{t('download.file.compare')}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="compare.download",
    )


def _workbook(found: Sequence[Compared]) -> Make:
    """All tables of the comparison, the articles by their letters on the first sheet."""
    analyses = _analyses(found)

    def made() -> bytes:
        articles = pd.DataFrame(
            {
                t("compare.column.article"): [c.letter for c in found],
                t("frame.page.article"): [c.title for c in found],
                t("date.label"): [str(c.analysis.article.published or "") for c in found],
            }
        )
        sheets = {
            t("compare.sheet.articles"): articles,
            t("compare.view.names"): words.names_as_shown(words.common(*analyses), len(found)),
            t("compare.view.voices"): words.voices_as_shown(words.voices(*analyses), len(found)),
            t("frame.page.quotes"): words.said_as_downloaded(words.said(*analyses)),
            t("compare.view.timeline"): words.events_as_shown(words.across(*analyses)),
        }
        pair = words.versions(*analyses)
        if pair:
            before, after = (analyses[k] for k in pair)
            table = words.changes_as_downloaded(words.changes(before, after), before, after)
            sheets[t("compare.view.versions")] = table
        return workbook_file(sheets)

    return made
