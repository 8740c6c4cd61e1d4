"""The log of a server: who asked for which screen and what went wrong, never a word of an article nor the secret of a link.

Messages of exceptions may quote what they choked on, and addresses hold `?article=…`; so tracebacks are written without messages, what
libraries report without its arguments, and addresses without what follows the path.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OUTSPOKEN: Final = ("wortlaut", "uvicorn")  # loggers whose arguments hold nothing of an article
SCREENS: Final = frozenset({"", "article", "entities", "quotes", "timeline", "library", "compare", "start"})
DOORS: Final = frozenset({"_stcore", "static", "app", "media", "healthz", "readyz", "component"})
_log = logging.getLogger("wortlaut")
_make_record = logging.getLogRecordFactory()


def keep_log() -> None:
    """Sets this process's logging up: one line an event, on standard error; tracebacks without messages."""
    logging.setLogRecordFactory(discreet_record)
    logging.basicConfig(format=FORM, level=logging.WARNING, stream=sys.stderr)
    logging.captureWarnings(True)
    _log.setLevel(logging.INFO)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def discreet_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A record without what could be an article's words: the message of its exception, the arguments a library passed."""
    record = _make_record(*args, **kwargs)
    if record.exc_info and record.exc_info[0]:
        record.exc_text = where(record.exc_info[0], record.exc_info[2])
        record.exc_info = None
    if record.args and not record.name.startswith(OUTSPOKEN):
        record.args = None
    return record


def where(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where an exception arose and of what kind it is."""
    return "".join(traceback.format_list(traceback.extract_tb(trace))) + kind.__name__


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.error("uncaught\n%s", where(kind, trace))


def seen(path: str) -> str:
    """A path as the log shows it: a screen or a door of the server by its name, everything else as „…“."""
    first = path.lstrip("/").split("/")[0]
    if first in SCREENS and path.count("/") <= 1:
        return f"/{first}"
    return f"/{first}/…" if first in DOORS else "/…"


class Visits:
    """ASGI middleware: a line for every answer but those of fonts, scripts and probes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on and logs its answer."""
        if scope["type"] != "http" or scope["path"].startswith(("/static/", "/app/static/", "/healthz", "/readyz")):
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = round(1000 * (time.perf_counter() - began))
                _log.info("%s %s %d, %d ms", scope["method"], seen(scope["path"]), message["status"], took)
            await send(message)

        await self._app(scope, receive, sending)
