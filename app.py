"""Wortlaut: who is named, who said what, what happened when. Run with `streamlit run app.py`."""

import streamlit as st

from components.views.opening import opening

with opening():
    from components.views.frame import enter, pages

enter()
st.navigation(pages(), position="top").run()
