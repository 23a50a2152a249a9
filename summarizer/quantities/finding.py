"""All quantities of a text."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities.base import Found, Quantity, Token, at, tokens_of
from summarizer.quantities.dates import calendar
from summarizer.quantities.figures import figures
from summarizer.quantities.identifiers import identifier
from summarizer.quantities.nouns import head_noun, ranked_noun
from summarizer.quantities.periods import attach, periods, sentence_numbers
from summarizer.quantities.words import TIME_UNITS

_OWNERS = frozenset({"his", "her", "their", "early", "late", "my", "-"})
"""What stands before a decade of age: "in his 40s"."""


def find(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order, none overlapping, `text[q.start:q.end] == q.text`; in time linear in the length of the text.

    Left out: "a" and "an", numbers inside web addresses, Roman numerals, and relative days such as "yesterday". "One" without a unit and
    "first" are found but weak.
    """
    tokens = tokens_of(text)
    found: list[Found] = []
    i = 0
    while i < len(tokens):
        hits = _at(tokens, i)
        found.extend(hits)
        i = hits[-1].last if hits else i + 1
    return _in_context(text, tokens, found)


def _at(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    if dates := calendar(tokens, i):
        return dates
    name = identifier(tokens, i)
    return (name,) if name else figures(tokens, i)


def _in_context(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> tuple[Quantity, ...]:
    counted = [f for f in found if f.quantity.kind in ("cardinal", "score")]
    phrases = periods(tokens, [f for f in found if f.quantity.when])
    attached = iter(attach(counted, phrases, sentence_numbers(text, tokens)))
    result = []
    for f in found:
        q = f.quantity
        start, end = tokens[f.first].start, tokens[f.last - 1].end
        noun, period = None, q.period
        if q.kind in ("cardinal", "score"):
            near = next(attached)
            period = period or near
        if q.kind == "cardinal":
            noun = _noun(tokens, f)
        elif q.kind == "ordinal":
            noun = ranked_noun(tokens, f.last)
        result.append(q._replace(start=start, end=end, text=text[start:end], noun=noun, period=period))
    return tuple(result)


def _noun(tokens: Sequence[Token], f: Found) -> str | None:
    q = f.quantity
    if at(tokens, f.first - 1).low == "aged" or (at(tokens, f.first - 1).low == "age" and q.unit is None):
        return "age"
    if at(tokens, f.last - 1).low in ("old", "olds", "older", "younger") and q.unit in TIME_UNITS:
        return "age"
    if at(tokens, f.last - 1).low == "s" and at(tokens, f.first - 1).low in _OWNERS:
        return "age"
    return head_noun(tokens, f.last, q.low == q.high == 1, q.unit)
