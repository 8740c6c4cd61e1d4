"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from components.languages import KNOWN, facts

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 6000  # characters from the beginning, enough for a certain answer
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 40  # words; below, only languages a newsroom is likely to paste are considered
_LIKELY = frozenset((*KNOWN, "fr", "it", "es", "nl", "pl", "pt"))
_SURE = 0.6
FIRST = "de"  # the language assumed of a few words that could be any
_CLEAR = 0.2  # share of little words of one language that no text in another reaches


def detect_language(text: str) -> tuple[str, float]:
    """The ISO 639-1 code of a text's language and how sure that is (0–1); ("de", 0.0) for a text without words.

    Names of people and places pull a short agency text towards their own language, so the little words of the languages
    we know decide first: nobody writes „der … und … nicht“ by accident.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        return FIRST, 0.0
    shares = sorted(
        ((sum(w in common for w in words) / len(words), code) for code, common in _common_words().items()), reverse=True
    )
    (best, code), rest = shares[0], [share for share, _ in shares[1:]]
    if best >= _CLEAR and all(best > 2 * share for share in rest):
        return code, min(0.99, 0.6 + best)
    code, score = _classify(" ".join(words), short=len(words) < _SHORT)
    if len(words) < _SHORT and score < _SURE and not (code in _common_words() and best > 0):
        return FIRST, score  # „Hallo“, or names only
    return code, score


def _classify(text: str, short: bool) -> tuple[str, float]:
    ranked = [(code, score) for code, score in _identifier().rank(text) if not short or code in _LIKELY]
    total = sum(score for _, score in ranked)
    code, score = ranked[0]
    return str(code), float(score / total) if total else 0.0


@lru_cache(maxsize=1)
def _common_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(facts(code, "article")["language"]["common"]) for code in KNOWN}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, paid when the first text is read

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
