"""A small OpenID provider on this machine for the tests: one person, who signs in by pressing a button. Standard library and Authlib only.

python -m tests.browser.identity_provider PORT
"""

from __future__ import annotations

import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "test"})
CLIENT = "wortlaut"
WAITING: dict[str, dict[str, str]] = {}  # by code: who signs in, and the nonce to be returned
PEOPLE = {"uta": "Uta Klamm", "ben": "Ben Fremd"}


class Provider(BaseHTTPRequestHandler):
    """The five addresses that the code flow needs."""

    def do_GET(self) -> None:
        """Discovery, keys, and the page where somebody says who she is."""
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        here = f"http://localhost:{self.server.server_port}"  # type: ignore[attr-defined]
        if address.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif address.path == "/keys":
            self._json({"keys": [KEY.as_dict(private=False)]})
        elif address.path == "/authorize":
            links = [
                f'<a id="{who}" href="/yes?{urlencode({**asked, "who": who})}">{name}</a>'
                for who, name in PEOPLE.items()
            ]
            self._answer(200, "text/html", ("<title>Wer?</title>" + " ".join(links)).encode())
        elif address.path == "/yes":
            code = secrets.token_urlsafe(8)
            WAITING[code] = {"who": asked["who"], "nonce": asked["nonce"], "here": here}
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            self._answer(302, "text/plain", b"", {"Location": back})
        else:  # the browser's own wish for an icon
            self._answer(204, "text/plain", b"")

    def do_POST(self) -> None:
        """The code for a token."""
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        waiting = WAITING.pop(body["code"][0])
        now = int(time.time())
        claims = {
            "iss": waiting["here"],
            "sub": waiting["who"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": waiting["nonce"],
            "name": PEOPLE[waiting["who"]],
            "email": f"{waiting['who']}@desk.example",
            "email_verified": True,
        }
        token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, KEY)
        self._json({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _json(self, value: dict[str, Any]) -> None:
        self._answer(200, "application/json", json.dumps(value).encode())

    def _answer(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
