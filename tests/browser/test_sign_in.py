"""An instance with sign-in, by the browser: nothing is seen before, the page asked for comes after, and everybody has a list of her own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.library import Library
from tests.browser.conftest import ROOT, Visitors, await_server, settle
from tests.made import an_analysis

pytestmark = pytest.mark.browser


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["streamlit"])
def guarded(request: pytest.FixtureRequest, tmp_path: Path, visit: Visitors) -> Iterator[tuple[str, Path]]:
    """A cold server that lets in nobody but Uta, with a provider of our own; its address and its database."""
    port, theirs = free_port(), free_port()
    database = tmp_path / "library.sqlite3"
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        'cookie_secret = "nothing-to-guess-in-a-test-000000"\n'
        'client_id = "wortlaut"\n'
        'client_secret = "nothing"\n'
        f'server_metadata_url = "http://localhost:{theirs}/.well-known/openid-configuration"\n'
    )
    environment = {
        **os.environ,
        "WORTLAUT_DATABASE": f"sqlite:///{database}",
        "WORTLAUT_PEOPLE": "uta@desk.example",
        "WORTLAUT_PORT": str(port),
        "STREAMLIT_SECRETS_FILES": str(secrets),
    }
    alone = ["streamlit", "run", "app.py", f"--server.port={port}"]
    command = ["components.server"] if request.param == "server" else alone
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    provider = subprocess.Popen([sys.executable, "-m", "tests.browser.identity_provider", str(theirs)], **quiet)  # type: ignore[call-overload]
    server = subprocess.Popen([sys.executable, "-m", *command], env=environment, **quiet)  # type: ignore[call-overload]
    try:
        await_server(f"http://localhost:{theirs}/keys")
        await_server(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}", database
    finally:
        visit.leave()
        for process in (server, provider):
            process.terminate()
            process.wait(20)


def sign_in(page: Any, who: str) -> None:
    page.get_by_role("button", name="Anmelden").click()
    page.locator(f"#{who}").click()
    settle(page)


def test_the_door_stands_before_every_address_and_leads_back_to_it(guarded: tuple[str, Path], visit: Visitors) -> None:
    server, database = guarded
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    library.close()
    deep = f"{server}/quotes?article={link}&show=q2"

    page = visit(deep)  # the first visitor of a cold server comes by a deep link
    page.get_by_role("button", name="Anmelden").wait_for()
    assert "Berger" not in page.inner_text("body")
    assert "Der Tag" not in page.inner_text("body")
    other = visit(f"{server}/library")
    other.get_by_role("button", name="Anmelden").wait_for()
    assert "Gespeicherte" not in other.inner_text("body")

    sign_in(page, "uta")
    page.wait_for_url("**/quotes?**", timeout=60_000)
    settle(page)
    assert f"article={link}" in page.url
    assert "show=q2" in page.url
    page.get_by_text("Der Tag").first.wait_for()
    page.get_by_role("button", name="Uta Klamm").wait_for()

    page.goto(f"{server}/library")
    settle(page)
    page.get_by_text("Noch ist nichts gespeichert").wait_for()  # the link opens it, but it is nobody's

    sign_in(other, "ben")
    other.get_by_text("keinen Zutritt").wait_for()
    other.goto(deep)
    settle(other)
    assert "Berger" not in other.inner_text("body")

    page.get_by_role("button", name="Uta Klamm").click()
    page.get_by_role("button", name="Abmelden").click()
    page.get_by_role("button", name="Anmelden").wait_for()
    assert "Bibliothek" not in page.inner_text("body")


@pytest.mark.parametrize("guarded", ["server"], indirect=True)
def test_the_server_for_many_has_the_same_door(guarded: tuple[str, Path], visit: Visitors) -> None:
    server, database = guarded
    library = Library(f"sqlite:///{database}")
    link = library.save(an_analysis())
    library.close()
    page = visit(f"{server}/timeline?article={link}&show=v1")
    page.get_by_role("button", name="Anmelden").wait_for()
    assert "Der Tag" not in page.inner_text("body")
    sign_in(page, "uta")
    page.wait_for_url("**/timeline?**show=v1**", timeout=60_000)
    page.get_by_text("Der Tag").first.wait_for()
