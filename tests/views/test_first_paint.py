"""The quotes page opened by a link: quotations first, chart and tables as soon as the browser asks for them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.views.conftest import ROOT, words_on


def test_chart_and_tables_wait_until_the_browser_has_drawn_the_rest(saved_link: str) -> None:
    page = AppTest.from_file(str(ROOT / "pages/quotes.py"), default_timeout=60)
    page.query_params["article"] = saved_link
    page.run()
    assert not page.exception
    assert not page.dataframe
    assert not page.get("plotly_chart")
    assert "2 Zitate" in words_on(page), "the first answer, and below it"
    assert page.text_input(key="quotes.search"), "the way to the quotations"
    page.run()
    assert page.get("plotly_chart")
    assert page.dataframe
