"""Handing articles in and waiting one's turn. Knows nothing of screens; any thread may call."""

from __future__ import annotations

import atexit
import os
from functools import cache
from threading import Condition, Event, Lock, Thread, Timer
from typing import Final, Literal

from components.analysis.model import Analysis
from components.article.model import Article
from components.desk.workplace import Gone, Workplace

LONG: Final = 3_000  # words; a longer article may not take the last free place, and is worth breaking off
MOST_WAITING: Final = 30
_OPENING: Final = Lock()
Outcome = Literal["waiting", "working", "done", "too_long", "broken", "cancelled"]


class DeskFull(Exception):
    """So many articles wait already that another would wait too long; `str` is how many."""


def patience(words: int) -> float:
    """Seconds an analysis may take before it is stopped: twenty times what it takes on a slow laptop."""
    return 60 + words / 50


class Turn:
    """One article handed in: what has become of it so far. Made by `Desk.hand_in`."""

    def __init__(self, article: Article, desk: Desk, seconds: float | None) -> None:
        self.article = article
        self.words = len(article.text.split())
        self.seconds = patience(self.words) if seconds is None else seconds
        self.outcome: Outcome = "waiting"
        self.stage, self.done = "", 0.0  # the stage at work, and how much of it is done, 0 to 1
        self.analysis: Analysis | None = None
        self._desk = desk
        self._over = Event()

    def wait(self, seconds: float) -> bool:
        """Waits at most so long for the end; True once it has come (`outcome` then says how)."""
        return self._over.wait(seconds)

    def ahead(self) -> int:
        """How many articles that were handed in earlier are still waiting or being worked on; 0 once this one's turn has come."""
        return self._desk.ahead_of(self)

    def cancel(self) -> None:
        """Gives the place back; nothing happens once it is over."""
        self._desk.cancel(self)

    def _end(self, outcome: Outcome, analysis: Analysis | None = None) -> None:
        if not self._over.is_set():
            self.outcome, self.analysis = outcome, analysis
            self._over.set()


class Desk:
    """`places` processes that analyse, and the line of those who wait for them.

    With more than one place, one is kept free of long articles: a book does not keep a news item waiting.
    """

    def __init__(self, places: int = 1, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._changed = Condition()
        self._line: list[Turn] = []
        self._at_work: dict[Workplace, Turn] = {}
        self._open = True
        self._ready = Event()
        self._workplaces = [Workplace() for _ in range(max(1, places))]
        self._threads = [
            Thread(target=self._work, args=(place,), name=f"wortlaut-desk-{n}", daemon=True)
            for n, place in enumerate(self._workplaces, 1)
        ]
        for thread in self._threads:
            thread.start()

    def hand_in(self, article: Article, seconds: float | None = None) -> Turn:
        """Takes an article into the line; `seconds` is the most its analysis may take. Raises DeskFull."""
        turn = Turn(article, self, seconds)
        with self._changed:
            if len(self._line) >= self._most_waiting:
                raise DeskFull(str(len(self._line)))
            self._line.append(turn)
            self._changed.notify_all()
        return turn

    def ready(self, seconds: float = 0) -> bool:
        """Whether a process with a loaded model stands by (or works); waits at most so long for it."""
        return self._ready.wait(seconds) and any(place.alive for place in self._workplaces)

    def ahead_of(self, turn: Turn) -> int:
        """See Turn.ahead."""
        with self._changed:
            return self._line.index(turn) + len(self._at_work) if turn in self._line else 0

    def cancel(self, turn: Turn) -> None:
        """See Turn.cancel. A short article under work is finished for nobody: that is sooner done than loading a model anew."""
        with self._changed:
            if turn in self._line:
                self._line.remove(turn)
            turn._end("cancelled")
            if turn.words > LONG:
                self._break_off(turn)

    def close(self) -> None:
        """Ends all processes; those who still wait are cancelled."""
        with self._changed:
            self._open = False
            for turn in [*self._line, *self._at_work.values()]:
                turn._end("cancelled")
            self._line.clear()
            for place in self._workplaces:
                place.close()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(10)

    def _break_off(self, turn: Turn) -> None:
        for place, current in self._at_work.items():
            if current is turn:
                place.kill()

    def _work(self, place: Workplace) -> None:
        """What each place's thread does: a model is loaded at once, then turn after turn."""
        self._stand_by(place)
        while (turn := self._next(place)) is not None:
            if place.alive or self._stand_by(place):
                self._serve(place, turn)
            else:
                turn._end("broken")
            with self._changed:
                del self._at_work[place]
                self._changed.notify_all()
            if not place.alive:
                self._stand_by(place)

    def _stand_by(self, place: Workplace) -> bool:
        with self._changed:
            if not self._open:
                return False
            place.start()
        if place.ready():
            self._ready.set()
            return True
        return False

    def _next(self, place: Workplace) -> Turn | None:
        """The next turn this place may take; waits for one; None when the desk closes."""
        with self._changed:
            while self._open:
                for turn in self._line:
                    if turn.words <= LONG or self._may_take_long():
                        self._line.remove(turn)
                        self._at_work[place] = turn
                        return turn
                self._changed.wait()
        return None

    def _may_take_long(self) -> bool:
        long_ones = sum(turn.words > LONG for turn in self._at_work.values())
        return long_ones < max(1, len(self._workplaces) - 1)

    def _serve(self, place: Workplace, turn: Turn) -> None:
        def too_long() -> None:
            with self._changed:
                turn._end("too_long")
                self._break_off(turn)

        alarm = Timer(turn.seconds, too_long)
        alarm.daemon = True
        alarm.start()
        turn.outcome = "working"
        try:
            self._listen(place, turn)
        except Gone:
            # a process that made room after a long text may have ended just as this one was handed to it
            if turn.stage or turn.outcome != "working" or not self._stand_by(place):
                turn._end("broken")
            else:
                self._serve_again(place, turn)
        finally:
            alarm.cancel()

    def _serve_again(self, place: Workplace, turn: Turn) -> None:
        try:
            self._listen(place, turn)
        except Gone:
            turn._end("broken")

    @staticmethod
    def _listen(place: Workplace, turn: Turn) -> None:
        for word in place.analyse(turn.article):
            if isinstance(word, Analysis):
                turn._end("done", word)
            elif isinstance(word, tuple):
                turn.stage, turn.done = word


def the_desk() -> Desk:
    """The desk of this program, with $WORTLAUT_WORKERS places (1), opened when first asked for and closed at its end."""
    with _OPENING:
        return _desk()


@cache
def _desk() -> Desk:
    asked = os.environ.get("WORTLAUT_WORKERS", "1")
    desk = Desk(int(asked) if asked.isdigit() else 1)
    atexit.register(desk.close)
    return desk
