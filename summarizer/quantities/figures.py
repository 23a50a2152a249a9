"""Figures: amounts with their bounds, ranges, scores and ordinals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from summarizer.quantities.base import EXACT, INFINITY, Amount, Found, Quantity, Token, at, glued, number_of, word_set
from summarizer.quantities.dates import is_year
from summarizer.quantities.nouns import age_ahead
from summarizer.quantities.numbers import amount
from summarizer.quantities.words import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    BOUNDS,
    LOOSE_BOUNDS,
    MANY,
    ORDINAL_SCALES,
    ORDINAL_TENS,
    ORDINALS,
    SMALL,
    TAILS,
    TENS,
)

_LONGEST_BOUND = max(map(len, BOUNDS))
_FIRST_OF_BOUND = frozenset(phrase[0] for phrase in BOUNDS)
_SCORE_WORDS = word_set(
    "vote votes voted voting won win wins winning beat beats beaten beating lost lose losing loss defeat defeated defeats victory"
    " draw drew drawn ruling ruled rule decision decided lead leads led leading trail trailed trailing split margin majority score"
    " scored set sets match game final series passed approved rejected upheld"
)
_MOST_SCORE = 700
"""No parliament has more seats, so a larger pair is no score."""
_ORDINAL_ENDS = ("st", "nd", "rd", "th")


def figures(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """The ordinal, score or amount that begins at token `i`: none, one, or two for "from 5 to 7%"."""
    return _ordinal(tokens, i) or _decade(tokens, i) or _multiple(tokens, i) or _bounded(tokens, i)


def _ordinal(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    token = at(tokens, i)
    value: Decimal | None = None
    after = i + 1
    if (
        token.kind == "number"
        and token.text.replace(",", "").isdecimal()
        and at(tokens, i + 1).low in _ORDINAL_ENDS
        and glued(tokens, i + 1)
    ):
        value, after = number_of(token), i + 2
    elif token.low in TENS and at(tokens, i + 1).text == "-" and at(tokens, i + 2).low in ORDINALS:
        value, after = TENS[token.low] + ORDINALS[tokens[i + 2].low], i + 3
    else:
        value = ORDINALS.get(token.low) or ORDINAL_TENS.get(token.low) or ORDINAL_SCALES.get(token.low)
    if value is None or (token.low == "second" and _is_time_unit(tokens, i)):
        return ()
    # "First" mostly only orders the telling ("first, police said").
    weak = token.low == "first"
    return (Found(Quantity(0, 0, "", value, value, "ordinal", kind="ordinal", weak=weak), i, after),)


def _decade(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """Decades of age or heat: "in his 40s", "in the mid-90s"."""
    token = at(tokens, i)
    tens = token.kind == "number" and len(token.text) == 2 and token.text.isdecimal() and token.text.endswith("0")
    if not tens or at(tokens, i + 1).low != "s" or not glued(tokens, i + 1):
        return ()
    low = number_of(token)
    return (Found(Quantity(0, 0, "", low, low + 9), i, i + 2),)


def _multiple(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """Twice, threefold."""
    word = at(tokens, i).low
    value = {"twice": Decimal(2), "thrice": Decimal(3)}.get(word) or (
        SMALL.get(word.removesuffix("fold")) if word.endswith("fold") else None
    )
    return (Found(Quantity(0, 0, "", value, value, "times"), i, i + 1),) if value else ()


def _is_time_unit(tokens: Sequence[Token], i: int) -> bool:
    return at(tokens, i - 1).low in ("per", "each", "every", "split") or (at(tokens, i - 1).low == "a" and at(tokens, i + 1).kind != "word")


def _bounded(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    if at(tokens, i).low == "between" and (pair := _between(tokens, i)):
        return pair
    sign, j, loose = _bound(tokens, i)
    first = amount(tokens, j)
    if first is None or is_year(tokens, j, bounded=bool(sign) and not loose):
        return ()
    if not sign and (hits := _pair(tokens, i, first)):
        return hits
    upper, rate = _upper(tokens, j, first)
    low, high, last = first.low, first.high, first.next
    if upper is not None:
        low, high, last = upper.low, upper.high, upper.next
    unit = upper.unit if upper else first.unit
    if age_ahead(tokens, last, unit):
        last += 1 + (at(tokens, last).text == "-")
    tail, last = _tail(tokens, last)
    sign += tail
    if AT_LEAST in sign:
        high = INFINITY
    elif AT_MOST in sign:
        low = -INFINITY
    about = ABOUT in sign or first.loose
    quantity = Quantity(0, 0, "", low, high, unit, period=first.rate or rate, approximate=about)
    bare_one = first.spelled and low == high == 1 and unit is None and first.next == j + 1
    return (Found(quantity._replace(weak=bare_one), i, last),)


def _bound(tokens: Sequence[Token], i: int) -> tuple[str, int, bool]:
    """The signs of the bounding words from token `i` on, the token after them, and whether only loose ones were met."""
    signs, loose, start = "", True, i
    for _ in range(3):
        if at(tokens, i).low not in _FIRST_OF_BOUND:
            break
        for length in range(_LONGEST_BOUND, 0, -1):
            phrase = tuple(at(tokens, i + k).low for k in range(length))
            if phrase in BOUNDS:
                signs += BOUNDS[phrase]
                loose = loose and phrase[0] in LOOSE_BOUNDS and length == 1
                i += length
                break
        else:
            break
        if at(tokens, i).low in ("a", "an", "the") and at(tokens, i + 1).low not in MANY and _opens_bound(tokens, i + 1):
            i += 1
    return (signs, i, loose) if i > start else ("", i, False)


def _opens_bound(tokens: Sequence[Token], i: int) -> bool:
    return any(tuple(at(tokens, i + k).low for k in range(n)) in BOUNDS for n in range(1, _LONGEST_BOUND + 1))


def _tail(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    if at(tokens, i).text == "+" and glued(tokens, i):
        return AT_LEAST, i + 1
    words = (at(tokens, i).low, at(tokens, i + 1).low)
    # "5 or more than that" is rare; "20 and under 30" is not: a number after it makes it no tail.
    if words in TAILS and at(tokens, i + 2).kind != "number":
        return TAILS[words], i + 2
    return "", i


def _between(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    sign, j, _ = _bound(tokens, i + 1)
    first = amount(tokens, j)
    if first is None or is_year(tokens, j) or at(tokens, first.next).low not in ("and", "to", "-", "–"):
        return ()
    sign_2, k, _ = _bound(tokens, first.next + 1)
    second = amount(tokens, k)
    joined = _join(first, second) if second else None
    if joined is None:
        return ()
    about = ABOUT in sign + sign_2
    return (Found(Quantity(0, 0, "", joined.low, joined.high, joined.unit, approximate=about), i, joined.next),)


def _upper(tokens: Sequence[Token], i: int, first: Amount) -> tuple[Amount | None, str | None]:
    """The range that begins with `first` ("15-20", "15 to 20", "two or three"), and the period its upper end implies."""
    j, sign = first.next, at(tokens, first.next)
    if sign.text in ("-", "–", "—"):
        tight = glued(tokens, j) == glued(tokens, j + 1) and (sign.text != "—" or glued(tokens, j))
        if not tight or at(tokens, j + 1).kind == "word":
            return None, None
    elif sign.low not in ("to", "or") or at(tokens, i - 1).low == "from":
        return None, None
    second = amount(tokens, j + 1)
    if second is None or first.loose or second.loose or (sign.low == "or" and not _near(first, second)):
        return None, None
    return _join(first, second), second.rate


def _near(first: Amount, second: Amount) -> bool:
    return first.low < second.low <= 2 * first.low + 1


def _join(first: Amount, second: Amount) -> Amount | None:
    """One range of two amounts, the unit and the scale shared where only one has them; null where they do not fit."""
    low, high = _shared(first, second)
    if first.unit and second.unit and first.unit != second.unit:
        return None
    return Amount(low, high, second.next, unit=first.unit or second.unit) if low < high else None


def _shared(first: Amount, second: Amount) -> tuple[Decimal, Decimal]:
    low = first.low
    if first.scale == 1 < second.scale and low < 1000 and EXACT.multiply(low, second.scale) < second.high:
        low = EXACT.multiply(low, second.scale)
    return low, second.high


def _pair(tokens: Sequence[Token], i: int, first: Amount) -> tuple[Found, ...]:
    """Two amounts that are no range: a score ("voted 7-4"), or a change ("rose from 5 to 7%"), which share the unit all the same."""
    sign = at(tokens, first.next)
    if sign.text not in ("-", "–") and sign.low != "to":
        return ()
    second = amount(tokens, first.next + 1)
    if second is None:
        return ()
    if _is_score(tokens, i, first, second):
        low, high = sorted((first.low, second.low))
        return (Found(Quantity(0, 0, "", low, high, "score", kind="score"), i, second.next),)
    if sign.low == "to" and at(tokens, i - 1).low == "from" and not is_year(tokens, first.next + 1):
        low, high = _shared(first, second)
        unit = first.unit or second.unit
        return (
            Found(Quantity(0, 0, "", low, low, unit), i, first.next),
            Found(Quantity(0, 0, "", high, high, unit), first.next + 1, second.next),
        )
    return ()


def _is_score(tokens: Sequence[Token], i: int, first: Amount, second: Amount) -> bool:
    values = (first.low, second.low)
    if (
        first.unit
        or second.unit
        or first.loose
        or second.loose
        or any(v != v.to_integral_value() or not 0 <= v <= _MOST_SCORE for v in values)
    ):
        return False
    hyphen = at(tokens, first.next).text in ("-", "–")
    cue = _score_word(tokens, range(i - 1, i - 5, -1)) or _score_word(tokens, range(second.next, second.next + 3))
    return (cue and (hyphen or first.low > second.low)) or (hyphen and first.low >= second.low and at(tokens, second.next).text != "-")


def _score_word(tokens: Sequence[Token], places: range) -> bool:
    """Whether a word of contests stands at one of the places, read in their order up to the sentence's end."""
    for k in places:
        if at(tokens, k).text in (".", ";", "!", "?"):
            return False
        if at(tokens, k).low in _SCORE_WORDS:
            return True
    return False
