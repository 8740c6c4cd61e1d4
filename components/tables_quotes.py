"""Quotations as pandas frames: one row a quotation, the shares of the speakers, and who is talked about but never heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import pandas as pd

from components.analysis.model import Analysis, Entity, Passage, Quote
from components.tables_marks import first_name, sentence_of, shown_name
from components.tables_tone import tone_of

Voice = Literal["person", "organisation", "state", "institution", "unnamed", "unknown"]
Role = Literal["plain", "quoted", "cue", "speaker"]
VOICES: Final[tuple[Voice, ...]] = get_args(Voice)
NAMED: Final[frozenset[str]] = frozenset({"person", "organisation", "state", "institution"})
# each mark with those that close what it opens; articles mix them („so" closed by an ASCII mark, ”so” in both places)
CLOSERS: Final = {
    "„": "“”\"", "“": "”“\"", "”": "”“\"", '"': '"“”', "»": "«", "«": "»", "‚": "‘’'", "‘": "’'", "’": "’", "'": "'", "‹": "›", "›": "‹",
}  # fmt: skip
MARKS: Final = frozenset(CLOSERS)

QUOTE_COLUMNS: Final = (
    "id", "speaker_id", "speaker", "jointly", "speakers", "roles", "voice", "kind", "verbatim", "words", "cue", "tone", "sentence",
    "found_by", "confidence", "speaker_by", "speaker_confidence", "length", "start", "end", "carrier", "carried_by", "carries",
)  # fmt: skip
SPEAKER_COLUMNS: Final = ("speaker_id", "speaker", "roles", "voice", "quotes", "length", "share")
PROFILE_COLUMNS: Final = ("voice", "speakers", "quotes", "length", "share")
UNHEARD_COLUMNS: Final = ("id", "name", "roles", "type", "mentions", "start", "end")

_WORD: Final = re.compile(r"\w+")
_BY_TYPE: Final[dict[str, Voice]] = {"PER": "person", "ORG": "organisation", "LOC": "state", "SOURCE": "unnamed"}


def quotes_table(analysis: Analysis) -> pd.DataFrame:
    """One row a quotation in text order, columns QUOTE_COLUMNS.

    `speaker_id` and `speaker` are "" where nobody could be named; `jointly` are the names of all who say it together, in the order
    of their first mention, none where one alone speaks; `speakers` holds id, name, roles and voice of each, the one of `speaker_id`
    first. `words` are the words of the text with its own marks, the parts
    of a broken quotation joined by " … ". `length` counts the words that are the speaker's own: those of a quotation inside this one
    count there. `carrier` is the id of the quotation around this one ("" for none), `carried_by` its speaker, `carries` the speakers
    of those inside. Confidences lie in 0–1, `start`/`end` are offsets of the first part.
    """
    known = {e.id: e for e in analysis.entities}
    proven = verbatim(analysis)
    quotes = {q.id: q for q in analysis.quotes if q.parts}
    inside: dict[str, list[Quote]] = {}
    for quote in quotes.values():
        if quote.carrier in quotes and quote.carrier != quote.id:
            inside.setdefault(quote.carrier, []).append(quote)
    rows = [
        {
            **_row(analysis, quote, known, quote.id in proven),
            **_nesting(analysis, quote, quotes.get(quote.carrier or ""), inside.get(quote.id, []), known),
        }
        for quote in quotes.values()
    ]
    return pd.DataFrame(rows, columns=list(QUOTE_COLUMNS))


def _nesting(
    analysis: Analysis, quote: Quote, around: Quote | None, inside: list[Quote], known: dict[str, Entity]
) -> dict[str, Any]:
    """Who carries whose words: „Die Zeitung berichtet, ein Beamter habe gesagt, …“ is the paper's quotation and, inside it, the official's."""
    carrying, carried = _voice_behind(around, known), [_voice_behind(q, known) for q in inside]
    return {
        "length": _own_words(analysis.article.text, quote, [part for q in inside for part in q.parts]),
        "carrier": around.id if around else "",
        "carried_by": shown_name(carrying) if carrying else "",
        "carries": tuple(dict.fromkeys(shown_name(who) for who in carried if who)),
    }


def _voice_behind(quote: Quote | None, known: dict[str, Entity]) -> Entity | None:
    return known.get(quote.speaker.entity or "") if quote and quote.speaker else None


def _own_words(text: str, quote: Quote, carried: list[Passage]) -> int:
    words = (match.start() for part in quote.parts for match in _WORD.finditer(text, part.start, part.end))
    return sum(not any(other.start <= at < other.end for other in carried) for at in words)


def _row(analysis: Analysis, quote: Quote, known: dict[str, Entity], proven: bool) -> dict[str, Any]:
    who = _voice_behind(quote, known)
    words = " … ".join(words_of(analysis, part) for part in quote.parts)
    return {
        "id": quote.id,
        "speaker_id": who.id if who else "",
        "speaker": shown_name(who) if who else "",
        "jointly": _jointly(analysis, quote),
        "speakers": tuple(_speaking(known[name]) for name in _said_by(quote) if name in known),
        "roles": ", ".join(who.roles) if who else "",
        "voice": voice_of(who),
        "kind": quote.kind,
        "verbatim": proven,
        "words": words,
        "cue": words_of(analysis, quote.cue) if quote.cue else "",
        "tone": _tone(analysis, quote),
        "sentence": "".join(piece for piece, _ in in_context(analysis, quote)),
        "found_by": quote.how,
        "confidence": quote.confidence,
        "speaker_by": quote.speaker.how if quote.speaker else "",
        "speaker_confidence": quote.speaker.confidence if quote.speaker else 0.0,
        "start": quote.parts[0].start,
        "end": quote.parts[0].end,
    }


def _said_by(quote: Quote) -> tuple[str, ...]:
    """The ids of all who say it, the main one first."""
    who = quote.speaker
    return tuple(dict.fromkeys((who.entity, *who.others))) if who is not None and who.entity is not None else ()


def _speaking(who: Entity) -> tuple[str, str, str, Voice]:
    return who.id, shown_name(who), ", ".join(who.roles), voice_of(who)


def _jointly(analysis: Analysis, quote: Quote) -> tuple[str, ...]:
    if quote.speaker is None or not quote.speaker.others:
        return ()
    together = {quote.speaker.entity, *quote.speaker.others}
    return tuple(shown_name(e) for e in analysis.entities if e.id in together)


def words_of(analysis: Analysis, passage: Passage) -> str:
    """The words of a passage on one line."""
    return " ".join(analysis.article.text[passage.start : passage.end].split())


def _tone(analysis: Analysis, quote: Quote) -> str:
    if quote.cue is None:
        return ""
    end = sentence_of(analysis, quote.cue.start, quote.cue.end).end
    return tone_of(words_of(analysis, quote.cue), analysis.article.text[quote.cue.end : end], analysis.article.language)


def voice_of(entity: Entity | None) -> Voice:
    """Which sort of voice speaks: as the analysis says, else by type; a place that speaks is a state („Paris“, „die Ukraine“)."""
    if entity is None:
        return "unknown"
    for voice in VOICES:
        if entity.voice == voice:
            return voice
    return _BY_TYPE.get(entity.type, "institution")


def verbatim(analysis: Analysis) -> frozenset[str]:
    """Ids of the direct quotations whose every part stands between quotation marks in the text, proven by the offsets alone.

    A speech of several sentences is several quotations („Wir prüfen. Dann handeln wir“): those that only blanks part from each
    other are proven together, by the mark before the first and the mark after the last.
    """
    text = analysis.article.text
    direct = sorted((p, q.id) for q in analysis.quotes if q.kind == "direct" for p in q.parts)
    runs: list[list[tuple[Passage, str]]] = []
    for part, name in direct:
        if runs and not text[runs[-1][-1][0].end : part.start].strip() and text[runs[-1][-1][0].end - 1] not in MARKS:
            runs[-1].append((part, name))
        else:
            runs.append([(part, name)])
    unproven = {name for run in runs if not _marked(text, run[0][0].start, run[-1][0].end) for _, name in run}
    return frozenset(name for _, name in direct) - unproven


def _marked(text: str, start: int, end: int) -> bool:
    """Whether the stretch begins with a mark and the mark that closes it is its last letter, or both stand just around it."""
    return _closed_at(text, start, end - 1) or _closed_at(text, start - 1, end)


def _closed_at(text: str, opening: int, closing: int) -> bool:
    if not 0 <= opening < closing < len(text):
        return False
    closers = CLOSERS.get(text[opening], "")
    return text[closing] in closers and not any(mark in closers for mark in text[opening + 1 : closing])


def in_context(analysis: Analysis, quote: Quote) -> tuple[tuple[str, Role], ...]:
    """The sentences a quotation stands in, cut into pieces of one role each; the pieces joined are the words of the text."""
    marked: list[tuple[Passage, Role]] = [(part, "quoted") for part in quote.parts]
    if quote.cue:
        marked.append((quote.cue, "cue"))
    if quote.speaker and quote.speaker.start is not None and quote.speaker.end is not None:
        marked.append((Passage(quote.speaker.start, quote.speaker.end), "speaker"))
    around = _sentences(analysis, quote)
    roles: list[Role] = ["plain"] * (around.end - around.start)
    for passage, role in reversed(marked):  # the quoted words last, so that they win where a cue stands inside them
        for k in range(max(passage.start, around.start), min(passage.end, around.end)):
            roles[k - around.start] = role
    pieces: list[tuple[str, Role]] = []
    for letter, role in zip(analysis.article.text[around.start : around.end], roles, strict=True):
        if pieces and pieces[-1][1] == role:
            pieces[-1] = (pieces[-1][0] + letter, role)
        else:
            pieces.append((letter, role))
    return tuple((re.sub(r"\s+", " ", piece), role) for piece, role in pieces)


def _sentences(analysis: Analysis, quote: Quote) -> Passage:
    """The sentences that the parts touch, and the cue's where it stands next to them („Die Lage sei ernst. Das sagte Berger.“)."""
    around = sentence_of(analysis, quote.parts[0].start, quote.parts[-1].end)
    if quote.cue:
        beside = sentence_of(analysis, quote.cue.start, quote.cue.end)
        if beside.start - around.end < 3 and around.start - beside.end < 3:
            return Passage(min(around.start, beside.start), max(around.end, beside.end))
    return around


def by_speaker(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame of `quotes_table` with a row for each of those who say something together: columns and order as there."""
    rows = [
        row | dict(zip(("speaker_id", "speaker", "roles", "voice"), who, strict=True))
        for row in frame.to_dict("records")
        for who in row["speakers"] or ((row["speaker_id"], row["speaker"], row["roles"], row["voice"]),)
    ]
    return pd.DataFrame(rows, columns=frame.columns)


def speakers_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a speaker, most words first, columns SPEAKER_COLUMNS; `share` is of all quoted words, 0–1. Takes the frame of `quotes_table`.

    What several say together counts for each of them, so the shares can add up to more than 1. The quotations of nobody known are one
    row with `speaker_id` "".
    """
    rows = by_speaker(frame).groupby("speaker_id", sort=False).agg(
        speaker=("speaker", "first"), roles=("roles", "first"), voice=("voice", "first"), quotes=("id", "size"), length=("length", "sum")
    )  # fmt: skip
    rows = rows.reset_index().sort_values(["length", "quotes"], ascending=False, kind="stable", ignore_index=True)
    rows["share"] = rows["length"] / max(int(frame["length"].sum()), 1)
    return rows[list(SPEAKER_COLUMNS)]


def profile_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a sort of voice that speaks at all, in the order of VOICES, columns PROFILE_COLUMNS. Takes the frame of `quotes_table`."""
    rows = frame.groupby("voice", sort=False).agg(
        speakers=("speaker_id", "nunique"), quotes=("id", "size"), length=("length", "sum")
    )
    rows = rows.reindex([v for v in VOICES if v in rows.index]).reset_index(names="voice")
    rows["share"] = rows["length"] / max(int(rows["length"].sum()), 1)
    return rows[list(PROFILE_COLUMNS)]


def unheard_table(analysis: Analysis) -> pd.DataFrame:
    """Persons and organisations that the article talks about and never lets speak, most mentioned first, columns UNHEARD_COLUMNS.

    The article's own authors and agency are left out; `start`/`end` is the first mention.
    """
    heard = {name for q in analysis.quotes if q.speaker for name in (q.speaker.entity, *q.speaker.others)}
    own = {name.casefold() for name in (*analysis.article.authors, analysis.article.agency) if name}
    rows = [
        {
            "id": e.id,
            "name": e.name,
            "roles": ", ".join(e.roles),
            "type": e.type,
            "mentions": len(e.mentions),
            "start": first.start,
            "end": first.end,
        }
        for e in analysis.entities
        if e.type in ("PER", "ORG") and (first := first_name(e)) and e.id not in heard and e.name.casefold() not in own
    ]
    rows.sort(key=lambda row: -int(str(row["mentions"])))
    return pd.DataFrame(rows, columns=list(UNHEARD_COLUMNS))


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotations the reader wants to see; what is empty restricts nothing. `speaker` "" asks for those of nobody known."""

    speaker: str | None = None
    kinds: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()  # "named", "unnamed", "unknown"
    sure: float = 0.0
    search: str = ""
    judging: bool = False  # only those whose reporting verb judges
    voices: tuple[str, ...] = ()  # of VOICES

    @property
    def active(self) -> bool:
        """Whether anything is restricted."""
        return self != QuoteFilter()


def filtered(frame: pd.DataFrame, wanted: QuoteFilter) -> pd.DataFrame:
    """The rows of the frame of `quotes_table` that the filter lets through; the search looks at speaker, role, cue and sentence."""
    keep = frame["confidence"] >= wanted.sure
    if wanted.speaker is not None:
        said = [any(who[0] == wanted.speaker for who in speakers) for speakers in frame["speakers"]]
        keep &= pd.Series(said, index=frame.index, dtype=bool) | (frame["speaker_id"] == wanted.speaker)
    if wanted.judging:
        keep &= frame["tone"] != ""
    if wanted.kinds:
        keep &= frame["kind"].isin(wanted.kinds)
    if wanted.naming:
        keep &= pd.Series([naming(voice) in wanted.naming for voice in frame["voice"]], index=frame.index, dtype=bool)
    if wanted.voices:
        keep &= frame["voice"].isin(wanted.voices)
    for word in wanted.search.casefold().split():
        searched = (
            " ".join(map(str, row)).casefold()
            for row in frame[["speaker", "jointly", "roles", "cue", "words", "sentence"]].to_numpy()
        )
        keep &= pd.Series([word in row for row in searched], index=frame.index, dtype=bool)
    return frame[keep].reset_index(drop=True)


def naming(voice: str) -> str:
    """Whether a sort of voice has a name: "named", "unnamed", or "unknown" where nobody is known."""
    return "named" if voice in NAMED else voice
