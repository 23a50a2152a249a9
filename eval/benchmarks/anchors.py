"""Figures that others published for the benchmarks of stance and faithfulness, each with where it was read.

"verified": read in the source itself. "recalled": from memory, to be checked before it is quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from eval.benchmarks.base import Entry, published

_SUMMEDITS = "README of salesforce/factualNLG, verified"
_NANCO = "NAnCo.ipynb of salesforce/discord_questions, verified"
_WICE = "result_table.tex of ryokamoi/wice, verified"
_ORACLE = "100 of the claims, evidence given by an oracle, threshold chosen on dev"
_SYMMETRIC = "README of TalSchuster/FeverSymmetric, verified"
_QAGS = "Wang et al. 2020; read on a page about the paper, not in it"
_TRUE = "Honovich et al. 2022 (TRUE), recalled"


def _row(
    system: str, source: str, figures: Mapping[str, float], note: str = "", kind: Literal["published", "human"] = "published"
) -> Entry:
    return Entry(system=system, kind=kind, figures={c: published(v) for c, v in figures.items()}, source=source, note=note)


_AVERITEC = (
    _row(
        "TUDA_MAI with GPT-4o",
        "shared task 2024, arXiv 2410.23850, abstract, verified",
        {},
        "AVeriTeC score 0.63 on test with retrieval: another measure of another task, not to be set beside these",
    ),
)
_FNC1 = (
    _row("Talos (winner)", "Fake News Challenge 2017, recalled", {"relative score": 0.8202}, "trained"),
    _row(
        "Athene",
        "Hanselowski et al. 2018, recalled",
        {"relative score": 0.8197, "macro-F1": 0.604},
        "trained",
    ),
)
_FEVER_SYMMETRIC = (
    _row("BERT", _SYMMETRIC, {"v0.1 accuracy": 0.5746}, "trained on FEVER, mean of five runs"),
    _row("BERT, re-weighted", _SYMMETRIC, {"v0.1 accuracy": 0.6162}, "trained on FEVER, mean of five runs"),
)
_DISCORD = (
    _row("RoBERTa-large consolidation", _NANCO, {"balanced accuracy": 0.8130}, "trained on answer equivalence"),
    _row("QuIP, answer equivalence", _NANCO, {"balanced accuracy": 0.7406}),
    _row("STS BERT-base", _NANCO, {"balanced accuracy": 0.7331}),
    _row("STS MPNet", _NANCO, {"balanced accuracy": 0.7299}),
    _row("NLI, VitaminC", _NANCO, {"balanced accuracy": 0.5876}),
    _row("NLI, MNLI", _NANCO, {"balanced accuracy": 0.5801}),
)
_SUMMEDITS_NEWS = (
    *(
        _row(system, _SUMMEDITS, {"balanced accuracy": value})
        for system, value in (("GPT-4", 0.833), ("QAFactEval", 0.744), ("ChatGPT", 0.744), ("SummaC-Conv", 0.619), ("DAE", 0.609))
    ),
    _row("people", _SUMMEDITS, {"balanced accuracy": 0.900}, kind="human"),
)
_QAGS_BOTH = (
    _row("QAGS", _QAGS, {"cnndm Pearson": 0.545, "xsum Pearson": 0.175}),
    _row("ANLI T5-11B", _TRUE, {"cnndm AUC": 0.821, "xsum AUC": 0.838}),
    _row("Q2", _TRUE, {"cnndm AUC": 0.835}),
)
_FAITHBENCH = (
    _row(
        "best detectors",
        "Bao et al. 2025, abstract, verified",
        {"balanced accuracy": 0.5},
        '"near 50%"; the set was chosen so that detectors disagree',
    ),
)
_WICE_CLAIMS = (
    _row("T5-3B, ANLI and WiCE", _WICE, {"F1": 0.778, "accuracy": 0.880}, _ORACLE),
    _row("T5-3B, ANLI", _WICE, {"F1": 0.618, "accuracy": 0.740}, _ORACLE),
    _row("GPT-4", _WICE, {"F1": 0.610, "accuracy": 0.770}, "100 of the claims, evidence given by an oracle"),
    _row("GPT-3.5", _WICE, {"F1": 0.393, "accuracy": 0.320}, "100 of the claims, evidence given by an oracle"),
)

ANCHORS: Mapping[str, tuple[Entry, ...]] = MappingProxyType(
    {
        "averitec": _AVERITEC,
        "fnc1": _FNC1,
        "fever-symmetric": _FEVER_SYMMETRIC,
        "discord-questions": _DISCORD,
        "summedits": _SUMMEDITS_NEWS,
        "qags": _QAGS_BOTH,
        "faithbench": _FAITHBENCH,
        "wice": _WICE_CLAIMS,
    }
)
"""The published rows of each benchmark, by its name."""
