"""Several articles side by side."""

from components.views.opening import opening

with opening():
    from components.views.compare_view import show_compare
    from components.views.frame import open_page

open_page("compare")
show_compare()
