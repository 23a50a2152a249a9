"""What every benchmark gives: a table of ours, baselines and published figures, each with its source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from eval.results import Figure
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.records import Record


class Entry(Record):
    """One row: a system and its figures by column. `source` says where a published figure was read; `note` what else to know."""

    system: str
    kind: Literal["ours", "baseline", "published", "human"]
    figures: dict[str, Figure]
    source: str = ""
    note: str = ""


class Benchmark(Record):
    """One benchmark's table; `columns` is the order of the figures.

    `measure` says exactly what is counted, `data` which file and how many items, and `missing` which stage of the tool does not exist
    yet, so that no row is ours or only in part.
    """

    name: str
    title: str
    measure: str
    data: str
    columns: tuple[str, ...]
    rows: tuple[Entry, ...]
    missing: str = ""


class Tables(Record):
    """The tables of several benchmarks, as they are saved."""

    tables: tuple[Benchmark, ...]


Run = Callable[[Path, Models], Benchmark]
"""A benchmark: the path of its data and the models in, the table out. It raises UsageError where the data is not what it should be."""


def published(value: float) -> Figure:
    """A figure that others published, without an interval."""
    return Figure(value=value, low=None, high=None, n=0)


def needed(path: Path, hint: str) -> Path:
    """`path`, if it is there.

    Raises:
        UsageError: it is not; `hint` says what should be there and where it comes from.
    """
    if not path.exists():
        raise UsageError(f"{path} is not there; {hint}")
    return path
