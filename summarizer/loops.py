"""Text that goes round: a small model that loses its thread writes the same words again and again. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_PERIOD = 12
"""Words of the longest stretch that is looked for twice in a row."""
_WORD = re.compile(r"\S+")


def goes_round(words: Sequence[str] | Sequence[bytes]) -> bool:
    """Whether the words end in a stretch of two or more that stands there twice in a row, or in one word that stands there three times."""
    if len(words) > 2 and words[-1] == words[-2] == words[-3]:
        return True
    return any(words[-n:] == words[-2 * n : -n] for n in range(2, min(MOST_PERIOD, len(words) // 2) + 1))


def repeats(text: str) -> bool:
    """Whether a text goes round anywhere. Letters' case is set aside; punctuation is not ("New York, New York")."""
    words = [w.lower() for w in _WORD.findall(text)]
    return any(goes_round(words[:n]) for n in range(2, len(words) + 1))
