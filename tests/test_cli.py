"""The command line, as a user meets it: what goes to stdout, what to stderr, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import cli, fetching
from summarizer.records import Report
from summarizer.settings import Settings
from summarizer.version import VERSION

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "volchansk" / "article.txt"
Capture = pytest.CaptureFixture[str]

GERMAN = (
    "Der Stadtrat hat am Dienstag mit sieben zu vier Stimmen beschlossen, die neue Brücke über den Fluss zu bauen. Die Bürgermeisterin "
    "sagte, dass die Arbeiten im Frühjahr beginnen und etwa zwei Jahre dauern werden. Kritiker halten das Vorhaben für zu teuer und "
    "fordern, dass zuerst die alten Straßen erneuert werden, weil sie seit vielen Jahren in einem schlechten Zustand sind.\n"
)
ENGLISH = (
    "The city council voted on Tuesday to build a new bridge over the river. Mayor Ana Brandt said that work would begin in spring and "
    "take about two years. Critics said that the plan was too costly. The council had voted 7-4 to fund it, according to an audit, and "
    "the roads of the old town would be repaired later, the mayor said.\n"
)
INDEX = "\n".join(f"{n}. Council backs plan number {n} for the old bridge" for n in range(60))
BAD_FILES = {
    "empty.txt": (b"", 3),
    "blank.txt": (b" \n\t\n", 3),
    "binary.bin": (bytes(range(256)) * 40, 3),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(5000), 3),
    "german.txt": (GERMAN.encode(), 3),
    "short.txt": (b"The council voted to build a bridge, the mayor said.", 3),
    "index.txt": (INDEX.encode(), 3),
}


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUMMARIZER_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def refusal(capture: Capture) -> str:
    """The one line on stderr; nothing may stand on stdout."""
    out, err = capture.readouterr()
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert err.startswith("error: ")
    return err


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_without_an_english_article_is_refused_in_one_line(name: str, tmp_path: Path, capsys: Capture) -> None:
    raw, code = BAD_FILES[name]
    (tmp_path / name).write_bytes(raw)
    assert cli.run([str(tmp_path / name)]) == code
    assert name in refusal(capsys)


def test_a_missing_file_is_refused_with_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run([str(tmp_path / "missing.txt")]) == 2
    assert "missing.txt" in refusal(capsys)


def test_a_name_that_no_file_can_have_is_refused_with_exit_code_2(capsys: Capture) -> None:
    assert cli.run(["x" * 5000]) == 2
    refusal(capsys)


def test_a_directory_is_refused_with_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run([str(tmp_path)]) == 2
    assert "directory" in refusal(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--no-such-option", "x"],
        ["--format", "docx", "x"],
        ["--max-words", "3", "x"],
        ["--max-words", "many", "x"],
        ["-", "-"],
        ["-f", "html", "x", "y"],
        ["-f", "html", "x", "-u", "https://a.example"],
        ["--reviewer", "Ida Moen", "x"],
        ["-f", "jsonld", "--reviewer", "Ida Moen", "x"],
        ["-f", "jsonld", "--review-url", "https://a.example", "x"],
        ["-f", "jsonld", "--reviewer", "Ida Moen", "--review-url", "javascript:x", "x"],
        ["-f", "json", "--reviewer", "Ida Moen", "--review-url", "https://a.example", "x"],
        ["models", "no-such-command"],
        ["schema", "too-much"],
    ],
)
def test_a_wrong_command_line_is_refused_with_exit_code_2(arguments: list[str], capsys: Capture) -> None:
    assert cli.run(arguments) == 2
    refusal(capsys)


@pytest.mark.parametrize("spec", ["no-such-model", "replay:", "replay", "embedded:x", "transformers:a", "server:here", ""])
def test_a_model_that_does_not_exist_is_refused_with_exit_code_2(spec: str, capsys: Capture) -> None:
    assert cli.run(["-q", "--model", spec, str(SEED)]) == 2
    refusal(capsys)


def test_replies_that_were_never_recorded_are_a_failure_of_the_model(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run(["-q", "--model", f"replay:{tmp_path}", str(SEED)]) == 1
    assert str(tmp_path) in refusal(capsys)


def test_an_error_line_cannot_steer_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run([str(tmp_path / "a\x1b[31m\nred\u202e.txt")]) == 2
    line = refusal(capsys)
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_an_unexpected_failure_is_one_line_that_says_how_to_see_more(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("no bytes below this"))
    assert cli.run(["-"]) == 1
    assert "SUMMARIZER_DEBUG=1" in refusal(capsys)
    monkeypatch.setenv("SUMMARIZER_DEBUG", "1")
    assert cli.run(["-"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_ends_with_130_and_one_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Impatient()))
    assert cli.run(["-"]) == 130
    assert "interrupted" in refusal(capsys)


def test_a_reader_who_stops_reading_is_no_error() -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run([sys.executable, "-m", "summarizer", "schema"], cwd=ROOT, stdout=writing_end, stderr=subprocess.PIPE, check=False)
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_and_version_exit_with_0(capsys: Capture) -> None:
    assert cli.run(["--help"]) == 0
    text = capsys.readouterr().out
    for word in (
        "ARTICLE",
        "--model",
        "--format",
        "--output",
        "--max-words",
        "--version",
        "--url",
        "--reviewer",
        "models install",
        "doctor",
        "schema",
        "stdin",
    ):
        assert word in text
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"{VERSION}\n"


def test_the_range_of_max_words_is_that_of_the_settings() -> None:
    for words in (20, 1000):
        assert Settings(max_words=words).max_words == words
    for words in (19, 1001):
        with pytest.raises(ValueError, match="max_words"):
            Settings(max_words=words)


def test_schema_prints_the_json_schema_of_the_report(capsys: Capture) -> None:
    assert cli.run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == Report.model_json_schema()


def test_models_and_doctor_find_everything_in_place(capsys: Capture) -> None:
    for command in ("models", "doctor"):
        assert cli.run([command]) == 0
        lines = capsys.readouterr().out.partition("\n\n")[0].splitlines()
        assert lines
        assert [line for line in lines if not line.startswith("ok ")] == []


def test_models_names_bigger_ones_with_licence_and_cost(capsys: Capture) -> None:
    cli.run(["models"])
    bigger = capsys.readouterr().out.partition("\n\n")[2]
    assert "Bigger open models" in bigger
    assert "Apache-2.0, 4.1 GB to fetch" in bigger


def test_the_json_of_one_article_is_a_whole_report(capsys: Capture) -> None:
    assert cli.run(["-q", "-m", "none", "-f", "json", str(SEED)]) == 0
    out, err = capsys.readouterr()
    report = Report.model_validate_json(out)
    assert err == ""
    assert report.run.model == "none"
    assert report.article.text in SEED.read_text(encoding="utf-8")
    assert report.claims
    assert report.summary.lines


def test_text_and_markdown_without_a_terminal_carry_no_escapes(capsys: Capture) -> None:
    for kind in ("text", "markdown"):
        assert cli.run(["-q", "-m", "none", "-f", kind, str(SEED)]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "Zakharova" in out


def test_stdin_gives_the_same_claims_as_the_file(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["-q", "-m", "none", "-f", "json"]
    assert cli.run([*arguments, str(SEED)]) == 0
    from_file = Report.model_validate_json(capsys.readouterr().out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SEED.read_bytes())))
    assert cli.run([*arguments, "-"]) == 0
    assert Report.model_validate_json(capsys.readouterr().out).claims == from_file.claims


def test_a_bad_article_among_several_is_named_and_passed_over(tmp_path: Path, capsys: Capture) -> None:
    good, empty, missing = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "missing.txt"
    good.write_text(ENGLISH, encoding="utf-8")
    empty.touch()
    assert cli.run(["-q", "-m", "none", "-f", "json", str(missing), str(good), str(empty), str(good)]) == 3
    out, err = capsys.readouterr()
    reports = [Report.model_validate_json(line) for line in out.splitlines()]
    assert [r.article.text for r in reports] == [ENGLISH, ENGLISH]
    assert [("missing.txt" in line, "empty.txt" in line) for line in err.splitlines()] == [(True, False), (False, True)]


def test_a_page_is_fetched_and_reported_under_the_address_that_it_came_from(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = fetching.Fetched("https://www.news.example/b", ENGLISH.encode(), "utf-8")
    monkeypatch.setattr(fetching, "fetch", lambda url: sent if url == "https://news.example/a" else pytest.fail(url))
    assert cli.run(["-q", "-m", "none", "-f", "json", "--url", "https://news.example/a"]) == 0
    article = Report.model_validate_json(capsys.readouterr().out).article
    assert (article.url, article.outlet, article.text) == (sent.url, "news.example", ENGLISH)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "file:///etc/passwd", "news.example"])
def test_an_address_that_is_no_public_page_is_refused_with_exit_code_2(url: str, capsys: Capture) -> None:
    assert cli.run(["-u", url]) == 2
    assert url.removeprefix("http://").rstrip("/") in refusal(capsys)


def test_several_reports_as_csv_are_one_table_and_as_jsonld_one_a_line(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    assert cli.run(["-q", "-m", "none", "-f", "csv", str(path), str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [n for n, line in enumerate(lines) if "article_id" in line] == [0]
    assert lines[1:] == lines[1 : len(lines) // 2 + 1] * 2
    review = ["--reviewer", "Ida Moen", "--review-url", "https://a.example"]
    assert cli.run(["-q", "-m", "none", "-f", "jsonld", *review, str(path), str(path)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == second
    assert "ClaimReview" in {node.get("@type") for node in first["@graph"]}


def test_a_page_for_the_browser_is_written_to_its_file(tmp_path: Path, capsys: Capture) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "report.html"
    article.write_text(ENGLISH, encoding="utf-8")
    assert cli.run(["-q", "-m", "none", "-f", "html", "-o", str(output), str(article)]) == 0
    assert capsys.readouterr().out == ""
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_texts_each_stand_under_their_name(tmp_path: Path, capsys: Capture) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_text(ENGLISH, encoding="utf-8")
    assert cli.run(["-q", "-m", "none", *map(str, paths)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"==> {paths[0]} <==\n")
    assert f"\n\n==> {paths[1]} <==\n" in out


def test_the_output_file_holds_what_stdout_would_hold_and_nothing_is_printed(tmp_path: Path, capsys: Capture) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "report.json"
    article.write_text(ENGLISH, encoding="utf-8")
    output.write_text("an older report", encoding="utf-8")
    assert cli.run(["-q", "-m", "none", "-f", "json", "-o", str(output), str(article)]) == 0
    assert capsys.readouterr().out == ""
    assert Report.model_validate_json(output.read_text(encoding="utf-8")).article.text == ENGLISH
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "report.json"]


def test_a_refused_article_leaves_the_output_file_alone(tmp_path: Path, capsys: Capture) -> None:
    output = tmp_path / "report.txt"
    output.write_text("an older report", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    assert cli.run(["-o", str(output), str(tmp_path / "empty.txt")]) == 3
    refusal(capsys)
    assert output.read_text(encoding="utf-8") == "an older report"


def test_an_output_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path, capsys: Capture) -> None:
    for output in (tmp_path, tmp_path / "no-such-folder" / "report.txt", tmp_path / ("r" * 300)):
        assert cli.run(["-o", str(output), str(SEED)]) == 2
        assert str(output.name) in refusal(capsys)


def test_an_output_that_fails_at_the_last_moment_is_refused_and_leaves_nothing_behind(tmp_path: Path, capsys: Capture) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ENGLISH, encoding="utf-8")
    longest = tmp_path / ("r" * 255)  # the draft beside it needs a longer name, which no file system here allows
    assert cli.run(["-q", "-m", "none", "-o", str(longest), str(article)]) == 2
    refusal(capsys)
    assert list(tmp_path.iterdir()) == [article]


@pytest.mark.slow
def test_five_megabytes_on_one_line_are_read_in_part_and_the_report_says_so(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "long.txt"
    path.write_text(ENGLISH.replace("\n", " ") * (5_000_000 // len(ENGLISH)), encoding="utf-8")
    assert cli.run(["-q", "-m", "none", "-f", "json", str(path)]) == 0
    report = Report.model_validate_json(capsys.readouterr().out)
    assert len(report.article.text) <= Settings().max_characters
    assert any("not" in notice.message and "read" in notice.message for notice in report.notices)


@pytest.mark.parametrize("text", ["word" * 25_000, "a, " * 33_333, "“" * 100_000, "A" * 100_000])
def test_100_000_characters_that_are_no_article_are_refused(text: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "line.txt").write_text(text, encoding="utf-8")
    assert cli.run(["-q", "-m", "none", str(tmp_path / "line.txt")]) == 3
    assert "line.txt" in refusal(capsys)


def test_a_pipe_in_another_encoding_loses_nothing() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "-q", "-m", "none", "tests/data/articles/bridge.txt"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "◐" in done.stdout.decode("utf-8")
