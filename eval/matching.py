"""When two things count as the same. Matching is defined here once; every scorer, check and agreement figure uses it.

- *Claims*: quote spans one to one, so that the sum of token F1 is greatest; a pair needs token F1 >= 0.5 (`LEAST_F1`), and of equally
  good pairings the one with more equal nearest sources is taken. Token F1 is of token positions, not of words.
- *Names*: see `same_name`.
- *Loaded spans*: one to one, by any shared token.
- *Nuggets*: see `covers` and `carries_caveat`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

from summarizer import sentences
from summarizer.records import Article, Kind
from summarizer.settings import Settings

LEAST_F1 = 0.5
"""Token F1 from which two quote spans are the same claim."""
TIE = 1e-6
"""What an equal source adds to a pair's token F1: it breaks ties and never outweighs a token."""
ANY_TOKEN = 1e-9

_TOKEN = re.compile(r"\w+")
_NAME_TOKEN = re.compile(r"[\w.&'-]*\w")
_SMALL = frozenset("a an the of for in at by with from to and on its his her their our this that these those said".split())
_HEAD_ENDS = frozenset("of for in at with from within inside on to near who whom that which by about familiar close citing".split())
_CAVEAT = re.compile(
    r"\b(?:den(?:y|ies|ied|ial|ying)|disput\w+|doubt\w*|reject\w*|contradict\w*|question(?:s|ed|ing)\b|refut\w+|dismiss\w*|contest\w*|"
    r"challeng\w+|conflict(?:s|ed|ing)\b|disagree\w*|differ(?:s|ed|ent|ing)?\b|otherwise|false|untrue|fabricat\w+|unverified|"
    r"not (?:been )?(?:independently )?(?:verified|confirmed|recogni[sz]ed?|guilty)|no evidence|sceptic\w*|skeptic\w*|wrong|incorrect|"
    r"guess|instead|replied|responded|contrary|on the other hand|but|whereas|although|though|however|yet|against|rather than)\b",
    re.IGNORECASE,
)


class Placed(Protocol):
    """Anything with a place in a text, in code points, half-open."""

    @property
    def start(self) -> int: ...  # noqa: D102

    @property
    def end(self) -> int: ...  # noqa: D102


class Pair(NamedTuple):
    """`gold` and `found` are positions in the two lists that were matched; `f1` is their token F1."""

    gold: int
    found: int
    f1: float


def tokens(text: str, span: Placed) -> frozenset[int]:
    """The places (starts, code points into `text`) of the tokens of a span."""
    return frozenset(span.start + m.start() for m in _TOKEN.finditer(text[span.start : span.end]))


def token_f1(a: frozenset[int], b: frozenset[int]) -> float:
    """2 |a ∩ b| / (|a| + |b|), 0 where both are empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def one_to_one(
    text: str, gold: Sequence[Placed], found: Sequence[Placed], least: float = LEAST_F1, same: Callable[[int, int], bool] | None = None
) -> tuple[Pair, ...]:
    """The pairing of spans with the greatest sum of token F1 (Kuhn 1955), in the order of `gold`.

    `least`: the token F1 that a pair needs. `same(gold, found)`: whether the sources of a pair are equal, which decides between
    pairings that are equally good.
    """
    if not gold or not found:
        return ()
    g, f = [tokens(text, s) for s in gold], [tokens(text, s) for s in found]
    weight = np.zeros((len(g), len(f)))
    for i, a in enumerate(g):
        for j, b in enumerate(f):
            score = token_f1(a, b)
            if score >= least:
                weight[i, j] = score + (TIE if same and same(i, j) else 0.0)
    rows, columns = linear_sum_assignment(weight, maximize=True)
    return tuple(Pair(int(i), int(j), token_f1(g[i], f[j])) for i, j in zip(rows, columns, strict=True) if weight[i, j] > 0)


def overlapping(text: str, gold: Sequence[Placed], found: Sequence[Placed]) -> tuple[Pair, ...]:
    """The pairing of loaded spans: one to one, any shared token will do."""
    return one_to_one(text, gold, found, least=ANY_TOKEN)


def same_name(gold: str, aliases: Sequence[str], kind: Kind, found: str, found_kind: Kind) -> bool:
    """Whether `found` names the gold source.

    With `forms` = the gold name and its aliases, it does if for one form

    1. the content words are equal (case, articles, possessives and punctuation aside), or
    2. the head of each stands in the other, more than half of the content words of the shorter stand in the longer, and they share a
       capitalised word if both have one. The head is the last word before the first comma or preposition ("Ana Brandt, mayor" and
       "Mayor Ana Brandt of Nordvik": Brandt), or
    3. both kinds are `anonymous` and they share a content word, or either is a mere weasel ("it is claimed") without a noun.
    """
    return any(_same(form, kind, found, found_kind) for form in (gold, *aliases))


def _same(a: str, kind: Kind, b: str, found_kind: Kind) -> bool:
    words, others = _words(a), _words(b)
    low, other_low = {w.lower() for w in words}, {w.lower() for w in others}
    if not low or not other_low:
        return False
    shared = low & other_low
    if low == other_low:
        return True
    if kind == found_kind == "anonymous":
        return bool(shared) or _weasel(a) or _weasel(b)
    capital, other_capital = _capitals(words), _capitals(others)
    return (
        len(shared) > min(len(low), len(other_low)) / 2
        and _head(a) in other_low
        and _head(b) in low
        and (not capital or not other_capital or bool(capital & other_capital))
    )


def _words(name: str) -> list[str]:
    plain = re.sub(r"[’']s?(?=\s|$|,)", "", name.replace("’", "'"))
    return [w for m in _NAME_TOKEN.finditer(plain) if (w := m.group().strip(".'-")) and w.lower() not in _SMALL]


def _capitals(words: Sequence[str]) -> set[str]:
    return {w.lower() for w in words if w[0].isupper() or w[0].isdigit()}


def _head(name: str) -> str:
    core = re.split(r"[,(;:–—]", re.sub(r"[’']s?(?=\s|$|,)", "", name))[0]
    last = ""
    for m in _NAME_TOKEN.finditer(core):
        word = m.group().strip(".'-").lower()
        if word in _HEAD_ENDS and last:
            break
        if word not in _SMALL:
            last = word
    return last


def _weasel(name: str) -> bool:
    return bool(re.match(r"(?:it (?:is|was|has)|reportedly|allegedly|is |are |was |were )", name.lower()))


def units(text: str) -> tuple[str, ...]:
    """The sentences of a summary."""
    article = Article(id="summary", language="en", text=text)
    return tuple(text[s.start : s.end] for s in sentences.split(article, Settings()))


def covers(unit: str, nugget: Sequence[Sequence[str]]) -> bool:
    """Whether one sentence or line holds, for every slot of the nugget, one of its spellings: in any case, beginning at a word boundary."""
    return bool(nugget) and all(any(_stands(spelling, unit) for spelling in slot) for slot in nugget)


def carries_caveat(unit: str) -> bool:
    """Whether a sentence or line says that its claim is denied, doubted or told otherwise: it holds a word of a short list."""
    return bool(_CAVEAT.search(unit))


def _stands(spelling: str, unit: str) -> bool:
    return bool(re.search(r"(?<!\w)" + re.escape(_plain(spelling)), _plain(unit)))


def _plain(text: str) -> str:
    quotes = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u2011": "-", "\u00a0": " "})
    return " ".join(text.translate(quotes).lower().split())
