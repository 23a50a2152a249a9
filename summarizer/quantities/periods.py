"""The period that a figure is about: a rate ("each month"), a stretch ("in October") or a start ("since February 2022")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.quantities.base import Found, Token, When, at, glued, word_set
from summarizer.quantities.words import MONTH_NAMES, TIME_UNITS, UNITS, WEEKDAY_NAMES

RATES = {
    "second": "secondly",
    "minute": "minutely",
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}
_ADVERBS = {
    "hourly": "hourly",
    "daily": "daily",
    "nightly": "daily",
    "weekly": "weekly",
    "monthly": "monthly",
    "annually": "yearly",
    "yearly": "yearly",
}
_AFTER_SPAN = word_set("ago later after earlier before old from on")
_STRETCHES = TIME_UNITS | {"quarter", "season", "summer", "winter", "spring", "autumn", "fall", "weekend"}
_RELATIVES = word_set("last past this next previous coming current")
_ABBREVIATIONS = word_set("mr mrs ms dr st gen col lt sgt rep sen gov no vs jr sr prof rev hon inc co corp ltd etc approx u s a p m")


class Period(NamedTuple):
    """A period phrase: its name, and the tokens it covers."""

    name: str
    first: int
    last: int


def sentence_numbers(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token, the number of the sentence it stands in; rough, but never across a blank line or a clear full stop."""
    numbers, current = [], 0
    for i in range(len(tokens)):
        if i and _breaks(text, tokens, i):
            current += 1
        numbers.append(current)
    return numbers


def _breaks(text: str, tokens: Sequence[Token], i: int) -> bool:
    gap = text[tokens[i - 1].end : tokens[i].start]
    if "\n" in gap:
        return True
    k = i - 1
    while k > max(0, i - 4) and tokens[k].text in ('"', "”", "'", "’", ")"):
        k -= 1
    if not gap or tokens[k].text not in (".", "!", "?") or not (tokens[i].text[0].isupper() or tokens[i].kind in ("number", "sign")):
        return False
    before = at(tokens, k - 1)
    short = (
        tokens[k].text == "." and (before.low in _ABBREVIATIONS or (len(before.text) == 1 and before.kind == "word")) and glued(tokens, k)
    )
    return not short


def periods(tokens: Sequence[Token], dates: Sequence[Found]) -> list[Period]:
    """All period phrases, in order. `dates` are the dates and years found."""
    by_first = {d.first: d for d in dates}
    found: list[Period] = []
    i = 0
    while i < len(tokens):
        hit = _rate(tokens, i) or _relative(tokens, i) or _dated(tokens, i, by_first)
        if hit:
            found.append(hit)
        i = hit.last if hit else i + 1
    return found


def _rate(tokens: Sequence[Token], i: int) -> Period | None:
    token, after = at(tokens, i), at(tokens, i + 1)
    if token.low in _ADVERBS:
        return Period(_ADVERBS[token.low], i, i + 1)
    if token.low in ("per", "each", "every", "a", "an", "/") and after.kind == "word" and not after.low.endswith("s"):
        unit = UNITS.get(after.low) or {"annum": "year", "h": "hour"}.get(after.low)
        if after.low in ("h", "annum") and token.low not in ("/", "per"):
            return None
        if unit in RATES and at(tokens, i + 2).low not in _AFTER_SPAN and at(tokens, i + 2).text != "-":
            return Period(RATES[unit], i, i + 2)
    return None


def _relative(tokens: Sequence[Token], i: int) -> Period | None:
    """Since the beginning of the year, so far this year, last month, in the past three years."""
    low = [at(tokens, i + k).low for k in range(7)]
    if low[:2] == ["so", "far"] and low[2:4] == ["this", "year"]:
        return Period("since:year-start", i, i + 4)
    if low[0] == "since" and (start := _year_start(low)):
        return Period("since:year-start", i, i + start)
    step = 1 if low[0] in ("in", "over", "during", "within", "for", "since", "by") else 0
    step += low[step] == "the"
    if low[step] not in _RELATIVES:
        return None
    word, j = low[step], i + step + 1
    count = ""
    if at(tokens, j + 1).low.rstrip("s") in _STRETCHES and at(tokens, j).low.rstrip("s") not in _STRETCHES:
        count, j = at(tokens, j).low + "-", j + 1
    unit = UNITS.get(at(tokens, j).low, at(tokens, j).low)
    if unit not in _STRETCHES or unit in ("second", "minute"):
        return None
    head = {"since": "since", "by": "by"}.get(low[0], "in")
    name = {"previous": "last", "past": "last", "coming": "next", "current": "this"}.get(word, word)
    return Period(f"{head}:{name}-{count}{unit}", i, j + 1)


def _year_start(low: Sequence[str]) -> int | None:
    for words in (["the"], []):
        k = 1 + len(words)
        if low[1:k] == words and low[k] in ("beginning", "start") and low[k + 1] == "of":
            end = k + 2 + (low[k + 2] in ("the", "this"))
            return end + 1 if low[end] == "year" else None
    return None


def _dated(tokens: Sequence[Token], i: int, dates: dict[int, Found]) -> Period | None:
    word = at(tokens, i).low
    if word not in ("in", "since", "by", "during", "on", "until", "through", "for", "after", "before"):
        return None
    j = i + 1 + (at(tokens, i + 1).low == "the")
    found = dates.get(j)
    if found is None or found.quantity.when is None:
        return None
    name = _name(found.quantity.when)
    if name is None or (word in ("for", "after", "before") and found.quantity.when.weekday):
        return None
    head = {"during": "in", "through": "until", "for": "in"}.get(word, word)
    return Period(f"{head}:{name}", i, found.last)


def _name(when: When) -> str | None:
    if when.weekday is not None:
        return WEEKDAY_NAMES[when.weekday - 1]
    if when.minute is not None:
        return None
    part = f"{when.part}-" if when.part else ""
    if when.month is None:
        return f"{part}{when.year}"
    day = f"-{when.day:02}" if when.day else ""
    return f"{part}{when.year}-{when.month:02}{day}" if when.year is not None else f"{part}{MONTH_NAMES[when.month - 1]}{day}"


def attach(figures: Sequence[Found], phrases: Sequence[Period], sentences: Sequence[int]) -> list[str | None]:
    """The period of each figure: the phrase that follows it before the next figure, else one before it that no other figure follows into.

    Only within a sentence. A rate must follow, except an adverb ("a monthly 15,000").
    """
    result: list[str | None] = []
    taken: set[int] = set()
    p = 0
    for n, figure in enumerate(figures):
        while p < len(phrases) and phrases[p].first < figure.last:
            p += 1
        stop = figures[n + 1].first if n + 1 < len(figures) else len(sentences)
        here = sentences[figure.first]
        ahead = phrases[p] if p < len(phrases) and phrases[p].first < stop and sentences[phrases[p].first] == here else None
        if ahead:
            taken.add(p)
            result.append(_best(phrases, p, stop, sentences, here))
            continue
        behind = next((k for k in range(p - 1, max(-1, p - 6), -1) if sentences[phrases[k].first] == here and k not in taken), None)
        fits = behind is not None and (":" in phrases[behind].name or phrases[behind].last - phrases[behind].first == 1)
        result.append(phrases[behind].name if behind is not None and fits else None)
    return result


def _best(phrases: Sequence[Period], p: int, stop: int, sentences: Sequence[int], here: int) -> str:
    """Of the phrases after a figure the first, but a rate or a stretch rather than a day: days mostly date the saying."""
    near = [q for q in phrases[p : p + 4] if q.first < stop and sentences[q.first] == here]
    return next((q.name for q in near if not q.name.startswith("on:")), near[0].name)
