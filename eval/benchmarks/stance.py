"""Stance: AVeriTeC, FNC-1, FEVER-Symmetric and Discord Questions, each a function from the path of its data to a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from eval import metrics
from eval.benchmarks import items, measuring
from eval.benchmarks.anchors import ANCHORS
from eval.benchmarks.base import Benchmark
from eval.benchmarks.items import Item
from eval.benchmarks.judging import HEAD, RULES, Judged, Pair, judge, judge_on
from eval.benchmarks.measuring import ABSTAINED, Places, System, Task, Values
from eval.tasks import Models
from summarizer import evidence

_VERDICTS = ("Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking")
_SUPPORTED, _REFUTED, _NOT_ENOUGH, _CONFLICTING = (float(n) for n in range(4))
_STANCES = ("agree", "disagree", "discuss", "unrelated")
_AGREE, _DISAGREE, _DISCUSS, _UNRELATED = (float(n) for n in range(4))
_LABELS = ("REFUTES", "SUPPORTS")
_VALIDATION, _TEST = ("Q2", "Q3", "Q5", "Q6"), ("Q4", "Q7", "Q8", "Q9")
"""The split of the published notebook."""


def averitec(path: Path, models: Models) -> Benchmark:
    """AVeriTeC dev with gold evidence (Schlichtkrull et al. 2023); `path` is dev.json, the repository's folder or its zip.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    claims = _averitec_claims(path)
    passages = [_answers(c) for c in claims]
    pairs = [p for ps in passages for p in ps]
    by_rule = judge(pairs, models)
    found, by_head = (_verdicts(passages, judged) for judged in (by_rule, judge_on(pairs, by_rule, models)))
    task = Task(
        gold=[items.code(c["label"], _VERDICTS, "verdict") for c in claims],
        measures={"accuracy": measuring.accuracy, "macro-F1": measuring.macro_f1(4), "F1 conflicting": measuring.f1(_CONFLICTING)},
        draws=partial(measuring.by_group, range(len(claims))),
    )
    systems = (
        *(System(name, f, _decided(f), "ours") for name, f in ((RULES, found), (HEAD, by_head))),
        System("always refuted", [_REFUTED] * len(claims), "the majority"),
        System("always not enough", [_NOT_ENOUGH] * len(claims), "what a system says that finds nothing"),
    )
    return Benchmark(
        name="averitec",
        title="AVeriTeC dev, four verdicts, gold evidence given",
        measure="accuracy and macro-F1 of the verdict: for and against is conflicting, neither is not enough; interval by claim",
        data=f"dev.json: {len(claims)} claims, {sum(map(len, passages))} answers to gold questions as passages, unanswered ones left out",
        columns=tuple(task.measures),
        rows=measuring.entries(task, systems) + ANCHORS["averitec"],
    )


def _averitec_claims(path: Path) -> list[Item]:
    hint, fields = "give dev.json of MichSchli/AVeriTeC, its folder or its zip", ("claim", "label", "questions")
    if path.is_dir():
        places = (path / "data/dev.json", path / "dev.json", path / "AVeriTeC-main.zip")
        path = next((p for p in places if p.is_file()), places[0])
    return items.from_zip(path, "data/dev.json", fields, hint) if path.suffix == ".zip" else items.from_json(path, fields, hint)


def _answers(claim: Item) -> list[Pair]:
    """The gold answers of a claim as passages; the explanation of a yes or no is part of its answer."""
    return [
        Pair(claim["claim"], " ".join(x.strip() for x in (a["answer"], a.get("boolean_explanation") or "") if x), q["question"])
        for q in claim["questions"]
        for a in q["answers"]
        if a.get("answer_type") != "Unanswerable"
    ]


def _decided(found: Sequence[float]) -> str:
    return f"a verdict other than not enough on {sum(v != _NOT_ENOUGH for v in found)} of {len(found)} claims"


def _verdicts(passages: Sequence[Sequence[Pair]], judged: Sequence[Judged]) -> list[float]:
    """A verdict for each claim from what was judged, passage by passage, in order."""
    each = iter(judged)
    return [_verdict({next(each).stance for _ in ps}) for ps in passages]


def _verdict(stances: set[str | None]) -> float:
    if "supports" in stances:
        return _CONFLICTING if "opposes" in stances else _SUPPORTED
    return _REFUTED if "opposes" in stances else _NOT_ENOUGH


def fnc1(path: Path, models: Models) -> Benchmark:
    """FNC-1 test: how an article's body stands to a headline; `path` is the folder of the two competition_test files.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    hint = "give the folder of FakeNewsChallenge/fnc-1"
    rows = items.from_csv(path / "competition_test_stances.csv", ("Headline", "Body ID", "Stance"), hint)
    texts = items.from_csv(path / "competition_test_bodies.csv", ("Body ID", "articleBody"), hint)
    bodies = {b["Body ID"]: b["articleBody"] for b in texts}
    pairs = [Pair(r["Headline"], bodies[items.known(r["Body ID"], bodies, "body", hint)]) for r in rows]
    judged = judge(pairs, models)
    alike = [_DISCUSS if j.alike >= evidence.ALIKE else _UNRELATED for j in judged]
    task = Task(
        gold=[items.code(r["Stance"], _STANCES, "stance") for r in rows],
        measures={"relative score": relative_score, "macro-F1": measuring.macro_f1(4), "accuracy": measuring.accuracy}
        | {f"F1 {name}": measuring.f1(float(n)) for n, name in enumerate(_STANCES)},
        draws=partial(measuring.by_group, [r["Body ID"] for r in rows]),
    )
    systems = (
        *(_sides(name, told, alike) for name, told in ((RULES, judged), (HEAD, judge_on(pairs, judged, models, evidence.ALIKE)))),
        System("likeness alone", alike, f"discuss from cosine {evidence.ALIKE} of the likest sentence, else unrelated"),
        System("always unrelated", [_UNRELATED] * len(rows), "the majority"),
    )
    return Benchmark(
        name="fnc-1",
        title="FNC-1 test, four stances of a body to a headline",
        measure="relative score (0.25 for related or unrelated, 0.75 more for the stance of a related pair, of the most that can be had), "
        "macro-F1, accuracy, F1; interval by body",
        data=f"competition_test_*.csv: all {len(rows)} pairs, {len(bodies)} bodies; nothing is tuned on them",
        columns=tuple(task.measures),
        rows=measuring.entries(task, systems) + ANCHORS["fnc1"],
        missing="nothing was trained to tell related from unrelated: likeness does",
    )


def _sides(name: str, judged: Sequence[Judged], alike: Sequence[float]) -> System:
    """Agree or disagree where a side is taken, else what likeness says."""
    sides = {"supports": _AGREE, "opposes": _DISAGREE, "near": _DISCUSS}
    told = sum(j.stance in ("supports", "opposes") for j in judged)
    found = [sides.get(j.stance or "", a) for j, a in zip(judged, alike, strict=True)]
    return System(name, found, f"agree or disagree on {told} pairs", "ours")


def relative_score(gold: Values, found: Values) -> float:
    """The score of the Fake News Challenge as a share of the most that can be had; stances as numbered in this module."""
    related = gold != _UNRELATED
    points = 0.25 * (related == (found != _UNRELATED)) + 0.75 * (related & (gold == found))
    most = 0.25 + 0.75 * related
    return float(points.sum() / most.sum()) if len(gold) else np.nan


def fever_symmetric(path: Path, models: Models) -> Benchmark:
    """FEVER-Symmetric (Schuster et al. 2019): no claim can be judged without its evidence; `path` is the repository's folder.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    dev, test, first = (_symmetric(path / file, field, models) for file, field in _SYMMETRIC)
    least = measuring.best_threshold(dev[0].gold, [j.alike for j in dev[1]])
    rows = []
    for task, judged, by_head in (test, first):
        sides = {"supports": 1.0, "opposes": 0.0}
        systems = (
            System(RULES, [sides.get(j.stance or "", ABSTAINED) for j in judged], kind="ours"),
            System(HEAD, [sides.get(j.stance or "", ABSTAINED) for j in by_head], kind="ours"),
            System(f"{HEAD}, always answering", [_side(j) for j in by_head], "the likelier side where it is not sure", "ours"),
            System("likeness alone", [float(j.alike >= least) for j in judged], f"supports from cosine {least:.2f}, the best on v0.2 dev"),
            System("always supports", [1.0] * len(judged)),
        )
        rows.append(measuring.entries(task, systems))
    merged = tuple(a.model_copy(update={"figures": a.figures | b.figures}) for a, b in zip(*rows, strict=True))
    return Benchmark(
        name="fever-symmetric",
        title="FEVER-Symmetric, supports or refutes",
        measure="accuracy over all pairs, where no answer is wrong; share answered; accuracy of the answers; interval by original claim",
        data=f"v0.2 test, {len(test[1])} pairs; v0.1 generated, {len(first[1])} pairs, which the published figures are on",
        columns=(*test[0].measures, *first[0].measures),
        rows=merged + ANCHORS["fever-symmetric"],
    )


_SYMMETRIC = (
    ("symmetric_v0.2/fever_symmetric_dev.jsonl", "evidence"),
    ("symmetric_v0.2/fever_symmetric_test.jsonl", "evidence"),
    ("symmetric_v0.1/fever_symmetric_generated.jsonl", "evidence_sentence"),
)


def _side(judged: Judged) -> float:
    if judged.stance in ("supports", "opposes") or judged.bearing is None:
        return float(judged.stance == "supports")
    return float(judged.bearing.supports >= judged.bearing.opposes)


def _symmetric(path: Path, field: str, models: Models) -> tuple[Task, list[Judged], list[Judged]]:
    pairs = items.from_lines(path, ("id", "label", "claim", field), "give the folder of TalSchuster/FeverSymmetric")
    version = path.parent.name.removeprefix("symmetric_")
    task = Task(
        gold=[items.code(x["label"], _LABELS, "label") for x in pairs],
        measures={
            f"{version} accuracy": measuring.accuracy,
            f"{version} answered": measuring.coverage,
            f"{version} accuracy of answers": measuring.selective,
        },
        # the pairs made from one claim carry its id with a suffix
        draws=partial(measuring.by_group, [re.sub(r"000000[2-4]$", "", str(x["id"])) for x in pairs]),
    )
    given = [Pair(_plain(x["claim"]), _plain(x[field])) for x in pairs]
    by_rule = judge(given, models)
    return task, by_rule, judge_on(given, by_rule, models, about=-1.0)


def _plain(text: str) -> str:
    """Penn Treebank tokens as running text: brackets and quotation marks back, no blank before a point or a clitic."""
    for mark, plain in (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("-COLON-", ":"), ("``", '"'), ("''", '"')):
        text = text.replace(mark, plain)
    return re.sub(r"([(\[])\s+|\s+(?=[.,;:!?)\]%]|'s\b|n't\b)", r"\1", text).strip()


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
    tested = [j for name in _TEST for j in judged[name]]
    systems = (
        *(_same(name, told) for name, told in ((RULES, tested), (HEAD, by_head))),
        System(
            "likeness alone",
            [float(j.alike >= least) for j in tested],
            f"same from cosine {least:.2f}, the mean of the bests on validation",
        ),
        System("always different", [0.0] * len(tested)),
    )
    return Benchmark(
        name="discord-questions",
        title="Discord Questions (NAnCo): two answers to a question, same or different",
        measure="balanced accuracy of pairs of answers, mean over the four test questions, as published; interval by answer",
        data=f"nanco_dataset.json, {', '.join(_TEST)}: {sum(sizes)} answers, {len(tested)} pairs, {sum(g % 2 for g in task.gold):.0f} same",
        columns=tuple(task.measures),
        rows=measuring.entries(task, systems) + ANCHORS["discord-questions"],
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
