"""The process that analyses: articles come in on standard input, the stages and the analysis go out on standard output, pickled."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from types import TracebackType
from typing import IO, Final

from components.analysis import analyse
from components.article.model import Article
from components.desk.workplace import READY, Word

COURTESY: Final = 5  # readers who turn a page go before those who wait for an analysis
MOST_MEMORY: Final = 1_500  # MB; a process that needed more for a long text makes room for a fresh one
_FIRST_WORDS: Final = Article("In Kiel sagte Anna Berger am Montag: „Wir fangen an.“")


def main() -> None:
    """Serves until standard input ends, or until a long text has left the process too large."""
    sys.excepthook = report
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this process
    if hasattr(os, "nice") and os.environ.get("WORTLAUT_HOSTED"):
        os.nice(COURTESY)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the answers
    analyse(_FIRST_WORDS)
    _say(READY, answers)
    while (article := _next_article()) is not None:
        _say(analyse(article, lambda stage, done: _say((stage, done), answers)), answers)
        if _megabytes() > MOST_MEMORY:
            return


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Writes where an error arose without its message, which may hold words of the article."""
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    sys.stderr.write(f"An analysis has failed:\n{places}{kind.__name__}\n")


def _next_article() -> Article | None:
    try:
        article: Article = pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    return article


def _say(word: Word, answers: IO[bytes]) -> None:
    pickle.dump(word, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _megabytes() -> int:
    """The most memory this process has held so far; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
