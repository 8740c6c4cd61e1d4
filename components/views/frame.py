"""The frame of every page: the guard for deep links, navigation, the bar with the article's name, date and language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.analysis.model import Analysis
from components.article.model import Article
from components.library import Saved
from components.views import choice, saved, sign_in
from components.views.choice import choose, chosen, show_passage, shown_passage
from components.views.correct_history import corrections_control, tell_of_corrections
from components.views.dating import date_anew, date_control, what_moved
from components.views.first_paint import has_page
from components.views.memory import remember
from components.views.shared_filters import take_filters
from components.views.sharing import share_control
from components.views.strings import LANGUAGES, Language, interface_language, keep_language, switch_language, t
from components.views.visitor import has_list
from components.views.written import md, note_sentence, title_or_opening

__all__ = [
    "Opened",
    "choose",
    "chosen",
    "enter",
    "link_to",
    "md",
    "open_page",
    "pages",
    "show_passage",
    "shown_passage",
    "t",
]

ROUGH = "rough_language"  # the one note that concerns every page
PAGES = ("article", "entities", "quotes", "timeline")
HEAVY = "quotes"  # opened by a link, it comes in two steps
LIBRARY, COMPARE = "library", "compare"
APART = (COMPARE, LIBRARY)  # the pages that are not about the one article in the address
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "pages"
ICON = ROOT / "static" / "icon.png"
_ENTERED = "wortlaut.entered"


@dataclass(frozen=True, slots=True)
class Opened:
    """The article a page shows: the secret id of its link, its analysis with what was corrected, and the language of the interface."""

    id: str
    analysis: Analysis
    language: Language
    saved: Saved

    @property
    def article(self) -> Article:
        """The article as analysed."""
        return self.analysis.article

    @property
    def may_edit(self) -> bool:
        """Whether the link allows changes."""
        return self.saved.may_edit

    @property
    def revision(self) -> int:
        """The revision on screen: what a correction says its maker has seen."""
        return self.saved.revision


def enter() -> None:
    """First line of app.py: page settings, and the sign for the pages that the frame stands."""
    keep_language()
    st.set_page_config(page_title="Wortlaut", page_icon=str(ICON), layout="wide", initial_sidebar_state="auto")
    st.session_state[_ENTERED] = True


def pages() -> list[StreamlitPage]:
    """The screens, in the order of the navigation; each file's name is its address, and the first also stands at the bare one."""
    shown = [
        st.Page(FOLDER / f"{name}.py", title=t(f"frame.page.{name}"), url_path=name if i else "start", default=i == 0)
        for i, name in enumerate(PAGES)
    ]
    library = st.Page(
        FOLDER / f"{LIBRARY}.py",
        title=t(f"frame.page.{LIBRARY}"),
        url_path=LIBRARY,
        visibility="visible" if _shows_library() else "hidden",
    )
    return [
        *shown,
        st.Page(FOLDER / f"{COMPARE}.py", title=t(f"frame.page.{COMPARE}"), url_path=COMPARE),
        library,
        st.Page(_first_page, title=t(f"frame.page.{PAGES[0]}"), url_path=PAGES[0], visibility="hidden"),
    ]


def navigate() -> None:
    """Last line of app.py: the navigation, and the page asked for, once whoever asks may see it."""
    inside = not sign_in.asked_for() or sign_in.signed_in()
    page = st.navigation(pages(), position="top" if inside else "hidden")
    sign_in.door()
    page.run()


def _first_page() -> None:
    """Sends /article to the bare address, with what the address asks for."""
    st.switch_page(FOLDER / f"{PAGES[0]}.py", query_params=st.query_params.to_dict())


def open_page(name: str) -> Opened | None:
    """First line of every page: draws the frame and returns the article to show.

    None where there is none: the page then shows nothing more (the article page: its way in); the reader already sees why.
    """
    _enter_through_the_app()
    keep_language()
    sign_in.door()
    take_filters()
    link = saved.current_link() if name not in APART else None
    found = saved.load(link) if link else None
    opened = Opened(found.id, found.analysis, interface_language(), found) if found else None
    st.set_page_config(page_title=f"{t(f'frame.page.{name}')} – Wortlaut")
    st.html(Path(__file__).with_suffix(".css"))
    if interface_language() == "de":
        st.html(Path(__file__).with_suffix(".de.css"))
    _bar(name, opened)
    if name not in APART:
        remember(opened.id if opened else None, way_in=name == PAGES[0])
    if opened:
        if name != HEAVY:
            has_page()
        date_anew(opened.saved)
        what_moved(opened.id, opened.analysis)
        tell_of_corrections(opened.saved, name)
        for note in opened.analysis.notes:
            if note.code == ROUGH:
                st.info(note_sentence(note.code, note.detail))
    else:
        if link:
            st.warning(t("frame.no_such_article"))
            saved.open_link(None)
        if name not in (PAGES[0], *APART):
            _empty(name)
    return opened


def link_to(name: str, finding: str | None = None) -> None:
    """Leaves for another page at once, where `finding` is chosen (not to be called in a callback)."""
    choose(finding)
    st.switch_page(FOLDER / f"{name}.py", query_params=_parameters(finding))


def page_link(name: str, label: str, finding: str | None = None, icon: str | None = None) -> None:
    """A link to another page of the same article; `label` is Markdown."""
    st.page_link(
        FOLDER / f"{name}.py", label=label, icon=icon, icon_position="right", query_params=_parameters(finding)
    )


def article_link(link: str, label: str, finding: str | None = None) -> None:
    """A link to another article, where `finding` is chosen; `label` is Markdown."""
    st.page_link(FOLDER / f"{PAGES[0]}.py", label=label, query_params=_of_article(link, finding))


def article_to(link: str, finding: str | None = None) -> None:
    """Leaves for another article at once, where `finding` is chosen (not to be called in a callback)."""
    st.switch_page(FOLDER / f"{PAGES[0]}.py", query_params=_of_article(link, finding))


def _of_article(link: str, finding: str | None) -> dict[str, str]:
    language = st.query_params.get("lang")
    kept = {saved.PARAMETER: link, **({"lang": language} if language else {})}
    return {**kept, choice.PARAMETER: finding} if finding else kept


def bring_article() -> None:
    """The button that leads to the way in."""
    if st.button(t("frame.bring_article"), type="primary", key="frame.bring"):
        saved.open_link(None)
        st.switch_page(FOLDER / f"{PAGES[0]}.py")


def _shows_library() -> bool:
    """Whether the navigation leads to a list; not for whoever has been given an article to read."""
    found = saved.current() if has_list() else None
    return has_list() and (found is None or found.may_edit)


def _parameters(finding: str | None) -> dict[str, str]:
    kept = {name: value for name in (saved.PARAMETER, "lang") if (value := st.query_params.get(name))}
    return {**kept, choice.PARAMETER: finding} if finding else kept


def _enter_through_the_app() -> None:
    """Sends a page that was run alone back through app.py.

    The first visitor of a fresh server may arrive by a deep link; Streamlit then runs the file in pages/ by itself until
    st.navigation has been called once in the process.
    """
    if st.session_state.get(_ENTERED):
        return
    first_run = _ENTERED not in st.session_state
    st.session_state[_ENTERED] = False
    st.navigation(pages(), position="hidden")
    if first_run:
        st.rerun()


def _bar(name: str, opened: Opened | None) -> None:
    _narrow_navigation()
    with st.container(key="frame_bar", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if opened and name != PAGES[0]:
            page_link(PAGES[0], f"**{md(title_or_opening(opened.article))}**")
        else:
            with st.container(key="frame_claim_aside" if opened else "frame_claim", width="content"):
                st.markdown(f"**Wortlaut** – {t('frame.claim')}", width="content")
        with st.container(
            key="frame_tools",
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            width="content",
        ):
            if opened:
                date_control(opened.saved)
                corrections_control(opened.saved)
                share_control(opened.saved, name)
                _new_article()
            _language_switch()
            sign_in.way_out()


def _narrow_navigation() -> None:
    """The screens as links of their own, in the same order, where the top navigation has folded away (a phone; frame.css shows them only there)."""
    with st.container(key="frame_narrow", horizontal=True):
        for name in (*PAGES, *(APART if _shows_library() else (COMPARE,))):
            page_link(name, t(f"frame.page.{name}"))


def _new_article() -> None:
    if st.button(t("frame.new_article"), key="frame.new"):
        saved.open_link(None)
        choose(None)
        st.switch_page(FOLDER / f"{PAGES[0]}.py", query_params=_parameters(None))


def _language_switch() -> None:
    now = interface_language()
    other = next(language for language in LANGUAGES if language != now)
    st.button(t("frame.other_language"), key="frame.language", type="tertiary", on_click=switch_language, args=(other,))


def _empty(name: str) -> None:
    st.title(t(f"frame.page.{name}"), anchor=False)
    st.markdown(t(f"empty.{name}"))
    bring_article()
