"""Files made for the tests: PDFs written by hand, Word files, archives with a sting."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from pypdf import PdfReader, PdfWriter


def pdf(pages: list[list[str]], size: int = 11, created: str = "") -> bytes:
    """A PDF with one line of text per string, set in Helvetica at one leading; Windows characters."""
    streams = []
    for lines in pages:
        shown = " ".join(f"({_escape(line)}) Tj T*" for line in lines)
        streams.append(f"BT /F1 {size} Tf {size + 3} TL 60 780 Td {shown} ET".encode("cp1252"))
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * number} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /CreationDate (D:{created}120000Z) >>".encode() if created else b"<< >>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n".encode()
    out += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def locked_pdf(pages: list[list[str]]) -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(pages))))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(paragraphs: list[tuple[str, str]]) -> bytes:
    """A Word file of (style, text) paragraphs."""
    document = Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style or None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(data: bytes, change: str, by: str) -> bytes:
    """A Word file whose document.xml has one piece of XML changed for another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename == "word/document.xml":
                assert change in body.decode("utf-8")
                body = body.decode("utf-8").replace(change, by, 1).encode("utf-8")
            new.writestr(part.filename, body)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()
