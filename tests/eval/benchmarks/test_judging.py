"""A passage's stance is that of its likest sentence that takes sides."""

from __future__ import annotations

import pytest

from eval.benchmarks.judging import Judged, Pair, judge
from eval.tasks import Models
from summarizer.settings import Settings
from tests.fakes import BagEncoder

MODELS = Models(BagEncoder(), None, Settings())
CLAIM = "The strike in Kelmar cost 40 jobs in May."


def test_the_same_statement_supports_another_figure_opposes_and_other_matter_is_nothing() -> None:
    pairs = [Pair(CLAIM, CLAIM), Pair(CLAIM, "The strike in Kelmar cost 90 jobs in May."), Pair(CLAIM, "Dockers sang all night long.")]
    assert [j.stance for j in judge(pairs, MODELS)] == ["supports", "opposes", None]


def test_sides_are_looked_for_in_every_sentence_of_a_passage() -> None:
    passage = f"Dockers sang all night long. {CLAIM} The sea was calm."
    (found,) = judge([Pair(CLAIM, passage)], MODELS)
    assert found.stance == "supports"
    assert found.alike == pytest.approx(1.0, abs=1e-5)


def test_a_passage_without_words_has_no_stance() -> None:
    assert judge([Pair(CLAIM, "")], MODELS) == [Judged(None, 0.0)]


def test_a_question_asserts_nothing() -> None:
    assert judge([Pair(CLAIM, "Dockers sang all night long.", question=CLAIM)], MODELS)[0].stance is None


def test_pairs_come_back_in_order_and_do_not_touch_each_other() -> None:
    pairs = [Pair(CLAIM, CLAIM), Pair(CLAIM, "Dockers sang all night long."), Pair("Dockers sang all night long.", CLAIM)]
    together = judge(pairs, MODELS)
    alone = [judge([p], MODELS)[0] for p in pairs]
    assert [j.stance for j in together] == [j.stance for j in alone]
    assert [j.alike for j in together] == pytest.approx([j.alike for j in alone], abs=1e-5)
