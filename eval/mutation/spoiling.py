"""Where a sentence has numbers, dates, names, hedges and negations, and the sentence with one of them changed. Plain patterns, pure.

Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import re
from decimal import Decimal

Place = tuple[int, int]

OPENERS = frozenset(
    "The A An In On At By For From To Of With Its His Her Their Our My This That These Those No Not All Both Some Many Most Each Every "
    "One Two Three After Before When While As But And If Since Until It He She They There Here Only Even Then So Yet".split()
)
"""What opens a sentence and belongs to no name that follows."""

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = (
    *"two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
    "twenty",
)
"""Numbers in words, in their order from two; "one" is left out: it is a pronoun as often."""
_MONTH = "|".join(MONTHS)
_YEAR = r"(?<![\d.,£$€])(?:19|20)\d\d(?![\d%]|[.,]\d)"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?=(?:st|nd|rd|th)? (?:{_MONTH})\b)")
_DAY_LAST = re.compile(rf"\b(?:{_MONTH}) (\d{{1,2}})\b(?![.,]\d)")
_CALENDAR = re.compile(rf"\b(?:{_MONTH}|{'|'.join(WEEKDAYS)})\b")
_NUMBER = re.compile(
    rf"(?<![\w.,:/–-])\d+(?:,\d{{3}})*(?:\.\d+)?(?!\w|[.,:/–-]\d)|(?<![\w-])(?:{'|'.join(SMALL)})(?![\w’'])(?!-(?:{'|'.join(SMALL)}|one))",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*(?: [A-Z][^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*)*")
_ONE = rf"(?:\d|\b(?:{'|'.join(SMALL)}))"
_AMOUNT = rf"(?:[£$€]?\d|(?:{'|'.join(SMALL)})\b)"
_OPENER = re.compile(r"(?:^|[.?!:“\"\n] ?)([A-Z][\w’'-]*) $")
_BOUND = re.compile(
    r"\b(?:an estimated|as (?:many|much|few) as|no (?:more|fewer|less) than|(?:well |just )?(?:more than|less than|fewer than|over|under)"
    rf"|at least|at most|up to|close to|about|around|approximately|nearly|almost|roughly|some|only) (?={_AMOUNT})",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    rf"(?:\b(?:between|to|than|least|most|over|under|from|below|above|twice|the|these|those|its|his|her|their|same)"
    rf"|{_ONE} (?:and|to|or)) [£$€]?$",
    re.IGNORECASE,
)
_HEDGES: tuple[tuple[re.Pattern[str], str], ...] = (
    # what is taken out, and what stands in its place
    (re.compile(r"\b(?:may|might|could) have been\b"), "was"),
    (re.compile(r"\b(?:may|might|could) have\b"), "had"),
    (re.compile(r"\b(?:may|might) be\b"), "is"),
    (re.compile(r"\b(?:may|might)\b(?! (?:not|\d))"), "will"),
    (re.compile(r"\b(?:appear(?:s|ed)?|seem(?:s|ed)?) to be\b"), "is"),
    (re.compile(r"\b(?:allegedly|reportedly|apparently|supposedly|possibly|probably|perhaps|likely|presumably|potentially) ", re.I), ""),
    (re.compile(r"\b(?:alleged|suspected|apparent|supposed|possible|probable) (?!by\b|to\b|of\b)", re.I), ""),
)
_AUXILIARY = r"is|are|was|were|will|would|can|could|should|must|has|have|had|does|do|did"
_NEGATIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bcannot\b|\bcan[’']t\b"), "can"),
    (re.compile(r"\bwon[’']t\b"), "will"),
    (re.compile(rf"\b({_AUXILIARY})n[’']t\b"), r"\1"),
    (re.compile(rf"\b({_AUXILIARY}) not (?:yet )?(?!only\b)"), r"\1 "),
    (re.compile(r"\bnot (?!only\b)", re.I), ""),
    (re.compile(r"\bnever "), ""),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\bNone of\b"), "All of"),
    (re.compile(r"\bnone of\b"), "all of"),
    (re.compile(r"\b(?:No one|Nobody)\b"), "Everybody"),
    (re.compile(r"\b(?:no one|nobody)\b"), "everybody"),
    (re.compile(r"\bnothing\b"), "everything"),
    (re.compile(r"\bNothing\b"), "Everything"),
    (re.compile(r"\bno (?!more |fewer |less |later |doubt )", re.I), ""),
    (re.compile(r"\bwithout\b"), "with"),
)
_TAKES_NOT = re.compile(
    r"\b(?:is|are|was|were|will|would|could|should|must|(?:has|have|had)(?= (?:been|\w+ed)\b)) (?!not\b|no\b|never\b|n[’']t|\d)"
)


def numbers(text: str) -> list[Place]:
    """The numbers of a text, in figures or in words from two to twenty; not those of dates, scores and numbered names like "3rd"."""
    blank = text
    for a, b in (place for place, _ in dates(text)):
        blank = f"{blank[:a]}{'x' * (b - a)}{blank[b:]}"
    return [m.span() for m in _NUMBER.finditer(blank)]


def value(number: str) -> Decimal:
    """The value of a number as `numbers` finds it."""
    return Decimal(SMALL.index(number.lower()) + 2) if number.isalpha() else Decimal(number.replace(",", ""))


def next_to(number: str) -> str:
    """A number slightly larger, written alike: seven -> eight, 61 -> 62, 21,600 -> 21,610, 4.8 -> 4.9. After twenty comes nineteen."""
    if number.isalpha():
        at = SMALL.index(number.lower())
        word = SMALL[at + 1 if at + 1 < len(SMALL) else at - 1]
        return word.capitalize() if number[0].isupper() else word
    here = value(number)
    digits = number.replace(",", "")
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    step = Decimal(1).scaleb(int(here.as_tuple().exponent) if "." in digits else max(0, zeros - 1)) if here else Decimal(1)
    return f"{here + step:,f}" if "," in number else f"{here + step:f}"


def doubled(number: str) -> str:
    """A number that no rounding makes equal: twice as large and one more, in figures."""
    larger = value(number) * 2 + 1
    return f"{larger:,f}" if "," in number else f"{larger:f}"


def is_exact(text: str, place: Place) -> bool:
    """Whether the number at `place` states a plain count, so that another excludes it.

    Not a bound ("at least 40"), the end of a range, part of a name ("Route 66") or of a word ("two-year"), nor what is only referred to
    ("the two men").
    """
    before, after = text[: place[0]], text[place[1] :]
    named = re.search(r"(?:^|(?<=[\w,;] ))([A-Z][\w’'-]*\.?) $", before)
    return (
        (named is None or (not named.start() and named[1] in OPENERS - {"The"}))
        and _NOT_PLAIN.search(before) is None
        and not re.match(rf"(?:[ -]\w+)? (?:or|to) {_AMOUNT}|-", after)
    )


def dates(text: str) -> list[tuple[Place, tuple[str, ...]]]:
    """The days, weekdays, months and years of a text, each with what could stand there instead.

    A month or day at the beginning of a text is passed over: "May" and "March" are words there.
    """
    found: list[tuple[Place, tuple[str, ...]]] = []
    for m in _CALENDAR.finditer(text):
        if m.start():
            found.append((m.span(), tuple(w for w in (MONTHS if m.group() in MONTHS else WEEKDAYS) if w != m.group())))
    for pattern in (_DAY_FIRST, _DAY_LAST):
        found += [(m.span(1), tuple(str(d) for d in range(1, 29) if d != int(m[1]))) for m in pattern.finditer(text)]
    for m in re.finditer(_YEAR, text):
        found.append((m.span(), (str(int(m.group()) - 1), str(int(m.group()) + 1))))
    return sorted(found)


def names(text: str) -> list[Place]:
    """The names of a text: runs of capitalised words, dates aside, and at the beginning of a sentence only where a second word follows."""
    found = []
    for m in _NAME.finditer(text):
        first = _OPENER.search(text[: m.start()])
        if not _CALENDAR.search(m.group()):
            found.append((m.start() if first is None or first[1] in OPENERS else first.start(1), m.end()))
    return found


def without_bound(text: str) -> str | None:
    """The text without the first hedge of a number."""
    return _first(text, ((_BOUND, ""),))


def without_hedge(text: str) -> str | None:
    """The text without the first hedge that is not a number's; "may" becomes "is" or "will"."""
    return _first(text, _HEDGES)


def without_negation(text: str) -> str | None:
    """The text without one negation."""
    return _first(text, _NEGATIONS)


def with_negation(text: str) -> str | None:
    """The text with "not" after its first auxiliary verb."""
    found = _TAKES_NOT.search(text)
    return f"{text[: found.end()]}not {text[found.end() :]}" if found else None


def replaced(text: str, place: Place, other: str) -> str:
    """The text with something else at a place."""
    return f"{text[: place[0]]}{other}{text[place[1] :]}"


def crossed(text: str, first: Place, second: Place) -> str:
    """The text with two pieces exchanged; `first` stands before `second`."""
    (a, b), (c, d) = first, second
    return f"{text[:a]}{text[c:d]}{text[b:c]}{text[a:b]}{text[d:]}"


def _first(text: str, changes: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    for pattern, other in changes:
        made, times = pattern.subn(other, text, count=1)
        if times:
            made = re.sub(r" {2,}", " ", made).strip()
            made = re.sub(r"\b([Aa])n (?=[b-df-gj-np-tv-z])", r"\1 ", made)
            return made[:1].upper() + made[1:] if text[:1].isupper() else made
    return None
