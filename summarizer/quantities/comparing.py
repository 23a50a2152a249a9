"""Two quantities, or the quantities of two texts, held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from summarizer.quantities.base import EXACT, INFINITY, Quantity, When
from summarizer.quantities.finding import find
from summarizer.quantities.identifiers import key
from summarizer.quantities.words import BASES

Relation = Literal["same", "compatible", "incompatible", "unrelated"]
TOLERANCE = Decimal("0.05")
"""How far apart, as a share of the larger, two figures may be when one is approximate or was converted from another unit."""
_IMPRECISE = re.compile(r"\b(?:several|few|many|couple)\b|\b(?:dozen|ten|hundred|thousand|lakh|million|crore|billion|trillion)s\b|\d0s$")
_COUNTS = ("cardinal", "year", "score")


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities have one value after normalisation: 80% and four fifths, 1.2 million and 1,200,000, 5 km and 5,000 m.

    Bounds count (over 5 is not 5), "about" does not. Units must agree; a bare number with neither unit nor noun agrees with any.
    """
    if a.kind == b.kind == "identifier":
        return key(a) == key(b)
    if a.when or b.when:
        return a.when == b.when and (a.low, a.high) == (b.low, b.high)
    if (a.kind == "ordinal") != (b.kind == "ordinal") or "identifier" in (a.kind, b.kind) or not _units_agree(a, b):
        return False
    return all(_equal(x, y) for x, y in zip(*_in_one_unit(a, b), strict=True))


def compare(a: Quantity, b: Quantity) -> Relation:
    """How two figures stand to each other, for one unit, noun and period; symmetric.

    - "same": one value, nothing known to differ;
    - "compatible": one allows the other: a range or a bound holds it, or one is approximate and they are within 5%;
    - "incompatible": the same measure with figures that exclude each other;
    - "unrelated": another unit, noun or period, or too little known about what is counted to oppose them. Two plain counts with no
      noun are never incompatible, nor are a figure for a named period and one for none. Years, months and weekdays that differ are
      unrelated, since they mostly set the period of something else; two days of the month are incompatible.
    """
    if "identifier" in (a.kind, b.kind) or "ordinal" in (a.kind, b.kind):
        return "same" if same_value(a, b) and _nouns(a, b) != "differ" else "unrelated"
    if a.when or b.when:
        return _compare_dates(a, b)
    if (a.kind == "score") != (b.kind == "score") or not _units_agree(a, b) or _nouns(a, b) == "differ":
        return "unrelated"
    periods = _periods(a, b)
    if periods == "differ":
        return "unrelated"
    if same_value(a, b):
        return "same"
    if a.kind == "score":
        return "incompatible"
    if _overlap(a, b):
        return "compatible"
    known = a.unit is not None or a.noun is not None
    return "incompatible" if known and _nouns(a, b) == "agree" and periods == "agree" and _dimensions(a) == _dimensions(b) else "unrelated"


def missing(written: str, allowed: str) -> tuple[Quantity, ...]:
    """The quantities in `written` whose value does not stand in `allowed`; weak ones are passed over.

    A date may be written with less than `allowed` says ("November 3" for "3 November 2025"), and the ends of a range may be written alone.
    Whether a bound was kept is for `bounds_changed` to say.
    """
    there = find(allowed)
    return tuple(q for q in find(written) if not q.weak and not _stands(q, there))


def lost(written: str, source: str) -> tuple[Quantity, ...]:
    """The quantities of `source` that `written` lacks, with offsets into `source`; weak ones are passed over.

    A date is kept if `written` has a part of it.
    """
    there = find(written)
    return tuple(q for q in find(source) if not q.weak and not _stands(q, there) and not any(_within(w, q) for w in there))


def bounds_changed(written: str, source: str) -> tuple[Quantity, ...]:
    """The quantities in `written` whose value stands in `source`, but with another bound: dropped, added, turned round, or a lost "about".

    "About" may be added, and "up to 18,000" written for a range that ends there. Offsets are into `written`.
    """
    there = [q for q in find(source) if q.kind == "cardinal" and not _imprecise(q)]
    changed = []
    for q in find(written):
        if q.kind != "cardinal" or q.weak or _imprecise(q):
            continue
        shared = [s for s in there if _units_agree(q, s) and _shares_an_end(q, s)]
        if shared and not any(_keeps_bound(q, s) for s in shared):
            changed.append(q)
    return tuple(changed)


def _units_agree(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit or _dimensions(a) == _dimensions(b):
        return True
    if {a.unit, b.unit} in ({"pound", "gbp"}, {"pound", "lb"}):
        return True
    bare = [q for q in (a, b) if q.unit is None]
    return len(bare) == 1 and bare[0].noun is None


def _dimensions(a: Quantity) -> str | None:
    return BASES[a.unit][0] if a.unit in BASES else a.unit


def _in_one_unit(a: Quantity, b: Quantity) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """The values of both in a base unit; as they stand where one has no unit, and so means the other's ("four days, not nine")."""
    return (_based(a), _based(b)) if a.unit and b.unit else ((a.low, a.high), (b.low, b.high))


def _based(a: Quantity) -> tuple[Decimal, Decimal]:
    factor = BASES[a.unit][1] if a.unit in BASES else Decimal(1)
    return tuple(x if x.is_infinite() else EXACT.multiply(x, factor) for x in (a.low, a.high))  # type: ignore[return-value]


def _equal(x: Decimal, y: Decimal) -> bool:
    """Equal, or one is an endless fraction (two thirds) that the other rounds."""
    if x == y:
        return True
    for exact, rounded in ((x, y), (y, x)):
        if exact.is_finite() and rounded.is_finite() and _endless(exact) and not _endless(rounded):
            return exact.quantize(Decimal(1).scaleb(min(0, int(rounded.as_tuple().exponent))), context=EXACT) == rounded
    return False


def _endless(x: Decimal) -> bool:
    return int(x.as_tuple().exponent) < -30


def _nouns(a: Quantity, b: Quantity) -> Literal["agree", "differ", "unknown"]:
    if a.noun == b.noun:
        return "agree"
    return "unknown" if a.noun is None or b.noun is None else "differ"


def _periods(a: Quantity, b: Quantity) -> Literal["agree", "differ", "unknown"]:
    """A day named on one side only says little: it is as likely the day of the saying."""
    if a.period == b.period:
        return "agree"
    if a.period is None or b.period is None:
        known = a.period or b.period or ""
        return "agree" if known.startswith("on:") else "unknown" if ":" in known else "differ"
    return "differ"


def _overlap(a: Quantity, b: Quantity) -> bool:
    (low, high), (other_low, other_high) = _in_one_unit(a, b)
    if low <= other_high and other_low <= high:
        return True
    if not (a.approximate or b.approximate or a.unit != b.unit):
        return False
    # Disjoint, so one ends below where the other begins, and those two ends are finite.
    below, above = (high, other_low) if high < other_low else (other_high, low)
    return EXACT.subtract(above, below) <= EXACT.multiply(TOLERANCE, max(abs(above), abs(below)))


def _compare_dates(a: Quantity, b: Quantity) -> Relation:
    if same_value(a, b):
        return "same"
    if a.when is None or b.when is None:
        return "unrelated"
    shared = [(x, y) for x, y in zip(a.when, b.when, strict=True) if x is not None and y is not None]
    if not shared:
        return "unrelated"
    if all(x == y for x, y in shared):
        return "compatible" if _spans_overlap(a, b) else "unrelated"
    days = a.when.day is not None and b.when.day is not None
    times = a.when.minute is not None and b.when.minute is not None
    return "incompatible" if days or times else "unrelated"


def _spans_overlap(a: Quantity, b: Quantity) -> bool:
    """Years and decades may span: 2015-16 and 2016 fit. Other dates that share their fields always do."""
    return not (a.kind == b.kind == "year") or (a.low <= b.high and b.low <= a.high)


def _stands(q: Quantity, there: Sequence[Quantity]) -> bool:
    if q.when:
        return any(_within(q, other) for other in there) or _pieced(q, q.when, there)
    if q.kind == "identifier":
        return any(key(q) == (key(o) if o.kind == "identifier" else _digits(o)) for o in there)
    if q.kind == "ordinal":
        return any(same_value(q, o) for o in there) or any(o.when and o.when.day == q.low for o in there)
    if _imprecise(q):
        return any(_imprecise(o) and same_value(q, o) for o in there)
    pool = [o for o in there if o.kind in _COUNTS and not _imprecise(o) and (o.when or _units_agree(q, o))] + [
        o for o in there if o.kind == "identifier" and _bare(q, o)
    ]
    ends = [(x, y) for x, y in zip((q.low, q.high), _based(q), strict=True) if x.is_finite()]
    return all(any(_has_end(o, based if not o.when else plain) for o in pool) for plain, based in ends)


def _imprecise(q: Quantity) -> bool:
    """Hundreds, several dozen, in his 40s: their ends are our reading and stand in no text."""
    return q.kind == "cardinal" and q.low < q.high and _IMPRECISE.search(q.text.lower()) is not None


def _bare(q: Quantity, other: Quantity) -> bool:
    return q.unit is None and key(other) == _digits(q)


def _digits(q: Quantity) -> str:
    plain = q.kind in ("cardinal", "year") and q.low == q.high and abs(q.low) < 10**9 and q.low == q.low.to_integral_value()
    return str(int(q.low)) if plain else ""


def _has_end(other: Quantity, value: Decimal) -> bool:
    return any(_equal(value, end) for end in _based(other))


def _within(q: Quantity, other: Quantity) -> bool:
    """Whether all that the date `q` says is also said by `other`."""
    if q.when is None:
        return False
    if other.when is None:
        return q.kind == "year" and other.kind == "cardinal" and other.unit is None and {q.low, q.high} <= {other.low, other.high}
    if q.kind == "year" and q.low != q.high:
        return other.kind == "year" and (q.low, q.high) == (other.low, other.high)
    if other.kind == "year" and other.low != other.high:
        return _is_span(other) and q.kind == "year" and q.when.part is None and q.low in (other.low, other.high)
    return all(x is None or x == y for x, y in zip(q.when, other.when, strict=True))


def _is_span(q: Quantity) -> bool:
    """2015 stands in 2015-16, but not in the 2010s."""
    return q.kind == "year" and not q.text.endswith(("s", "S"))


def _pieced(q: Quantity, when: When, there: Sequence[Quantity]) -> bool:
    """Whether day and year of a full date stand apart: "on 3 November" here, "in 2025" there."""
    if when.year is None or when.month is None:
        return False
    yearless = q._replace(when=when._replace(year=None))
    apart = any(o.when and o.when.year is None and _within(yearless, o) for o in there)
    return apart and any(o.when and o.when.year == when.year and o.kind == "year" for o in there)


def _shares_an_end(q: Quantity, s: Quantity) -> bool:
    mine = [x for x in _based(q) if x.is_finite()]
    return any(_equal(x, y) for x in mine for y in _based(s) if y.is_finite())


def _keeps_bound(q: Quantity, s: Quantity) -> bool:
    if s.approximate and not q.approximate and _shape(q) == "point":
        return False
    if _shape(s) == "range" and _shape(q) in ("at-most", "at-least"):
        return _equal(_based(q)[1], _based(s)[1]) or _equal(_based(q)[0], _based(s)[0])
    return _shape(q) == _shape(s)


def _shape(q: Quantity) -> str:
    if q.high == INFINITY:
        return "at-least"
    if q.low == -INFINITY:
        return "at-most"
    return "point" if q.low == q.high else "range"
