"""One run: the system and the baselines on a set of seeds, scored, with intervals."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from eval import baselines, metrics, seeds, tasks
from eval.results import ArticleScore, Counts, Prediction, Result, Scored
from eval.seeds import Seed
from eval.tasks import Models
from summarizer import prompts
from summarizer.version import VERSION

SYSTEM = "this tool"
MAJORITY = "majority status on our rows"
RAW = "the raw model, asked for a summary"
REFERENCE = "the labeller's own summary"
HERE = Path(__file__).parent
SCORING = ("seeds", "matching", "scorers", "metrics", "tasks", "results")
"""The modules that a figure depends on beside the tool itself."""

Say = Callable[[str], None]


class Measured(NamedTuple):
    """What one sample gave: the tool's prediction and its score, and what the raw model wrote of it where there is one."""

    prediction: Prediction
    score: ArticleScore
    raw: Prediction | None = None


def measure(seed: Seed, models: Models) -> Measured:
    """The tool on one sample, end to end and each stage on gold input; the raw model's summary too if a bare writer is among the models."""
    prediction = tasks.whole(seed, models)
    scored = tasks.score(seed, prediction)
    score = scored.model_copy(update={"counts": scored.counts | tasks.on_gold(seed, models)})
    return Measured(prediction, score, baselines.raw_model(seed, models.bare) if models.bare else None)


def run(
    samples: Sequence[Seed],
    measured: Iterable[Measured],
    *,
    model: str,
    split: str = "all",
    compared: bool = True,
    say: Say = lambda _: None,
) -> Result:
    """The result of what was measured on `samples`, in their order, beside every baseline if `compared`. `say` is told of each article."""
    since = time.perf_counter()
    found = []
    for n, (seed, one) in enumerate(zip(samples, measured, strict=True), 1):
        found.append(one)
        say(f"{n}/{len(samples)} {seed.slug}")
    seconds = time.perf_counter() - since
    return Result(
        version=VERSION,
        model=model,
        split=split,
        articles=len(samples),
        claims=sum(len(s.labels.claims) for s in samples),
        documents=sum(len(s.documents) for s in samples),
        digests=digests(samples),
        system=_scored(SYSTEM, [m.score for m in found]),
        baselines=tuple(_baselines(samples, found)) if compared else (),
        confusion=confusion(m.score for m in found),
        seconds=round(seconds, 1),
    )


def confusion(scores: Iterable[ArticleScore]) -> dict[str, dict[str, int]]:
    """Gold status -> predicted status -> matched claims; "none" is a claim that could not be judged."""
    table: dict[str, dict[str, int]] = {}
    for row in (r for s in scores for r in s.rows if "found" in r.right):
        cells = table.setdefault(str(row.gold_status), {})
        name = row.found_status or "none"
        cells[name] = cells.get(name, 0) + 1
    return table


def digests(samples: Sequence[Seed]) -> dict[str, str]:
    """SHA-256 of what the figures depend on beside the program: the seeds, the prompts, the split (its slugs), the scorers."""
    names = "\n".join(s.slug for s in samples)
    code = b"".join((HERE / f"{name}.py").read_bytes().replace(b"\r\n", b"\n") for name in SCORING)
    listed = "\n".join(f"{name} {prompts.load(name).sha256}" for name in prompts.available())
    return {
        "seeds": seeds.digest(samples),
        "prompts": hashlib.sha256(listed.encode()).hexdigest(),
        "split": hashlib.sha256(names.encode()).hexdigest(),
        "scorers": hashlib.sha256(code).hexdigest(),
    }


def _baselines(samples: Sequence[Seed], found: Sequence[Measured]) -> Iterator[Scored]:
    rows = [[baseline(s) for s in samples] for baseline in baselines.ALONE.values()]
    named = dict(zip(baselines.ALONE, rows, strict=True))
    named[MAJORITY] = [baselines.majority(m.prediction) for m in found]
    raw = [m.raw for m in found if m.raw is not None]
    if len(raw) == len(samples):
        named[RAW] = raw
    named[REFERENCE] = [baselines.reference(s) for s in samples]
    for name, predictions in named.items():
        articles = [s for s in samples if s.labels.expect == "report"]
        kept = [p for s, p in zip(samples, predictions, strict=True) if s.labels.expect == "report"]
        scores = [tasks.score(s, p) for s, p in zip(articles, kept, strict=True)]
        # the rows of baselines help nobody, and what a baseline has from us is no figure of its own
        yield _scored(
            name,
            [ArticleScore(slug=s.slug, counts=_own(name, s.counts), lines=s.lines if name == RAW else ()) for s in scores],
        )


def _own(name: str, counts: Counts) -> Counts:
    return {k: c for k, c in counts.items() if k.startswith(("row", "status"))} if name == MAJORITY else counts


def _scored(name: str, scores: Sequence[ArticleScore]) -> Scored:
    return Scored(name=name, articles=tuple(scores), figures=metrics.figures([s.counts for s in scores]))
