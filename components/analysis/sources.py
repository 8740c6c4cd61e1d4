"""Unnamed voices: one source for one description, found again when the article comes back to it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from components.analysis.cast import Cast
from components.analysis.model import Entity
from components.analysis.nominative import as_subject
from components.analysis.noun_phrases import Phrase, determiner_of
from components.analysis.nouns import sense, whose_report
from components.analysis.spelling import fold
from components.analysis.voices import speaker_lists
from components.languages import traits

FARTHEST_SOURCE = 80  # tokens from a voice to „der Insider“ that comes back to it
MOST_LOOKED_AT = 40  # sources back in the text that a description can come back to


@dataclass(frozen=True, slots=True)
class Source:
    """An unnamed voice: its entity id, its words where it is introduced, the noun phrase they are, and how it counts as a voice."""

    entity: str
    text: str
    phrase: Phrase | None
    voice: str
    start: int = 0  # token at which it is introduced


class Sources:
    """The unnamed voices of an article in the order in which they come up."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.all: list[Source] = []
        self.by_description: dict[str, Source] = {}
        self.by_entity: dict[str, Source] = {}

    def known(self, phrase: Phrase, start: int, end: int) -> Source | None:
        """The source that the words at tokens [start, end) come back to: the same description, or „der Diplomat“ after „ein westlicher Diplomat“."""
        if phrase.determiner == "number":
            return None
        if self._is_another(phrase):
            return None
        if (same := self.by_description.get(self._description(start, end, phrase))) is not None:
            return same
        if phrase.determiner != "definite":
            return None
        recent = list(reversed(self.all[-MOST_LOOKED_AT:]))
        same = next((s for s in recent if s.phrase is not None and self._comes_back(phrase, s.phrase)), None)
        return same or self._anybody(phrase, recent[:1])

    def _anybody(self, phrase: Phrase, last: list[Source]) -> Source | None:
        """„der Insider“ after „einer der drei“: a word for any unnamed voice comes back to the one who spoke last, if that is one person."""
        generic = phrase.noun.sense.base in speaker_lists(self.doc.lang_)["generic"] and not phrase.plural
        one = [s for s in last if s.voice == "unnamed" and (s.phrase is None or self._is_one(s.phrase))]
        near = [s for s in one if phrase.start - s.start < FARTHEST_SOURCE]
        return near[0] if generic and phrase.end == phrase.noun.end and near else None

    @staticmethod
    def _is_one(phrase: Phrase) -> bool:
        return not phrase.plural and phrase.noun.sense.kind == "person"

    def introduce(self, phrase: Phrase | None, start: int, end: int) -> Source:
        """A new source for the words at tokens [start, end), or the one that has exactly these words (but not „ein anderer …“)."""
        description = self._description(start, end, phrase)
        known = self.by_description.get(description)
        if known is not None and not (phrase is not None and self._is_another(phrase)):
            return known
        voice = "institution" if phrase is not None and phrase.noun.sense.kind == "body" else "unnamed"
        text = as_subject(self.doc, phrase, start, end)
        if phrase is not None and (owner := whose_report(phrase.noun, self.doc.lang_)):
            text = owner  # „Polizeiangaben“
            voice = "institution" if sense(owner, self.doc.lang_).kind == "body" else "unnamed"
        source = Source(f"s{len(self.all) + 1}", text, phrase, voice, start)
        self.all.append(source)
        self.by_entity[source.entity] = source
        self.by_description.setdefault(description, source)
        return source

    def _is_another(self, phrase: Phrase) -> bool:
        """„ein weiterer Diplomat“, "another official": somebody else than before."""
        words = {fold(t.text) for t in self.doc[phrase.start : phrase.noun.start]}
        return phrase.determiner != "definite" and bool(words & speaker_lists(self.doc.lang_)["another"])

    def _comes_back(self, phrase: Phrase, other: Phrase) -> bool:
        """Whether a definite description can mean an earlier one; not where both name different bodies they belong to."""
        if phrase.plural != other.plural or {phrase.gender, other.gender} == {"m", "f"}:
            return False
        sense = phrase.noun.sense
        if other.noun.sense.stem != sense.stem and not other.noun.sense.stem.endswith(sense.base):
            return False
        mine, theirs = (fold(self.doc[p.noun.end : p.end].text) for p in (phrase, other))
        return not mine or not theirs or mine == theirs

    def _description(self, start: int, end: int, phrase: Phrase | None) -> str:
        if phrase is not None and (owner := whose_report(phrase.noun, self.doc.lang_)):
            return fold(owner)
        opens = end - start > 1 and determiner_of(self.doc[start].text, self.doc.lang_) not in ("none", "number")
        return fold(self.doc[start + opens : end].text)


def voice_of(entity: Entity, cast: Cast) -> str:
    """How a named speaker counts: a place speaks for its state, a body whose name is that of an authority as an institution."""
    language = cast.doc.lang_
    if entity.type in ("PER", "LOC"):
        return "person" if entity.type == "PER" else "state"
    words = {sense(word, language).base for word in entity.name.replace("-", " ").split()}
    authorities = speaker_lists(language)["authorities"]
    if traits(language).compounds:
        # „die Wasserbehörde DGA“; „Außenministerium“ is a word of the lists of its own
        words |= {r.base for r in cast.members[entity.id].roles if r.base in authorities}
        words |= {a for w in words for a in authorities if w.endswith(a)}
    return "institution" if words & authorities else "organisation"
