"""Near-copies: which texts, and which passages, were written once and printed twice.

Word shingles, compared whole: the documents of one report are few, so nothing has to be estimated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

SIZE = 4
"""Words in a shingle."""
FEWEST = 12
"""Words that a passage must have for its wording to tell anything: shorter ones are alike by chance."""
MOSTLY = 0.7
"""Share of a passage's shingles that must stand in another for the two to be one."""
REPRINT = 0.5
"""The same for whole texts, which are cut and given a new beginning and end."""
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of `SIZE` words of a text, lower-case."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[n:] for n in range(SIZE)), strict=False))


def copied(a: str, b: str) -> bool:
    """Whether one of two passages is a near-copy of the other or of a part of it; symmetric."""
    return _shared(a, b, MOSTLY)


def reprint(a: str, b: str) -> bool:
    """Whether one of two whole texts is the other or a reprint of it, cut or framed; symmetric."""
    return a == b or _shared(a, b, REPRINT)


def groups(number: int, related: Callable[[int, int], bool]) -> tuple[frozenset[int], ...]:
    """The positions 0 to `number` - 1 in groups of those that are related directly or through others."""
    found: list[set[int]] = []
    for n in range(number):
        homes = [g for g in found if any(related(n, k) for k in g)]
        found = [g for g in found if g not in homes] + [{n}.union(*homes)]
    return tuple(frozenset(g) for g in found)


def _shared(a: str, b: str, least: float) -> bool:
    first, second = sorted((shingles(a), shingles(b)), key=len)
    return len(first) > FEWEST - SIZE and len(first & second) >= least * len(first)
