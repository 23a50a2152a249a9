"""Figures of a benchmark with their interval: sums over items, a measure of the sums, and the measure again on draws of items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from eval.metrics import interval, resamples
from eval.results import Figure

Floats = npt.NDArray[np.float64]
Measure = Callable[[Floats], Floats]
"""Sums in, shape [..., columns]; values out, shape [...]; NaN where there is nothing to measure."""
HIT, FOUND, GOLD = 0, 1, 2


def figure(items: Floats, measure: Measure, n: float | None = None) -> Figure:
    """The measure of the summed `items`, shape [items, columns], with the 95% bootstrap interval by item (the same draws every time).

    `n` is what the figure divides by; left out, it is the sum of the column `GOLD`.
    """
    draws = resamples(len(items))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(measure(items.sum(axis=0)))
        low, high = interval(measure(np.stack([items[d].sum(axis=0) for d in draws])))
    size = float(items[:, GOLD].sum()) if n is None else n
    return Figure(value=None if np.isnan(value) else value, low=low, high=high, n=size)


def pooled(rows: Iterable[Sequence[float]], groups: Sequence[str]) -> Floats:
    """The rows added up by group (an article, say), so that a whole group is drawn at once: shape [groups, columns]."""
    number = {name: n for n, name in enumerate(dict.fromkeys(groups))}
    table = np.array([list(row) for row in rows], dtype=np.float64)
    out = np.zeros((len(number), table.shape[1]))
    np.add.at(out, [number[g] for g in groups], table)
    return out


def precision(sums: Floats) -> Floats:
    """Hit / found."""
    return np.asarray(sums[..., HIT] / sums[..., FOUND])


def recall(sums: Floats) -> Floats:
    """Hit / gold; also a mean, where gold counts the items."""
    return np.asarray(sums[..., HIT] / sums[..., GOLD])


def f1(sums: Floats) -> Floats:
    """2 hit / (found + gold)."""
    return np.asarray(2 * sums[..., HIT] / (sums[..., FOUND] + sums[..., GOLD]))


def macro_f1(sums: Floats) -> Floats:
    """The mean F1 of several classes, whose (hit, found, gold) stand one after the other; a class in neither gold nor found counts 0."""
    classes = sums.reshape(*sums.shape[:-1], -1, 3)
    return np.asarray(np.nan_to_num(f1(classes)).mean(axis=-1))


def harmonic(sums: Floats) -> Floats:
    """F1 where precision and recall count different things: columns are found ones hit, found, gold ones hit, gold."""
    p, r = sums[..., 0] / sums[..., 1], sums[..., 2] / sums[..., 3]
    return np.asarray(2 * p * r / (p + r))


def binary(gold: Sequence[bool], found: Sequence[bool]) -> list[tuple[float, ...]]:
    """(hit, found, gold) of the positive class, then of the negative one, for each item."""
    return [(g and f, f, g, not g and not f, not f, not g) for g, f in zip(gold, found, strict=True)]
