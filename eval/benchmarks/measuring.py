"""Measures of right answers and of scores, each with a bootstrap interval by group: a document, an article, a source."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from eval import metrics
from eval.benchmarks.base import Entry
from eval.results import Figure

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Measure = Callable[[Values, Values], float]
"""Gold and found values of the same items in, one figure out; NaN where there is nothing to measure."""

ABSTAINED = -1.0
"""The class of an item without an answer."""


class System(NamedTuple):
    """A system's answers, one an item: a class as a number, or a score."""

    name: str
    found: Sequence[float]
    note: str = ""
    kind: Literal["ours", "baseline", "published"] = "baseline"
    source: str = ""


class Task(NamedTuple):
    """What systems are measured on: gold values, measures by column, and draws of places for the interval, begun anew for each system."""

    gold: Sequence[float]
    measures: Mapping[str, Measure]
    draws: Callable[[], Iterable[Places]]


def entries(task: Task, systems: Iterable[System]) -> tuple[Entry, ...]:
    """A row for each system."""
    return tuple(
        Entry(system=s.name, kind=s.kind, figures=figures(task.measures, task.gold, s.found, task.draws()), note=s.note, source=s.source)
        for s in systems
    )


def figures(measures: Mapping[str, Measure], gold: Sequence[float], found: Sequence[float], draws: Iterable[Places]) -> dict[str, Figure]:
    """Every measure over all items, with its 95% interval over `draws` of their places; null where it is not defined."""
    right, said = np.array(gold, dtype=np.float64), np.array(found, dtype=np.float64)
    sample: dict[str, list[float]] = {name: [] for name in measures}
    for places in draws:
        for name, measure in measures.items():
            sample[name].append(measure(right[places], said[places]))
    out = {}
    for name, measure in measures.items():
        value = measure(right, said)
        low, high = metrics.interval(np.array(sample[name]))
        out[name] = Figure(value=None if np.isnan(value) else float(value), low=low, high=high, n=float(len(right)))
    return out


def by_group(groups: Sequence[Hashable]) -> Iterator[Places]:
    """Draws of whole groups with replacement (Efron 1979), as places of their items: items of one group are not independent."""
    order = {group: n for n, group in enumerate(dict.fromkeys(groups))}
    numbers = np.array([order[g] for g in groups], dtype=np.intp)
    members = [np.flatnonzero(numbers == n) for n in range(len(order))]
    for drawn in metrics.resamples(len(members)):
        yield np.concatenate([members[n] for n in drawn])


def accuracy(gold: Values, found: Values) -> float:
    """The share of right answers; an item without an answer is wrong."""
    return float(np.mean(gold == found)) if len(gold) else np.nan


def coverage(gold: Values, found: Values) -> float:
    """The share of items with an answer."""
    return float(np.mean(found != ABSTAINED)) if len(gold) else np.nan


def selective(gold: Values, found: Values) -> float:
    """The share of right answers among the answers."""
    answered = found != ABSTAINED
    return accuracy(gold[answered], found[answered])


def balanced(gold: Values, found: Values) -> float:
    """The mean over the gold classes of the share of each that was found (for two classes (TPR + TNR) / 2)."""
    return float(np.mean([np.mean(found[gold == c] == c) for c in np.unique(gold)])) if len(gold) else np.nan


def f1(of: float) -> Measure:
    """F1 of one class; NaN where neither gold nor found has it."""

    def measure(gold: Values, found: Values) -> float:
        both = np.sum(gold == of) + np.sum(found == of)
        return float(2 * np.sum((gold == of) & (found == of)) / both) if both else np.nan

    return measure


def macro_f1(classes: int) -> Measure:
    """The mean F1 of the classes 0 to `classes` - 1; one that neither gold nor found has in a draw is left out of it."""
    each = [f1(float(c)) for c in range(classes)]

    def measure(gold: Values, found: Values) -> float:
        values = np.array([m(gold, found) for m in each])
        return float(np.nanmean(values)) if not np.isnan(values).all() else np.nan

    return measure


def auc(gold: Values, scores: Values) -> float:
    """The area under the ROC curve: how often an item of class 1 scores above one of class 0, ties counting half."""
    positive, negative = int(np.sum(gold == 1)), int(np.sum(gold == 0))
    if not positive or not negative:
        return np.nan
    ranks = rankdata(scores)
    return float((ranks[gold == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def pearson(gold: Values, scores: Values) -> float:
    """Pearson's correlation; NaN where one side does not vary."""
    if len(gold) < 2 or np.ptp(gold) == 0 or np.ptp(scores) == 0:
        return np.nan
    return float(np.corrcoef(gold, scores)[0, 1])


def at(threshold: float, measure: Measure) -> Measure:
    """A measure of classes taken on scores: class 1 from `threshold` on."""
    return lambda gold, scores: measure(gold, (scores >= threshold).astype(np.float64))


def best_threshold(gold: Sequence[float], scores: Sequence[float], measure: Measure = balanced) -> float:
    """The threshold, among the scores, with the greatest value of `measure`: the lowest one of several."""
    right, given = np.array(gold, dtype=np.float64), np.array(scores, dtype=np.float64)
    candidates: list[float] = np.unique(given).tolist()
    return max(candidates, key=lambda t: at(t, measure)(right, given))
