"""The filters of a page in a shared link: whoever opens it sees the same view. They are kept in the session; only such a link carries them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

PARAMETER: Final = "view"
LONGEST: Final = 2000  # characters of the parameter
LONGEST_WORD: Final = 200


def _word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_WORD


def _words(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= 20 and all(map(_word, value))


def _percent(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 100 and value % 5 == 0


# What each filter's widget can hold. Streamlit itself ignores a choice that is not offered; a number or a text of the wrong kind would end
# the page, and links come from anywhere.
FILTERS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "entities.view": _word,
    "entities.kind": _word,
    "entities.search": _word,
    "quotes.view": _word,
    "quotes.search": _word,
    "quotes.speaker": _word,
    "quotes.kind": _words,
    "quotes.naming": _words,
    "quotes.voice": _words,
    "quotes.judging": lambda value: value is True,
    "quotes.sure": _percent,
    "timeline.status": _words,
    "timeline.precision": _words,
    "timeline.entity": _word,
    "timeline.claimant": _word,
}


def filters_for_link(page: str) -> dict[str, str]:
    """The filters set on a page as a query parameter; empty where none is set."""
    kept = {key: st.session_state.get(key) for key in FILTERS if key.startswith(f"{page}.")}
    listed = {key: list(value) if isinstance(value, tuple) else value for key, value in kept.items()}
    chosen = {key: value for key, value in listed.items() if FILTERS[key](value)}
    return {PARAMETER: json.dumps(chosen, ensure_ascii=False, separators=(",", ":"))} if chosen else {}


def take_filters() -> None:
    """Sets the filters that the address brings, before any of them is drawn, and takes them out of the address."""
    brought = st.query_params.get(PARAMETER)
    if brought is None:
        return
    del st.query_params[PARAMETER]
    for key, value in _read(brought).items():
        if key in FILTERS and FILTERS[key](value):
            st.session_state[key] = value


def _read(brought: str) -> Mapping[str, Any]:
    if len(brought) > LONGEST:
        return {}
    try:
        form = json.loads(brought)
    except (ValueError, RecursionError):
        return {}
    return form if isinstance(form, dict) else {}
