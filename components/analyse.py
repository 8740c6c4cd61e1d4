"""The command line: analyse a file, or lines of JSON (see docs/FORMAT.md).

python -m components.analyse FILE [--published YYYY-MM-DD] [--format json|table]
python -m components.analyse --jsonl < in.jsonl > out.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from components.analysis import analyse
from components.analysis.form import to_json
from components.analysis.model import Analysis
from components.article import ArticleError, detect_language, read_file
from components.article.model import Article


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; 0 when all went well, 2 when the input could not be read."""
    options = _parser().parse_args(arguments)
    if options.jsonl:
        for line in lines(sys.stdin):
            print(line, flush=True)
        return 0
    if options.file is None:
        _parser().print_usage(sys.stderr)
        return 2
    try:
        article = read_file(options.file.read_bytes(), options.file.name, published=options.published)
    except (ArticleError, OSError) as error:
        print(f"{options.file.name}: {error}", file=sys.stderr)
        return 2
    analysis = analyse(article)
    print(table(analysis) if options.format == "table" else json.dumps(to_json(analysis), ensure_ascii=False, indent=1))
    return 0


def lines(source: Iterable[str]) -> Iterator[str]:
    """One line of JSON per line of `source`, in order; the text is analysed exactly as given."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        name: object = number
        try:
            form = json.loads(line)
            name = form.get("id", number)
            text = form["text"]
            given = form.get("published")
            published = date.fromisoformat(given) if given else None
            language, _ = detect_language(text)
            article = Article(text, language=language, published=published, published_from="given" if given else None)
            yield json.dumps({**to_json(analyse(article)), "id": name}, ensure_ascii=False)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield json.dumps({"id": name, "error": f"{type(error).__name__}: {error}"}, ensure_ascii=False)


def table(analysis: Analysis) -> str:
    """The analysis as plain text to read in a terminal: entities, quotes by speaker, events."""
    text = analysis.article.text
    names = {e.id: e.name for e in analysis.entities}
    rows = ["ENTITIES"]
    rows += [
        f"  {e.type:<6} {e.name} ({len(e.mentions)})" + (f" – {', '.join(e.roles)}" if e.roles else "")
        for e in analysis.entities
    ]
    rows.append("QUOTES")
    for q in analysis.quotes:
        who = names.get(q.speaker.entity or "", "?") if q.speaker else "?"
        rows.append(f"  {who} [{q.kind}] " + " … ".join(" ".join(text[p.start : p.end].split()) for p in q.parts))
    rows.append("EVENTS")
    rows += [f"  {e.value or '–':<12} [{e.status}] {' '.join(e.label.split())}" for e in analysis.events]
    return "\n".join(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.analyse", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
    parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--format", choices=("json", "table"), default="json")
    parser.add_argument("--jsonl", action="store_true", help="read lines {id, text, published} from standard input")
    return parser


if __name__ == "__main__":
    sys.exit(main())
