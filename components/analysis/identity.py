"""Which name mentions mean the same: surname and full name, acronym and long form, country variants, spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from components.analysis.gender import Gender, gender_of_name, gender_of_words
from components.analysis.model import EntityType
from components.analysis.names import Name, word_lists
from components.analysis.spelling import fold, near, nominatives, readings
from components.languages import facts


@dataclass(slots=True)
class Identity:
    """The mentions of one person, body, place or thing, each with the reason why it belongs here."""

    kind: EntityType
    mentions: list[tuple[Name, str]] = field(default_factory=list)


def same_things(doc: Doc, names: list[Name]) -> list[Identity]:
    """The mentions gathered to identities, by first mention; mentions of one identity in text order."""
    people = [n for n in names if n.kind == "PER"]
    identities = _People(doc).gather(people)
    for kind in ("ORG", "LOC", "MISC"):
        identities += _Forms(doc, [n for n in names if n.kind == kind]).gather(kind)
    for identity in identities:
        identity.mentions.sort(key=lambda m: m[0].start)
    return sorted(identities, key=lambda i: i.mentions[0][0].start)


class _Forms:
    """Bodies, places and things: every wording is one form, and forms are joined by spelling, tables and acronyms."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc, self.names = doc, names
        self.parent: dict[str, str] = {}
        self.reason: dict[str, str] = {}

    def gather(self, kind: EntityType) -> list[Identity]:
        for name in self.names:
            self.parent.setdefault(name.text, name.text)
        self._join_by_reading(kind)
        if kind != "LOC":
            self._join_acronyms()
        if kind == "ORG":
            self._join_short_names()
        groups: dict[str, Identity] = {}
        for name in self.names:
            group = groups.setdefault(self._root(name.text), Identity(kind))
            group.mentions.append((name, self.reason.get(name.text, "same_name")))
        return list(groups.values())

    def _root(self, form: str) -> str:
        while self.parent[form] != form:
            form = self.parent[form]
        return form

    def _join(self, form: str, other: str, reason: str) -> None:
        a, b = self._root(form), self._root(other)
        if a != b:
            self.parent[b] = a
            self.reason.setdefault(other, reason)

    def _join_by_reading(self, kind: EntityType) -> None:
        first: dict[str, str] = {}
        for form in list(self.parent):
            for reading in readings(form, kind, self.doc.lang_):
                known = first.setdefault(reading, form)
                if known != form:
                    self._join(known, form, "variant" if reading.startswith("=") else "same_name")

    def _join_acronyms(self) -> None:
        """„Weltgesundheitsorganisation (WHO)“: an acronym in brackets; „Interamerikanische Entwicklungsbank … IADB“: its initials."""
        for one, two in zip(self.names, self.names[1:], strict=False):
            between = self.doc[one.end : two.start].text.strip("„“”\"»« ")
            after = self.doc[two.end].text if two.end < len(self.doc) else ""
            if between == "(" and after == ")" and _abbreviates(two.text, one.text):
                self._join(one.text, two.text, "acronym")
            elif between == "(" and after == ")" and _abbreviates(one.text, two.text):
                self._join(one.text, two.text, "acronym")
        by_initials: dict[str, str] = {}
        for form in self.parent:
            if letters := _initials(form, self.doc.lang_):
                by_initials.setdefault(letters, form)
        for form in self.parent:
            plain = form.replace(".", "")
            if plain.isupper() and len(plain) > 1 and plain in by_initials:
                self._join(by_initials[plain], form, "acronym")

    def _join_short_names(self) -> None:
        """„Daehan“ after „Daehan Energy“, "the League" after "the Civic League": one word of exactly one longer name."""
        longer: dict[str, set[str]] = defaultdict(set)
        for form in self.parent:
            words = fold(form).split()
            if len(words) > 1:
                for word in (words[0], words[-1]):
                    for reading in nominatives(word, self.doc.lang_):
                        longer[reading].add(self._root(form))
        for form in list(self.parent):
            folded = fold(form)
            roots = set().union(*(longer.get(r, set()) for r in nominatives(folded, self.doc.lang_)))
            if " " not in folded and len(folded) > 3 and len(roots) == 1:
                self._join(roots.pop(), form, "short_name")


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether a word in brackets can be the acronym of the name before it: capitals, its first letter theirs."""
    letters = [c for c in acronym if c.isalnum()]
    if " " in acronym.strip() or not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) * 2 < len(letters):
        return False
    starts = {word[0] for word in fold(name).replace("-", " ").split() if word}
    return fold(acronym)[0] in starts and len(name) > len(acronym) + 2


def _initials(name: str, language: str) -> str:
    """The capitals an acronym of the name would have: „Bund für Umwelt und Naturschutz“ gives BUN; "" for one word."""
    skipped = {fold(w) for w in facts(language, "names")["organisations"]["unlettered"]}
    words = [w for w in name.replace("-", " ").split() if fold(w) not in skipped and w[0].isalpha()]
    return "".join(w[0].upper() for w in words) if len(words) > 1 else ""


@dataclass(slots=True)
class _Person:
    words: tuple[str, ...]  # folded words of the fullest name
    identity: Identity
    gender: Gender = ""
    last: int = -1  # token of the last mention so far
    full: int = -1  # token of the last mention with more than one word


class _People:
    """Persons: full names first, then each bare surname or first name to the person it fits."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lists = word_lists(doc.lang_)
        self.by_word: dict[str, list[_Person]] = defaultdict(list)
        self.people: list[_Person] = []

    def gather(self, names: list[Name]) -> list[Identity]:
        full = [n for n in names if len(self._words(n)) > 1]
        for name in sorted(full, key=lambda n: (-len(n.text), n.start)):
            self._place_full(name)
        for name in names:
            if len(self._words(name)) == 1:
                self._place_bare(name)
            else:
                for person in self.by_word.get(self._words(name)[-1], []):
                    if any(m is name for m, _ in person.identity.mentions):
                        person.last = person.full = name.start
        return [person.identity for person in self.people]

    def _words(self, name: Name) -> tuple[str, ...]:
        return tuple(w for w in fold(name.text).replace(".", " ").replace("„", " ").replace("“", " ").split() if w)

    def _place_full(self, name: Name) -> None:
        words = self._words(name)
        for surname in nominatives(words[-1], self.doc.lang_):
            mine = (*words[:-1], surname)
            for person in self.by_word.get(surname, []):
                if _same_person(mine, person.words):
                    return self._add(person, name, "same_name" if mine == person.words else "name_variant")
        for person in self.people:
            if person.words[0] == words[0] and len(person.words) == len(words) and near(words[-1], person.words[-1]):
                return self._add(person, name, "spelling")
        self._new(name, words)

    def _place_bare(self, name: Name) -> None:
        word = self._words(name)[0] if self._words(name) else ""
        said = gender_of_words(self.doc, name.start)
        choices = [(p, w) for w in nominatives(word, self.doc.lang_) for p in self.by_word.get(w, [])]
        fitting = [(p, w) for p, w in choices if not (said and p.gender and p.gender != said)] or choices
        before = [(p, w) for p, w in fitting if p.last >= 0]
        if before:
            person, found = max(before, key=lambda c: (c[0].words[-1] == c[1], c[0].last))
        elif fitting:
            person, found = min(fitting, key=lambda c: (c[0].words[-1] != c[1], c[0].identity.mentions[0][0].start))
        else:
            person = next((p for p in self.people if near(word, p.words[-1])), None) or self._new(name, (word,))
            found = word
            if not any(m is name for m, _ in person.identity.mentions):
                self._add(person, name, "spelling")
            person.last = name.start
            return
        single = len(person.words) == 1
        self._add(person, name, "same_name" if single else "surname" if person.words[-1] == found else "first_name")
        person.last = name.start

    def _new(self, name: Name, words: tuple[str, ...]) -> _Person:
        gender = gender_of_words(self.doc, name.start) or gender_of_name(words, self.doc.lang_)
        person = _Person(words, Identity("PER", [(name, "same_name")]), gender)
        self.people.append(person)
        for word in self._parts(words):
            self.by_word[word].append(person)
        return person

    def _parts(self, words: tuple[str, ...]) -> Iterable[str]:
        particles = self.lists["particles"]
        parts = dict.fromkeys(nominatives(words[-1], self.doc.lang_))
        parts.update(dict.fromkeys(w for w in words if w not in particles and len(w) > 1))
        for word in words[-1:]:
            if "-" in word:
                parts.update(dict.fromkeys(w for w in word.split("-") if len(w) > 3))
        return parts

    def _add(self, person: _Person, name: Name, reason: str) -> None:
        person.identity.mentions.append((name, reason))
        person.gender = person.gender or gender_of_words(self.doc, name.start)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname are one person: „Neil A. Armstrong“, „Neil Armstrong“, „N. Armstrong“."""
    if one[-1] != other[-1]:
        return False
    shorter, longer = sorted((one[:-1], other[:-1]), key=len)
    at = 0
    for word in shorter:
        while at < len(longer) and not _same_first_name(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
    return True


def _same_first_name(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) == 1 and longer.startswith(shorter)) or near(one, other)
