"""The article in a saved web page: its body without navigation, and what its head says about it. Nothing is fetched."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any, ClassVar

from lxml import etree
from lxml import html as lxml_html
from trafilatura import extract

from components.article.byline import authors_of
from components.article.dates import date_in
from components.article.draft import Draft
from components.article.errors import BrokenFile, EmptyArticle

_DEEPEST = 200
_MOST_ELEMENTS = 20_000
# Where pages say when the article appeared, the most telling first.
_DATES = (
    "//meta[@property='article:published_time' or @property='og:article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    *(
        f"//meta[@name='{name}']/@content"
        for name in (
            "date",
            "Date",
            "DC.date",
            "DC.date.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "pubdate",
            "publish-date",
        )
    ),
    "//time[@pubdate or contains(@class, 'publ') or contains(@class, 'date')]/@datetime",
    "//article//time/@datetime",
)
_TITLES = ("//h1", "//meta[@property='og:title']/@content", "//title")
# Where a page shows its byline, which the text found leaves out.
_BYLINES = "//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@class, 'autor')]"
_AUTHORS = (
    "//meta[@name='author' or @property='article:author' or @name='DC.creator']/@content",
    "//*[@rel='author']",
    "//*[@itemprop='author']//*[@itemprop='name']",
)


def read_webpage(page: str) -> Draft:
    """The draft in a page's HTML; raises BrokenFile, EmptyArticle."""
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\0", ""))
    if not page.strip():
        raise EmptyArticle
    try:
        tree = lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(no_network=True, encoding=None))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFile("HTML") from error
    ld = _linked_data(tree)
    text = _body(page, tree)
    if not text.strip():
        raise EmptyArticle
    return Draft(
        text,
        title=_first(tree, _TITLES) or str(ld.get("headline", "")),
        authors=_authors(tree, ld),
        published=_published(tree, ld),
        whole_paragraphs=True,
    )


def _body(page: str, tree: Any) -> str:
    """The article's paragraphs as trafilatura finds them; all text of the page where it finds none or the page is built like a trap."""
    if not _is_trap(tree):
        found = extract(page, output_format="txt", include_comments=False, include_tables=False, with_metadata=False)
        if found and len(found.split()) >= 5:
            return str(found)
    words = _Words()
    words.feed(page)
    words.close()
    return "\n".join(" ".join(line.split()) for line in "".join(words.parts).split("\n\n") if line.strip())


def _is_trap(tree: Any) -> bool:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or count > _MOST_ELEMENTS


class _Words(HTMLParser):
    """The words of a page, block by block, without building a tree."""

    _SILENT: ClassVar = {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "title"}
    _INLINE: ClassVar = {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self._SILENT
        if tag not in self._INLINE:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in self._SILENT))
        if tag not in self._INLINE:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def _first(tree: Any, paths: tuple[str, ...]) -> str:
    for path in paths:
        for found in tree.xpath(path)[:1]:
            text = " ".join((found if isinstance(found, str) else found.text_content()).split())
            if text and len(text) <= 300:
                return str(text)
    return ""


def _authors(tree: Any, ld: dict[str, Any]) -> tuple[str, ...]:
    told = ld.get("author", [])
    people = told if isinstance(told, list) else [told]
    names = [str(p.get("name", "")) if isinstance(p, dict) else str(p) for p in people]
    for path in _AUTHORS:
        if not any(names):
            names = [f if isinstance(f, str) else f.text_content() for f in tree.xpath(path)]
    lines = [" ".join(name.split()) for name in names]
    if not any(lines):
        lines = [" ".join(element.text_content().split()) for element in tree.xpath(_BYLINES)[:5]]
        return next((found for line in lines if (found := authors_of(line))), ())
    told_names = [name for line in lines for name in (authors_of(line) or re.split(r"\s*[,;]\s*| und | and ", line))]
    return tuple(dict.fromkeys(name for name in told_names if 1 < len(name) <= 60 and not name.startswith("http")))[:10]


def _published(tree: Any, ld: dict[str, Any]) -> date | None:
    for path in _DATES[:3]:
        if day := _date(tree, path):
            return day
    return date_in(str(ld.get("datePublished", ""))) or next(
        (day for path in _DATES[3:] if (day := _date(tree, path))), None
    )


def _date(tree: Any, path: str) -> date | None:
    return next((day for found in tree.xpath(path)[:3] if (day := date_in(str(found)))), None)


def _linked_data(tree: Any) -> dict[str, Any]:
    """What the page tells search engines about its article (JSON-LD); empty where it tells nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            told = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        things = told if isinstance(told, list) else told.get("@graph", [told]) if isinstance(told, dict) else []
        for thing in things if isinstance(things, list) else []:
            if isinstance(thing, dict) and "Article" in str(thing.get("@type", "")):
                return thing
    return {}
