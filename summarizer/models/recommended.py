"""Open models that are worth fetching, by the memory of a machine: for a user who wants more than the embedded one.

Chosen by licence (free for any use), by how seldom they add to a text when they sum it up (Vectara's hallucination leaderboard of March
2026, HHEM-2.3: share of summaries with something that the text does not have) and by whether `transformers:` runs them as they are.
"""

from __future__ import annotations

import os
from typing import NamedTuple

GIGABYTE = 1_000_000_000


class Recommended(NamedTuple):
    """A model: its spec, licence, what it costs to fetch and to hold (gigabytes, weights of two bytes), and what is known of it."""

    spec: str
    licence: str
    fetch: float
    memory: float
    note: str


MODELS = (
    Recommended("transformers:Qwen/Qwen3-1.7B", "Apache-2.0", 4.1, 6, "the smallest worth a try; not on that leaderboard"),
    Recommended("transformers:Qwen/Qwen3-4B", "Apache-2.0", 8.1, 11, "adds something in 5.7% of summaries"),
    Recommended("transformers:Qwen/Qwen3-8B", "Apache-2.0", 16.4, 20, "adds something in 4.8% of summaries"),
    Recommended("transformers:Qwen/Qwen3-14B", "Apache-2.0", 29.5, 34, "adds something in 5.4% of summaries"),
)
SERVED = (
    "a server with quantised weights needs about a third of that: ollama pull qwen3:4b, then -m server:http://localhost:11434/v1#qwen3:4b"
)
"""How to have the same for less."""


def here() -> float:
    """The memory of this machine in gigabytes; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return 0.0


def lines(memory: float) -> list[str]:
    """A heading and the models, a line each, the largest that fits into `memory` gigabytes marked; none where `memory` is 0 (not known)."""
    fits = [m for m in MODELS if m.memory <= memory]
    out = ["Bigger open models, for -m" + (f"; * is the largest that fits into the {memory:.0f} GB here:" if memory else ":")]
    for model in MODELS:
        mark = "*" if fits and model is fits[-1] else " "
        out.append(f"{mark} {model.spec}  {model.licence}, {model.fetch:g} GB to fetch, needs {model.memory:g} GB; {model.note}")
    return [*out, f"  {SERVED}"]
