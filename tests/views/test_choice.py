"""What is chosen, and which passage the text shows for it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from components.analysis.model import Passage
from components.views.choice import choose, chosen, show_passage, shown_passage
from tests.made import TEXT, an_analysis

for step in st.session_state["steps"]:
    exec(step)
where = shown_passage(an_analysis())
st.text(f"{chosen()}: {TEXT[where.start:where.end] if where else None}")
"""


@pytest.mark.parametrize(
    ("show", "steps", "shown"),
    [
        (None, [], "None: None"),
        ("e1", [], "e1: Anna Berger"),
        ("<b>", [], "None: None"),
        (None, ["choose('q2')"], "q2: das sei verfrüht"),
        (None, ["choose('e1', Passage(0, 3))"], "e1: Von"),
        (None, ["choose('e1', Passage(0, 3))", "choose(None)"], "None: None"),
        (None, ["show_passage(0, 3)"], "None: Von"),
        ("e1", ["show_passage(0, 3)"], "e1: Von"),
        ("e1", ["show_passage(0, 99999)"], "e1: Anna Berger"),
        # a link to another finding is not held at the passage of the one before
        ("e1", ["show_passage(0, 3)", "st.query_params['show'] = 'q2'"], "q2: das sei verfrüht"),
    ],
)
def test_the_text_shows_what_was_asked_for_last(show: str | None, steps: list[str], shown: str) -> None:
    page = AppTest.from_string(SCRIPT)
    page.session_state["steps"] = steps
    if show:
        page.query_params["show"] = show
    page.run()
    assert not page.exception
    assert page.text[0].value == shown
