"""What other documents have to say on each claim: supporting and opposing passages, each with the chain that it goes back to.

Figures, dates and negations are compared exactly (`contrast`): they alone make a passage oppose a claim, and forbid it to support one.
Otherwise a passage supports a claim if it holds enough of it: likeness of meaning, the share of the claim's words (rare ones count more) in
the passage and around it, its figures, and what the verifier says of the two make one score, whose weights are fitted on the development
seeds and on written events (NOTES.md). Where the verifier is sure that a passage opposes a claim, it does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from summarizer import contrast, entailment, likeness, provenance
from summarizer.entailment import Bearing
from summarizer.judging import Panel
from summarizer.models.base import Encoder
from summarizer.provenance import Read, Told
from summarizer.records import Article, Claim, Evidence, Judge, Span, Stance

SUPPORTS = -1.0
"""The score from which a passage supports a claim."""
LIKENESS, AROUND, BACK, FIGURES, VERIFIED, CLASH, FEW, BASE = 1.5, 1.55, 3.25, 0.55, 0.55, 0.5, 0.45, 2.1
"""What each counts: likeness of meaning, the claim's words that the passage and its neighbours hold, the passage's words that the claim
holds, figures, the verifier's log odds, and against it days that clash and too few words in common."""
MOST_READ = 3
"""How many passages of one document the verifier reads for each claim."""
SURE_AGAINST = 0.9
"""The verifier's probability from which a passage opposes the claim, where neither figures nor rules tell. It is high, for what is said of
another place or day is too easily taken for a denial."""
LOOKED_AT = 0.2
"""Likeness below which a passage is not looked at."""
AGAINST, ABOUT = 0.6, 0.55
"""Likeness, and share of the claim's words, from which a passage with figures that exclude the claim's opposes it."""
TAKEN_AWAY = 0.4
"""Likeness from which a passage that takes away a figure of the claim ("four days, not nine") opposes it."""
REPLACED = 0.6
"""The same for a passage with another figure where it is not told what is counted."""
DENIED = 0.5
"""The same for a passage that negates a word of the claim."""
TWINS = 0.8
"""Share of the words of each, in the other, from which two statements are one but for a negation, even where their figures agree."""
_APART = 45
"""Days between article and document from which the document tells of another time, unless it tells of a year that the claim names."""
ASKED, MOST_ASKED = 0.4, 2
"""Likeness from which a model is asked about a passage, and about how many of one document for each claim."""
_LEAST, _LEAST_ITSELF, _LEAST_AROUND = 3, 2, 2
"""So many words and figures a passage and what stands around it, and the passage itself, should share with a claim: "the government keeps
spending" is like much. Of a passage that shares fewer, it tells nothing that the claim holds them all ("she left"). With so few around it
a passage supports nothing: the verifier alone takes "71 left" for a turnout."""


_Found = tuple[Stance, Judge, float]
"""A stance, who judged it, and how sure: the surest passage of a document is quoted."""


class _Pair(NamedTuple):
    """A claim beside a passage: likeness of meaning, the share of the claim's words that the passage's sentence holds, and back.

    `around`: the share that the sentence holds together with its neighbours.
    """

    claim: Claim
    told: Told
    alike: float
    held: float
    around: float
    back: float
    old: bool


def gather(
    article: Article, claims: Sequence[Claim], coverage: Sequence[Read], encoder: Encoder, panel: Panel | None = None
) -> tuple[Evidence, ...]:
    """The passages that support or oppose each claim, in the order of the claims, at most one of each stance from each document.

    Where exact comparison is silent the `panel` judges, if there is one, else a score of likeness and shared words.
    """
    told = provenance.told(article, coverage)
    checkable = [c for c in claims if c.checkable]
    best: dict[tuple[str, str, Stance], tuple[float, Evidence]] = {}
    pairs = list(_pairs(article, checkable, told, encoder))
    judged = _judged(pairs, panel) if panel else _verified(pairs, encoder)
    for n, pair in enumerate(pairs):
        found = judged.get(n)
        if pair.old or not (found or _opposes(pair)):
            continue
        stance, judge, score = found or ("opposes", "rule", pair.alike + pair.held)
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
        for j, t in enumerate(told):
            near = max(alike[i][first + j], alike[i][second + j])
            if near >= LOOKED_AT:
                held, around = (_held(claim.text, text, weights) for text in (t.sentence, t.around))
                back = _held(t.claim.text, claim.text, weights)
                yield _Pair(claim, t, near, held, around, back, _of_another_time(article, claim.text, t))


def _judged(pairs: Sequence[_Pair], panel: Panel) -> dict[int, _Found]:
    """What the panel says of the likest passages of each document, by their place among the pairs. It cannot overrule figures."""
    asked = _asked(pairs, [p.alike for p in pairs], ASKED, MOST_ASKED)
    answers = panel.stances([(pairs[n].told.sentence, pairs[n].claim.text) for n in asked])
    return {
        n: (a, "model", pairs[n].alike) for n, a in zip(asked, answers, strict=True) if a and not (a == "supports" and _barred(pairs[n]))
    }


def _verified(pairs: Sequence[_Pair], encoder: Encoder) -> dict[int, _Found]:
    """What the verifier and the shared words together say of the passages of each document that hold most of a claim."""
    asked = _asked(pairs, [_score(p) for p in pairs], LOOKED_AT, MOST_READ)
    read = entailment.bearings([(pairs[n].told.sentence, pairs[n].claim.text) for n in asked], encoder)
    return {n: f for n, bearing in zip(asked, read, strict=True) if (f := _stance(pairs[n], bearing))}


def _asked(pairs: Sequence[_Pair], ranks: Sequence[float], least: float, most: int) -> list[int]:
    """The places of the passages that rank highest for each claim in each document, of those alike (`least`) that no rule settles."""
    first: dict[tuple[str, str], list[int]] = {}
    for n in sorted(range(len(pairs)), key=lambda n: -ranks[n]):
        if pairs[n].alike >= least and not pairs[n].old and not _opposes(pairs[n]):
            first.setdefault((pairs[n].claim.id, pairs[n].told.document.id), []).append(n)
    return sorted(n for places in first.values() for n in places[:most])


def _stance(pair: _Pair, bearing: Bearing) -> _Found | None:
    """How the passage stands to the claim, who judged it, and how sure; None where it is neither for nor against."""
    claim, passage = pair.claim.text, pair.told.sentence
    if bearing.opposes >= SURE_AGAINST and not _barred(pair) and contrast.figures(claim, passage) == 0:
        return "opposes", "encoder", bearing.opposes
    turned = contrast.called_false(claim, passage) or (contrast.turned(claim, passage) and not _hidden(pair))
    if turned or _barred(pair) or contrast.shared(claim, pair.told.around) < _LEAST_AROUND:
        return None
    score = _score(pair) + VERIFIED * entailment.log_odds(bearing.supports)
    return ("supports", "encoder", score) if score >= SUPPORTS else None


def _score(pair: _Pair) -> float:
    """How much of the claim the passage holds, as log odds, before the verifier is heard."""
    claim, passage = pair.claim.text, pair.told
    telling = len(contrast.stems(claim) & contrast.stems(passage.claim.text)) >= _LEAST_ITSELF
    few = contrast.shared(claim, passage.sentence) < _LEAST_ITSELF or contrast.shared(claim, passage.around) < _LEAST
    score = LIKENESS * pair.alike + AROUND * pair.around + BACK * pair.back * telling - BASE - FEW * few
    return score + FIGURES * contrast.figures(claim, passage.sentence) - CLASH * contrast.other_day(claim, passage.sentence)


def _barred(pair: _Pair) -> bool:
    """Whether figures forbid that the passage supports the claim: they exclude each other, or the passage lacks one."""
    claim, passage = pair.claim.text, pair.told.sentence
    return contrast.excluded(claim, passage) or contrast.lacks(claim, passage) or contrast.other_share(claim, passage)


def _opposes(pair: _Pair) -> bool:
    """Whether the passage denies the claim or gives another figure for the same thing, and not something beside it."""
    claim, passage = pair.claim.text, pair.told.sentence
    if contrast.denied(claim, passage):
        return pair.alike >= TAKEN_AWAY
    if contrast.replaced(claim, passage) and min(pair.alike, pair.held) >= REPLACED:
        return True
    if contrast.excluded(claim, passage) and pair.alike >= AGAINST and pair.held >= ABOUT:
        return True
    if not contrast.turned(claim, passage) or min(pair.alike, pair.held) < DENIED:
        return False
    if contrast.called_false(claim, passage) or min(pair.held, pair.back) >= TWINS:
        return True
    return contrast.figures(claim, passage) <= 0 and not _hidden(pair)


def _hidden(pair: _Pair) -> bool:
    """Beside a word that negates in itself ("forbidden", "the last"), a "not" may well say the same."""
    return contrast.hidden(pair.claim.text) or contrast.hidden(pair.told.sentence)


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


def _held(text: str, other: str, weights: Mapping[str, float]) -> float:
    """The share of the content words of `text`, by weight, that `other` has in some form; 1 where there are none."""
    wanted, there = contrast.stems(text), contrast.stems(other)
    whole = sum(weights.get(w, 1.0) for w in wanted)
    return sum(weights.get(w, 1.0) for w in wanted & there) / whole if whole else 1.0


def _weights(texts: Sequence[str]) -> dict[str, float]:
    """What each word counts: the less, the more lines of all the texts have it."""
    lines = [line for text in texts for line in text.split(". ")]
    counts = Counter(w for line in lines for w in contrast.stems(line))
    return {w: math.log(1 + len(lines) / (1 + n)) for w, n in counts.items()}


def _of_another_time(article: Article, claim: str, told: Told) -> bool:
    """Whether the document is of another time than the article, or the passage or the claim alone tells of another year."""
    years, confirmed = contrast.years(claim), contrast.confirms(claim, told.sentence)
    here, there = contrast.years((article.date or "")[:4]), contrast.years(told.sentence)
    published = contrast.years((told.document.date or "")[:4])
    if _days(article.date, told.document.date) > _APART:
        if not confirmed:
            return not years & (there | published)
    elif confirmed:
        return False  # another year is named for comparison ("since 2009"), or goes without saying
    claimed, said = years - here, there - here - published
    return bool(here) and bool((claimed and not claimed & (there | published)) or (said and not said & years))


def _days(article: str | None, document: str | None) -> int:
    """How many days lie between article and document; 0 where a date is missing or no ISO date."""
    try:
        return abs((date.fromisoformat((article or "")[:10]) - date.fromisoformat((document or "")[:10])).days)
    except ValueError:
        return 0
