"""Two runs are compared in pairs, on the articles that both hold."""

from __future__ import annotations

import pytest

from eval import compare, printing
from summarizer.errors import UsageError
from tests.eval import results


def difference(found: compare.Comparison, metric: str) -> compare.Difference:
    return next(d for d in found.differences if d.metric == metric)


def test_a_run_against_itself_moves_nothing() -> None:
    found = compare.compare(results.result(), results.result())
    assert {d.change for d in found.differences} == {0}
    assert found.changed == ()
    assert "  no figure moved" in list(printing.comparison(found))


def test_an_even_gain_on_every_article_is_sure() -> None:
    before = results.result(*(results.article(s, 6) for s in "abcd"))
    after = results.result(*(results.article(s, 8) for s in "abcd"))
    row = difference(compare.compare(before, after), "row_f1")
    assert [row.a, row.b] == pytest.approx([0.6, 0.8])
    assert row.sure
    assert row.low == pytest.approx(row.change)


def test_a_gain_on_one_article_and_a_loss_on_another_is_not() -> None:
    before = results.result(results.article("a", 6), results.article("b", 6))
    after = results.result(results.article("a", 9), results.article("b", 4))
    assert not difference(compare.compare(before, after), "row_f1").sure


def test_the_rows_that_changed_are_named_with_the_way_they_went() -> None:
    before = results.result(results.article("a", 6), results.article("b", 6))
    after = results.result(results.article("a", 8), results.article("b", 5))
    changed = compare.compare(before, after).changed
    assert [(c.slug, c.gold_id, c.better) for c in changed] == [("a", "c6", True), ("a", "c7", True), ("b", "c5", False)]
    assert any("a c6: quote" in line for line in printing.comparison(compare.compare(before, after)))


def test_articles_of_one_run_alone_are_left_out_by_name() -> None:
    found = compare.compare(results.result(results.article("a"), results.article("b")), results.result(results.article("a"), split="all"))
    assert (found.articles, found.left_out) == (1, ("b",))


def test_runs_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(UsageError, match="share no article"):
        compare.compare(results.result(results.article("a")), results.result(results.article("b")))
    with pytest.raises(UsageError, match="seeds changed"):
        compare.compare(results.result(), results.result(digests={**results.result().digests, "seeds": "x"}))
