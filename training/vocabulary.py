"""Cuts the base's 250,002 pieces down to German and English and builds the matching tokenizer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training.base import Base
from training.labels import words_of

SPECIAL = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
COMMON = 90_000
"""Pieces are sorted by frequency; Latin-script ones among the first COMMON are kept unseen."""


def build_tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer over (piece, score): NFKC, runs of blanks to one, Metaspace."""
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIAL["<unk>"], byte_fallback=False))
    blanks = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), blanks])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _is_latin(piece: str) -> bool:
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


def pieces_to_keep(base: Base, texts: Iterable[str]) -> list[int]:
    """Ids of the pieces that the texts' words use, and of common or single Latin-script pieces."""
    full = build_tokenizer(list(zip(base.pieces, base.scores, strict=True)))
    words = {text[a:b] for text in texts for a, b in words_of(text)}
    used = {i for coded in full.encode_batch(sorted(words)) for i in coded.ids}
    special = list(SPECIAL.values())
    return special + [
        i
        for i, piece in enumerate(base.pieces)
        if i > special[-1] and (i in used or ((i < COMMON or len(piece) == 1) and _is_latin(piece)))
    ]


def cut(base: Base, keep: list[int]) -> tuple[Base, Tokenizer]:
    """The base with only the kept pieces, renumbered in order, and its tokenizer."""
    tensors = {**base.tensors, "pieces.weight": base.tensors["pieces.weight"][keep]}
    pieces, scores = [base.pieces[i] for i in keep], [base.scores[i] for i in keep]
    return Base(tensors, pieces, scores), build_tokenizer(list(zip(pieces, scores, strict=True)))
