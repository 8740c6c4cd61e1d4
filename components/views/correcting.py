"""Correcting what is on screen: one deed done, undone, or held back because somebody else has changed the same thing since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from components.analysis.model import Analysis
from components.library import Changed, NotAllowed, Saved
from components.library.corrections import Correction, CorrectionError
from components.views import saved as kept
from components.views.choice import choose, chosen
from components.views.correct_name import note_nameless
from components.views.strings import knows, t

_DONE = "wortlaut.done"
_HELD = "wortlaut.held"
_REFUSED = "wortlaut.refused"
_SEEN = "wortlaut.seen"


@dataclass(frozen=True, slots=True)
class Controls:
    """Where controls stand: what they correct, as shown, and the place on the page that keeps their keys apart."""

    saved: Saved
    finding: str
    place: str

    @property
    def analysis(self) -> Analysis:
        """The analysis as shown, with the corrections made so far."""
        return self.saved.analysis

    def key(self, name: str) -> str:
        """A widget's key: new for every finding and revision, so that it begins with the value as it now is."""
        return f"correct.{self.place}.{self.finding}.{self.saved.revision}.{name}"


@dataclass(frozen=True, slots=True)
class Done:
    """What was just done under a link: the numbers of its corrections, and where the reader was, so that leaving ends the notice."""

    link: str
    corrections: tuple[Correction, ...]
    finding: str | None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A correction not yet written, because others have changed the same item since."""

    link: str
    correction: Correction
    since: tuple[Correction, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Up to which number the reader knows the corrections under a link, and which later ones are her own."""

    link: str
    last: int
    own: frozenset[int] = frozenset()


def correct(saved: Saved, *makers: Callable[[], Correction]) -> bool:
    """Makes the corrections and writes them, in order; says so, or why not. True where all were written.

    `saved` is what the reader saw when she decided: what others have changed since is kept, and asked about where it is the same item.
    """
    written: list[Correction] = []
    seen = saved.revision
    with _refusals():
        for correction in [make() for make in makers]:
            try:
                after = kept.correct(saved.id, correction, seen=seen)
            except Changed as changed:
                st.session_state[_HELD] = Held(saved.id, correction, changed.since, seen)
                break
            seen = after.revision
            written.append(_follow(after))
    _note_done(saved.id, tuple(written))
    return len(written) == len(makers)


def correct_anyway() -> None:
    """Writes the correction held back, over what others have changed."""
    held: Held | None = st.session_state.pop(_HELD, None)
    if held is None:
        return
    with _refusals():
        after = kept.correct(held.link, held.correction, seen=held.revision, anyway=True)
        _note_done(held.link, (_follow(after),))


def undo(link: str, *numbers: int) -> None:
    """Takes corrections back, the last one first."""
    forget_done()
    with _refusals():
        for number in sorted(numbers, reverse=True):
            kept.undo(link, number)


def redo(link: str, number: int) -> None:
    """Makes a correction that was taken back once more."""
    forget_done()
    with _refusals():
        kept.redo(link, number)


@contextmanager
def _refusals() -> Iterator[None]:
    """Around what is written: what the library refuses becomes a sentence on the next run."""
    try:
        yield
    except CorrectionError as error:
        key = f"correct.error.{error.code}"
        refuse(t(key, detail=error.detail) if knows(key) else t("correct.error.other"))
    except NotAllowed:
        refuse(t("correct.error.not_allowed"))
    except KeyError:
        refuse(t("correct.error.gone"))


def done(link: str, page: str) -> Done | None:
    """What was just done under the link, until the reader does something else or looks elsewhere."""
    last: Done | None = st.session_state.get(_DONE)
    if last is None or last.link != link:
        return None
    if not last.page:
        last = st.session_state[_DONE] = Done(last.link, last.corrections, chosen(), page)
    if (last.page, last.finding) != (page, chosen()):
        forget_done()
        return None
    return last


def forget_done() -> None:
    """Ends the notice of what was just done."""
    st.session_state.pop(_DONE, None)


def held(link: str) -> Held | None:
    """The correction held back under the link."""
    waiting: Held | None = st.session_state.get(_HELD)
    return waiting if waiting and waiting.link == link else None


def drop_held() -> None:
    """Keeps what the others have made of it."""
    st.session_state.pop(_HELD, None)


def refuse(sentence: str) -> None:
    """Says on the next run why nothing was changed."""
    st.session_state[_REFUSED] = sentence


def refused() -> str:
    """Why nothing was changed; told once."""
    return str(st.session_state.pop(_REFUSED, ""))


def others_since(saved: Saved) -> tuple[Correction, ...]:
    """The corrections that others have added since this reader opened the article, until she has read of them."""
    seen = _seen(saved.id)
    if seen is None:
        have_seen(saved)
        return ()
    news = tuple(c for c in saved.corrections if c.number > seen.last and c.number not in seen.own)
    if not news:
        have_seen(saved)
    return news


def have_seen(saved: Saved) -> None:
    """The reader has read what others added."""
    st.session_state[_SEEN] = Seen(saved.id, max((c.number for c in saved.corrections), default=0))


def _seen(link: str) -> Seen | None:
    seen: Seen | None = st.session_state.get(_SEEN)
    return seen if seen and seen.link == link else None


def _note_done(link: str, corrections: tuple[Correction, ...]) -> None:
    """Notes the deed, and that these corrections are nobody else's."""
    if not corrections:
        return
    st.session_state[_DONE] = Done(link, corrections, None)
    note_nameless(link, {c.number for c in corrections})
    seen = _seen(link)
    if seen:
        st.session_state[_SEEN] = Seen(link, seen.last, seen.own | {c.number for c in corrections})


def _follow(after: Saved) -> Correction:
    """The correction just written; chooses what it made of the item: the new one, the one it was joined to, none where it is gone."""
    correction = after.corrections[-1]
    item = next((m.item for m in after.analysis.by_hand if m.number == correction.number), "article")
    if item == "article":
        if correction.action.endswith(".delete"):
            choose(None)
    elif item != chosen():
        choose(item)
    return correction
