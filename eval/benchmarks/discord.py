"""Discord Questions: do two outlets give the same answer? A function from the path of its data to a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from eval import metrics
from eval.benchmarks import items, measuring
from eval.benchmarks.across import ACROSS, judge_across
from eval.benchmarks.anchors import ANCHORS
from eval.benchmarks.base import Benchmark
from eval.benchmarks.items import Item
from eval.benchmarks.judging import HEAD, RULES, Judged, Pair, judge, judge_on
from eval.benchmarks.measuring import Places, System, Task, Values
from eval.tasks import Models

_VALIDATION, _TEST = ("Q2", "Q3", "Q5", "Q6"), ("Q4", "Q7", "Q8", "Q9")
"""The split of the published notebook."""


def discord_questions(path: Path, models: Models) -> Benchmark:
    """NAnCo (Laban et al. 2022): do two outlets give the same answer to a question? `path` is nanco_dataset.json or its folder.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    hint = "give nanco_dataset.json of salesforce/discord_questions, or its folder"
    asked = items.from_json(path if path.is_file() else path / "nanco_dataset.json", ("question", "answers"), hint)
    by_name = {q["answers"][0]["qid"]: q["answers"] for q in asked}
    answers = {name: by_name[items.known(name, by_name, "question", hint)] for name in (*_VALIDATION, *_TEST)}
    same = {name: [float(a["cluster_global"] == b["cluster_global"]) for a, b in combinations(group, 2)] for name, group in answers.items()}
    judged = {name: _both_ways(group, models, head=False) for name, group in answers.items()}
    by_head = [j for name in _TEST for j in _both_ways(answers[name], models, head=True)]
    bests = [measuring.best_threshold(same[n], [j.alike for j in judged[n]]) for n in _VALIDATION]
    least = float(np.mean(bests))
    sizes = [len(answers[n]) for n in _TEST]
    task = Task(
        gold=[label + 2 * n for n, name in enumerate(_TEST) for label in same[name]],  # the question is coded in, for its own mean
        measures={"balanced accuracy": mean_balanced},
        draws=partial(by_answer, sizes),
    )
    across = [j for name in _TEST for j in _across(answers[name], models)]
    same_pairs = sum(g % 2 for g in task.gold)
    systems = _systems([j for name in _TEST for j in judged[name]], by_head, across, least)
    return Benchmark(
        name="discord-questions",
        title="Discord Questions (NAnCo): two answers to a question, same or different",
        measure="balanced accuracy of pairs of answers, mean over the four test questions, as published; interval by answer",
        data=f"nanco_dataset.json, {', '.join(_TEST)}: {sum(sizes)} answers, {len(by_head)} pairs, {same_pairs:.0f} same",
        columns=tuple(task.measures),
        rows=measuring.entries(task, systems) + ANCHORS["discord-questions"],
    )


def _systems(tested: Sequence[Judged], by_head: Sequence[Judged], across: Sequence[Judged], least: float) -> tuple[System, ...]:
    """The rules, the classifier, the judge of other documents, likeness from the cosine `least`, and what likeness and that judge make."""
    return (
        *(_same(name, told) for name, told in ((RULES, tested), (HEAD, by_head), (ACROSS, across))),
        System(
            "likeness alone",
            [float(j.alike >= least) for j in tested],
            f"same from cosine {least:.2f}, the mean of the bests on validation",
        ),
        System(
            "likeness, unless a rule is against it",
            [float(j.alike >= least and "opposes" not in (j.stance, a.stance)) for j, a in zip(tested, across, strict=True)],
            "the same threshold, and neither judge says that one answer opposes the other",
            "ours",
        ),
        System("always different", [0.0] * len(tested)),
    )


def _same(name: str, judged: Sequence[Judged]) -> System:
    found = [float(j.stance == "supports") for j in judged]
    return System(name, found, f"same where one answer supports the other: {sum(found):.0f} pairs", "ours")


def _both_ways(group: Sequence[Item], models: Models, head: bool) -> list[Judged]:
    """All pairs of answers to one question, by rule or with the classifier; the same holds both ways, so a support either way is one."""
    pairs = [Pair(a["Answer"], b["Answer"]) for a, b in combinations(group, 2)]
    turned = [Pair(p.passage, p.claim) for p in pairs]
    there, back = (judge_on(ps, judge(ps, models), models) if head else judge(ps, models) for ps in (pairs, turned))
    return [
        Judged("supports" if "supports" in (a.stance, b.stance) else a.stance, max(a.alike, b.alike))
        for a, b in zip(there, back, strict=True)
    ]


def _across(group: Sequence[Item], models: Models) -> list[Judged]:
    """The same by the judge of other documents, with all answers to one question beside each other."""
    pairs = [Pair(a["Answer"], b["Answer"]) for a, b in combinations(group, 2)]
    (told,) = judge_across([[*pairs, *(Pair(p.passage, p.claim) for p in pairs)]], models)
    return [
        Judged("supports" if "supports" in (a.stance, b.stance) else a.stance, 0.0)
        for a, b in zip(told[: len(pairs)], told[len(pairs) :], strict=True)
    ]


def mean_balanced(gold: Values, found: Values) -> float:
    """The mean over questions of balanced accuracy; gold is twice the question's number, and one more where two answers are the same."""
    each = [measuring.balanced(gold[gold // 2 == q] % 2, found[gold // 2 == q]) for q in np.unique(gold // 2)]
    return float(np.mean(each)) if each else np.nan


def by_answer(sizes: Sequence[int]) -> Iterator[Places]:
    """Draws of answers within each question, as places of their pairs; an answer drawn twice makes no pair with itself."""
    first, blocks = 0, []
    for size in sizes:
        table = np.full((size, size), -1, dtype=np.intp)
        above = np.triu_indices(size, 1)
        table[above] = np.arange(first, first + len(above[0]))
        blocks.append(np.maximum(table, table.T))
        first += len(above[0])
    generator = np.random.default_rng(metrics.SEED)
    for _ in range(metrics.RESAMPLES):
        drawn = [generator.integers(0, size, size=size) for size in sizes]
        places = np.concatenate([block[np.ix_(d, d)][np.triu_indices(len(d), 1)] for block, d in zip(blocks, drawn, strict=True)])
        yield places[places >= 0]
