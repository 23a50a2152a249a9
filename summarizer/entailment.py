"""Whether a passage bears a statement out: the encoder's classifier of stances, on the sentences of the passage that the statement needs.

The classifier reads a passage beside a statement. A small encoder overlooks a changed figure or name, so what it says counts only where
exact comparison is silent. Pure but for the encoder.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.lexicon.matching import content_words, lemma, stem
from summarizer.models.base import Encoder

MOST_SENTENCES = 3
"""So many sentences of a longer text are read for one statement."""
LONGEST = 420
"""Code points that they may have together: what the classifier was trained on. The first one is read whole."""

SURE_FOR, SURE_AGAINST = 0.7, 0.7
"""The probabilities from which a passage is taken to support or to oppose; below, nothing is said."""


class Bearing(NamedTuple):
    """The probabilities that a passage supports a statement, and that it opposes it; what is left is neither."""

    supports: float
    opposes: float


def stance(bearing: Bearing) -> Literal["supports", "opposes"] | None:
    """The side that the passage takes, where that is sure enough; else None."""
    if bearing.supports >= SURE_FOR:
        return "supports"
    return "opposes" if bearing.opposes >= SURE_AGAINST else None


def bearings(pairs: Sequence[tuple[str, str]], encoder: Encoder) -> list[Bearing]:
    """How each passage stands to its statement, for pairs (passage, statement), in order. A pair that comes twice is read once."""
    once = list(dict.fromkeys(pairs))
    judged = dict(zip(once, encoder.classify(once, "stance"), strict=True))
    return [Bearing(judged[p]["supports"], judged[p]["opposes"]) for p in pairs]


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded: beyond a hundredth from 0 or 1 a probability tells no more. In [-4.6, 4.6]."""
    return math.log((probability + 0.01) / (1.01 - probability))


def needed(statement: str, sentences: Sequence[str]) -> str:
    """The sentences that hold most of the statement's words, in their order, joined by blanks; "" where there are none.

    Each next one is the one with most of the words that are still missing; words that few of the sentences have count more.
    """
    if not sentences:
        return ""
    held = [_stems(s) for s in sentences]
    counts = Counter(w for words in held for w in words)
    missing = set(_stems(statement))
    chosen: list[int] = []
    while missing and len(chosen) < MOST_SENTENCES:
        gain = [sum(math.log(1 + len(held) / counts[w]) for w in missing & words) for words in held]
        best = max(range(len(held)), key=gain.__getitem__)
        if not gain[best] or (chosen and sum(len(sentences[n]) for n in (*chosen, best)) > LONGEST):
            break
        chosen.append(best)
        missing -= held[best]
    return " ".join(sentences[n] for n in sorted(chosen or [0]))


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(lemma(w)) for w in content_words(text))
