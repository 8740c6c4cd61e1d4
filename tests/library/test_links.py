"""Links: what each allows, when it ends, and that the database does not give them away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from components.library import ANYBODY, AT_HOME, Library, NotAllowed, Visitor
from components.library.corrections import rename_entity
from tests.made import an_analysis

SOON = datetime.now(UTC) + timedelta(hours=1)


def test_a_reader_sees_everything_and_changes_nothing(library: Library) -> None:
    link = library.save(an_analysis())
    library.correct(link, rename_entity(an_analysis(), "e1", "A. Berger"), seen=1)
    reading = library.share(link, "read")
    saved, own = library.load(reading), library.load(link)
    assert saved is not None
    assert own is not None
    assert saved.analysis == own.analysis
    assert (saved.may_edit, own.may_edit) == (False, True)
    for deed in (
        lambda: library.correct(reading, rename_entity(an_analysis(), "e1", "B"), seen=2),
        lambda: library.undo(reading, 1),
        lambda: library.redo(reading, 1),
        lambda: library.replace(reading, an_analysis()),
        lambda: library.share(reading, "read"),
        lambda: library.revoke(reading, "x"),
        lambda: library.duplicate(reading),
        lambda: library.set_details(reading, source="X"),
        lambda: library.delete(reading),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert library.links(reading) == ()
    assert library.load(link) == own


def test_a_second_link_for_editing_does_all_the_first_does(library: Library) -> None:
    link = library.save(an_analysis())
    second = library.share(link, "edit", SOON)
    assert library.correct(second, rename_entity(an_analysis(), "e1", "B"), seen=1).may_edit
    assert [(s.right, s.ends, s.this, s.expires) for s in library.links(second)] == [
        ("edit", second[-4:], True, SOON),
        ("edit", link[-4:], False, None),
    ]


@pytest.mark.parametrize("right", ["read", "edit"])
def test_a_link_that_has_expired_or_was_revoked_opens_as_little_as_one_never_made(library: Library, right: str) -> None:
    link = library.save(an_analysis())
    late = library.share(link, right, datetime.now(UTC) - timedelta(seconds=1))  # type: ignore[arg-type]
    revoked = library.share(link, right)  # type: ignore[arg-type]
    assert library.load(revoked) is not None
    library.revoke(link, next(s.id for s in library.links(link) if s.ends == revoked[-4:]))
    for dead in (late, revoked, "A" * 22):
        assert library.load(dead) is None
        assert library.revision(dead) is None
        assert library.links(dead) == ()
        with pytest.raises(KeyError):
            library.correct(dead, rename_entity(an_analysis(), "e1", "B"), seen=1)
    assert library.load(link) is not None
    assert [s.works() for s in library.links(link)].count(True) == 1


def test_a_link_ends_only_the_links_of_its_own_article(library: Library) -> None:
    mine, yours = library.save(an_analysis()), library.save(an_analysis())
    with pytest.raises(KeyError):
        library.revoke(mine, library.links(yours)[0].id)
    assert library.load(yours) is not None


def test_the_database_holds_no_link(library: Library) -> None:
    link = library.save(an_analysis())
    library.share(link, "read")
    with library._engine.connect() as connection:
        for table in ("articles", "links", "corrections", "tags"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                assert not any(link in str(value) for value in row)


def test_the_key_of_an_article_opens_it_only_for_whom_it_is_listed(library: Library) -> None:
    uta, ben = Visitor("uta"), Visitor("ben")
    library.seen_by(uta).save(an_analysis())
    (line,) = library.seen_by(uta).listed()
    opened = library.seen_by(uta).load(line.key)
    assert opened is not None
    assert opened.may_edit
    assert opened.owner == "uta"
    assert library.seen_by(AT_HOME).load(line.key) is not None
    for other in (ben, ANYBODY):
        assert library.seen_by(other).load(line.key) is None
        assert library.seen_by(other).listed() == ()
        with pytest.raises(KeyError):
            library.seen_by(other).share(line.key, "read")
    library.seen_by(uta).set_details(line.key, team=True)
    assert library.seen_by(ben).load(line.key) is not None
    assert [line.key for line in library.seen_by(ben).listed()] == [line.key]
    assert library.seen_by(ANYBODY).load(line.key) is None
