"""A real server for many: what it answers, what it refuses, and what it writes into its log."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus, WebSocketException

from components.library import Library
from components.server import page_script
from tests.load.serving import Server, serving
from tests.load.viewer import Run, Viewer
from tests.made import an_analysis

T = TypeVar("T")
PAGES = ("", "entities", "quotes", "timeline")
WORDS = ("Klamm", "verfrüht", "Berger")  # of the article of tests.made

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def run_apart(visit: Coroutine[object, object, T]) -> T:
    """What a visit brings, run in a thread of its own: the browser of other tests keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visit).result()


@dataclass(frozen=True)
class Hosted:
    """A running server, the link of one article, its log, and what the first visitor got."""

    server: Server
    link: str
    log: Path
    first: Run


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """One server for all tests here; its timeline page breaks on every article, with the article in the message."""
    folder = tmp_path_factory.mktemp("hosted")
    url = f"sqlite:///{folder / 'library.sqlite3'}"
    library = Library(url)
    link = library.save(an_analysis())
    library.close()
    broken = (
        "import sys\n"
        "import components.views.timeline_view as page\n"
        "def breaks(opened): raise ValueError(opened.article.text)\n"
        "page.show_timeline = breaks\n"
        "from components.server import main\n"
        "sys.exit(main())"
    )
    log = folder / "log"
    with serving(url, log, ("-c", broken)) as server:
        yield Hosted(server, link, log, run_apart(visited(server, "quotes", link)))


async def visited(server: Server, page: str, link: str) -> Run:
    """One visit by a link."""
    async with Viewer(server.address) as viewer:
        return await viewer.visit(page, article=link)


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """The answer to one request, sent as it is."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


@pytest.mark.parametrize(
    "path",
    ["/", "/quotes", "/nosuch", "/healthz", "/readyz", "/_stcore/health", "/_stcore/host-config", "/media/x", "/../x"],
)
def test_every_answer_carries_the_headers(path: str, hosted: Hosted) -> None:
    answer = ask(hosted.server, path)
    for name, value in EXPECTED.items():
        assert answer.headers[name] == value, name
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' blob: 'sha256-" + page_script() in policy
    for part in (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert not {"http:", "https:", "*"} & set(policy.replace(";", " ").split())
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Server"] is None


def test_what_never_changes_may_be_kept(hosted: Hosted) -> None:
    page = ask(hosted.server, "/").body.decode()  # type: ignore[attr-defined]
    script = page.split('src="./static/js/')[1].split('"')[0]
    assert "immutable" in ask(hosted.server, f"/static/js/{script}").headers["Cache-Control"]


def test_it_says_that_it_lives_and_that_it_can_serve(hosted: Hosted) -> None:
    assert ask(hosted.server, "/healthz").status == 200
    ready = ask(hosted.server, "/readyz")
    assert (ready.status, ready.body) == (200, b'{"model":true,"database":true}')  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_inner_doors_are_shut(path: str, hosted: Hosted) -> None:
    assert ask(hosted.server, path).status == 404
    assert ask(hosted.server, path, "POST").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../../README.md",
        "/app/static/%2e%2e/app.py",
        "/app/static/..%2f..%2fapp.py",
        "/static/../../../etc/passwd",
        "/media/../../app.py",
        "/component/../app.py",
        "/.streamlit/config.toml",
        "/.data/wortlaut.sqlite3",
        "//etc/passwd",
    ],
)
def test_no_path_leads_to_a_file_of_ours(path: str, hosted: Hosted) -> None:
    answer = ask(hosted.server, path)
    body: bytes = answer.body  # type: ignore[attr-defined]
    assert answer.status >= 400 or b"<title>Streamlit</title>" in body
    for inside in (b"root:", b"import streamlit", b"[server]", b"SQLite format"):
        assert inside not in body


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[", ""])
def test_another_name_for_this_server_is_refused(host: str, hosted: Hosted) -> None:
    assert ask(hosted.server, "/", Host=host).status in (400, 421)


def test_another_sites_page_gets_no_connection(hosted: Hosted) -> None:
    async def connect(**headers: str) -> None:
        async with Viewer(hosted.server.address, **headers) as viewer:
            await viewer.visit("")

    async def other_origin() -> None:
        viewer = Viewer(hosted.server.address)
        viewer.origin = "https://evil.example"
        async with viewer:
            pass

    run_apart(connect())
    with pytest.raises((InvalidStatus, WebSocketException)):
        run_apart(other_origin())


HOSTILE = [
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%00",
    "a" * 5_000,
    "🐍\u202e",
    "{t.__class__}",
    "-1",
    "A" * 22,
]
FILTERS = [
    '{"quotes.kind":["nope"],"quotes.sure":95,"quotes.view":"x","quotes.speaker":"zzz"}',
    '{"entities.kind":"x","entities.view":"network","timeline.status":["x"],"timeline.entity":"e99","timeline.precision":["x"]}',
    '{"quotes.sure":"95","quotes.kind":"direct","quotes.search":{"a":1},"nosuch":1}',
    "[1]",
    "[" * 2_000,
]
PARAMETERS = ("article", "articles", "show", "view", "lang", "nosuch")


@pytest.mark.parametrize("page", ["", "article", "entities", "quotes", "library", "compare", "nosuch"])
def test_no_parameter_of_an_address_breaks_a_page(page: str, hosted: Hosted) -> None:
    async def look() -> list[str]:
        wrong = []
        async with Viewer(hosted.server.address) as viewer:
            for name in PARAMETERS:
                for value in FILTERS if name == "view" else HOSTILE if name in ("article", "show") else HOSTILE[:5]:
                    run = await viewer.visit(page, **({"article": hosted.link} | {name: value}))
                    wrong += [f"{name}={value[:20]}: {error}" for error in run.errors]
        return wrong

    assert run_apart(look()) == []


def test_the_first_visitor_by_a_deep_link_waits_for_one_run(hosted: Hosted) -> None:
    assert "Wer was gesagt hat" in "\n".join(hosted.first.words)
    assert hosted.first.restarts == 0


def test_a_cold_deep_link_and_a_guessed_one(hosted: Hosted) -> None:
    async def look(link: str) -> str:
        async with Viewer(hosted.server.address) as viewer:
            return "\n".join((await viewer.visit("quotes", article=link)).words)

    assert "Wer was gesagt hat" in run_apart(look(hosted.link))
    near = hosted.link[:-1] + ("A" if hosted.link[-1] != "A" else "B")
    for guessed in (near, hosted.link.swapcase(), hosted.link[:21], hosted.link + "A", "1", "a1"):
        assert not any(word in run_apart(look(guessed)) for word in WORDS)


def test_a_page_that_breaks_shows_and_logs_no_word_of_the_article(hosted: Hosted) -> None:
    async def look() -> tuple[list[str], str]:
        async with Viewer(hosted.server.address) as viewer:
            run = await viewer.visit("timeline", article=hosted.link)
            return run.errors, run.raw

    errors, shown = run_apart(look())
    assert len(errors) == 1
    assert "verfrüht" not in shown
    log = hosted.log.read_text("utf-8")
    assert "ValueError" in log
    assert "in breaks" in log
    for secret in (*WORDS, hosted.link):
        assert secret not in log
