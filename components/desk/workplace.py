"""One process that analyses, seen from the program's side: `python -m components.desk.worker` at the other end of two pipes."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from components.analysis.model import Analysis
from components.article.model import Article

READY: Final = "ready"
Word = (
    str | tuple[str, float] | Analysis
)  # READY once; then, for each article, its stages with the share done of each, and the analysis
_ROOT: Final = Path(__file__).resolve().parents[2]


class Gone(Exception):
    """The process has ended before it answered."""


class Workplace:
    """Starts, feeds and ends one process. What comes out of the pipe was written by our own code, so it may be unpickled."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts a new process in place of one that has ended."""
        self.close()
        search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "components.desk.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": search},
        )

    def ready(self) -> bool:
        """Waits until the process has loaded its model; False where it ended instead."""
        try:
            return self._hear() == READY
        except Gone:
            return False

    def analyse(self, article: Article) -> Iterator[Word]:
        """The stages as they begin, each with the share of it done, last the analysis; raises Gone where the process ends first."""
        try:
            stdin = self._pipes()[0]
            pickle.dump(article, stdin)
            stdin.flush()
        except (OSError, ValueError) as error:  # ValueError: the pipe was closed on our side
            raise Gone from error
        while True:
            word = self._hear()
            yield word
            if isinstance(word, Analysis):
                return

    def kill(self) -> None:
        """Ends the process at once."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Ends the process, if there is one, and waits for its end."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            try:
                pipe.close()
            except OSError:  # what could not be written any more
                continue

    def _hear(self) -> Word:
        try:
            word: Word = pickle.load(self._pipes()[1])
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise Gone from error
        return word

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise Gone
        return process.stdin, process.stdout
