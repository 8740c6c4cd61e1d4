"""Who says it: the speaker words of each quotation resolved to an entity of the article."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.cast import Cast
from components.analysis.cast_members import GUESS, LIKELY, SURE
from components.analysis.cues import lexicon
from components.analysis.echoes import hear_echoes
from components.analysis.figures import Figures
from components.analysis.identity import DOUBTFUL
from components.analysis.joint_voices import joint_voices
from components.analysis.model import Entity, FoundQuote, Mention, MentionKind, Passage, Quote, Speaker
from components.analysis.noun_phrases import Phrase, determiner_of
from components.analysis.pronouns import FARTHEST, Figure, Wanted, wanted
from components.analysis.sources import Sources, voice_of
from components.analysis.speaker_borders import whole_phrase
from components.analysis.spelling import fold
from components.analysis.voices import Voice, last_paper, speaker_lists, wrote_in
from components.languages import traits

CONTINUED = 0.9  # of the earlier quotation's confidence, where its speaker goes on
PASSIVE_REACH = 15  # tokens before a participle among which its auxiliary is looked for
CLOSING = '“”"«»)'  # marks that may end speaker words
LONGEST_GAP = 2  # sentences between a quotation without speaker words and the last speaker it can belong to

Found = tuple[str, str, float]  # entity, how, confidence


def resolve_speakers(
    doc: Doc, entities: tuple[Entity, ...], found: tuple[FoundQuote, ...]
) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    """The entities with unnamed sources and speaker mentions added, and the quotations with their speakers, both in text order.

    A speaker is None where a quotation has no words for it and none can be found; `Speaker.entity` is None where the words name
    somebody who stays unknown. Entities that speak say how they count as a voice in `Entity.voice`.
    """
    stage = _Stage(doc, entities, found)
    speakers: list[Speaker | None] = [None] * len(found)
    for k in sorted(range(len(found)), key=lambda k: _place(found[k])):
        speakers[k] = stage.speaker(k, speakers)
    hear_echoes(doc.text, found, speakers)
    quotes = tuple(
        Quote(
            f"q{k}",
            q.kind,
            q.parts,
            speaker,
            q.cue,
            q.confidence,
            q.how,
            f"q{q.carrier + 1}" if q.carrier is not None else None,
        )
        for k, (q, speaker) in enumerate(zip(found, speakers, strict=True), 1)
    )
    return stage.entities({e for s in speakers if s for e in (s.entity, *s.others) if e}), quotes


def _place(quote: FoundQuote) -> tuple[int, int]:
    """Where a quotation's speaker is settled: at its speaker words, else at its content."""
    start = quote.speaker.start if quote.speaker else quote.parts[0].start
    return start, quote.parts[0].start


class _Stage:
    """The state of the search while the quotations are gone through in text order."""

    def __init__(self, doc: Doc, entities: tuple[Entity, ...], found: tuple[FoundQuote, ...]) -> None:
        self.doc, self.text, self.given, self.found = doc, doc.text, entities, found
        self.cast = Cast(doc, entities)
        quoted = frozenset(t for q in found for p in q.parts for t in range(*self._tokens(p)))
        self.figures = Figures(self.cast, quoted)
        self.sources = Sources(doc)
        self.extra: dict[str, dict[tuple[int, int], Mention]] = {}
        self.last: str | None = None
        self.last_place = -1
        self.joint: tuple[Speaker, int] | None = None
        self.relative = lexicon(doc.lang_).lists["relative_sources"]

    # -- who speaks a quotation -------------------------------------------------------------------------------------

    def speaker(self, k: int, known: list[Speaker | None]) -> Speaker | None:
        """The speaker of quotation `k`; `known` are the speakers found so far."""
        quote = self.found[k]
        if quote.speaker is None:
            return self._unworded(quote, known)
        start, end = self._tokens(quote.speaker)
        while end - start > 1 and self.doc[end - 1].is_punct and self.doc[end - 1].text not in CLOSING:
            end -= 1
        if fold(self.doc[start:end].text) in speaker_lists(self.doc.lang_)["therein"]:
            paper = self._paper_before(quote) or Speaker(None, how="unknown")
            return replace(paper, start=quote.speaker.start, end=quote.speaker.end)
        start, whole = whole_phrase(self.cast, self.figures.quoted, start, end)
        first = min(quote.speaker.start, self.doc[start].idx)
        stop = quote.speaker.end if whole == end else self.doc[whole - 1].idx + len(self.doc[whole - 1])
        end = whole
        voices = joint_voices(self.cast, start, end, self._plural_verb(k))
        if (together := self._together(k, voices[0])) is not None:
            return replace(together, start=quote.speaker.start, end=stop)
        answers = [(v, self._resolved(k, v, v.start, v.end if len(voices) > 1 else end, known)) for v in voices]
        heard = [(v, found) for v, found in answers if found is not None]
        if not heard:
            return Speaker(None, quote.speaker.start, quote.speaker.end, "unknown", 0.0)
        place = self._tokens(quote.cue)[0] if quote.cue else start
        voice, found = min(heard, key=lambda h: max(place - h[0].end, h[0].start - place, 0))
        self._spoke(found[0], voice.start)
        others = tuple(dict.fromkeys(f[0] for _, f in heard if f[0] != found[0]))
        speaker = Speaker(found[0], first, stop, found[1], round(found[2], 2), others)
        self.joint = (speaker, voice.start) if others else self.joint
        return speaker

    def _together(self, k: int, voice: Voice) -> Speaker | None:
        """„Weiss und Sol forderten … Dem Präsidenten werfen sie vor, …“: „sie“ are those who spoke together before."""
        lists, word = speaker_lists(self.doc.lang_), fold(self.doc[voice.start].text)
        several = self._plural_verb(k) or (word in lists["p"] and word not in lists["f"])
        if voice.kind != "pronoun" or self.joint is None or word not in lists["p"] or not several:
            return None
        speaker, place = self.joint
        nearer = any(
            f.plural and f.person and place < f.token < voice.start and f.token not in self.figures.quoted
            for f in self.figures.all
        )
        far = self.figures.steps[voice.start] - self.figures.steps[place] > FARTHEST
        return None if nearer or far else replace(speaker, how="pronoun", confidence=LIKELY)

    def _spoke(self, entity: str, token: int) -> None:
        self.last, self.last_place = entity, token

    def _unworded(self, quote: FoundQuote, known: list[Speaker | None]) -> Speaker | None:
        """The speaker of a quotation without speaker words: beside its verb, who spoke before, who the sentence before is about."""
        here = self._sentence(quote.parts[0].start)
        if (paper := self._paper_before(quote)) is not None:
            return paper
        if (report := self._report_before(quote, known)) is not None:
            return report
        if quote.cue is not None and (self._is_passive(quote.cue) or self._is_hearsay(quote.cue)):
            return Speaker(
                None, how="left_open"
            )  # „Es wird angenommen, …“: somebody does, and the article leaves open who
        if (beside := self._beside_cue(quote)) is not None:
            return self._guess(beside, "beside_cue")
        before = known[quote.continues] if quote.continues is not None else None
        if before is not None and before.entity is not None and quote.continues is not None:
            sure = round(before.confidence * CONTINUED, 2)
            goes_on = Speaker(before.entity, None, None, "previous_quote", sure, before.others)
            if here - self._sentence(self.found[quote.continues].parts[-1].end - 1) <= 1:
                return goes_on
        else:
            goes_on = None
        if here and (other := self._other_one(here - 1)) is not None:
            return other
        subject = self._own_pronoun(quote) or (self.figures.subject_of(here - 1) if here else None)
        if subject is not None:
            return self._guess(subject, "previous_sentence")
        if goes_on is None and self.last is not None and 0 <= here - self.cast.sentence[self.last_place] <= LONGEST_GAP:
            goes_on = Speaker(self.last, None, None, "previous_sentence", GUESS)
        return goes_on

    def _other_one(self, sentence: int) -> Speaker | None:
        """„Der andere widersprach. Am Ende werde man sich einigen“: somebody of a group whom the sentence before brings up."""
        start = self.figures.first_token[sentence]
        word = fold(self.doc[start + 1].text) if start + 2 < len(self.doc) else ""
        opens = determiner_of(self.doc[start].text, self.doc.lang_) == "definite" and not self.doc[start + 1].is_space
        if not opens or word not in speaker_lists(self.doc.lang_)["other"] or not self.doc[start + 2].text[0].islower():
            return None
        entity = self._introduced(None, start, start + 2)
        self._spoke(entity, start)
        return Speaker(entity, None, None, "previous_sentence", GUESS)

    def _report_before(self, quote: FoundQuote, known: list[Speaker | None]) -> Speaker | None:
        """„Die Zeitung berichtete, … Demnach soll …“: the report of the sentence before goes on, by whoever carries it."""
        if quote.cue is None or self.text[quote.cue.start : quote.cue.end].lower() not in self.relative:
            return None
        here = self._sentence(quote.cue.start)
        for k, other in enumerate(self.found):
            speaker = known[k]
            near = other.carrier is None and self._sentence(other.parts[-1].end - 1) in (here - 1, here)
            if (
                near
                and other is not quote
                and speaker is not None
                and speaker.entity
                and other.parts[0].end <= quote.cue.start
            ):
                sure = round(speaker.confidence * CONTINUED, 2)
                return Speaker(speaker.entity, None, None, "previous_quote", sure, speaker.others)
        return None

    def _own_pronoun(self, quote: FoundQuote) -> Figure | None:
        """„Er halte das für maßvoll“: free indirect speech that opens with a pronoun is mostly about its speaker."""
        start = self._tokens(quote.parts[0])[0]
        if quote.kind == "direct" or self.doc[start].lower_ not in speaker_lists(self.doc.lang_)["subject"]:
            return None
        meant = self.figures.before(start, wanted(self.cast, start, False), self.last)
        return meant[0] if meant else None

    def _paper_before(self, quote: FoundQuote) -> Speaker | None:
        """„Die Behörde hat ein Gutachten vorgelegt. Darin heißt es, …“, „In diesem wird gewarnt, …“: the paper of the sentence before."""
        if quote.cue is None:
            return None
        number = self.cast.sentence[self._tokens(quote.cue)[0]]
        first = self.figures.first_token[number]
        opening = fold(self.doc[first : first + 2].text)
        lists = speaker_lists(self.doc.lang_)
        if not number or not (opening in lists["therein"] or opening.split()[0] in lists["therein"]):
            return None
        paper = last_paper(self.cast, self.figures.first_token[number - 1], first)
        if paper is None or not (paper.name or paper.phrase):
            return None
        entity = paper.name.entity if paper.name else ""
        if paper.phrase is not None:
            entity = self._phrase(paper.phrase, paper.start, paper.end)[0]
        self._spoke(entity, first)
        return Speaker(entity, None, None, "previous_sentence", GUESS)

    def _guess(self, figure: Figure, how: str) -> Speaker:
        entity = self._entity_of(figure)
        self._spoke(entity, figure.token)
        return Speaker(entity, None, None, how, GUESS)

    def _beside_cue(self, quote: FoundQuote) -> Figure | None:
        """The figure nearest to a reporting verb without speaker words, in its sentence and outside what is said."""
        if quote.cue is None:
            return None
        cue = self._tokens(quote.cue)[0]
        inside = self.figures.in_sentence(self.cast.sentence[cue])
        near = [f for f in inside if f.prominence >= 0 and not self.figures.is_oblique(f.token)]
        return min(near, key=lambda f: (abs(f.token - cue), f.token), default=None)

    def _is_hearsay(self, cue: Passage) -> bool:
        """„Der Vorwurf, …, wiegt schwer“, „wies Berichte zurück, …“: whoever stands beside the noun is not who said it; „seine Kritik“ is his."""
        token = self._tokens(cue)[0]
        owned = token > 0 and determiner_of(self.doc[token - 1].text, self.doc.lang_) == "possessive"
        return not owned and self.text[cue.start : cue.end].lower() in lexicon(self.doc.lang_).lists["rejected"]

    def _is_passive(self, cue: Passage) -> bool:
        """„X wird vorgeworfen“: who stands beside a passive verb is spoken about."""
        start, end = self._tokens(cue)
        opening = self.figures.first_token[self.cast.sentence[start]]
        words = {t.lower_ for t in self.doc[max(opening, start - PASSIVE_REACH) : min(len(self.doc), end + 3)]}
        return bool(words & speaker_lists(self.doc.lang_)["passive"])

    def _resolved(self, k: int, voice: Voice, start: int, end: int, known: list[Speaker | None]) -> Found | None:
        if voice.kind == "name" and voice.name is not None:
            full = voice.name.end - voice.name.start > 1 or voice.name.kind != "PER"
            shared = not full and voice.name.sure <= DOUBTFUL  # two bearers of the surname were named shortly before
            return voice.name.entity, "name" if full else "surname", GUESS if shared else SURE
        if voice.kind == "first_person":
            return self._first_person(k, known)
        if voice.kind == "pronoun":
            return self._pronoun(k, voice)
        if voice.kind == "phrase" and voice.phrase is not None:
            return self._phrase(voice.phrase, voice.start, voice.end, self._talked_about(k))
        words = [t.text for t in self.doc[start:end]]
        lists = speaker_lists(self.doc.lang_)
        member = len(words) > 1 and bool({fold(words[0])} & lists["of_group"] or {fold(words[1])} & lists["other"])
        alone = not traits(self.doc.lang_).case_endings and fold(words[0]) in speaker_lists(self.doc.lang_)["another"]
        if all(determiner_of(word, self.doc.lang_) != "none" for word in words) and not (member or alone):
            return None  # „mit einem skandierten „Frieden““: an article is nobody, „einer der drei“ is somebody
        if fold(" ".join(words)) in speaker_lists(self.doc.lang_)["nobody"]:
            return None
        return self._introduced(None, start, end), "unnamed", GUESS

    def _first_person(self, k: int, known: list[Speaker | None]) -> Found | None:
        """„ich“ and „wir“ inside a quotation are its speaker."""
        carrier = self.found[k].carrier
        outer = known[carrier] if carrier is not None else None
        entity = outer.entity if outer else self.last
        return (entity, "first_person", LIKELY) if entity else None

    def _pronoun(self, k: int, voice: Voice) -> Found | None:
        asked = wanted(self.cast, voice.start, self._plural_verb(k))
        meant = self.figures.before(voice.start, asked, self.last, self._talked_about(k))
        if meant is None:
            return None
        entity = self._entity_of(meant[0])
        self._mention(entity, voice.start, voice.end, "pronoun", meant[1], "pronoun")
        self.figures.add(replace(meant[0], entity=entity, token=voice.start, prominence=0.6))
        return entity, "pronoun", meant[1]

    def _talked_about(self, k: int) -> frozenset[str]:
        """Whom the words of an indirect quotation name: neither „sie“ nor „die Ministerin“ that says it („Berger sei krank, sagte sie“)."""
        quote = self.found[k]
        inside = {t for part in quote.parts for t in range(*self._tokens(part))}
        if quote.kind != "indirect":
            return frozenset()
        return frozenset(self.cast.at[t].entity for t in inside if t in self.cast.at and not self.cast.at[t].genitive)

    def _plural_verb(self, k: int) -> bool | None:
        """Whether the reporting verb is plural („sagten“), None where the form does not tell."""
        cue = self.found[k].cue
        if cue is None or not traits(self.doc.lang_).case_endings:
            return None
        word = self.text[cue.start : cue.end].split()[0].lower()
        if word.startswith(("ge", "laut", "nach", "zufolge")):
            return None
        return word.endswith("en")

    def _phrase(self, phrase: Phrase, start: int, end: int, others: frozenset[str] = frozenset()) -> Found:
        named = self.cast.named_so(phrase, start, end) or self.cast.who(phrase)
        if named is not None and named[1] == "general" and named[0] in others:
            named = None
        if (named is None or named[1] == "general") and self.cast.is_general(phrase):
            asked = Wanted(frozenset({phrase.gender} - {""}) or frozenset({"m", "f"}), True, False, True)
            meant = self.figures.before(start, asked, self.last, others)
            named = (self._entity_of(meant[0]), "general", GUESS) if meant else named
        source = self.sources.known(phrase, start, end)
        if named is not None and (source is None or named[2] >= LIKELY):
            self._mention(named[0], start, end, "role", named[2], named[1])
            return named
        if source is not None:
            self._mention(source.entity, start, end, "role", LIKELY, "same_description")
            return source.entity, "unnamed", LIKELY
        if (writer := self._writer(phrase)) is not None:
            self._mention(writer, start, end, "role", GUESS, "report")
            return writer, "report", GUESS
        return self._introduced(phrase, start, end), "unnamed", LIKELY

    def _writer(self, phrase: Phrase) -> str | None:
        """„Weiss forderte in einem Brief, … In dem Schreiben heißt es, …“: who spoke in the paper that is taken up."""
        sense, number = phrase.noun.sense, self.cast.sentence[phrase.start]
        if sense.kind != "report" or phrase.determiner != "definite" or phrase.end > phrase.noun.end:
            return None
        for k in range(number - 1, max(-1, number - 1 - LONGEST_GAP), -1):
            if wrote_in(self.cast, self.figures.first_token[k], self.figures.first_token[k + 1]):
                if self.last is not None and self.cast.sentence[self.last_place] == k:
                    return self.last
                subject = self.figures.subject_of(k)
                return self._entity_of(subject) if subject else None
        return None

    def _introduced(self, phrase: Phrase | None, start: int, end: int) -> str:
        """The entity of an unnamed source that comes up here."""
        source = self.sources.introduce(phrase, start, end)
        self._mention(source.entity, start, end, "role", LIKELY, "introduced")
        person = phrase is not None and phrase.noun.sense.kind == "person"
        gender, plural = (phrase.gender, phrase.plural) if phrase else ("", False)
        self.figures.add(Figure(source.entity, start, gender, plural, person, 0.6))
        return source.entity

    def _entity_of(self, figure: Figure) -> str:
        """The figure's entity; one that so far was only described becomes an unnamed source."""
        if not figure.entity.startswith("?"):
            return figure.entity
        phrase = self.figures.described[figure.entity]
        known = self.sources.known(phrase, phrase.start, phrase.end)
        return known.entity if known else self._introduced(phrase, phrase.start, phrase.end)

    # -- places and results -----------------------------------------------------------------------------------------

    def _tokens(self, passage: Passage) -> tuple[int, int]:
        span = self.doc.char_span(passage.start, passage.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)

    def _sentence(self, char: int) -> int:
        return self.cast.sentence[self._tokens(Passage(char, char + 1))[0]]

    def _mention(self, entity: str, start: int, end: int, kind: MentionKind, confidence: float, reason: str) -> None:
        span = self.doc[start:end]
        place = (span.start_char, span.end_char)
        self.extra.setdefault(entity, {}).setdefault(place, Mention(*place, kind, round(confidence, 2), reason))

    def entities(self, speaking: set[str]) -> tuple[Entity, ...]:
        """The entities given, with what was found out about them, and the unnamed sources that speak, by first mention."""
        out = []
        for entity in self.given:
            mentions = _merged(entity.mentions, self.extra.get(entity.id, {}))
            out.append(
                replace(entity, mentions=mentions, voice=voice_of(entity, self.cast) if entity.id in speaking else "")
            )
        for source in self.sources.all:
            if source.entity in speaking:
                mentions = _merged((), self.extra.get(source.entity, {}))
                out.append(Entity(source.entity, "SOURCE", source.text, mentions, (), source.voice))
        return tuple(sorted(out, key=lambda e: e.mentions[0].start if e.mentions else 0))


def _merged(mentions: tuple[Mention, ...], more: dict[tuple[int, int], Mention]) -> tuple[Mention, ...]:
    """All mentions in text order; a role or pronoun mention that overlaps a name or an earlier mention of the entity is left out."""
    taken = {c for m in mentions for c in range(m.start, m.end)}
    kept = list(mentions)
    for mention in more.values():
        place = range(mention.start, mention.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))
