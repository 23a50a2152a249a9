"""Amounts: digits, number words, fractions and imprecise plurals, with the unit that belongs to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from summarizer.quantities.base import EXACT, LONGEST_NUMBER, Amount, Token, at, glued, number_of, word_set
from summarizer.quantities.units import currency_before, scaled, sign, with_unit
from summarizer.quantities.words import MANY, PARTS, SCALES, SMALL, TENS, UNITS

ONE, HALF, HUNDRED = Decimal(1), Decimal("0.5"), Decimal(100)


def amount(tokens: Sequence[Token], i: int) -> Amount | None:
    """The amount that begins at token `i`: sign, currency, number, scale, unit."""
    negative, i = sign(tokens, i)
    currency, i = currency_before(tokens, i)
    core = _vague(tokens, i) or _fraction(tokens, i) or _number(tokens, i)
    if core is None or (currency is None and core.unit is None and _is_word_part(tokens, i, core.next)):
        return None
    if core.unit is None:
        core = with_unit(tokens, scaled(tokens, core, currency), currency)
    if negative:
        core = core._replace(low=-core.high, high=-core.low)
    return core


def _number(tokens: Sequence[Token], i: int) -> Amount | None:
    token = at(tokens, i)
    if token.kind == "number":
        if len(token.text) > LONGEST_NUMBER:
            return None
        value, i = number_of(token), i + 1
        if at(tokens, i).kind == "fraction":
            value, i = value + _sign_value(tokens[i]), i + 1
        elif not glued(tokens, i) and _slash(tokens, i):
            value, i = value + EXACT.divide(number_of(tokens[i]), number_of(tokens[i + 2])), i + 3
        value, i = _and_a_half(tokens, i, value)
        return Amount(value, value, i)
    spelled = _spelled(tokens, i)
    return Amount(spelled[0], spelled[0], spelled[1], spelled=True) if spelled else None


def _spelled(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    total, last, start = Decimal(0), Decimal("Infinity"), i
    while group := _below_thousand(tokens, i, article=i == start):
        value, after = _and_a_half(tokens, group[1], group[0])
        if after == group[1] and at(tokens, after).low == "dozen" and value < 100:
            return value * 12, after + 1
        scale = SCALES.get(at(tokens, after).low)
        if scale is None or scale >= last:
            return (total + value, after) if scale is None or not total else (total, i)
        total, last, i = total + EXACT.multiply(value, scale), scale, after + 1
        join = i + 1 if at(tokens, i).low == "and" and _below_thousand(tokens, i + 1, article=False) else i
        if join == i and not _below_thousand(tokens, i, article=False):
            break
        # "two thousand and five million" is two amounts: the next scale must be smaller, or there must be none.
        following = _below_thousand(tokens, join, article=False)
        if following and SCALES.get(at(tokens, following[1]).low, Decimal(0)) >= last:
            break
        i = join
    return (total, i) if total else None


def _below_thousand(tokens: Sequence[Token], i: int, article: bool) -> tuple[Decimal, int] | None:
    if article and at(tokens, i).low in ("a", "an") and at(tokens, i + 1).low in ("hundred", "dozen", *SCALES):
        head: tuple[Decimal, int] | None = (ONE, i + 1)
    else:
        head = _below_hundred(tokens, i)
    if head is None or at(tokens, head[1]).low != "hundred":
        return head
    value, i = head[0] * 100, head[1] + 1
    tail = _below_hundred(tokens, i + 1 if at(tokens, i).low == "and" else i)
    return (value + tail[0], tail[1]) if tail else (value, i)


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    word = at(tokens, i).low
    if word in SMALL:
        return SMALL[word], i + 1
    if word not in TENS:
        return None
    j = i + 2 if at(tokens, i + 1).text in ("-", "‑") else i + 1
    unit = SMALL.get(at(tokens, j).low, Decimal(0))
    return (TENS[word] + unit, j + 1) if 1 <= unit <= 9 else (TENS[word], i + 1)


def _and_a_half(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[Decimal, int]:
    half = [at(tokens, i + k).low for k in range(3)] in (["and", "a", "half"], ["and", "one", "half"])
    return (value + HALF, i + 3) if half else (value, i)


def _sign_value(token: Token) -> Decimal:
    return EXACT.create_decimal_from_float(round(unicodedata.numeric(token.text), 12))


def _slash(tokens: Sequence[Token], i: int) -> bool:
    """Whether "2/3" stands at `i`: a fraction, not 9/11 or 24/7."""
    a, sign, b = (at(tokens, i + k) for k in range(3))
    if a.kind != "number" or sign.text != "/" or b.kind != "number" or not (glued(tokens, i + 1) and glued(tokens, i + 2)):
        return False
    return a.text.isdigit() and b.text in ("2", "3", "4", "5", "6", "8", "10", "100") and int(a.text[:4]) < int(b.text)


def _fraction(tokens: Sequence[Token], i: int) -> Amount | None:
    """Shares: "two-thirds", "half of", "3/4", "one in five"; of a scale or a unit ("half a million", "half an hour") they multiply it."""
    share = _share(tokens, i)
    if share is None:
        return _ratio(tokens, i)
    value, i = share
    j = i
    while at(tokens, j).low in ("a", "an", "of", "-") and j < i + 3:
        j += 1
    scale = (MANY.get(at(tokens, j).low), j + 1)
    if scale[0] is not None and at(tokens, j).low != "ten":
        return Amount(EXACT.multiply(value, scale[0]), EXACT.multiply(value, scale[0]), scale[1], spelled=True)
    if at(tokens, j - 1).low in ("a", "an", "-") and at(tokens, j).low in (*UNITS, "percentage", "per"):
        return Amount(value, value, j, spelled=True)
    share_of = EXACT.multiply(value, HUNDRED)
    return Amount(share_of, share_of, i, unit="percent", spelled=True)


def _share(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    token, after = at(tokens, i), at(tokens, i + 1)
    if token.kind == "fraction":
        return _sign_value(token), i + 1
    if _slash(tokens, i):
        return EXACT.divide(number_of(token), number_of(tokens[i + 2])), i + 3
    if token.low == "half":
        known = after.low in _AFTER_HALF or after.low in SCALES or after.low == "dozen" or (after.text == "-" and glued(tokens, i + 1))
        unit_or_scale = after.text != "-" or at(tokens, i + 2).low in {*UNITS, *SCALES, "a", "dozen"}
        return (HALF, i + 1) if known and unit_or_scale else None
    top = (
        _below_hundred(tokens, i)
        if token.kind == "word"
        else (number_of(token), i + 1)
        if token.text.isdigit() and len(token.text) < 3
        else None
    )
    if top is None and token.low == "a":
        top = (ONE, i + 1)
    if top is None:
        return None
    hyphen = at(tokens, top[1]).text in ("-", "‑")
    j = top[1] + hyphen
    part = at(tokens, j).low
    if part not in PARTS or not top[0]:
        return None
    of = at(tokens, j + 1).low == "of"
    if token.low == "a":
        clear = of or part == "half"
    else:
        clear = hyphen or of or (part.endswith("s") and part != "quarters") or (part == "half" and token.low == "one")
    return (EXACT.divide(top[0], Decimal(PARTS[part])), j + 1) if clear else None


_AFTER_HALF = word_set("of the a an its their his her our my all that those these")


def _ratio(tokens: Sequence[Token], i: int) -> Amount | None:
    """A share like "eight in 10", "one out of every five"."""
    top = _number_small(tokens, i)
    if top is None:
        return None
    j = top[1]
    words = [at(tokens, j + k).low for k in range(3)]
    step = 3 if words in (["out", "of", "every"], ["out", "of", "each"]) else 2 if words[:2] in (["out", "of"], ["in", "every"]) else 1
    if step == 1 and words[0] != "in":
        return None
    low = _number_small(tokens, j + step)
    if low is None or low[0] not in _WHOLES or not 0 < top[0] < low[0]:
        return None
    following = at(tokens, low[1])
    if following.low in UNITS or following.text in ("-", "%") or following.low in SCALES or (step == 1 and top[0] == 2 and low[0] == 1):
        return None
    share = EXACT.divide(top[0] * 100, low[0])
    return Amount(share, share, low[1], unit="percent", spelled=True)


_WHOLES = frozenset(map(Decimal, (*range(2, 21), 25, 50, 100, 1000, 10_000, 100_000)))


def _number_small(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    token = at(tokens, i)
    if token.kind == "number":
        return (number_of(token), i + 1) if len(token.text) < 8 else None
    return _below_thousand(tokens, i, article=False)


def _vague(tokens: Sequence[Token], i: int) -> Amount | None:
    """Imprecise plurals: "dozens", "tens of thousands", "several hundred", "a few million"."""
    j = i
    if at(tokens, j).low == "a" and at(tokens, j + 1).low in ("few", "couple"):
        j += 1
    if at(tokens, j).low in ("several", "few", "many", "couple"):
        j += 1 + (at(tokens, j + 1).low == "of")
        base = MANY.get(at(tokens, j).low)
        if base is None or at(tokens, j).low == "ten":
            return None
        return Amount(2 * base, (base * 9).max(base), j + 1, spelled=True, loose=True)
    word = at(tokens, i).low
    base = MANY.get(word[:-1]) if word.endswith("s") else None
    if base is None:
        return None
    if at(tokens, i + 1).low == "of" and (inner := SCALES.get(at(tokens, i + 2).low[:-1])) and at(tokens, i + 2).low.endswith("s"):
        return Amount(2 * base * inner, (10 * base - 1) * inner, i + 3, spelled=True, loose=True)
    if word == "tens":
        return None
    most = {12: Decimal(99), 100: Decimal(999), 1000: Decimal(99_999)}.get(int(base), 1000 * base - 1)
    return Amount(2 * base, most, i + 1, spelled=True, loose=True)


def _is_word_part(tokens: Sequence[Token], i: int, after: int) -> bool:
    """Whether the number is glued to a word that makes it a name ("A320", "4x4"), or opens one like "one-sided"."""
    if glued(tokens, i) and at(tokens, i - 1).kind in ("word", "number"):
        return True
    return (
        at(tokens, i).low in ("one", "zero")
        and after == i + 1
        and at(tokens, after).text == "-"
        and at(tokens, after + 1).low in _ONE_WORDS
    )


_ONE_WORDS = word_set("sided on off to time way size upmanship sum")
