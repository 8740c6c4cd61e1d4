"""Roles as the article gives them: before a name („Außenministerin Berger“), after it („Berger, Direktorin am Institut X,“) and alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from components.analysis.gender import Gender
from components.analysis.name_lists import abbreviated_roles, word_lists
from components.analysis.noun_phrases import Phrase, determiner_of, phrase_at
from components.analysis.nouns import Noun, chain_end, chain_start, noun_at, sense
from components.analysis.spelling import fold
from components.encoder import part_of_speech, verb_form
from components.languages import facts, traits

FARTHEST_ADJECTIVE = 4  # adjectives before a role noun that are kept
OPENING = "„“”\"»«‚'("


@dataclass(frozen=True, slots=True)
class Role:
    """A role given to a name: tokens [start, end), its words for the reader, its noun's base form and compound, and the gender told."""

    start: int
    end: int
    text: str
    base: str
    stem: str
    gender: Gender
    is_title: bool = False  # „Frau“, „Dr.“: tells a gender, is no role


def role_before(doc: Doc, start: int, inside_name: frozenset[int]) -> Role | None:
    """The role right before the name that begins at token `start`: „der russische Außenminister“; None where there is none.

    `inside_name` are the tokens of all names; „Kölns Präsident Wolfgang Overath“ keeps its Köln.
    """
    at, title = _before_titles(doc, start)
    if at < 1:
        return title
    last = at - 1
    if (short := _abbreviated(doc, last, inside_name)) is not None:
        return short
    first = chain_start(doc, last)
    noun = noun_at(doc, first)
    if first and (pair := noun_at(doc, first - 1)) is not None and pair.end == last + 1 and pair.sense.kind == "person":
        first, noun = first - 1, pair  # "Prime Minister Brandt"
    if noun is None or noun.end != last + 1 or (last in inside_name and noun.sense.kind != "person"):
        return title
    if noun.sense.kind != "person" and not (traits(doc.lang_).capital_nouns and _looks_like_a_role(doc, noun)):
        return title
    begin = _attributes_start(doc, first, inside_name)
    if noun.sense.plural and begin and determiner_of(doc[begin - 1].text, doc.lang_) == "possessive":
        return title  # "Through his solicitors Prof. Holm said"
    masculine = noun.sense.gender == "m" or (noun.sense.gender == "" and _gender_of_article(doc, begin, noun) == "m")
    text = _citation(doc, begin, noun, masculine)
    return Role(
        begin,
        noun.end,
        text,
        noun.sense.base,
        noun.sense.stem,
        noun.sense.gender or _gender_of_article(doc, begin, noun),
    )


def _abbreviated(doc: Doc, last: int, inside_name: frozenset[int]) -> Role | None:
    """ "state Sen. Ann Cole": an office that is shortened before the name; None where the token is none."""
    noun = abbreviated_roles(doc.lang_).get(fold(doc[last].text).rstrip("."))
    if noun is None or last in inside_name:
        return None
    found, begin = sense(noun, doc.lang_), _attributes_start(doc, last, inside_name)
    return Role(begin, last + 1, doc[begin : last + 1].text, found.base, found.stem, found.gender)


def _before_titles(doc: Doc, start: int) -> tuple[int, Role | None]:
    """The token before which titles end („Dr.“, „Frau“), and the title as a role where it tells a gender."""
    lists, at, gender, first = word_lists(doc.lang_), start, "", start
    while at > 0:
        word = fold(doc[at - 1].text).rstrip(".")
        if doc[at - 1].text == "." and at > 1 and fold(doc[at - 2].text) in lists["titles"]:
            at -= 2
            word = fold(doc[at].text)
        elif word in lists["titles"] and noun_is_only_title(word, lists):
            at -= 1
        elif doc[at - 1].text in OPENING and at == start:
            at -= 1
            continue
        else:
            break
        gender = "f" if word in lists["female_titles"] else "m" if word in lists["male_titles"] else gender
        first = at
    if first == start or not gender:
        return at, None
    text = doc[first:start].text.strip()
    return at, Role(first, start, text, fold(text), fold(text), "f" if gender == "f" else "m", is_title=True)


def noun_is_only_title(word: str, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a title stands beside a role rather than for one: „Frau“, „Dr.“, but not „König“ or „Papst“."""
    return word in lists["addresses"]


def _looks_like_a_role(doc: Doc, noun: Noun) -> bool:
    """A noun we do not know that can only be a role here: „Schlagzeuger Meier“; not the first word of a sentence, not a place."""
    last = fold(noun.text.split("-")[-1])
    if doc[noun.start].is_sent_start or (noun.sense.kind != "other" and not last.endswith("vorstand")):
        return False
    lists = word_lists(doc.lang_)
    if last.removesuffix("er") in lists["capitals"] | lists["known_places"]:
        return False  # „der Bonner Professor Wiesinger“
    return len(last) > 4 and last.endswith(
        ("er", "in", "ist", "ent", "ant", "or", "oge", "ler", "mann", "frau", "vorstand", "profi", "star", "ikone")
    )


def _attributes_start(doc: Doc, first: int, inside_name: frozenset[int]) -> int:
    """Where the role's attributes begin: „ehemaliger US-“, „russische“, „Kölns“ – without the article."""
    at = first
    words = word_lists(doc.lang_)
    for _ in range(FARTHEST_ADJECTIVE):
        if at == 0:
            break
        token, folded = doc[at - 1], fold(doc[at - 1].text)
        if (
            token.is_punct
            or token.is_space
            or folded in words["function"]
            or determiner_of(token.text, doc.lang_) != "none"
        ):
            break
        if traits(doc.lang_).case_endings:
            adjective = (token.text[0].islower() and folded.endswith(("e", "er", "en", "em", "es"))) or (
                token.text[0].isupper()
                and (
                    sense(token.text, doc.lang_).kind == "other"
                    or sense(token.text, doc.lang_).stem in words["demonyms"]
                )
                and folded.endswith(("er", "s"))
                and (at - 1 in inside_name or folded.endswith("er"))
                and not token.is_sent_start
            )
            if not adjective and at - 1 not in inside_name:
                break
            if token.text[0].islower() and at > 1 and _is_verb_like(doc, at - 1):
                break
        elif _in_opening_phrase(doc, at - 1, first) or not (
            token.text[0].isupper()
            or folded in words["role_attributes"]
            or at - 1 in inside_name
            or (part_of_speech(token) in ("NOUN", "ADJ") and not verb_form(token) and folded not in words["verbs"])
        ):
            break  # "industry secretary Laura Cole" keeps its industry
        at = chain_start(doc, at - 1)
    return at


def _in_opening_phrase(doc: Doc, at: int, role: int) -> bool:
    """Whether a noun belongs to what opens the sentence, not to the office behind it: "Under the constitution | President Lund"."""
    if not (doc[at].text.islower() and doc[role].text[0].isupper()) or at < 2:
        return False
    opens = determiner_of(doc[at - 1].text, doc.lang_) == "definite" and bool(doc[at - 2].is_sent_start)
    return opens and part_of_speech(doc[at - 2]) == "ADP"


def _is_verb_like(doc: Doc, at: int) -> bool:
    """„sagte Minister Müller“: a lower-case word in -te before the noun that no article introduces is the verb.

    „Das kündigte Ministerin Müller an“: what the encoder reads as a finite verb is one behind „das“ too.
    """
    if verb_form(doc[at]).startswith("Fin"):
        return True
    if not fold(doc[at].text).endswith(("te", "ten", "en")):
        return False
    before = chain_start(doc, at) - 1  # „dem schleswig-holsteinischen Minister“
    while (
        before > 0
        and doc[before].text[0].islower()
        and determiner_of(doc[before].text, doc.lang_) == "none"
        and at - before < FARTHEST_ADJECTIVE
    ):
        before -= 1
    return determiner_of(doc[before].text, doc.lang_) == "none"


def _gender_of_article(doc: Doc, begin: int, noun: Noun) -> Gender:
    if begin == 0 or not traits(doc.lang_).case_endings:
        return ""
    article, word = fold(doc[begin - 1].text), fold(noun.text)
    if article in ("den", "dem", "des", "ein", "einem", "einen") or (article == "der" and word.endswith("e")):
        return "m"
    return "f" if article in ("die", "eine", "einer", "der") else ""


def _citation(doc: Doc, begin: int, noun: Noun, masculine: bool) -> str:
    """The role's words as a dictionary gives them: „dem früheren Präsidenten“ is „früherer Präsident“."""
    words = doc[begin : noun.end].text
    if not traits(doc.lang_).case_endings:
        return words
    head = _nominative(noun, masculine)
    ending = "er" if masculine else "e" if noun.sense.gender == "f" else ""
    attributes = [
        (_ADJECTIVE.sub(ending, t.text) if ending and _is_inflected(doc, t.i) else t.text) + t.whitespace_
        for t in doc[begin : noun.start]
    ]
    return "".join(attributes) + head


def _is_inflected(doc: Doc, at: int) -> bool:
    """Whether a word before a role noun is an adjective with an ending, not the first half of one („baden-württembergische“) or an adverb."""
    if not doc[at].text[0].islower() or chain_end(doc, at) > at + 1:
        return False
    following = doc[at + 1].text
    return not (following[0].islower() and doc[at].text.endswith("er") and following.endswith(("e", "en")))


def _nominative(noun: Noun, masculine: bool) -> str:
    """The role noun without its case ending: „Präsidenten“, „Ministers“, „Briten“, „Hauptangeklagten“."""
    head, base = noun.text, noun.sense.base
    folded = fold(head)
    if noun.sense.gender == "" and folded.endswith(base + "en"):
        return head[:-2] + ("er" if masculine else "e")
    if noun.sense.gender == "" and masculine and folded.endswith(base + "e"):
        return head + "r"  # „der Vorsitzende“
    if masculine:
        head = _WEAK.sub(r"\1", head)
        for ending in ("es", "s", "n"):
            if folded.endswith(base + ending) and base.endswith(("e", "er", "or", "al", "är", "chef", "rat")):
                return noun.text[: -len(ending)]
    return head


_WEAK = re.compile(r"(ent|ant|ist|at|ot|graf|nom)en$")
_ADJECTIVE = re.compile(r"(en|em|er|es|e)$")


def role_after(doc: Doc, end: int, stop: int, names: dict[int, int]) -> Role | None:
    """The role in an apposition after the name that ends at token `end`: „, Direktorin am Institut für Weltwirtschaft,“."""
    if end + 1 >= stop or doc[end].text != ",":
        return None
    at = end + 1
    while at < stop and doc[at].text in OPENING:
        at += 1
    if at + 2 < stop and doc[at].text.isdigit() and doc[at + 1].text == ",":
        at += 2  # "Cole, 62, a retired driver,"
    elif at + 2 < stop and fold(doc[at].text) in word_lists(doc.lang_)["since"] and doc[at + 1].text.isdigit():
        at += 2  # „Holm, seit 2019 Vorsitzender der Bank,“
    if at >= stop:
        return None
    if at in names:
        return _owned_role(doc, at, stop, names)
    relative = fold(doc[at].text) in facts(doc.lang_, "speakers")["pronouns"]["relative"]
    if relative and determiner_of(doc[at].text, doc.lang_) == "none":
        return None  # "Widmer, 38, whose brother died"
    phrase = phrase_at(doc, at, stop, names)
    if phrase is None or phrase.noun.sense.kind != "person" or phrase.end > stop:
        return None
    closing = doc[phrase.end].text if phrase.end < len(doc) else "."
    if closing not in ",.;:–)" and traits(doc.lang_).capital_nouns:
        return None
    first = phrase.start if phrase.determiner == "none" else phrase.start + 1
    sense = phrase.noun.sense
    end = _before_relative(doc, phrase)
    text = _citation(doc, first, phrase.noun, phrase.gender == "m")
    text += doc[phrase.noun.end - 1].whitespace_ + doc[phrase.noun.end : end].text
    return Role(first, end, text.strip(), sense.base, sense.stem, phrase.gender)


def _before_relative(doc: Doc, phrase: Phrase) -> int:
    """The end of a noun phrase without the clause about it: "a winegrower | who spent hours on the roof"."""
    relative = facts(doc.lang_, "speakers")["pronouns"]["relative"]
    clause = (t for t in range(phrase.noun.end, phrase.end) if fold(doc[t].text) in relative)
    return phrase.end if traits(doc.lang_).case_endings else next(clause, phrase.end)


def _owned_role(doc: Doc, at: int, stop: int, names: dict[int, int]) -> Role | None:
    """The role in an apposition that begins with the name at token `at`: ", Estonia's foreign minister,", ", BBC correspondent in Rome,"."""
    after = names[at]
    while after < stop and doc[after].text in ("'", "’", "s"):
        after += 1
    if after >= stop or after in names or determiner_of(doc[after].text, doc.lang_) != "none":
        return None
    phrase = phrase_at(doc, after, stop, names)
    if phrase is None or phrase.noun.sense.kind != "person" or phrase.plural or phrase.noun.end in names:
        return None
    closing = doc[phrase.end].text if phrase.end < len(doc) else "."
    if phrase.noun.start - after > FARTHEST_ADJECTIVE or closing not in ",.;:–—)":
        return None
    sense = phrase.noun.sense
    return Role(at, phrase.end, doc[at : phrase.end].text, sense.base, sense.stem, phrase.gender)


def affiliation_after(doc: Doc, end: int, names: dict[int, int]) -> str:
    """The body or party right after a name: „vom Pariser Institut Eurasie“, „(CDU)“, "of Orlenz University"; "" where none."""
    if end + 1 >= len(doc):
        return ""
    if doc[end].text == "(" and end + 1 in names:
        close = names[end + 1]
        return doc[end + 1 : close].text if close < len(doc) and doc[close].text == ")" else ""
    if fold(doc[end].text) not in word_lists(doc.lang_)["affiliation"]:
        return ""
    for at in range(end + 1, min(end + 6, len(doc))):
        if at in names:
            return doc[end : names[at]].text
        if doc[at].is_punct or doc[at].is_space:
            break
    return ""


def age_after(doc: Doc, end: int) -> str:
    """The age in brackets or commas after a name: „Anna Berger (54)“, "Berger, 54,"; "" where none."""
    if end + 2 < len(doc) and doc[end].text in "(," and doc[end + 1].text.isdigit() and doc[end + 2].text in "),":
        years = int(doc[end + 1].text)
        return doc[end + 1].text if 4 < years < 120 else ""
    return ""


def descriptions(doc: Doc, names: dict[int, int], inside_name: frozenset[int]) -> list[Phrase]:
    """The noun phrases with a determiner whose noun is a person or a body and which are no role of a name beside them, in text order."""
    found = []
    busy = -1
    for token in doc:
        if token.i < busy or token.i in inside_name:
            continue
        if determiner_of(token.text, doc.lang_) == "none" and not _may_open_bare_plural(doc, token.i):
            continue
        phrase = phrase_at(doc, token.i, len(doc), names)
        if phrase is None or phrase.noun.sense.kind not in ("person", "body"):
            continue
        if phrase.determiner == "none" and (phrase.noun.sense.kind != "person" or not phrase.plural):
            continue
        found.append(phrase)
        busy = phrase.noun.end
    return found


def _may_open_bare_plural(doc: Doc, at: int) -> bool:
    """„Schwammtaucher hatten“: a noun without a word before it that would belong to it."""
    if not traits(doc.lang_).capital_nouns or not doc[at].text[0].isupper():
        return False
    if doc[at].is_sent_start or at == 0:
        return True
    before = doc[at - 1].text
    return before[0].islower() and not before.endswith(("e", "er", "en", "em", "es")) and noun_at(doc, at) is not None
