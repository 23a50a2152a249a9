"""Dates, years, decades and times of the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from summarizer.quantities.base import Found, Quantity, QuantityKind, Token, When, at, glued, word_set
from summarizer.quantities.nouns import plural
from summarizer.quantities.words import CURRENCY_SIGNS, MANY, MONTHS, SHORT_MONTHS, SHORT_SCALES, SHORT_UNITS, UNITS, WEEKDAYS

_PARTS = {"early": "early", "mid": "mid", "late": "late", "middle": "mid", "beginning": "early", "start": "early", "end": "late"}
_YEAR_BEFORE = word_set("in since until till by from before after during year of early late mid between and to through circa")
_YEAR_SURE = word_set("in since until till during year early late mid")
_MONTH_BEFORE = word_set("in since until till by from before after during of early late mid last next this through to between and every")
_EVENTS = word_set("elections games olympics polls primaries midterms attacks riots protests championships finals")
_DECADES = {w + "ties": 1900 + 10 * n for n, w in enumerate(["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"], 2)}


def calendar(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """The dates or the time that begin at token `i`: none, one, or two for a range like "10-12 November"."""
    for reader in (_written_out, _clock, _day_first, _month_first, _month_range, _weekday, _years):
        if hits := reader(tokens, i):
            return hits
    return ()


def is_year(tokens: Sequence[Token], i: int, bounded: bool = False) -> bool:
    """Whether the bare number at token `i` is a year and not a count. `bounded`: words like "more than" stand before it."""
    token = at(tokens, i)
    if not _four_digits(token) or (glued(tokens, i) and at(tokens, i - 1).text in (*CURRENCY_SIGNS, "#", "+")):
        return False
    before, after, low = at(tokens, i - 1), at(tokens, i + 1), int(token.text)
    if glued(tokens, i) and before.kind in ("word", "number"):
        return False
    if after.kind == "word" and (glued(tokens, i + 1) or after.low in MANY or after.low in SHORT_SCALES or _unit_like(after)):
        return False
    if after.text in ("%", "°") or after.kind == "fraction":
        return False
    if (
        after.text == "-"
        and glued(tokens, i + 1)
        and (at(tokens, i + 2).low in UNITS or at(tokens, i + 2).low in ("strong", "odd", "plus"))
    ):
        return False
    if bounded:
        return False
    if 1900 <= low <= 2100:
        # Counts of four digits are mostly written with a comma; round ones are the exception (2000 people).
        return before.low in _YEAR_SURE or not plural(after) or low % 100 != 0 or after.low in _EVENTS
    return 1000 <= low < 1900 and (before.low in _YEAR_BEFORE or _month(tokens, i - 1) is not None) and not plural(after)


def _unit_like(token: Token) -> bool:
    return (token.low in UNITS or token.low in SHORT_UNITS) and token.low not in ("in", "t", "won", "second", "p", "m")


def _four_digits(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 4 and token.text.isdecimal()


def _found(tokens: Sequence[Token], first: int, last: int, when: When) -> Found:
    start, end = tokens[first].start, tokens[last - 1].end
    low, high = _value(when)
    kind: QuantityKind = "year" if when.year is not None and when.month is None else "date"
    unit = "time" if when.minute is not None else "date"
    return Found(Quantity(start, end, "", low, high, unit, kind=kind, when=when), first, last)


def _value(when: When) -> tuple[Decimal, Decimal]:
    if when.minute is not None:
        return when.minute, when.minute
    if when.month is None:
        value = Decimal(when.year if when.year is not None else when.weekday or 0)
        return value, value
    if when.day is None:
        return (Decimal(when.month),) * 2 if when.year is None else (_number(when, 1), _number(when, 31))
    return (_number(when, when.day),) * 2


def _number(when: When, day: int) -> Decimal:
    return Decimal((when.year or 0) * 10_000 + (when.month or 0) * 100 + day)


def _written_out(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """2025-11-03, 3/11/2025, 3.11.2025. Where day and month could be swapped, only the year is sure."""
    token = at(tokens, i)
    if token.kind != "date":
        return ()
    if "-" in token.text:
        year, month, day = map(int, token.text.split("-"))
    else:
        a, b, year = map(int, token.text.replace(".", "/").split("/"))
        day, month = (a, b) if a > 12 or "." in token.text else (b, a)
        if a <= 12 and b <= 12 and a != b and "/" in token.text:
            return (_found(tokens, i, i + 1, When(year)),)
    return (_found(tokens, i, i + 1, When(year, month, day)),) if _is_date(year, month, day) else ()


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _clock(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    token = at(tokens, i)
    if token.low in ("noon", "midnight"):
        return (_found(tokens, i, i + 1, When(minute=Decimal(720 if token.low == "noon" else 0))),)
    if token.kind not in ("time", "number") or len(token.text) > 8 or "," in token.text:
        return ()
    half, after = _half_of_day(tokens, i + 1)
    if token.kind == "number" and (half is None or not _is_clock(token.text)):
        return ()
    hour, minute, second = (*map(int, token.text.replace(".", ":").split(":")), 0, 0)[:3]
    if hour > 24 or minute > 59 or second > 59 or (half is not None and not 1 <= hour <= 12):
        return ()
    hour = hour if half is None else hour % 12 + half
    when = When(minute=Decimal(hour * 60 + minute) + Decimal(second) / 60)
    return (_found(tokens, i, after, when),)


def _is_clock(text: str) -> bool:
    hour, _, minute = text.partition(".")
    return hour.isdecimal() and len(hour) <= 2 and (not minute or len(minute) == 2)


def _half_of_day(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The hours to add for "a.m." or "p.m.", and the token after it. A last full stop may also end the sentence."""
    token = at(tokens, i)
    if token.low in ("am", "pm") and (token.text.islower() or glued(tokens, i) or token.text.isupper()):
        return (12 if token.low == "pm" else 0), i + 1
    if token.low in ("a", "p") and at(tokens, i + 1).text == "." and at(tokens, i + 2).low == "m" and glued(tokens, i + 2):
        return (12 if token.low == "p" else 0), i + 3 + (at(tokens, i + 3).text == "." and glued(tokens, i + 3))
    return None, i


def _month(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The month named at token `i`, and the token after it."""
    token = at(tokens, i)
    if token.kind != "word" or not token.text[0].isupper():
        return None
    if token.low in MONTHS:
        return MONTHS[token.low], i + 1
    if token.low in SHORT_MONTHS:
        dot = at(tokens, i + 1).text == "." and glued(tokens, i + 1)
        near = at(tokens, i + 1).kind == "number" or at(tokens, i - 1).kind == "number"
        return (SHORT_MONTHS[token.low], i + 1 + dot) if dot or near else None
    return None


def _day(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The day of the month at token `i` ("3", "3rd", "3rd of"), and the token after it."""
    token = at(tokens, i)
    if token.kind != "number" or len(token.text) > 2 or not token.text.isdecimal() or not 1 <= int(token.text) <= 31:
        return None
    i += 1
    return int(token.text), i + (glued(tokens, i) and at(tokens, i).low in ("st", "nd", "rd", "th"))


def _year_after(tokens: Sequence[Token], i: int, comma: bool) -> tuple[int | None, int]:
    j = i + (comma and at(tokens, i).text == ",")
    token = at(tokens, j)
    sound = _four_digits(token) and 1000 <= int(token.text) <= 2100 and not (at(tokens, j + 1).kind == "word" and glued(tokens, j + 1))
    return (int(token.text), j + 1) if sound and (j == i or not plural(at(tokens, j + 1))) else (None, i)


def _day_first(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """3 November 2025, the 3rd of November, 10-12 November."""
    first = _day(tokens, i)
    if first is None:
        return ()
    second = _range_end(tokens, first[1])
    j = second[1] if second else first[1]
    month = _month(tokens, j + (at(tokens, j).low == "of"))
    if month is None:
        return ()
    year, end = _year_after(tokens, month[1], comma=True)
    if second is None:
        return (_found(tokens, i, end, When(year, month[0], first[0])),)
    start = j - 1 if at(tokens, j - 1).kind == "number" else j - 2
    return (
        _found(tokens, i, first[1], When(year, month[0], first[0])),
        _found(tokens, start, end, When(year, month[0], second[0])),
    )


def _range_end(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    return _day(tokens, i + 1) if at(tokens, i).text in ("-", "–", "&") or at(tokens, i).low in ("to", "and") else None


def _month_first(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """November 3, 2025, Nov. 3-5, early November, February 2022, in November."""
    first = i
    part = _PARTS.get(at(tokens, i).low)
    if part:
        i += 1 + (at(tokens, i + 1).low in ("of", "-"))
    month = _month(tokens, i)
    if month is None:
        return ()
    day = _day(tokens, month[1])
    if day and not _counts(tokens, day[1]):
        second = _range_end(tokens, day[1]) if at(tokens, day[1]).text in ("-", "–") else None
        year, end = _year_after(tokens, second[1] if second else day[1], comma=True)
        head = _found(tokens, first, day[1] if second else end, When(year, month[0], day[0], part=part))
        return (head, _found(tokens, day[1] + 1, end, When(year, month[0], second[0]))) if second else (head,)
    year, end = _year_after(tokens, month[1], comma=False)
    if year is None and part is None and at(tokens, i).low in ("may", "march") and not _surely_month(tokens, i):
        return ()
    if year is None:
        year, end = _year_of(tokens, month[1])
    return (_found(tokens, first, end, When(year, month[0], part=part)),)


def _year_of(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The year of "November of 2025" or "November, 2025"."""
    if at(tokens, i).low == "of" or at(tokens, i).text == ",":
        year, end = _year_after(tokens, i + 1, comma=False)
        if year is not None and year >= 1900 and not plural(at(tokens, end)):
            return year, end
    return None, i


def _counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows shows that the number before `i` counts something: "In November 12 people" and "by May 5 percent"."""
    token = at(tokens, i)
    return token.text == "%" or token.low in MANY or (token.kind == "word" and (_unit_like(token) or plural(token) or token.low == "per"))


def _surely_month(tokens: Sequence[Token], i: int) -> bool:
    return at(tokens, i - 1).low in _MONTH_BEFORE or (at(tokens, i - 1).text == "-" and at(tokens, i - 2).low in _PARTS)


def _month_range(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """The part of a year: mid-2022, late 2019."""
    part = _PARTS.get(at(tokens, i).low)
    if part is None:
        return ()
    j = i + 1 + (at(tokens, i + 1).low in ("of", "-"))
    return (_found(tokens, i, j + 1, When(int(tokens[j].text), part=part)),) if is_year(tokens, j) else ()


def _weekday(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    token = at(tokens, i)
    known = token.kind == "word" and token.text[0].isupper() and token.low in WEEKDAYS
    return (_found(tokens, i, i + 1, When(weekday=WEEKDAYS[token.low])),) if known else ()


def _years(tokens: Sequence[Token], i: int) -> tuple[Found, ...]:
    """2022, 2015-16, the 1990s, the '90s, the nineties."""
    token, after = at(tokens, i), at(tokens, i + 1)
    if token.low in _DECADES and at(tokens, i - 1).low in ("the", "early", "late", "mid", "-"):
        return (_decade(tokens, i, i + 1, _DECADES[token.low]),)
    if token.kind == "number" and after.low == "s" and glued(tokens, i + 1) and token.text.isdecimal() and token.text.endswith("0"):
        if _four_digits(token):
            return (_decade(tokens, i, i + 2, int(token.text)),)
        if len(token.text) == 2 and at(tokens, i - 1).text in ("'", "’", "‘") and glued(tokens, i):
            return (_decade(tokens, i - 1, i + 2, 1900 + int(token.text)),)
    if not is_year(tokens, i):
        return ()
    first = int(token.text)
    last = at(tokens, i + 2)
    if (
        after.text in ("-", "–", "/")
        and last.kind == "number"
        and last.text.isdecimal()
        and len(last.text) in (2, 4)
        and glued(tokens, i + 2)
    ):
        end = int(last.text) if len(last.text) == 4 else first // 100 * 100 + int(last.text)
        if first < end <= 2100:
            hit = _found(tokens, i, i + 3, When(first))
            return (hit._replace(quantity=hit.quantity._replace(high=Decimal(end))),)
    return (_found(tokens, i, i + 1, When(first)),)


def _decade(tokens: Sequence[Token], first: int, last: int, year: int) -> Found:
    hit = _found(tokens, first, last, When(year))
    return hit._replace(quantity=hit.quantity._replace(high=Decimal(year + (99 if year % 100 == 0 and year < 2000 else 9))))
