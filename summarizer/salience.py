"""Salience: how much a reader of a summary would miss a claim. A sum of weighted signs, fitted on the dev seeds.

The last three signs, of statements that do not stand alone, are set by hand: they make a summary easier to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from summarizer.lexicon import find_reporting
from summarizer.lexicon.matching import content_words, stem
from summarizer.records import Article, Claim

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "position": -1.47,
        "first": 0.78,
        "new speaker": 0.59,
        "figure": 0.55,
        "source": 0.89,
        "chain": 0.83,
        "judged": 0.86,
        "opinion": -1.48,
        "answered": 0.95,
        "title": 0.36,
        "short": -0.23,
        "length": 0.48,
        "quotation": -0.33,
        "own": -0.3,
        "silent": 0.17,
        "hanging": -0.3,
        "pointing": -0.6,
        "scrap": -0.4,
    }
)
_OWN = re.compile(r"\b(?:I|my|me)\b|\bI['’]")
"""A speaker's own experience, not what the article is about."""
_SPEECH = re.compile(r"“[^“”]*”\.?$")
_POINTS = re.compile(r"“(?:he|she|they|it|that|this|these|those|you|there)\b", re.IGNORECASE)
"""Speech about what was said before it, which a summary may not tell."""
_HANGS = re.compile(r"(?:it|they|this|that|these|those|its|their|his|her|one is|each|both|none of)\b", re.IGNORECASE)
"""The same for a statement that is no speech."""
_JUDGED = frozenset({"disputed", "contradicted", "corroborated"})
_SCRAP = 6
"""Speech of fewer words, none a figure, is a cry rather than a statement."""
_SHORT = 7
_LONG = 40


def weigh(article: Article, claims: Sequence[Claim], status: Mapping[str, str | None], alike: Sequence[Sequence[float]]) -> list[float]:
    """A weight for each claim, the logarithm of the odds that a labeller would call it key, but for a constant.

    `alike` are cosine similarities of all claims with all.
    """
    return [sum(WEIGHTS[k] * v for k, v in s.items()) for s in signs(article, claims, status, alike)]


def signs(
    article: Article, claims: Sequence[Claim], status: Mapping[str, str | None], alike: Sequence[Sequence[float]]
) -> list[dict[str, float]]:
    """The signs of each claim by name, as `WEIGHTS` has them; most in [0, 1], the length up to 2."""
    title = {stem(w) for w in content_words(article.title or "")}
    seen: set[str] = set()
    out = []
    for n, claim in enumerate(claims):
        who = speaker(claim)
        others = [alike[n][m] for m in range(len(claims)) if speaker(claims[m]) != who]
        words = {stem(w) for w in content_words(claim.text)}
        out.append(
            {
                "position": claim.quote.start / max(1, len(article.text)),
                "first": float(n == 0),
                "new speaker": float(bool(who) and who not in seen),
                "source": float(bool(claim.sources)),
                "chain": float(len(claim.sources) > 1),
                "judged": float(status[claim.id] in _JUDGED),
                "opinion": float(status[claim.id] == "not-checkable"),
                "answered": max(others, default=0.0),
                "title": len(words & title) / max(1, len(title)),
                **_of_words(claim.text),
            }
        )
        seen.add(who)
    return out


def speaker(claim: Claim) -> str:
    """The nearest source's name; "" for the article's own voice."""
    return claim.sources[0].name if claim.sources else ""


def _of_words(text: str) -> dict[str, float]:
    """The signs that a claim's words alone give."""
    count, speech = len(text.split()), bool(_SPEECH.match(text))
    return {
        "figure": float(bool(re.search(r"\d", text))),
        "short": float(count < _SHORT),
        "length": 2 * min(_LONG, count) / _LONG,
        "quotation": float("“" in text or '"' in text),
        "own": float(bool(_OWN.search(text))),
        "hanging": float(not speech and bool(_HANGS.match(text))),
        "pointing": float(speech and bool(_POINTS.match(text))),
        "scrap": float(speech and count < _SCRAP and not re.search(r"\d", text)),
        "silent": float(any(v.stance == "silent" for _, _, v in find_reporting(text))),
    }
