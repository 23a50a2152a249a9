"""The values that pass through the harness: predictions, counts, figures, results. Frozen, and saved as JSON without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from summarizer.records import Kind, Record, Span, Status

SCHEMA_VERSION: Literal["1"] = "1"


class Link(Record):
    """One link of a predicted chain."""

    name: str
    kind: Kind


class Row(Record):
    """One predicted row of the claim table; `status` null: it could not be judged."""

    quote: Span
    sources: tuple[Link, ...]
    status: Status | None


class Prediction(Record):
    """What a system says of one article. `None`: the system does not do this at all; `abstained` is why it refused the text."""

    rows: tuple[Row, ...] | None = None
    loaded: tuple[Span, ...] | None = None
    lines: tuple[str, ...] | None = None
    dropped: int = 0
    by_model: int = 0
    abstained: str | None = None


class Count(Record):
    """Three sums that every figure is made from: precision hit/found, recall hit/gold, F1 2 hit/(found + gold), a mean hit/gold."""

    hit: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(hit=self.hit + other.hit, found=self.found + other.found, gold=self.gold + other.gold)


Counts = dict[str, Count]


class Compared(Record):
    """A gold row beside the predicted one that it was matched with: null where there is none. `right` names what is equal."""

    gold_id: str | None
    gold_quote: str | None
    gold_sources: tuple[Link, ...]
    gold_status: Status | None
    found_quote: str | None
    found_sources: tuple[Link, ...]
    found_status: Status | None
    right: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the row counts for row F1: found, nearest source and status."""
        return {"found", "speaker", "status"} <= set(self.right)


class ArticleScore(Record):
    """All counts of one article, and its rows one by one."""

    slug: str
    counts: Counts
    rows: tuple[Compared, ...] = ()
    lines: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    missed_loaded: tuple[str, ...] = ()
    false_loaded: tuple[str, ...] = ()
    abstained: str | None = None


class Figure(Record):
    """A metric's value with its 95% bootstrap interval by article; null where nothing was there to measure. `n` is what it divides by."""

    value: float | None
    low: float | None
    high: float | None
    n: float


class Scored(Record):
    """One system on all articles."""

    name: str
    articles: tuple[ArticleScore, ...]
    figures: dict[str, Figure]


class Result(Record):
    """One run of the harness. `digests` are SHA-256 of what the figures depend on; `seconds` is the wall time of the system's work."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    version: str
    model: str
    split: str
    articles: int
    claims: int
    documents: int
    digests: dict[str, str]
    system: Scored
    baselines: tuple[Scored, ...]
    confusion: dict[str, dict[str, int]]
    seconds: float


def merged(parts: Iterable[Mapping[str, Count]]) -> Counts:
    """Counts added up by name."""
    total: Counts = {}
    for part in parts:
        for name, count in part.items():
            total[name] = total[name] + count if name in total else count
    return total
