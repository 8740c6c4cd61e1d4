"""Opens PDF, Word and web files in a process of their own, with limits of time and memory: a hostile file can only hurt itself.

`open_apart` is called by the program; `python -m components.article.opening KIND` is the other side. The file goes in on standard
input, one line of JSON comes back on standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

from components.article.draft import Draft
from components.article.errors import ArticleError, BrokenFile, ReadingTookTooLong, by_code
from components.article.model import Note

Kind = Literal["pdf", "docx", "webpage"]

SECONDS = 10
_MEMORY = 2 * 1024**3  # bytes
_ROOT = Path(__file__).resolve().parents[2]
_NAMES = {"pdf": "PDF", "docx": "Word", "webpage": "HTML"}


def open_apart(kind: Kind, data: bytes, notes: tuple[Note, ...] = (), seconds: float = SECONDS) -> Draft:
    """The draft in a file of this kind; raises ReadingTookTooLong, BrokenFile, or what the reader of the kind raises."""
    command = [sys.executable, "-m", "components.article.opening", kind]
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, cwd=_ROOT, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingTookTooLong(f"{seconds:g}") from error
    try:
        answer = json.loads(done.stdout.decode("utf-8").rpartition("\n")[2])
    except ValueError as error:  # it died without a word: out of memory, a crash in a parser
        raise BrokenFile(_NAMES[kind]) from error
    if "error" in answer:
        raise by_code(answer["error"], answer["detail"])
    return _from_form(answer, notes)


def _from_form(form: dict[str, Any], notes: tuple[Note, ...]) -> Draft:
    return Draft(
        text=form["text"],
        title=form["title"],
        authors=tuple(form["authors"]),
        published=date.fromisoformat(form["published"]) if form["published"] else None,
        file_date=date.fromisoformat(form["file_date"]) if form["file_date"] else None,
        whole_paragraphs=form["whole_paragraphs"],
        notes=(*notes, *(Note(code, detail) for code, detail in form["notes"])),
    )


def _to_form(draft: Draft) -> dict[str, Any]:
    return {
        "text": draft.text,
        "title": draft.title,
        "authors": draft.authors,
        "published": draft.published.isoformat() if draft.published else None,
        "file_date": draft.file_date.isoformat() if draft.file_date else None,
        "whole_paragraphs": draft.whole_paragraphs,
        "notes": [(note.code, note.detail) for note in draft.notes],
    }


def _read(kind: str, data: bytes) -> Draft:
    # Each reader is imported where it is needed: a PDF does not wait for the web page's libraries.
    if kind == "pdf":
        from components.article.pdf import read_pdf

        return read_pdf(data)
    if kind == "docx":
        from components.article.docx import read_docx

        return read_docx(data)
    from components.article.webpage import read_webpage

    return read_webpage(data.decode("utf-8"))


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main(kind: str) -> None:
    """Reads a file from standard input and answers with its draft, or with the code of what went wrong."""
    _limit_memory()
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not mix with the answer
    try:
        form = _to_form(_read(kind, sys.stdin.buffer.read()))
    except ArticleError as error:
        form = {"error": error.code, "detail": error.detail}
    except (MemoryError, RecursionError):
        form = {"error": BrokenFile.code, "detail": _NAMES[kind]}
    with os.fdopen(answer, "wb") as out:
        out.write(json.dumps(form).encode("ascii"))


if __name__ == "__main__":
    main(sys.argv[1])
