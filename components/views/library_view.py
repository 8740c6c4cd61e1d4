"""The list of saved articles: finding, opening, describing, copying, analysing anew and deleting them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.library import Listing, NotAllowed, Saved
from components.library.correction import CorrectionError
from components.tables_changes import changes_table
from components.views import saved as kept
from components.views.frame import article_link, bring_article
from components.views.reading import NotAnalysed, analyse_on_screen
from components.views.sign_in import asked_for
from components.views.strings import t
from components.views.visitor import has_list
from components.views.written import day, day_or_value, md, number, title_or_opening

AT_A_TIME: Final = 25
MOST_PIXELS: Final = 420
_QUERY: Final = "library.query"
_TAG: Final = "library.tag"
_MORE: Final = "wortlaut.library.more"
_ANEW: Final = "wortlaut.library.anew"
_CHANGED: Final = "wortlaut.library.changed"
_TOLD: Final = "wortlaut.library.told"


def show_library() -> None:
    """Draws the list, or says why there is none."""
    st.title(t("library.title"), anchor=False)
    if not has_list():
        st.markdown(t("library.by_link"))
        bring_article()
        return
    _analyse_anew()
    _tell()
    every = kept.library().counted()
    if not every:
        st.markdown(t("library.empty"))
        bring_article()
        return
    query, tag = _asked()
    most = st.session_state.get(_MORE, AT_A_TIME)
    found = kept.library().counted(query, tag)
    st.caption(t("library.count", n=every, shown=number(found)) if query or tag else t("library.all", n=every))
    for line in kept.library().listed(query, tag, most):
        _entry(line)
    if not found:
        st.markdown(t("library.no_match"))
    if found > most:
        st.button(t("library.more"), key="library.more", on_click=_show_more, args=(most,))


def _asked() -> tuple[str, str]:
    """What the reader is looking for: words, and one tag."""
    query = st.text_input(
        t("library.search"),
        key=_QUERY,
        type="search",
        max_chars=200,
        placeholder=t("library.search"),
        label_visibility="collapsed",
        on_change=_from_the_top,
    )
    tags = kept.library().tags()
    tag = st.pills(t("library.tags"), tags, key=_TAG, format_func=md, on_change=_from_the_top) if tags else None
    return query or "", tag or ""


def _from_the_top() -> None:
    st.session_state.pop(_MORE, None)


def _show_more(most: int) -> None:
    st.session_state[_MORE] = most + AT_A_TIME


def _entry(line: Listing) -> None:
    """One article: its title leads to it, below it what it is and holds, beside it what can be done with it."""
    with st.container(
        key=f"library_{line.key}",
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="top",
    ):
        with st.container(gap=None):
            article_link(line.key, f"**{md(_title(line))}**")
            st.caption("  \n".join(_facts(line)))
        _actions(line)


def _title(line: Listing) -> str:
    """The title of an article, else how its text begins: several without a title must be told apart."""
    opened = None if line.title else kept.load(line.key)
    return title_or_opening(opened.article) if opened else line.title or t("frame.untitled")


def _facts(line: Listing) -> tuple[str, str]:
    published = t("library.published", day=day(line.published)) if line.published else ""
    counts = [
        t("article.way.entities", n=line.entities),
        t("article.way.quotes", n=line.quotes),
        t("article.way.timeline", n=line.events),
    ]
    if line.corrections:
        counts.append(t("library.corrections", n=line.corrections))
    if line.team and asked_for():
        counts.append(t("library.team"))
    facts = [md(line.source), published, t("library.saved", day=day(line.created.date()))]
    tags = "".join(f" :gray-badge[{md(tag)}]" for tag in line.tags)
    return " · ".join(fact for fact in facts if fact), " · ".join(counts) + tags


def _actions(line: Listing) -> None:
    with st.popover(
        t("library.actions"), icon=":material/more_horiz:", key=f"library.do.{line.key}", on_change="rerun"
    ) as shown:
        if not shown.open:
            return
        with st.form(f"library.details.{line.key}.{line.revision}", border=False):
            title = st.text_input(t("library.edit.title"), line.title, max_chars=300)
            source = st.text_input(t("library.edit.source"), line.source, max_chars=300)
            tags = st.multiselect(
                t("library.edit.tags"), sorted({*kept.library().tags(), *line.tags}), line.tags, accept_new_options=True
            )
            team = st.checkbox(t("library.edit.team"), line.team) if asked_for() else line.team
            if st.form_submit_button(t("library.edit.keep"), type="primary"):
                _describe(line, title, source, tuple(tags), team)
        with st.container(horizontal=True):
            st.button(t("library.copy"), key=f"library.copy.{line.key}", on_click=_duplicate, args=(line,))
            st.button(t("library.anew"), key=f"library.anew.{line.key}", on_click=_ask_anew, args=(line,))
        st.caption(t("library.delete_why"))
        sure = st.checkbox(t("library.delete_sure"), key=f"library.sure.{line.key}")
        st.button(
            t("library.delete"), key=f"library.delete.{line.key}", disabled=not sure, on_click=_delete, args=(line,)
        )


def _describe(line: Listing, title: str, source: str, tags: tuple[str, ...], team: bool) -> None:
    try:
        kept.describe(line.key, title=title, source=source, tags=tags, team=team)
    except (CorrectionError, KeyError, NotAllowed):
        _note(t("library.failed"))
    st.rerun()


def _duplicate(line: Listing) -> None:
    kept.library().duplicate(line.key)
    _close(line)
    _note(t("library.copied", title=md(_title(line))))


def _delete(line: Listing) -> None:
    title = _title(line)
    kept.delete(line.key)
    _note(t("library.deleted", title=md(title)))


def _ask_anew(line: Listing) -> None:
    st.session_state[_ANEW] = line.key
    _close(line)


def _close(line: Listing) -> None:
    st.session_state[f"library.do.{line.key}"] = False


def _note(sentence: str) -> None:
    st.session_state[_TOLD] = sentence


def _analyse_anew() -> None:
    """Analyses the article that was asked for with the present model, its stages shown here; corrections stay."""
    key = st.session_state.pop(_ANEW, None)
    before = kept.load(key) if key else None
    if before is None:
        return
    try:
        after = kept.replace(before.id, analyse_on_screen(before.article))
    except NotAnalysed as sentence:
        st.error(str(sentence))
        return
    st.session_state[_CHANGED] = (before, after)


def _tell() -> None:
    """What was just done, told once; what a new analysis changed, until it has been read."""
    if sentence := st.session_state.pop(_TOLD, ""):
        st.success(sentence)
    before, after = st.session_state.get(_CHANGED, (None, None))
    if before is not None and after is not None:
        _tell_changes(before, after)


def _tell_changes(before: Saved, after: Saved) -> None:
    table = changes_table(before.analysis, after.analysis)
    title = md(title_or_opening(after.article))
    with st.container(border=True, key="library_changed"):
        st.markdown(
            f"**{t('library.changes', n=len(table), title=title) if len(table) else t('library.same', title=title)}**"
        )
        lost = len(after.analysis.unapplied) - len(before.analysis.unapplied)
        if lost > 0:
            st.warning(t("library.unapplied", n=lost))
        if len(table):
            shown = table.assign(
                kind=table["kind"].map(lambda k: t(f"library.kind.{k}")),
                change=table["change"].map(lambda c: t(f"library.change.{c}")),
                before=[_value(*row) for row in zip(table["kind"], table["before"], strict=True)],
                after=[_value(*row) for row in zip(table["kind"], table["after"], strict=True)],
            )
            st.dataframe(
                shown[["change", "kind", "what", "before", "after"]],
                column_config={
                    name: st.column_config.TextColumn(t(f"library.column.{name}"), width=width)
                    for name, width in (("change", 70), ("kind", 90), ("what", 420), ("before", 160), ("after", 160))
                },
                hide_index=True,
                height=min(38 + 35 * len(shown), MOST_PIXELS),
                alt=t("library.changes_table"),
            )
        with st.container(horizontal=True):
            article_link(after.id, t("library.open"))
            st.button(
                t("moved.close"), key="library.changed.close", on_click=st.session_state.pop, args=(_CHANGED, None)
            )


def _value(kind: str, value: str) -> str:
    return day_or_value(value).replace("\\", "") if kind == "event" and value else value
