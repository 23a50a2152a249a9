"""Likeness of meaning: cosine similarity from the encoder's unit vectors."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.models.base import Encoder


def matrix(texts: Sequence[str], encoder: Encoder) -> list[list[float]]:
    """The similarity of each text to each, in [-1, 1], as rows; empty for no texts. A text that comes twice is read once."""
    import numpy as np  # heavy, and not needed until an encoder is open

    if not texts:
        return []
    once = {text: n for n, text in enumerate(dict.fromkeys(texts))}
    vectors = np.asarray(encoder.embed(list(once)), dtype=np.float32)[[once[text] for text in texts]]
    rows: list[list[float]] = (vectors @ vectors.T).tolist()
    return rows


def above(first: Sequence[str], second: Sequence[str], least: float, encoder: Encoder) -> dict[tuple[int, int], float]:
    """The pairs of a place in `first` and one in `second` whose texts are at least this alike, each with its similarity, in [-1, 1]."""
    import numpy as np

    if not first or not second:
        return {}
    left, right = (np.asarray(encoder.embed(texts), dtype=np.float32) for texts in (first, second))
    table = left @ right.T
    return {(int(i), int(j)): float(table[i, j]) for i, j in zip(*np.nonzero(table >= least), strict=True)}
