"""Likeness of meaning: cosine similarity of all texts to all, from the encoder's unit vectors."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.models.base import Encoder


def matrix(texts: Sequence[str], encoder: Encoder) -> list[list[float]]:
    """The similarity of each text to each, in [-1, 1], as rows; empty for no texts."""
    import numpy as np  # heavy, and not needed until an encoder is open

    if not texts:
        return []
    vectors = np.asarray(encoder.embed(texts), dtype=np.float32)
    rows: list[list[float]] = (vectors @ vectors.T).tolist()
    return rows
