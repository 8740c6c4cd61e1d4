"""What every answer carries, and which requests get none."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 'unsafe-inline' styles: Streamlit and plotly set theirs while they draw. Pictures from elsewhere are forbidden, so that no article can
# tell its sender who reads it; blob: and data: are our own (a chart saved as a picture). blob: scripts are our components, which reach
# the browser through the websocket; only scripts that run already can make one. The hash is the one script in Streamlit's page.
POLICY: Final = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' blob: 'sha256-{page_script}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
)
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address is the key to an article
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
ONE_YEAR: Final = "max-age=31536000"
# hashed files of Streamlit's page and our fonts may be kept; documents, downloads and answers may not
KEPT: Final = ("/static/", "/app/static/")
CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
HEALTH: Final = ("/healthz", "/readyz")  # probes come by address


class Doorkeeper:
    """ASGI middleware: adds the headers, knows the server's own names, and keeps Streamlit's inner doors shut."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], page_script: str) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._policy = POLICY.format(page_script=page_script)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or passes on one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is None:
            await self._app(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(scope, receive, self._with_headers(scope, send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path = scope["path"]
        headers = Headers(scope=scope)
        if path in HEALTH:
            return None
        if not self._known(f"//{headers.get('host', '')}"):
            return PlainTextResponse("Unknown host", 421)
        if scope["type"] == "websocket" and "origin" in headers and not self._known(headers["origin"]):
            return PlainTextResponse("Unknown origin", 403)
        if path.startswith(CLOSED):
            return PlainTextResponse("Not found", 404)
        return None

    def _known(self, address: str) -> bool:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            return False
        return host is not None and host.rstrip(".") in self._hosts

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = self._policy
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = ONE_YEAR
                if not scope["path"].startswith(KEPT) or headers.get("content-type", "").startswith("text/html"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sending
