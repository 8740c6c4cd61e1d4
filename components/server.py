"""Wortlaut for many: `python -m components.server` serves the dashboard with security headers, health checks and a discreet log.

The port answers only once the model is loaded, a first article is analysed and the library is open. Settings come from the environment
(docs/hosting.md); for oneself at one's own desk, `streamlit run app.py` is enough.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import logging
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import streamlit
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from components.hosting.headers import Doorkeeper
from components.hosting.health import ROUTES
from components.hosting.log import FORM, Visits, keep_log
from components.hosting.settings import SettingError, Settings, from_environment
from components.hosting.warm_up import warm_up

APP: Final = Path(__file__).resolve().parents[1] / "app.py"
LARGEST_MESSAGE: Final = 12 * 1024 * 1024  # bytes from a browser: a pasted text of 2,000,000 characters fits
LEAVE: Final = 10  # seconds that visitors are given when the server is to end
_PAGE: Final = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_log = logging.getLogger("wortlaut")


def application(settings: Settings) -> streamlit.App:
    """The dashboard as an ASGI application."""
    for option, value in {
        "server.allowedHosts": list(settings.hosts),
        "server.fileWatcherType": "none",
        "server.enableAgentApi": False,
        "server.disconnectedSessionTTL": 60,
        "logger.messageFormat": FORM,
        "logger.enableRich": False,  # it would print the messages of exceptions past the log
        "client.showErrorDetails": "none",
        "runner.postScriptGC": False,
    }.items():
        config.set_option(option, value)
    # as st.navigation says it too, but only at the first visit: which would then run twice if it was by a link to one of the pages
    PagesManager.uses_pages_directory = False
    if secrets := os.environ.get("STREAMLIT_SECRETS_FILES"):
        config.set_option(
            "secrets.files", secrets.split()
        )  # `streamlit run` reads this variable, an App by itself does not
    return streamlit.App(
        APP,
        lifespan=_lifespan,
        routes=ROUTES,
        secrets={
            "wortlaut": {"hosted": True}
        },  # where there are none at all, Streamlit looks for their file again and again
        middleware=[
            Middleware(Visits),
            Middleware(Doorkeeper, hosts=settings.hosts, page_script=page_script()),
        ],
    )


def page_script() -> str:
    """The hash, as a Content-Security-Policy names it, of the one script in Streamlit's page."""
    (script,) = _INLINE.findall(_PAGE.read_text("utf-8"))
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


@asynccontextmanager
async def _lifespan(app: streamlit.App) -> AsyncIterator[None]:
    """Everything the first visitor would otherwise wait for; then what is loaded is kept out of the garbage collector's rounds."""
    await run_in_threadpool(warm_up)
    gc.collect()
    gc.freeze()
    _log.info("ready")
    yield


def main() -> int:
    """Serves until it is told to end; 2 where the settings are wrong."""
    keep_log()
    os.environ.setdefault("WORTLAUT_HOSTED", "1")  # a link is the key here; no list of everything for whoever comes by
    try:
        settings = from_environment()
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    server = uvicorn.Server(
        uvicorn.Config(
            application(settings),
            host=settings.address,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=LEAVE,
        )
    )
    server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
