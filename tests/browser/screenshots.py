"""The pictures of the README, taken from the real app with the first sample article: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from components.analysis import analyse
from components.analysis.model import Analysis
from components.article import read_sample, samples
from components.library import Library
from tests.browser.conftest import CHROMIUM, PHONE, ROOT, SWITCHES, Visitors, serving, settle

IMAGES = ROOT / "docs" / "images"
SIZE = (1400, 1000)


def main() -> None:
    """Writes docs/images/*.png."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    analysis = analyse(read_sample(samples()[0].name))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "library.sqlite3"
        library = Library(f"sqlite:///{database}")
        for sample in samples()[1:4]:
            library.save(analyse(read_sample(sample.name)))
        link = library.save(analysis)
        library.close()
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=SWITCHES.split())
        visit = Visitors(chromium)
        with serving(database, visit) as server:
            for name, page, chosen, size, scheme in pictures(analysis):
                window = visit(f"{server}/{page}?article={link}{chosen}", size, scheme)
                window.wait_for_timeout(1500)
                settle(window)
                window.screenshot(path=IMAGES / f"{name}.png")
        chromium.close()


def pictures(analysis: Analysis) -> list[tuple[str, str, str, tuple[int, int], str]]:
    """Name, page, chosen finding, window and scheme of each picture."""
    speaker = next(q.speaker.entity for q in analysis.quotes if q.speaker and q.speaker.entity)
    quote = next(q.id for q in analysis.quotes if q.kind == "direct")
    return [
        ("article", "", f"&show={quote}", SIZE, "light"),
        ("entities", "entities", f"&show={speaker}", SIZE, "light"),
        ("quotes", "quotes", "", SIZE, "light"),
        ("timeline", "timeline", "", SIZE, "light"),
        ("library", "library", "", SIZE, "light"),
        ("article-dark-narrow", "", "", PHONE, "dark"),
    ]


if __name__ == "__main__":
    main()
