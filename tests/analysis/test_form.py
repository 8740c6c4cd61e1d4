"""The JSON form: everything comes back, and the shape is the published one."""

from __future__ import annotations

import json

from components.analysis.form import from_json, to_json
from tests.made import TEXT, an_analysis


def test_an_analysis_survives_the_way_through_json() -> None:
    analysis = an_analysis()
    assert from_json(json.loads(json.dumps(to_json(analysis)))) == analysis


def test_the_form_is_the_published_one() -> None:
    form = to_json(an_analysis())
    assert set(form) >= {"id", "article", "entities", "quotes", "times", "events"}
    assert form["article"]["published"] == "2023-05-04"
    assert form["quotes"][0]["parts"] == [[TEXT.index("„"), TEXT.index("“") + 1]]
    assert form["quotes"][0]["speaker"]["entity"] == "e1"
    assert form["quotes"][0]["cue"] == {"start": TEXT.index("sagte"), "end": TEXT.index("sagte") + 5}
    assert form["events"][0]["claimed_in"] == "q1"
    assert form["entities"][0]["mentions"][0]["kind"] == "name"
