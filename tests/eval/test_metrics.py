"""Figures are made of sums over articles; intervals come from drawing articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.results import Count, Counts


def article(hit: float, found: float, gold: float, name: str = "claim") -> Counts:
    return {name: Count(hit=hit, found=found, gold=gold)}


def test_f1_precision_and_recall_are_of_the_sums_not_means_of_articles() -> None:
    figures = metrics.figures([article(1, 1, 9), article(5, 9, 1)])
    assert figures["claim_precision"].value == pytest.approx(6 / 10)
    assert figures["claim_recall"].value == pytest.approx(6 / 10)
    assert figures["claim_f1"].value == pytest.approx(12 / 20)
    assert figures["claim_f1"].n == 10


def test_macro_f1_weighs_each_status_alike_and_leaves_out_those_never_used() -> None:
    counts = {
        "status/disputed": Count(hit=0, found=0, gold=2),
        "status/unsourced": Count(hit=8, found=8, gold=8),
        "status/corroborated": Count(hit=0, found=0, gold=0),
    }
    assert metrics.figures([counts])["status_macro_f1"].value == pytest.approx(0.5)


def test_nothing_to_measure_gives_no_number() -> None:
    figure = metrics.figures([article(0, 0, 0, "kind")])["kind"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert "row_f1" not in metrics.figures([article(1, 1, 1)])


def test_one_article_has_an_interval_without_width_and_unlike_articles_have_one() -> None:
    one = metrics.figures([article(1, 2, 2)])["claim_f1"]
    assert one.low == one.value == one.high
    two = metrics.figures([article(0, 5, 5), article(5, 5, 5)])["claim_f1"]
    assert two.low is not None and two.high is not None
    assert two.low < 0.5 < two.high


def test_the_same_articles_give_the_same_interval() -> None:
    some = [article(n, n + 1, n + 2) for n in range(5)]
    assert metrics.figures(some) == metrics.figures(some)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_the_value_of_an_f1_lies_in_the_unit_interval(triples: list[tuple[int, int, int]]) -> None:
    figure = metrics.figures([article(min(t), t[1], t[2]) for t in triples])["claim_f1"]
    assert figure.value is None or 0 <= figure.value <= 1
    assert figure.low is None or (figure.high is not None and figure.low <= figure.high)


def test_every_metric_has_its_own_name_and_says_which_way_is_up() -> None:
    assert {m.better for m in metrics.METRICS.values()} == {"higher", "lower", "neither"}
    assert all(m.title and m.key for m in metrics.METRICS.values())
