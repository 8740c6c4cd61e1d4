"""`analyse`: the one door between the language work and everything that shows or keeps its results."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from components.analysis.entities import find_entities
from components.analysis.event_conflicts import two_dates
from components.analysis.events import find_events
from components.analysis.model import Analysis, Passage
from components.analysis.quotes import find_quotes
from components.analysis.speakers import resolve_speakers
from components.analysis.time_conflicts import weekday_conflicts
from components.analysis.times import find_times
from components.article.model import Article, Note
from components.encoder import read
from components.languages import traits

Progress = Callable[[str, float], None]


def analyse(article: Article, progress: Progress = lambda stage, done: None) -> Analysis:
    """The analysis of one article; never raises on odd text, returns less and says so in the notes.

    `progress` is called with the name of each stage as it begins: "reading", "entities", "quotes", "speakers", "times", "events", and
    0.0; the first, by far the longest, is told again and again with the share of the words read so far, 0 to 1.
    """
    progress("reading", 0.0)
    doc = read(article.text, article.language, lambda share: progress("reading", share))
    progress("entities", 0.0)
    entities = find_entities(doc)
    progress("quotes", 0.0)
    found = find_quotes(doc)
    progress("speakers", 0.0)
    entities, quotes = resolve_speakers(doc, entities, found)
    progress("times", 0.0)
    times = find_times(doc, article.published)
    progress("events", 0.0)
    events = find_events(doc, times, quotes, entities, article.published)
    rough = (Note("rough_language", article.language),) if traits(article.language).rough else ()
    conflicts = (
        *weekday_conflicts(article.text, doc.lang_, times),
        *two_dates(article.text, doc.lang_, times, events),
    )
    notes = (*rough, *conflicts)
    sentences = tuple(Passage(s.start_char, s.end_char) for s in doc.sents if s.text.strip())
    return Analysis(_id(article), article, entities, quotes, times, events, notes, sentences)


def _id(article: Article) -> str:
    return "a" + hashlib.sha256(f"{article.published}\n{article.text}".encode()).hexdigest()[:16]
