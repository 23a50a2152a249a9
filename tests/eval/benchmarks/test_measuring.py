"""Measures on classes and scores agree with scikit-learn's, and say when there is nothing to measure."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from eval.benchmarks import measuring
from eval.benchmarks.measuring import ABSTAINED, System, Task

PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)
SCORES = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0])), min_size=2, max_size=30)


def halves(pairs: list[tuple[float, float]]) -> tuple[measuring.Values, measuring.Values]:
    return np.array([a for a, _ in pairs], dtype=np.float64), np.array([b for _, b in pairs], dtype=np.float64)


@given(PAIRS)
def test_balanced_accuracy_is_the_mean_recall_of_the_gold_classes(pairs: list[tuple[float, float]]) -> None:
    gold, found = halves(pairs)
    recalls = [np.mean(found[gold == c] == c) for c in set(gold.tolist())]
    assert measuring.balanced(gold, found) == pytest.approx(np.mean(recalls))
    if set(found.tolist()) <= set(gold.tolist()) and len(recalls) > 1:
        assert measuring.balanced(gold, found) == pytest.approx(balanced_accuracy_score(gold, found))


@given(PAIRS)
def test_macro_f1_is_scikit_learns_over_the_classes_that_occur(pairs: list[tuple[float, float]]) -> None:
    gold, found = halves(pairs)
    occurring = sorted(set(gold.tolist()) | set(found.tolist()))
    expected = f1_score(gold, found, labels=occurring, average="macro", zero_division=0.0)
    assert measuring.macro_f1(3)(gold, found) == pytest.approx(expected)


@given(SCORES)
def test_auc_is_scikit_learns_with_ties_counting_half(pairs: list[tuple[bool, float]]) -> None:
    gold, scores = halves([(float(a), b) for a, b in pairs])
    if len(set(gold.tolist())) == 1:
        assert math.isnan(measuring.auc(gold, scores))
    else:
        assert measuring.auc(gold, scores) == pytest.approx(roc_auc_score(gold, scores))


@given(SCORES)
def test_no_threshold_among_the_scores_beats_the_best_one(pairs: list[tuple[bool, float]]) -> None:
    gold, scores = halves([(float(a), b) for a, b in pairs])
    best = measuring.best_threshold(gold.tolist(), scores.tolist())
    top = measuring.at(best, measuring.balanced)(gold, scores)
    assert all(measuring.at(t, measuring.balanced)(gold, scores) <= top for t in scores.tolist())


def test_an_abstention_is_wrong_not_covered_and_no_part_of_selective_accuracy() -> None:
    gold, found = np.array([1.0, 1.0, 0.0, 0.0]), np.array([1.0, ABSTAINED, 1.0, ABSTAINED])
    assert measuring.accuracy(gold, found) == 0.25
    assert measuring.coverage(gold, found) == 0.5
    assert measuring.selective(gold, found) == 0.5
    assert math.isnan(measuring.selective(gold, np.full(4, ABSTAINED)))


def test_scores_that_do_not_vary_have_no_correlation() -> None:
    assert math.isnan(measuring.pearson(np.array([0.0, 1.0]), np.array([1.0, 1.0])))
    assert measuring.pearson(np.array([0.0, 0.5, 1.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx(1.0)


def test_items_of_one_group_are_drawn_together() -> None:
    for places in measuring.by_group(["a", "b", "a", "c"]):
        drawn = places.tolist()
        assert drawn.count(0) == drawn.count(2)
        assert len(drawn) >= 3


def test_the_draws_are_the_same_every_time() -> None:
    first, again = (list(measuring.by_group("abcde")) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_a_row_holds_each_measure_with_an_interval_around_it_and_null_where_there_is_none() -> None:
    gold = [1.0, 0.0] * 10
    task = Task(gold, {"accuracy": measuring.accuracy, "Pearson": measuring.pearson}, lambda: measuring.by_group(range(20)))
    (row,) = measuring.entries(task, [System("always one", [1.0] * 20, "a note")])
    accuracy, pearson = row.figures["accuracy"], row.figures["Pearson"]
    assert (row.system, row.kind, row.note) == ("always one", "baseline", "a note")
    assert accuracy.value == 0.5 and accuracy.n == 20
    assert accuracy.low is not None and accuracy.high is not None and accuracy.low < 0.5 < accuracy.high
    assert (pearson.value, pearson.low, pearson.high) == (None, None, None)
