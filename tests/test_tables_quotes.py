"""Quotations as frames: proof of the marks, shares, who is never heard, filters."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from components.analysis.model import Analysis, Entity
from components.tables_marks import shown_name
from components.tables_quotes import (
    PROFILE_COLUMNS,
    QUOTE_COLUMNS,
    SPEAKER_COLUMNS,
    UNHEARD_COLUMNS,
    QuoteFilter,
    filtered,
    in_context,
    profile_table,
    quotes_table,
    speakers_table,
    unheard_table,
    verbatim,
    voice_of,
)
from tests.made_talk import Said, analysed, named

TEXT = (
    "Von Uta Klamm\n\n„Wir zahlen. Und zwar sofort“, sagte Ministerin Anna Berger am Abend. Das Geld sei da. Paris lehnte das ab. "
    "„Nein“, hieß es dort, „niemals“. Ein Beamter nannte den Plan „verfrüht“. Der Konzern Nordwerk schwieg."
)


def talk() -> Analysis:
    """A named person, a state, an unnamed source, and a quotation of nobody known."""
    entities = (
        named(TEXT, "e1", "PER", "Uta Klamm"),
        named(TEXT, "e2", "PER", "Anna Berger", roles=("Ministerin",)),
        named(TEXT, "e3", "LOC", "Paris"),
        named(TEXT, "e4", "SOURCE", "Ein Beamter"),
        named(TEXT, "e5", "ORG", "Nordwerk"),
    )
    said = (
        Said("direct", ("„Wir zahlen.",), "e2", "sagte", "Ministerin Anna Berger"),
        Said("direct", ("Und zwar sofort“",), "e2"),
        Said("indirect", ("Das Geld sei da",), "e2", sure=0.5, how="v2_konjunktiv"),
        Said("direct", ("„Nein“", "„niemals“"), "e3", "hieß"),
        Said("mixed", ("den Plan „verfrüht“",), "e4", "nannte", "Ein Beamter"),
        Said("indirect", ("Paris lehnte das ab",), None, sure=0.3),
    )
    return analysed(TEXT, said=said, entities=entities, authors=("Uta Klamm",))


def test_who_says_it_together_stands_in_the_row_and_counts_as_heard() -> None:
    alone = talk()
    quote = alone.quotes[0]
    assert quote.speaker is not None
    joint = replace(quote, speaker=replace(quote.speaker, others=("e5",)))
    analysis = replace(alone, quotes=(joint, *alone.quotes[1:]))
    assert list(quotes_table(analysis)["jointly"][:2]) == [("Anna Berger", "Nordwerk"), ()]
    speakers = speakers_table(quotes_table(analysis)).set_index("speaker")
    assert (int(speakers["quotes"]["Anna Berger"]), int(speakers["quotes"]["Nordwerk"])) == (3, 1)
    assert list(filtered(quotes_table(analysis), QuoteFilter(speaker="e5"))["id"]) == [analysis.quotes[0].id]
    assert list(unheard_table(alone)["name"]) == ["Nordwerk"]
    assert list(unheard_table(analysis)["name"]) == []


def test_a_row_has_the_words_of_the_text_and_who_says_them() -> None:
    frame = quotes_table(talk())
    assert list(frame.columns) == list(QUOTE_COLUMNS)
    assert list(frame["words"])[3] == "„Nein“ … „niemals“"
    assert list(frame["speaker"]) == ["Anna Berger", "Anna Berger", "Anna Berger", "Paris", "Ein Beamter", ""]
    assert list(frame["voice"]) == ["person", "person", "person", "state", "unnamed", "unknown"]
    assert frame["roles"][0] == "Ministerin"
    assert list(frame["length"]) == [2, 3, 4, 2, 3, 4]
    assert TEXT[frame["start"][2] : frame["end"][2]] == "Das Geld sei da"


def test_only_marks_proven_by_the_offsets_make_a_quotation_verbatim() -> None:
    assert verbatim(talk()) == {"q1", "q2", "q4"}  # q1 and q2 are one speech; a mixed or indirect one never is


@pytest.mark.parametrize(
    ("text", "words", "proven"),
    [
        ("Er rief: „Ja, gern“.", ("„Ja, gern“",), True),
        ("Er rief: „Ja, gern“.", ("Ja, gern",), True),  # the marks stand around the part
        ('Er rief: "Ja, gern".', ('"Ja, gern"',), True),
        ('Er rief: „Ja, gern".', ('„Ja, gern"',), True),
        ("Er rief: »Ja, gern«.", ("»Ja, gern«",), True),
        ("Er rief: „Ja, gern.", ("„Ja, gern.",), False),  # the second mark is missing
        ("Er rief: Ja, gern.", ("Ja, gern",), False),
        ("Er rief: „Ja, gern“ und ging.", ("„Ja, gern“ und ging",), False),
        ("„Ja“, rief er, gern sogar.", ("„Ja“", "gern sogar"), False),  # one part is not proven
        ("„Ja“ „Nein.", ("„Ja“",), True),
        ("Er sagte „ja“ und „nein“.", ("„ja“ und „nein“",), False),  # not from the first letter to the last
        ("Er rief: „Das ‚Wir‘ fehlt“.", ("„Das ‚Wir‘ fehlt“",), True),
        ("Ja“", ("Ja“",), False),
    ],
)
def test_the_proof_of_the_marks(text: str, words: tuple[str, ...], proven: bool) -> None:
    assert (verbatim(analysed(text, said=(Said("direct", words),))) == {"q1"}) is proven


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("SOURCE", "einen namentlich nicht genannten Beamten", "Einen namentlich nicht genannten Beamten"),
        ("SOURCE", "Ökonomen", "Ökonomen"),
        ("SOURCE", "", ""),
        ("ORG", "taz", "taz"),
        ("PER", "von der Leyen", "von der Leyen"),
    ],
)
def test_an_unnamed_voice_gets_a_capital_and_a_name_stays_as_it_is(kind: str, name: str, shown: str) -> None:
    assert shown_name(Entity("e1", kind, name, ())) == shown  # type: ignore[arg-type]


def test_two_speeches_side_by_side_do_not_prove_each_other() -> None:
    text = "„Ja“ Nein, sagte er."
    both = (Said("direct", ("„Ja“",)), Said("direct", ("Nein",)))
    assert verbatim(analysed(text, said=both)) == {"q1"}


def test_the_pieces_around_a_quotation_are_the_sentence() -> None:
    analysis = talk()
    pieces = in_context(analysis, analysis.quotes[4])
    assert "".join(text for text, _ in pieces) == "Ein Beamter nannte den Plan „verfrüht“."
    assert [(text, role) for text, role in pieces if role != "plain"] == [
        ("Ein Beamter", "speaker"),
        ("nannte", "cue"),
        ("den Plan „verfrüht“", "quoted"),
    ]


def test_a_cue_in_the_next_sentence_is_shown_with_it_but_not_one_far_away() -> None:
    text = "Die Lage sei ernst. Das sagte Berger. Es regnete. Niemand kam. Berger meinte das."
    near = analysed(text, said=(Said("indirect", ("Die Lage sei ernst",), cue="sagte"),))
    far = analysed(text, said=(Said("indirect", ("Die Lage sei ernst",), cue="meinte"),))
    assert "".join(p for p, _ in in_context(near, near.quotes[0])) == "Die Lage sei ernst. Das sagte Berger."
    assert "".join(p for p, _ in in_context(far, far.quotes[0])) == "Die Lage sei ernst."


def test_shares_are_of_the_quoted_words_and_nobody_known_counts_too() -> None:
    speakers = speakers_table(quotes_table(talk()))
    assert list(speakers.columns) == list(SPEAKER_COLUMNS)
    assert list(speakers["speaker_id"]) == ["e2", "", "e4", "e3"]
    assert list(speakers["quotes"]) == [3, 1, 1, 1]
    assert speakers["share"].sum() == pytest.approx(1)
    assert speakers["share"][0] == pytest.approx(9 / 18)


def test_the_profile_counts_voices_by_their_sort() -> None:
    profile = profile_table(quotes_table(talk()))
    assert list(profile.columns) == list(PROFILE_COLUMNS)
    assert list(profile["voice"]) == ["person", "state", "unnamed", "unknown"]
    assert list(profile["speakers"]) == [1, 1, 1, 1]
    assert list(profile["quotes"]) == [3, 1, 1, 1]


@pytest.mark.parametrize(
    ("kind", "voice"),
    [("PER", "person"), ("ORG", "organisation"), ("LOC", "state"), ("SOURCE", "unnamed"), ("MISC", "institution")],
)
def test_the_sort_of_voice_by_type(kind: str, voice: str) -> None:
    assert voice_of(Entity("e1", kind, "X", ())) == voice  # type: ignore[arg-type]


def test_the_analysis_knows_better_than_the_type() -> None:
    assert voice_of(Entity("e1", "SOURCE", "die Polizei", (), voice="institution")) == "institution"
    assert voice_of(Entity("e1", "ORG", "X", (), voice="something new")) == "organisation"
    assert voice_of(None) == "unknown"


def test_who_is_talked_about_but_never_heard() -> None:
    unheard = unheard_table(talk())
    assert list(unheard.columns) == list(UNHEARD_COLUMNS)
    assert list(unheard["name"]) == ["Nordwerk"]  # not the author, not the speakers, no place, no source


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (QuoteFilter(), ["q1", "q2", "q3", "q4", "q5", "q6"]),
        (QuoteFilter(speaker="e2"), ["q1", "q2", "q3"]),
        (QuoteFilter(speaker=""), ["q6"]),
        (QuoteFilter(kinds=("mixed", "indirect")), ["q3", "q5", "q6"]),
        (QuoteFilter(naming=("named",)), ["q1", "q2", "q3", "q4"]),
        (QuoteFilter(naming=("unnamed", "unknown")), ["q5", "q6"]),
        (QuoteFilter(voices=("unnamed",)), ["q5"]),
        (QuoteFilter(voices=("unnamed", "unknown"), kinds=("direct",)), []),
        (QuoteFilter(sure=0.5), ["q1", "q2", "q3", "q4", "q5"]),
        (QuoteFilter(search="VERFRÜHT"), ["q5"]),
        (QuoteFilter(search="minister zahlen"), ["q1"]),
        (QuoteFilter(search="[.*"), []),
        (QuoteFilter(speaker="e2", kinds=("mixed",)), []),
    ],
)
def test_filters(wanted: QuoteFilter, ids: list[str]) -> None:
    found = filtered(quotes_table(talk()), wanted)
    assert list(found["id"]) == ids
    assert list(found.index) == list(range(len(ids)))
    assert wanted.active == (wanted != QuoteFilter())


RELAYED = "Der Bote berichtet, ein Beamter habe den Plan verworfen, und nennt das ein Zeichen. Anna Berger schwieg."


def relayed(first: str | None = None, second: str | None = "q1") -> Analysis:
    """A paper's report and, inside it, an official's words; `first` and `second` are the ids of what carries each quotation."""
    entities = (named(RELAYED, "e1", "ORG", "Der Bote"), named(RELAYED, "s1", "SOURCE", "ein Beamter"))
    whole = ("ein Beamter habe den Plan verworfen", "nennt das ein Zeichen")
    said = (
        Said("indirect", whole, "e1", "berichtet", carrier=first),
        Said("indirect", ("habe den Plan verworfen",), "s1", carrier=second),
    )
    return analysed(RELAYED, said=said, entities=entities)


def test_words_that_are_carried_count_once_with_whoever_said_them() -> None:
    frame = quotes_table(relayed())
    assert list(frame["length"]) == [6, 4]
    assert list(frame["carrier"]) == ["", "q1"]
    assert list(frame["carried_by"]) == ["", "Der Bote"]
    assert list(frame["carries"]) == [("Ein Beamter",), ()]
    assert dict(zip(speakers_table(frame)["speaker"], speakers_table(frame)["share"], strict=True)) == {
        "Der Bote": pytest.approx(0.6),
        "Ein Beamter": pytest.approx(0.4),
    }


@pytest.mark.parametrize(("first", "second"), [(None, "q9"), (None, "q2")])
def test_a_carrier_that_is_not_there_carries_nothing(first: str | None, second: str) -> None:
    frame = quotes_table(relayed(first, second))
    assert list(frame["length"]) == [10, 4]
    assert frame["carrier"][0] == ""
    assert not any(frame["carries"])


def test_nothing_said_is_empty_frames_with_their_columns() -> None:
    empty = analysed("Es regnet.")
    frame = quotes_table(empty)
    assert list(frame.columns) == list(QUOTE_COLUMNS)
    for made in (
        frame,
        speakers_table(frame),
        profile_table(frame),
        unheard_table(empty),
        filtered(frame, QuoteFilter(search="x")),
    ):
        assert isinstance(made, pd.DataFrame)
        assert made.empty
