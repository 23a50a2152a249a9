"""The seam for evidence: whatever can find documents about some statements. And how two rankings become one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from summarizer.records import Document

K = TypeVar("K", bound=Hashable)
DAMP = 60
"""What a place in a ranking counts: 1 / (DAMP + place), as Cormack, Clarke and Buettcher (2009) have it."""


class Passage(NamedTuple):
    """A sentence of a document that can be found: its place (code points, half-open) and its words."""

    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """A passage that was found: its document, its rank by words and meaning together (higher is better), and its cosine likeness."""

    document: Document
    passage: Passage
    score: float
    likeness: float


class Library(Protocol):
    """Documents to compare an article with."""

    def find(self, statements: Sequence[str], most: int) -> tuple[Document, ...]:
        """At most `most` documents that may bear on the statements, the likeliest first; none where nothing is relevant."""
        ...


def fused(rankings: Iterable[Sequence[K]]) -> dict[K, float]:
    """Rankings (best first) made one: the sum of what each place counts."""
    scores: dict[K, float] = {}
    for ranking in rankings:
        for place, key in enumerate(ranking):
            scores[key] = scores.get(key, 0.0) + 1 / (DAMP + place)
    return scores
