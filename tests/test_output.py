"""Several reports in one stream or file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.exporters import export
from summarizer.output import among_others, refuse, write
from tests.exporters.hostile import TRICKS, poisoned
from tests.exporters.sample import sample


@pytest.mark.parametrize("form", ["json", "jsonld"])
def test_a_report_among_others_is_one_line_that_holds_the_same(form: str) -> None:
    text = export(poisoned(sample(), "".join(TRICKS) + "a  b"), form)
    line = among_others(text, form, "x", first=True)
    assert json.loads(line) == json.loads(text)
    assert line.count("\n") == 1
    assert ("<" in line) is (form == "json")


def test_the_names_of_the_columns_stand_once_above_all_tables() -> None:
    text = export(sample(), "csv")
    assert among_others(text, "csv", "x", first=True) + among_others(text, "csv", "x", first=False) == text + text.partition("\r\n")[2]


def test_texts_stand_under_names_that_cannot_steer_the_terminal() -> None:
    assert among_others("a\n", "text", "b\x1b[31m\n.txt", first=True).partition("\n")[0].startswith("==> b")
    assert "\x1b" not in among_others("a\n", "text", "b\x1b[31m\n.txt", first=False)
    assert among_others("a\n", "markdown", "x", first=True) == "a\n"
    assert among_others("a\n", "markdown", "x", first=False) == "\n---\n\na\n"


def test_a_file_keeps_the_line_ends_that_were_written(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "1\r\n2\n")
    assert (tmp_path / "a.csv").read_bytes() == b"1\r\n2\n"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path / "new.txt")
    for place in (tmp_path, tmp_path / "none" / "a.txt"):
        with pytest.raises(UsageError):
            refuse(place)
