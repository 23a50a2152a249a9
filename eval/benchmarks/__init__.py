"""Public benchmarks: one function each over a path to data that the user has fetched. No data is part of this project."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from eval.benchmarks.base import Run

BENCHMARKS: Mapping[str, Run] = MappingProxyType({})
"""Each benchmark by name."""
