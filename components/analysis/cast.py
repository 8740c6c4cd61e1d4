"""The cast of an article: who its persons and bodies are, what it calls them, and whom „die Ministerin“ means."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from components.analysis.appearances import Named, appearances, sentence_numbers
from components.analysis.bodies import body_meant
from components.analysis.cast_members import GUESS, LIKELY, SURE, Member
from components.analysis.gender import Gender, gender_of_name
from components.analysis.introductions import introductions
from components.analysis.model import Entity, EntityType
from components.analysis.name_lists import same_roles
from components.analysis.names import word_lists
from components.analysis.noun_phrases import Phrase, determiner_of, phrase_at
from components.analysis.nouns import chain_end, noun_at, sense
from components.analysis.role_fit import role_fit, roles_within
from components.analysis.roles import Role, affiliation_after, age_after, descriptions, role_after, role_before
from components.analysis.signatures import signed
from components.analysis.spelling import fold, readings
from components.languages import traits

AGED = re.compile(r"\d+[- ](?:jahre|years?)[- ](?:alt|old)")
AGE_BEFORE_NAME = re.compile(r"\d+-(?:year-old|jährigen?|jähriger)")
MOST_NAMES = 150  # looked at for it


class Cast:
    """All named members of an article, and the search for the one a noun phrase means."""

    def __init__(self, doc: Doc, entities: tuple[Entity, ...]) -> None:
        self.doc = doc
        self.names = appearances(doc, entities)
        self.ends = {n.start: n.end for n in self.names}
        self.at = {t: n for n in self.names for t in range(n.start, n.end)}
        self.inside = frozenset(self.at)
        self.signed = signed(doc)
        self.sentence = sentence_numbers(doc)
        self.breaks = [t.i for t in doc if t.is_space and "\n" in t.text]  # between paragraphs
        self.members = {e.id: Member(e.id, e.type, e.name, []) for e in entities if e.type != "SOURCE"}
        for name in self.names:
            self._meet(name)
        self.phrases = descriptions(doc, self.ends, self.inside)
        self.introduced = introductions(self)
        for member in self.members.values():
            if member.kind == "PER":
                member.gender = _gender(member, doc.lang_)
        self.persons = [m for m in self.members.values() if m.kind == "PER"]
        self.by_reading: dict[str, str] = {}
        for name in self.names:
            if name.kind in ("ORG", "MISC"):
                for reading in readings(doc[name.start : name.end].text, "ORG", doc.lang_):
                    self.by_reading.setdefault(reading, name.entity)
        self.by_base: dict[str, list[Member]] = {}
        for member in self.members.values():
            for base in dict.fromkeys(r.base for r in member.roles):
                self.by_base.setdefault(base, []).append(member)

    def _meet(self, name: Named) -> None:
        member = self.members[name.entity]
        member.starts.append(name.start)
        if name.start in self.signed:
            return
        if member.kind == "PER":
            stop = min(len(self.doc), name.end + 40)
            before = None if self._is_complement(name) else role_before(self.doc, name.start, self.inside)
            found = [before, role_after(self.doc, name.end, stop, self.ends)]
            for role in found:
                if role is not None:
                    member.roles += [role, *roles_within(self.doc, role)]
            if affiliation := affiliation_after(self.doc, name.end, self.ends):
                member.further.append(affiliation)
            if age := age_after(self.doc, name.end):
                member.ages.add(age)
        elif name.start:
            at = name.start - 1
            while at > 0 and self.doc[at].text in "„“”\"»«‚'":
                at -= 1
            noun = noun_at(self.doc, at) if at not in self.inside else None
            if noun is not None and noun.sense.kind in ("body", "person", "other"):
                member.roles.append(Role(at, noun.end, noun.text, noun.sense.base, noun.sense.stem, noun.sense.gender))

    def _is_complement(self, name: Named) -> bool:
        """„ein Berater Meddours“ is not Meddour; „Präsident Meddours Berater“ is his."""
        after = self.doc[name.end].text if name.end < len(self.doc) else "."
        return name.genitive and traits(self.doc.lang_).case_endings and not after[0].isupper()

    def name_behind(self, end: int) -> Named | None:
        """The person's name in an apposition behind the comma at token `end`, itself closed by a comma or the sentence's verb.

        Titles are skipped, and a role: „Bergers Anwältin, die Arbeitsrechtlerin Gül Kreuzer, hat …“.
        """
        doc = self.doc
        if end + 1 >= len(doc) or doc[end].text not in ",–—":
            return None
        at, lists = end + 1, word_lists(doc.lang_)
        if AGE_BEFORE_NAME.fullmatch(doc[at : chain_end(doc, at)].text):
            at = chain_end(doc, at)  # "The bride, 27-year-old Agnes Holm, was found"
        while (
            at < len(doc) - 1
            and at not in self.at
            and fold(doc[at].text).rstrip(".") in lists["titles"] | lists["before_names"] | {"."}
        ):
            at += 1
        if at not in self.at and determiner_of(doc[end + 1].text, doc.lang_) == "definite":
            role = phrase_at(doc, end + 1, len(doc), self.ends)
            at = (
                role.noun.end
                if role is not None and role.noun.sense.kind in ("person", "other") and not role.plural
                else at
            )
        name = self.at.get(at)
        if name is None or name.start != at or name.kind != "PER" or name.genitive:
            return None
        closing = doc[name.end].text if name.end < len(doc) else "."
        return (
            name
            if closing in ',.;:–-("“»' or (closing[0].islower() and closing not in ("und", "and", "oder", "or"))
            else None
        )

    def appositive(self, phrase: Phrase) -> str | None:
        """The entity a noun phrase stands beside: „Hussein al Huthi, einem ehemaligen Abgeordneten“, „der Kurde Raed Dschuhi“."""
        if phrase.start in self.introduced:
            return self.introduced[phrase.start]
        if phrase.noun.end in self.ends:
            beside = self.at[phrase.noun.end]
            # „eine frühere Kollegin Bergers“ is somebody else
            return None if beside.genitive and traits(self.doc.lang_).case_endings else beside.entity
        before = self.at.get(phrase.start - 2) if phrase.start > 1 and self.doc[phrase.start - 1].text == "," else None
        return before.entity if before is not None and before.kind == "PER" and before.end == phrase.start - 1 else None

    def named_so(self, phrase: Phrase, start: int, end: int) -> tuple[str, str, float] | None:
        """The entity whose name the words are though they were not marked as one: „der Bahn“, „der OSZE-Bericht“ (whose paper it is)."""
        noun = phrase.noun
        plain = self.doc[noun.start : end].text
        for words in dict.fromkeys((plain, noun.text)):
            for reading in readings(words, "ORG", self.doc.lang_):
                if reading in self.by_reading:
                    return self.by_reading[reading], "same_name", LIKELY
        before = self.at.get(noun.start - 1)
        if before is not None and fold(noun.text) in word_lists(self.doc.lang_)["kinds_behind"]:
            return before.entity, "same_name", LIKELY  # "the Left party"
        if noun.sense.kind == "report" and "-" in noun.text:
            owner = self.by_reading.get(fold(noun.text.split("-")[0]))
            return (owner, "report", LIKELY) if owner else None
        return None

    def who(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """The entity a noun phrase means, how it was found ("role", "age", "general", "body") and how sure that is; None for nobody named."""
        sense = phrase.noun.sense
        if sense.kind == "person" and phrase.start in self.introduced:
            return self.introduced[phrase.start], "role", SURE
        if phrase.plural or phrase.determiner in ("indefinite", "number"):
            return None
        if sense.kind == "person":
            return self._person(phrase)
        if sense.kind == "other":
            return self._by_nature(phrase)
        return body_meant(self, phrase) if sense.kind == "body" and phrase.determiner != "possessive" else None

    def _person(self, phrase: Phrase) -> tuple[str, str, float] | None:
        sense, here = phrase.noun.sense, phrase.noun.start
        if (other := self._by_other_word(phrase)) is not None:
            return other
        best: tuple[float, str, str, float] | None = None
        for member in self.by_base.get(sense.base, []):
            if member.kind != "PER" or _differ(member.gender, phrase.gender):
                continue
            for role in member.roles:
                fit = role_fit(role, phrase)
                distance = self.distance(member, here)
                value = fit - 0.08 * distance - (0.8 if member.before(here) < 0 else 0)
                if fit > 0 and (best is None or value > best[0]):
                    best = (value, member.entity, "role", SURE if fit >= 3 else LIKELY)
        if best is not None and best[0] > 0.6:
            return best[1:]
        return self._general(phrase) or self._not_yet_described(phrase) or self._by_nature(phrase)

    def _by_other_word(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """„der Staatschef“ is the president named before, „die Regierungschefin“ the prime minister, where nobody is called so."""
        stem, here = phrase.noun.sense.stem, phrase.noun.start
        words = next((group for group in same_roles(self.doc.lang_) if stem in group), frozenset())
        words |= self._same_post(phrase)
        if not words or phrase.end > phrase.noun.end or phrase.determiner != "definite":
            return None
        found: dict[str, Member] = {}
        for member in self.persons:
            alone = [r for r in member.roles if sense(r.text.split()[-1], self.doc.lang_).base == r.base]
            stems = {r.stem for r in alone}  # not „Präsident der Industriekammer“
            if stem in stems and member.before(here) >= 0:
                return None  # somebody is called exactly so
            beside = member.before(here) >= 0 and self.sentence[member.before(here)] == self.sentence[here]
            if beside:
                continue  # "The shadow secretary, Owen Cole, said the minister had slept"
            if not stems.isdisjoint(words) and member.before(here) >= 0 and not _differ(member.gender, phrase.gender):
                found[member.entity] = member
        nearest = max(found.values(), key=lambda m: m.before(here), default=None)
        return (nearest.entity, "role", LIKELY) if nearest is not None else None

    def _same_post(self, phrase: Phrase) -> frozenset[str]:
        """„Klinikchef“ is another word for „Klinikdirektor“: one place, two words for its head."""
        stem, base, leaders = phrase.noun.sense.stem, phrase.noun.sense.base, word_lists(self.doc.lang_)["leaders"]
        place = stem.removesuffix(base)
        return frozenset(place + word for word in leaders) if base in leaders and len(place) > 3 else frozenset()

    def _not_yet_described(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """The one person named shortly before without any role, where nobody else has the role: „Uta Klamm hat gerechnet. Die Ökonomin …“."""
        relational = word_lists(self.doc.lang_)["relational_roles"]  # „ihr Kollege Kless“ may be a historian
        base = phrase.noun.sense.base
        if phrase.determiner != "definite" or self._called_so(base, phrase.gender) or base in relational:
            return None
        recent = self.recent(phrase.noun.start, "PER", 2)
        fitting = [m for m in recent if not _differ(m.gender, phrase.gender)]
        near = [m for m in fitting if all(r.base in relational for r in m.roles)]
        if phrase.end > phrase.noun.end and near != fitting[:1]:
            return None  # „der Leiter des Amtes“ is whoever was named last, or somebody new
        bare = phrase.start + 1 == phrase.noun.start and phrase.end == phrase.noun.end
        told = phrase.gender or traits(self.doc.lang_).case_endings or not bare  # "the professor" has no gender
        alone = len(near) == 1 and (near[0].gender in (phrase.gender, "") or not told)
        return (near[0].entity, "general", GUESS) if alone else None

    def _called_so(self, base: str, gender: Gender) -> bool:
        """Whether the article gives the role to anybody whom words of that gender can mean."""
        return any(not _differ(m.gender, gender) for m in self.by_base.get(base, ()))

    def _by_nature(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """Whom a word for origin, party or trade means that the article has for nobody: „…“, sagt der Fliesenleger; der Flame; die Sozialistin.

        The only person of that gender in this sentence and the one before, for a known trade in this paragraph and the one before; what
        is no known word for a person must end like one.
        """
        noun, lists = phrase.noun, word_lists(self.doc.lang_)
        if phrase.determiner != "definite" or phrase.end > noun.end or self._called_so(noun.sense.base, phrase.gender):
            return None
        known = noun.sense.base in lists["natures"] or noun.sense.stem in lists["natures"]
        ending: Gender = "f" if noun.text.endswith("in") else "m" if noun.text.endswith("er") else ""
        gender = ending if noun.sense.kind == "other" else phrase.gender
        if not (known or noun.sense.kind == "other") or not gender or not traits(self.doc.lang_).case_endings:
            return None
        far = self._sentences_of_two_paragraphs(noun.start) if known else 1
        for sentences in dict.fromkeys((1, far)):
            near = [m for m in self.recent(noun.start, "PER", sentences) if not _differ(m.gender, gender)]
            if near:
                return (near[0].entity, "general", GUESS) if len(near) == 1 and near[0].gender == gender else None
        return None

    def _sentences_of_two_paragraphs(self, here: int) -> int:
        """How many sentences back from a token its paragraph and the one before it begin."""
        k = bisect_left(self.breaks, here)
        return self.sentence[here] - self.sentence[self.breaks[k - 2] if k > 1 else 0]

    def is_general(self, phrase: Phrase) -> bool:
        """Whether a noun phrase can mean any person named before: „der 54-Jährige“, „die 58 Jahre alte Schweizerin“, „der Politiker“."""
        after = fold(self.doc[phrase.noun.end].text) if phrase.end > phrase.noun.end else ""
        lists, base = word_lists(self.doc.lang_), phrase.noun.sense.base
        if phrase.plural or phrase.determiner != "definite":
            return False
        if base in lists["successors"]:
            return True  # „sagte der Nachfolger von Klaus Wesel“
        return after not in lists["owning"] and (self._is_aged(phrase) or base in lists["general_roles"])

    def _is_aged(self, phrase: Phrase) -> bool:
        words = fold(self.doc[phrase.start : phrase.noun.end].text)
        return "jaehrig" in words or bool(AGED.search(words))

    def _general(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """Whom a general noun phrase means: the person of that age, else the last person it can be in this sentence or the two before."""
        here = phrase.noun.start
        if not self.is_general(phrase):
            return self._of_a_body(phrase)
        if self._is_aged(phrase):
            ages = {t.text.split("-")[0] for t in self.doc[phrase.start : phrase.noun.end]}
            for member in self.persons:
                if ages & member.ages and member.before(here) >= 0:
                    return member.entity, "age", SURE
        near = [m for m in self.recent(here, "PER", 2) if not _differ(m.gender, phrase.gender)]
        if near:
            return max(near, key=lambda m: m.before(here)).entity, "general", GUESS
        return self._only_one(phrase) if self._is_aged(phrase) else None

    def _of_a_body(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """„die Forscherin der Universität Selm“: the only one of that gender named in this sentence or the two before."""
        lists, noun = word_lists(self.doc.lang_), phrase.noun
        name = next((self.at[t] for t in range(noun.end, phrase.end) if t in self.at), None)
        general = noun.sense.base in lists["general_roles"] - lists["relational_roles"]
        if not general or phrase.plural or phrase.determiner != "definite" or name is None or name.kind != "ORG":
            return None
        near = [m for m in self.recent(noun.start, "PER", 2) if not _differ(m.gender, phrase.gender)]
        return (near[0].entity, "general", GUESS) if len(near) == 1 and near[0].gender == phrase.gender else None

    def _only_one(self, phrase: Phrase) -> tuple[str, str, float] | None:
        """„die 56-jährige Kauffrau“, where the article has named one woman so far and described no other one without a name."""
        here = phrase.noun.start
        unnamed = any(
            p.start < here and p.determiner in ("indefinite", "number") and p.gender == phrase.gender
            for p in self.phrases
        )
        told = [m for m in self.persons if m.before(here) >= 0 and m.gender == phrase.gender and not m.ages]
        return (told[0].entity, "general", GUESS) if phrase.gender and len(told) == 1 and not unnamed else None

    def recent(self, here: int, kind: EntityType, sentences: int) -> list[Member]:
        """The members of a kind named before a token in the same sentence or some sentences before, the latest first."""
        k = bisect_left(self.names, here, key=lambda n: n.start)
        found: dict[str, Member] = {}
        for name in reversed(self.names[max(0, k - MOST_NAMES) : k]):
            if self.sentence[here] - self.sentence[name.start] > sentences:
                break
            if name.kind == kind and name.start not in self.signed:
                found.setdefault(name.entity, self.members[name.entity])
        return list(found.values())

    def distance(self, member: Member, here: int) -> int:
        """Sentences between a token and the member's last name before it (its first name after it)."""
        last = member.before(here)
        if last < 0:
            last = member.starts[0] if member.starts else here
        return abs(self.sentence[here] - self.sentence[last])


def _differ(one: Gender, other: Gender) -> bool:
    return {one, other} == {"m", "f"}


def _gender(member: Member, language: str) -> Gender:
    """A woman's role or title decides; then the first name; then a man's role, which older texts give to women too."""
    told = [r.gender for r in member.roles]
    if "f" in told:
        return "f"
    words = tuple(w for w in fold(member.name).split() if w)
    return gender_of_name(words, language) or ("m" if "m" in told else "")
