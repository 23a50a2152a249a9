"""Passages as documents: the judge of other documents asked by the benchmarks."""

from __future__ import annotations

from eval.benchmarks.across import judge_across, stances
from eval.benchmarks.judging import Pair
from eval.tasks import Models
from summarizer.settings import Settings
from tests.fakes import BagEncoder

MODELS = Models(BagEncoder(), None, Settings())
CLAIM = "The strike in Kelmar cost 40 jobs in May."
OTHER_FIGURE = "The strike in Kelmar cost 90 jobs in May."
OTHER_MATTER = "Dockers sang all night long."


def test_each_passage_is_held_against_each_claim() -> None:
    told = stances(
        [CLAIM, OTHER_MATTER], [("", CLAIM), ("", OTHER_FIGURE), ("How many?", f"{OTHER_MATTER} {OTHER_FIGURE}"), ("", "")], MODELS
    )
    assert told == [[{"supports"}, set()], [{"opposes"}, set()], [{"opposes"}, {"supports"}], [set(), set()]]


def test_a_question_states_nothing() -> None:
    assert stances([CLAIM], [(CLAIM, "Yes.")], MODELS) == [[frozenset()]]


def test_pairs_are_judged_in_their_order_group_by_group() -> None:
    groups = [[Pair(CLAIM, OTHER_FIGURE), Pair(CLAIM, CLAIM), Pair(CLAIM, f"{CLAIM} {OTHER_FIGURE}")], [], [Pair(CLAIM, OTHER_MATTER)]]
    assert [[j.stance for j in group] for group in judge_across(groups, MODELS)] == [["opposes", "supports", "opposes"], [], [None]]
