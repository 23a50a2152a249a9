"""Whether two statements of different texts say one thing: exact on figures, days, names and negation, by degree on the rest. Pure.

Made for merging, where a wrong yes puts words in somebody's mouth: it says no where in doubt. (`crossing` asks less of a passage that
supports a claim: it may hold more, and say it differently.)
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer import quantities
from summarizer.lexicon import function_words
from summarizer.lexicon.matching import content_words, lemma, stem
from summarizer.lexicon.tables import rows
from summarizer.quantities import Quantity

ALIKE, LEAST_HELD, MOST_HELD, FIGURES, NAMES, BASE = 5.0, 2.5, 1.5, 1.5, 1.0, 5.0
"""What counts: likeness of meaning, the smaller and the larger share of words held, figures that agree, names that only one has."""
TELLING = 0.8
"""What a figure counts that is hardly met by chance."""
LONG = 100
"""From here on a number is a long one."""
LONGER = 0.5
"""What a passage must have above a claim: it says other things too."""
LOOKED_AT = 0.4
"""Likeness below which two statements are never one."""
ROUNDED = Decimal("0.05")
"""How far apart, as a share of the larger, two figures may be where a bound or an "about" allows both."""
SMALL = 12
"""Up to here a bare number is like another by chance: what it counts must be told alike."""
_NEGATION = re.compile(
    r"\b(?:[Nn]ot|[Nn]o(?! (?:more|less|fewer|longer) than\b)|[Nn]ever|[Nn]one|[Nn]obody|[Nn]othing|[Nn]either|nor|[Cc]annot|without"
    r"|den(?:y|ies|ied)|false|untrue|wrong|incorrect|invented|rul(?:ed|es|ing) out|yet to|fail(?:s|ed)? to|refus\w+)\b|n[’']t\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|plans?|planned|expected|due to|may|might|could|can|should|must|if)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(?<=\w[ ])[A-Z][\w-]+ $")
_HYPHEN = re.compile(r"-[a-z]")
_NAME = re.compile(r"\b[A-Z][\w’'-]*")


class Compared(NamedTuple):
    """Two statements beside each other: shares of words held in [0, 1], names that each has alone, and how their figures stand."""

    held: float
    back: float
    shared: int
    figures: float
    telling: bool
    alone: int
    lacking: bool
    mood: bool
    clash: str

    @property
    def apart(self) -> bool:
        """Whether something rules out that they are one."""
        return bool(self.clash)


def score(alike: float, pair: Compared) -> float:
    """How sure it is that two statements are one: from 0 on they are taken for it. `alike`: cosine likeness, in [-1, 1]."""
    least, most = sorted((pair.held, pair.back))
    return (
        ALIKE * alike
        + LEAST_HELD * least
        + MOST_HELD * most
        + FIGURES * pair.figures
        + TELLING * pair.telling
        - NAMES * (pair.alone + pair.mood)
        - BASE
    )


def holding(alike: float, pair: Compared) -> float:
    """How sure it is that the second of two texts holds the first among other things: from `merging.HOLDS` on it is taken to.

    A text with another figure, without a name, or with a negation or a "will" more or less is at best near.
    """
    sure = ALIKE * alike + (LEAST_HELD + MOST_HELD) * pair.held + FIGURES * (pair.figures > 0) + TELLING * pair.telling - BASE - LONGER
    return min(sure, 0.0) if pair.clash in ("negation", "day") or pair.lacking or pair.mood else sure


def adds(text: str, other: str) -> bool:
    """Whether a text has a figure or a name that another lacks."""
    return bool(_figures(text, other)[1]) or bool(_unheld(names_of(text), other))


def mentions(text: str, passage: str) -> bool:
    """Whether a passage has all figures of a text, and one of them is telling enough or a word is shared: it may mean the same."""
    wanted, there = _counts(text), _counts(passage)
    telling = any(abs(q.low) > SMALL or q.low % 1 for q in wanted) or (bool(wanted) and bool(stems(text) & stems(passage)))
    return telling and all(any(_bare_same(x, y) for y in there) for x in wanted)


def compare(a: str, b: str, weights: Mapping[str, float]) -> Compared:
    """Two statements held against each other; symmetric but for `held` (of `a` in `b`) and `back`."""
    shared, left, right = _figures(a, b)
    names = names_of(a), names_of(b)
    alone = min(len(_unheld(names[0], b)), len(_unheld(names[1], a)))
    return Compared(
        held=held(a, b, weights),
        back=held(b, a, weights),
        shared=len(stems(a) & stems(b)) + shared,
        figures=_agreement(shared, left, right),
        telling=any(_tells(x) and any(_bare_same(x, y) for y in _counts(b)) for x in _counts(a)),
        alone=alone,
        lacking=bool(left) or bool(_unheld(names[0], b)),
        mood=planned(a) != planned(b),
        clash=_clash(a, b, (shared, left, right)),
    )


def held(text: str, other: str, weights: Mapping[str, float]) -> float:
    """The share of the content words of `text`, by weight and figures aside, that `other` has in some form; 1 where there are none."""
    wanted, there = stems(text), stems(other)
    whole = sum(weights.get(w, 1.0) for w in wanted)
    return sum(weights.get(w, 1.0) for w in wanted & there) / whole if whole else 1.0


def weights(texts: Sequence[str]) -> dict[str, float]:
    """What each word counts: the less, the more sentences of all the texts have it."""
    lines = [line for text in texts for line in re.split(r"[.\n]\s", text)]
    counts = Counter(w for line in lines for w in stems(line))
    return {w: math.log(1 + len(lines) / (1 + n)) for w, n in counts.items()}


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The content words of a text without its figures, in a form that neither inflection nor a word for the same event changes."""
    plain = _without_figures(text)
    found = {twins()[m.group().lower()] for m in _twin_pattern().finditer(plain)}
    return frozenset(found | {stem(stem(lemma(w))) for w in content_words(_twin_pattern().sub(" ", plain))})


@cache
def twins() -> Mapping[str, str]:
    """Words and phrases that tell of one thing ("killed", "lost their lives"), each with what stands for them all."""
    table = rows("twins", ("phrase", "meaning"))
    return {row[0]: row[1] for row in table}


@cache
def _twin_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, twins()), key=len, reverse=True)) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def names_of(text: str) -> frozenset[str]:
    """The capitalised words of a statement but for its first, lower-case: names of persons, bodies and places."""
    words = [m.group() for m in _NAME.finditer(re.sub(r"[’']s\b", "", text)) if m.start() > 1]
    return frozenset(w.lower() for w in words) - function_words()


@lru_cache(maxsize=8192)
def years(text: str) -> frozenset[int]:
    """The years that a statement names."""
    return frozenset(q.when.year for q in _found(text) if q.when and q.when.year)


def negations(text: str) -> int:
    """How many words of a statement deny something; those within a name ("Medics Without Rest") aside."""
    return len(_NEGATION.findall(text))


def planned(text: str) -> bool:
    """Whether a statement tells of what is to be, may be or should be."""
    return _PLANNED.search(text) is not None


def _unheld(names: frozenset[str], other: str) -> frozenset[str]:
    there = {stem(w) for w in content_words(other)} | {w.lower() for w in re.findall(r"\w+", other)}
    return frozenset(n for n in names if n not in there and stem(n) not in there)


def _clash(a: str, b: str, figures: tuple[int, list[Quantity], list[Quantity]]) -> str:
    _, left, right = figures
    if negations(a) % 2 != negations(b) % 2:
        return "negation"
    if left and right:
        return "figures"
    days = {quantities.compare(x, y) for x in _dates(a) for y in _dates(b)}
    if "incompatible" in days and "same" not in days:
        return "day"
    return ""


def _agreement(shared: int, left: Sequence[Quantity], right: Sequence[Quantity]) -> float:
    """How far the figures of two statements are one, from -1 (one has some, the other none) to 1 (the same ones); 0 without figures."""
    if not shared:
        return -1.0 if left or right else 0.0
    return shared / (shared + 0.5 * (len(left) + len(right)))


def _figures(a: str, b: str) -> tuple[int, list[Quantity], list[Quantity]]:
    """How many figures agree, and those of each statement that are left."""
    left, right, shared = [], list(_counts(b)), 0
    for x in _counts(a):
        twin = next((y for y in right if _one(x, y)), None)
        if twin is None:
            left.append(x)
        else:
            right.remove(twin)
            shared += 1
    return shared, left, right


def _tells(x: Quantity) -> bool:
    """Whether a figure is hardly met by chance: a long or a broken number that is no year."""
    return x.kind != "year" and x.low.is_finite() and (abs(x.low) >= LONG or x.low % 1 != 0)


def _bare_same(x: Quantity, y: Quantity) -> bool:
    """Whether two figures have one value, whatever they count."""
    return quantities.same_value(x._replace(noun=None, period=None), y._replace(noun=None, period=None))


def _one(x: Quantity, y: Quantity) -> bool:
    """Whether two figures are one: the same value, or near ones of which a bound or an "about" allows both."""
    relation = quantities.compare(x, y)
    if relation == "compatible":
        ends = [abs(e) for q in (x, y) for e in (q.low, q.high) if e.is_finite()]
        return bool(ends) and max(ends) - min(ends) <= ROUNDED * max(ends)
    if relation == "unrelated":  # what is counted is told in other words: a number that is no small one tells enough
        return x.unit == y.unit and abs(x.low) > SMALL and _bare_same(x, y)
    return relation == "same"


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities.find(text))


def _counts(text: str) -> list[Quantity]:
    """The figures of a statement and its years; not those that belong to a name ("Warehouse 9") or an adjective ("four-storey")."""
    found = (q for q in _found(text) if not q.weak and q.kind in ("cardinal", "score", "year"))
    return [q for q in found if not (_NAMED.search(text[: q.start]) or _HYPHEN.match(text, q.end))]


def _dates(text: str) -> list[Quantity]:
    return [q for q in _found(text) if q.when]


@lru_cache(maxsize=8192)
def _without_figures(text: str) -> str:
    out, last = "", 0
    for q in _found(text):
        out += text[last : q.start] + " "
        last = q.end
    return out + text[last:]
