"""Stance: AVeriTeC, FNC-1 and FEVER-Symmetric, each a function from the path of its data to a table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from eval.benchmarks import items, measuring
from eval.benchmarks.across import ACROSS, judge_across
from eval.benchmarks.anchors import ANCHORS
from eval.benchmarks.base import Benchmark
from eval.benchmarks.items import Item
from eval.benchmarks.judging import HEAD, RULES, Judged, Pair, judge, judge_on
from eval.benchmarks.measuring import ABSTAINED, System, Task, Values
from eval.tasks import Models
from summarizer import evidence

_VERDICTS = ("Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking")
_SUPPORTED, _REFUTED, _NOT_ENOUGH, _CONFLICTING = (float(n) for n in range(4))
_STANCES = ("agree", "disagree", "discuss", "unrelated")
_AGREE, _DISAGREE, _DISCUSS, _UNRELATED = (float(n) for n in range(4))
SHARE = 24
"""FNC-1 is measured on one body in so many."""
_LABELS = ("REFUTES", "SUPPORTS")


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
    across = _verdicts(passages, [j for group in judge_across(passages, models) for j in group])
    task = Task(
        gold=[items.code(c["label"], _VERDICTS, "verdict") for c in claims],
        measures={"accuracy": measuring.accuracy, "macro-F1": measuring.macro_f1(4), "F1 conflicting": measuring.f1(_CONFLICTING)},
        draws=partial(measuring.by_group, range(len(claims))),
    )
    systems = (
        *(System(name, f, _decided(f), "ours") for name, f in ((RULES, found), (HEAD, by_head), (ACROSS, across))),
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
    rows = [r for r in rows if _drawn(items.known(r["Body ID"], bodies, "body", hint))]
    pairs = [Pair(r["Headline"], bodies[r["Body ID"]]) for r in rows]
    judged = judge(pairs, models)
    across = _by_body(pairs, models)
    by_head = judge_on(pairs, judged, models, evidence.ALIKE)
    alike = [_DISCUSS if j.alike >= evidence.ALIKE else _UNRELATED for j in judged]
    task = Task(
        gold=[items.code(r["Stance"], _STANCES, "stance") for r in rows],
        measures={"relative score": relative_score, "macro-F1": measuring.macro_f1(4), "accuracy": measuring.accuracy}
        | {f"F1 {name}": measuring.f1(float(n)) for n, name in enumerate(_STANCES)},
        draws=partial(measuring.by_group, [r["Body ID"] for r in rows]),
    )
    systems = (
        *(_sides(name, told, alike) for name, told in ((RULES, judged), (HEAD, by_head), (ACROSS, across))),
        System("likeness alone", alike, f"discuss from cosine {evidence.ALIKE} of the likest sentence, else unrelated"),
        System("always unrelated", [_UNRELATED] * len(rows), "the majority"),
    )
    return Benchmark(
        name="fnc-1",
        title="FNC-1 test, four stances of a body to a headline",
        measure="relative score (0.25 for related or unrelated, 0.75 more for the stance of a related pair, of the most that can be had), "
        "macro-F1, accuracy, F1; interval by body",
        data=f"competition_test_*.csv: {len(rows)} pairs, one in {SHARE} of {len(bodies)} bodies by their hash; nothing is tuned on them",
        columns=tuple(task.measures),
        rows=measuring.entries(task, systems) + ANCHORS["fnc1"],
        missing="nothing was trained to tell related from unrelated: likeness does",
    )


def _drawn(body: str) -> bool:
    """Whether a body is in the sample; fixed by the hash of its id, for all of them take a quarter of an hour of one core."""
    return hashlib.sha256(body.encode()).digest()[0] % SHARE == 0


def _by_body(pairs: Sequence[Pair], models: Models) -> list[Judged]:
    """The judge of other documents, with the headlines of one body beside each other."""
    bodies: dict[str, list[int]] = {}
    for n, pair in enumerate(pairs):
        bodies.setdefault(pair.passage, []).append(n)
    told = judge_across([[pairs[n] for n in places] for places in bodies.values()], models)
    found = {n: j for places, group in zip(bodies.values(), told, strict=True) for n, j in zip(places, group, strict=True)}
    return [found[n] for n in range(len(pairs))]


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
