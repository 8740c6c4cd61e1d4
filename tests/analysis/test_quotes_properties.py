"""What must hold for quotations of any text, whatever the encoder says of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from components.analysis.model import FoundQuote
from components.analysis.quotes import find_quotes
from tests.analysis.plain_docs import plain_doc
from tests.counted import counted

MARKS_AND_STOPS = list("„“\"»«‚‘’',.:;–-?()\n")
SMALL = [
    "der",
    "die",
    "er",
    "es",
    "mit",
    "ein",
    "so",
    "wie",
    "ob",
    "zu",
    "dass",
    "wonach",
    "laut",
    "nach",
    "zufolge",
    "to",
    "that",
    "unter",
    "auf",
]
LARGE = ["Sprecher", "Moskau", "Angaben", "Meinung", "eigenen", "Vorwurf", "Berufung", "HEUTE", "Das", "Der"]
VERBS = ["sagte", "teilte", "räumte", "gehen", "sei", "habe", "gesagt", "wird", "said", "according", "citing"]
WORDS = [*MARKS_AND_STOPS, "\n\n", *SMALL, *LARGE, *VERBS]


def _read(text: str, language: str, seed: int) -> Doc:
    """A Doc whose encoder layers are random."""
    doc = plain_doc(text, language)
    chance = np.random.default_rng(seed)
    heads = {}
    for head in ("q", "s"):
        inside = chance.choice([0.001, 0.3, 0.7, 0.999], size=len(doc))
        heads[head] = np.stack([1 - inside, inside * 0.1, inside * 0.9], axis=1).astype(np.float32)
    doc.user_data["heads"], doc.user_data["labels"] = heads, {"q": ["O", "B-Q", "I-Q"], "s": ["O", "B-S", "I-S"]}
    for layer in ("cues", "speakers", "content"):
        borders = sorted({int(i) for i in chance.integers(0, len(doc) + 1, size=8)})
        doc.spans[layer] = [Span(doc, a, b, label="X") for a, b in zip(borders[::2], borders[1::2], strict=False)]
    return doc


def _check(text: str, quotes: tuple[FoundQuote, ...]) -> None:
    for k, quote in enumerate(quotes):
        assert quote.parts
        assert 0 <= quote.confidence <= 1
        assert all(0 <= p.start < p.end <= len(text) for p in quote.parts)
        assert all(a.end <= b.start for a, b in zip(quote.parts, quote.parts[1:], strict=False))
        assert quote.continues is None or 0 <= quote.continues < k
        assert quote.carrier is None or 0 <= quote.carrier < k
        for passage in (quote.cue, quote.speaker):
            assert passage is None or 0 <= passage.start < passage.end <= len(text)
        if quote.kind == "direct":
            assert any(c in text[p.start : p.end] for p in quote.parts for c in "„“”\"»«‚‘’'‹›‟")
    assert [q.parts[0] for q in quotes if q.carrier is None] == sorted(q.parts[0] for q in quotes if q.carrier is None)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["de", "en"]), st.integers(0, 2**16))
def test_any_reading_of_any_words_gives_sound_quotations(words: list[str], language: str, seed: int) -> None:
    text = " ".join(words)
    _check(text, find_quotes(_read(text, language, seed)))


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.integers(0, 2**16))
def test_any_string_gives_sound_quotations(text: str, seed: int) -> None:
    _check(text, find_quotes(_read(text, "de", seed)))


def test_without_an_encoder_nothing_is_claimed() -> None:
    assert find_quotes(plain_doc("„Ja“, sagte er. Laut Polizei regnet es.", "fr")) == ()


def test_work_grows_with_the_text() -> None:
    """Four times the text takes four times the steps; counted, as no clock is the same on a busy machine."""
    sentence = "„Wir kommen morgen“, sagte der Sprecher. Die Lage sei ruhig, teilte er mit.\n\n"

    def steps(times: int) -> int:
        doc = plain_doc(sentence * times, "de")
        inside = np.array(
            [0.99 if t.text in {"kommen", "morgen", "Lage", "sei", "ruhig"} else 0.3 for t in doc], np.float32
        )
        doc.user_data["heads"] = {"q": np.stack([1 - inside, inside * 0, inside], axis=1)}
        doc.spans["cues"] = [Span(doc, t.i, t.i + 1, label="C") for t in doc if t.text in {"sagte", "teilte", "mit"}]
        quotes, taken = counted(lambda: find_quotes(doc))
        assert len(quotes) >= times
        return taken

    steps(5)
    assert steps(200) < 4.4 * steps(50)
