"""Correcting a quotation: who says it, its kind, where it begins and ends, that it is none."""

from __future__ import annotations

import streamlit as st

from components.analysis.model import Analysis, Quote, Speaker
from components.library.corrections import delete_quote, set_kind, set_parts, set_speaker
from components.tables_marks import shown_name
from components.views.correct_borders import borders
from components.views.correct_entity import names_by_label
from components.views.correcting import Controls, correct
from components.views.strings import t

KINDS = ("direct", "indirect", "mixed")
JOINTLY = "*"  # several speakers as they are


def quote_controls(at: Controls, quote: Quote) -> None:
    """Draws the forms for one quotation, each behind its own tab."""
    speaking, edges, deleting = st.tabs([t(f"correct.tab.{name}") for name in ("speaker", "borders", "delete")])
    with speaking:
        _speaking(at, quote)
    with edges:
        st.caption(t("correct.quote.borders_why"))
        borders(at, quote.parts, lambda parts: set_parts(at.analysis, quote.id, parts))
    with deleting:
        st.button(t("correct.quote.delete"), key=at.key("delete"), on_click=_delete, args=(at, quote.id))


def _speaking(at: Controls, quote: Quote) -> None:
    labels = {t("correct.unknown"): "", **names_by_label(at.analysis)}
    now = quote.speaker.entity or "" if quote.speaker else ""
    if quote.speaker and quote.speaker.others:
        labels = {_jointly(at.analysis, quote.speaker): JOINTLY, **labels}
        now = JOINTLY
    speaker, kind = at.key("speaker"), at.key("kind")
    with st.form(at.key("speaking"), border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("correct.quote.speaker"),
            list(labels),
            index=list(labels.values()).index(now) if now in labels.values() else 0,
            accept_new_options=True,
            key=speaker,
            width=280,
        )
        st.selectbox(
            t("correct.quote.kind"),
            KINDS,
            index=KINDS.index(quote.kind),
            format_func=lambda code: t(f"quote_kind.{code}"),
            key=kind,
            width=200,
        )
        st.form_submit_button(
            t("correct.apply"),
            type="primary",
            key=at.key("apply"),
            on_click=_say,
            args=(at, quote, labels, now, speaker, kind),
        )


def _jointly(analysis: Analysis, speaker: Speaker) -> str:
    """„Polizei und Feuerwehr“, who say it together: one may be chosen instead of both."""
    names = {e.id: shown_name(e) for e in analysis.entities}
    *first, last = (names[i] for i in (speaker.entity or "", *speaker.others) if i in names)
    return t("quotes.jointly", first=", ".join(first), last=last) if first else last


def _say(at: Controls, quote: Quote, labels: dict[str, str], now: str, speaker: str, kind: str) -> None:
    """Sets what differs from what was shown: an entity, a new name, or nobody known; and the kind."""
    picked, sort = st.session_state[speaker] or t("correct.unknown"), str(st.session_state[kind])
    makers = []
    if picked not in labels:
        makers.append(lambda: set_speaker(at.analysis, quote.id, None, str(picked)))
    elif labels[picked] != now:
        makers.append(lambda: set_speaker(at.analysis, quote.id, labels[picked] or None))
    if sort != quote.kind:
        makers.append(lambda: set_kind(at.analysis, quote.id, sort))
    correct(at.saved, *makers)


def _delete(at: Controls, quote: str) -> None:
    correct(at.saved, lambda: delete_quote(at.analysis, quote))
