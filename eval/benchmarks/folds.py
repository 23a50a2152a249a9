"""Cross-validation by sentence: the folds, a baseline trained on them, and macro-F1 over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedGroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from eval.benchmarks import bootstrap
from eval.benchmarks.bootstrap import Floats
from eval.metrics import SEED
from eval.results import Figure

FOLDS = 5

_STRENGTHS = (0.001, 0.003, 0.01, 0.03)

Folds = list[tuple[Any, Any]]
"""Places of the training and of the test items of each fold."""


def folds(gold: Sequence[bool], groups: Iterable[object]) -> Folds:
    """Folds with like shares of positive items; items of one group stay together."""
    numbers: dict[object, int] = {}
    named = [numbers.setdefault(g, len(numbers)) for g in groups]
    splitter = StratifiedGroupKFold(min(FOLDS, len(numbers)), shuffle=True, random_state=SEED)
    return list(splitter.split(np.zeros(len(gold)), np.array(gold, dtype=int), named))


def cross_validated(texts: Sequence[str], gold: Sequence[bool], parts: Folds) -> list[bool]:
    """What logistic regression on tf-idf of one and two words says of each text, trained on the other folds, classes weighted alike."""
    said = np.zeros(len(gold), dtype=bool)
    labels = np.array(gold, dtype=bool)
    for train, test in parts:
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            LogisticRegression(max_iter=1000, class_weight="balanced"),
        )
        model.fit([texts[i] for i in train], labels[train])
        said[test] = model.predict([texts[i] for i in test])
    return [bool(s) for s in said]


def judged_by_vectors(vectors: Floats, gold: Sequence[bool], parts: Folds) -> list[bool]:
    """What logistic regression on these vectors, one a text, says of each, trained on the other folds, classes weighted alike.

    How strongly it is held back is chosen anew in each fold, by three folds of the training part alone.
    """
    said, labels = np.zeros(len(gold), dtype=bool), np.array(gold, dtype=bool)
    for train, test in parts:
        choice = GridSearchCV(
            make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, class_weight="balanced")),
            {"logisticregression__C": _STRENGTHS},
            scoring="f1_macro",
            cv=StratifiedKFold(3, shuffle=True, random_state=SEED),
        )
        said[test] = choice.fit(vectors[train], labels[train]).predict(vectors[test])
    return [bool(s) for s in said]


def macro(gold: Sequence[bool], found: Sequence[bool]) -> Figure:
    """Macro-F1 of the positive and the negative class, with its interval by item."""
    return bootstrap.figure(np.array(bootstrap.binary(gold, found), dtype=np.float64), bootstrap.macro_f1, float(len(gold)))


def spread(gold: Sequence[bool], found: Sequence[bool], parts: Folds) -> str:
    """The least and the greatest macro-F1 of a fold, in words."""
    rows = np.array(bootstrap.binary(gold, found), dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = [float(bootstrap.macro_f1(rows[test].sum(axis=0))) for _, test in parts]
    return f"folds {min(values):.3f} to {max(values):.3f}"
