"""Person, organisation, place or something else: one type for the same words, by the encoder and by what stands beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from components.analysis.coordinations import lists_of_names
from components.analysis.founders import firms_of_founders
from components.analysis.gender import is_first_name
from components.analysis.half_seen import called_by_country
from components.analysis.model import EntityType
from components.analysis.name_lists import KINDS, Name, known_kind, word_lists
from components.analysis.noun_phrases import determiner_of, phrase_at
from components.analysis.nouns import chain_start, noun_at
from components.analysis.spelling import fold, nominatives
from components.encoder import part_of_speech
from components.languages import traits

KNOWN_NAME = 0.3  # added to the probability that a well-known place or body is one
IN_A_LIST = 0.5  # the part of its neighbours' probabilities that a member of a list has
FOUND_AS = 0.01  # the same for the type by which a name was found that the encoder did not see
TOLD = 1.1  # the same for what the words beside a name say, for each of its mentions
SURE_PERSON = 0.8  # confidence from which a word is no short form of a body's name: „Corvin“ beside „Corvin Vision“
APPOSITION = 10  # tokens from a name to the noun of its apposition
OPENING = "„“”\"»«‚'‘"
COMPOUND_PLACES = ("staat", "staates", "staats", "insel", "stadt")  # „des Pazifikstaates Maruhea“


def typed(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with one type for the same words: by the sum of the encoder's probabilities and by what stands beside them.

    „Reuters“ is an ORG everywhere; so is „Hallstein“ where the article speaks of „der Hallstein AG“ or „dem Konzern Hallstein“.
    """
    ends = {n.start: n.end for n in names}
    keys = [_key(name, doc.lang_) for name in names]
    told = [_told(doc, name, ends) for name in names]
    for k, (before, name) in enumerate(pairwise(names), 1):
        # „die Vermögensverwalter Amerigo und Stonebridge“
        joined = name.start == before.end + 1 and fold(doc[before.end].text) in word_lists(doc.lang_)["joining"]
        if joined and told[k] is None and told[k - 1] == "ORG" and name.kind == "PER" and " " not in name.text:
            told[k] = "ORG"
    surnames = {fold(n.text).split()[-1] for n in names if n.kind == "PER" and " " in n.text}
    scores, count = _scores(doc, names, keys), Counter(keys)
    posts = _holders_of_posts(doc)
    pairs: set[tuple[str, EntityType]] = {(key, "ORG") for key in keys if key.replace("-", " ") in posts - surnames}
    pairs |= {(key, said) for key, said in zip(keys, told, strict=True) if said is not None and key not in surnames}
    for key, kind in pairs:
        if kind != "PER" or not any(key == k and other != "PER" for k, other in pairs):
            scores[key][kind] += TOLD * count[key]
    out = []
    for name, key, said in zip(names, keys, told, strict=True):
        best: EntityType = max(scores[key], key=lambda kind: scores[key][kind])
        if said == "PER" and name.kind == "PER":
            best = "PER"  # „Frau Hallstein“ beside „der Hallstein AG“
        elif said == "ORG" and key in surnames and key != fold(name.text):
            best = "ORG"  # „die Hallstein AG“ beside „Karl Hallstein“
        elif said is None and best in ("LOC", "MISC") and key in surnames and known_kind(name.text, doc.lang_) is None:
            best = "PER"  # „Saarinen schwieg“ in an article with Pekka Saarinen; „Hamburg“ stays a place beside Lisa Hamburg
        out.append(name if best == name.kind else replace(name, kind=best))
    return _short_bodies(doc, firms_of_founders(doc, out, told), told, surnames)


def _scores(doc: Doc, names: list[Name], keys: list[str]) -> dict[str, dict[EntityType, float]]:
    """How likely each type is for each key, over all its mentions; members of one list have a part of each other's likelihoods."""
    scores: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for name, key in zip(names, keys, strict=True):
        for kind, score in _type_scores(doc, name).items():
            scores[key][kind] += score
        scores[key][name.kind] += FOUND_AS
        if (known := known_kind(name.text, doc.lang_)) is not None:
            scores[key][known] += KNOWN_NAME
    for group in lists_of_names(doc, names):
        each = [_type_scores(doc, names[k]) for k in group]
        for k in group:
            for kind in KINDS:
                scores[keys[k]][kind] += IN_A_LIST * sum(row.get(kind, 0.0) for row in each) / len(group)
    return scores


def _holders_of_posts(doc: Doc) -> frozenset[str]:
    """What stands before a post in a hyphenated word, folded: „minera quelon“ of „Minera-Quelón-Chefin“."""
    posts = word_lists(doc.lang_)["company_posts"]
    found = set()
    for token in doc:
        start = chain_start(doc, token.i)
        if start < token.i and fold(token.text) in posts:
            found.add(fold(doc[start : token.i - 1].text).replace("-", " "))
    return frozenset(found)


def _short_bodies(doc: Doc, names: list[Name], told: list[EntityType | None], surnames: set[str]) -> list[Name]:
    """The names, those that shorten a body's to its first word typed like it: „Halden“ beside "Halden Bank", "Selm" beside "University of Selm"."""
    bodies = word_lists(doc.lang_)["general_bodies"]
    parts = [fold(n.text).split() for n in names if n.kind == "ORG"]
    first = {words[0] for words in parts if len(words) == 2 and words[1] in bodies}
    first |= {words[-1] for words in parts if len(words) > 2 and words[0] in word_lists(doc.lang_)["schools"]}
    unsure = {words[0] for words in parts if len(words) == 2 and not is_first_name(words[0])}
    kinds = {fold(n.text) for n in names if n.kind == "LOC"}
    return [
        replace(name, kind="ORG")
        if name.kind == "PER"
        and said != "PER"
        and fold(name.text) in (first if name.confidence >= SURE_PERSON else first | unsure) - kinds - surnames
        else name
        for name, said in zip(names, told, strict=True)
    ]


def _told(doc: Doc, name: Name, ends: dict[int, int]) -> EntityType | None:
    """What the words beside a name say it is: „Frau Berger“, „der Konzern Hallstein“, „Hallstein, ein Hersteller von …“, „Insel Hoy“."""
    lists = word_lists(doc.lang_)
    words = fold(name.text).split()
    if (by_itself := _by_its_words(doc, name, words)) is not None:
        return by_itself
    following = doc[name.end].text if name.end < len(doc) else ""
    if len(words) == 1 and _employs(doc, name, ends):
        return "ORG"
    if known_kind(name.text, doc.lang_) == "LOC" and following.islower() and not traits(doc.lang_).capital_nouns:
        return "LOC"  # "the New Zealand government"
    if fold(following) in lists["company_forms"] and following[0].isupper():
        return "ORG"
    before = name.start - 1
    while before > 0 and doc[before].text in OPENING:
        before -= 1
    if before >= 0 and not doc[before].is_space:
        folded = fold(doc[before].text).rstrip(".")
        if folded in lists["addresses"] or (
            doc[before].text == "." and fold(doc[before - 1].text) in lists["addresses"]
        ):
            return "PER"
        if any(
            folded in (kind, kind + "s", kind + "es") or folded.endswith(COMPOUND_PLACES)
            for kind in lists["place_kinds"]
        ):
            return "LOC"
        noun = noun_at(doc, chain_start(doc, before))
        if (
            noun is not None
            and noun.end == before + 1
            and name.kind != "LOC"  # „die Armee Russlands“
            and not (len(words) > 1 and is_first_name(words[0]))  # „der Direktor der Behörde Karl Meier“
            and not lists["companies"].isdisjoint((noun.sense.base, noun.sense.stem))
        ):
            return "ORG"
        if (before < name.start - 1 and names_a_work(doc, before)) or _called_by_thing(doc, name):
            return "MISC"
    return _in_apposition(doc, name, ends) or _behind_description(doc, name)


def _called_by_thing(doc: Doc, name: Name) -> bool:
    """„das Anabolikum Ostarin“: a single word behind a noun that „das“ shows to name no person; not „das Mädchen Lea“."""
    if name.start < 2 or name.kind != "PER" or name.end - name.start > 1 or is_first_name(name.text):
        return False
    noun = noun_at(doc, name.start - 1)
    article = traits(doc.lang_).gendered_nouns and doc[name.start - 2].lower_ == "das"
    return article and part_of_speech(doc[name.start - 2]) == "DET" and noun is not None and noun.sense.kind == "other"


def _employs(doc: Doc, name: Name, ends: dict[int, int]) -> bool:
    """Whether a person's full name follows a possessive: "Hallwyl's Anna Berg", who works there; "Emma's Uncle Tom" is no firm's."""
    if traits(doc.lang_).case_endings or name.kind != "PER" or is_first_name(name.text):
        return False
    at = name.end
    while at < len(doc) and doc[at].text in ("'", "’", "s", "'s", "’s"):
        at += 1
    return at > name.end and ends.get(at, 0) - at > 1 and is_first_name(doc[at].text)


def _behind_description(doc: Doc, name: Name) -> EntityType | None:
    """ "the children's agency, Unisave, said": a name between commas behind a noun phrase for a body."""
    if traits(doc.lang_).capital_nouns or name.kind == "LOC" or name.start < 3 or name.end >= len(doc):
        return None
    if doc[name.start - 1].text != "," or doc[name.end].text not in ",;)":
        return None
    noun = noun_at(doc, name.start - 2)
    person = name.end - name.start > 1 and is_first_name(doc[name.start].text)
    if noun is None or noun.end != name.start - 1 or person:
        return None
    articles = (determiner_of(t.text, doc.lang_) for t in doc[max(0, name.start - APPOSITION) : name.start - 2])
    described = "definite" in articles and noun.sense.base in word_lists(doc.lang_)["companies"]
    return "ORG" if described else None


def _by_its_words(doc: Doc, name: Name, words: list[str]) -> EntityType | None:
    """What a name's own words say: „Hallstein AG“, „Ravn & Partner“, „Clarissa von der Aue“, „(sagte) von der Aue“."""
    lists = word_lists(doc.lang_)
    if (words[-1] in lists["company_forms"] and len(words) > 1) or (words[-1] in lists["partners"] and len(words) > 2):
        return "ORG"
    if len(words) > 1 and (words[-1] in lists["body_heads"] or known_kind(name.text, doc.lang_) == "ORG"):
        return "ORG"  # "Third Chamber", "Doctors Without Borders"
    if called_by_country(doc, name.start, name.end):
        return "ORG"
    first = doc[name.start].text
    if len(words) > 2 and is_first_name(first) and words[1] in lists["surname_openings"]:
        return "PER"
    return "PER" if len(words) > 1 and first.islower() and words[0] in lists["surname_openings"] else None


def names_a_work(doc: Doc, at: int) -> bool:
    """Whether the noun at a token has a title of its own in marks behind it: „der Roman „Die Furt““, „das Schiff „Ayla““."""
    word = fold(doc[at].text)
    words = {word, *(word.removesuffix(e) for e in ("s", "es", "n", "en", "e"))}
    works = word_lists(doc.lang_)["works"]
    return not words.isdisjoint(works) or (
        traits(doc.lang_).compounds and word.endswith(tuple(w for w in works if len(w) > 3))
    )


def _in_apposition(doc: Doc, name: Name, ends: dict[int, int]) -> EntityType | None:
    """„Iberocem, ein spanischer Zementhersteller,“: the noun of the apposition is a company."""
    at = name.end + 1
    if name.kind == "LOC":
        return None
    if at + 1 >= len(doc) or doc[name.end].text != "," or determiner_of(doc[at].text, doc.lang_) == "none":
        return None
    phrase = phrase_at(doc, at, min(len(doc), at + APPOSITION), ends)
    if phrase is None:
        return None
    firm = (
        name.kind == "PER" and name.end - name.start == 1 and not is_first_name(name.text)
    )  # "Northport, the operator,"
    if phrase.noun.sense.kind != "body" and (traits(doc.lang_).capital_nouns or not firm):
        return None
    return "ORG" if phrase.noun.sense.base in word_lists(doc.lang_)["companies"] else None


def _key(name: Name, language: str) -> str:
    """The words by which a name is the same everywhere, without genitive and legal form."""
    key = nominatives(fold(name.text), language)[-1]
    words = key.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in word_lists(language)["company_forms"] else key


def _type_scores(doc: Doc, name: Name) -> dict[EntityType, float]:
    heads, labels = doc.user_data.get("heads", {}), doc.user_data.get("labels", {})
    if "e" not in heads:
        return {name.kind: name.confidence}
    mean = heads["e"][name.start : name.end].mean(0)
    return {kind: float(sum(mean[k] for k, label in enumerate(labels["e"]) if label[2:] == kind)) for kind in KINDS}
