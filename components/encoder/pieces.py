"""Pieces of a sentence between commas, marks and conjunctions, and what each shows of a clause: its opener, its verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from spacy.tokens import Doc, Token

from components.encoder.verbs import FINITE, part_of_speech, verb_form
from components.languages import facts, traits

DASHES = frozenset("–—-")
MARKS = frozenset("„“”\"»«‚‘’'‹›")
INFINITIVE = re.compile(r"[a-zäöüß]+(?:en|ern|eln|tun|sein)$")
INFIX = re.compile(r"[a-zäöüß]{2,}zu[a-zäöüß]{2,}(?:en|ern|eln)$")

LONGEST_BLOCK = 500  # tokens between two commas; only a text made to take long has more („------…“)


@dataclass(frozen=True)
class Grammar:
    """The words of components/languages/<language>/clauses.toml."""

    verb_last: bool
    openers: dict[str, str]  # word → kind of clause
    doubtful: frozenset[str]
    before_opener: frozenset[str]
    coordinators: frozenset[str]
    auxiliaries: frozenset[str]
    infinitive_particle: str
    before_infinitive: frozenset[str]
    reporting: frozenset[str]
    subjects: frozenset[str]


@lru_cache(maxsize=4)
def grammar(language: str) -> Grammar:
    """The clause words of a language."""
    data = facts(language, "clauses")
    openers = {word: kind for kind in ("relative", "w", "adverbial", "ob", "dass") for word in data[kind]}
    sets = {
        k: frozenset(data.get(k, []))
        for k in (
            "doubtful",
            "before_opener",
            "coordinators",
            "auxiliaries",
            "before_infinitive",
            "reporting",
            "subjects",
        )
    }
    return Grammar(traits(language).verb_last, openers, infinitive_particle=data["infinitive_particle"], **sets)


@dataclass(frozen=True)
class Piece:
    """Tokens `start` to `end` (exclusive) of the Doc that belong to one clause."""

    start: int
    end: int
    kind: str  # what its opener makes it: "dass", "relative", …; "" without an opener
    finite: bool
    verb_last: bool  # the finite verb closes the piece, as in a German subordinate clause
    infinitive: bool  # „… zu gehen“ without a finite verb
    nonfinite: bool  # holds a participle or infinitive
    auxiliary: bool
    coordinator: bool
    shared_subject: bool  # the verb follows the coordinator: „und ging“
    comma: bool  # a comma or mark stands before it
    hard: bool  # a semicolon, colon or the sentence's beginning stands before it
    inserted: int  # number of the bracket or pair of dashes it stands in, 0 for none


def cut(doc: Doc, visible: list[int]) -> list[Piece]:
    """The pieces of one sentence, given the indices of its visible tokens; together they cover all of them."""
    rules = grammar(doc.lang_)
    pieces: list[Piece] = []
    for block, mark, inserted in _blocks(doc, visible):
        parts = _split(doc, block, rules)
        for k, part in enumerate(parts):
            pieces.append(_piece(doc, part, rules, mark if k == 0 else " ", inserted))
    return pieces


def _blocks(doc: Doc, visible: list[int]) -> list[tuple[list[int], str, int]]:
    """Token indices between commas, semicolons, colons, dashes and brackets, each with the mark before it and its bracket's number."""
    blocks: list[tuple[list[int], str, int]] = []
    block: list[int] = []
    mark, inserted, last, brackets = ";", 0, "", 0
    dashes = [i for i in visible if doc[i].text in DASHES and _stands_free(doc, i)]
    pairs = dict(zip(dashes[::2], dashes[1::2], strict=False))

    def close(following: str) -> None:
        nonlocal block, mark
        if block:
            blocks.append((block, mark, inserted))
            block = []
        mark = following

    for i in visible:
        text = doc[i].text
        closing = (
            last in ",;:)" + "".join(DASHES) and last and (text in ",.;:!?…" or (text in MARKS and _is_closing(doc, i)))
        )
        if closing and blocks and not block and i not in dashes:
            blocks[-1][0].append(i)
        elif text in "([" or i in pairs:
            close(text)
            brackets += 1
            inserted = brackets
            block.append(i)
            last = text if i not in pairs else ""
            continue
        else:
            block.append(i)
        if text in ",;:" or (i in dashes and i not in pairs) or text in ")]":
            close(text)
            if text in ")]" or i in pairs.values():
                inserted = 0
        last = text
    close("")
    return blocks


def _stands_free(doc: Doc, i: int) -> bool:
    return (
        i > 0
        and i + 1 < len(doc)
        and (bool(doc[i - 1].whitespace_) or doc[i - 1].is_space)
        and bool(doc[i].whitespace_)
    )


def _is_closing(doc: Doc, i: int) -> bool:
    """Whether a quotation mark closes: it touches the word before it and not the one after."""
    return i > 0 and not doc[i - 1].whitespace_ and not doc[i - 1].is_space and doc[i].text not in "„‚"


def _split(doc: Doc, block: list[int], rules: Grammar) -> list[list[int]]:
    """A block cut before openers and before coordinators that join two finite clauses; one longer than any clause stays whole."""
    if len(block) > LONGEST_BLOCK:
        return [block]
    cuts = [0]
    for k in range(1, len(block)):
        if _cuts_before(doc, block, cuts[-1], k, rules):
            cuts.append(k)
    return [block[a:b] for a, b in zip(cuts, [*cuts[1:], len(block)], strict=True)]


def _cuts_before(doc: Doc, block: list[int], begin: int, k: int, rules: Grammar) -> bool:
    token = doc[block[k]]
    before = [doc[i] for i in block[begin:k]]
    after = [doc[i] for i in block[k:]]
    words = [t for t in before if not t.is_punct]
    if not words:
        return False
    if token.lower_ in rules.coordinators:
        if len(after) > 1 and _opener(after[1:], rules)[0] not in {"", "relative"} and any(_finite(t) for t in after):
            return True
        if len(after) > 1 and words[-1].like_num and after[1].like_num:
            return False  # "between 1996 and 2001"
        verb = next((n for n, t in enumerate(after) if _finite(t)), 0)
        return verb > 1 and any(_finite(t) for t in before)
    if rules.verb_last:
        return False
    if token.lower_ in rules.openers and words[-1].lower_ not in rules.coordinators | rules.before_opener:
        return bool(_opener(after, rules)[0])
    if token.lower_ == rules.infinitive_particle and len(after) > 1:
        return verb_form(after[1]) == "Inf" and words[-1].lower_ not in rules.auxiliaries | rules.before_infinitive
    # "Smith said he would resign."
    return words[-1].lower_ in rules.reporting and _finite(words[-1]) and _starts_clause(after, rules)


def _starts_clause(tokens: list[Token], rules: Grammar) -> bool:
    """Whether a subject and a finite verb follow at once: "said | he would resign", but not "said on Monday"."""
    first = tokens[0]
    if (
        first.is_punct
        or part_of_speech(first) in {"ADP", "ADV", "SCONJ", "CCONJ"}
        or first.lower_ in rules.openers
        or _finite(first)
    ):
        return False
    return any(_finite(t) for t in tokens[1:7])


def _finite(token: Token) -> bool:
    return verb_form(token).startswith(FINITE)


def _opener(tokens: list[Token], rules: Grammar) -> tuple[str, int]:
    """The kind of clause the tokens open and the place of the opener; ("", 0) for none."""
    at = 0
    while at < len(tokens) and (tokens[at].text in MARKS or tokens[at].text in "([–—-"):
        at += 1
    for k in range(at, min(at + 4, len(tokens))):
        word = tokens[k].lower_
        kind = rules.openers.get(word, "")
        if kind and _opens(tokens[k:], kind, k > at, rules):
            # "the plan that failed" is a relative clause
            relative = kind == "dass" and not rules.verb_last and k + 1 < len(tokens) and _finite(tokens[k + 1])
            return "relative" if relative else kind, k
        if word not in rules.before_opener and part_of_speech(tokens[k]) != "ADP" and not (k == at and rules.verb_last):
            break
    return "", 0


def _opens(tokens: list[Token], kind: str, later: bool, rules: Grammar) -> bool:
    """Whether the first token truly opens a clause of this kind."""
    word = tokens[0]
    rest = [t for t in tokens[1:] if not t.is_punct]
    verbs = [n for n, t in enumerate(rest) if _finite(t)]
    if not rules.verb_last:
        return not (later or word.lower_ in rules.doubtful) or _opens_early(word, rest, rules)
    last = bool(verbs) and _closes(rest[verbs[-1] + 1 :])
    if kind == "relative":
        return _is_relative(word, rest, verbs, last)
    if word.lower_ in rules.doubtful or (kind == "w" and word.is_sent_start):
        waits = not verbs and kind == "adverbial" and bool(rest) and _is_subject_pronoun(rest[0])
        return waits or (last and (verbs[0] > 0 or len(rest) == 1))
    return True


def _opens_early(word: Token, rest: list[Token], rules: Grammar) -> bool:
    """ "after police searched his home", but not "after the war"; "that the plan, which …, will fail"."""
    near = list(takewhile(lambda t: t.lower_ not in rules.openers and t.lower_ not in rules.coordinators, rest))
    if any(_finite(t) for t in near[1:]):
        return True
    if rules.openers[word.lower_] != "dass" or not near:
        return False
    return _finite(near[0]) or near[0].lower_ in rules.subjects or near[0].text[:1].isupper()


def _closes(after: list[Token]) -> bool:
    """Whether a finite verb stands last: nothing after it, or two infinitives („…, dass er hätte kommen können“)."""
    return not after or (len(after) > 1 and all(verb_form(t) == "Inf" for t in after))


def _is_subject_pronoun(token: Token) -> bool:
    return part_of_speech(token) == "PRON" or token.lower_ in {"er", "sie", "es", "wir", "ich", "man"}


def _is_relative(word: Token, rest: list[Token], verbs: list[int], last: bool) -> bool:
    """„…, der gestern kam“ against the apposition „…, der Vater von Anna“ and the main clause „…, die Lage sei ernst“."""
    if (
        word.is_sent_start
        or not rest
        or (word.nbor(-1).lower_ in grammar(word.doc.lang_).coordinators and part_of_speech(word) != "PRON")
    ):
        return False
    tag = part_of_speech(word)
    if not verbs:
        return tag == "PRON" and word.lower_ not in {"das", "dem"}
    if not last:
        # „der geflohen war nach Berlin“ is rare; „die Polizei sei machtlos gewesen“ is a main clause
        return tag == "PRON" and verbs[0] > 0 and len(rest) - verbs[-1] <= 3
    return not (verb_form(rest[verbs[-1]]).startswith("Fin-Sub-Pres") and rest[0].text[:1].isupper() and tag != "PRON")


def _piece(doc: Doc, part: list[int], rules: Grammar, mark: str, inserted: int) -> Piece:
    tokens = [doc[i] for i in part]
    kind, _place = _opener(tokens, rules)
    words = [t for t in tokens if not t.is_punct]
    forms = [verb_form(t) for t in words]
    verbs = [n for n, form in enumerate(forms) if form.startswith(FINITE) or form == "Imp"]
    coordinator = bool(words) and words[0].lower_ in rules.coordinators
    infinitive = not verbs and _infinitive(words, rules)
    if kind == "" and infinitive:
        kind = "zu"
    return Piece(
        part[0],
        part[-1] + 1,
        kind,
        finite=bool(verbs),
        verb_last=bool(verbs) and _closes(words[verbs[-1] + 1 :]),
        infinitive=infinitive,
        nonfinite=any(form in {"Inf", "Part"} for form in forms),
        auxiliary=any(words[n].lower_ in rules.auxiliaries for n in verbs),
        coordinator=coordinator,
        shared_subject=coordinator and len(words) > 1 and bool(verbs) and verbs[0] == 1,
        comma=mark != " ",
        hard=mark in ";:",
        inserted=inserted,
    )


def _infinitive(words: list[Token], rules: Grammar) -> bool:
    """Whether an infinitive with its particle stands here: „Truppen abzuziehen“, „nach Köln zu fahren“."""
    if any(rules.verb_last and INFIX.match(t.text) and verb_form(t) in {"Inf", ""} for t in words):
        return True
    for a, b in pairwise(words):
        if a.lower_ == rules.infinitive_particle and (
            verb_form(b) == "Inf" or (rules.verb_last and INFINITIVE.match(b.text))
        ):
            return True
    return False
