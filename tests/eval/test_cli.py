"""The harness's command line, as a user meets it: results on stdout, one line on stderr, a meaning for each exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from eval import cli, gate, seeds
from eval.results import Result
from summarizer.models.encoder import MiniLmEncoder
from tests.eval import results, samples

pytestmark = pytest.mark.usefixtures("one_encoder")


@pytest.fixture
def one_encoder(encoder: MiniLmEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.models.open_encoder", lambda: encoder)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_a_run_prints_one_page_and_writes_json_and_html(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples.write(tmp_path / "seeds" / "bridge")
    files = tmp_path / "out" / "r.json", tmp_path / "out" / "r.html"
    assert run(monkeypatch, "run", "--seeds", tmp_path / "seeds", "-m", "none", "--json", files[0], "--html", files[1]) == 0
    out, err = capsys.readouterr()
    assert "row F1" in out
    assert "1 articles (all), 5 gold claims" in out
    assert "1/1 bridge" in err
    assert Result.model_validate_json(files[0].read_bytes()).articles == 1
    assert "<h1>How good it is</h1>" in files[1].read_text(encoding="utf-8")


def test_two_results_are_compared_and_a_page_is_made_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, right in (("a", 6), ("b", 8)):
        (tmp_path / f"{name}.json").write_text(results.result(results.article("x", right)).model_dump_json(), encoding="utf-8")
    assert run(monkeypatch, "diff", tmp_path / "a.json", tmp_path / "b.json") == 0
    assert "2 rows are right only in B" in capsys.readouterr().out
    assert run(monkeypatch, "report", tmp_path / "a.json", "--html", tmp_path / "a.html") == 0
    assert (tmp_path / "a.html").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--seeds", "nowhere", "-m", "none"), "holds no seeds"),
        (("run", "--split", "train"), "no split 'train'"),
        (("bench", "nothing", "--data", "."), "no benchmark 'nothing'; there are: all, polnear"),
        (("diff", "a.json", "b.json"), "is no result of this harness"),
        (("seeds", "check", "nowhere"), "holds no seeds"),
        (("seeds", "export", "-f", "brat"), "no format 'brat'"),
        (("seeds", "import", "nowhere", "--into", "."), "cannot be read"),
        (("gate", "--quirk"), "No such option: --quirk; see python -m eval --help"),
    ],
)
def test_a_wrong_wish_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert said in err
    assert err.count("\n") == 1


def test_the_gate_sets_floors_holds_them_and_fails_with_exit_code_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "seeds"
    samples.write(root / "bridge")
    (root / "split.json").write_text('{"dev": ["bridge"], "test": []}', encoding="utf-8")
    monkeypatch.setattr(seeds, "ROOT", root)
    monkeypatch.setattr(gate, "PATH", tmp_path / "floors.json")
    monkeypatch.setattr(gate.load, "__defaults__", (tmp_path / "floors.json",))
    monkeypatch.setattr(gate.save, "__defaults__", (tmp_path / "floors.json",))
    assert run(monkeypatch, "gate", "-m", "none") == 2
    assert "gate --raise" in capsys.readouterr().err
    assert run(monkeypatch, "gate", "-m", "none", "--raise") == 0
    assert run(monkeypatch, "gate", "-m", "none") == 0
    assert "the gate holds on dev" in capsys.readouterr().out
    floors = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    floors["splits"]["dev"]["figures"]["row_f1"] = 1.0
    floors["splits"]["dev"]["figures"]["numbers"] = -1.0
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    assert run(monkeypatch, "gate", "-m", "none") == 4
    assert "unsupported numbers per summary" in capsys.readouterr().err
    assert run(monkeypatch, "gate", "-m", "none", "--raise") == 4
    assert "floors only rise" in capsys.readouterr().err
    assert run(monkeypatch, "gate", "-m", "none", "--raise", "--allow-lower") == 0


def test_labels_go_to_a_labelling_tool_and_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = samples.write(tmp_path / "seeds" / "bridge")
    for form in ("label-studio", "doccano"):
        assert run(monkeypatch, "seeds", "export", "--seeds", folder.parent, "-f", form) == 0
        (tmp_path / form).write_text(capsys.readouterr().out, encoding="utf-8")
        again = tmp_path / f"{form}-again"
        assert run(monkeypatch, "seeds", "import", tmp_path / form, "-f", form, "--into", again) == 0
        assert seeds.load(again / "bridge").labels == seeds.load(folder).labels
        assert run(monkeypatch, "seeds", "import", tmp_path / form, "-f", form, "--into", again) == 0
        assert (again / "bridge" / seeds.SECOND).is_file()
        assert run(monkeypatch, "seeds", "import", tmp_path / form, "-f", form, "--into", again) == 2
        assert "two labellings already" in capsys.readouterr().err


def test_a_draft_carries_the_tools_rows_unless_it_is_to_be_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = samples.write(tmp_path / "bridge")
    assert run(monkeypatch, "seeds", "draft", folder / "article.txt") == 0
    (task,) = json.loads(capsys.readouterr().out)
    assert task["predictions"][0]["result"]
    assert run(monkeypatch, "seeds", "draft", "--blank", folder / "article.txt") == 0
    (task,) = json.loads(capsys.readouterr().out)
    assert not [r for p in task["predictions"] for r in p["result"] if r["type"] == "labels"]


def test_contradictory_labels_are_listed_and_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples.write(tmp_path / "good")
    samples.write(tmp_path / "bad", samples.changed(0, status="single-source"))
    assert run(monkeypatch, "seeds", "check", tmp_path) == 2
    out, err = capsys.readouterr()
    assert out == "bad: c1: single-source needs a source\n"
    assert err == "error: 1 problems in 1 of 2 seeds; mend the labels\n"
    assert run(monkeypatch, "seeds", "check", tmp_path / "good") == 0
