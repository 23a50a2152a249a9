"""The command `compare`: what it takes, what it refuses, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import cli, comparing, models
from summarizer.comparison import Comparison
from tests.exporters.comparison_sample import sample
from tests.fakes import BagEncoder

TEXT = "The old pier of Kelmar was closed on Monday, the mayor said. " * 6


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two articles, and a tool that knows the result without reading them."""
    monkeypatch.setattr(models, "open_encoder", lambda **_: BagEncoder())
    monkeypatch.setattr(comparing, "compare", lambda readings, settings, encoder, writer: sample())  # noqa: ARG005 - the seam's own names
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT}{name}", encoding="utf-8")
    return [str(tmp_path / name) for name in ("a.txt", "b.txt")]


def test_a_comparison_is_printed_in_the_format_asked_for(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", *files, "-m", "none", "-f", "json"]) == 0
    assert Comparison.model_validate_json(capsys.readouterr().out) == sample()
    assert cli.run(["compare", *files, "-m", "none", "-q"]) == 0
    shown = capsys.readouterr()
    assert "Who says what" in shown.out
    assert shown.err == ""


def test_it_is_written_to_a_file_whole(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", *files, "-m", "none", "-f", "html", "-o", str(tmp_path / "out.html"), "-q"]) == 0
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "2 to 12 articles, not 0"),
        (["a.txt"], "2 to 12 articles, not 1"),
        (["-", "-"], "stdin can be read only once"),
        (["a.txt", "b.txt", "-f", "jsonld"], "unknown format 'jsonld'"),
        (["a.txt", "nowhere.txt", "-m", "none"], "nowhere.txt"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(
    arguments: list[str], says: str, files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(Path(files[0]).parent)
    assert cli.run(["compare", *arguments]) == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_the_schema_of_a_comparison_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema", "--compare"]) == 0
    assert json.loads(capsys.readouterr().out) == Comparison.model_json_schema()
