"""Getting a clean Article out of a paste, a file or a sample."""

from __future__ import annotations

from datetime import date

from components.article.draft import Draft, compose
from components.article.errors import ArticleError
from components.article.files import read_file
from components.article.language import detect_language
from components.article.model import Article, Note
from components.article.samples import Sample, read_sample, samples

__all__ = [
    "Article",
    "ArticleError",
    "Note",
    "Sample",
    "detect_language",
    "read_file",
    "read_sample",
    "read_text",
    "samples",
]


def read_text(text: str, published: date | None = None) -> Article:
    """The article in a pasted text: cleaned, its title taken out, the facts around it read.

    `published` is the date the reader gives; it wins over a date in the text. Raises EmptyArticle, NotText, ArticleTooLong.
    """
    return compose(Draft(text), published)
