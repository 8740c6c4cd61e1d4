"""The saved articles of whoever is looking."""

from components.views.opening import opening

with opening():
    from components.views.frame import open_page
    from components.views.library_view import show_library

open_page("library")
show_library()
