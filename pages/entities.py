"""Who and what is named."""

from components.views.opening import opening

with opening():
    from components.views.entities_view import show_entities
    from components.views.frame import open_page

opened = open_page("entities")
if opened is not None:
    show_entities(opened)
