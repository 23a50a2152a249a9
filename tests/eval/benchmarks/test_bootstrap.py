"""Figures of sums: their value, their interval, and what the sums of groups leave unchanged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.benchmarks import bootstrap
from eval.benchmarks.bootstrap import binary, f1, figure, harmonic, macro_f1, pooled, precision, recall

counts = st.integers(0, 5).flatmap(lambda hit: st.tuples(st.just(hit), st.integers(hit, 9), st.integers(hit, 9)))


def sums(*row: float) -> bootstrap.Floats:
    return np.array(row, dtype=np.float64)


def test_precision_recall_and_f1_are_what_their_names_say() -> None:
    assert [float(m(sums(2, 4, 8))) for m in (precision, recall, f1)] == [0.5, 0.25, pytest.approx(1 / 3)]


def test_macro_f1_is_the_mean_of_both_classes_and_a_class_never_met_counts_nothing() -> None:
    assert float(macro_f1(sums(1, 1, 1, 1, 2, 2))) == 0.75
    with np.errstate(invalid="ignore"):
        assert float(macro_f1(sums(3, 3, 3, 0, 0, 0))) == 0.5


def test_the_harmonic_mean_takes_precision_and_recall_of_different_things() -> None:
    assert float(harmonic(sums(1, 2, 1, 2))) == 0.5
    assert float(harmonic(sums(1, 1, 1, 3))) == 0.5


def test_each_item_counts_once_for_each_class() -> None:
    assert binary([True, False, True], [True, True, False]) == [(1, 1, 1, 0, 0, 0), (0, 1, 0, 0, 0, 1), (0, 0, 1, 0, 1, 0)]


def test_a_figure_has_an_interval_around_it_that_is_the_same_every_time() -> None:
    items = np.array([(n % 2, 1.0, 1.0) for n in range(60)], dtype=np.float64)
    first = figure(items, recall)
    assert first == figure(items, recall)
    assert first.value == 0.5
    assert first.n == 60
    assert first.low is not None
    assert first.high is not None
    assert 0.3 < first.low < 0.5 < first.high < 0.7


def test_a_figure_of_nothing_is_no_figure() -> None:
    assert figure(np.zeros((3, 3)), f1).value is None
    assert figure(np.zeros((3, 3)), f1).low is None


@given(st.lists(st.tuples(counts, st.sampled_from("abc")), min_size=1, max_size=12))
def test_adding_up_by_group_changes_no_sum(rows: list[tuple[tuple[int, int, int], str]]) -> None:
    table = pooled([c for c, _ in rows], [g for _, g in rows])
    assert len(table) == len({g for _, g in rows})
    assert table.sum(axis=0).tolist() == np.array([c for c, _ in rows]).sum(axis=0).tolist()


@given(st.lists(counts, min_size=2, max_size=8))
def test_no_share_leaves_its_bounds(rows: list[tuple[int, int, int]]) -> None:
    for measure in (precision, recall, f1):
        found = figure(np.array(rows, dtype=np.float64), measure)
        assert all(v is None or 0 <= v <= 1 for v in (found.value, found.low, found.high))
