"""Past, present or future around a passage: which Wednesday „am Mittwoch“ means depends on it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise, takewhile
from typing import Any

from spacy.tokens import Doc, Span, Token

from components.analysis.time_setting import Tense
from components.analysis.time_verbs import (
    ends_as_past,
    infinitive,
    is_a_state,
    is_finite,
    tense_of,
    tense_words,
    without_passive_infinitives,
)
from components.encoder import part_of_speech, verb_form

NEAR = 7  # small words between an event and the day that belongs to it
MARKS = frozenset('„“”"«»‚‘‹›')


class Tenses:
    """The tenses of one article, looked up by place."""

    def __init__(self, doc: Doc) -> None:
        self._doc, self._text = doc, doc.text  # `Doc.text` is put together anew each time
        self._sentences = list(doc.sents) if doc.has_annotation("SENT_START") else [doc[:]]
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._words = tense_words(doc.lang_)
        self._clauses: list[Span] = list(doc.spans.get("clauses", []))
        self._starts = [clause.start for clause in self._clauses]
        self._pieces: dict[str, list[Span]] = {}
        for clause in self._clauses:
            self._pieces.setdefault(clause.id_, []).append(clause)

    def at(self, start: int, end: int) -> tuple[Tense, bool]:
        """The tense around the characters start:end and whether the words say it; news tells the past where nothing does."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return "past", False
        words = self._words
        before = _before(self._text, start, words)
        if before & words["past_prepositions"]:
            return "past", True
        if before & words["origin_prepositions"] and not words["span_goes_on"](self._text, end):
            return "past", True
        following = self._doc[span.end].lower_ if span.end < len(self._doc) else ""
        if span.end < len(self._doc) and _is_predicate(self._doc[span.end]):
            following = ""  # „Am Freitag beraten die Minister“, „Der Rat soll am Freitag beraten“
        if words["past_attribute"](following) and following not in words["near_future_cues"]:
            return "past", True  # „die am Freitag veröffentlichte Studie“
        if words["present_attribute"](following):
            return "future", False  # „die am Freitag beginnende Messe“
        if before & words["goals"] and any(words["postponing"](t.lower_) for t in self._clause_of(span)[0]):
            return "future", False  # "The parade has been moved to Saturday"
        if before & words["future_prepositions"] or _beside(span) & words["near_future_cues"]:
            return "future", False
        tense, sure = self._of_a_possessive(span) or self._beside_a_noun(span) or self._of_words(span)
        if before & (words["before"] | words["until_prepositions"]) and self._is_due(span):
            return "future", True  # „soll vor Weihnachten verschwunden sein“
        if before & words["before"] and (tense != "past" or not sure) and self._is_denied(span):
            return "future", True  # „werde nicht vor Ende März unterzeichnet“
        if (
            before & words["until_prepositions"]
        ):  # „bis Freitag“ looks ahead, unless what went on is over: then the nearer day
            return ("past", False) if tense == "past" and sure else ("future", False)
        return tense, sure

    def told(self, start: int, end: int) -> tuple[Tense, bool]:
        """What the clause alone says, whatever stands before the passage."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return self._of_words(span) if span is not None and len(span) else ("past", False)

    def goes_on_since(self, start: int, end: int) -> bool:
        """Whether something goes on since then: „Sie lebt seit März wieder in der Stadt“."""
        if not _before(self._text, start, self._words) & self._words["past_prepositions"]:
            return False
        return self.told(start, end) == ("present", True)

    def is_attribute(self, end: int) -> bool:
        """Whether a participle follows: the year of „das 1969 gebaute Haus“ is that of the building alone."""
        following = self._doc.char_span(end, len(self._text), alignment_mode="contract")
        if following is None or not len(following) or _is_predicate(following[0]):
            return False
        return bool(self._words["past_attribute"](following[0].lower_))

    def is_report(self, start: int, end: int) -> bool:
        """Whether the clause tells who said something: „teilte das Amt am Freitag mit“."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return (
            span is not None
            and len(span) > 0
            and any(self._words["telling"](t.lower_) for t in self._clause_of(span)[0])
        )

    def is_unreal(self, start: int, end: int) -> bool:
        """Whether the sentence tells what might have been: „Eine Stunde später wäre es schlimmer gewesen“."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return (
            span is not None
            and len(span) > 0
            and bool({t.lower_ for t in self._sentence(span)} & self._words["unreal"])
        )

    def is_verbless(self, start: int, end: int) -> bool:
        """Whether the clause leaves its verb to the one before: „soll im Mai beginnen, im Herbst der zweite Teil“."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return False
        if self._is_due(span):  # „soll im Mai verschwunden sein, im Herbst die Halle“
            return True
        if self._clause_of(span)[0][0].i == self._sentence(span).start:
            return False
        return not any(is_finite(t, self._words) for t in self._clause_of(span)[0])

    def is_setting(self, start: int, end: int) -> bool:
        """Whether a year opens what is told of it: „1998 zog sie nach Graz. Im März …“, „2028 folgt die Schau. Vom 16. Juni an …“.

        A year behind a preposition does not („bis 2030“), nor one of the background („1998 war er gewählt worden“).
        """
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return False
        words, sentence = self._words, self._sentence(span)
        ahead = [t for t in sentence[: max(span.start - sentence.start, 0)] if t.is_alpha]
        bounds = (
            words["past_prepositions"] | words["future_prepositions"] | words["until_prepositions"] | words["before"]
        )
        if ahead and ahead[-1].lower_ not in words["opening"] and _binds(ahead[-1], bounds):
            return False
        tense, sure = self.at(start, end)
        if tense != "past":
            return sure
        clause = self._clause_of(span)[0]
        plain = {t.lower_ for t in clause}
        background = plain & words["pluperfect"] and any(words["participle"](t.lower_) for t in clause)
        return sure and len(ahead) <= 1 and not background and not self.is_attribute(end)

    def is_standing(self, start: int, end: int) -> bool:
        """Whether the clause describes a state: „Heute gilt das Verfahren als sicher“, not „Heute beginnt der Prozess“."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return False
        words = self._words
        if span.end < len(self._doc) and self._doc[span.end].ent_type_ == "LOC":  # „im heutigen Usbekistan“
            return True
        clause = self._clause_of(span)[0]
        if {t.lower_ for t in self._sentence(span)} & words["contrast"]:
            return True  # „damals Minister und heute Wirt“
        if any(words["recalling"](t.lower_) and verb_form(t) in ("", "Fin-Ind-Pres") for t in clause):
            return True  # „Ihr früherer Chef sagt heute, …“
        if self._follows_a_contrast(span) and self._of_words(span)[0] != "past":
            return True  # „Damals war er arm. Heute gehört ihm die Stadt.“
        plain = [t.lower_ for t in clause if t.is_alpha]
        if not set(plain) & words["stative"]:
            return False
        done = [
            t
            for t in clause
            if words["participle"](t.lower_) and t.lower_ not in words["stative"] and verb_form(t) != "Inf"
        ]
        if done or set(plain) & words["future"]:
            return False
        return not any(t.lower_ in words["past"] or ends_as_past(t, words) for t in clause)

    def _is_due(self, span: Span) -> bool:
        """Whether something shall be over by then; „soll … gestohlen haben“ is hearsay."""
        words, clause = self._words, self._clause_of(span)[0]
        texts = [t.lower_ for t in clause if t.is_alpha]
        ends = any(words["participle"](one) and two in words["result_infinitive"] for one, two in pairwise(texts))
        return ends and bool(set(texts) & words["auxiliary"])

    def _is_denied(self, span: Span) -> bool:
        return bool({t.lower_ for t in self._clause_of(span)[0]} & self._words["negation"])

    def _follows_a_contrast(self, span: Span) -> bool:
        """Whether the sentence begins with the word and the one before it spoke of „damals“."""
        k = bisect_right(self._sentence_starts, span.start) - 1
        opens = k > 0 and span.start - self._sentences[k].start <= 1
        return opens and bool({t.lower_ for t in self._sentences[k - 1]} & self._words["contrast"])

    def _beside_a_noun(self, span: Span) -> tuple[Tense, bool] | None:
        """What the noun tells that the time stands by: „nach dem Tod des Rebellen am Mittwoch“, „vor der Wahl am Sonntag“."""
        words = self._words
        noun = _noun_before(span, words)
        if noun is None:
            return None
        if words["mishap"](noun.lower_):
            return "past", True
        before = noun.doc[max(noun.i - 3, 0) : noun.i]
        if {t.lower_ for t in before} & words["toward"] and not words["pluperfect"] & {
            t.lower_ for t in self._clause_of(span)[0]
        }:
            return "future", False
        tense, sure = self._of_words(span)
        return (tense, False) if tense == "past" else (tense, sure)  # „die Wahl am 14. September hat Streit ausgelöst“

    def _of_a_possessive(self, span: Span) -> tuple[Tense, bool] | None:
        """ "A premium to Wednesday's closing price" looks back, "the favourite in Sunday's runoff" ahead; "Monday's meeting" may do both."""
        words, doc = self._words, span.doc
        if not words["possessive"](span.text):
            return None
        phrase = list(takewhile(lambda t: t.text[:1].isalpha() or t.text == "-", doc[span.end : span.end + 4]))
        if not any(words["gathering"](t.lower_) for t in phrase):
            return "past", True
        before = doc[max(span.start - NEAR, self._sentence(span).start) : span.start]
        return ("future", False) if any(t.lower_ in words["contending"] for t in before) else None

    def _of_words(self, span: Span) -> tuple[Tense, bool]:
        clause, kind = self._clause_of(span)
        for whole in (clause, list(self._sentence(span))):
            tokens = _coordinated(_between_marks(whole, span), span, self._words)
            tokens = [t for t in tokens if not span.start <= t.i < span.end]  # "9.30am" is no verb
            found = infinitive(tokens, span, kind, self._words) or tense_of(tokens, self._words)
            if found == "present" and _is_heading(self._sentence(span)):
                return "past", False  # „Polizei nimmt am Freitag drei Verdächtige fest“
            if found in ("past", "present") and is_a_state(tokens, self._words):
                return "past", False
            if found is not None:
                return found, True
        return "past", False

    def _sentence(self, span: Span) -> Span:
        return self._sentences[max(bisect_right(self._sentence_starts, span.start) - 1, 0)]

    def _clause_of(self, span: Span) -> tuple[list[Token], str]:
        """The tokens of the clause the span stands in, with the other pieces of an interrupted one, and its kind."""
        k = bisect_right(self._starts, span.start) - 1
        if k < 0 or span.start >= self._clauses[k].end:
            return list(self._sentence(span)), ""
        clause = self._clauses[k]
        pieces = self._pieces[clause.id_] if clause.id_ else [clause]
        return [token for piece in pieces for token in piece], clause.label_


def _is_predicate(token: Token) -> bool:
    """Whether the word is the verb of its clause and no attribute, which a noun would follow."""
    if verb_form(token).endswith("Pres"):
        return True
    behind = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return part_of_speech(token) in {"VERB", "AUX"} and verb_form(token) != "Fin-Ind-Past" and not behind[:1].isupper()


def _between_marks(tokens: list[Token], span: Span) -> list[Token]:
    """The tokens on the span's side of quotation marks: in „Wir werden klagen“, sagte er am Samstag the speech is not the telling.

    A few quoted words („ein „Paket“ vorstellen“) are part of the telling.
    """
    if not any(t.text in MARKS for t in tokens):
        return tokens
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in MARKS:
            parts.append([])
        else:
            parts[-1].append(token)
    own = next((k for k, part in enumerate(parts) if part and part[0].i <= span.start <= part[-1].i), 0)
    return [t for k, part in enumerate(parts) if (k - own) % 2 == 0 or len(part) < 4 for t in part]


def _coordinated(tokens: list[Token], span: Span, words: dict[str, Any]) -> list[Token]:
    """The tokens on the span's side of an „und“ that joins two finite verbs: „kam gestern an und wird am Samstag abreisen“."""
    telling = {t.i for t in without_passive_infinitives(tokens, words)}
    finite = [t.i in telling and is_finite(t, words) for t in tokens]
    first, last = 0, len(tokens)
    for k, token in enumerate(tokens):
        if token.lower_ not in words["joining"] or not (any(finite[:k]) and any(finite[k:])):
            continue
        if token.i < span.start:
            first = k + 1
        else:
            last = min(last, k)
    own = tokens[first:last]
    return own if any(finite[first:last]) else tokens


def _binds(token: Token, bounds: frozenset[str]) -> bool:
    return token.lower_ in bounds or part_of_speech(token) == "ADP"


def _is_heading(sentence: Span) -> bool:
    """A sentence without a closing mark."""
    text = sentence.text.strip()
    return bool(text) and text[-1].isalnum()


def _before(text: str, start: int, words: dict[str, Any]) -> frozenset[str]:
    """The word before a passage, articles skipped: „für den Mittwoch“ gives „für“."""
    before = re.findall(r"\w+|[^\w\s]", text[max(0, start - 30) : start].lower())
    while before and before[-1] in words["articles"]:
        before.pop()
    return frozenset(before[-1:])


def _beside(span: Span) -> set[str]:
    """The words close around a passage: five before, three after."""
    doc = span.doc
    return {t.lower_ for t in doc[max(span.start - 5, 0) : span.start]} | {
        t.lower_ for t in doc[span.end : span.end + 3]
    }


def _noun_before(span: Span, words: dict[str, Any]) -> Token | None:
    """The noun of an event that the time belongs to: „die Wahl in Hessen am Sonntag“; None where another word begins the phrase."""
    doc, seen = span.doc, 0
    for i in range(span.start - 1, -1, -1):
        token = doc[i]
        broken = token.is_space or (token.is_punct and token.text not in "-–")
        # names are long: „nach dem Tod des Anführers Abu Musab al-Sarkawi am Mittwoch“
        seen += not token.is_punct and not token.text[:1].isupper()
        if broken or seen > NEAR or part_of_speech(token) in ("VERB", "AUX"):
            return None
        if token.text[:1].isalpha() and (words["mishap"](token.lower_) or words["gathering"](token.lower_)):
            return token
    return None
