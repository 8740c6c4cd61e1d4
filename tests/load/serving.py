"""A server for many, started for a measurement or a test and stopped after it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0  # seconds until it is ready, on a busy machine


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def processor(self) -> float:
        """Seconds of processor time it has used, its analysing processes left out."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> int:
        """Memory it holds now, its analysing processes left out."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * 4 // 1024


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    database: str,
    log: Path = Path(os.devnull),
    start: tuple[str, ...] = (),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """A server with a library at a database URL; `start` are other arguments for Python, `settings` more of the environment."""
    port = free_port()
    with log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, *(start or ("-m", "components.server"))],
            cwd=ROOT,
            env={
                **os.environ,
                "WORTLAUT_DATABASE": database,
                "WORTLAUT_PORT": str(port),
                "PYTHONPATH": str(ROOT),
                **settings,
            },
            stdout=told,
            stderr=told,
        )
    with running(Server(f"http://127.0.0.1:{port}", process, log)) as server:
        yield server


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server just started, once it is ready; ended with the block."""
    try:
        wait_until_ready(server)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(30)


def wait_until_ready(server: Server) -> None:
    """Waits for /readyz; raises TimeoutError, or RuntimeError where the server has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError(f"the server has ended with {server.process.returncode}")
        try:
            with urllib.request.urlopen(f"{server.address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(server.address)
