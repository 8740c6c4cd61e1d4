"""The figures: what a click answers with, what is escaped, lanes that do not overlap, dates that cannot break a chart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts import plain, shortened, speakers_chart
from components.charts_network import network_chart
from components.charts_timeline import (
    LETTER_WIDTH,
    PLOT_WIDTH,
    STATUS_SYMBOLS,
    Manner,
    pack,
    spread_is_extreme,
    standing_out,
    timeline_chart,
)
from components.tables_marks import LAYERS
from components.tables_quotes import VOICES, quotes_table, speakers_table
from components.tables_timeline import events_table
from tests.made_talk import Happened, Said, analysed, named

NAMES = {voice: voice for voice in VOICES}
WORDS = {"happened": "geschehen", "planned": "geplant", "possible": "möglich", "denied": "bestritten", "published": "erschienen",
         "undated": "ohne Datum", "tick_day": "%d", "tick_month": "%m"}  # fmt: skip
HOSTILE = '<b>fett</b> <a href="javascript:alert(1)">hier</a> %{x} $x^2$'


def texts(figure: go.Figure) -> Iterator[str]:
    """Every text the figure would draw or show."""
    for trace in figure.data:
        for field in ("text", "hovertext", "hovertemplate", "name"):
            value = getattr(trace, field, None)
            yield from [value] if isinstance(value, str) else [str(v) for v in value if v] if value is not None else []
    yield from (a.text for a in figure.layout.annotations)
    for axis in (figure.layout.yaxis, figure.layout.xaxis):
        yield from axis.ticktext or ()


def ids(figure: go.Figure) -> list[str]:
    """The ids a click on any mark of the figure can answer with, each once."""
    return list(
        dict.fromkeys(
            str(point[0])
            for trace in figure.data
            for point in (trace.customdata if trace.customdata is not None else ())
        )
    )


def story(*happened: Happened) -> pd.DataFrame:
    """The frame of events as a view hands it over."""
    frame = events_table(analysed(". ".join(e.words for e in happened), happened=happened))
    return frame.assign(
        when=[str(d) for d in frame["earliest"]],
        claim=["laut X" if c else "" for c in frame["claimed_in"]],
        caution=["nicht genannt" if handed_on else "" for handed_on in frame["handed_on"]],
    )


def on(day: str, words: str, **more: Any) -> Happened:
    """An event on one day."""
    return Happened(words, day, (day, day), **more)


# ------------------------------------------------------------------------------------------------------------------ speakers


def talk(*names: str) -> pd.DataFrame:
    text = ". ".join(f"{name} sagt Satz{k}" for k, name in enumerate(names))
    entities = tuple(named(text, f"e{k}", "PER", name) for k, name in enumerate(names))
    said = tuple(Said("indirect", (f"Satz{k}",), f"e{k}") for k in range(len(names)))
    frame = speakers_table(quotes_table(analysed(text, entities=entities, said=said)))
    return frame.assign(figures=[f"{n} %" for n in frame["quotes"]], in_text=frame["speaker"])


def test_a_bar_answers_with_its_speaker() -> None:
    figure = speakers_chart(talk("Anna Berger", "Uta Klamm"), NAMES)
    assert ids(figure) == ["e0", "e1"]
    assert list(figure.layout.yaxis.ticktext) == ["Anna Berger", "Uta Klamm"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first speaker on top


def test_names_are_shown_literally() -> None:
    figure = speakers_chart(talk("<b>Anna</b> & Söhne"), NAMES)
    assert not [text for text in texts(figure) if "<b>Anna" in text]
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp; Söhne" in "".join(texts(figure))


def test_the_chosen_bar_stands_out() -> None:
    (trace,) = speakers_chart(talk("Anna Berger", "Uta Klamm"), NAMES, chosen="e1").data
    assert trace.marker.opacity[1] > trace.marker.opacity[0]


def test_hovering_shows_the_words_of_the_text() -> None:
    figure = speakers_chart(talk("Ein Beamter").assign(in_text=["ein Beamter"]), NAMES)
    assert list(figure.layout.yaxis.ticktext) == ["Ein Beamter"]
    assert list(figure.data[0].hovertemplate) == ["<b>ein Beamter</b><extra></extra>"]


def test_nobody_known_has_a_bar_with_a_name() -> None:
    frame = speakers_table(quotes_table(analysed("Es regne", said=(Said("indirect", ("Es regne",)),)))).assign(
        figures=["100 %"], in_text=[""]
    )
    figure = speakers_chart(frame, {**NAMES, "unknown": "Unbekannter Sprecher"})
    assert list(figure.layout.yaxis.ticktext) == ["Unbekannter Sprecher"]
    assert ids(figure) == [""]


@pytest.mark.parametrize(
    "text", ["kurz", "ein langer Name mit vielen Wörtern", "x" * 80, "Wort " + "y" * 80, "", " \n "]
)
def test_shortened_text_fits_and_begins_as_the_text_does(text: str) -> None:
    short = shortened(text, 20)
    assert len(short) <= 20
    assert " ".join(text.split()).startswith(short.rstrip(" …"))
    assert bool(short) == bool(text.strip())


def test_plotly_gets_no_tag_and_no_entity_it_cannot_read() -> None:
    assert plain('Er sagt: "<i>ja</i>"\nund geht') == 'Er sagt: "&lt;i&gt;ja&lt;/i&gt;" und geht'


# ------------------------------------------------------------------------------------------------------------------- network

LAYER_WORDS = {layer: layer for layer in LAYERS}


def company(*pairs: tuple[str, str, int], names: dict[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Names with their mentions and pairs of them, as the names page hands them over."""
    layers = [LAYERS[k % 5] for k in range(len(names))]
    frame = pd.DataFrame({"id": list(names), "name": list(names), "layer": layers, "mentions": list(names.values())})
    columns = ["first_id", "second_id", "together", "figures"]
    return frame, pd.DataFrame([(a, b, n, f"{a} – {b}: {n}") for a, b, n in pairs], columns=columns)


def arcs(figure: go.Figure) -> list[tuple[float, str]]:
    """Width and colour of the lines of the figure."""
    return [(trace.line.width, trace.line.color) for trace in figure.data if trace.mode == "lines"]


def test_every_name_and_every_arc_answers_a_click() -> None:
    figure = network_chart(*company(("a", "b", 3), ("b", "c", 1), names={"a": 9, "b": 4, "c": 1}), LAYER_WORDS)
    answers = [list(point) for trace in figure.data if trace.customdata is not None for point in trace.customdata]
    assert [a for a in answers if len(a) == 2] == [["a", "b"], ["b", "c"]]
    assert sorted(a[0] for a in answers if len(a) == 1) == ["a", "b", "c"]


def test_who_is_mentioned_more_is_larger_and_who_is_together_more_has_a_thicker_arc() -> None:
    figure = network_chart(*company(("a", "b", 3), ("b", "c", 1), names={"a": 9, "b": 4, "c": 1}), LAYER_WORDS)
    sizes = [trace.marker.size[0] for trace in figure.data if trace.name in LAYERS]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    widths = [width for width, _ in arcs(figure)]
    assert widths == sorted(widths)
    assert len(set(widths)) == 2


def test_with_a_chosen_name_only_its_arcs_are_strong() -> None:
    made = company(("a", "b", 2), ("c", "d", 2), names={"a": 1, "b": 1, "c": 1, "d": 1})
    assert len({colour for _, colour in arcs(network_chart(*made, LAYER_WORDS))}) == 1
    assert len({colour for _, colour in arcs(network_chart(*made, LAYER_WORDS, chosen="a"))}) == 2
    assert len({colour for _, colour in arcs(network_chart(*made, LAYER_WORDS, chosen="nobody"))}) == 1


def test_forty_names_have_a_line_each_and_stay_literal() -> None:
    names = {f"{HOSTILE} {k} und ein langer Nachname": k + 1 for k in range(40)}
    ids = list(names)
    figure = network_chart(*company(*((a, b, 1) for a, b in pairwise(ids)), names=names), LAYER_WORDS, dark=True)
    assert len(figure.layout.yaxis.ticktext) == 40
    assert figure.layout.height > 40 * 24
    assert all(len(label) < 60 for label in figure.layout.yaxis.ticktext)
    for text in texts(figure):
        assert "<b>fett" not in text
        assert "<a" not in text
        assert "%{x}" not in text


def test_no_arc_leaves_the_picture() -> None:
    names = {f"n{k}": 1 for k in range(12)}
    figure = network_chart(*company(("n0", "n11", 1), ("n0", "n1", 2), names=names), LAYER_WORDS)
    low, high = figure.layout.xaxis.range
    bottom, top = figure.layout.yaxis.range
    for trace in figure.data:
        assert all(low <= x <= high for x in trace.x if x is not None)
        assert all(top <= y <= bottom for y in trace.y if y is not None)


# ------------------------------------------------------------------------------------------------------------------ timeline


@pytest.mark.parametrize("to_scale", [True, False])
def test_every_event_can_be_clicked(to_scale: bool) -> None:
    frame = story(
        on("2025-03-01", "A"),
        on("2025-03-09", "B", status="planned"),
        Happened("C", "2025", ("2025-01-01", "2025-12-31")),
        Happened("D"),
    )
    assert sorted(ids(timeline_chart(frame, Manner(WORDS), to_scale=to_scale))) == ["v1", "v2", "v3", "v4"]


@pytest.mark.parametrize("to_scale", [True, False])
def test_each_status_has_its_own_symbol_and_name(to_scale: bool) -> None:
    happened = (on(f"2025-03-0{k}", f"E{k}", status=s) for k, s in enumerate(STATUS_SYMBOLS, 1))  # type: ignore[arg-type]
    figure = timeline_chart(story(*happened), Manner(WORDS), to_scale=to_scale)
    shown = {
        trace.name: trace.marker.symbol
        for trace in figure.data
        if "markers" in str(trace["mode"] if trace.type == "scatter" else "")
    }
    assert shown == {WORDS[status]: symbol for status, symbol in STATUS_SYMBOLS.items()}
    assert len(set(shown.values())) == 4


def test_a_bar_is_as_long_as_the_date_is_uncertain() -> None:
    frame = story(Happened("A", "2025-02", ("2025-02-01", "2025-02-28")), on("2025-03-09", "B"))
    (bars,) = (trace for trace in timeline_chart(frame, Manner(WORDS), to_scale=True).data if trace.type == "bar")
    assert [point[0] for point in bars.customdata] == ["v1", "v2"]
    assert list(bars.base) == ["2025-02-01", "2025-03-09"]
    assert list(bars.x) == [28 * 86_400_000, 86_400_000]
    assert bars.marker.color[0].startswith(bars.marker.color[1])  # the same colour, paler
    assert len(bars.marker.color[0]) == len("#rrggbbaa")


def test_events_without_a_date_stand_below_all_others() -> None:
    frame = story(on("2025-03-01", "A"), Happened("B"), on("2025-03-01", "C"))
    figure = timeline_chart(frame, Manner(WORDS), to_scale=True)
    heights = {
        point[0]: y
        for trace in figure.data
        if trace.customdata is not None
        for point, y in zip(trace.customdata, trace.y, strict=True)
    }
    assert heights["v2"] > max(heights["v1"], heights["v3"])
    assert figure.layout.yaxis.range[0] > heights["v2"]


@pytest.mark.parametrize("to_scale", [True, False])
@pytest.mark.parametrize(
    "happened",
    [
        (on("0001-01-01", "A"), on("9999-12-31", "B")),
        (on("2025-03-01", "A"),),
        (Happened("A", "", ("0001-01-01", "9999-12-31")),),
        (on("2025-03-01", "x" * 400),),
        (on("2025-03-01", HOSTILE, claimed_in="q1"), Happened(HOSTILE + "!")),
        tuple(Happened(f"E{k}") for k in range(60)),
        tuple(on("2025-03-01", f"Tag {k}") for k in range(60)),
    ],
)
def test_no_event_breaks_the_chart_or_its_markup(happened: tuple[Happened, ...], to_scale: bool) -> None:
    figure = timeline_chart(story(*happened), Manner(WORDS, dark=True), to_scale=to_scale, published=date(2025, 3, 6))
    assert figure.to_json()
    assert json.dumps(standing_out(figure.to_dict(), "v1"))
    assert len(ids(figure)) == len(happened)
    for text in texts(figure):
        assert "<a" not in text
        assert "<b>fett" not in text
        assert "%{x}" not in text


@pytest.mark.parametrize("to_scale", [True, False])
def test_only_the_chosen_event_stands_out(to_scale: bool) -> None:
    figure = timeline_chart(story(on("2025-03-01", "A"), on("2025-03-02", "B")), Manner(WORDS), to_scale=to_scale)
    plain, changed = figure.to_dict(), standing_out(figure.to_dict(), "v2")
    (sizes,) = (t["marker"]["size"] for t in changed["data"] if isinstance(t.get("marker", {}).get("size"), list))
    assert len(set(sizes)) == 2
    assert max(sizes) == sizes[1]
    assert standing_out(plain, None) == standing_out(plain, "v9") == plain == figure.to_dict()


def test_neither_bars_nor_labels_overlap_in_a_lane() -> None:
    happened = [
        on(f"2025-{month:02d}-{day:02d}", f"Ereignis {month} {day} mit einem langen Namen")
        for month in range(1, 13)
        for day in (3, 17)
    ]
    frame = story(*happened, Happened("Jahr", "2025", ("2025-01-01", "2025-12-31")))
    lanes = pack(frame)
    assert set(lanes) == set(frame["id"])
    figure = timeline_chart(frame, Manner(WORDS), to_scale=True)
    low, high = (date.fromisoformat(d) for d in figure.layout.xaxis.range)
    taken: dict[float, list[tuple[float, float]]] = {}
    for label in figure.layout.annotations:
        at = (date.fromisoformat(label.x) - low).days / (high - low).days
        width = len(label.text) * LETTER_WIDTH / PLOT_WIDTH
        taken.setdefault(label.y, []).append((at - width, at) if label.xanchor == "right" else (at, at + width))
    for stretches in taken.values():
        stretches.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(stretches))
        assert stretches[0][0] >= 0
        assert stretches[-1][1] <= 1


@pytest.mark.parametrize(
    ("days", "extreme"),
    [
        (["1923-05-01", "2021-03-01", "2021-03-04", "2021-03-09"], True),
        (["2021-03-01", "2021-03-04", "2021-03-09", "2021-03-20"], False),
        (["1990-01-01", "2000-01-01", "2010-01-01", "2020-01-01"], False),
        (["1923-05-01", "2021-03-01"], False),
        (["2020-01-01", "2020-01-02", "2020-01-03", "2020-11-01"], False),  # within a year everything stays readable
        ([], False),
    ],
)
def test_when_a_scale_true_to_time_would_squash_the_events(days: list[str], extreme: bool) -> None:
    assert spread_is_extreme(story(*(on(d, f"E{k}") for k, d in enumerate(days)))) is extreme


def test_the_day_of_publication_is_drawn_only_within_the_dates() -> None:
    frame = story(on("2025-03-01", "A"), on("2025-03-20", "B"))
    inside = timeline_chart(frame, Manner(WORDS), to_scale=True, published=date(2025, 3, 6))
    outside = timeline_chart(frame, Manner(WORDS), to_scale=True, published=date(1999, 3, 6))
    assert [t.name for t in inside.data if t.type == "scatter" and t.mode == "lines"] == ["erschienen"]
    assert not [t for t in outside.data if t.type == "scatter" and t.mode == "lines"]


@pytest.mark.parametrize("to_scale", [True, False])
def test_a_date_from_the_context_has_its_own_mark(to_scale: bool) -> None:
    frame = story(on("2025-03-01", "Eigenes"), on("2025-03-01", "Fremdes", how="story"))
    figure = timeline_chart(frame, Manner(WORDS), to_scale=to_scale)
    (marks,) = (trace for trace in figure.data if trace.name == WORDS["happened"])
    assert marks.marker.color[0] != marks.marker.color[1]
    assert "nicht genannt" in marks.hovertemplate[1]
    assert "nicht genannt" not in marks.hovertemplate[0]
    assert [" ?" in text for text in (marks.text or [a.text for a in figure.layout.annotations])] == [False, True]
