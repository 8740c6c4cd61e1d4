"""The command line: analyse a file, or lines of JSON (see docs/FORMAT.md).

python -m components.analyse FILE [--published YYYY-MM-DD] [--format json|table|timeml]
python -m components.analyse --jsonl [--times own|timeml] < in.jsonl > out.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from components.analysis import analyse
from components.analysis.form import to_json
from components.analysis.model import Analysis
from components.analysis.timeml import timeml_document, timeml_times
from components.article import ArticleError, detect_language, read_file
from components.article.model import Article


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; 0 when all went well, 2 when the input could not be read."""
    options = _parser().parse_args(arguments)
    if options.jsonl:
        for line in lines(sys.stdin, as_timeml=options.times == "timeml"):
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
    print(written(analysis, options.format))
    return 0


def written(analysis: Analysis, form: str) -> str:
    """The analysis in one of the forms of `--format`."""
    if form == "timeml":
        return timeml_document(analysis)
    return table(analysis) if form == "table" else json.dumps(to_json(analysis), ensure_ascii=False, indent=1)


def lines(source: Iterable[str], *, as_timeml: bool = False) -> Iterator[str]:
    """One line of JSON per line of `source`, in order; the text is analysed exactly as given.

    With `as_timeml` the times have TimeML's borders and values instead of those of Wortlaut's own guide.
    """
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
            analysis = analyse(article)
            if as_timeml:
                analysis = replace(analysis, times=timeml_times(analysis))
            yield json.dumps({**to_json(analysis), "id": name}, ensure_ascii=False)
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
    parser.add_argument("--format", choices=("json", "table", "timeml"), default="json")
    parser.add_argument(
        "--times", choices=("own", "timeml"), default="own", help="borders and values of the times in --jsonl"
    )
    parser.add_argument("--jsonl", action="store_true", help="read lines {id, text, published} from standard input")
    return parser


if __name__ == "__main__":
    sys.exit(main())
