"""Who says it: the speaker words of each quotation resolved to an entity of the article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from components.analysis.cast import GUESS, LIKELY, SURE, Cast
from components.analysis.gender import Gender
from components.analysis.model import Entity, EntityType, FoundQuote, Mention, MentionKind, Passage, Quote, Speaker
from components.analysis.names import word_lists
from components.analysis.noun_phrases import Phrase, determiner_of, phrase_at
from components.analysis.nouns import sense
from components.analysis.pronouns import Figure, Wanted, wanted, whom
from components.analysis.spelling import fold
from components.analysis.voices import Voice, read_voice, speaker_lists

CONTINUED = 0.9  # of the earlier quotation's confidence, where its speaker goes on
LEAST_PROMINENT = 0.4  # a figure must be to count as what its sentence is about
LONGEST_REST = 10  # tokens by which cut-off speaker words may go on
LONGEST_GAP = 2  # sentences between a quotation without speaker words and the last speaker it can belong to


def resolve_speakers(
    doc: Doc, entities: tuple[Entity, ...], found: tuple[FoundQuote, ...]
) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    """The entities with unnamed sources and speaker mentions added, and the quotations with their speakers, both in text order.

    A speaker is None where a quotation has no words for it and none can be found; `Speaker.entity` is None where the words name
    somebody who stays unknown.
    """
    stage = _Stage(doc, entities, found)
    speakers: list[Speaker | None] = [None] * len(found)
    for k in sorted(range(len(found)), key=lambda k: _place(found[k])):
        speakers[k] = stage.speaker(k, speakers)
    quotes = tuple(
        Quote(f"q{k}", q.kind, q.parts, speaker, q.cue, q.confidence, q.how)
        for k, (q, speaker) in enumerate(zip(found, speakers, strict=True), 1)
    )
    return stage.entities({s.entity for s in speakers if s and s.entity}), quotes


def _place(quote: FoundQuote) -> tuple[int, int]:
    """Where a quotation's speaker is settled: at its speaker words, else at its content, but not before the one it continues."""
    start = quote.speaker.start if quote.speaker else quote.parts[0].start
    return start, quote.parts[0].start


@dataclass(slots=True)
class _Source:
    """An unnamed voice: its entity id, its words where it is introduced, and the noun it goes by."""

    entity: str
    text: str
    phrase: Phrase | None
    mentions: list[Mention] = field(default_factory=list)
    voice: str = "unnamed"


class _Stage:
    """The state of the search while the quotations are gone through in text order."""

    def __init__(self, doc: Doc, entities: tuple[Entity, ...], found: tuple[FoundQuote, ...]) -> None:
        self.doc, self.given, self.found = doc, entities, found
        self.cast = Cast(doc, entities)
        self.token_at = {t.idx: t.i for t in doc}
        self.sources: list[_Source] = []
        self.extra: dict[str, list[Mention]] = {}
        self.last: str | None = None
        self.last_place = -1
        self.quoted = _quoted_tokens(self, found)
        self.described: dict[str, Phrase] = {}  # persons that are described but not named, by provisional number
        self.first_token: list[int] = [t.i for t in doc if t.i == 0 or t.is_sent_start]
        self.figures = self._figures()

    # -- who speaks a quotation -------------------------------------------------------------------------------------

    def speaker(self, k: int, known: list[Speaker | None]) -> Speaker | None:
        quote = self.found[k]
        if quote.speaker is None:
            return self._continued(quote, known)
        start, end = self._tokens(quote.speaker)
        end = self._whole_phrase(start, end)
        found = self._resolved(k, read_voice(self.cast, start, end), start, end, known)
        if found is None:
            return Speaker(None, quote.speaker.start, quote.speaker.end, "unknown", 0.0)
        entity, how, confidence = found
        self.last, self.last_place = entity, start
        return Speaker(entity, quote.speaker.start, quote.speaker.end, how, round(confidence, 2))

    def _whole_phrase(self, start: int, end: int) -> int:
        """The end of speaker words that were cut off inside a noun phrase: „die Sprecherin der“ goes on to its Fraktion."""
        last = fold(self.doc[end - 1].text)
        if last not in word_lists(self.doc.lang_)["prepositions"] and determiner_of(last, self.doc.lang_) == "none":
            return end
        phrase = phrase_at(self.doc, start, min(len(self.doc), end + LONGEST_REST), self.cast.ends)
        return (
            max(end, phrase.end)
            if phrase is not None and not any(t in self.quoted for t in range(end, phrase.end))
            else end
        )

    def _beside_cue(self, quote: FoundQuote) -> Figure | None:
        """The figure nearest to a reporting verb without speaker words, in its sentence and outside what is said."""
        if quote.cue is None:
            return None
        cue = self._tokens(quote.cue)[0]
        sentence = self.cast.sentence[cue]
        near = [f for f in self._figures_in(sentence) if f.token not in self.quoted and f.prominence >= 0]
        return min(near, key=lambda f: (abs(f.token - cue), f.token), default=None)

    def _continued(self, quote: FoundQuote, known: list[Speaker | None]) -> Speaker | None:
        """The speaker of a quotation without speaker words: who the sentence before is about, or who spoke before."""
        here = self._sentence(quote.parts[0].start)
        if (beside := self._beside_cue(quote)) is not None:
            self.last, self.last_place = self._entity_of(beside), beside.token
            return Speaker(self.last, None, None, "beside_cue", GUESS)
        before = known[quote.continues] if quote.continues is not None else None
        adjacent = (
            quote.continues is not None and here - self._sentence(self.found[quote.continues].parts[-1].end - 1) <= 1
        )
        if before is not None and before.entity is not None and adjacent:
            return Speaker(before.entity, None, None, "previous_quote", round(before.confidence * CONTINUED, 2))
        if quote.how != "gold" or quote.continues is None:
            subject = self._subject_of(here - 1) if here else None
            if subject is not None:
                entity = self._entity_of(subject)
                self.last, self.last_place = entity, subject.token
                return Speaker(entity, None, None, "previous_sentence", GUESS)
        if before is not None and before.entity is not None:
            return Speaker(before.entity, None, None, "previous_quote", round(before.confidence * CONTINUED, 2))
        if (
            quote.continues is None
            and self.last is not None
            and 0 <= here - self.cast.sentence[self.last_place] <= LONGEST_GAP
        ):
            return Speaker(self.last, None, None, "previous_sentence", GUESS)
        return None

    def _subject_of(self, sentence: int) -> Figure | None:
        """Whom a sentence is about: its most prominent figure outside quotations."""
        inside = self._figures_in(sentence)
        spoken = [f for f in inside if f.token not in self.quoted]
        best = max(spoken, key=lambda f: (f.prominence + 0.1 * f.person, -f.token), default=None)
        return best if best is not None and best.prominence >= LEAST_PROMINENT else None

    def _figures_in(self, sentence: int) -> list[Figure]:
        k = bisect_left(self.figures, self.first_token[sentence], key=lambda f: f.token)
        inside = []
        while k < len(self.figures) and self.cast.sentence[self.figures[k].token] == sentence:
            inside.append(self.figures[k])
            k += 1
        return inside

    def _entity_of(self, figure: Figure) -> str:
        """The figure's entity; one that so far was only described becomes an unnamed source."""
        if not figure.entity.startswith("?"):
            return figure.entity
        phrase = self.described[figure.entity]
        known = self._known_source(phrase, phrase.start, phrase.end)
        return known.entity if known else self._source(phrase, phrase.start, phrase.end)

    def _resolved(
        self, k: int, voice: Voice, start: int, end: int, known: list[Speaker | None]
    ) -> tuple[str, str, float] | None:
        if voice.kind == "name" and voice.name is not None:
            return voice.name.entity, self._how_named(voice), SURE
        if voice.kind == "first_person":
            return self._first_person(k, known)
        if voice.kind == "pronoun":
            return self._pronoun(k, voice)
        if voice.kind == "phrase" and voice.phrase is not None:
            return self._phrase(voice.phrase, voice.start, voice.end)
        if (
            voice.kind == "nobody"
            and end - start > 0
            and fold(self.doc[start:end].text) not in speaker_lists(self.doc.lang_)["nobody"]
        ):
            return self._source(None, start, end), "unnamed", GUESS
        return None

    def _how_named(self, voice: Voice) -> str:
        assert voice.name is not None
        text = self.doc[voice.start : voice.end].text
        return "name" if len(text.split()) > 1 or voice.name.kind != "PER" else "surname"

    def _first_person(self, k: int, known: list[Speaker | None]) -> tuple[str, str, float] | None:
        """„ich“ and „wir“ inside a quotation are its speaker."""
        carrier = self.found[k].carrier
        outer = known[carrier] if carrier is not None else None
        entity = outer.entity if outer else self.last
        return (entity, "first_person", LIKELY) if entity else None

    def _pronoun(self, k: int, voice: Voice) -> tuple[str, str, float] | None:
        asked = wanted(self.cast, voice.start, self._plural_verb(k))
        whose = whom(self.cast, voice.start, asked, self.figures, self.last)
        if whose is None:
            return None
        found = self._entity_of(whose[0]), whose[1]
        self._mention(found[0], voice.start, voice.end, "pronoun", found[1], "pronoun")
        self._note(
            Figure(
                found[0], voice.start, self._gender(found[0]), self._is_plural(found[0]), self._is_person(found[0]), 0.6
            )
        )
        return found[0], "pronoun", found[1]

    def _plural_verb(self, k: int) -> bool | None:
        """Whether the reporting verb is plural („sagten“), None where the form does not tell."""
        cue = self.found[k].cue
        if cue is None or self.doc.lang_ != "de":
            return None
        word = self.doc.text[cue.start : cue.end].split()[0].lower()
        if word.startswith(("ge", "laut", "nach", "zufolge")):
            return None
        return word.endswith("en")

    def _phrase(self, phrase: Phrase, start: int, end: int) -> tuple[str, str, float]:
        named = self.cast.named_so(phrase, start, end) or self.cast.who(phrase)
        if named is not None and named[1] == "general":
            asked = Wanted(frozenset({phrase.gender} - {""}) or frozenset({"m", "f"}), True, False, True)
            meant = whom(self.cast, start, asked, self.figures, self.last)
            named = (self._entity_of(meant[0]), "general", GUESS) if meant else named
        source = self._known_source(phrase, start, end)
        if named is not None and (source is None or named[2] >= LIKELY):
            self._mention(named[0], start, end, "role", named[2], named[1])
            return named
        if source is not None:
            self._mention(source.entity, start, end, "role", LIKELY, "same_description")
            return source.entity, "unnamed", LIKELY
        return self._source(phrase, start, end), "unnamed", LIKELY

    # -- unnamed voices ---------------------------------------------------------------------------------------------

    def _known_source(self, phrase: Phrase, start: int, end: int) -> _Source | None:
        words = self._description(start, end)
        for source in reversed(self.sources):
            if source.phrase is None:
                continue
            if self._description_of(source) == words and phrase.determiner != "number":
                return source
            if (
                phrase.determiner == "definite"
                and phrase.noun.sense.stem.endswith(source.phrase.noun.sense.base)
                and self._agree(phrase, source.phrase)
            ):
                return source
        return None

    def _agree(self, phrase: Phrase, other: Phrase) -> bool:
        """„der Diplomat“ after „ein westlicher Diplomat“; not where both name different bodies they belong to."""
        if phrase.plural != other.plural or {phrase.gender, other.gender} == {"m", "f"}:
            return False
        mine, theirs = (self.doc[p.noun.end : p.end].text for p in (phrase, other))
        same_noun = phrase.noun.sense.stem == other.noun.sense.stem or other.noun.sense.stem.endswith(
            phrase.noun.sense.base
        )
        return same_noun and (not mine or not theirs or fold(mine) == fold(theirs))

    def _description(self, start: int, end: int) -> str:
        first = (
            start + 1 if end - start > 1 and determiner_of(self.doc[start].text, self.doc.lang_) != "none" else start
        )
        return fold(self.doc[first:end].text)

    def _description_of(self, source: _Source) -> str:
        words = source.text.split()
        plain = words[1:] if len(words) > 1 and determiner_of(words[0], self.doc.lang_) != "none" else words
        return fold(" ".join(plain))

    def _source(self, phrase: Phrase | None, start: int, end: int) -> str:
        text = " ".join(self.doc[start:end].text.split())
        source = next((s for s in self.sources if s.text == text), None)
        if source is None:
            source = _Source(f"s{len(self.sources) + 1}", text, phrase)
            source.voice = "institution" if phrase is not None and phrase.noun.sense.kind == "body" else "unnamed"
            self.sources.append(source)
        self._mention(source.entity, start, end, "role", LIKELY, "introduced")
        gender, plural = (phrase.gender, phrase.plural) if phrase else ("", False)
        person = phrase is not None and phrase.noun.sense.kind == "person"
        self._note(Figure(source.entity, start, gender, plural, person, 0.6))
        return source.entity

    # -- whom pronouns can mean -------------------------------------------------------------------------------------

    def _figures(self) -> list[Figure]:
        """Names, described persons and bodies, and the pronouns of the running text with whom they mean, in text order."""
        figures: dict[int, Figure] = {}
        for name in self.cast.names:
            if name.kind in ("PER", "ORG"):
                gender = self.cast.members[name.entity].gender
                value = self._prominence(name.start) - 0.3 * name.genitive
                figures[name.start] = Figure(name.entity, name.start, gender, False, name.kind == "PER", value)
        for phrase in self.cast.phrases:
            if self.cast.appositive(phrase) is None and phrase.start not in figures:
                figures[phrase.start] = self._described(phrase)
        found: list[Figure] = []
        lists = speaker_lists(self.doc.lang_)
        for token in self.doc:
            if token.i in figures:
                found.append(figures[token.i])
            elif token.i not in self.quoted and token.lower_ in lists["subject"] and token.i not in self.cast.inside:
                whose = whom(self.cast, token.i, wanted(self.cast, token.i, False), found, None)
                if whose is not None and not whose[0].plural:
                    found.append(replace(whose[0], token=token.i, prominence=self._prominence(token.i) - 0.1))
        return found

    def _described(self, phrase: Phrase) -> Figure:
        """The figure of a noun phrase: a person or body of the cast, else somebody so far only described."""
        person = phrase.noun.sense.kind == "person"
        value = self._prominence(phrase.start)
        if (named := self.cast.who(phrase)) is not None:
            return Figure(
                named[0], phrase.start, self.cast.members[named[0]].gender or phrase.gender, False, person, value
            )
        number = f"?{len(self.described)}"
        self.described[number] = phrase
        value -= 0.1 if phrase.determiner != "definite" else 0.3 if phrase.plural or person else 0.4
        return Figure(number, phrase.start, phrase.gender, phrase.plural, person, value)

    def _prominence(self, token: int) -> float:
        """Subject place at the start of the sentence counts; a preposition or an oblique article before, and being quoted, count against."""
        value = 0.3
        if token - self.first_token[self.cast.sentence[token]] <= 4:
            value += 0.3
        lists = word_lists(self.doc.lang_)
        for at in range(token, max(-1, token - 6), -1):
            word = self.doc[at].text
            if fold(word) in lists["oblique"]:
                value -= 0.35
                break
            if at < token and (
                not word[0].isalnum() or word[0].islower() and not word.endswith(("e", "er", "en", "em", "es", "s"))
            ):
                break
        return value - 0.4 * (token in self.quoted)

    def _note(self, figure: Figure) -> None:
        at = len(self.figures)
        while at and self.figures[at - 1].token > figure.token:
            at -= 1
        self.figures.insert(at, figure)

    def _gender(self, entity: str) -> Gender:
        if entity in self.cast.members:
            return self.cast.members[entity].gender
        return next((s.phrase.gender for s in self.sources if s.entity == entity and s.phrase), "")

    def _is_plural(self, entity: str) -> bool:
        return next((s.phrase.plural for s in self.sources if s.entity == entity and s.phrase), False)

    def _is_person(self, entity: str) -> bool:
        if entity in self.cast.members:
            return self.cast.members[entity].kind == "PER"
        return any(
            s.phrase is not None and s.phrase.noun.sense.kind == "person" for s in self.sources if s.entity == entity
        )

    # -- places and results -----------------------------------------------------------------------------------------

    def _tokens(self, passage: Passage) -> tuple[int, int]:
        span = self.doc.char_span(passage.start, passage.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)

    def _sentence(self, char: int) -> int:
        span = self.doc.char_span(char, char + 1, alignment_mode="expand")
        return self.cast.sentence[span.start] if span is not None else 0

    def _mention(self, entity: str, start: int, end: int, kind: MentionKind, confidence: float, reason: str) -> None:
        span = self.doc[start:end]
        mentions = self.extra.setdefault(entity, [])
        if all((m.start, m.end) != (span.start_char, span.end_char) for m in mentions):
            mentions.append(Mention(span.start_char, span.end_char, kind, round(confidence, 2), reason))

    def entities(self, speaking: set[str]) -> tuple[Entity, ...]:
        """The entities given, with what was found out about them, and the unnamed sources that speak, by first mention."""
        out = []
        for entity in self.given:
            mentions = _merged(entity.mentions, self.extra.get(entity.id, []))
            out.append(replace(entity, mentions=mentions, voice=self._voice(entity) if entity.id in speaking else ""))
        kind: EntityType = "SOURCE"
        for source in self.sources:
            if source.entity in speaking:
                mentions = _merged((), self.extra.get(source.entity, []))
                out.append(Entity(source.entity, kind, source.text, mentions, (), source.voice))
        return tuple(sorted(out, key=lambda e: e.mentions[0].start if e.mentions else 0))

    def _voice(self, entity: Entity) -> str:
        """How a named speaker counts: a place speaks for its state, a body whose name is that of an authority as an institution."""
        if entity.type == "PER":
            return "person"
        if entity.type == "LOC":
            return "state"
        words = {sense(word, self.doc.lang_).base for word in entity.name.replace("-", " ").split()}
        return "institution" if words & speaker_lists(self.doc.lang_)["authorities"] else "organisation"


def _merged(mentions: tuple[Mention, ...], more: list[Mention]) -> tuple[Mention, ...]:
    """All mentions in text order; a role or pronoun mention that overlaps a name or an earlier mention of the same entity is left out."""
    kept = list(mentions)
    for mention in more:
        if all(mention.end <= m.start or m.end <= mention.start for m in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


def _quoted_tokens(stage: _Stage, found: tuple[FoundQuote, ...]) -> frozenset[int]:
    tokens: set[int] = set()
    for quote in found:
        for part in quote.parts:
            tokens.update(range(*stage._tokens(part)))
    return frozenset(tokens)
