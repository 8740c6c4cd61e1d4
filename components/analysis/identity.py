"""Which name mentions mean the same: surname and full name, acronym and long form, country variants, spellings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Doc

from components.analysis.acronyms import abbreviates, initials
from components.analysis.gender import Gender, gender_of_name
from components.analysis.model import EntityType
from components.analysis.names import Name, word_lists
from components.analysis.spelling import fold, near, nominatives, readings
from components.languages import facts

SHARED = 80  # tokens back within which two bearers of a surname leave in doubt whom it means
DOUBTFUL = 0.5  # confidence of such a mention
LONG_ENOUGH_FOR_TYPING_ERRORS = 9  # letters


@dataclass(slots=True)
class Identity:
    """The mentions of one person, body, place or thing, each with the reason why it belongs here."""

    kind: EntityType
    mentions: list[tuple[Name, str]] = field(default_factory=list)


def same_things(doc: Doc, names: list[Name], genders: dict[int, Gender], roles: dict[int, str]) -> list[Identity]:
    """The mentions gathered to identities, by first mention; mentions of one identity in text order.

    `genders` and `roles` hold, by a mention's first token, the gender and the role (its noun's stem) that the words before it tell
    („Frau“, „Ministerin“).
    """
    identities = _People(doc, genders, roles).gather([n for n in names if n.kind == "PER"])
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
        if kind != "LOC":
            self._join_short_names()
        self._join_misspelt()
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
            between = self.doc[one.end : two.start].text.strip('„“”"»« ')
            after = self.doc[two.end].text if two.end < len(self.doc) else ""
            short, long = (two, one) if len(two.text) < len(one.text) else (one, two)
            if between == "(" and after == ")" and abbreviates(short.text, long.text, self.doc.lang_):
                self._join(long.text, short.text, "acronym")
        by_initials: dict[str, str] = {}
        for form in self.parent:
            if letters := initials(form, self.doc.lang_):
                by_initials.setdefault(letters, form)
        for form in self.parent:
            plain = form.replace(".", "")
            if plain.isupper() and len(plain) > 1 and plain in by_initials:
                self._join(by_initials[plain], form, "acronym")

    def _join_short_names(self) -> None:
        """„Daehan“ after „Daehan Energy“, "the League" after "the Civic League": first or last words of exactly one longer name."""
        lists = word_lists(self.doc.lang_)
        place = {form: k for k, form in enumerate(self.parent)}
        longer: dict[str, set[str]] = defaultdict(set)
        for form in self.parent:
            words = fold(form).replace("-", " ").split()
            for k in range(1, len(words)):
                school = k == len(words) - 1 and words[0] in lists["schools"]  # "Selm" after "the University of Selm"
                if school or words[k - 1] not in lists["function"] | lists["articles"]:
                    for reading in nominatives(" ".join(words[k:]), self.doc.lang_):
                        longer[reading].add(form)
            if len(words) > 1 and " " in form:
                longer[words[0]].add(form)
        for form in list(self.parent):
            folded = fold(form)
            found = {f for r in nominatives(folded, self.doc.lang_) for f in longer.get(r, ())}
            if len(folded) > 3 and folded not in lists["general_bodies"] and len({self._root(f) for f in found}) == 1:
                earliest = min(found, key=lambda f: place[f])
                if place[earliest] < place[form]:
                    self._join(earliest, form, "short_name")

    def _join_misspelt(self) -> None:
        """„Domikanische Republik“: one letter off a longer name that the article spells otherwise."""
        known: dict[tuple[str, int], list[str]] = defaultdict(list)
        for form in self.parent:
            folded = fold(form)
            if len(folded) < LONG_ENOUGH_FOR_TYPING_ERRORS:
                continue
            for length in (len(folded) - 1, len(folded), len(folded) + 1):
                for other in known[folded[:2], length]:
                    if self._root(other) != self._root(form) and near(folded, fold(other), 1):
                        self._join(other, form, "spelling")
            known[folded[:2], len(folded)].append(form)


@dataclass(slots=True)
class _Person:
    words: tuple[str, ...]  # folded words of the fullest name, particles before the surname left out
    identity: Identity
    gender: Gender = ""
    last: int = -1  # token of the last mention so far
    roles: set[str] = field(default_factory=set)  # stems of the roles told before its mentions so far


class _People:
    """Persons: full names first, then each bare surname or first name to the person it fits."""

    def __init__(self, doc: Doc, genders: dict[int, Gender], roles: dict[int, str]) -> None:
        self.doc, self.genders, self.roles = doc, genders, roles
        self.lists = word_lists(doc.lang_)
        self.by_word: dict[str, list[_Person]] = defaultdict(list)
        self.by_letters: dict[str, list[_Person]] = defaultdict(list)  # by the first two of the surname
        self.people: list[_Person] = []
        self.owner: dict[int, _Person] = {}  # by first token of the mention
        self.families: dict[str, _Person] = {}
        self.known_words: frozenset[str] = frozenset()

    def gather(self, names: list[Name]) -> list[Identity]:
        words = {n.start: self._words(n) for n in names}
        self.known_words = frozenset(w for parts in words.values() for w in parts[-1:])
        for name in sorted(names, key=lambda n: (-len(n.text), n.start)):
            if len(words[name.start]) > 1:
                self._place_full(name, self._nominative(words[name.start]))
        for name in names:
            if len(words[name.start]) <= 1 and self._is_family(name):
                self._place_family(name, (words[name.start] or (fold(name.text),))[0])
            elif len(words[name.start]) <= 1:
                self._place_bare(name, (words[name.start] or (fold(name.text),))[0])
            self.owner[name.start].last = name.start
        return [person.identity for person in self.people]

    def _words(self, name: Name) -> tuple[str, ...]:
        """The folded words without dots, leading particles („van der Vaart“) and, in English, the ending 's."""
        words = [w for w in fold(name.text).replace(".", " ").translate(_MARKS).split() if w]
        while len(words) > 1 and words[0] in self.lists["particles"]:
            del words[0]
        return tuple(words)

    def _nominative(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """„theresa mays“ is „theresa may“ where May stands elsewhere in the article."""
        bare = next((w for w in nominatives(words[-1], self.doc.lang_)[1:] if w in self.known_words), words[-1])
        return (*words[:-1], bare)

    def _place_full(self, name: Name, words: tuple[str, ...]) -> None:
        for person in self.by_word.get(words[-1], []):
            if _same_person(words, person.words):
                return self._add(person, name, "same_name" if words == person.words else "name_variant")
            if _same_person(tuple(map(self._formal, words)), tuple(map(self._formal, person.words))):
                return self._add(person, name, "nickname")
        for person in self.by_word.get(words[0], []):
            if person.words[0] == words[0] and len(person.words) == len(words) and near(words[-1], person.words[-1]):
                return self._add(person, name, "spelling")
        return self._new(name, words)

    def _is_family(self, name: Name) -> bool:
        """„die Familie Hallstein“, "the Morgan family", "the Morgans" are not the one or the other of that name."""
        before = fold(self.doc[name.start - 1].text) if name.start else ""
        after = fold(self.doc[name.end].text) if name.end < len(self.doc) else ""
        return before in self.lists["family"] or after in self.lists["family"]

    def _place_family(self, name: Name, word: str) -> None:
        if word in self.families:
            self._add(self.families[word], name, "same_name")
            return
        person = _Person((word,), Identity("PER", [(name, "same_name")]))
        self.people.append(person)
        self.owner[name.start] = self.families[word] = person

    def _place_bare(self, name: Name, word: str) -> None:
        said = self.genders.get(name.start, "")
        found = [(p, w) for w in nominatives(word, self.doc.lang_) for p in self.by_word.get(w, [])]
        choices = [(p, w) for p, w in found if not (said and p.gender and p.gender != said)]
        if not choices:
            similar = [] if found else [p for p in self.by_letters[word[:2]] if near(word, p.words[-1])]
            return self._add(similar[0], name, "spelling") if similar else self._new(name, self._nominative((word,)))
        before = [(p, w) for p, w in choices if p.last >= 0]
        if before:
            before = self._of_that_role(name, before) or before
            name = self._with_doubt(name, before)
            person, fits = max(before, key=lambda c: (c[0].words[-1] == c[1], c[0].last))
        else:
            person, fits = min(choices, key=lambda c: (c[0].words[-1] != c[1], c[0].identity.mentions[0][0].start))
        if len(person.words) == 1:
            return self._add(person, name, "same_name")
        return self._add(person, name, "surname" if person.words[-1] == fits else "first_name")

    def _of_that_role(self, name: Name, choices: list[tuple[_Person, str]]) -> list[tuple[_Person, str]]:
        """Those who have the role that stands before a bare surname: „Technikchef Wolff“ beside „Konzernchefin Simone Wolff“."""
        said = self.roles.get(name.start, "")
        return [(p, w) for p, w in choices if said and any(r.endswith(said) or said.endswith(r) for r in p.roles)]

    def _with_doubt(self, name: Name, choices: list[tuple[_Person, str]]) -> Name:
        """The name, less sure where two bearers of it were named shortly before."""
        near_by = [p for p, w in choices if p.words[-1] == w and name.start - p.last < SHARED]
        return replace(name, confidence=min(name.confidence, DOUBTFUL)) if len(near_by) > 1 else name

    def _formal(self, word: str) -> str:
        """The first name that a short one stands for: "william" for "bill"; any other word itself."""
        return _nicknames(self.doc.lang_).get(word, word)

    def _new(self, name: Name, words: tuple[str, ...]) -> None:
        gender = self.genders.get(name.start) or gender_of_name(words, self.doc.lang_)
        person = _Person(words, Identity("PER", [(name, "same_name")]), gender)
        self.people.append(person)
        self.by_letters[words[-1][:2]].append(person)
        self.owner[name.start] = person
        self._learn(person, name)
        parts = dict.fromkeys(w for w in words if w not in self.lists["particles"] and len(w) > 1)
        if "-" in words[-1]:
            parts |= dict.fromkeys(w for w in words[-1].split("-") if len(w) > 3)
        for word in parts:
            self.by_word[word].append(person)

    def _add(self, person: _Person, name: Name, reason: str) -> None:
        person.identity.mentions.append((name, reason))
        person.gender = person.gender or self.genders.get(name.start, "")
        self.owner[name.start] = person
        self._learn(person, name)

    def _learn(self, person: _Person, name: Name) -> None:
        if role := self.roles.get(name.start):
            person.roles.add(role)


@lru_cache(maxsize=8)
def _nicknames(language: str) -> dict[str, str]:
    table = facts(language, "names")["nicknames"]
    return {fold(short): fold(formal) for formal, shorts in table.items() for short in shorts.split()}


_MARKS = str.maketrans(dict.fromkeys('„“”"»«()', " "))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname are one person: „Neil A. Armstrong“, „Neil Armstrong“, „N. Armstrong“."""
    if one[-1] != other[-1]:
        return False
    first, second = ("-".join(words[:-1]).split("-") for words in (one, other))
    shorter, longer = sorted((first, second), key=len)
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
