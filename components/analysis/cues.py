"""Words that report speech in a sentence: verbs with their particles, source phrases, „so“, „wonach“, and nouns with a clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from spacy.tokens import Doc

from components.encoder import part_of_speech, verb_form
from components.languages import facts, traits

Words = tuple[int, int]  # first token, token after the last
CueKind = Literal["verb", "source", "so", "relative", "noun"]
STOPS = frozenset(",;:.!?")
MARKS = frozenset('„“”"»«‚‘')
REACH = 30  # tokens within which a particle may follow its verb


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word: `pieces` are all its words („teilte“, „mit“), the first of them stands for it."""

    kind: CueKind
    pieces: tuple[Words, ...]
    lemma: str = ""
    sure: bool = True
    follows_source: bool = False  # „der Polizei zufolge“, „seiner Meinung nach“: the source stands before

    @property
    def words(self) -> Words:
        """The piece that stands for the cue."""
        return self.pieces[0]

    @property
    def start(self) -> int:
        """First token."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Token after the last."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The facts of languages/…/quotes.toml, ready to look up lower-case forms."""

    verbs: dict[str, tuple[str, ...]]  # form → lemmas, for forms that stand alone („sagte“, „mitteilte“)
    separated: dict[str, dict[str, str]]  # form without its particle → {particle: lemma}
    particles: frozenset[str]
    unsure: frozenset[str]  # lemmas
    takes: dict[str, frozenset[str]]  # lemma → what may follow
    lists: dict[str, frozenset[str]]
    sources: frozenset[str]  # first words of source phrases
    relay_words: frozenset[str]  # „Berufung“ in „unter Berufung auf“


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """The reporting words of a language."""
    table: dict[str, Any] = facts(language, "quotes")
    alone: dict[str, list[str]] = {}
    separated: dict[str, dict[str, str]] = {}
    for lemma, verb in table["verbs"].items():
        particle = verb.get("particle", "")
        for form in verb["forms"].split():
            alone.setdefault(particle + form, []).append(lemma)
            if particle:
                separated.setdefault(form, {})[particle] = lemma
        if particle and lemma.startswith(particle):
            alone.setdefault(f"{particle}zu{lemma[len(particle) :]}", []).append(lemma)
    lists = {name: frozenset(w.lower() for w in words) for name, words in table.items() if isinstance(words, list)}
    source_lists = ("before_source", "after_source", "source_prepositions", "relative_sources", "so", "as")
    return Lexicon(
        {form: tuple(lemmas) for form, lemmas in alone.items()},
        separated,
        frozenset(p for by in separated.values() for p in by),
        frozenset(lemma for lemma, verb in table["verbs"].items() if not verb.get("sure", True)),
        {lemma: frozenset(verb["takes"].split()) for lemma, verb in table["verbs"].items()},
        lists,
        frozenset(w.split()[0] for name in source_lists for w in lists[name]),
        frozenset(w.lower() for phrase in table["relay"] for w in phrase.split() if w[:1].isupper() or w == phrase),
    )


def weight_of(language: str, lemma: str) -> tuple[str, str]:
    """("neutral", "") or ("evaluative", what the verb says beyond the words it reports) of a cue's lemma; neutral where unknown."""
    verb = facts(language, "quotes")["verbs"].get(lemma, {})
    return verb.get("weight", "neutral"), verb.get("note", "")


def whole_sources(cues: list[Cue], listed: list[Cue]) -> list[Cue]:
    """The encoder's cues, where it marked only part of a source phrase („Nach“, "According") with the whole of it."""
    sources = [c for c in listed if c.kind == "source"]
    whole: list[Cue] = []
    for cue in cues:
        larger = next((s for s in sources if s.start <= cue.start and cue.end <= s.end), None)
        if larger is None or cue.kind == "noun":
            whole.append(cue)
        elif larger not in whole:
            whole.append(larger)
    return whole


def encoder_cues(doc: Doc, pieces: list[Words]) -> list[Cue]:
    """The cues the encoder marked in one sentence, with the pieces of one cue put together; `pieces` in text order."""
    words = lexicon(doc.lang_)
    cues: list[Cue] = []
    for piece in pieces:
        if doc[piece[1] - 1].lower_ in words.relay_words and piece[1] - piece[0] <= 2:
            continue  # „unter Berufung auf“ names a source, it reports nothing itself
        if cues and _completes(doc, cues[-1], piece, words):
            cues[-1] = _joined(doc, cues[-1], piece, words)
        else:
            cues.append(_read(doc, piece, words))
    return [c for c in cues if not _makes_another_verb(doc, c.start, words)]


def listed_cues(doc: Doc, start: int, end: int) -> list[Cue]:
    """The cues of a token range that the word lists know, whether the encoder marked them or not."""
    words = lexicon(doc.lang_)
    cues: list[Cue] = []
    for i in range(start, end):
        low = doc[i].lower_
        if cue := _listed_source(doc, i, end, words) or _listed_noun(doc, i, end, words):
            cues.append(cue)
        elif by_particle := words.separated.get(low):
            stop = min(end, i + REACH)
            j = next((j for j in range(i + 1, stop) if doc[j].lower_ in by_particle and _closes(doc, j, end)), None)
            if j is not None:
                lemma = by_particle[doc[j].lower_]
                cues.append(Cue("verb", ((i, i + 1), (j, j + 1)), lemma, lemma not in words.unsure))
                continue
        if _makes_another_verb(doc, i, words) or (not traits(doc.lang_).capital_nouns and _is_noun(doc, i)):
            continue
        if low in words.verbs and doc[i].text == low and not any(c.start <= i < c.end for c in cues):
            lemma = words.verbs[low][0]
            cues.append(Cue("verb", ((i, i + 1),), lemma, lemma not in words.unsure or _says_it(doc, i, end, words)))
    return cues


def _makes_another_verb(doc: Doc, i: int, words: Lexicon) -> bool:
    """Whether a particle ends the verb's clause and makes it one that reports nothing: „meldete Insolvenz an“, „sagte den Termin ab“."""
    if doc[i].lower_ not in words.verbs:
        return False
    stop = next((j for j in range(i + 1, min(len(doc), i + REACH)) if doc[j].text in STOPS), None)
    if stop is None or stop - i < 2 or any(doc[j].text in MARKS for j in range(i, stop)):
        return False  # „stufte den Plan als „maßvoll“ ein“: the marks say that words are quoted
    last = doc[stop - 1].lower_
    return last in words.lists["verb_particles"] and last not in words.separated.get(doc[i].lower_, {})


def _is_noun(doc: Doc, i: int) -> bool:
    """Whether what could be a verb is a noun: "the state", "in a brief note to clients"."""
    before = i > 0 and part_of_speech(doc[i - 1]) in ("DET", "ADJ")
    return before and part_of_speech(doc[i]) == "NOUN" and not verb_form(doc[i])


def _says_it(doc: Doc, i: int, end: int, words: Lexicon) -> bool:
    """„heißt es“, „es hieß“."""
    beside = {doc[j].lower_ for j in (i - 1, i + 1) if 0 <= j < end}
    return doc[i].lower_ in words.lists["says_it"] and "es" in beside


def _listed_source(doc: Doc, i: int, end: int, words: Lexicon) -> Cue | None:
    low = doc[i].lower_
    following = doc[i + 1].lower_ if i + 1 < end else ""
    if size := _phrase_at(doc, i, end, words.lists["before_source"]):
        noun = i + size + 1 if i + size < end and doc[i + size].lower_ in words.lists["source_nouns"] else None
        if noun is None and any(
            doc[j].lower_ in words.lists["no_voice"] for j in range(i + size, min(i + size + 3, end))
        ):
            return None
        return Cue("source", ((i, noun or i + size),), low)
    if low in words.lists["after_source"]:
        # „eigenen Angaben zufolge“, „seinen Worten zufolge“: noun and preposition are one cue
        own = words.lists["own"] | words.lists["possessives"]
        noun = i > 1 and doc[i - 1].lower_ in words.lists["source_nouns"] and doc[i - 2].lower_ in own
        start = i - 1 if noun else i
        return Cue("source", ((start, i + 1),), low, follows_source=True)
    if low in words.lists["source_nouns"] and following in words.lists["source_prepositions"]:
        return Cue("source", ((i, i + 2),), low, follows_source=True)
    if low in words.lists["source_prepositions"] and (i == 0 or doc[i - 1].lower_ not in words.lists["source_nouns"]):
        noun = _source_noun(doc, i + 1, end, words)
        if noun:
            return Cue("source", ((i, noun),), low)
    if low in words.lists["relative_sources"]:
        return Cue("relative", ((i, i + 1),), low)
    if low in words.lists["so"] and i and doc[i - 1].text in {",", "“", "”", '"', "«"} and doc[i].text == low:
        return Cue("so", ((i, i + 1),), low)
    return None


def _phrase_at(doc: Doc, i: int, end: int, phrases: frozenset[str]) -> int:
    """How many tokens from `i` are one of the phrases: „laut“, "according to", « d'après »; 0 for none."""
    if not any(p.startswith(doc[i].lower_) for p in phrases):
        return 0
    sizes = (k for k in (3, 2, 1) if i + k <= end and doc[i : i + k].text.lower().replace("’", "'") in phrases)
    return next(sizes, 0)


def _listed_noun(doc: Doc, i: int, end: int, words: Lexicon) -> Cue | None:
    """„der Vorwurf, …“, „die Forderung der Gewerkschaft, …“: a noun of saying that a comma follows within a few words."""
    if doc[i].lower_ not in words.lists["nouns"]:
        return None
    if traits(doc.lang_).verb_last:
        comma = next((j for j in range(i + 1, min(end, i + 8)) if doc[j].text in STOPS), None)
        return Cue("noun", ((i, i + 1),), doc[i].lower_) if comma is not None and doc[comma].text == "," else None
    following = doc[i + 1].lower_ if i + 1 < end else ""
    return Cue("noun", ((i, i + 1),), doc[i].lower_) if following in words.lists["dass_openers"] else None


def _source_noun(doc: Doc, i: int, end: int, words: Lexicon) -> int | None:
    """The token after „(den) Worten“, „(eigenen) Angaben“ if such a noun begins within two words of `i`."""
    for j in range(i, min(i + 3, end)):
        if doc[j].lower_ in words.lists["source_nouns"]:
            return j + 1
        if not doc[j].text.islower():
            return None
    return None


def _read(doc: Doc, piece: Words, words: Lexicon) -> Cue:
    texts = [doc[i].lower_ for i in range(*piece)]
    whole = " ".join(texts)
    lists = words.lists
    if whole in lists["so"]:
        return Cue("so", (piece,), whole)
    if texts[-1] in lists["relative_sources"] or whole in lists["relative_sources"]:
        return Cue("relative", (piece,), whole)
    if texts[-1] in lists["after_source"]:
        return Cue("source", (piece,), whole, follows_source=True)
    if texts[-1] in lists["source_prepositions"] and piece[0] and doc[piece[1] - 2].lower_ in lists["source_nouns"]:
        return Cue("source", ((piece[1] - 2, piece[1]),), whole, follows_source=True)  # „seiner Meinung nach“
    if {texts[0], whole, whole.replace("’", "'").replace(" ' ", "'")} & lists["before_source"]:
        return Cue("source", (piece,), whole)
    if (texts[0] in lists["source_prepositions"]) or (texts[-1] in lists["source_prepositions"] and len(texts) > 1):
        return Cue("source", (piece,), whole)
    if texts[-1] in lists["source_nouns"] and len(texts) > 1:
        return Cue("source", (piece,), whole)
    for i, text in zip(range(*piece), texts, strict=True):
        if text in words.verbs and doc[i].text == text:
            return Cue("verb", (piece,), words.verbs[text][0], words.verbs[text][0] not in words.unsure)
    kind: CueKind = (
        "noun"
        if traits(doc.lang_).capital_nouns and doc[piece[1] - 1].text[:1].isupper() and not doc[piece[0]].is_sent_start
        else "verb"
    )
    if texts[-1] in lists["nouns"]:
        kind = "noun"
    return Cue(kind, (piece,), whole)


def _completes(doc: Doc, cue: Cue, piece: Words, words: Lexicon) -> bool:
    """Whether a piece is the rest of the cue before it: „teilte … mit“, „nach seiner Rechnung“, „hat … gesagt“."""
    if piece[0] - cue.end > REACH or any(doc[i].text in ";:" for i in range(cue.end, piece[0])):
        return False
    low = doc[piece[0]].lower_
    between = [doc[i].text for i in range(cue.end, piece[0])]
    if cue.kind == "source" and low in words.lists["after_source"] and not between:
        return True
    if cue.kind == "source" and len(cue.pieces) == 1 and cue.words[1] - cue.words[0] == 1:
        return len(between) <= 4 and doc[piece[1] - 1].text[:1].isupper()
    if cue.kind != "verb":
        return False
    if piece[1] - piece[0] == 1 and low in words.particles and low not in words.verbs:
        return len(cue.pieces) == 1
    # an auxiliary or modal with its participle or infinitive further on: „hat … gesagt“, „will … wissen“, „ließ … mitteilen“
    return (
        cue.lemma not in words.takes
        and len(cue.pieces) == 1
        and piece[1] - piece[0] <= 2
        and low not in words.sources
        and not doc[piece[0]].text[:1].isupper()
        and between.count(",") == 0
    )


def _joined(doc: Doc, cue: Cue, piece: Words, words: Lexicon) -> Cue:
    if cue.kind == "source" and piece[0] == cue.words[1]:
        after = doc[piece[1] - 1].lower_ in words.lists["after_source"]
        return Cue(
            "source", ((cue.words[0], piece[1]),), doc[cue.words[0] : piece[1]].text.lower(), follows_source=after
        )
    low = doc[piece[0]].lower_
    first = doc[cue.words[0]].lower_
    lemma = words.separated.get(first, {}).get(low) or next(iter(words.verbs.get(low, ())), cue.lemma)
    return Cue(cue.kind, (*cue.pieces, piece), lemma, lemma not in words.unsure)


def _closes(doc: Doc, i: int, end: int) -> bool:
    """Whether a particle stands at the end of its clause: „teilte die Polizei mit.“, „kündigte er an und …“."""
    following = doc[i + 1] if i + 1 < end else None
    return following is None or following.is_punct or following.is_space or following.lower_ in {"und", "oder", "sowie"}
