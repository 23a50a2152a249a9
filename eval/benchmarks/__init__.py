"""Public benchmarks: one function each over a path to data that the user has fetched. No data is part of this project."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from eval.benchmarks import attribution, basil, discord, faithfulness, loaded, neutrality, stance, wnc
from eval.benchmarks.base import Run

BENCHMARKS: Mapping[str, Run] = MappingProxyType(
    {
        "polnear": attribution.polnear,
        "babe": loaded.babe,
        "basil": basil.basil,
        "semeval-2023": loaded.semeval,
        "wnc": wnc.wnc,
        "neus": neutrality.neus,
        "averitec": stance.averitec,
        "fnc-1": stance.fnc1,
        "fever-symmetric": stance.fever_symmetric,
        "discord-questions": discord.discord_questions,
        "summedits": faithfulness.summedits,
        "qags": faithfulness.qags,
        "faithbench": faithfulness.faithbench,
        "wice": faithfulness.wice,
    }
)
"""Each benchmark by name."""

FOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "polnear": "cofenet_polnear",
        "babe": "babe",
        "basil": "basil",
        "semeval-2023": "semeval2023_t3_persuasion",
        "wnc": "wnc_pairs",
        "neus": "framing_bias_allsides",
        "averitec": "averitec",
        "fnc-1": "fnc1",
        "fever-symmetric": "fever_symmetric",
        "discord-questions": "discord_questions",
        "summedits": "factualnlg_summedits",
        "qags": "qags",
        "faithbench": "faithbench",
        "wice": "wice",
    }
)
"""The folder that each benchmark's data is looked for in where all are run."""
