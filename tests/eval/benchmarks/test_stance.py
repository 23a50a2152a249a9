"""The benchmarks of stance, on data made up in the published formats."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from eval.benchmarks import stance
from eval.benchmarks.base import Benchmark, Entry
from eval.benchmarks.judging import HEAD, RULES
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.settings import Settings
from tests.fakes import BagEncoder

MODELS = Models(BagEncoder(), None, Settings())
CLAIM = "The strike in Kelmar cost 40 jobs in May."
OTHER_FIGURE = "The strike in Kelmar cost 90 jobs in May."
OTHER_MATTER = "Dockers sang all night long."


def row(table: Benchmark, system: str) -> Entry:
    return next(r for r in table.rows if r.system == system)


def value(table: Benchmark, system: str, column: str) -> float | None:
    return row(table, system).figures[column].value


def averitec_item(label: str, *answers: str) -> dict[str, object]:
    asked = [{"question": "How many?", "answers": [{"answer": a, "answer_type": "Extractive"}]} for a in answers]
    return {"claim": CLAIM, "label": label, "questions": asked}


def test_averitec_makes_a_verdict_of_the_stances_of_all_answers(tmp_path: Path) -> None:
    claims = [
        averitec_item("Supported", CLAIM, OTHER_MATTER),
        averitec_item("Refuted", OTHER_FIGURE),
        averitec_item("Conflicting Evidence/Cherrypicking", CLAIM, OTHER_FIGURE),
        averitec_item("Not Enough Evidence", OTHER_MATTER),
    ]
    (tmp_path / "data").mkdir()
    (tmp_path / "data/dev.json").write_text(json.dumps(claims), encoding="utf-8")
    table = stance.averitec(tmp_path, MODELS)
    assert value(table, RULES, "accuracy") == 1.0
    assert value(table, RULES, "F1 conflicting") == 1.0
    assert value(table, "always refuted", "accuracy") == 0.25
    assert "3 of 4 claims" in row(table, RULES).note


def test_averitec_leaves_unanswered_questions_out_and_reads_the_explanation_of_a_yes(tmp_path: Path) -> None:
    answers = [
        {"answer": "No", "answer_type": "Boolean", "boolean_explanation": OTHER_FIGURE},
        {"answer": CLAIM, "answer_type": "Unanswerable"},
    ]
    item = {"claim": CLAIM, "label": "Refuted", "questions": [{"question": "Did it?", "answers": answers}]}
    (tmp_path / "dev.json").write_text(json.dumps([item]), encoding="utf-8")
    table = stance.averitec(tmp_path / "dev.json", MODELS)
    assert value(table, RULES, "accuracy") == 1.0
    assert "1 answers" in table.data


def test_the_classifier_speaks_where_the_rules_are_silent_and_reads_the_question(tmp_path: Path) -> None:
    def told(pair: str | tuple[str, str]) -> tuple[float, float]:
        if not pair[0].startswith("How many? "):
            return (0.0, 0.0)  # what the documents' own rules ask about
        return (0.0, 0.9) if "sang" in pair[0] else (0.4, 0.3)

    models = Models(BagEncoder(stance=told), None, Settings())
    claims = [
        averitec_item("Supported", CLAIM),
        averitec_item("Refuted", "The dockers of Kelmar in May sang of the strike."),
        averitec_item("Not Enough Evidence", "A strike in Kelmar was called in May."),
    ]
    (tmp_path / "dev.json").write_text(json.dumps(claims), encoding="utf-8")
    table = stance.averitec(tmp_path / "dev.json", models)
    assert value(table, HEAD, "accuracy") == 1.0
    assert value(table, RULES, "accuracy") == pytest.approx(2 / 3)


def write_fnc(folder: Path, pairs: list[tuple[str, str, str]], bodies: dict[str, str]) -> None:
    with (folder / "competition_test_stances.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Headline", "Body ID", "Stance"), *pairs])
    with (folder / "competition_test_bodies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Body ID", "articleBody"), *bodies.items()])


@pytest.fixture
def all_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stance, "SHARE", 1)


def test_fnc1_draws_the_same_bodies_each_time(tmp_path: Path) -> None:
    bodies = {str(n): f"{CLAIM} It was day {n}." for n in range(60)}
    write_fnc(tmp_path, [(CLAIM, n, "agree") for n in bodies], bodies)
    drawn = [n for n in bodies if stance._drawn(n)]
    assert 0 < len(drawn) < 30
    assert f"{len(drawn)} pairs" in stance.fnc1(tmp_path, MODELS).data


@pytest.mark.usefixtures("all_bodies")
def test_fnc1_takes_sides_by_rule_and_tells_related_from_unrelated_by_likeness(tmp_path: Path) -> None:
    bodies = {"1": CLAIM, "2": OTHER_FIGURE, "3": OTHER_MATTER, "4": "The long strike in Kelmar cost many their jobs in May."}
    write_fnc(tmp_path, [(CLAIM, "1", "agree"), (CLAIM, "2", "disagree"), (CLAIM, "3", "unrelated"), (CLAIM, "4", "discuss")], bodies)
    table = stance.fnc1(tmp_path, MODELS)
    assert value(table, RULES, "relative score") == 1.0
    assert value(table, RULES, "macro-F1") == 1.0
    assert value(table, "likeness alone", "accuracy") == 0.5
    assert value(table, "always unrelated", "relative score") == pytest.approx(0.25 / 3.25)


def test_fnc1_without_the_body_of_a_pair_is_refused(tmp_path: Path) -> None:
    write_fnc(tmp_path, [(CLAIM, "9", "agree")], {"1": CLAIM})
    with pytest.raises(UsageError, match="no body '9'"):
        stance.fnc1(tmp_path, MODELS)


@pytest.mark.usefixtures("all_bodies")
def test_fnc1_with_an_unknown_stance_is_refused(tmp_path: Path) -> None:
    write_fnc(tmp_path, [(CLAIM, "1", "maybe")], {"1": CLAIM})
    with pytest.raises(UsageError, match="stance 'maybe'"):
        stance.fnc1(tmp_path, MODELS)


def test_the_relative_score_gives_a_quarter_for_related_and_the_rest_for_the_stance() -> None:
    agree, discuss, unrelated = 0.0, 2.0, 3.0
    gold = np.array([agree, agree, agree, unrelated, unrelated])
    found = np.array([agree, discuss, unrelated, unrelated, agree])
    assert stance.relative_score(gold, found) == pytest.approx((1 + 0.25 + 0 + 0.25 + 0) / (3 + 0.5))


def write_symmetric(folder: Path) -> None:
    places = {
        "symmetric_v0.2/fever_symmetric_dev.jsonl": "evidence",
        "symmetric_v0.2/fever_symmetric_test.jsonl": "evidence",
        "symmetric_v0.1/fever_symmetric_generated.jsonl": "evidence_sentence",
    }
    pairs = [
        ("7", "SUPPORTS", CLAIM),
        ("70000002", "REFUTES", OTHER_FIGURE),
        ("8", "REFUTES", OTHER_MATTER),
        ("9", "SUPPORTS", OTHER_MATTER),
    ]
    for place, field in places.items():
        (folder / place).parent.mkdir(exist_ok=True)
        lines = [json.dumps({"id": i, "label": label, "claim": CLAIM, field: text}) for i, label, text in pairs]
        (folder / place).write_text("\n".join(lines), encoding="utf-8")


def test_fever_symmetric_counts_pairs_without_an_answer_as_wrong_and_apart(tmp_path: Path) -> None:
    write_symmetric(tmp_path)
    table = stance.fever_symmetric(tmp_path, MODELS)
    for version in ("v0.1", "v0.2"):
        assert value(table, RULES, f"{version} accuracy") == 0.5
        assert value(table, RULES, f"{version} answered") == 0.5
        assert value(table, RULES, f"{version} accuracy of answers") == 1.0
        assert value(table, "always supports", f"{version} accuracy") == 0.5


def test_fever_symmetric_is_scored_with_an_answer_to_each_pair_too(tmp_path: Path) -> None:
    write_symmetric(tmp_path)
    models = Models(BagEncoder(stance=lambda _: (0.3, 0.4)), None, Settings())
    table = stance.fever_symmetric(tmp_path, models)
    assert value(table, HEAD, "v0.2 answered") == 0.5
    assert value(table, f"{HEAD}, always answering", "v0.2 answered") == 1.0
    assert value(table, f"{HEAD}, always answering", "v0.2 accuracy") == 0.75


def test_published_rows_name_where_they_were_read(tmp_path: Path) -> None:
    write_symmetric(tmp_path)
    told = [r for r in stance.fever_symmetric(tmp_path, MODELS).rows if r.kind == "published"]
    assert told and all(r.source.endswith(("verified", "recalled")) for r in told)
