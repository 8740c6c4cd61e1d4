"""`python -m components.analyse`: both forms of the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.analyse import lines, main

TEXT = "Ministerin Anna Berger sagte am Montag, die Brücke werde im Juni gesperrt. Berger nannte keine Gründe."


def test_a_line_is_analysed_exactly_as_given() -> None:
    text = f"  Teilen auf Facebook\r\n{TEXT}\n\nsource https://example.org "
    (line,) = lines([json.dumps({"id": 7, "text": text, "published": "2023-05-04"})])
    form = json.loads(line)
    assert form["id"] == 7
    assert form["article"]["text"] == text
    assert form["article"]["published_from"] == "given"
    assert any(text[m["start"] : m["end"]] == "Anna Berger" for e in form["entities"] for m in e["mentions"])


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "3",
        '{"id": "x"}',
        '{"id": "x", "text": 5}',
        '{"id": "x", "text": "a", "published": "soon"}',
        "null",
    ],
)
def test_a_bad_line_costs_only_itself(line: str) -> None:
    bad, good = lines([line, "", json.dumps({"id": "ok", "text": TEXT})])
    assert set(json.loads(bad)) == {"id", "error"}
    assert json.loads(good)["id"] == "ok"


def test_a_file_gives_json_or_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "artikel.txt"
    file.write_text(TEXT, "utf-8")
    assert main([str(file), "--published", "2023-05-04"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["published"] == "2023-05-04"
    assert main([str(file), "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "Anna Berger" in shown
    assert "QUOTES" in shown
    assert main([str(file), "--published", "2023-05-04", "--format", "timeml"]) == 0
    assert '<TIMEX3 tid="t1" type="DATE" value="2023-05-01">Montag</TIMEX3>' in capsys.readouterr().out


def test_lines_can_have_the_times_of_timeml() -> None:
    line = json.dumps({"id": 1, "text": "In den vergangenen Jahren stieg der Preis.", "published": "2023-05-04"})
    (own,), (timeml,) = lines([line]), lines([line], as_timeml=True)
    assert [(t["start"], t["value"]) for t in json.loads(own)["times"]] == [(7, "PXY")]
    assert [(t["start"], t["value"]) for t in json.loads(timeml)["times"]] == [(3, "PXY")]


def test_a_file_that_is_no_article_gives_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "leer.txt"
    empty.write_bytes(b"")
    assert main([str(empty)]) == 2
    assert main([str(tmp_path / "fehlt.txt")]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 2
    assert said[0].startswith("leer.txt: ")
    assert main([]) == 2
