"""Quotations as cards to read: each with its sentence, the quoted words set off, how sure it is, and a sentence to copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.model import Analysis, Passage
from components.tables_quotes import by_speaker, in_context
from components.views.by_hand import hand_by_item
from components.views.choice import choose
from components.views.correct_panel import open_panels
from components.views.frame import Opened
from components.views.kept import kept
from components.views.kept_tables import speakers_table
from components.views.quotes_wording import Row, how_found, ready_sentence, speaker_name, tone
from components.views.strings import t
from components.views.written import percent

HERE = Path(__file__)
_cards = st.components.v2.component(
    "wortlaut_quotes",
    html='<div class="cards" role="group" tabindex="0"></div>\n',
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)
Json = dict[str, Any]


def quote_cards(
    opened: Opened,
    frame: pd.DataFrame,
    words: int,
    *,
    by_speaker: bool,
    chosen: str | None,
    panel: str,
    key: str = "quotes.cards",
) -> None:
    """Draws the quotations of the frame as cards, under their speakers or in the order of the text, scrolled to the chosen one.

    A click on a card chooses its quotation and shows it in the text; its button „Korrigieren“ also opens the controls at `panel`.
    """
    analysis = opened.analysis
    data = {
        "groups": grouped(analysis, frame, words) if by_speaker else [{"name": "", "cards": in_order(analysis, frame)}],
        "chosen": chosen,
        "text": "st-key-beside_text",
        "labels": {
            "list": t("quotes.cards_label"),
            "show": t("quotes.show"),
            "copy": t("quotes.copy"),
            "copied": t("quotes.copied"),
            "correct": t("correct.open") if opened.may_edit else "",
        },
    }
    _cards(key=key, data=[data], on_chosen_change=lambda: _clicked(key, panel))


@kept
def grouped(analysis: Analysis, frame: pd.DataFrame, words: int) -> list[Json]:
    """A group of cards a speaker, the one with most words first; quotations of nobody known are a group like any other.

    `words` is the number of words quoted in the whole article, of which each group shows its share.
    """
    rows: dict[str, list[Row]] = {}
    for row in by_speaker(frame).to_dict("records"):
        rows.setdefault(row["speaker_id"], []).append(row)
    return [
        {
            "name": speaker_name(speaker),
            "side": _side(speaker) if speaker["speaker_id"] else t("quotes.unknown_hint"),
            "right": t("quotes.group_figures", n=speaker["quotes"], percent=percent(speaker["length"] / max(words, 1))),
            "cards": cards(analysis, rows[speaker["speaker_id"]], with_speaker=False),
        }
        for speaker in speakers_table(frame).to_dict("records")
    ]


@kept
def in_order(analysis: Analysis, frame: pd.DataFrame) -> list[Json]:
    """A card a quotation, in the order of the text."""
    return cards(analysis, frame.to_dict("records"), with_speaker=True)


def cards(analysis: Analysis, rows: Sequence[Row], *, with_speaker: bool) -> list[Json]:
    """A card a row, in their order."""
    quotes = {q.id: q for q in analysis.quotes}
    by_hand = hand_by_item(analysis)
    return [
        {
            "id": row["id"],
            "start": int(row["start"]),
            "end": int(row["end"]),
            "who": speaker_name(row) if with_speaker else "",
            "badges": [*badges(row), *_hand_badge(by_hand.get(row["id"], ""))],
            "pieces": [list(piece) for piece in in_context(analysis, quotes[row["id"]])],
            "foot": how_found(row),
            "copy": ready_sentence(row, analysis.article),
        }
        for row in rows
    ]


def badges(row: Row) -> list[tuple[str, str, str]]:
    """Label, explanation and kind of each badge: what kind of quotation it is, and „wörtlich belegt“ only where the offsets prove it."""
    shown = [(t(f"quotes.kind.{row['kind']}"), "", "kind")]
    if row["verbatim"]:
        shown.append((t("quotes.verbatim.label"), t("quotes.verbatim.help"), "proven"))
    if row["tone"]:
        judged = tone(row["tone"])
        shown.append((t("quotes.tone.label", cue=row["cue"], tone=judged), t("quotes.tone.help"), "tone"))
    if row["carrier"]:
        by = row["carried_by"] or t("quotes.unknown_speaker")
        shown.append((t("quotes.carried.by", name=by), t("quotes.carried.help"), "carried"))
    if row["carries"]:
        names = ", ".join(row["carries"])
        shown.append((t("quotes.carried.carries", names=names), t("quotes.carried.help"), "carried"))
    return shown


def _hand_badge(told: str) -> list[tuple[str, str, str]]:
    return [(t("handover.hand.column"), told, "hand")] if told else []


def _side(row: Row) -> str:
    return " · ".join(part for part in (str(row["roles"]), t(f"quotes.voice.{row['voice']}")) if part)


def _clicked(key: str, panel: str) -> None:
    answer = st.session_state[key].get("chosen")
    if answer:
        if answer.get("correct"):
            open_panels(panel)
        choose(str(answer["finding"]), Passage(int(answer["start"]), int(answer["end"])))
