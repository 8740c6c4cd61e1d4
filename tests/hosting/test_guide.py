"""docs/hosting.md taken at its word: the systemd unit is one, and the container's steps, done in a fresh folder, bring a server up."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import pytest

from components.hosting.settings import from_environment
from tests.load.serving import ROOT, Server, free_port, running

GUIDE = (ROOT / "docs" / "hosting.md").read_text("utf-8")


def block(language: str) -> str:
    """The one block of that language in the guide."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return str(found)


# ------------------------------------------------------------------------------------------------------------------ one machine


def entries(unit: str, key: str) -> list[str]:
    """What the unit says under a key."""
    return re.findall(rf"^{key}=(.*)$", unit, re.MULTILINE)


def test_systemd_takes_the_unit_as_it_stands(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("no systemd on this machine")

    def told(unit: str) -> tuple[int, str]:
        file = tmp_path / "wortlaut.service"
        file.write_text(unit.replace("/srv/wortlaut/.venv/bin/python", sys.executable), "utf-8")
        ran = subprocess.run([verify, "verify", "--man=no", str(file)], capture_output=True, text=True, check=False)
        return ran.returncode, ran.stderr

    unit = block("ini")
    assert told(unit) == (0, "")
    assert "NoNewPrivilege" in told(unit.replace("NoNewPrivileges", "NoNewPrivilege"))[1], "a wrong key would be told"


def test_the_unit_says_what_the_program_knows_and_writes_only_where_it_may() -> None:
    unit = block("ini")
    given = dict(entry.split("=", 1) for entry in entries(unit, "Environment"))
    for name in given:
        assert f"| `{name}` |" in GUIDE, "every variable stands in the table of settings"
    settings = from_environment(given)
    assert (settings.hosts, settings.proxies) == (("wortlaut.example",), ("127.0.0.1",))
    (start,) = entries(unit, "ExecStart")
    (folder,) = entries(unit, "WorkingDirectory")
    assert start == f"{folder}/.venv/bin/python -m components.server", "where `make install` puts it"
    (state,) = entries(unit, "StateDirectory")
    assert given["WORTLAUT_DATABASE"].startswith(f"sqlite:////var/lib/{state}/")


# ------------------------------------------------------------------------------------------------------------------- a container


@dataclass
class Image:
    """What the steps of the container file have made of a fresh folder."""

    root: Path
    folder: str = "/"
    environment: dict[str, str] = field(default_factory=dict)
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    installed: list[str] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

    def place(self, path: str) -> Path:
        """Where a path of the container lies here."""
        return self.root / (path if path.startswith("/") else f"{self.folder}/{path}").lstrip("/")

    def step(self, name: str, words: str) -> None:
        """Does one step; fails where it is one that this test does not know."""
        match name:
            case "FROM" | "USER" | "EXPOSE":
                pass
            case "WORKDIR":
                self.folder = words
                self.place(words).mkdir(parents=True)
            case "COPY":
                source, target = words.split()
                there = self.place(target) / source if target.endswith((".", "/")) else self.place(target)
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / source, there)
            case "ENV":
                self.environment |= dict(entry.split("=", 1) for entry in shlex.split(words))
            case "HEALTHCHECK":
                self.health = shlex.split(words.partition(" CMD ")[2])
            case "CMD":
                self.command = json.loads(words)
            case "RUN":
                for one in words.split(" && "):
                    self._ran(shlex.split(one))
            case _:
                pytest.fail(f"{name} is no step that is tried here")

    def _ran(self, command: list[str]) -> None:
        match command:
            case ["useradd" | "chown", *_]:
                pass
            case ["mkdir", folder]:
                self.place(folder).mkdir()
            case ["pip", "install", *_, "-r", file]:
                self.installed = self.place(file).read_text("utf-8").split()
            case _:
                pytest.fail(f"{command} is no command that is tried here")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The container file done step by step."""
    made = Image(tmp_path_factory.mktemp("image"))
    for line in block("dockerfile").strip().splitlines():
        name, _, words = line.partition(" ")
        made.step(name, words)
    made.files = _files(made.root)
    return made


@pytest.fixture(scope="module")
def container(image: Image) -> Iterator[Server]:
    """The server that the container runs, with nothing of this checkout but what was copied."""
    port = str(free_port())
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("WORTLAUT", "STREAMLIT", "PYTHONPATH"))}
    database = image.environment["WORTLAUT_DATABASE"].replace("sqlite:///", f"sqlite:///{image.root}", 1)
    address = image.environment["WORTLAUT_ADDRESS"].replace("0.0.0.0", "127.0.0.1")
    process = subprocess.Popen(
        [sys.executable, *image.command[1:]],
        cwd=image.place(image.folder),
        env={
            **inherited,
            **image.environment,
            "WORTLAUT_DATABASE": database,
            "WORTLAUT_ADDRESS": address,
            "WORTLAUT_PORT": port,
            "PYTHONDONTWRITEBYTECODE": "1",  # as in a container that may not be written to
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with running(Server(f"http://127.0.0.1:{port}", process, Path(os.devnull))) as server:
        yield server


def test_the_container_installs_what_is_tested_here(image: Image) -> None:
    pinned = dict(re.sub(r"\[.*\]|;.*", "", line).split("==") for line in image.installed if "==" in line)
    assert {"streamlit", "spacy", "pandas", "plotly", "sqlalchemy"} <= {name.lower() for name in pinned}
    assert {name: version(name) for name in pinned} == pinned
    assert image.command[0] == image.health[0] == "python"


def test_it_comes_up_from_what_was_copied_and_says_that_it_is_well(image: Image, container: Server) -> None:
    port = container.address.rpartition(":")[2]
    asked = [word.replace(":8501", f":{port}") for word in image.health[1:]]
    assert subprocess.run([sys.executable, *asked], check=False).returncode == 0
    gone = [word.replace(":8501", ":9") for word in image.health[1:]]
    assert subprocess.run([sys.executable, *gone], check=False, stderr=subprocess.DEVNULL).returncode != 0


def test_it_writes_nowhere_but_into_its_volume(image: Image, container: Server) -> None:
    written = _files(image.root) - image.files
    assert {path.parent for path in written} == {image.place("/data")}
    assert image.place("/data") / "library.sqlite3" in written


def _files(folder: Path) -> set[Path]:
    return {Path(at) / name for at, _, names in os.walk(folder) for name in names}
