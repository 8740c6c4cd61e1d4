"""The environment of a server: what is understood, and what is refused with a sentence."""

from __future__ import annotations

import pytest

from components.hosting.settings import HERE, SettingError, Settings, from_environment


def test_without_settings_only_this_computer_is_served() -> None:
    assert from_environment({}) == Settings("127.0.0.1", 8501, HERE, ())


def test_settings_are_read() -> None:
    given = {
        "WORTLAUT_ADDRESS": "0.0.0.0",
        "WORTLAUT_PORT": "9000",
        "WORTLAUT_HOSTS": "Wortlaut.example, www.wortlaut.example",
        "WORTLAUT_PROXIES": "10.0.0.1,",
    }
    assert from_environment(given) == Settings(
        "0.0.0.0", 9000, ("wortlaut.example", "www.wortlaut.example"), ("10.0.0.1",)
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORTLAUT_PORT", "http"),
        ("WORTLAUT_PORT", "0"),
        ("WORTLAUT_PORT", "70000"),
        ("WORTLAUT_HOSTS", "https://wortlaut.example"),
        ("WORTLAUT_HOSTS", "wortlaut.example:443"),
        ("WORTLAUT_HOSTS", "*.example"),
        ("WORTLAUT_PROXIES", "*"),
    ],
)
def test_what_makes_no_sense_or_opens_everything_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        from_environment({name: value})
