"""The figures of an article in text order: who or what a pronoun or a sentence without a name can be about."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace

from components.analysis.cast import Cast
from components.analysis.names import word_lists
from components.analysis.noun_phrases import Phrase, phrase_at
from components.analysis.pronouns import Figure, Wanted, wanted, whom
from components.analysis.spelling import fold
from components.analysis.voices import speaker_lists
from components.languages import traits

OPENING_WORDS = 4  # of a sentence, in which its subject mostly stands
MOST_ATTRIBUTES = 6  # tokens before a noun among which its article or preposition is looked for
ONLY_PERSON = 0.2  # prominence that is enough for the only person of a sentence
LEAST_PROMINENT = 0.35  # a figure must be to count as what its sentence is about


class Figures:
    """Names, described persons and bodies, and the pronouns of the running text with whom they mean."""

    def __init__(self, cast: Cast, quoted: frozenset[int]) -> None:
        self.cast, self.doc, self.quoted = cast, cast.doc, quoted
        self.described: dict[
            str, Phrase
        ] = {}  # persons and bodies that are described but not named, by provisional number
        self.first_token = [t.i for t in self.doc if t.i == 0 or t.is_sent_start]
        self.steps = self._steps()
        self.all: list[Figure] = []
        self._gather()

    def _steps(self) -> list[int]:
        """The number of each token's sentence, sentences that begin inside a quotation not counted."""
        steps, step = [], 0
        for token in self.doc:
            step += bool(token.is_sent_start) and not {token.i - 1, token.i} <= self.quoted
            steps.append(step)
        return steps

    def before(
        self, token: int, asked: Wanted, last_speaker: str | None, others: frozenset[str] = frozenset()
    ) -> tuple[Figure, float] | None:
        """The figure that a pronoun or general noun phrase at `token` means, and how sure that is; none of the entities `others`."""
        return whom(self.steps, token, asked, self.all, last_speaker, others)

    def _gather(self) -> None:
        places: dict[int, Figure] = {}
        for name in self.cast.names:
            if name.kind in ("PER", "ORG") and name.start not in self.cast.signed:
                gender = self.cast.members[name.entity].gender
                value = self._prominence(name.start) - 0.3 * name.genitive
                places[name.start] = Figure(name.entity, name.start, gender, False, name.kind == "PER", value)
        for phrase in self.cast.phrases:
            if phrase.start not in places and self.cast.appositive(phrase) is None:
                places[phrase.start] = self._described(phrase)
        for phrase in self._owned():
            behind = self.cast.name_behind(phrase.end)
            if behind is None:
                places[phrase.noun.start] = self._only_described(phrase, owned=True)
            elif behind.start in places:  # „Arsovs Anwalt, der Strafrechtler Karl Ohm, …“ stands where his role does
                places[behind.start] = replace(places[behind.start], prominence=self._prominence(phrase.start))
        subjects = speaker_lists(self.doc.lang_)["subject"]
        for token in self.doc:
            if token.i in places:
                self.all.append(places[token.i])
            elif token.lower_ in subjects and token.i not in self.quoted and token.i not in self.cast.inside:
                found = self.before(token.i, wanted(self.cast, token.i, False), None)
                if found is not None and not found[0].plural:
                    self.all.append(replace(found[0], token=token.i, prominence=self._prominence(token.i) - 0.1))

    def _described(self, phrase: Phrase) -> Figure:
        """The figure of a noun phrase: a person or body of the cast, else somebody so far only described."""
        person = phrase.noun.sense.kind == "person"
        value = self._prominence(phrase.start)
        if (named := self.cast.who(phrase)) is not None:
            gender = self.cast.members[named[0]].gender or phrase.gender
            return Figure(named[0], phrase.start, gender, False, person, value)
        return self._only_described(phrase)

    def _owned(self) -> list[Phrase]:
        """The persons told by whose they are: „Arsovs Anwalt wies das zurück“, „Arsovs Anwalt, der Strafrechtler Karl Ohm, …“."""
        doc, found = self.doc, []
        for owner in self.cast.names:
            at = owner.end
            if not (owner.genitive or (owner.kind != "PER" and doc[at - 1].text.endswith(("s", "ß", "x", "z")))):
                continue
            if at >= len(doc) or at in self.cast.inside or not doc[at].text[0].isupper() or at in self.cast.introduced:
                continue
            phrase = phrase_at(doc, at, len(doc), self.cast.ends) if traits(doc.lang_).case_endings else None
            if phrase is None or phrase.noun.sense.kind != "person" or phrase.noun.end in self.cast.ends:
                continue
            if phrase.noun.sense.plural is None:
                found.append(replace(phrase, start=owner.start, determiner="definite", plural=False))
        return found

    def _only_described(self, phrase: Phrase, owned: bool = False) -> Figure:
        """The figure of somebody whom no name is known for; `owned` by whom the words before the noun tell."""
        person, value = phrase.noun.sense.kind == "person", self._prominence(phrase.start)
        number = f"?{len(self.described)}"
        self.described[number] = phrase
        if owned:
            return Figure(number, phrase.noun.start, phrase.gender, False, person, value)
        # a definite noun phrase that nobody was introduced with is mostly another word for somebody named
        value -= 0.1 if phrase.determiner != "definite" else 0.3 if phrase.plural or person else 0.2
        return Figure(number, phrase.start, phrase.gender, phrase.plural, person, value)

    def _prominence(self, token: int) -> float:
        """Subject place at the start of the sentence counts; a preposition or an oblique article before, and being quoted, count against."""
        value = 0.3
        if token - self.first_token[self.cast.sentence[token]] <= OPENING_WORDS:
            value += 0.3
        if self.is_oblique(token):
            value -= 0.35
        return value - 0.4 * (token in self.quoted)

    def is_oblique(self, token: int) -> bool:
        """„durch den Präsidenten Tom Downs“: a preposition or an article that is no nominative stands before the noun phrase."""
        oblique = word_lists(self.doc.lang_)["oblique"]
        for at in range(token, max(-1, token - MOST_ATTRIBUTES), -1):
            word = self.doc[at].text
            if fold(word) in oblique:
                return True
            if at == token:
                continue
            attribute = word[0].isupper() or word.endswith(("e", "er", "en", "em", "es", "s"))
            if not word[0].isalnum() or not attribute:
                return False
        return False

    def add(self, figure: Figure) -> None:
        """Takes in a figure that became known while speakers were resolved."""
        insort(self.all, figure, key=lambda f: f.token)

    def in_sentence(self, sentence: int) -> list[Figure]:
        """The figures of a sentence that stand outside quotations."""
        k = bisect_left(self.all, self.first_token[sentence], key=lambda f: f.token)
        inside = []
        while k < len(self.all) and self.cast.sentence[self.all[k].token] == sentence:
            if self.all[k].token not in self.quoted:
                inside.append(self.all[k])
            k += 1
        return inside

    def subject_of(self, sentence: int) -> Figure | None:
        """Whom a sentence is about: its most prominent figure."""
        inside = self.in_sentence(sentence)
        best = max(inside, key=lambda f: (f.prominence + 0.1 * f.person, -f.token), default=None)
        if best is None or best.prominence >= LEAST_PROMINENT:
            return best
        # „Maßvoll fand ihn der Vorsitzende, Sebastian Eder.“: the only person there is
        persons = {f.entity for f in inside if f.person and f.prominence >= ONLY_PERSON}
        return best if len(persons) == 1 and best.person else None
