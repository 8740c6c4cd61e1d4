"""The interface's sentences: one table a language in strings/, and the language the reader has chosen.

`strings/de.toml` holds them; `strings/times.de.toml` and the like add to the same table. Nested tables give dotted keys: [frame] untitled →
"frame.untitled".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import streamlit as st

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
FOLDER = Path(__file__).with_name("strings")
_CHOSEN = "wortlaut.language"
_PARAMETER = "lang"
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


@cache
def table(language: Language) -> Mapping[str, str]:
    """All sentences of one language by their dotted key."""
    entries: dict[str, str] = {}
    for file in sorted([*FOLDER.glob(f"{language}.toml"), *FOLDER.glob(f"*.{language}.toml")]):
        for key, sentence in _flat(tomllib.loads(file.read_text("utf-8"))):
            if key in entries:
                raise ValueError(f"{file.name}: {key} stands in two tables")
            entries[key] = sentence
    return entries


def _flat(entries: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")


def t(key: str, /, **values: object) -> str:
    """The sentence under `key` in the reader's language, its blanks filled; raises KeyError for a key no table has.

    A count under the name `n` chooses the form `key.one` where there is one.
    """
    entries = table(interface_language())
    if values.get("n") == 1 and f"{key}.one" in entries:
        key = f"{key}.one"
    elif "n" in values and f"{key}.many" in entries:
        key = f"{key}.many"
    return entries[key].format(**values) if values else entries[key]


def knows(key: str) -> bool:
    """Whether the tables have a sentence for a code that comes from the analysis."""
    entries = table(interface_language())
    return key in entries or f"{key}.many" in entries


def interface_language() -> Language:
    """The language of the interface: as switched (here or in the link), else the browser's, else German."""
    if spoken := _SPOKEN.get():
        return spoken
    asked = st.query_params.get(_PARAMETER) or st.session_state.get(_CHOSEN)
    if asked in LANGUAGES:
        return cast(Language, asked)
    browser = (st.context.locale or "de").split("-")[0].lower()
    return "de" if browser == "de" else "en"


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within it all sentences are in `language`: for what is worded in a thread that knows no reader, as a download is."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def keep_language() -> None:
    """Carries a switched language over page changes, which drop it from the address, and settles it for this run of the page."""
    _SPOKEN.set(None)  # of the run before, where Streamlit lets one thread run a page twice
    asked = st.query_params.get(_PARAMETER)
    if asked in LANGUAGES:
        st.session_state[_CHOSEN] = asked
    elif chosen := st.session_state.get(_CHOSEN):
        st.query_params[_PARAMETER] = chosen
    _SPOKEN.set(interface_language())


def switch_language(language: Language) -> None:
    """Shows the interface in `language` from now on; the link says so too."""
    st.session_state[_CHOSEN] = language
    st.query_params[_PARAMETER] = language
    _SPOKEN.set(language)
