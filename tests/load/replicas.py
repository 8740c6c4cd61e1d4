"""Several servers behind HAProxy with one PostgreSQL: `python -m tests.load.replicas`, or `make replicas`.

Starts a database cluster, two servers and HAProxy with the configuration of docs/hosting.md, all in a temporary folder. Two browsers work;
the server one of them is bound to is killed. Nobody may lose what was saved; prints how long each browser was without a server.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES, Visitors, settle
from tests.load.serving import Server, free_port, serving
from tests.made import TEXT

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "hosting.md"
SECRET = "only-for-this-trial"


def programs() -> tuple[Path, Path] | None:
    """HAProxy, and the folder of PostgreSQL's programs; None where one of them is missing."""
    haproxy = shutil.which("haproxy") or "/usr/sbin/haproxy"
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return (Path(haproxy), folders[-1]) if Path(haproxy).exists() and folders else None


@contextmanager
def postgresql(folder: Path, bin_folder: Path) -> Iterator[str]:
    """A database cluster of its own; yields its URL."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    data, port = folder / "cluster", free_port()
    data.mkdir()
    if os.geteuid() == 0:
        shutil.chown(data, user)
        for parent in (folder, *folder.parents):
            if parent.owner() == "root" and parent != Path("/") and parent != Path(tempfile.gettempdir()):
                parent.chmod(0o755)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [bin_folder / program, *arguments], check=True, user=user if os.geteuid() == 0 else None, cwd="/",
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    run("initdb", "-D", str(data), "-U", "wortlaut", "--auth=trust", "--no-sync")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://wortlaut@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


@contextmanager
def haproxy(folder: Path, program: Path, servers: list[Server]) -> Iterator[str]:
    """HAProxy with the configuration of the guide, its certificate, names and addresses replaced by those of the trial; yields its address."""
    port = free_port()
    (told,) = re.findall(r"```haproxy\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    told = re.sub(r"bind .*", f"bind 127.0.0.1:{port}", told)
    for name, server in zip("ab", servers, strict=True):
        told = re.sub(rf"server {name} \S+", f"server {name} {server.address.removeprefix('http://')}", told)
    told = told.replace(" secure", "").replace("http-request redirect scheme https unless { ssl_fc }", "")
    configuration = folder / "haproxy.cfg"
    configuration.write_text(told, "utf-8")
    process = subprocess.Popen(
        [program, "-f", str(configuration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(3)  # two checks of every server
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


def bound_to(page: Any) -> str:
    """The server the browser's cookie binds it to: "a" or "b"."""
    return next(str(c["value"]) for c in page.context.cookies() if c["name"] == "WORTLAUT")


def analyse(page: Any, address: str, words: str) -> str:
    """Pastes an article and returns the address of its analysis."""
    page.goto(address)
    settle(page)
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Auswerten").click()
    page.locator(".text .mark").first.wait_for()
    settle(page)
    return str(page.url)


def comes_back(page: Any, before: str, seconds: float = 120) -> tuple[float, float]:
    """Seconds until the browser is connected to the other server by itself, and until that one has answered a click on another page."""
    began = time.monotonic()
    connected = page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    while bound_to(page) == before or not connected.is_visible():
        if time.monotonic() - began > seconds:
            raise TimeoutError("the browser found no other server")
        page.wait_for_timeout(100)
    settle(page)
    there = time.monotonic() - began
    page.get_by_role("link", name="Zitate", exact=True).first.click()
    page.get_by_role("heading", name="Wer was gesagt hat").wait_for()
    settle(page)
    return there, time.monotonic() - began


def trial(address: str, servers: list[Server], visit: Visitors) -> bool:
    """The browsers' work; True where nothing was lost."""
    pages = [visit(address) for _ in range(2)]
    links = [
        analyse(page, address, TEXT.replace("Montag", day))
        for page, day in zip(pages, ("Dienstag", "Freitag"), strict=True)
    ]
    bound = [bound_to(page) for page in pages]
    sys.stdout.write(f"two browsers work, bound to {bound}\n")
    fallen = bound[0]
    servers["ab".index(fallen)].process.kill()
    for page, server in zip(pages, bound, strict=True):
        if server == fallen:
            there, answered = comes_back(page, fallen)
            sys.stdout.write(
                f"server {fallen} was killed; its browser was connected to {bound_to(page)} after {there:.1f} s, and a click on another page "
                f"was answered {answered - there:.1f} s later\n"
            )
    kept = 0
    for page, link in zip(pages, links, strict=True):
        page.goto(link)
        page.locator(".text .mark").first.wait_for()
        kept += 1
    third = analyse(visit(address), address, TEXT)
    sys.stdout.write(f"{kept} of 2 analyses are there; a new one was made and saved meanwhile: {'article=' in third}\n")
    return kept == 2 and "article=" in third


def main() -> int:
    """Runs the trial; 1 where something was lost, 0 with a word where a program is missing."""
    found = programs()
    if found is None:
        sys.stdout.write("HAProxy or PostgreSQL is not installed; nothing was tried\n")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(postgresql(folder, found[1]))
        settings = {"STREAMLIT_SERVER_COOKIE_SECRET": SECRET, "WORTLAUT_HOSTS": "localhost"}
        servers = [stack.enter_context(serving(url, folder / f"{name}.log", settings=settings)) for name in "ab"]
        address = stack.enter_context(haproxy(folder, found[0], servers))
        playwright = stack.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=SWITCHES.split())
        visit = Visitors(chromium)
        good = trial(address, servers, visit)
        visit.leave()
        chromium.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
