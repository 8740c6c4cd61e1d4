"""Which articles are compared: chosen from the reader's own list, or by links that he was given; kept in the address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.analysis.model import Analysis
from components.library import Listing, Saved
from components.tables_compare import MOST_ARTICLES
from components.views import saved as kept
from components.views.frame import article_link
from components.views.strings import t
from components.views.visitor import has_list
from components.views.written import day, md, title_or_opening

PARAMETER: Final = "articles"
LETTERS: Final = "ABCDE"
# one an article, as on the timeline: told apart without colour as well
SIGNS: Final = "●■◆▲✚"
MOST_LISTED: Final = 200
_CHOSEN: Final = "wortlaut.compare"
_LIST: Final = "compare.list"
_PASTED: Final = "compare.pasted"
_TOLD: Final = "wortlaut.compare.told"
_LINK: Final = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the articles: the link it was opened by, its letter, and what is saved under the link."""

    link: str
    letter: str
    saved: Saved

    @property
    def analysis(self) -> Analysis:
        """Its analysis, corrections applied."""
        return self.saved.analysis

    @property
    def title(self) -> str:
        """Its title, else how its text begins."""
        return title_or_opening(self.analysis.article)


def compared() -> tuple[Compared, ...]:
    """Draws the choice of articles and returns those chosen that can be opened, each once, in the order chosen."""
    links = _asked()
    found = _opened(links)
    if len(found) < len(links):
        _keep([c.link for c in found])
        st.session_state.setdefault(_TOLD, t("compare.gone"))
    if has_list():
        _own_list(found)
    _paste()
    if told := st.session_state.pop(_TOLD, ""):
        st.warning(told)
    _chosen(found)
    return found


def _asked() -> list[str]:
    """The links in the address, else those this session compared last, else the article just read; any string may stand there."""
    if PARAMETER in st.query_params:
        links = list(dict.fromkeys(_LINK.findall(st.query_params[PARAMETER])))[:MOST_ARTICLES]
        _keep(links)
        return links
    if _CHOSEN not in st.session_state and (last := kept.last_link()):
        _keep([last])
    links = list(st.session_state.get(_CHOSEN, ()))
    _keep(links)
    return links


def _keep(links: list[str]) -> None:
    st.session_state[_CHOSEN] = tuple(links)
    if links:
        st.query_params[PARAMETER] = ",".join(links)
    else:
        st.query_params.pop(PARAMETER, None)


def _opened(links: list[str]) -> tuple[Compared, ...]:
    found: dict[str, tuple[str, Saved]] = {}
    for link in links:
        opened = kept.load(link)
        if opened:
            found.setdefault(opened.article_key, (link, opened))
    return tuple(Compared(link, LETTERS[k], opened) for k, (link, opened) in enumerate(found.values()))


def _own_list(found: tuple[Compared, ...]) -> None:
    """The reader's own articles, the newest first; those opened by a link stand below."""
    lines = {line.key: line for line in kept.library().listed(most=MOST_LISTED)}
    if not lines:
        return
    mine = [c.link for c in found if c.link in lines]
    if st.session_state.get(_LIST) != mine:
        st.session_state[_LIST] = mine

    st.multiselect(
        t("compare.choose"),
        list(lines),
        format_func=_labels(tuple(lines.values())).__getitem__,
        key=_LIST,
        max_selections=MOST_ARTICLES,
        placeholder=t("compare.choose_hint"),
        on_change=_take_list,
        args=([c.link for c in found if c.link not in lines],),
    )


def _labels(lines: tuple[Listing, ...]) -> dict[str, str]:
    """Title and day of every article; the widget knows its options by these words, so no two are alike."""
    labels: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for line in lines:
        label = f"{' '.join(line.title.split()) or t('frame.untitled')} · {day(line.published or line.created.date())}"
        taken[label] += 1
        labels[line.key] = label if taken[label] == 1 else f"{label} ({taken[label]})"
    return labels


def _take_list(others: list[str]) -> None:
    _keep([*st.session_state[_LIST], *others][:MOST_ARTICLES])


def _paste() -> None:
    with (
        st.form("compare.form", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(t("compare.links"), key=_PASTED, placeholder=t("compare.links_hint"), max_chars=2000)
        st.form_submit_button(t("compare.add"), on_click=_take_pasted)


def _take_pasted() -> None:
    known = list(st.session_state.get(_CHOSEN, ()))
    keys = {opened.article_key for link in known if (opened := kept.load(link))}
    opening = [(link, opened) for link in _LINK.findall(st.session_state[_PASTED]) if (opened := kept.load(link))]
    new = [link for link, opened in opening if opened.article_key not in keys]
    if not opening:
        st.session_state[_TOLD] = t("compare.no_link")
    elif not new:
        st.session_state[_TOLD] = t("compare.same")
    elif len(known) + len(new) > MOST_ARTICLES:
        st.session_state[_TOLD] = t("compare.too_many")
    _keep([*known, *new][:MOST_ARTICLES])


def _chosen(found: tuple[Compared, ...]) -> None:
    """The articles by letter and sign, each a link to its page."""
    for c in found:
        with st.container(key=f"compare_article_{c.letter}", horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{c.letter}** {SIGNS[LETTERS.index(c.letter)]}", width="content")
            article_link(c.link, md(c.title))
            st.caption(_facts(c), width="content")
            st.button(
                t("compare.remove"),
                key=f"compare.remove.{c.letter}",
                type="tertiary",
                on_click=_remove,
                args=(c.link, [x.link for x in found]),
            )
    if found:
        st.caption(t("compare.address"))


def _facts(c: Compared) -> str:
    published = c.analysis.article.published
    return " · ".join(md(fact) for fact in (c.saved.source, day(published) if published else t("date.unknown")) if fact)


def _remove(link: str, links: list[str]) -> None:
    _keep([other for other in links if other != link])
