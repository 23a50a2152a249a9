"""The benchmarks of faithfulness, on data made up in the published formats."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from eval.benchmarks import faithfulness
from eval.benchmarks.anchors import ANCHORS
from eval.benchmarks.base import Benchmark, Entry
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.settings import Settings
from tests.fakes import BagEncoder

MODELS = Models(BagEncoder(), None, Settings())
RULES, STRICT, WORDS = "nothing added, by rule", "all checks of a line", "share of words in source"
SOURCE = "The ferry to Norhaven was late on Monday. Mayor Ana Brandt said that 40 jobs were lost in the strike."
TRUE = "The ferry to Norhaven was late on Monday."
FALSE = "The ferry to Norhaven was late with 90 people aboard."


def row(table: Benchmark, system: str) -> Entry:
    return next(r for r in table.rows if r.system == system)


def value(table: Benchmark, system: str, column: str) -> float | None:
    return row(table, system).figures[column].value


def write_summedits(file: Path) -> None:
    items = [{"doc": f"{SOURCE} {n}.", "summary": s, "label": label} for n in "ab" for s, label in ((TRUE, 1), (FALSE, 0))]
    file.write_text(json.dumps(items), encoding="utf-8")


def test_summedits_tells_what_was_added_and_gives_the_baseline_its_best_threshold(tmp_path: Path) -> None:
    write_summedits(tmp_path / "summedits_news.json")
    table = faithfulness.summedits(tmp_path, MODELS)
    assert value(table, RULES, "balanced accuracy") == 1.0
    assert value(table, STRICT, "balanced accuracy") == 1.0
    assert value(table, WORDS, "AUC") == 1.0
    assert value(table, "always faithful", "balanced accuracy") == 0.5
    assert "flattered" in row(table, WORDS).note
    assert "4 summaries of 2 documents, 2 consistent" in table.data
    assert faithfulness.summedits(tmp_path / "summedits_news.json", MODELS) == table


def test_a_text_is_as_faithful_as_its_worst_sentence(tmp_path: Path) -> None:
    items = [{"doc": SOURCE, "summary": s, "label": label} for s, label in ((f"{TRUE} {TRUE}", 1), (f"{TRUE} {FALSE}", 0))]
    (tmp_path / "summedits_news.json").write_text(json.dumps(items), encoding="utf-8")
    assert value(faithfulness.summedits(tmp_path, MODELS), RULES, "balanced accuracy") == 1.0


def test_the_classifier_reads_each_sentence_beside_what_it_needs_of_the_source(tmp_path: Path) -> None:
    def told(pair: str | tuple[str, str]) -> tuple[float, float]:
        assert "Norhaven" in pair[0] and "jobs" not in pair[0]
        return (0.2, 0.7) if "90" in pair[1] else (0.9, 0.0)

    write_summedits(tmp_path / "summedits_news.json")
    table = faithfulness.summedits(tmp_path, Models(BagEncoder(stance=told), None, Settings()))
    assert value(table, "borne out, by the classifier", "balanced accuracy") == 1.0
    assert value(table, "rules and classifier", "AUC") == 1.0


@pytest.mark.parametrize(
    "added",
    [
        "Mayor Ana Brandt said that 41 jobs were lost.",
        "The mayor Omar Keller said that jobs were lost.",
        'Mayor Ana Brandt said that "all jobs" were lost.',
        "Mayor Ana Brandt said that jobs were stolen.",
    ],
)
def test_a_new_number_name_quotation_or_word_each_makes_a_text_unfaithful(tmp_path: Path, added: str) -> None:
    kept = "Mayor Ana Brandt said that 40 jobs were lost."
    items = [{"doc": SOURCE, "summary": s, "label": label} for s, label in ((kept, 1), (added, 0))]
    (tmp_path / "summedits_news.json").write_text(json.dumps(items), encoding="utf-8")
    assert value(faithfulness.summedits(tmp_path, MODELS), RULES, "balanced accuracy") == 1.0


def write_qags(folder: Path) -> None:
    def sentence(text: str, *votes: str) -> dict[str, object]:
        return {"sentence": text, "responses": [{"worker_id": n, "response": v} for n, v in enumerate(votes)]}

    good, bad = sentence(TRUE, "yes", "yes", "no"), sentence(FALSE, "no", "no", "yes")
    for name, summaries in (("cnndm", ([good, good], [good, bad], [bad, bad])), ("xsum", ([good], [bad]))):
        lines = [json.dumps({"article": SOURCE, "summary_sentences": s}) for s in summaries]
        (folder / f"mturk_{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_qags_scores_sentences_whole_summaries_and_their_mean(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write_qags(tmp_path / "data")
    table = faithfulness.qags(tmp_path, MODELS)
    assert value(table, RULES, "cnndm balanced accuracy") == 1.0
    assert value(table, RULES, "cnndm AUC") == 1.0
    assert value(table, RULES, "cnndm Pearson") == pytest.approx(1.0)
    assert value(table, RULES, "xsum balanced accuracy") == 1.0
    assert row(table, RULES).figures["cnndm balanced accuracy"].n == 6
    assert row(table, RULES).figures["cnndm AUC"].n == 3
    assert value(table, "always faithful", "xsum Pearson") is None
    assert faithfulness.qags(tmp_path / "data", MODELS) == table


def write_faithbench(folder: Path) -> None:
    rows = [
        (SOURCE, TRUE, "Consistent"),
        (f"{SOURCE} Calm.", TRUE, "Benign"),
        (SOURCE, FALSE, "Unwanted"),
        ("Rain fell.", TRUE, "Unwanted"),
    ]
    with (folder / "FaithBench.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("source", "summary", "worst-label"), *rows])


def test_faithbench_sets_unwanted_against_the_rest(tmp_path: Path) -> None:
    write_faithbench(tmp_path)
    table = faithfulness.faithbench(tmp_path, MODELS)
    assert value(table, RULES, "balanced accuracy") == 1.0
    assert "2 Unwanted" in table.data and "data_for_release is not there" in table.data
    assert {r.system for r in table.rows if r.kind == "published"} == {"best detectors"}


def test_faithbench_scores_the_detectors_that_come_with_the_data_on_what_they_answered(tmp_path: Path) -> None:
    write_faithbench(tmp_path)
    (tmp_path / "data_for_release").mkdir()
    told = [{"source": SOURCE, "summary": s, "metadata": {"gpt_4o": v, "hhem-2.1": v / 2}} for s, v in ((TRUE, 1), (FALSE, 0))]
    (tmp_path / "data_for_release/batch_1.json").write_text(json.dumps({"samples": told}), encoding="utf-8")
    table = faithfulness.faithbench(tmp_path, MODELS)
    detector = row(table, "gpt_4o")
    assert detector.kind == "published" and detector.figures["balanced accuracy"].n == 2
    assert detector.figures["balanced accuracy"].value == 1.0
    assert "2 of the texts" in detector.note
    assert "data_for_release" not in table.data


def test_a_detector_without_any_answer_has_no_row(tmp_path: Path) -> None:
    write_faithbench(tmp_path)
    (tmp_path / "data_for_release").mkdir()
    told = {"samples": [{"source": SOURCE, "summary": TRUE, "metadata": {"gpt_4o": None, "true_nli": 1}}]}
    (tmp_path / "data_for_release/batch_1.json").write_text(json.dumps(told), encoding="utf-8")
    systems = {r.system for r in faithfulness.faithbench(tmp_path, MODELS).rows}
    assert "true_nli" in systems and "gpt_4o" not in systems


def test_wice_counts_a_partly_supported_claim_as_not_supported(tmp_path: Path) -> None:
    claims = [(TRUE, "supported"), (FALSE, "partially_supported"), ("Nobody in Norhaven won 7 prizes.", "not_supported")]
    lines = [json.dumps({"claim": c, "label": label, "evidence": SOURCE.split(". ")}) for c, label in claims]
    (tmp_path / "test.jsonl").write_text("\n".join(lines), encoding="utf-8")
    table = faithfulness.wice(tmp_path, MODELS)
    assert value(table, RULES, "F1") == 1.0
    assert value(table, "never faithful", "accuracy") == pytest.approx(2 / 3)
    assert value(table, "always faithful", "F1") == 0.5
    assert "3 claims, 1 supported" in table.data


def test_an_unknown_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test.jsonl").write_text(json.dumps({"claim": TRUE, "label": "maybe", "evidence": [SOURCE]}), encoding="utf-8")
    with pytest.raises(UsageError, match="label 'maybe'"):
        faithfulness.wice(tmp_path, MODELS)


def test_every_published_row_says_where_it_was_read_and_has_no_interval() -> None:
    for rows in ANCHORS.values():
        for r in rows:
            assert r.source
            assert r.kind in ("published", "human")
            assert all(f.low is None and f.high is None and 0 <= (f.value or 0) <= 1 for f in r.figures.values())
