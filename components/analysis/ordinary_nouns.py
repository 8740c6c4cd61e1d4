"""Nouns of the dictionary that the encoder half took for names: „auf dem genannten Sammelplatz“, „mehr Heroin“."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.marks import MARKS
from components.analysis.name_lists import Name, is_body_by_field, known_kind, word_lists
from components.analysis.noun_phrases import determiner_of
from components.analysis.spelling import fold
from components.encoder import part_of_speech
from components.languages.dictionary import noun_make

SURE_BESIDE_WORD = 0.9  # a whole word of the dictionary counts as a name from this confidence on,
SURE_BESIDE_COMPOUND = 0.88  # a compound with an article or adjective before it („ein Ameisenhügel“) from this
SURE_BODY = 0.75  # a compound wherever it stands as a body's from this
SURE_PERSON = 0.6  # surnames are words of the dictionary often („Koch“, „Stein“)


def without_ordinary_nouns(doc: Doc, names: list[Name]) -> list[Name]:
    """The names without those of one word that the encoder was unsure of and the dictionary knows as nothing but a noun.

    A compound must also stand as nouns do, behind an article or adjective: villages are called „Stapelfeld“ and „Bergheim“.
    What the article names surely elsewhere, alone or in a longer name, stays, and so does what stands in marks.
    """
    sure = {w for n in names if n.confidence >= SURE_BESIDE_WORD or n.end - n.start > 1 for w in n.text.split()}
    return [n for n in names if n.end - n.start > 1 or n.text in sure or not _is_noun(doc, n)]


def _is_noun(doc: Doc, name: Name) -> bool:
    make = noun_make(name.text, doc.lang_)
    if make is None:
        return False
    if name.confidence >= SURE_BESIDE_WORD or known_kind(name.text, doc.lang_) is not None:
        return False
    if (name.kind == "PER" and name.confidence >= SURE_PERSON) or is_body_by_field(name.text, doc.lang_):
        return False
    if name.start and doc[name.start - 1].text in MARKS and not doc[name.start - 1].whitespace_:
        return False
    if name.kind == "MISC" and fold(name.text).endswith(tuple(word_lists(doc.lang_)["named_things"])):
        return False  # „das Abfallgesetz“
    if make == "whole":
        return True
    beside = name.start > 0 and doc[name.start - 1].text[0].isupper()  # „der Discounter Pfennigfuchs“
    if name.kind == "ORG" and name.confidence < SURE_BODY and name.text.istitle() and not beside:
        return True  # „sprach von Verfassungsbruch“
    return name.confidence < SURE_BESIDE_COMPOUND and name.kind != "MISC" and _described(doc, name.start)


def _described(doc: Doc, start: int) -> bool:
    """Whether an article, a preposition joined with one („im“) or an adjective stands before a token."""
    if not start:
        return False
    before = doc[start - 1].text
    if determiner_of(before, doc.lang_) in ("definite", "indefinite", "possessive"):
        return True
    if fold(before) in word_lists(doc.lang_)["joined_articles"]:
        return True
    return before.islower() and part_of_speech(doc[start - 1]) == "ADJ"
