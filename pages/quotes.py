"""Who says what."""

from components.views.opening import opening

with opening():
    from components.views.frame import open_page
    from components.views.quotes_view import show_quotes

opened = open_page("quotes")
if opened is not None:
    show_quotes(opened)
