"""The library's commands: build it, add to it, search it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import cli, models
from summarizer.cli_library import AT_ONCE
from tests.library.test_sqlite import FixedEncoder

NOTE = "The old pier of Kelmar was closed on Monday, the mayor said. Divers had found cracks in it."


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "open_encoder", lambda **_: FixedEncoder())


def test_a_library_is_built_once_and_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"---\noutlet: Halden Times\ndate: 2025-05-05\n---\n{NOTE}", encoding="utf-8")
    build = ["library", "build", str(tmp_path / "l.sqlite"), str(tmp_path / "a.txt")]
    assert cli.run(build) == 0
    assert capsys.readouterr().out.startswith("1 added, 0 there already, 0 left out, 1 documents")
    assert cli.run(build) == 0
    assert capsys.readouterr().out.startswith("0 added, 1 there already")
    assert cli.run(["library", "search", str(tmp_path / "l.sqlite"), "Is the pier closed?"]) == 0
    assert "was closed on Monday, the mayor said. (Halden Times, 2025-05-05)" in capsys.readouterr().out


def test_what_cannot_be_used_is_counted_and_the_rest_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.dumps({"text": f"{NOTE} It is pier number {n} of the town."}) for n in range(AT_ONCE + 3)]
    (tmp_path / "a.jsonl").write_text("\n".join([*rows, "no json", rows[0]]), encoding="utf-8")
    assert cli.run(["library", "build", str(tmp_path / "l.sqlite"), str(tmp_path / "a.jsonl")]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{AT_ONCE + 3} added, 1 there already, 1 left out, {AT_ONCE + 3} documents")
    assert f"line {AT_ONCE + 4} is no JSON" in said.err


def test_what_cannot_be_a_library_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["library", "build", str(tmp_path / "l.txt"), str(tmp_path)]) == 2
    assert cli.run(["library", "search", str(tmp_path / "none.sqlite"), "pier"]) == 2
    assert "there is no library" in capsys.readouterr().err
