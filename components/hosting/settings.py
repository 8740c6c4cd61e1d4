"""How this server is reached, from the environment (docs/hosting.md lists every variable)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

HERE: Final = ("localhost", "127.0.0.1", "::1")


class SettingError(ValueError):
    """A variable holds something it cannot; `str` says which and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server listens, under which names it is reached, and whom it believes about its visitors."""

    address: str = "127.0.0.1"
    port: int = 8501
    hosts: tuple[str, ...] = HERE
    proxies: tuple[str, ...] = ()


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in $WORTLAUT_ADDRESS, _PORT, _HOSTS and _PROXIES (the last two comma-separated); raises SettingError."""
    usual = Settings()
    port = environment.get("WORTLAUT_PORT", str(usual.port))
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError(f"WORTLAUT_PORT is {port!r}; a number from 1 to 65535 is expected")
    hosts = _listed(environment.get("WORTLAUT_HOSTS", ""))
    for host in hosts:
        if "/" in host or "*" in host or (":" in host and host.count(":") == 1):
            raise SettingError(f"WORTLAUT_HOSTS names {host!r}; a host name without scheme, port or * is expected")
    proxies = _listed(environment.get("WORTLAUT_PROXIES", ""))
    if "*" in proxies:
        raise SettingError(
            "WORTLAUT_PROXIES is *; the proxy's own address is expected, or anybody could claim to be anybody"
        )
    address = environment.get("WORTLAUT_ADDRESS", usual.address)
    return Settings(address, int(port), hosts or HERE, proxies)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(item.strip().lower() for item in value.split(",") if item.strip())
