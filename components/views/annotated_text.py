"""The article's text with overlapping marks: clickable, reachable by keyboard, scrolling to the passage shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.analysis.model import Analysis, Passage
from components.tables_marks import DARK, LAYERS, LIGHT, Mark, Piece, pieces
from components.views.choice import choose
from components.views.kept import kept
from components.views.kept_tables import marks
from components.views.strings import t

HERE = Path(__file__)
_text = st.components.v2.component(
    "wortlaut_text",
    html='<div class="legend"></div>\n<div class="page"><div class="text" role="group"></div>'
    '<div class="selecting" role="toolbar" hidden></div><div class="said" role="status"></div></div>\n',
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_name("text_selecting.js").read_text("utf-8") + HERE.with_suffix(".js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What selected words may become: groups of buttons as (code, label), and what is done with the code and the passage selected."""

    groups: tuple[tuple[tuple[str, str], ...], ...]
    do: Callable[[str, Passage], None]


def article_text(
    analysis: Analysis,
    layers: Collection[str] = LAYERS,
    selected: Passage | None = None,
    key: str = "text",
    height: int | None = None,
    finding: str | None = None,
    deeds: Deeds | None = None,
) -> None:
    """Draws the text with the marks of `layers`, scrolled to `selected`; `finding` is marked wherever it stands.

    `height` is the most the text takes, in pixels; None fits it to the reader's screen. The legend above switches layers on and off.
    On a wide screen the text stays in view beside a longer column (frame.css). A click on a mark chooses its finding (see `choice`)
    at the place clicked; a second click goes on to the mark around it. Where there are `deeds`, words selected by mouse, touch or
    keyboard bring a bar with them.
    """
    data = {
        **_marked_text(analysis, tuple(layers), selected),
        "colours": {"light": LIGHT, "dark": DARK},
        "chosen": finding,
        "turn": f"{finding} {selected}",
        "label": t("text.label") + (f" {t('correct.text.keys')}" if deeds else ""),
        "deeds": [[list(deed) for deed in group] for group in deeds.groups] if deeds else None,
        "selecting": {"bar": t("correct.text.bar"), "chosen": t("correct.text.chosen")},
        "language": analysis.article.language,
        "height": f"{height}px" if height else None,
    }
    with st.container(key="beside_text"):
        _text(
            key=key,
            data=[data],  # in a list: Streamlit would look into each entry of a dict for a table
            on_chosen_change=lambda: _clicked(key),
            on_deed_change=lambda: _selected(key, deeds, len(analysis.article.text)),
        )


@kept
def _marked_text(analysis: Analysis, layers: tuple[str, ...], selected: Passage | None) -> dict[str, Any]:
    marked = marks(analysis, layers)
    cut = pieces(analysis.article.text, marked, (selected.start, selected.end) if selected else ())
    return {
        "here": _between(cut, selected),
        "pieces": [[piece.text, list(piece.marks)] for piece in cut],
        "marks": [[m.finding, m.start, m.end, m.layer] for m in marked],
        "layers": [[layer, t(f"layer.{layer}"), count] for layer in LAYERS if (count := _count(marked, layer))],
    }


def _count(marked: tuple[Mark, ...], layer: str) -> int:
    return sum(m.layer == layer for m in marked)


def _between(cut: tuple[Piece, ...], selected: Passage | None) -> list[int] | None:
    """First and last piece of the passage; the pieces are cut at its edges."""
    if selected is None:
        return None
    position = 0
    inside: list[int] = []
    for number, piece in enumerate(cut):
        if selected.start <= position < selected.end:
            inside.append(number)
        position += len(piece.text)
    return [inside[0], inside[-1]] if inside else None


def _clicked(key: str) -> None:
    answer = st.session_state[key].get("chosen")
    if answer:
        choose(str(answer["finding"]), Passage(int(answer["start"]), int(answer["end"])))


def _selected(key: str, deeds: Deeds | None, length: int) -> None:
    """What was asked for the selected words; nothing for an answer no bar of ours gives."""
    answer = st.session_state[key].get("deed")
    if not answer or deeds is None:
        return
    code, start, end = str(answer["code"]), int(answer["start"]), int(answer["end"])
    if 0 <= start < end <= length and any(code == known for group in deeds.groups for known, _ in group):
        deeds.do(code, Passage(start, end))
