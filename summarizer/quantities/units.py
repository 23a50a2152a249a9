"""What stands around a number: sign, currency, scale and unit."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities.base import EXACT, Amount, Token, at, glued
from summarizer.quantities.nouns import plural
from summarizer.quantities.words import (
    CODES,
    CURRENCY_SIGNS,
    DOLLARS,
    GLUED_ONLY,
    HOURLY_UNITS,
    NATIONS,
    SCALES,
    SHORT_SCALES,
    SHORT_UNITS,
    TIME_UNITS,
    UNITS,
)


def sign(tokens: Sequence[Token], i: int) -> tuple[bool, int]:
    """Whether a minus stands at token `i`, and the token after it."""
    token = at(tokens, i)
    minus = token.text in ("-", "−") and glued(tokens, i + 1) and not glued(tokens, i)
    return (True, i + 1) if minus or (token.low == "minus" and at(tokens, i + 1).kind == "number") else (False, i)


def currency_before(tokens: Sequence[Token], i: int) -> tuple[str | None, int]:
    """The currency that token `i` begins with a sign or a code (US$, Rs., EUR), and the token after it."""
    here, after = at(tokens, i), at(tokens, i + 1)
    if here.text in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[here.text], i + 1
    if after.text in ("$", "£") and glued(tokens, i + 1) and here.text.isupper() and at(tokens, i + 2).kind == "number":
        return DOLLARS.get(here.low, CURRENCY_SIGNS[after.text]), i + 2
    if here.low in CODES and (here.text.isupper() or here.text == "Rs"):
        step = 2 if here.text == "Rs" and after.text == "." else 1
        return (CODES[here.low], i + step) if at(tokens, i + step).kind == "number" else (None, i)
    return None, i


def scaled(tokens: Sequence[Token], core: Amount, currency: str | None) -> Amount:
    """The amount times the scale word after it. A bare "m" is million after a currency or before a plural, else metre."""
    token = at(tokens, core.next)
    step = 1
    if token.text == "-" and at(tokens, core.next + 1).low in SCALES:
        token, step = at(tokens, core.next + 1), 2
    scale = None if core.spelled else SCALES.get(token.low)
    if scale is None and token.low in SHORT_SCALES and (token.low in ("bn", "mn", "mln", "bln", "tn", "trn") or glued(tokens, core.next)):
        metre = token.low == "m" and token.text == "m" and not currency and not plural(at(tokens, core.next + 1))
        scale = None if metre or core.spelled else SHORT_SCALES[token.low]
    if scale is None:
        return core
    return core._replace(low=EXACT.multiply(core.low, scale), high=EXACT.multiply(core.high, scale), scale=scale, next=core.next + step)


def with_unit(tokens: Sequence[Token], core: Amount, currency: str | None) -> Amount:
    """The amount with its unit, from before (`currency`) or after it."""
    if currency:
        named = at(tokens, core.next).low in UNITS and UNITS[at(tokens, core.next).low] in ("usd", "eur", "pound", "rub")
        return core._replace(unit=currency, next=core.next + named)
    j = core.next
    token, after = at(tokens, j), at(tokens, j + 1)
    if core.loose and token.low == "of":  # millions of dollars
        money = _word_unit(tokens, core, j + 1) if after.kind == "word" else core
        return money if money.unit not in (*TIME_UNITS, None) else core
    if token.text == "%":
        return core._replace(unit="percent", next=j + 1)
    if token.text == "°":
        known = {"c": "celsius", "f": "fahrenheit"}.get(after.low)
        return core._replace(unit=known or "degree", next=j + 1 + bool(known))
    if token.text == "-" and glued(tokens, j) and glued(tokens, j + 1):
        hyphened = with_unit(tokens, core._replace(next=j + 1), None) if after.kind == "word" else core
        return hyphened if hyphened.unit else core
    if token.kind != "word":
        return core
    return _word_unit(tokens, core, j)


def _word_unit(tokens: Sequence[Token], core: Amount, j: int) -> Amount:
    token, after = at(tokens, j), at(tokens, j + 1)
    if token.low == "per" and after.low == "cent":
        return core._replace(unit="percent", next=j + 2)
    if token.low == "percentage" and after.low in ("point", "points"):
        return core._replace(unit="percentage-point", next=j + 2)
    if token.low == "basis" and after.low in ("point", "points"):
        return core._replace(unit="basis-point", next=j + 2)
    if token.low in ("square", "cubic", "sq") and (inner := UNITS.get(after.low) or SHORT_UNITS.get(after.low)):
        return core._replace(unit=("cubic-" if token.low == "cubic" else "sq-") + inner, next=j + 2)
    if token.low == "metric" and after.low in ("ton", "tons"):
        return core._replace(unit="tonne", next=j + 2)
    if token.low in ("degree", "degrees") and after.low in ("celsius", "fahrenheit", "centigrade"):
        return core._replace(unit="celsius" if after.low == "centigrade" else after.low, next=j + 2)
    if token.low == "pounds" and after.low == "sterling":
        return core._replace(unit="gbp", next=j + 2)
    nation = NATIONS.get(token.low)
    if (nation and UNITS.get(after.low) in ("usd", "chf", "rub", "try")) or (nation == "hkd" and after.low.startswith("dollar")):
        return core._replace(unit=nation, next=j + 2)
    if token.low in CODES and token.text.isupper():
        return core._replace(unit=CODES[token.low], next=j + 1)
    if token.low in UNITS and not _verb_or_name(tokens, j):
        return core._replace(unit=UNITS[token.low], next=j + 1)
    short = SHORT_UNITS.get(token.low)
    if short and (glued(tokens, j) or token.low not in GLUED_ONLY) and not (token.low == "p" and at(tokens, j + 1).text == "."):
        return core._replace(unit=short, next=j + 1, rate="hourly" if token.low in HOURLY_UNITS else None)
    return core


def _verb_or_name(tokens: Sequence[Token], j: int) -> bool:
    """Whether a unit word is probably none: "won" is mostly a verb, "second" mostly an ordinal, and a capital makes a name."""
    low = tokens[j].low
    return low in ("won", "try") or (low == "second" and not glued(tokens, j)) or (low == "rand" and tokens[j].text[0].isupper())
