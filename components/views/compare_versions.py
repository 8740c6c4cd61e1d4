"""Two versions of one report: what is new, dropped or changed in the later one, each change with both its passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis
from components.tables_compare import ALIKE
from components.tables_versions import KINDS
from components.views import compare_wording as words
from components.views.compare_choice import Compared
from components.views.compare_evidence import side_by_side
from components.views.filters import pills
from components.views.passages import Excerpt
from components.views.strings import t
from components.views.written import percent

HERE: Final = Path(__file__).with_name("compare_changes.py")
_PAIR: Final = "wortlaut.compare.pair"
_PICKED: Final = "wortlaut.compare.picked"
_KEY: Final = "compare.changes"
_changes = st.components.v2.component(
    "wortlaut_changes",
    html='<div class="changes" role="group" tabindex="0"></div>\n',
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


def suggestion(found: Sequence[Compared]) -> None:
    """Says so where two of the articles look like versions of one report."""
    pair = words.versions(*(c.analysis for c in found))
    if pair:
        first, second = (found[k] for k in pair)
        share = percent(words.likeness(first.analysis, second.analysis))
        st.info(t("compare.alike", first=first.letter, second=second.letter, percent=share))


def show_versions(found: Sequence[Compared]) -> None:
    """Draws the choice of the two versions, the list of changes, and both passages of the one that was clicked."""
    before, after = _pair(found)
    share = words.likeness(before.analysis, after.analysis)
    if share < ALIKE:
        st.warning(t("compare.versions.unlike", percent=percent(share)))
    frame = words.changes(before.analysis, after.analysis)
    if frame.empty:
        st.info(t("compare.versions.none"))
        return
    counts = [kind for kind in KINDS if (frame["kind"] == kind).any()]
    kinds = pills("compare", "changed", counts) if len(counts) > 1 else ()
    shown = frame[frame["kind"].isin(kinds)] if kinds else frame
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        st.caption(t("compare.versions.hint"))
        picked = _picked(shown, before, after)
        _list(shown, before, after, picked)
        st.caption(t("compare.versions.caution"))
    with beside, st.container(key="beside_text"):
        if picked is not None:
            _both(before, after, dict(frame.loc[picked]))


def _pair(found: Sequence[Compared]) -> tuple[Compared, Compared]:
    """The earlier and the later version: as the reader chose them, else as they look; never twice the same."""
    links = [c.link for c in found]
    guess = words.versions(*(c.analysis for c in found)) or (0, 1)
    asked: tuple[str, str] = st.session_state.get(_PAIR, ("", ""))
    if not set(asked) <= set(links) or asked[0] == asked[1]:
        asked = (links[guess[0]], links[guess[1]])
    by_link = {c.link: c for c in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for k, side in enumerate(("before", "after")):
            key = f"compare.versions.{side}.{asked}"
            st.selectbox(
                t(f"compare.versions.{side}"),
                links,
                index=links.index(asked[k]),
                format_func=lambda link: f"{by_link[link].letter}: {' '.join(by_link[link].title.split())}",
                key=key,
                on_change=_choose_side,
                args=(asked, k, key),
                width=380,
            )
        st.button(t("compare.versions.swap"), key="compare.swap", on_click=_keep_pair, args=(asked[::-1],))
    return by_link[asked[0]], by_link[asked[1]]


def _choose_side(asked: tuple[str, str], side: int, key: str) -> None:
    """Puts another article at one side; the one that stood there goes to the other where it would stand twice."""
    chosen: str = st.session_state[key]
    other = asked[1 - side] if asked[1 - side] != chosen else asked[side]
    _keep_pair((chosen, other) if side == 0 else (other, chosen))


def _keep_pair(pair: tuple[str, str]) -> None:
    st.session_state[_PAIR] = pair


def _picked(shown: pd.DataFrame, before: Compared, after: Compared) -> int | None:
    """The row clicked while these two were compared, else the first."""
    of, index = st.session_state.get(_PICKED, (None, None))
    if of == (before.link, after.link) and index in shown.index:
        return int(index)
    return int(shown.index[0]) if len(shown) else None


def _list(shown: pd.DataFrame, before: Compared, after: Compared, picked: int | None) -> None:
    old, new, pair = before.analysis, after.analysis, (before.link, after.link)
    groups = [
        {"title": t(f"compare.changed.{kind}"), "rows": [_entry(k, row, old, new) for k, row in those.iterrows()]}
        for kind in KINDS
        if not (those := shown[shown["kind"] == kind]).empty
    ]
    data = {
        "groups": groups,
        "current": picked,
        "label": t("compare.versions.list"),
        "language": new.article.language,
    }
    _changes(key=_KEY, data=data, on_picked_change=lambda: _pick(shown, pair))


def _entry(index: Any, row: pd.Series[Any], before: Analysis, after: Analysis) -> dict[str, Any]:
    change = row["change"]
    alone = [["new" if change == "new" else "old", row["after"] or row["before"]]]
    return {
        "index": int(index),
        "change": change,
        "badge": t(f"compare.change.{change}"),
        "what": words.what(dict(row), before, after),
        "words": [list(piece) for piece in row["diff"]] or alone,
    }


def _pick(shown: pd.DataFrame, pair: tuple[str, str]) -> None:
    index = st.session_state[_KEY].get("picked")
    if index is not None and int(index) in shown.index:
        st.session_state[_PICKED] = (pair, int(index))


def _both(before: Compared, after: Compared, row: dict[str, Any]) -> None:
    sides = ((before, "before"), (after, "after"))
    excerpts = [
        [Excerpt(row[f"{side}_at"], t(f"compare.versions.{side}"), finding=row[f"{side}_id"] or None)]
        if row[f"{side}_at"] is not None
        else []
        for _, side in sides
    ]
    side_by_side((before, after), excerpts, "versions", stacked=True)
