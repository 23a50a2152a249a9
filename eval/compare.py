"""Two runs on the same articles, compared in pairs: the difference of each figure with its interval, and the rows that changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eval import metrics
from eval.metrics import METRICS
from eval.results import ArticleScore, Compared, Result
from summarizer.errors import UsageError
from summarizer.records import Record


class Difference(Record):
    """B minus A. `sure` tells that the 95% interval, from the same draws of articles for both, leaves out zero."""

    metric: str
    a: float | None
    b: float | None
    change: float | None
    low: float | None
    high: float | None
    sure: bool


class Changed(Record):
    """A gold row that is right in one run alone; `better` means right in B."""

    slug: str
    gold_id: str
    better: bool
    a: Compared
    b: Compared


class Comparison(Record):
    """What B changed against A, over the articles that both hold; `articles` counts those, `left_out` names the others."""

    articles: int
    left_out: tuple[str, ...]
    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]


def compare(a: Result, b: Result) -> Comparison:
    """The paired comparison (bootstrap by article, Efron and Tibshirani 1993).

    Raises:
        UsageError: the two share no article, or were scored against different labels.
    """
    ours, theirs = ({s.slug: s for s in r.system.articles} for r in (a, b))
    both = [slug for slug in ours if slug in theirs]
    if not both:
        raise UsageError("the two results share no article; run both on the same seeds")
    if a.split == b.split and a.digests["seeds"] != b.digests["seeds"]:
        raise UsageError("the seeds changed between the two runs; run the older one again")
    pairs = [(ours[slug], theirs[slug]) for slug in both]
    return Comparison(
        articles=len(both),
        left_out=tuple(sorted(set(ours) ^ set(theirs))),
        differences=tuple(_differences(pairs)),
        changed=tuple(c for before, after in pairs for c in _changed(before, after)),
    )


def _differences(pairs: list[tuple[ArticleScore, ArticleScore]]) -> Iterator[Difference]:
    draws = np.concatenate([np.arange(len(pairs))[None, :], metrics.resamples(len(pairs))])
    for metric in METRICS.values():
        first, second = (metrics.values(metric, [pair[k].counts for pair in pairs], draws) for k in (0, 1))
        if np.isnan(first[0]) and np.isnan(second[0]):
            continue
        low, high = metrics.interval(second[1:] - first[1:])
        a, b = (None if np.isnan(v[0]) else float(v[0]) for v in (first, second))
        yield Difference(
            metric=metric.name,
            a=a,
            b=b,
            change=None if a is None or b is None else b - a,
            low=low,
            high=high,
            sure=low is not None and high is not None and (low > 0 or high < 0),
        )


def _changed(a: ArticleScore, b: ArticleScore) -> Iterator[Changed]:
    after = {r.gold_id: r for r in b.rows if r.gold_id}
    for row in a.rows:
        if row.gold_id and row.gold_id in after and row.is_right != after[row.gold_id].is_right:
            yield Changed(slug=a.slug, gold_id=row.gold_id, better=after[row.gold_id].is_right, a=row, b=after[row.gold_id])
