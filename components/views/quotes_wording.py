"""Quotations in the reader's words: badges, how sure, a ready sentence to copy, the table as shown and as downloaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any, Final

import pandas as pd

from components.article.model import Article
from components.tables_quotes import MARKS
from components.views.strings import knows, t
from components.views.written import day, sureness

Row = Mapping[Hashable, Any]
DOWNLOADED: Final = (
    "speaker", "roles", "voice", "carried_by", "carries", "kind", "verbatim", "words", "cue", "tone", "sentence",
    "found_by", "confidence", "speaker_by", "speaker_confidence", "length", "start", "end",
)  # fmt: skip


def speaker_name(row: Row) -> str:
    """The speaker's name as shown („Polizei und Feuerwehr“ where they speak together); quotations of nobody known have a name too."""
    together: tuple[str, ...] = row.get("jointly") or ()
    if together:
        return t("quotes.jointly", first=", ".join(together[:-1]), last=together[-1])
    return str(row["speaker"]) or t("quotes.unknown_speaker")


def how(kind: str, code: str) -> str:
    """The words for how something was found (`kind` "quote" or "speaker"); a general phrase for a code the tables lack."""
    return t(f"how.{kind}.{code}") if knows(f"how.{kind}.{code}") else t("how.other")


def tone(note: str) -> str:
    """What a reporting verb does to the words, for its note in the facts of the language („lässt Zweifel mitschwingen“)."""
    key = "quotes.tone." + re.sub(r"\W+", "_", note)
    return t(key) if knows(key) else note


def how_found(row: Row) -> str:
    """How the quotation and its speaker were found, and how sure both are."""
    found = t("quotes.foot.found", how=how("quote", row["found_by"]), sure=sureness(row["confidence"]))
    if not row["speaker_id"]:
        return (
            f"{found} · {t('quotes.foot.left_open' if row['speaker_by'] == 'left_open' else 'quotes.foot.no_speaker')}"
        )
    speaker = t("quotes.foot.speaker", how=how("speaker", row["speaker_by"]), sure=sureness(row["speaker_confidence"]))
    return f"{found} · {speaker}"


def ready_sentence(row: Row, article: Article) -> str:
    """The quotation with its attribution, ready to paste; quotation marks only around words the text itself has in them."""
    who = speaker_name(row)
    carried = t("quotes.carried.by", name=row["carried_by"]) if row["carried_by"] else ""
    roles = "" if row.get("jointly") else row["roles"]  # a role of one of them would read as that of all
    beside = ", ".join(part for part in (roles, carried) if part)
    if beside:
        who = f"{who} ({beside})"
    words = str(row["words"])
    form = str(row["kind"])
    if form == "direct":
        form = "direct" if row["verbatim"] and " … " not in words and bare(words) else "marked"
    sentence = t(f"quotes.copy_as.{form}", speaker=who, words=bare(words) if form == "direct" else words)
    if not article.title:
        return sentence
    if article.published is None:
        return f"{sentence} {t('quotes.copy_as.source_undated', title=article.title)}"
    return f"{sentence} {t('quotes.copy_as.source', title=article.title, day=day(article.published))}"


def bare(words: str) -> str:
    """The words without the quotation marks around them."""
    return words.removeprefix(words[:1] if words[:1] in MARKS else "").removesuffix(
        words[-1:] if words[-1:] in MARKS else ""
    )


def as_shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `quotes_table` with every code in the reader's words; columns keep their names."""
    shown = frame.copy()
    shown["speaker"] = [speaker_name(row) for row in frame.to_dict("records")]
    words: dict[str, Callable[[str], str]] = {
        "voice": lambda code: t(f"quotes.voice.{code}"),
        "kind": lambda code: t(f"quotes.kind.{code}"),
        "tone": tone,
        "found_by": partial(how, "quote"),
        "speaker_by": partial(how, "speaker"),
    }
    for column, word in words.items():
        known = {code: word(code) if code else "" for code in frame[column].unique()}
        shown[column] = frame[column].map(known)
    shown["carries"] = frame["carries"].str.join(", ")
    return shown


def as_downloaded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as the CSV holds it: the reader's words in the cells, the reader's headings, the columns DOWNLOADED."""
    shown = as_shown(frame)[list(DOWNLOADED)]
    shown = shown.round({"confidence": 2, "speaker_confidence": 2})
    shown["verbatim"] = [t("quotes.verbatim.label") if proven else "" for proven in frame["verbatim"]]
    return shown.rename(columns={name: t(f"quotes.column.{name}") for name in DOWNLOADED})
