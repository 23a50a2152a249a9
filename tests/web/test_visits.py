from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import AbstainError, UsageError
from summarizer.models.base import Writer
from summarizer.records import Report
from summarizer.web import visits
from summarizer.web.desk import Asked, Desk, Options
from summarizer.web.examples import SLUGS, Example, examples, keep, kept
from summarizer.web.limits import Limits
from tests.exporters.sample import TEXT, sample
from tests.fakes import SteadyEncoder

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def no_writer(_: str) -> Writer | None:
    return None


def broken(_: str) -> Writer | None:
    raise RuntimeError(f"something with {TEXT}")


@pytest.fixture
def desk() -> Desk:
    return Desk(Options(limits=Limits(characters=5_000, size=5_000)), open_encoder=SteadyEncoder, open_writer=no_writer)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    yield tmp_path


def test_the_page_grows_stage_by_stage_and_ends_with_the_report(desk: Desk) -> None:
    steps = list(visits.read(desk, Asked(text=TEXT), "en", guess=False))
    assert [s.report is None for s in steps] == [True] * (len(steps) - 1) + [False]
    assert len(steps) >= 8
    assert 'aria-current="step"' in steps[0].status
    assert 'aria-current="step"' not in steps[-1].status


def test_a_refusal_says_why_and_keeps_what_was_shown(desk: Desk) -> None:
    (only,) = visits.read(desk, Asked(text="Too short."), "en", guess=False)
    assert 'role="alert"' in only.status
    assert "at least 40" in only.status
    assert only.report is None


def test_a_failure_inside_shows_a_number_and_logs_no_word_of_the_text(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(Options(), open_encoder=SteadyEncoder, open_writer=broken)
    *_, last = visits.read(desk, Asked(text=TEXT), "en", guess=False)
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.getMessage().removeprefix("failure ").partition(":")[0] in last.status
    assert "Skaldvik" not in caplog.text + last.status
    with pytest.raises(UsageError) as refused:
        visits.report(desk, Asked(text=TEXT))
    assert "Skaldvik" not in str(refused.value)


def test_a_report_that_the_page_kept_speaks_another_language() -> None:
    report = json.loads(sample().model_dump_json())
    shown = visits.again(report, "de", guess=False, most=5_000)
    assert "Wer zu Wort kommt" in shown.result
    assert shown.report == report


@pytest.mark.parametrize("report", [{}, {"schema_version": "1"}, {"a": "x" * 200_000}])
def test_what_is_no_report_is_refused(report: dict[str, str]) -> None:
    shown = visits.again(report, "en", guess=False, most=5_000)
    assert 'role="alert"' in shown.status
    assert shown.result == ""


def test_without_a_report_nothing_is_redrawn() -> None:
    assert visits.again(None, "de", guess=True, most=5_000) == visits.Shown("", "", None)


def test_an_article_is_given_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    settings = desk.settings(Asked())
    assert desk.read(Asked(file=str(path)), settings).article.text == TEXT
    for asked in (Asked(text=TEXT, file=str(path)), Asked(text=TEXT, url="https://example.org/"), Asked()):
        with pytest.raises(UsageError):
            desk.read(asked, settings)


def test_a_file_is_named_by_its_own_name_alone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Too short.", encoding="utf-8")
    with pytest.raises(AbstainError) as refused:
        desk.read(Asked(file=str(path)), desk.settings(Asked()))
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1:1/", "http://[::1]/"]
)
def test_addresses_that_are_not_of_the_public_web_are_refused(desk: Desk, url: str) -> None:
    with pytest.raises(UsageError):
        desk.read(Asked(url=url), desk.settings(Asked()))


def test_every_example_is_there() -> None:
    assert [e.slug for e in examples(SEEDS)] == list(SLUGS)
    assert examples(None) == ()


def test_an_example_is_made_once_and_answers_at_once_from_then_on(desk: Desk, own_cache: Path) -> None:
    (chosen, *_) = examples(SEEDS)
    first = list(visits.example(desk, chosen, "none", "en", guess=False))
    again = list(visits.example(desk, chosen, "none", "en", guess=False))
    assert len(first) > 5
    assert len(again) == 1
    assert again[0].report == first[-1].report
    assert len(list((own_cache / "examples").iterdir())) == 1


def test_a_damaged_or_foreign_report_in_the_cache_is_not_shown(desk: Desk, own_cache: Path) -> None:
    (chosen, *_) = examples(SEEDS)
    settings = desk.settings(Asked(model="none"))
    keep(chosen, settings, sample())
    assert kept(chosen, settings, Report) == sample()
    assert kept(chosen, settings.model_copy(update={"max_words": 20}), Report) is None
    (file,) = (own_cache / "examples").iterdir()
    file.write_text("{", encoding="utf-8")
    assert kept(chosen, settings, Report) is None


def test_texts_of_visitors_are_never_kept(desk: Desk, own_cache: Path) -> None:
    list(visits.read(desk, Asked(text=TEXT), "en", guess=False))
    assert list(own_cache.rglob("*")) == []


def test_an_article_of_ours_changed_is_another_example(tmp_path: Path, own_cache: Path, desk: Desk) -> None:
    path = tmp_path / "article.txt"
    settings = desk.settings(Asked(model="none"))
    path.write_text(TEXT, encoding="utf-8")
    keep(Example("a", path), settings, sample())
    path.write_text(TEXT + "\n", encoding="utf-8")
    assert kept(Example("a", path), settings, Report) is None
    assert own_cache.is_dir()


def test_other_documents_are_compared_and_named_without_their_folders(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "other.txt", tmp_path / "bad.jsonl"
    good.write_text("---\noutlet: Skaldvik Gazette\ndate: 2031-03-04\n---\n" + TEXT.replace("7-4", "8-3"), encoding="utf-8")
    bad.write_text("no json\n", encoding="utf-8")
    *_, last = visits.read(desk, Asked(text=TEXT, documents=[str(good), str(bad)]), "en", guess=False)
    assert last.report
    assert [d["outlet"] for d in last.report["documents"]] == ["Skaldvik Gazette"]
    assert any("bad.jsonl, line 1" in n["message"] for n in last.report["notices"])
    assert str(tmp_path) not in json.dumps(last.report) + last.result


def test_an_example_brings_its_documents() -> None:
    found = {e.slug: e for e in examples(SEEDS)}
    assert len(found["ansara-ferry"].documents) == 5


def written(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(p) for p in paths]


def test_outlets_are_compared_side_by_side_in_the_visitors_language(desk: Desk, tmp_path: Path) -> None:
    files = written(tmp_path, "---\noutlet: Lysa Courier\n---\n" + TEXT, "---\noutlet: Gazette\n---\n" + TEXT.replace("7-4", "8-3"))
    first, last = visits.compare(desk, files, "none", "de")
    assert first.report is None
    assert last.report
    assert [c["name"] for c in last.report["columns"]] == ["Lysa Courier", "Gazette"]
    assert "Wer was sagt" in last.result
    assert visits.again(last.report, "es", guess=False, most=5_000).result.count("Quién dice qué")


def test_one_article_is_no_comparison(desk: Desk, tmp_path: Path) -> None:
    (only,) = visits.compare(desk, written(tmp_path, TEXT), "none", "en")
    assert "two articles or more" in only.status
    for given in ([TEXT], TEXT, None, [TEXT] * 9, [TEXT, 7]):
        with pytest.raises(UsageError):
            visits.compare_texts(desk, given, "none")


def test_a_comparison_is_kept_beside_the_report_of_its_example(desk: Desk, own_cache: Path) -> None:
    chosen = next(e for e in examples(SEEDS) if e.documents)
    small = chosen._replace(documents=chosen.documents[:1])
    first = list(visits.compare_example(desk, small, "none", "en"))
    (again,) = visits.compare_example(desk, small, "none", "en")
    assert again.report == first[-1].report
    assert len(list((own_cache / "examples").iterdir())) == 1
