"""The values that the finders hand on: tokens of a text, and the quantities found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Literal, NamedTuple

QuantityKind = Literal["cardinal", "ordinal", "date", "year", "score", "identifier"]
# A context of our own: the caller's may round differently.
EXACT = Context(prec=60)
INFINITY = Decimal("Infinity")
LONGEST_NUMBER = 24
"""A longer run of digits is an identifier: no news figure needs more, and arithmetic on it would no longer be exact."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, for tables that are easier to read unquoted."""
    return frozenset(text.split())


class When(NamedTuple):
    """A point of the calendar or the clock; what the text does not say is null.

    `weekday` is 1 (Monday) to 7, `part` is early, mid or late, `minute` counts from midnight and may have seconds as a fraction.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    minute: Decimal | None = None


class Quantity(NamedTuple):
    """A number, date, time, ordinal, score or numbered name in a text; `text == whole[start:end]`, offsets in code points.

    The span takes in the words that bound it and its unit ("over 230,000", "about 80%", "five years"), not the noun counted.

    - `low`, `high`: the values it allows; equal for a point, infinite at the open end of "over 5" or "up to 5". A full date is the number
      YYYYMMDD, one without a year MMDD, a month alone its number, a weekday 1 to 7, a time minutes from midnight; the ends of a score are
      sorted. An imprecise plural has a wide range: "hundreds" is 200 to 999.
    - `unit`: "percent", "usd", "km", "year" (a span of time), "ordinal", "date", "time", "score"...; null for a plain count.
    - `noun`: the head noun counted, lower case and singular; "age" for ages; null where none could be told.
    - `period`: "monthly", "daily"..., or "in:october", "in:2022-02", "since:year-start", "by:2030", "on:monday"; null where none is near.
    - `approximate`: about, nearly, some, or an imprecise plural.
    - `weak`: not worth checking: "one" with no unit (so often a pronoun), "first". "A" and "an" alone are never found.
    - `when`: the calendar fields of a date, year or time.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str | None = None
    noun: str | None = None
    period: str | None = None
    approximate: bool = False
    kind: QuantityKind = "cardinal"
    weak: bool = False
    when: When | None = None


class Amount(NamedTuple):
    """One amount and the tokens after it: `scale` is what the written number was multiplied by, `rate` a period that the unit implies."""

    low: Decimal
    high: Decimal
    next: int
    unit: str | None = None
    scale: Decimal = Decimal(1)
    spelled: bool = False
    loose: bool = False
    rate: str | None = None


class Token(NamedTuple):
    """A piece of a text. `kind`: number, date, time, version, fraction (one sign), address, word, sign. `low` is the lower-cased text."""

    kind: str
    text: str
    low: str
    start: int
    end: int


class Found(NamedTuple):
    """A quantity and the tokens it covers, `first` to before `last`."""

    quantity: Quantity
    first: int
    last: int


# Possessive quantifiers keep this linear on any input. Grouping signs: comma, no-break, narrow and thin space.
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+)"
    r"|(?P<date>\d{4}-\d{2}-\d{2}(?![\d-])|\d{1,2}([./])\d{1,2}\3\d{4}(?!\d))"
    r"|(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<version>\d++(?:\.\d++){2,}+)"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3}(?!\d))++(?:\.\d++)?|\d{1,2}(?:,\d{2}(?!\d))++,\d{3}(?!\d)|\d++(?:\.\d++)?|(?<![\w.)])\.\d++)"
    r"|(?P<fraction>[¼½¾⅐-⅞])"
    r"|(?P<word>[^\W\d_]++(?:['’][^\W\d_]++)*+)"
    r"|(?P<sign>\S)"
)
NOTHING = Token("end", "", "", -2, -2)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in order; blanks are left out."""
    return tuple(Token(m.lastgroup or "sign", m[0], m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text))


def at(tokens: Sequence[Token], i: int) -> Token:
    """Token `i`, or an empty one outside the text."""
    return tokens[i] if 0 <= i < len(tokens) else NOTHING


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` follows the one before it with no blank."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def number_of(token: Token) -> Decimal:
    """The value of a number token."""
    return Decimal(re.sub(r"[,\u00a0\u202f\u2009]", "", token.text))
