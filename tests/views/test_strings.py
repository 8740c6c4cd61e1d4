"""The string tables: complete in both languages, with the same blanks, and with every sentence the code asks for."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from components.analysis.model import EventStatus, QuoteKind
from components.analysis.pipeline import analyse
from components.article import read_sample, samples
from components.article.errors import ArticleError
from components.tables_doubts import KINDS
from components.tables_marks import LAYERS
from components.tables_timeline import PRECISIONS
from components.views.frame import PAGES
from components.views.reading import STAGES
from components.views.strings import FOLDER, LANGUAGES, table

ROOT = Path(__file__).resolve().parents[2]


def blanks(sentence: str) -> set[str]:
    """The names of a sentence's blanks."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_blanks() -> None:
    german, english = (table(language) for language in LANGUAGES)
    assert german.keys() == english.keys()
    for key, sentence in german.items():
        assert blanks(sentence) == blanks(english[key]), key


def test_no_sentence_is_empty_and_marks_are_typographic() -> None:
    for language in LANGUAGES:
        for key, sentence in table(language).items():
            assert sentence.strip(), key
            assert '"' not in sentence, key
            assert "..." not in sentence, key


def test_every_table_belongs_to_a_language() -> None:
    assert all(file.name.removesuffix(".toml").split(".")[-1] in LANGUAGES for file in FOLDER.iterdir())


def asked_for() -> Iterator[tuple[str, str]]:
    """Every key in a call t("…") or knows("…") of the program: (file, key); a blank of an f-string stands as \\0."""
    for file in [*(ROOT / "components" / "views").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"t", "knows"} and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield file.name, str(key.value)
                elif isinstance(key, ast.JoinedStr):
                    parts = (p.value if isinstance(p, ast.Constant) else "\0" for p in key.values)
                    yield file.name, "".join(map(str, parts))


@pytest.mark.parametrize(("file", "key"), sorted(set(asked_for())))
def test_every_sentence_asked_for_is_there(file: str, key: str) -> None:
    pattern = re.compile(re.escape(key).replace("\0", r"[\w.]+") + r"(\.one|\.many)?")
    known = [k for k in table("de") if pattern.fullmatch(k)]
    assert known or key.startswith("time.rule."), f"{file} asks for {key}"


def codes() -> Iterator[str]:
    """Keys made from codes that the program itself lists."""
    yield from (f"layer.{layer}" for layer in LAYERS)
    yield from (f"frame.page.{page}" for page in PAGES)
    yield from (f"empty.{page}" for page in PAGES[1:])
    yield from (f"progress.{stage}" for stage in STAGES)
    yield from (f"check.{kind}" for kind in KINDS if kind != "note")
    yield from (f"quote_kind.{kind}" for kind in get_args(QuoteKind))
    yield from (f"event_status.{status}" for status in get_args(EventStatus))
    filters = ("quotes.kind", "quotes.naming", "timeline.status", "timeline.precision")
    yield from (f"{name}.label" for name in filters)
    yield from (f"quotes.kind.{kind}" for kind in get_args(QuoteKind))
    yield from (f"quotes.naming.{naming}" for naming in ("named", "unnamed", "unknown"))
    yield from (f"timeline.status.{status}" for status in get_args(EventStatus))
    yield from (f"timeline.precision.{precision}" for precision in (*PRECISIONS, "reckoned"))
    errors: list[type[ArticleError]] = [ArticleError]
    for error in errors:
        errors.extend(error.__subclasses__())
    yield from (f"error.{error.code}" for error in errors)
    for file in (ROOT / "components").rglob("*.py"):
        yield from (f"note.{code}" for code in re.findall(r"\bNote\(\s*\"([a-z_]+)\"", file.read_text("utf-8")))


@pytest.mark.parametrize("key", sorted(set(codes())))
def test_every_code_has_its_sentence(key: str) -> None:
    for language in LANGUAGES:
        entries = table(language)
        assert key in entries or {f"{key}.one", f"{key}.many"} <= entries.keys()


def test_the_stages_on_screen_are_those_of_the_analysis() -> None:
    assert analyse.__doc__ is not None
    assert re.findall(r'"(\w+)"', analyse.__doc__) == list(STAGES)


@pytest.mark.parametrize("sample", [s.name for s in samples() if s.kind == "analysis"])
def test_how_things_were_found_has_words_for_every_code_in_a_sample(sample: str) -> None:
    analysis = analyse(read_sample(sample))
    found = {f"how.mention.{m.reason or m.kind}" for e in analysis.entities for m in e.mentions}
    found |= {f"how.quote.{q.how}" for q in analysis.quotes}
    found |= {f"how.speaker.{q.speaker.how}" for q in analysis.quotes if q.speaker and q.speaker.how}
    found |= {f"how.event.{e.how}" for e in analysis.events}
    assert not found - table("de").keys()
