"""Getting a clean Article out of a paste, a file or a sample."""

from __future__ import annotations

from datetime import date

from components.article.errors import ArticleError
from components.article.language import detect_language
from components.article.model import Article, Note

__all__ = ["Article", "ArticleError", "Note", "detect_language", "read_file", "read_text"]


def read_text(text: str, published: date | None = None) -> Article:
    """The article in a pasted text; raises ArticleError where there is none."""
    language, _ = detect_language(text)
    return Article(text, language=language, published=published, published_from="given" if published else None)


def read_file(data: bytes, name: str, published: date | None = None) -> Article:
    """The article in a file's bytes; raises ArticleError where it cannot be read."""
    return read_text(data.decode("utf-8"), published)
