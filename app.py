"""Wortlaut: who is named, who said what, what happened when. Run with `streamlit run app.py`."""

from components.views.opening import opening

with opening():
    from components.views.frame import enter, navigate

enter()
navigate()
