"""Whose words they are: the words that name a speaker, read down to a name, a noun phrase, a pronoun or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from components.analysis.appearances import Named
from components.analysis.cast import Cast
from components.analysis.names import word_lists
from components.analysis.noun_phrases import Phrase, determiner_of, phrase_at
from components.analysis.nouns import chain_end, chain_start, noun_at, sense
from components.analysis.spelling import fold
from components.encoder import part_of_speech, verb_form
from components.languages import facts, traits

FARTHEST_APPOSITION = 8  # tokens behind the speaker words
MARKS = "„“”\"»«‚‘'("


@dataclass(frozen=True, slots=True)
class Voice:
    """What the speaker words come down to: a name, a noun phrase or a pronoun, as token range [start, end)."""

    kind: Literal["name", "phrase", "pronoun", "first_person", "nobody"]
    start: int
    end: int
    name: Named | None = None
    phrase: Phrase | None = None


def read_voice(cast: Cast, start: int, end: int) -> Voice:
    """The voice in the speaker words at tokens [start, end)."""
    doc, lists = cast.doc, speaker_lists(cast.doc.lang_)
    first = start
    while first < end - 1 and (doc[first].is_punct or doc[first].is_space):
        first += 1
    word = fold(doc[first].text)
    alone = first + 1 >= end
    if word in lists["first"] and (doc[first].text == "I" or not doc[first].text.isupper()):
        # „ich“ is who speaks already; „mein Bruder“ is somebody else
        phrase = None if alone else phrase_at(doc, first, end, cast.ends)
        return Voice("phrase", first, end, phrase=phrase) if phrase else Voice("first_person", first, first + 1)
    if alone and word in lists["nobody"] and word not in lists["f"]:
        return Voice("nobody", first, end)
    if first and fold(doc[first - 1].text) in lists["own"] and sense(doc[first].text, doc.lang_).kind == "report":
        # „nach eigenen Angaben“
        return Voice("pronoun", first - 1, first)
    if word in lists["own"] or (alone and word in lists["any"]):
        return Voice("pronoun", first, first + 1)
    if determiner_of(word, doc.lang_) == "possessive" and first + 1 < end and word in lists["any"]:
        phrase = phrase_at(doc, first, end, cast.ends)
        behind = cast.at.get(phrase.noun.end) if phrase is not None else None
        if behind is not None and behind.kind == "PER" and not behind.genitive and behind.end <= end:
            return Voice("name", behind.start, behind.end, name=behind)  # „Ihr Übersetzer Jan-Peer Kuckuck“
        if phrase is None or phrase.noun.sense.kind in ("report", "other"):
            return Voice("pronoun", first, first + 1)
        return _head(cast, first, phrase, end)
    return _read_noun_phrase(cast, first, end)


def _read_noun_phrase(cast: Cast, start: int, end: int) -> Voice:
    """The head of „Patrick Kamanda von der Umweltbehörde“ (the name), of „ein Sprecher von Siemens“ (the noun), and so on."""
    last = cast.at.get(end - 1)
    if last is not None and last.kind == "PER" and last.start > start and _is_attribute(cast, last.start - 1):
        return Voice("name", last.start, last.end, name=last)
    at = start
    while at < end:
        name = cast.at.get(at)
        if name is not None and name.start < start == at and (name.kind == "PER" or end <= name.end):
            return Voice("name", name.start, name.end, name=name)  # „von | der Aue“
        if name is not None and name.start < at:
            at = name.end
            continue
        if name is not None:
            after = _after_possessor(cast, name)
            if not _owns_a_noun(cast, name, end):
                return Voice("name", name.start, name.end, name=name)
            if after in cast.at and after < end:
                at = after
                continue
            phrase = phrase_at(cast.doc, after, end, cast.ends)
            if phrase is None and _before_a_noun(cast, name, after):
                return Voice("nobody", start, end)  # "Frankfurt airport said" is not the city
            return _head(cast, start, phrase, end) if phrase else Voice("name", name.start, name.end, name=name)
        phrase = phrase_at(cast.doc, at, end, cast.ends)
        if phrase is not None:
            return _head(cast, start, phrase, end)
        at += 1
    return Voice("nobody", start, end)


def _is_attribute(cast: Cast, at: int) -> bool:
    """„geborene“ in „die in New York geborene Lopez“: an adjective right before the name."""
    word = cast.doc[at].text
    lists = speaker_lists(cast.doc.lang_)
    return (
        traits(cast.doc.lang_).case_endings
        and word[0].islower()
        and word.endswith(("e", "er", "en", "em", "es"))
        and fold(word) not in lists["after_name"]
        and determiner_of(word, cast.doc.lang_) == "none"
    )


def _owns_a_noun(cast: Cast, name: Named, end: int) -> bool:
    """„Kenias Regierung“, „Jelpkes früherer Mitarbeiter“, "Siemens spokesman", „EU-Diplomat“: the name stands before the noun that speaks."""
    doc, after = cast.doc, name.end
    if after >= end:
        return False
    if doc[after].text in ("'", "’", "-") and after + 1 < end:
        return True
    if after in cast.at or not doc[after].text[0].isalpha():
        return False
    if not traits(doc.lang_).case_endings:
        return fold(doc[after].text) not in speaker_lists(doc.lang_)["after_name"]
    if fold(doc[after].text) in speaker_lists(doc.lang_)["after_name"]:
        return False
    ends_like_genitive = doc[after - 1].text.endswith(("s", "ß", "x", "z")) and name.kind != "PER"
    return name.genitive or (ends_like_genitive and doc[after].text[0].isupper())


def _before_a_noun(cast: Cast, name: Named, after: int) -> bool:
    """Whether a place's name and the noun right behind it are one, in a language that writes nouns small."""
    doc = cast.doc
    beside = name.kind == "LOC" and after == name.end and after < len(doc)
    return beside and not traits(doc.lang_).capital_nouns and doc[after].text.islower() and not verb_form(doc[after])


def _after_possessor(cast: Cast, name: Named) -> int:
    at = name.end
    while at < len(cast.doc) and (not cast.doc[at].text[0].isalnum() or cast.doc[at].text == "s"):
        at += 1
    return at


def _head(cast: Cast, start: int, phrase: Phrase, end: int) -> Voice:
    """The name beside the noun where noun and name are one („Ministerin Berger“), the phrase where the noun speaks for itself."""
    doc = cast.doc
    at = _skip_titles(cast, phrase.noun.end, end)
    if (
        at < end
        and at not in cast.at
        and (second := noun_at(doc, at)) is not None
        and second.sense.kind == "person"
        and traits(doc.lang_).capital_nouns
    ):
        # „der Vorsitzende Richter Müller“: the second noun is the head
        phrase = replace(phrase, noun=second)
        at = _skip_titles(cast, second.end, end)
    whole = Voice("phrase", start, end, phrase=phrase)
    name = cast.at.get(at) if at < end else None
    if name is not None and name.start == at:
        return Voice("name", name.start, name.end, name=name) if _one_with_noun(phrase, name, cast) else whole
    if (person := _person_in_apposition(cast, phrase, at, end)) is not None:
        return person
    if phrase.noun.sense.kind == "report":
        return _bearer(cast, at, end) or whole
    return whole


def _skip_titles(cast: Cast, at: int, end: int) -> int:
    titles = word_lists(cast.doc.lang_)["before_names"]
    while at < end and (
        cast.doc[at].text in MARKS
        or (at not in cast.at and (fold(cast.doc[at].text).rstrip(".") in titles or cast.doc[at].text == "."))
    ):
        at += 1
    return at


def _one_with_noun(phrase: Phrase, name: Named, cast: Cast) -> bool:
    noun = phrase.noun.sense
    if noun.base in speaker_lists(cast.doc.lang_)["around_a_person"] and name.kind == "PER":
        return False
    if name.genitive or (
        phrase.determiner == "indefinite" and cast.doc[name.end - 1].text.endswith("s") and noun.kind == "person"
    ):
        return noun.kind in ("report", "crowd") and name.kind != "PER"
    if name.kind == "PER":
        return True
    if name.kind == "LOC":
        lists = speaker_lists(cast.doc.lang_)
        return noun.kind == "report" or noun.base in lists["place_kinds"] or noun.base in lists["companies"]
    # „der Finanzinvestor Oak & Thistle“ is one, „der Chef Daimlers“ a man
    return noun.kind != "person" or phrase.determiner == "definite" or not traits(cast.doc.lang_).case_endings


def _person_in_apposition(cast: Cast, phrase: Phrase, at: int, end: int) -> Voice | None:
    """„der Sprecher der Polizei, Karl Meier“, „Der Direktor der Luftfahrtbehörde Roberto Rodriguez“: the name after the complement.

    A comma and a name may also follow the speaker words themselves, which hold no apposition.
    """
    doc = cast.doc
    for token in range(at, end):
        name = cast.at.get(token)
        if name is None or name.kind != "PER" or name.start != token:
            continue
        closes = name.end == end and not name.genitive
        if doc[token - 1].text == "," or (closes and _one_phrase_with(cast, phrase, at, token)):
            return Voice("name", name.start, name.end, name=name)
    # "Her main sponsor, the sportswear maker Kestrel," is a company's name
    return _name_behind(cast, phrase, at if at < end and doc[at].text == "," else end)


def _name_behind(cast: Cast, phrase: Phrase, end: int) -> Voice | None:
    """The name in an apposition behind the speaker words: „die Betreiberin, die Tolmentalbahn AG.“."""
    doc, last = cast.doc, min(len(cast.doc), end + FARTHEST_APPOSITION)
    several = phrase.plural and (phrase.determiner != "none" or bool(phrase.noun.sense.plural))
    if several or end >= last or doc[end].text not in ",–—":  # „Ungarns Staatssekretär, Karl Ohm,“ is one
        return None
    at = end + 1
    if at < last and determiner_of(doc[at].text, doc.lang_) == "definite":
        at += 1
    at = _skip_titles(cast, at, last)
    while at < last and at not in cast.at and doc[at].text[0].isupper() and noun_at(doc, at):
        at = chain_end(doc, at)
    while at < last and at not in cast.at and _is_of_a_role(cast, at):
        at += 1  # ", former army chief Lt. Gen. Ivo Lund,"
    name = cast.at.get(at) if at < last else None
    if name is None or name.kind not in ("PER", "ORG"):
        return None
    closing = doc[name.end].text if name.end < len(doc) else "."
    if name.kind == "ORG":
        return Voice("name", name.start, name.end, name=name) if closing in ",." else None
    person = phrase.noun.sense.kind in ("person", "body") and (closing in ',.:;–-("“»' or closing[0].islower())
    return Voice("name", name.start, name.end, name=name) if person else None


def _is_of_a_role(cast: Cast, at: int) -> bool:
    """Whether a word may stand in a role before a name, in a language whose nouns have small letters."""
    doc = cast.doc
    if traits(doc.lang_).capital_nouns or fold(doc[at].text) in word_lists(doc.lang_)["function"]:
        return False
    return part_of_speech(doc[at]) in ("NOUN", "ADJ", "PROPN") or doc[at].text.endswith(".")


def _one_phrase_with(cast: Cast, phrase: Phrase, at: int, token: int) -> bool:
    """Whether the name at `token`, with which the speaker words end, is the person that the noun before it describes."""
    return (
        _joined_roles(cast, at, token) or _follows_complement(cast, phrase, token) or _one_noun_phrase(cast, at, token)
    )


def _joined_roles(cast: Cast, at: int, token: int) -> bool:
    """„Der Abgeordnete und SPD-Fraktionschef Andreas Stoch“: a second role leads to the name."""
    return fold(cast.doc[at].text) in ("und", "and") and not any(
        t in cast.at and cast.at[t].kind == "PER" for t in range(at, token)
    )


def _one_noun_phrase(cast: Cast, at: int, token: int) -> bool:
    """ "American academic and professor Marc Hill": nothing between the noun and the name that begins a complement."""
    if traits(cast.doc.lang_).capital_nouns:
        return False
    stops = word_lists(cast.doc.lang_)["prepositions"]
    return all(
        cast.doc[t].is_alpha and fold(cast.doc[t].text) not in stops and t not in cast.at for t in range(at, token)
    )


def _follows_complement(cast: Cast, phrase: Phrase, token: int) -> bool:
    """Whether the word before a name closes the complement of a person noun rather than naming the person's own role."""
    if phrase.noun.sense.kind != "person" or token <= phrase.noun.end:
        return False
    before = chain_start(cast.doc, token - 1)
    if before in cast.at:
        return True
    noun = noun_at(cast.doc, before)
    return (
        noun is not None
        and noun.sense.kind != "person"
        and noun.sense.base not in speaker_lists(cast.doc.lang_)["around_a_person"]
    )


def _bearer(cast: Cast, at: int, end: int) -> Voice | None:
    """Whose report it is: „Angaben der Polizei“, „ein Bericht der Zeitung X“, "a report by the agency"."""
    if at >= end:
        return None
    word = fold(cast.doc[at].text)
    if word not in speaker_lists(cast.doc.lang_)["bearing"] or at + 1 >= end:
        return None
    inner = _read_noun_phrase(cast, at if determiner_of(word, cast.doc.lang_) != "none" else at + 1, end)
    if inner.kind == "name" and inner.name is not None and inner.name.kind == "LOC" and word in ("in", "im"):
        return None
    return inner if inner.kind in ("name", "phrase") else None


def last_paper(cast: Cast, start: int, end: int) -> Voice | None:
    """The last paper or act of saying mentioned in the tokens [start, end), read down to whose it is where that is told."""
    for at in range(end - 1, start - 1, -1):
        if determiner_of(cast.doc[at].text, cast.doc.lang_) in ("none", "number") or at in cast.inside:
            continue
        phrase = phrase_at(cast.doc, at, end, cast.ends)
        if phrase is not None and phrase.noun.sense.kind == "report":
            return read_voice(cast, at, phrase.end)
    return None


def wrote_in(cast: Cast, start: int, end: int) -> bool:
    """Whether the subject of the tokens [start, end) speaks in a paper of its own: „forderte in einem offenen Brief, …“."""
    doc, lists = cast.doc, speaker_lists(cast.doc.lang_)
    for at in range(start, end - 1):
        if fold(doc[at].text) in lists["writing"]:
            phrase = phrase_at(doc, at + 1, end, cast.ends)
            if phrase is not None and phrase.noun.sense.kind == "report" and phrase.determiner != "definite":
                return phrase.end == phrase.noun.end
    return False


@lru_cache(maxsize=8)
def speaker_lists(language: str) -> dict[str, frozenset[str]]:
    """Folded word sets of speakers.toml: pronouns by what they can stand for (m f n p first nobody any), others."""
    data, names = facts(language, "speakers"), facts(language, "names")
    lists = dict(data["pronouns"])
    lists["any"] = [w for key in ("m", "f", "p", "n") for w in lists[key]]
    lists |= {"around_a_person": data["around_a_person"]["nouns"], "place_kinds": names["places"]["kinds"]}
    lists |= {
        "of_group": data["others"]["of_group"],
        "another": data["others"]["another"],
        "other": data["others"].get("other", []),
        "generic": data["others"].get("generic", []),
        "writing": data["reports"].get("writing", []),
        "therein": data["reports"].get("therein", []),
        "joining": data["others"].get("joining", []),
        "bearing": data["reports"]["bearing"],
    }
    lists |= {"passive": data["reports"]["passive"]}
    lists |= {"authorities": data["institutions"]["authorities"]}
    lists |= {"companies": [w for key in ("f", "m", "n") for w in names["bodies"][key]]}
    lists |= {"after_name": [*names["words"]["prepositions"], *names["words"]["function"], *names["words"]["verbs"]]}
    return {key: frozenset(fold(w) for w in words) for key, words in lists.items()}
