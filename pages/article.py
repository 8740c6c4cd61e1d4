"""The article: the way in, and the text with everything found in it."""

from components.views.opening import opening

with opening():
    from components.views.article_view import show_article
    from components.views.frame import open_page
    from components.views.intake import way_in

opened = open_page("article")
if opened is None:
    way_in()
else:
    show_article(opened)
