"""One run: the system and the baselines on a set of seeds, scored, with intervals."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from eval import baselines, metrics, seeds, tasks
from eval.results import ArticleScore, Counts, Prediction, Result, Scored
from eval.seeds import Seed
from eval.tasks import Models
from summarizer import prompts
from summarizer.version import VERSION

SYSTEM = "this tool"
MAJORITY = "majority status on our rows"
REFERENCE = "the labeller's own summary"
HERE = Path(__file__).parent
SCORING = ("seeds", "matching", "scorers", "metrics", "tasks", "results")
"""The modules that a figure depends on beside the tool itself."""

Say = Callable[[str], None]


def run(samples: Sequence[Seed], models: Models, *, split: str = "all", compared: bool = True, say: Say = lambda _: None) -> Result:
    """The tool on `samples`, each stage on gold input, and, if `compared`, every baseline. `say` is told of each article."""
    since = time.perf_counter()
    predictions = []
    for n, seed in enumerate(samples, 1):
        say(f"{n}/{len(samples)} {seed.slug}")
        predictions.append(tasks.whole(seed, models))
    seconds = time.perf_counter() - since
    scores = []
    for seed, prediction in zip(samples, predictions, strict=True):
        scored = tasks.score(seed, prediction)
        scores.append(scored.model_copy(update={"counts": scored.counts | tasks.on_gold(seed, models)}))
    others = tuple(_baselines(samples, predictions, models, say)) if compared else ()
    return Result(
        version=VERSION,
        model=models.writer.name if models.writer else "none",
        split=split,
        articles=len(samples),
        claims=sum(len(s.labels.claims) for s in samples),
        documents=sum(len(s.documents) for s in samples),
        digests=digests(samples),
        system=_scored(SYSTEM, scores),
        baselines=others,
        confusion=confusion(scores),
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


def _baselines(samples: Sequence[Seed], ours: Sequence[Prediction], models: Models, say: Say) -> Iterable[Scored]:
    rows = [[baseline(s) for s in samples] for baseline in baselines.ALONE.values()]
    named = dict(zip(baselines.ALONE, rows, strict=True))
    named[MAJORITY] = [baselines.majority(p) for p in ours]
    if models.writer:
        say("the raw model")
        named["the raw model, asked for a summary"] = baselines.raw_model(samples, models.writer)
    named[REFERENCE] = [baselines.reference(s) for s in samples]
    for name, predictions in named.items():
        articles = [s for s in samples if s.labels.expect == "report"]
        kept = [p for s, p in zip(samples, predictions, strict=True) if s.labels.expect == "report"]
        scores = [tasks.score(s, p) for s, p in zip(articles, kept, strict=True)]
        # the rows of baselines help nobody, and what a baseline has from us is no figure of its own
        yield _scored(name, [ArticleScore(slug=s.slug, counts=_own(name, s.counts)) for s in scores])


def _own(name: str, counts: Counts) -> Counts:
    return {k: c for k, c in counts.items() if k.startswith(("row", "status"))} if name == MAJORITY else counts


def _scored(name: str, scores: Sequence[ArticleScore]) -> Scored:
    return Scored(name=name, articles=tuple(scores), figures=metrics.figures([s.counts for s in scores]))
