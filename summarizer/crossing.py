"""What other documents have to say on each claim: supporting and opposing passages, each with the chain that it goes back to.

Figures are compared exactly and settle what they can. Where they are silent, a passage supports a claim if it holds enough of it: likeness
of meaning, the share of the claim's words (rare ones count more) and of its figures make one score, whose weights are fitted on the
development seeds (leaving one seed out: NOTES.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from summarizer import likeness, provenance, quantities
from summarizer.lexicon.matching import content_words, lemma, stem
from summarizer.models.base import Encoder
from summarizer.provenance import Read, Told
from summarizer.records import Article, Claim, Evidence, Judge, Source, Span, Stance

Relate = Callable[[Claim, Claim, float], Stance | None]
"""How a second statement stands to a first, given their likeness: the rule that `evidence` has for statements of one article."""

SUPPORTS = -1.5
"""The score from which a passage supports a claim."""
LIKENESS, HELD, BACK, FIGURES, CLASH, BASE = 2.4, 4.4, 2.0, 1.3, 1.2, 5.05
"""What each share counts: likeness of meaning, words of the claim held, words of the passage held by the claim, figures, and clashes."""
LOOKED_AT = 0.2
"""Likeness below which a passage is not looked at."""
AGAINST, ABOUT = 0.6, 0.55
"""Likeness, and share of the claim's words, from which a passage with figures that exclude the claim's opposes it."""
_APART = 45
"""Days between article and document from which the document tells of another time, unless it tells of a year that the claim names."""
_NEAR = Decimal(2)
"""How many times one figure may be the other where a bound allows it."""
_LEAST = 3
"""So many words and figures a passage must share with a claim to support it: "the government keeps spending" is like much."""
_NEGATION = re.compile(
    r"\b(?:not|no(?! (?:more|less|fewer|longer) than\b)|never|none|nobody|nothing|neither|nor|cannot|without"
    r"|denied|denies|false|untrue)\b((?:\W+\w+){1,4})"
    r"|n[’']t\b((?:\W+\w+){1,4})",
    re.IGNORECASE,
)
_SOMEBODY = {"sources": (Source(name="somebody else", kind="person"),), "checkable": True}


class _Pair(NamedTuple):
    """A claim beside a passage: likeness of meaning, the share of the claim's words that the passage's sentence holds, and back."""

    claim: Claim
    told: Told
    alike: float
    held: float
    back: float
    old: bool


def gather(article: Article, claims: Sequence[Claim], coverage: Sequence[Read], encoder: Encoder, relate: Relate) -> tuple[Evidence, ...]:
    """The passages that support or oppose each claim, in the order of the claims, at most one of each stance from each document."""
    told = provenance.told(article, coverage)
    checkable = [c for c in claims if c.checkable]
    best: dict[tuple[str, str, Stance], tuple[float, Evidence]] = {}
    for pair in _pairs(article, checkable, told, encoder):
        found = _stance(pair, relate)
        if found is None:
            continue
        stance, judge, score = found
        key = (pair.claim.id, pair.told.document.id, stance)
        if key not in best or score > best[key][0]:
            best[key] = score, _evidence(pair, stance, judge)
    return tuple(e.model_copy(update={"id": f"d{n}"}) for n, (_, e) in enumerate(best.values(), 1))


def _pairs(article: Article, claims: Sequence[Claim], told: Sequence[Told], encoder: Encoder) -> Iterator[_Pair]:
    texts = [*(c.text for c in claims), *(t.claim.text for t in told), *(t.sentence for t in told)]
    alike = likeness.matrix(texts, encoder)
    weights = _weights([article.text, *dict.fromkeys(t.document.text for t in told)])
    first, second = len(claims), len(claims) + len(told)
    for i, claim in enumerate(claims):
        years = _years(claim.text)
        for j, t in enumerate(told):
            near = max(alike[i][first + j], alike[i][second + j])
            if near >= LOOKED_AT:
                held, back = _held(claim.text, t.sentence, weights), _held(t.claim.text, claim.text, weights)
                yield _Pair(claim, t, near, held, back, _of_another_time(article, years, t))


def _stance(pair: _Pair, relate: Relate) -> tuple[Stance, Judge, float] | None:
    """How the passage stands to the claim, who judged it, and how sure; None where it is neither for nor against."""
    claim, statement = pair.claim.model_copy(update={"sources": ()}), pair.told.claim.model_copy(update=_SOMEBODY)
    if pair.old:
        return None
    excluded, turned = _excluded(pair.claim.text, pair.told.sentence), _turned(pair.claim.text, pair.told.sentence)
    apart = excluded and pair.alike >= AGAINST and pair.held >= ABOUT
    if apart or ((excluded or turned) and relate(claim, statement, pair.alike) == "opposes"):
        return "opposes", "rule", pair.alike + pair.held
    clashes = _other_day(pair.claim.text, pair.told.sentence)
    score = LIKENESS * pair.alike + HELD * pair.held + BACK * pair.back + FIGURES * _figures(pair) - CLASH * clashes - BASE
    return ("supports", "encoder", score) if score >= SUPPORTS and _shared(pair) >= _LEAST and not (excluded or turned) else None


def _shared(pair: _Pair) -> int:
    """How many content words and figures of the claim the passage has."""
    there = _counts(pair.told.sentence)
    figures = sum(any(_agree(x, y) for y in there) for x in _counts(pair.claim.text))
    return len(_stems(pair.claim.text) & _stems(pair.told.sentence)) + figures


def _evidence(pair: _Pair, stance: Stance, judge: Judge) -> Evidence:
    quote = pair.told.claim.quote
    return Evidence(
        id="d0",
        claim_id=pair.claim.id,
        document_id=pair.told.document.id,
        quote=Span(start=quote.start, end=quote.end, text=quote.text),
        stance=stance,
        sources=provenance.of_claim(pair.told, pair.claim),
        judged_by=judge,
    )


def _figures(pair: _Pair) -> float:
    """How much of the claim's figures the passage has, from -1 (none) to 1 (all); 0 where the claim has none."""
    wanted, there = _counts(pair.claim.text), _counts(pair.told.sentence)
    return 2 * sum(any(_agree(x, y) for y in there) for x in wanted) / len(wanted) - 1 if wanted else 0.0


def _excluded(claim: str, passage: str) -> bool:
    """Whether a figure of the passage excludes one of the claim, figures that agree aside."""
    first, second = _counts(claim), _counts(passage)
    left = [x for x in first if not any(_agree(x, y) for y in second)]
    right = [y for y in second if not any(_agree(x, y) for x in first)]
    return any(quantities.compare(x, y) == "incompatible" for x in left for y in right)


def _turned(claim: str, passage: str) -> bool:
    """Whether a word that one of the two negates stands in the other as it is, and they negate none together."""
    first, second = _negated(claim), _negated(passage)
    return not first & second and bool(first & _stems(passage) or second & _stems(claim))


@lru_cache(maxsize=8192)
def _negated(text: str) -> frozenset[str]:
    """The content words right after a negation."""
    return frozenset(w for m in _NEGATION.finditer(text) for w in _stems(m[1] or m[2]))


def _other_day(claim: str, passage: str) -> bool:
    """Whether the two name days of the month, and none that both name."""
    relations = {quantities.compare(x, y) for x in _dates(claim) for y in _dates(passage)}
    return "incompatible" in relations and "same" not in relations


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[quantities.Quantity, ...]:
    """The figures and dates of a text. Kept, as the stems are, because each claim is held against each passage."""
    return tuple(quantities.find(text))


def _counts(text: str) -> list[quantities.Quantity]:
    return [q for q in _found(text) if not q.weak and q.kind in ("cardinal", "score")]


def _dates(text: str) -> list[quantities.Quantity]:
    return [q for q in _found(text) if q.when]


def _agree(a: quantities.Quantity, b: quantities.Quantity) -> bool:
    """Whether two figures are one, or allow each other and are near: "over 1 trillion" allows 97 trillion, and does not mean it."""
    relation = quantities.compare(a, b)
    if relation != "compatible" or a.unit != b.unit:
        return relation in ("same", "compatible")
    ends = [abs(x) for q in (a, b) for x in (q.low, q.high) if x.is_finite()]
    return max(ends, default=1) <= _NEAR * min(ends, default=1)


def _held(text: str, other: str, weights: Mapping[str, float]) -> float:
    """The share of the content words of `text`, by weight, that `other` has in some form; 1 where there are none."""
    wanted, there = _stems(text), _stems(other)
    whole = sum(weights.get(w, 1.0) for w in wanted)
    return sum(weights.get(w, 1.0) for w in wanted & there) / whole if whole else 1.0


def _weights(texts: Sequence[str]) -> dict[str, float]:
    """What each word counts: the less, the more lines of all the texts have it."""
    lines = [line for text in texts for line in text.split(". ")]
    counts = Counter(w for line in lines for w in _stems(line))
    return {w: math.log(1 + len(lines) / (1 + n)) for w, n in counts.items()}


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(lemma(w)) for w in content_words(text))


def _of_another_time(article: Article, years: frozenset[int], told: Told) -> bool:
    """Whether the document is of another time than the article, and neither it nor the passage of a year that the claim names."""
    there = _years(told.sentence) | _years((told.document.date or "")[:4])
    return _days(article.date, told.document.date) > _APART and not years & there


def _years(text: str) -> frozenset[int]:
    return frozenset(q.when.year for q in _found(text) if q.when and q.when.year)


def _days(article: str | None, document: str | None) -> int:
    """How many days lie between article and document; 0 where a date is missing or no ISO date."""
    try:
        return abs((date.fromisoformat((article or "")[:10]) - date.fromisoformat((document or "")[:10])).days)
    except ValueError:
        return 0
