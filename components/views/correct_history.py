"""What has been corrected: the notice after a deed with its way back, what others did meanwhile, and the whole list."""

from __future__ import annotations

import streamlit as st

from components.library import HistoryEntry, Saved
from components.views.by_hand import deed, hand_words
from components.views.correct_name import ask_name, name_in_list
from components.views.correct_words import by_whom, deed_words, signed, when_words
from components.views.correcting import (
    correct_anyway,
    done,
    drop_held,
    forget_done,
    have_seen,
    held,
    others_since,
    redo,
    refused,
    undo,
)
from components.views.saved import library
from components.views.strings import t
from components.views.visitor import visitor
from components.views.written import md

MOST_PIXELS = 380
_LIST = "correct.history"
MOST_TOLD = 3


def corrections_control(saved: Saved) -> None:
    """The button „Korrekturen (n)“, and behind it everything done by hand; nothing before the first change of the article."""
    if not saved.corrections and saved.revision == 1:
        return
    label = t("correct.history.label", n=len(saved.corrections))
    with st.popover(label, icon=":material/edit:", key=_LIST, on_change="rerun") as shown:
        if not shown.open:
            return
        if saved.may_edit and not visitor().name:
            name_in_list(saved.id)
        _unapplied(saved)
        entries = library().history(saved.id)
        if not entries:
            st.caption(t("correct.history.none"))
            return
        with st.container(height=MOST_PIXELS if len(entries) > 5 else "content", border=False):
            for entry in reversed(entries):
                _entry(saved, entry)


def _entry(saved: Saved, entry: HistoryEntry) -> None:
    correction = entry.correction
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        told = [deed_words(correction, saved.analysis), _by(correction.who, correction.when)]
        if entry.undone_when:
            told[0] = f"~~{told[0]}~~"
            told.append(t("correct.history.undone", who=signed(entry.undone_by), when=when_words(entry.undone_when)))
        st.markdown("  \n".join(part for part in told if part), width="stretch")
        if not saved.may_edit:
            return
        key = f"correct.history.{correction.number}"
        if entry.undone_when:
            st.button(t("correct.redo"), key=key, type="tertiary", on_click=redo, args=(saved.id, correction.number))
        else:
            st.button(t("correct.undo"), key=key, type="tertiary", on_click=undo, args=(saved.id, correction.number))


def _by(who: str, when: str) -> str:
    return ", ".join(part for part in (signed(who), when_words(when)) if part)


def _unapplied(saved: Saved) -> None:
    lost = {mark.number: mark for mark in saved.analysis.unapplied}
    if not lost:
        return
    st.markdown(f"**{t('correct.history.unapplied')}**")
    st.caption(t("correct.history.unapplied_why"))
    known = {c.number: c for c in saved.corrections}
    for number, mark in lost.items():
        what = deed_words(known[number], saved.analysis) if number in known else deed(mark)
        st.markdown(f"{what}  \n{md(hand_words(mark))}")


def tell_of_corrections(saved: Saved, page: str) -> None:
    """Under the bar: what was refused, held back, added by others; at the foot of the screen: what was just done, and its undoing."""
    if sentence := refused():
        st.warning(sentence)
    _held(saved)
    _others(saved)
    last = done(saved.id, page)
    if last:
        with st.container(
            key="correct_done", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown("  \n".join(deed_words(c, saved.analysis) for c in last.corrections), width="stretch")
            numbers = [c.number for c in last.corrections]
            if saved.may_edit and not visitor().name:
                ask_name(saved.id, numbers)
            st.button(t("correct.undo"), key="correct.undo", on_click=undo, args=(saved.id, *numbers))
            st.button(
                t("correct.close"),
                key="correct.done.close",
                type="tertiary",
                on_click=forget_done,
            )


def _held(saved: Saved) -> None:
    """Somebody else was quicker: what changed, and the choice between the two."""
    waiting = held(saved.id)
    if waiting is None:
        return
    names = ", ".join(dict.fromkeys(by_whom(c.who) for c in waiting.since))
    with st.container(border=True, key="correct_changed"):
        st.markdown(f"**{t('correct.changed.title', who=names)}**")
        lines = [t("correct.changed.theirs", words=deed_words(c, saved.analysis)) for c in waiting.since]
        lines.append(t("correct.changed.mine", words=deed_words(waiting.correction, saved.analysis)))
        st.markdown("  \n".join(lines))
        with st.container(horizontal=True):
            st.button(t("correct.changed.keep"), key="correct.keep", type="primary", on_click=drop_held)
            st.button(t("correct.changed.anyway"), key="correct.anyway", on_click=correct_anyway)


def _others(saved: Saved) -> None:
    news = others_since(saved)
    if not news:
        return
    names = ", ".join(dict.fromkeys(by_whom(c.who) for c in news))
    words = "; ".join(deed_words(c, saved.analysis) for c in news[:MOST_TOLD]) + (" …" if len(news) > MOST_TOLD else "")
    with st.container(
        key="correct_others",
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        st.markdown(t("correct.others", n=len(news), who=names, words=words), width="stretch")
        st.button(t("correct.close"), key="correct.others.close", type="tertiary", on_click=have_seen, args=(saved,))
