"""What is made once an analysis: the same object for the same arguments, per language, and never changed by a page."""

from __future__ import annotations

import pandas as pd
import pytest

from components.views import kept as module
from components.views.kept import kept
from components.views.strings import speaking
from tests.made import an_analysis
from tests.views.conftest import RunPage


def test_the_same_arguments_give_the_same_object_and_other_objects_or_languages_another() -> None:
    made = kept(lambda analysis, words: [analysis.id, words])
    one, other = an_analysis(), an_analysis()
    assert made(one, "a") is made(one, "a")
    assert made(one, "a") is not made(one, "b")
    assert made(one, "a") is not made(other, "a")  # equal, but nobody compares all of an analysis
    with speaking("en"):
        english = made(one, "a")
    assert english is not made(one, "a")


def test_no_more_is_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    made = kept(lambda n: object())
    first = made(0)
    for n in range(1, 5):
        made(n)
    assert len(module._things) <= 3
    assert made(0) is not first


def test_no_page_changes_a_table_it_shares_with_others(run_page: RunPage, saved_link: str) -> None:
    module._things.clear()
    pages = [f"pages/{name}.py" for name in ("article", "entities", "quotes", "timeline")]
    for file in pages:
        run_page(file, article=saved_link)
    before = {key: made.copy() for key, (_, made) in module._things.items() if isinstance(made, pd.DataFrame)}
    assert len(before) > 4
    for file in pages:
        for chosen in ("e1", "q1", "v1"):
            run_page(file, article=saved_link, show=chosen)
    for key, made in before.items():
        pd.testing.assert_frame_equal(made, module._things[key][1])
