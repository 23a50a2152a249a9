"""Whether two names or figures of a text have changed places: every word stands, and yet another paid, won or lost.

The order of words alone does not tell: a date may rightly move to the front. Two that changed places took over each other's neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from summarizer import lexicon
from summarizer.quantities.words import SMALL, TENS

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['-][^\W\d_]+)*")
_COUNTED = (frozenset(SMALL) | frozenset(TENS)) - {"one"}
_NEAR = 2
"""Words on each side that tell what a name or figure belongs to."""


class _Place(NamedTuple):
    """Where a name or figure stands: its first and last token, and the words before and after it; another name or figure counts as ""."""

    first: int
    last: int
    around: tuple[tuple[str, ...], tuple[str, ...]]


def exchanged(text: str, original: str) -> bool:
    """Whether two names or figures that both texts hold once stand in another order, each among what stood around the other."""
    ours, theirs = _places(text), _places(original)
    shared = sorted((k for k in ours if k in theirs), key=lambda k: ours[k].first)
    turned = ((a, b) for a, b in combinations(shared, 2) if theirs[a].first > theirs[b].first)
    words = _words(text)
    return any(
        _likeness(ours[a], theirs[b]) + _likeness(ours[b], theirs[a]) > _likeness(ours[a], theirs[a]) + _likeness(ours[b], theirs[b])
        for a, b in turned
        # "Kelmar and Dunmere" says what "Dunmere and Kelmar" says
        if not set(words[ours[a].last + 1 : ours[b].first]) <= {"and", "or"}
    )


def _places(text: str) -> Mapping[str, _Place]:
    """Every name and figure that stands once in the text."""
    words, spans = _words(text), _anchors(text)
    marked = {n for first, last in spans for n in range(first, last + 1)}
    bare = ["" if n in marked else w.lower() for n, w in enumerate(words)]
    found: dict[str, list[_Place]] = {}
    for first, last in spans:
        around = (tuple(reversed(bare[max(0, first - _NEAR) : first])), tuple(bare[last + 1 : last + 1 + _NEAR]))
        found.setdefault(" ".join(words[first : last + 1]).lower(), []).append(_Place(first, last, around))
    return {key: places[0] for key, places in found.items() if len(places) == 1}


def _anchors(text: str) -> list[tuple[int, int]]:
    """First and last token of each name (capitalised words side by side are one) and figure."""
    words, out = _words(text), list[tuple[int, int]]()
    for n, word in enumerate(words):
        name = word[0].isupper() and word.lower() not in lexicon.function_words()
        if name and out and out[-1][1] == n - 1 and words[n - 1][0].isupper():
            out[-1] = (out[-1][0], n)
        elif name or word[0].isdigit() or word.lower() in _COUNTED:
            out.append((n, n))
    return out


def _words(text: str) -> list[str]:
    return [re.sub(r"'s$", "", m.group()) for m in _TOKEN.finditer(text.replace("’", "'"))]


def _likeness(a: _Place, b: _Place) -> int:
    return sum(x == y != "" for ours, theirs in zip(a.around, b.around, strict=True) for x, y in zip(ours, theirs, strict=False))
