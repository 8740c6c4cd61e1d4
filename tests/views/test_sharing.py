"""Sharing: the control of who may edit, what a reader is spared, and links that no longer open anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.library import Library
from components.views.shared_filters import FILTERS
from tests.views.conftest import RunPage, open_control, words_on

PAGES = ["app.py", "pages/entities.py", "pages/quotes.py", "pages/timeline.py"]


def opened(run_page: RunPage, link: str, **parameters: str) -> AppTest:
    """The quotes page with the control open."""
    page = run_page("pages/quotes.py", article=link, **parameters)
    page.session_state["frame.share"] = True
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize(("right", "may_edit"), [("read", False), ("edit", True)])
def test_a_new_link_opens_exactly_this_page(
    library: Library, saved_link: str, run_page: RunPage, right: str, may_edit: bool
) -> None:
    page = opened(run_page, saved_link, show="q2", lang="de")
    page.button_group(key="share.right").set_value(right).run()
    page.selectbox(key="share.lasts").set_value("week").run()
    page.button(key="share.make").click().run()
    asked = parse_qs(urlsplit(page.code[0].value).query)
    (made,) = asked.pop("article")
    assert made != saved_link
    assert asked["show"] == ["q2"]
    saved = library.load(made)
    assert saved is not None
    assert saved.may_edit == may_edit
    ends = library.links(saved_link)[0].expires
    assert ends is not None
    assert timedelta(days=6) < ends - datetime.now(UTC) < timedelta(days=8)


def test_a_link_is_taken_back(library: Library, saved_link: str, run_page: RunPage) -> None:
    reading = library.share(saved_link, "read")
    page = opened(run_page, saved_link)
    revoke = [b for b in page.button if b.key and b.key.startswith("share.revoke.")]
    assert len(revoke) == 1, "not the link one has come by"
    revoke[0].click().run()
    assert not page.exception
    assert library.load(reading) is None
    assert library.load(saved_link) is not None


def popovers(page: AppTest) -> list[str]:
    """The labels of the buttons that open something."""
    return [block.proto.popover.label for block in page.get("popover")]


@pytest.mark.parametrize("file", PAGES)
def test_a_reader_finds_nothing_to_change_and_no_other_article(
    library: Library, saved_link: str, run_page: RunPage, file: str
) -> None:
    page = run_page(file, article=library.share(saved_link, "read"))
    assert not page.warning
    keys = [w.key or "" for w in (*page.button, *page.text_input, *page.selectbox, *page.date_input, *page.multiselect)]
    assert not [k for k in keys if k.startswith(("share.", "correct.", "frame.date"))]
    assert "Teilen" not in popovers(page)
    links = [link.proto.page for link in page.get("page_link")]
    assert not [page_ for page_ in links if "library" in page_]
    editing = run_page(file, article=saved_link)
    assert "Teilen" in popovers(editing)
    assert [link for link in editing.get("page_link") if "library" in link.proto.page]


def test_the_filters_of_the_page_travel_with_the_link(saved_link: str, run_page: RunPage) -> None:
    page = opened(run_page, saved_link)
    open_control(page, "quotes.filter")
    page.text_input(key="quotes.search").set_value("verfrüht").run()
    page.button_group(key="quotes.kind").set_value(["indirect"]).run()
    page.slider(key="quotes.sure").set_value(25).run()
    page.toggle(key="quotes.judging").set_value(False).run()
    page.button(key="share.make").click().run()
    asked = parse_qs(urlsplit(page.code[0].value).query)
    there = run_page("pages/quotes.py", **{name: values[0] for name, values in asked.items()})
    open_control(there, "quotes.filter")
    assert there.text_input(key="quotes.search").value == "verfrüht"
    assert list(there.button_group(key="quotes.kind").value) == ["indirect"]
    assert there.slider(key="quotes.sure").value == 25
    assert "view" not in there.query_params


@pytest.mark.parametrize(
    "view",
    [
        "",
        "x",
        "[" * 1900,
        "[]",
        "7",
        '{"quotes.sure":999}',
        '{"quotes.sure":"x","quotes.kind":"direct","quotes.search":7,"quotes.judging":"x"}',
        '{"quotes.kind":["sung"],"quotes.view":"upside_down","quotes.speaker":"e99"}',
        '{"wortlaut.article":"x","frame.share":true,"quotes.clear":true,"lang":"x"}',
    ],
)
def test_any_view_in_the_address_is_survived(saved_link: str, run_page: RunPage, view: str) -> None:
    page = run_page("pages/quotes.py", article=saved_link, view=view)
    assert not page.warning
    assert page.query_params["article"] == saved_link
    open_control(page, "quotes.filter")
    assert page.slider(key="quotes.sure").value == 0
    assert "frame.share" not in page.session_state or not page.session_state["frame.share"]


@pytest.mark.parametrize("name", ["entities", "quotes", "timeline"])
def test_every_filter_that_a_link_can_carry_is_one_of_its_page(name: str, saved_link: str, run_page: RunPage) -> None:
    page = run_page(f"pages/{name}.py", article=saved_link)
    open_control(page, f"{name}.filter")
    rare = {"timeline.claimant"}  # drawn only where events rest on several people's word
    assert not [
        key for key in FILTERS if key.startswith(f"{name}.") and key not in page.session_state and key not in rare
    ]


@pytest.mark.parametrize("file", PAGES)
def test_dead_links_all_say_the_same(library: Library, saved_link: str, run_page: RunPage, file: str) -> None:
    late = library.share(saved_link, "read", datetime.now(UTC) - timedelta(minutes=1))
    revoked = library.share(saved_link, "edit")
    library.revoke(saved_link, library.links(saved_link)[0].id)
    told = {words_on(run_page(file, article=link)) for link in (late, revoked, "A" * 22, "../x")}
    assert len(told) == 1
    assert "öffnet keinen Artikel" in told.pop()


def test_a_link_taken_back_ends_what_is_on_screen(library: Library, saved_link: str, run_page: RunPage) -> None:
    reading = library.share(saved_link, "read")
    page = run_page("app.py", article=reading)
    library.revoke(saved_link, library.links(saved_link)[0].id)
    page.run()
    assert page.warning
    assert "Der Tag" not in words_on(page)
