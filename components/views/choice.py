"""What the reader has chosen: one finding (kept in the address as ?show=q3) and the passage of the text it is shown at."""

from __future__ import annotations

import re

import streamlit as st

from components.analysis.model import Analysis, Passage
from components.views.kept_tables import passages_of

PARAMETER = "show"
_FINDING = re.compile(r"[a-z]{1,2}\d{1,5}")
_PASSAGE = "wortlaut.passage"


def chosen() -> str | None:
    """The id of the chosen entity, quote, time (`t3`) or event; None where nothing is chosen or the address holds nonsense."""
    asked = st.query_params.get(PARAMETER, "")
    return asked if _FINDING.fullmatch(asked) else None


def choose(finding: str | None, passage: Passage | None = None) -> None:
    """Chooses a finding, shown at `passage`, else at its first place in the text; None takes the choice back."""
    if finding is None:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = finding
    st.session_state[_PASSAGE] = (finding, passage)


def show_passage(start: int, end: int) -> None:
    """Scrolls the text to a passage and marks it, without changing the chosen finding."""
    st.session_state[_PASSAGE] = (chosen(), Passage(start, end))


def shown_passage(analysis: Analysis) -> Passage | None:
    """The passage the text shows: the one last asked for while this finding was chosen, else the finding's first place."""
    finding = chosen()
    asked_with, asked = st.session_state.get(_PASSAGE, (None, None))
    if asked_with == finding and asked is not None and 0 <= asked.start < asked.end <= len(analysis.article.text):
        return Passage(asked.start, asked.end)
    return next(iter(passages_of(analysis, finding)), None) if finding else None
