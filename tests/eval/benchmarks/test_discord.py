"""Discord Questions, on data made up in the published format."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from eval.benchmarks import discord
from eval.benchmarks.judging import RULES
from summarizer.errors import UsageError
from tests.eval.benchmarks.test_stance import CLAIM, MODELS, OTHER_FIGURE, OTHER_MATTER, value


def answer(question: str, text: str, cluster: int) -> dict[str, object]:
    return {"qid": question, "Answer": text, "Paragraph": text, "cluster_global": cluster}


def test_discord_questions_are_the_same_where_one_answer_supports_the_other(tmp_path: Path) -> None:
    names = ("Q2", "Q3", "Q5", "Q6", "Q4", "Q7", "Q8", "Q9")
    texts = ((CLAIM, 0), (CLAIM, 0), (OTHER_FIGURE, 1), (OTHER_MATTER, 2))
    data = [{"question": "What happened?", "answers": [answer(n, text, c) for text, c in texts]} for n in names]
    (tmp_path / "nanco_dataset.json").write_text(json.dumps(data), encoding="utf-8")
    table = discord.discord_questions(tmp_path, MODELS)
    assert value(table, RULES, "balanced accuracy") == 1.0
    assert value(table, "likeness alone", "balanced accuracy") == 1.0
    assert value(table, "always different", "balanced accuracy") == 0.5
    assert "16 answers, 24 pairs, 4 same" in table.data


def test_discord_questions_without_a_test_question_are_refused(tmp_path: Path) -> None:
    (tmp_path / "nanco_dataset.json").write_text(json.dumps([{"question": "?", "answers": [answer("Q2", CLAIM, 0)]}]), encoding="utf-8")
    with pytest.raises(UsageError, match="no question 'Q3'"):
        discord.discord_questions(tmp_path, MODELS)


def test_an_answer_drawn_twice_makes_no_pair_with_itself() -> None:
    sizes = (3, 4)
    pairs = [(0, a, b) for a, b in combinations(range(3), 2)] + [(1, a, b) for a, b in combinations(range(4), 2)]
    for places in discord.by_answer(sizes):
        for question, size in enumerate(sizes):
            met = [pairs[p][1:] for p in places.tolist() if pairs[p][0] == question]
            drawn = size * (size - 1) // 2
            assert len(met) <= drawn
            if len(met) == drawn:
                assert sorted(met) == list(combinations(range(size), 2))


def test_the_mean_over_questions_weighs_a_small_question_like_a_large_one() -> None:
    gold = np.array([0.0, 1.0] + [2.0, 3.0] * 10)
    found = np.array([1.0, 0.0] + [0.0, 1.0] * 10)
    assert discord.mean_balanced(gold, found) == 0.5
