"""Whether two statements of different texts agree in their figures, exclude each other, or turn each other round.

Texts of different writers rarely count with the same noun ("seven bodies", "seven people"), so one value of one unit is taken for one
figure here, whatever is counted. Pure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from summarizer import quantities
from summarizer.lexicon.matching import content_words, lemma, stem
from summarizer.quantities import Quantity

_NEAR = Decimal("1.5")
"""How many times one figure may be the other where a bound allows it: "over 1 trillion" allows 97 trillion, and does not mean it."""
_CLOSE = Decimal("1.05")
"""The same where different things seem to be counted."""
_TELLING = 10
"""From here on a plain number is one figure whatever it counts: "two" of one thing and "two" of another are many."""
_POINTS = Decimal(1)
"""Percentage points between two shares that may be one share."""
_NEGATION = re.compile(
    r"\b(?:not|no(?! (?:more|less|fewer|longer) than\b)|never|none|nobody|nothing|neither|nor|cannot|without(?! (?-i:[A-Z]))"
    r"|denied|denies|false|untrue)\b((?:\W+\w+){1,4})"
    r"|n[’']t\b((?:\W+\w+){1,4})",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:forb[aio]d\w*|bann?(?:ed|s)?|bar(?:red|s)|prevent\w*|prohibit\w*|refus\w+|fail\w*|lack\w*|deni\w+|stopp?(?:ed|s)?|halt\w*|only"
    r"|(?:the|[’']s?) last)\b",
    re.IGNORECASE,
)
"""Words that negate in themselves: beside one of them a "not" on the other side may well say the same."""
_NOT_THIS = re.compile(r"\bnot (?:(?:on|in|at|by|the|of|for) ){0,2}(?P<figure>[\w£$€][\w.,’' ]{0,20})", re.IGNORECASE)
_OF = re.compile(r"\s(?:\w+\s)?(?:out )?of (?:(?:the|these|those|its|their|our|same|some|about) ){0,3}", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:false|wrong|untrue|incorrect|mistaken|invented|made up|fabricated|denied|denies|rejected|dismissed|no truth|never happened)\b",
    re.IGNORECASE,
)


def figures(claim: str, passage: str) -> float:
    """How much of the claim's figures the passage has, from -1 (none) to 1 (all); 0 where the claim has none."""
    wanted, there = counts(claim), counts(passage)
    return 2 * sum(any(_agree(x, y) for y in there) for x in wanted) / len(wanted) - 1 if wanted else 0.0


def lacks(claim: str, passage: str) -> bool:
    """Whether the claim has telling figures, and the passage none of them: a small plain number often goes without saying."""
    wanted, there = _telling(claim), counts(passage)
    return bool(wanted) and not any(_agree(x, y) for x in wanted for y in there)


def confirms(claim: str, passage: str) -> bool:
    """Whether the claim has telling figures, and the passage all of them."""
    wanted, there = _telling(claim), counts(passage)
    return bool(wanted) and all(any(_agree(x, y) for y in there) for x in wanted)


def replaced(claim: str, passage: str) -> bool:
    """Whether the passage has another figure of the same sort in place of the claim's, whether or not it is told what is counted."""
    there = _telling(passage)
    return lacks(claim, passage) and any((x.unit, x.noun) == (y.unit, y.noun) for x in _telling(claim) for y in there)


def excluded(claim: str, passage: str) -> bool:
    """Whether a figure of the passage excludes one of the claim, figures that agree aside."""
    first, second = counts(claim), counts(passage)
    left = [x for x in first if not any(_agree(x, y) for y in second)]
    right = [y for y in second if not any(_agree(x, y) for x in first)]
    return any(quantities.compare(x, y) == "incompatible" for x in left for y in right)


def other_share(claim: str, passage: str) -> bool:
    """Whether the two give different shares of one whole: "two of the same 22 boreholes", "fourteen of 22 boreholes"."""
    pairs = product(_shares(claim), _shares(passage))
    return any(_agree(x.whole, y.whole) and not _agree(x.part, y.part) and x.part.low != y.part.low for x, y in pairs)


def gives_another_figure(claim: str, passage: str) -> bool:
    """Whether the passage differs from the claim in its figures alone, and takes nothing back."""
    return (excluded(claim, passage) or replaced(claim, passage)) and not turned(claim, passage) and not denied(claim, passage)


def denied(claim: str, passage: str) -> bool:
    """Whether the passage expressly takes a figure or date of the claim away: "four days, not nine"."""
    spans = [m.span("figure") for m in _NOT_THIS.finditer(passage)]
    taken = [q for q in found(passage) if any(start <= q.start < end and q.start - start <= 4 for start, end in spans)]
    return any(quantities.compare(x, y) == "same" for x in taken for y in found(claim))


def turned(claim: str, passage: str) -> bool:
    """Whether one of the two calls something false and the other nothing, or negates a word that stands in the other as it is."""
    if called_false(claim, passage):
        return True
    first, second = _negated(claim), _negated(passage)
    return not first & second and bool(first & stems(passage) or second & stems(claim))


def called_false(claim: str, passage: str) -> bool:
    """Whether one of the two calls something false, wrong or invented, and the other nothing."""
    return bool(_FALSE.search(claim)) != bool(_FALSE.search(passage))


def hidden(text: str) -> bool:
    """Whether a text may negate without a word of negation ("forbidden", "the last")."""
    return _HIDDEN.search(text) is not None


def other_day(claim: str, passage: str) -> bool:
    """Whether the two name days of the month, and none that both name."""
    relations = {quantities.compare(x, y) for x in dates(claim) for y in dates(passage)}
    return "incompatible" in relations and "same" not in relations


def shared(claim: str, passage: str) -> int:
    """How many content words and figures of the claim the passage has."""
    there = counts(passage)
    return len(stems(claim) & stems(passage)) + sum(any(_agree(x, y) for y in there) for x in counts(claim))


def years(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(q.when.year for q in found(text) if q.when and q.when.year)


def counts(text: str) -> list[Quantity]:
    """The figures of a text that count or score something."""
    return [q for q in found(text) if not q.weak and q.kind in ("cardinal", "score")]


def _telling(text: str) -> list[Quantity]:
    return [q for q in counts(text) if q.unit or q.low >= _TELLING or (q.low.is_finite() and q.low % 1 != 0)]


def dates(text: str) -> list[Quantity]:
    """The dates and times of a text."""
    return [q for q in found(text) if q.when]


class _Share(NamedTuple):
    """So many of so many."""

    part: Quantity
    whole: Quantity


def _shares(text: str) -> list[_Share]:
    numbers = counts(text)
    return [_Share(a, b) for a, b in pairwise(numbers) if _OF.fullmatch(text[a.end : b.start])]


@lru_cache(maxsize=8192)
def found(text: str) -> tuple[Quantity, ...]:
    """The figures and dates of a text. Kept, as the stems are, because each claim is held against each passage."""
    return tuple(quantities.find(text))


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return frozenset(stem(lemma(w)) for w in content_words(text))


@lru_cache(maxsize=8192)
def _negated(text: str) -> frozenset[str]:
    """The content words right after a negation; a capital within the text makes it a name ("Medics Without Rest")."""
    said = (m for m in _NEGATION.finditer(text) if not m[0][0].isupper() or not re.search(r"\w $", text[: m.start()]))
    # "58, not 63, were refused" takes a figure away, and not the refusal
    return frozenset(w for m in said if not re.match(r"\W*(?:(?:on|in|at|by) )?\d", m[1] or m[2]) for w in stems(m[1] or m[2]))


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one, or allow each other and are near."""
    relation = quantities.compare(a, b)
    if relation == "same":
        return True
    if a.unit and b.unit and a.unit != b.unit:
        return relation == "compatible"
    ends = [abs(x) for q in (a, b) for x in (q.low, q.high) if x.is_finite()]
    low, high = min(ends, default=Decimal(1)), max(ends, default=Decimal(1))
    if a.unit == "percent" and relation == "compatible" and high - low > _POINTS:
        return any(q.low != q.high for q in (a, b)) and high <= _NEAR * low and not (a.approximate or b.approximate)
    if relation == "compatible":
        return high <= _NEAR * low
    overlap = a.low <= b.high and b.low <= a.high
    return relation == "unrelated" and a.unit is None and overlap and low >= _TELLING and high <= _CLOSE * low
