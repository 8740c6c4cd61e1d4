"""Why an article could not be read; each is shown to the reader as one helpful sentence.

ArticleError
├── EmptyArticle            nothing there, or nothing but web furniture
├── ArticleTooLong          more than 2,000,000 characters or 200,000 words
├── NotText                 no letters: emoji, noise, a binary file named .txt
└── FileError               the file itself
    ├── FileTooLarge        more than 10 MB
    ├── UnsupportedFile     a kind of file we do not read
    ├── BrokenFile          damaged, or not what it claims to be
    ├── EncryptedFile       needs a password
    ├── ScannedPdf          pictures of text, no text
    ├── ZipBomb             unpacks to far more than an article
    ├── ReadingTookTooLong  stopped after the time limit
    ├── BrokenResult        a saved analysis with something wrong in it
    └── NewerResult         a saved analysis of a newer Wortlaut
"""

from __future__ import annotations

from typing import ClassVar


class ArticleError(Exception):
    """The input is no article Wortlaut can read.

    `code` names the sentence in the interface's string table, `detail` fills its one blank; str(error) is the English sentence.
    """

    code: ClassVar[str] = "unreadable"
    sentence: ClassVar[str] = "This could not be read as an article; paste its text instead."

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(self.sentence.format(detail=detail or "unknown"))


class EmptyArticle(ArticleError):
    """There is no article in the input."""

    code = "empty"
    sentence = "There is no article text here; paste the article itself or choose another file."


class ArticleTooLong(ArticleError):
    """The text is longer than any article; `detail` is the limit."""

    code = "too_long"
    sentence = "This text is too long for one article (the limit is {detail}); paste the part you need or split it into several articles."


class NotText(ArticleError):
    """The input holds no readable words."""

    code = "not_text"
    sentence = "There are no readable words here; paste the article as text, or save the file as plain text in UTF-8."


class FileError(ArticleError):
    """The file cannot be read as an article."""

    code = "file"


class FileTooLarge(FileError):
    """The file is larger than the limit; `detail` is its size."""

    code = "file_too_large"
    sentence = "This file is too large ({detail}; the limit is 10 MB); copy the article's text and paste it."


class UnsupportedFile(FileError):
    """A kind of file Wortlaut does not read; `detail` names the kind."""

    code = "unsupported"
    sentence = "Files of this kind ({detail}) cannot be read; use .txt, .md, .html, .docx or .pdf, or paste the text."


class BrokenFile(FileError):
    """The file is damaged, or is not what its beginning claims; `detail` names the kind."""

    code = "broken"
    sentence = (
        "This file ({detail}) is damaged and cannot be opened; save it again, or open it yourself and paste the text."
    )


class EncryptedFile(FileError):
    """The file is protected by a password; `detail` names the kind."""

    code = "encrypted"
    sentence = "This file ({detail}) is protected by a password; save a copy without one, or paste the text."


class ScannedPdf(FileError):
    """The PDF holds pictures of pages only."""

    code = "scanned"
    sentence = (
        "This PDF holds pictures of pages but no text; run text recognition (OCR) over it first, or paste the text."
    )


class ZipBomb(FileError):
    """The document unpacks to far more than an article could need."""

    code = "zip_bomb"
    sentence = "This document unpacks to an unreasonable size and was not opened; save it again without pictures, or paste the text."


class ReadingTookTooLong(FileError):
    """Reading was stopped at the time limit; `detail` is the limit in seconds."""

    code = "timeout"
    sentence = "Reading this file took more than {detail} seconds and was stopped; paste the article's text instead."


class BrokenResult(FileError):
    """The file is no result file of Wortlaut, or something in it cannot be; `detail` says where."""

    code = "result_broken"
    sentence = (
        "This result file cannot be opened: something is wrong at “{detail}”; download it again where it was made."
    )


class NewerResult(FileError):
    """The result file was made by a newer version; `detail` is the version of its form."""

    code = "result_newer"
    sentence = (
        "This result file was made by a newer Wortlaut (form {detail}); update this one, or paste the article’s text."
    )


def by_code(code: str, detail: str = "") -> ArticleError:
    """The error of a code, as another process reports it; the plain ArticleError for a code nobody knows."""
    kinds: list[type[ArticleError]] = [ArticleError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return next((kind(detail) for kind in kinds if kind.code == code), ArticleError(detail))
