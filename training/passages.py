"""Reads the annotated data into passages: a text and, for each annotated head, its spans."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.labels import WORD_HEADS, Span
from training.settings import DATA, HELD_BACK_ARTICLES, HELD_BACK_EVERY, OWN

SIZES = (1, 2, 4, 6, 8, 10, 12)
"""Sentences joined to one passage."""


@dataclass(frozen=True)
class Passage:
    """A text with character spans for each head that its annotation covers (others unknown)."""

    id: str
    text: str
    spans: dict[str, tuple[Span, ...]]


def read_article(path: Path) -> Passage:
    """Reads one article of inline XML (tags e t q s c ev, see GUIDE.md of the data)."""
    return _annotated(path.read_text("utf-8"), path.stem, "etqscv")


def own_sentences(path: Path) -> list[Passage]:
    """Sentences of our own, one a line, with their names tagged inline as in an article."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [_annotated(f"<doc>{line}</doc>", f"{path.stem}-{n}", "e") for n, line in enumerate(lines)]


def _annotated(xml: str, name: str, heads: str) -> Passage:
    text: list[str] = []
    spans: dict[str, set[Span]] = {head: set() for head in heads}
    kind_of = {"e": "t", "t": "y", "ev": "m"}

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, text))
        text.append(node.text or "")
        for child in node:
            walk(child)
            text.append(child.tail or "")
        head = "v" if node.tag == "ev" else node.tag
        if head in spans:
            kind = node.attrib[kind_of[node.tag]] if node.tag in kind_of else head.upper()
            spans[head].add((start, sum(map(len, text)), kind))

    walk(ElementTree.fromstring(xml))
    return Passage(name, "".join(text), {h: tuple(sorted(s)) for h, s in spans.items()})


def articles(folder: str, *, held_back: bool = False) -> list[Passage]:
    """Articles of a data folder: those to train on, or those held back for measuring."""
    kept = HELD_BACK_ARTICLES.get(folder, frozenset())
    files = sorted((DATA / folder / "out").glob("*.xml"))
    return [read_article(f) for f in files if (f.stem in kept) is held_back]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def names_sentences(path: Path) -> list[Passage]:
    """Sentences of GermEval 2014 or UNER, words joined by blanks; outer names, OTH read as MISC."""
    sentences = []
    for n, block in enumerate(_blocks(path)):
        text, spans, open_span = "", list[Span](), False
        for cells in (line.split("\t") for line in block if not line.startswith("#")):
            word, tag = cells[1], cells[2]
            kind = {"OTH": "MISC"}.get(tag[2:], tag[2:])
            start, text = len(text), text + word
            if open_span and tag.startswith("I-") and spans[-1][2] == kind:
                spans[-1] = (spans[-1][0], len(text), kind)
            elif kind in {"PER", "LOC", "ORG", "MISC"}:
                spans.append((start, len(text), kind))
                open_span = True
            else:
                open_span = False
            text += " "
        sentences.append(Passage(f"{path.stem}-{n}", text.rstrip(), {"e": tuple(spans)}))
    return sentences


def verb_form(tag: str, features: str) -> str:
    """The verb form label of a UD word from its STTS (GSD) or VB… (PUD) tag and its features."""
    if not tag.startswith("V"):
        return "O"
    have = dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    if tag in {"VBN", "VVPP", "VAPP", "VMPP"}:
        return "Part"
    if tag == "VB" or tag[2:] in {"INF", "IZU"}:
        return "Inf"
    if have.get("Mood") == "Imp" or tag[2:] == "IMP":
        return "Imp"
    return f"Fin-{have.get('Mood')}-{have.get('Tense')}"


def grammar_sentences(path: Path) -> list[Passage]:
    """Sentences of a UD treebank with part of speech and verb form.

    A contraction such as „im“ (in + dem) is one word of the text and takes the first part's label.
    """
    sentences = []
    for n, block in enumerate(_blocks(path)):
        text = next(line[9:] for line in block if line.startswith("# text = "))
        parts, forms, at, inside = list[Span](), list[Span](), 0, 0
        surface = ""
        for cells in (line.split("\t") for line in block if not line.startswith("#")):
            if "-" in cells[0]:
                inside, surface = int(cells[0].split("-")[1]), cells[1]
            elif cells[0].isdigit():
                if not surface and int(cells[0]) <= inside:
                    continue
                word, surface = surface or cells[1], ""
                start = text.index(word, at)
                at = start + len(word)
                parts.append((start, at, cells[3]))
                forms.append((start, at, verb_form(cells[4], cells[5])))
        sentences.append(Passage(f"{path.stem}-{n}", text, {"p": tuple(parts), "m": tuple(forms)}))
    return sentences


def split(sentences: list[Passage], source: str) -> tuple[list[Passage], list[Passage]]:
    """Splits sentences of a source into those to train on and those held back."""
    every = HELD_BACK_EVERY[source]
    return [s for i, s in enumerate(sentences) if i % every], sentences[::every]


def join(sentences: list[Passage], chance: random.Random) -> list[Passage]:
    """The sentences in another order, several joined to each passage."""
    left = chance.sample(sentences, len(sentences))
    passages = []
    while left:
        size = chance.choice(SIZES)
        part, left = left[:size], left[size:]
        text, spans = "", {name: list[tuple[int, int, str]]() for name in WORD_HEADS}
        for sentence in part:
            for name in WORD_HEADS:
                spans[name] += [(a + len(text), b + len(text), kind) for a, b, kind in sentence.spans[name]]
            text += sentence.text + " "
        passages.append(Passage(part[0].id, text.rstrip(), {name: tuple(found) for name, found in spans.items()}))
    return passages


@dataclass(frozen=True)
class TrainingData:
    """What is trained on: whole German and English articles, names-only sentences, grammar-only sentences."""

    german: list[Passage]
    english: list[Passage]
    names: list[Passage]
    grammar: list[Passage]

    @property
    def articles(self) -> list[Passage]:
        """The articles of both languages."""
        return [*self.german, *self.english]


def training_data() -> TrainingData:
    """Everything that may be trained on, less what is held back."""
    german = [article for folder in ("wikinews/train", "agency") for article in articles(folder)]
    english = [article for folder in ("wikinews_en/train", "agency_en") for article in articles(folder)]
    german += [read_article(path) for path in sorted((OWN / "articles" / "de").glob("*.xml"))]
    english += [read_article(path) for path in sorted((OWN / "articles" / "en").glob("*.xml"))]
    own = [sentence for path in sorted((OWN / "sentences").glob("*.txt")) for sentence in own_sentences(path)]
    names = names_sentences(DATA / "germeval2014" / "NER-de-dev.tsv")
    grammar = [
        sentence
        for source in ("gsd", "pud")
        for path in sorted((DATA / "ud").glob(f"de_{source}-*.conllu"))
        for sentence in split(grammar_sentences(path), source)[0]
    ]
    return TrainingData(german, english, [*split(names, "germeval2014")[0], *own], grammar)


def measuring_data() -> dict[str, list[Passage]]:
    """What is only measured, by the name it has in reports."""
    grammar = {
        source: [
            sentence
            for path in sorted((DATA / "ud").glob(f"de_{source}-*.conllu"))
            for sentence in split(grammar_sentences(path), source)[1]
        ]
        for source in ("gsd", "pud")
    }
    uner = names_sentences(DATA / "uner_pud" / "de_pud-ud-test.iob2")
    return {
        "wikinews/dev": articles("wikinews/dev"),
        "wikinews_en held back": articles("wikinews_en/train", held_back=True),
        "agency held back": articles("agency", held_back=True),
        "agency_en held back": articles("agency_en", held_back=True),
        "germeval held back": split(names_sentences(DATA / "germeval2014" / "NER-de-dev.tsv"), "germeval2014")[1],
        "ud gsd held back": grammar["gsd"],
        "ud pud held back": grammar["pud"],
        "ud gsd held back, joined": join(grammar["gsd"], random.Random(3)),
        "ud pud held back, joined": join(grammar["pud"], random.Random(3)),
        "uner_pud, sentences never seen": split(uner, "pud")[1],
    }
