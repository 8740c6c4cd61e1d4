"""A small analysis made by hand, for tests that need one of every kind."""

from __future__ import annotations

from datetime import date

from components.analysis.model import Analysis, Entity, Event, Mention, Passage, Quote, Speaker, TimeExpression
from components.article.model import Article, Note

TEXT = "Von Uta Klamm\n\nBERLIN (Agentur) – „Wir öffnen am Montag“, sagte Ministerin Anna Berger am 3. Mai 2023. Ein Beamter sagte, das sei verfrüht."


def passage(words: str) -> Passage:
    """Where the words first stand in TEXT."""
    start = TEXT.index(words)
    return Passage(start, start + len(words))


def an_analysis() -> Analysis:
    """One entity, source, quotation, time and event each, with offsets that fit TEXT."""

    def mention(words: str, kind: str = "name") -> Mention:
        p = passage(words)
        return Mention(p.start, p.end, kind, 0.9, "same_name")  # type: ignore[arg-type]

    article = Article(
        TEXT,
        "Der Tag",
        ("Uta Klamm",),
        "Agentur",
        ("BERLIN",),
        "de",
        date(2023, 5, 4),
        "given",
        (Note("junk_removed", "2"),),
    )
    entities = (
        Entity("e1", "PER", "Anna Berger", (mention("Anna Berger"),), ("Ministerin",)),
        Entity("e2", "LOC", "Berlin", (mention("BERLIN"),)),
        Entity("e3", "SOURCE", "Ein Beamter", (mention("Ein Beamter", "role"),)),
    )
    said, beamter = passage("„Wir öffnen am Montag“"), passage("Ein Beamter")
    role = passage("Ministerin Anna Berger")
    quotes = (
        Quote("q1", "direct", (said,), Speaker("e1", role.start, role.end, "name", 0.95), passage("sagte"), 0.97, "marks"),
        Quote(
            "q2", "indirect", (passage("das sei verfrüht"),), Speaker("e3", beamter.start, beamter.end, "unnamed", 0.8),
            Passage(TEXT.rindex("sagte"), TEXT.rindex("sagte") + 5), 0.8, "v2_konjunktiv",
        ),
    )  # fmt: skip
    monday, third = passage("Montag"), passage("3. Mai 2023")
    times = (
        TimeExpression(
            monday.start,
            monday.end,
            "DATE",
            "2023-05-08",
            "2023-05-08",
            "2023-05-08",
            0.9,
            "weekday_future",
            "2023-05-04",
        ),
        TimeExpression(third.start, third.end, "DATE", "2023-05-03", "2023-05-03", "2023-05-03", 0.99, "explicit"),
    )
    events = (
        Event("v1", passage("öffnen"), passage("Wir öffnen am Montag"), "Wir öffnen am Montag", "2023-05-08", "2023-05-08",
              "2023-05-08", "planned", 0, "q1", (), 0.8, "own_clause"),
    )  # fmt: skip
    return Analysis("a1", article, entities, quotes, times, events)
