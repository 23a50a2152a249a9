"""Metrics: counts of many articles in, one figure out, with a bootstrap interval by article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from eval.results import Counts, Figure

RESAMPLES = 1000
SEED = 7
LEVEL = 0.95

Form = Literal["f1", "precision", "recall", "mean", "macro_f1"]
Floats = npt.NDArray[np.float64]


class Metric(NamedTuple):
    """A figure by name: `key` names the count it is made from (for macro_f1: the beginning of several), `better` says which way is up.

    `stage` is where it is measured: "whole" (end to end) or the stage that was given gold input.
    """

    name: str
    title: str
    stage: str
    key: str
    form: Form
    better: Literal["higher", "lower", "neither"] = "higher"


_TABLE = (
    Metric("row_f1", "row F1: claim found, nearest source right, status right", "whole", "row", "f1"),
    Metric("claim_f1", "claim detection F1", "whole", "claim", "f1"),
    Metric("claim_precision", "claim detection precision", "whole", "claim", "precision"),
    Metric("claim_recall", "claim detection recall", "whole", "claim", "recall"),
    Metric("speaker", "speaker right, of matched claims", "whole", "speaker", "mean"),
    Metric("origin", "origin (last link) right", "whole", "origin", "mean"),
    Metric("chain", "full chain right", "whole", "chain", "mean"),
    Metric("chained", "full chain right where gold has two links or more", "whole", "chained", "mean"),
    Metric("kind", "kind right, of right and named speakers", "whole", "kind", "mean"),
    Metric("status", "status right, of matched claims", "whole", "status", "mean"),
    Metric("status_macro_f1", "status macro-F1", "whole", "status/", "macro_f1"),
    Metric("corroborated_recall", "corroborated claims found", "whole", "status/corroborated", "recall"),
    Metric("corroborated_precision", "of those called corroborated, right", "whole", "status/corroborated", "precision"),
    Metric("false_corroborated", "claims of one origin called corroborated", "whole", "alone", "mean", "lower"),
    Metric("unjudged", "claims that could not be judged", "whole", "unjudged", "mean", "lower"),
    Metric("loaded_precision", "loaded spans, precision", "whole", "loaded", "precision"),
    Metric("loaded_recall", "loaded spans, recall", "whole", "loaded", "recall"),
    Metric("loaded_f1", "loaded spans, F1", "whole", "loaded", "f1"),
    Metric("coverage", "key claims covered, caveat kept", "whole", "coverage", "mean"),
    Metric("nuggets", "key claims covered, caveat or not", "whole", "nuggets", "mean"),
    Metric("numbers", "unsupported numbers per summary", "whole", "numbers", "mean", "lower"),
    Metric("names", "unsupported names per summary", "whole", "names", "mean", "lower"),
    Metric("left", "loaded words left per summary", "whole", "left", "mean", "lower"),
    Metric("dropped", "lines refused by the checks, per article", "whole", "dropped", "mean", "neither"),
    Metric("by_model", "share of lines in the model's words", "whole", "by_model", "mean", "neither"),
    Metric("length", "words per summary", "whole", "length", "mean", "neither"),
    Metric("abstained", "index pages refused and articles read", "whole", "abstained", "mean"),
    Metric("attribution.speaker", "speaker of a gold quote", "attribution", "attribution.speaker", "mean"),
    Metric("attribution.origin", "origin of a gold quote", "attribution", "attribution.origin", "mean"),
    Metric("attribution.chain", "full chain of a gold quote", "attribution", "attribution.chain", "mean"),
    Metric("claims.f1", "claim F1 from gold attributions", "claims", "claims.claim", "f1"),
    Metric("claims.checkable", "not-checkable found, F1, on gold claims", "claims", "claims.opinion", "f1"),
    Metric("status.accuracy", "status of gold claims", "evidence and verdicts", "status.status", "mean"),
    Metric("status.macro_f1", "status of gold claims, macro-F1", "evidence and verdicts", "status.status/", "macro_f1"),
    Metric("status.corroborated_recall", "corroborated gold claims found", "evidence and verdicts", "status.status/corroborated", "recall"),
    Metric(
        "status.false_corroborated",
        "gold claims of one origin called corroborated",
        "evidence and verdicts",
        "status.alone",
        "mean",
        "lower",
    ),
    Metric("verdicts.accuracy", "status where gold documents and stances are given", "verdicts", "verdicts.status", "mean"),
    Metric("summary.coverage", "key claims covered by the plan on gold rows", "summary", "summary.coverage", "mean"),
)
METRICS: Mapping[str, Metric] = MappingProxyType({m.name: m for m in _TABLE})
"""Every figure that the harness gives, in the order of the report."""


def figures(articles: Sequence[Counts]) -> dict[str, Figure]:
    """The figure of every metric whose counts are there, over these articles."""
    draws = _draws(len(articles))
    present = {name for counts in articles for name in counts}
    return {m.name: _figure(m, articles, draws) for m in METRICS.values() if any(_takes(m, name) for name in present)}


def values(metric: Metric, articles: Sequence[Counts], draws: npt.NDArray[np.intp]) -> Floats:
    """The metric on each draw of articles: `draws` has shape [draws, articles drawn]; NaN where there is nothing to measure."""
    names = sorted({name for counts in articles for name in counts if _takes(metric, name)})
    if not names:
        return np.full(len(draws), np.nan)
    sums = np.stack([_column(articles, name)[draws].sum(axis=1) for name in names])  # [names, draws, 3]
    with np.errstate(divide="ignore", invalid="ignore"):
        return _of(metric.form, sums)


def interval(sample: Floats) -> tuple[float | None, float | None]:
    """The percentile interval at `LEVEL` (Efron 1979), draws without a value left out."""
    sample = sample[~np.isnan(sample)]
    if not len(sample):
        return None, None
    low, high = np.quantile(sample, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def resamples(articles: int, draws: int = RESAMPLES) -> npt.NDArray[np.intp]:
    """Draws of articles with replacement, the same for the same number of articles: shape [draws, articles]."""
    return np.random.default_rng(SEED).integers(0, articles, size=(draws, articles))


def _draws(articles: int) -> npt.NDArray[np.intp]:
    """The articles themselves first, then the resamples."""
    return np.concatenate([np.arange(articles)[None, :], resamples(articles)])


def _figure(metric: Metric, articles: Sequence[Counts], draws: npt.NDArray[np.intp]) -> Figure:
    all_, *sample = values(metric, articles, draws)
    low, high = interval(np.array(sample))
    size = sum(c.gold for counts in articles for name, c in counts.items() if _takes(metric, name))
    return Figure(value=None if np.isnan(all_) else float(all_), low=low, high=high, n=size)


def _takes(metric: Metric, name: str) -> bool:
    return name.startswith(metric.key) if metric.form == "macro_f1" else name == metric.key


def _column(articles: Sequence[Counts], name: str) -> Floats:
    return np.array([(c.hit, c.found, c.gold) if (c := counts.get(name)) else (0.0, 0.0, 0.0) for counts in articles])


def _of(form: Form, sums: Floats) -> Floats:
    hit, found, gold = sums[..., 0], sums[..., 1], sums[..., 2]
    if form == "precision":
        return np.asarray((hit / found)[0])
    if form in ("recall", "mean"):
        return np.asarray((hit / gold)[0])
    f1 = 2 * hit / (found + gold)
    # a status that neither gold nor system uses in a draw has no F1, and does not pull the mean down
    return np.asarray(np.nansum(f1, axis=0) / (~np.isnan(f1)).sum(axis=0)) if form == "macro_f1" else np.asarray(f1[0])
