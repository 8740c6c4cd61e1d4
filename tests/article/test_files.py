"""Articles out of files of every kind, and the named error for every file that holds none."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from components.article import Article, ArticleError, read_file
from components.article.errors import (
    ArticleTooLong,
    BrokenFile,
    EmptyArticle,
    EncryptedFile,
    FileError,
    FileTooLarge,
    NotText,
    ReadingTookTooLong,
    ScannedPdf,
    UnsupportedFile,
    ZipBomb,
    by_code,
)
from components.article.opening import open_apart
from components.article.webpage import read_webpage
from tests.article import forged

TITLE = "Rat will die Halle behalten"
FIRST = (
    "Der Rat von Elmstett hat am Montag beschlossen, die „alte Halle“ am Fluß – trotz hoher Kosten – nicht abzureißen."
)
SECOND = (
    "Bürgermeisterin Änne Öhler sprach danach von einem »guten Tag«, und niemand widersprach ihr an diesem Abend noch."
)
TEXT = f"{TITLE}\n\nVon Anna Berger\n\n{FIRST}\n\n{SECOND}\n"


def is_the_article(article: Article) -> bool:
    return (article.title, article.authors, article.language) == (TITLE, ("Anna Berger",), "de") and (
        article.text.removeprefix("Von Anna Berger\n\n") == f"{FIRST}\n\n{SECOND}"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_plain_text_in_every_encoding(encoding: str) -> None:
    article = read_file(TEXT.encode(encoding), "artikel.txt")
    assert is_the_article(article)
    assert ("encoding_guessed" in {note.code for note in article.notes}) == (encoding == "cp1252")


def test_latin_1() -> None:
    plain = TEXT.translate(str.maketrans("„“–", '""-'))
    assert "Fluß" in read_file(plain.encode("latin-1"), "artikel.txt").text


def test_damaged_utf_8_is_not_taken_for_windows() -> None:
    article = read_file(TEXT.encode("utf-8") + b"\n\nUnd \xff Schluss.", "artikel.txt")
    assert "„alte Halle“" in article.text
    assert ("broken_characters", "1") in {(note.code, note.detail) for note in article.notes}


def test_markdown() -> None:
    front = f'---\ntitle: "{TITLE}"\nauthor: Anna Berger\ndate: 2023-05-03\n---\n'
    text = (
        f"{front}# {TITLE}\n\n{FIRST}\n\n## Ein Abend\n\n**Bürgermeisterin** [Öhler](http://a.example) sprach *leise*."
    )
    article = read_file(text.encode(), "artikel.md")
    assert (article.title, article.authors, article.published, article.published_from) == (
        TITLE,
        ("Anna Berger",),
        date(2023, 5, 3),
        "metadata",
    )
    assert article.text == f"{FIRST}\n\nEin Abend\n\nBürgermeisterin Öhler sprach leise."


def test_web_page() -> None:
    page = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{TITLE} | Elmstetter Bote</title>
    <meta property="article:published_time" content="2023-05-03T14:05:00+02:00"><meta name="author" content="Anna Berger">
    <script>document.write("nein")</script></head><body><nav><a href="/">Start</a> <a href="/politik">Politik</a></nav>
    <article><h1>{TITLE}</h1><p>{FIRST}</p><h2>Ein Abend</h2><p>{SECOND}</p></article><footer>Impressum</footer></body></html>"""
    article = read_file(page.encode(), "artikel.html")
    assert (article.title, article.authors, article.published, article.published_from) == (
        TITLE,
        ("Anna Berger",),
        date(2023, 5, 3),
        "metadata",
    )
    assert article.text == f"{FIRST}\n\nEin Abend\n\n{SECOND}"
    assert read_file(page.encode(), "download.bin").text == article.text, "the content tells the kind, not the name"


@pytest.mark.parametrize(
    "shown",
    [
        '<meta name="author" content="Anna Berger, Max Huber">',
        '<meta name="author" content="Von Anna Berger und Max Huber">',
        '<p class="byline">Von Anna Berger und Max Huber</p>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Anna Berger"}, {"name": "Max Huber"}]}</script>',
    ],
)
def test_authors_of_a_web_page(shown: str) -> None:
    page = f"<html><body>{shown}<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    assert read_webpage(page).authors == ("Anna Berger", "Max Huber")


def test_a_date_in_a_web_pages_sentences_is_no_publication_date() -> None:
    told = "Am 3. Mai 2021 war alles anders, sagte sie, und am 4. Mai wieder."
    page = f"<html><body><h1>{TITLE}</h1><p>{FIRST}</p><p>{told}</p><p>{SECOND}</p></body></html>"
    assert read_file(page.encode(), "a.html").published is None


def test_word() -> None:
    data = forged.docx([("Title", TITLE), ("", "Von Anna Berger"), ("", FIRST), ("", SECOND)])
    assert is_the_article(read_file(data, "artikel.docx"))
    assert is_the_article(read_file(data, "artikel.pdf")), "the content tells the kind, not the name"


def test_word_shows_insertions_and_hides_deletions() -> None:
    changes = '<w:ins w:id="1" w:author="x"><w:r><w:t>behalten</w:t></w:r></w:ins>'
    changes += '<w:del w:id="2" w:author="x"><w:r><w:delText>abreißen</w:delText></w:r></w:del>'
    data = forged.with_body(
        forged.docx([("", FIRST), ("", "Er will sie HIER.")]), "HIER.</w:t></w:r>", f"</w:t></w:r>{changes}"
    )
    assert read_file(data, "a.docx").text.endswith("Er will sie behalten")


def test_pdf_joins_lines_and_words_and_drops_page_heads() -> None:
    lines = [
        "Der Rat von Elmstett hat am Montag beschlossen, die „alte Halle“ am Fluß nicht ab-",
        "zureißen. Bürgermeisterin Änne Öhler sprach danach von einem guten Tag für die Regie-",
        "rung der Stadt, und niemand widersprach ihr an diesem langen Abend noch ein einziges",
    ]
    more = [
        "Mal. So ging man nach Hause.",
        "Am Dienstag stand es in der Zeitung, und alle taten so, als hätten sie es immer gewusst,",
        "sogar der Kämmerer.",
    ]
    data = forged.pdf(
        [["Elmstetter Bote", *lines, "Seite 1"], ["Elmstetter Bote", *more, "Seite 2"]], created="20230503"
    )
    article = read_file(data, "artikel.pdf")
    assert article.text.split("\n\n") == [
        "Der Rat von Elmstett hat am Montag beschlossen, die „alte Halle“ am Fluß nicht abzureißen. Bürgermeisterin Änne Öhler sprach "
        "danach von einem guten Tag für die Regierung der Stadt, und niemand widersprach ihr an diesem langen "
        "Abend noch ein einziges Mal. So ging man nach Hause.",
        "Am Dienstag stand es in der Zeitung, und alle taten so, als hätten sie es immer gewusst, sogar der Kämmerer.",
    ]
    assert article.published is None
    assert ("file_date", "2023-05-03") in {(note.code, note.detail) for note in article.notes}


def bomb() -> bytes:
    return forged.archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"a" * 120_000_000})


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HEADER = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
GOOD_DOCX = forged.docx([("", FIRST)])
LOCKED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100

CASES: list[tuple[str, bytes, str, type[ArticleError]]] = [
    ("no bytes", b"", "a.txt", EmptyArticle),
    ("blanks", b" \r\n\t \xc2\xa0 ", "a.txt", EmptyArticle),
    ("only a share line", b"Teilen\n", "a.txt", EmptyArticle),
    ("an empty page", b"<html><body></body></html>", "a.html", EmptyArticle),
    ("an empty Word file", forged.docx([]), "a.docx", EmptyArticle),
    ("emoji", "😀🎉 😀".encode(), "a.txt", NotText),
    ("numbers", b"1 2 3\n4 5 6", "a.txt", NotText),
    ("a program named .txt", bytes(range(256)) * 40, "a.txt", NotText),
    ("zeros in text", b"Der Rat\0\0\0\0 tagt", "a.txt", NotText),
    ("eleven megabytes", b"a " * 5_600_000, "a.txt", FileTooLarge),
    ("a book", b"Wort " * 450_000, "a.txt", ArticleTooLong),
    ("one long line", b"a" * 10_000_000, "a.txt", ArticleTooLong),
    ("many short words", b"a " * 300_000, "a.txt", ArticleTooLong),
    ("a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.txt", UnsupportedFile),
    ("RTF", rb"{\rtf1\ansi Der Rat tagt.}", "a.docx", UnsupportedFile),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", UnsupportedFile),
    (
        "a spreadsheet",
        forged.archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "a.docx",
        UnsupportedFile,
    ),
    ("an archive", forged.archive({"a.txt": b"Der Rat tagt."}), "a.docx", UnsupportedFile),
    ("no PDF inside", b"Der Rat tagt heute.", "a.pdf", BrokenFile),
    ("half a PDF", forged.pdf([[FIRST]])[:200], "a.pdf", BrokenFile),
    ("PDF noise", b"%PDF-1.7\n" + bytes(range(256)) * 20, "a.pdf", BrokenFile),
    ("half a Word file", GOOD_DOCX[: len(GOOD_DOCX) // 2], "a.docx", BrokenFile),
    (
        "a Word file without its text",
        forged.archive({"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"}),
        "a.docx",
        BrokenFile,
    ),
    ("broken XML", forged.with_body(GOOD_DOCX, "</w:body>", ""), "a.docx", BrokenFile),
    ("entities", forged.with_body(GOOD_DOCX, HEADER, HEADER + ENTITIES), "a.docx", BrokenFile),
    ("a locked PDF", forged.locked_pdf([[FIRST]]), "a.pdf", EncryptedFile),
    ("a locked Word file", LOCKED_WORD, "a.docx", EncryptedFile),
    ("a scan", forged.pdf([[], []]), "a.pdf", ScannedPdf),
    ("a zip bomb", bomb(), "a.docx", ZipBomb),
]


@pytest.mark.parametrize(("data", "name", "error"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_named_error(data: bytes, name: str, error: type[ArticleError]) -> None:
    with pytest.raises(error) as raised:
        read_file(data, name)
    assert type(raised.value) is error
    assert str(raised.value).endswith(".")


def test_time_limit() -> None:
    with pytest.raises(ReadingTookTooLong, match=r"0\.05 seconds"):
        open_apart("pdf", forged.pdf([[FIRST]]), seconds=0.05)


def test_every_error_has_its_own_code_and_sentence() -> None:
    kinds = [ArticleError, *ArticleError.__subclasses__(), *FileError.__subclasses__()]
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert type(by_code(kind.code)) is kind
        assert "{" not in str(kind("10 MB"))
        assert len(str(kind("x")).split(". ")) == 1


def test_lying_archive_does_not_unpack_more_than_it_says() -> None:
    """A part that claims to be small is cut off at its claim by the unzipper, and the file is broken."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        assert opened.getinfo("word/document.xml").file_size == 120_000_000
    honest, lie = (120_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    with pytest.raises(BrokenFile):
        read_file(bytes(data).replace(honest, lie), "a.docx")
