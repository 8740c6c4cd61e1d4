"""An article out of a file's bytes: the kind is told by the content, the name only decides between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import PurePath

from charset_normalizer import from_bytes

from components.article.draft import MOST_CHARACTERS, Draft, compose
from components.article.errors import (
    BrokenFile,
    EmptyArticle,
    EncryptedFile,
    FileTooLarge,
    NotText,
    UnsupportedFile,
    ZipBomb,
)
from components.article.markdown import read_markdown
from components.article.model import Article, Note
from components.article.opening import open_apart

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 5_000
_HIGHEST_RATIO = 200  # text packs about 10:1, an empty form 50:1
_SAMPLE = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"MZ\x90": "program",
    b"\x7fELF": "program",
    b"ID3": "MP3",
    b"OggS": "Ogg",
    b"RIFF": "RIFF",
    b"%!PS": "PostScript",
    b"SQLite format 3": "SQLite",
}
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|main|section|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_file(data: bytes, name: str, published: date | None = None) -> Article:
    """The article in a file's bytes (.txt .md .html .docx .pdf); `name` is its file name, `published` the date the reader gives.

    Raises one of the ArticleErrors where it cannot be read; never fetches anything from the network.
    """
    if len(data) > MOST_BYTES:
        raise FileTooLarge(f"{len(data) / 1024 / 1024:.1f} MB")
    if not data.strip(b"\0 \t\r\n\f"):
        raise EmptyArticle
    return compose(_draft(data, PurePath(name).suffix.lower().lstrip(".")), published)


def _draft(data: bytes, extension: str) -> Draft:
    if b"%PDF-" in data[:1024]:
        return open_apart("pdf", data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_zip(data)
        return open_apart("docx", data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile("Word")
        raise UnsupportedFile("an old Office format, .doc")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnsupportedFile(kind)
    if extension in {"pdf", "docx"}:
        raise BrokenFile(extension.upper())
    text, notes = decode(data)
    if _HTML.match(text[:4096].encode("utf-8", "ignore")) or (extension in {"html", "htm", "xhtml"} and "<" in text):
        return open_apart("webpage", text.encode("utf-8", "ignore"), notes)
    if extension in {"md", "markdown"}:
        return read_markdown(text, notes)
    return Draft(text, notes=notes)


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of bytes in UTF-8, UTF-16 or a Western single-byte encoding, and a note where the encoding had to be guessed.

    Raises NotText for bytes that are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace"), ()
    if data[:_SAMPLE].count(0) > 2 or _control_share(data[:_SAMPLE]) > 0.02:
        raise NotText
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") * 4 < sum(c > "\x7f" for c in text[:MOST_CHARACTERS]):
        return text, ()  # UTF-8 with a few damaged bytes
    encoding = _single_byte(data)
    return data.decode(encoding, "replace"), (Note("encoding_guessed", encoding),)


def _single_byte(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    guess = best.encoding if best else "cp1252"
    # Western encodings differ in marks no detector can tell apart in a short text; Windows' is the one in use, and holds Latin-1.
    western = {
        "ascii",
        "latin_1",
        "iso8859_15",
        "iso8859_9",
        "iso8859_2",
        "iso8859_16",
        "cp1250",
        "cp1254",
        "cp1257",
        "cp1258",
        "utf_8",
    }
    return "cp1252" if guess in western or not _has_letters(data, guess) else guess


def _has_letters(data: bytes, encoding: str) -> bool:
    """Whether the bytes above ASCII are mostly letters in this encoding."""
    high = [c for c in data[:_SAMPLE].decode(encoding, "ignore") if c > "\x7f"]
    return sum(c.isalpha() for c in high) > 0.5 * len(high)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of a Latin script shows as a zero in every other byte."""
    sample = data[:4096]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _control_share(sample: bytes) -> float:
    controls = sum(sample.count(bytes([code])) for code in [*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127])
    return controls / max(1, len(sample))


def _check_zip(data: bytes) -> None:
    """Refuses an archive that is no Word file or unpacks to an unreasonable size, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise BrokenFile("DOCX") from error
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if (
        len(parts) > _MOST_PARTS
        or unpacked > MOST_UNPACKED
        or (unpacked > 5_000_000 and unpacked / packed > _HIGHEST_RATIO)
    ):
        raise ZipBomb
    if any(part.flag_bits & 0x1 for part in parts):
        raise EncryptedFile("ZIP")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnsupportedFile(_zip_kind(names))


def _zip_kind(names: set[str]) -> str:
    for folder, kind in {
        "xl/": "Excel",
        "ppt/": "PowerPoint",
        "META-INF/manifest.xml": "OpenDocument",
        "META-INF/container.xml": "EPUB",
    }.items():
        if any(name.startswith(folder) for name in names):
            return kind
    return "ZIP"
