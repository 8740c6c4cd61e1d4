"""How things are written for the reader: hostile text in Markdown, dates, numbers, confidence."""

from __future__ import annotations

import re
from datetime import date

from components.article.model import Article
from components.charts import shortened
from components.views.strings import interface_language, knows, t

LONGEST_TITLE = 70  # letters of a text that has no title
_ACTIVE = re.compile(r"([!-/:-@\[-`{-~])")
_LANGUAGE_CODES = frozenset({"language_unsure", "rough_language"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def md(text: str) -> str:
    """The text for a place that reads Markdown (label, button, caption …): shown literally, on one line."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))


def title_or_opening(article: Article) -> str:
    """The title of an article, else how its text begins."""
    return article.title or shortened(article.text, LONGEST_TITLE) or t("frame.untitled")


def day(value: date | str) -> str:
    """A day in the reader's manner: 17. Mai 2023, 17 May 2023; takes a date or an ISO date."""
    given = date.fromisoformat(value) if isinstance(value, str) else value
    month = t(f"date.month.{given.month}")
    return t("date.day", day=given.day, month=month, year=given.year)


def day_or_value(value: str) -> str:
    """A TIMEX3 value for a sentence in Markdown: a day in the reader's manner, anything else as it stands."""
    try:
        return day(value[:10]) if _DAY.match(value) else md(value)
    except ValueError:
        return md(value)


def span_of_days(earliest: str | None, latest: str | None) -> str:
    """First and last day in the reader's manner, one day where they agree; empty where there is none."""
    known = [v for v in (earliest, latest) if v and _DAY.fullmatch(v)]
    if not known:
        return ""
    return " – ".join(day(v) for v in dict.fromkeys(known))


def percent(confidence: float) -> str:
    """A confidence between 0 and 1 as the reader writes per cent: 87 %, 87%."""
    return t("number.percent", n=round(confidence * 100))


def sureness(confidence: float) -> str:
    """A confidence in words with its figure: „sicher (97 %)“; the same three steps everywhere."""
    step = "high" if confidence >= 0.85 else "middle" if confidence >= 0.6 else "low"
    return t(f"sure.{step}", percent=percent(confidence))


def number(value: int) -> str:
    """A whole number with the reader's thousands separator: 1.204, 1,204."""
    return f"{value:,}".replace(",", "." if interface_language() == "de" else ",")


def note_sentence(code: str, detail: str) -> str:
    """The sentence of a note from the article or the analysis; a plain one where the code is new to the tables."""
    if not knows(f"note.{code}"):
        return t("note.other", code=code, detail=detail)
    if code in _LANGUAGE_CODES:
        detail = language_name(detail)
    elif _DAY.fullmatch(detail):
        detail = day(detail)
    return t(f"note.{code}", detail=detail, n=int(detail)) if detail.isdecimal() else t(f"note.{code}", detail=detail)


def language_name(code: str) -> str:
    """The name of a language in the reader's language; its code where the tables have no name."""
    return t(f"language.{code}") if knows(f"language.{code}") else code
