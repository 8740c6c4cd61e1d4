"""The whole analysis: it never raises, every offset lies in the text, and every reference leads somewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.analysis import analyse
from components.analysis.form import from_json, to_json
from components.article import read_text
from components.article.model import Article
from tests.counted import counted

ROOT = Path(__file__).resolve().parents[2]

PIECES = (
    "Ministerin Anna Berger sagte am Montag, ", "„Wir gehen", "“, ", "er habe das nicht gewusst. ", "laut Polizei ", "3. Mai 2023", "\n\n",
    "BERLIN (Agentur) – ", "»Nein«", "im März ", "Am nächsten Tag ", "Bergers", " 20.30 Uhr ", "Kund:innen", "31. Februar 9999", "seit 0000",
    "according to Paris, ", "he said.", "\t", "🙂", "\u200f", "\u00a0", "…", "'", "\"", "(", "-",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    TEXTS,
    st.sampled_from(["de", "en", "fr"]),
    st.sampled_from([None, date(2023, 5, 8), date(1, 1, 1), date(9999, 12, 31)]),
)
def test_any_text_has_an_analysis_that_holds_together(text: str, language: str, published: date | None) -> None:
    analysis = analyse(Article(text, language=language, published=published))
    entities, quotes = {e.id for e in analysis.entities}, {q.id for q in analysis.quotes}
    spans = [(m.start, m.end) for e in analysis.entities for m in e.mentions]
    spans += [(p.start, p.end) for q in analysis.quotes for p in (*q.parts, *((q.cue,) if q.cue else ()))]
    spans += [(t.start, t.end) for t in analysis.times]
    spans += [(p.start, p.end) for v in analysis.events for p in (v.trigger, v.clause)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(q.speaker is None or q.speaker.entity is None or q.speaker.entity in entities for q in analysis.quotes)
    assert all(q.carrier is None or q.carrier in quotes for q in analysis.quotes)
    for event in analysis.events:
        assert event.label in text
        assert event.claimed_in is None or event.claimed_in in quotes
        assert set(event.entities) <= entities
        assert event.time is None or 0 <= event.time < len(analysis.times)
    assert from_json(to_json(analysis)) == analysis


def test_the_reader_is_told_of_a_weekday_that_does_not_fit_and_of_a_rough_language() -> None:
    text = "Das Gericht urteilte am Mittwoch, 4. Mai 2023, in Bonn."
    notes = analyse(Article(text, published=date(2023, 5, 8))).notes
    assert [(n.code, text[n.start : n.end]) for n in notes] == [("weekday_mismatch", "Mittwoch, 4. Mai 2023")]
    assert [n.code for n in analyse(Article("Le ministre a parlé.", language="fr")).notes] == ["rough_language"]


def test_stages_are_told_in_order() -> None:
    stages: list[str] = []
    analyse(Article("Anna Berger ging."), lambda stage, share: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["reading", "entities", "quotes", "speakers", "times", "events"]


def test_what_opens_after_the_day_of_publication_is_planned() -> None:
    article = read_text((ROOT / "sample_articles/kino_am_markt.txt").read_text(encoding="utf-8"))
    analysis = analyse(Article(article.text, language="de", published=date(2024, 9, 24)))
    assert [(e.value, e.status) for e in analysis.events if e.value.startswith("2024-10")] == [
        ("2024-10-02", "planned"),
        ("2024-10-02T20:30", "planned"),
    ]


def test_work_grows_with_the_article() -> None:
    """Four times the article takes four times the steps, not sixteen: no pass compares everything with everything."""
    article = read_text((ROOT / "sample_articles/bruecke_maarsund.txt").read_text(encoding="utf-8"))

    def steps(times: int) -> int:
        text = "\n\n".join([article.text] * times)
        return counted(lambda: analyse(Article(text, language="de", published=date(2025, 3, 6))))[1]

    steps(1)  # loads the model and the word lists
    assert steps(4) < 4.4 * steps(1)
