"""The first visitor of a fresh server sees at once that something happens. Imports nothing heavy itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from components.views.strings import t

_HEAVY: Final = "components.views.frame"  # it brings the language work, the tables and the library with it


@contextmanager
def opening() -> Iterator[None]:
    """Around the imports of a page: says that Wortlaut is opening for the seconds they take, once in the life of a server."""
    if _HEAVY in sys.modules:
        yield
        return
    with st.spinner(t("frame.opening")):
        yield
