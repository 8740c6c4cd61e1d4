"""Changes a passage: other quotation marks, capitals, or other names of the same kind."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from training.labels import Span
from training.passages import Passage

STYLES = (("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("„", '"'), ("„", "”"))
"""Opening and closing marks as they come out of editors, web pages and hurried typing."""


def with_other_marks(passage: Passage, chance: random.Random) -> Passage:
    """The passage with its double quotation marks set in a style drawn from STYLES.

    A text whose marks cannot be told apart as opening and closing is left as it is.
    """
    text = passage.text
    opening, closing = ("„", "“”") if "„" in text else ("“", "”")
    if opening not in text:
        if not text.count('"') or text.count('"') % 2:
            return passage
        halves = iter(range(text.count('"')))
        marked = (("“", "”")[next(halves) % 2] if c == '"' else c for c in text)
        text = "".join(marked)
    new_open, new_close = chance.choice(STYLES)
    swap = str.maketrans({opening: new_open, **dict.fromkeys(closing, new_close)})
    return replace(passage, text=text.translate(swap))


def in_capitals(passage: Passage) -> Passage:
    """The passage in capitals; „ß“ stays, so that offsets hold."""
    raised = (c.upper() if len(c.upper()) == 1 else c for c in passage.text)
    return replace(passage, text="".join(raised))


SYLLABLES = (
    "al-an-ar-bel-ber-cor-da-del-den-dor-el-en-er-fa-"
    "fel-gar-gen-hal-hel-im-in-ka-kel-kor-la-lan-len-lin-"
    "lo-mar-mel-mi-mon-na-nor-o-or-pa-ra-ren-ri-ro-"
    "sal-sen-si-sol-ta-tel-ten-ti-tor-ul-va-ven-vi-wal-"
    "wen-zan-zel"
)
BODIES = (
    "AG",
    "GmbH",
    "SE",
    "Holding",
    "Group",
    "Bank",
    "Institut",
    "Verband",
    "Stiftung",
    "Union",
    "Ltd",
    "Foundation",
)
INVENTED = 0.3
"""Share of new names that nobody bears; without them a model learns the lists of names instead of what stands around them."""


def invented(kind: str, chance: random.Random) -> str:
    """A pronounceable name of two or three syllables, for an organisation sometimes with the kind of body it is."""
    name = "".join(chance.choice(SYLLABLES.split("-")) for _ in range(chance.choice((2, 2, 3)))).capitalize()
    if kind == "ORG" and chance.random() < 0.5:
        return f"{name} {chance.choice(BODIES)}"
    if kind == "PER" and chance.random() < 0.5:
        return f"{invented('', chance)} {name}"
    return name


@dataclass(frozen=True)
class NamePool:
    """All names of the training data by their kind and number of words."""

    names: dict[tuple[str, int], list[str]]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> NamePool:
        """Gathers the pool; a name stands in it as often as in the passages."""
        names: dict[tuple[str, int], list[str]] = {}
        for passage in passages:
            for start, end, kind in passage.spans.get("e", ()):
                name = passage.text[start:end]
                names.setdefault((kind, len(name.split())), []).append(name)
        return cls(names)

    def another(self, name: str, kind: str, chance: random.Random) -> str:
        """Another name of the kind with as many words, or an invented one."""
        if chance.random() < INVENTED:
            return invented(kind, chance)
        return chance.choice(self.names.get((kind, len(name.split())), [name]))


def with_other_names(passage: Passage, pool: NamePool, chance: random.Random) -> Passage:
    """The passage with other names of the same kinds; the same name becomes the same everywhere in it, all spans move along."""
    new: dict[tuple[str, str], str] = {}
    edits: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(passage.spans.get("e", ())):
        if edits and start < edits[-1][1]:
            continue
        name = passage.text[start:end]
        if (kind, name) not in new:
            new[kind, name] = pool.another(name, kind, chance)
        edits.append((start, end, new[kind, name]))
    text, at, places = "", 0, list[tuple[int, int, int, int]]()
    for start, end, name in edits:
        text += passage.text[at:start]
        places.append((start, end, len(text), len(text) + len(name)))
        text, at = text + name, end
    text += passage.text[at:]

    def moved(offset: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, new_start, new_end in places:
            if offset <= start:
                break
            if offset < end:
                return new_end if is_end else new_start
            shift = new_end - end
        return offset + shift

    spans: dict[str, tuple[Span, ...]] = {
        head: tuple((moved(a, is_end=False), moved(b, is_end=True), kind) for a, b, kind in found)
        for head, found in passage.spans.items()
    }
    return replace(passage, text=text, spans=spans)
