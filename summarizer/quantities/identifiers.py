"""Numbers that name a thing and count nothing: F-16, Covid-19, Boeing 737, Article 5, 9/11, a telephone number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from summarizer.quantities.base import LONGEST_NUMBER, Found, Quantity, Token, at, glued, number_of, word_set
from summarizer.quantities.nouns import plural
from summarizer.quantities.numbers import amount
from summarizer.quantities.words import CODES, MONTHS, SHORT_MONTHS, SHORT_SCALES, SHORT_UNITS

_NAMED = word_set(
    "boeing airbus article articles section sections chapter flight route highway interstate channel resolution room gate level tier"
    " phase type title rule amendment apollo windows iphone galaxy formula area proposition prop measure directive agenda falcon"
    " artemis ward district stage category vision no nos page paragraph psalm figure table volume episode terminal platform junction"
    " exit line bay block lot suite apartment unit order bill number playstation xbox mark clause annex protocol class grade group"
    " pier runway squad"
)
_OFTEN_WORDS = word_set("unit order bill line class grade group number no mark block lot figure measure table area squad")
"""Names only when capitalised: "a bill 40 senators back"."""
_NO_PREFIX = word_set(
    "mid pre post early late under over sub ex top about some around only last first and or to non multi than just the sub- per minus plus"
)
_KEY = re.compile(r"[^a-z0-9]")


def identifier(tokens: Sequence[Token], i: int) -> Found | None:
    """The identifier that begins at token `i`."""
    end = _lettered(tokens, i) or _named(tokens, i) or _numeric(tokens, i)
    if end is None:
        return None
    first = next((number_of(t) for t in tokens[i:end] if t.kind == "number"), None)
    value = first if first is not None else Decimal("".join(c for c in tokens[i].text if c.isdecimal()))
    return Found(Quantity(0, 0, "", value, value, kind="identifier"), i, end)


def key(quantity: Quantity) -> str:
    """What two identifiers must share to be the same: "F-16s" gives f16, "Boeing 737" gives 737."""
    last = quantity.text.lower().split()[-1]
    return re.sub(r"(?<=\d)'?s$", "", _KEY.sub("", last))


def _lettered(tokens: Sequence[Token], i: int) -> int | None:
    """Letters and digits grown together: F-16, COVID-19, A320neo, 5G. A number glued to a unit or a scale is none."""
    token = at(tokens, i)
    hyphen = at(tokens, i + 1).text in ("-", "‑") and glued(tokens, i + 1)
    j = i + 1 + hyphen
    if token.kind == "word":
        named = any(c.isupper() for c in token.text) or token.low == "covid"
        clash = token.low in _NO_PREFIX or token.low in MONTHS or token.low in SHORT_MONTHS or token.low in CODES
        if not named or clash or at(tokens, j).kind != "number" or not glued(tokens, j) or (hyphen and _prefixed_amount(tokens, j)):
            return None
        return _grown(tokens, j + 1)
    after = at(tokens, i + 1)
    if token.kind == "number" and after.kind == "word" and glued(tokens, i + 1) and after.text[0].isupper():
        known = (
            after.low in SHORT_SCALES
            or (after.low in SHORT_UNITS and after.text != "G")
            or after.low in ("am", "pm", "st", "nd", "rd", "th", "s", "c", "f")
        )
        return None if known or after.low in CODES else _grown(tokens, i + 2)
    return None


def _prefixed_amount(tokens: Sequence[Token], j: int) -> bool:
    """Whether an amount of something follows: "Ukraine-5 million" is no name."""
    found = amount(tokens, j)
    return found is not None and (found.unit is not None or found.scale != 1)


def _grown(tokens: Sequence[Token], i: int) -> int:
    while glued(tokens, i) and (
        at(tokens, i).kind in ("word", "number") or (tokens[i].text == "-" and glued(tokens, i + 1) and _digits(tokens, i + 1))
    ):
        i += 1
    return i


def _digits(tokens: Sequence[Token], i: int) -> bool:
    return at(tokens, i).kind == "number"


def _named(tokens: Sequence[Token], i: int) -> int | None:
    token = at(tokens, i)
    if token.low == "#" and glued(tokens, i + 1) and _digits(tokens, i + 1):
        return i + 2
    if token.low not in _NAMED or (token.low in _OFTEN_WORDS and not token.text[0].isupper()):
        return None
    j = i + 1 + (at(tokens, i + 1).text == "." and token.low in ("no", "nos"))
    number = at(tokens, j)
    if number.kind != "number" or len(number.text) > 5 or not number.text.isdecimal():
        return None
    found = amount(tokens, j)
    if (found and found.unit) or (found and found.scale != 1) or (token.text[0].islower() and plural(at(tokens, j + 1))):
        return None
    return _grown(tokens, j + 1)


def _numeric(tokens: Sequence[Token], i: int) -> int | None:
    """Digits only: versions, 9/11, 24/7, telephone numbers, impossible dates, and runs too long for a count."""
    token = at(tokens, i)
    if token.kind in ("version", "date", "time") or (token.kind == "number" and len(token.text) > LONGEST_NUMBER):
        return i + 1
    if token.kind != "number":
        return None
    if at(tokens, i + 1).text == "/" and token.text + "/" + at(tokens, i + 2).text in ("9/11", "7/7", "24/7", "7/10", "50/50"):
        return i + 3
    j = i
    while at(tokens, j + 1).text == "-" and glued(tokens, j + 1) and glued(tokens, j + 2) and _digits(tokens, j + 2):
        j += 2
    return j + 1 if j >= i + 4 else None
