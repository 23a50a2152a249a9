"""Rivals: two speakers, one right after the other, who give different figures or the opposite of one thing.

The second rarely repeats what it is about ("The union puts it at 2,500", "No such paper ever came"), so here nearness and the words of
contrast between the two stand in for shared words. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import quantities
from summarizer.quantities import Quantity
from summarizer.records import Claim

REACH = 450
"""Code points from the end of the first statement within which the second must begin."""
TOLD = 200
"""Code points before the second statement in which its contrast to the first is told."""
LEAST_ALIKE = 0.3
"""Cosine similarity below which two neighbours are not about one thing, even where a word of contradiction stands between them."""
LEAST_UNTOLD = 0.4
"""The same where only a "but" or "put it at" turns from one to the other, or where no figures differ, only a negation."""
LEAST_ALIKE_OPPOSITE = 0.5
"""The same where neither figures nor a word of contradiction tell."""
MOST_WORDS = 18
"""In a longer statement a "not" may deny something beside the point."""
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied)|refus\w+|reject\w*|fail(?:s|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
_WIDEST = 12
"""How many times the greater of two rival figures may be the smaller one: beyond that they count different things."""
_TURN = re.compile(
    r"\b(?:but|however|while|whereas|yet|instead|rather|though|although|against|put\w* (?:it|them|the|their|that)|arrives? at"
    r"|as many as|at most|no more than|closer to|(?:far|much|slightly|a little) (?:higher|lower|more|less|fewer)"
    r"|call(?:s|ed) (?:it|this|that|the))\b",
    re.IGNORECASE,
)
_CONTRADICTION = re.compile(
    r"\b(?:disput\w+|disagree\w*|den(?:y|ies|ied)|contradict\w*|reject\w*|dismiss\w*|repl(?:y|ies|ied)|retort\w*|counter(?:s|ed)|insist\w*|"
    r"object(?:s|ed)|n[o’']t accept\w*|brush\w*|scoff\w*|nonsense|hogwash|untrue|wrong|false|fabricat\w+|invented|not even|"
    r"(?:other|another|different|rival) (?:\w+ )?(?:account|story|stories|version|figure|number|count|tune|estimate|total|picture)s?|"
    r"(?:true|real|actual|correct) (?:figure|number|total|loss|toll|cost))\b",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\b(?:no such|any such|of (?:that|this) (?:kind|sort)|no(?:ne|body|thing|t one)\b.*\b(?:them|those|that|it|to us)"
    r"|there (?:is|was|were|has been|have been) no)\b",
    re.IGNORECASE,
)


def rival(text: str, first: Claim, second: Claim, alike: float) -> bool:
    """Whether two statements of different speakers, `first` before `second` in `text`, cannot both hold. `alike`: cosine, in [-1, 1]."""
    gap = second.quote.start - first.quote.end
    if not 0 <= gap <= REACH:
        return False
    around = text[max(first.quote.end, second.quote.start - TOLD) : second.quote.end]
    told = _CONTRADICTION.search(around) is not None
    if not told and not _TURN.search(around) and not _SUCH.search(second.quote.text):
        return False
    if _figures_exclude(first.quote.text, second.quote.text):
        return alike >= (LEAST_ALIKE if told else LEAST_UNTOLD)
    if sorted(len(_NEGATION.findall(c.text)) for c in (first, second)) != [0, 1]:
        return False
    short = max(len(c.quote.text.split()) for c in (first, second)) <= MOST_WORDS
    return short and alike >= (LEAST_UNTOLD if told else LEAST_ALIKE_OPPOSITE)


def _figures_exclude(a: str, b: str) -> bool:
    """Whether the second statement gives its figures for the same measure as the first, as far as it says, and none of them agrees."""
    first, second = _figures(a), _figures(b)
    if any(quantities.compare(x, y) in ("same", "compatible") for x in first for y in second):
        return False
    return any(excludes(x, y) for x in first for y in second)


def negates(text: str) -> bool:
    """Whether a statement has a word of negation."""
    return _NEGATION.search(text) is not None


def excludes(x: Quantity, y: Quantity) -> bool:
    """Whether two figures may count one thing, as far as they say, and are near enough in size to be rivals."""
    if x.unit != y.unit or (x.noun != y.noun and None not in (x.noun, y.noun)):
        return False
    small, great = sorted(max(abs(q.low), abs(q.high)) if q.high.is_finite() else abs(q.low) for q in (x, y))
    return small > 0 and great <= small * _WIDEST


def _figures(text: str) -> Sequence[Quantity]:
    return [q for q in quantities.find(text) if q.kind == "cardinal" and not q.weak]
