"""What happened when."""

from components.views.opening import opening

with opening():
    from components.views.frame import open_page
    from components.views.timeline_view import show_timeline

opened = open_page("timeline")
if opened is not None:
    show_timeline(opened)
