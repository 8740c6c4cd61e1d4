"""The articles and sentences written for this project keep the rules of the annotation."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from training.passages import own_sentences, read_article
from training.settings import OWN

ARTICLES = sorted((OWN / "articles").glob("*/*.xml"))
ATTRIBUTES = {
    "doc": set[str](),
    "e": {"t", "id"},
    "t": {"v", "y"},
    "q": {"n", "k", "sid"},
    "s": {"n", "id"},
    "c": {"n"},
    "ev": {"v", "m"},
}
KINDS = {"PER", "ORG", "LOC", "MISC"}


def test_there_are_articles_of_both_languages() -> None:
    assert {path.parent.name for path in ARTICLES} == {"de", "en"}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_annotated_by_the_rules(path: Path) -> None:
    nodes = list(ElementTree.fromstring(path.read_text("utf-8")).iter())
    assert not [n.attrib for n in nodes if set(n.attrib) - ATTRIBUTES[n.tag]]
    quoted = {n.attrib["n"] for n in nodes if n.tag == "q"}
    told = {number for n in nodes if n.tag in ("s", "c") for number in n.attrib["n"].split()}
    assert told <= quoted
    passage = read_article(path)
    assert not [
        passage.text[a:b]
        for spans in passage.spans.values()
        for a, b, _ in spans
        if passage.text[a:b] != passage.text[a:b].strip()
    ]
    assert {kind for _, _, kind in passage.spans["e"]} <= KINDS


def test_sentences_have_their_names() -> None:
    sentences = [s for path in (OWN / "sentences").glob("*.txt") for s in own_sentences(path)]
    assert {kind for s in sentences for _, _, kind in s.spans["e"]} == KINDS
    assert all("<" not in s.text for s in sentences)
    first = next(s for s in sentences if s.spans["e"])
    assert set(first.spans) == {"e"}
