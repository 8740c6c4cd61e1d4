"""The door, without a browser: who passes, and that no page shows anything to whoever does not."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.library import Library, Visitor
from tests.made import an_analysis
from tests.views.conftest import ROOT, words_on

PAGES = ["app.py", *sorted(f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py"))]
AUTH = {
    "client_id": "x",
    "client_secret": "x",
    "cookie_secret": "x" * 32,
    "redirect_uri": "http://localhost/oauth2callback",
}
UTA = {"is_logged_in": True, "iss": "https://id.example", "sub": "7", "email": "Uta@desk.example", "name": "Uta Klamm"}


def run(file: str, user: dict[str, object] | None, **parameters: str) -> AppTest:
    """The page as somebody sees it; None has not signed in."""
    page = AppTest.from_file(str(ROOT / file), default_timeout=60)
    page.context["locale"] = "de-DE"
    page.secrets["auth"] = AUTH
    for name, value in (user or {"is_logged_in": False}).items():
        page.user[name] = value
    for name, value in parameters.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("file", PAGES)
def test_whoever_has_not_signed_in_sees_the_door_and_nothing_else(library: Library, file: str) -> None:
    page = run(file, None, article=library.save(an_analysis()))
    assert [b.key for b in page.button] == ["sign_in.login"]
    assert "Bitte anmelden" in words_on(page)
    assert "Der Tag" not in words_on(page)
    assert not page.get("page_link")


@pytest.mark.parametrize(
    ("people", "user", "passes"),
    [
        ("", UTA, True),
        ("uta@desk.example", UTA, True),
        ("ben@desk.example, @desk.example", UTA, True),
        ("@desk.example", {**UTA, "email_verified": False}, False),
        ("@desk.example", {**UTA, "email": "uta@evildesk.example"}, False),
        ("@desk.example", {**UTA, "email": ""}, False),
        ("ben@desk.example", UTA, False),
        (" , ", UTA, True),
    ],
)
def test_the_list_of_people_decides(
    library: Library, monkeypatch: pytest.MonkeyPatch, people: str, user: dict[str, object], passes: bool
) -> None:
    monkeypatch.setenv("WORTLAUT_PEOPLE", people)
    page = run("pages/quotes.py", user, article=library.save(an_analysis()))
    assert ("Der Tag" in str([link.proto.label for link in page.get("page_link")])) == passes
    assert ("keinen Zutritt" in words_on(page)) != passes


def test_everybody_has_a_list_of_her_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.seen_by(Visitor("https://id.example|7")).save(an_analysis())
    library.save(an_analysis())
    assert "Ein Artikel" in words_on(run("pages/library.py", UTA))
    assert "Noch ist nichts gespeichert" in words_on(run("pages/library.py", {**UTA, "sub": "8"}))


def test_a_door_without_a_key_stays_shut(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORTLAUT_SIGN_IN", "1")
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["article"] = library.save(an_analysis())
    page.run()
    assert page.error
    assert not page.button
    assert "Der Tag" not in words_on(page)
