"""Replies: what a speaker says right after another, against it.

People answer in other words than they were told ("He was asleep" - "My client was on the bridge"), so shared words find few disputes. Here
the article is read as turns, each one speaker's statements in a row, and only turns that follow one another are held together. The words
between them may tell that the second turns against the first (`rebuffs`); or the second gives another figure for what the first counted, or
says that there was nothing of the kind. Where none of these tells it, the classifier of stances may, at a lower bar than it needs
elsewhere. Pure but for the encoder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer import contrast, entailment, quantities, rebuffs, rivals
from summarizer.models.base import Encoder
from summarizer.origins import Voice, same
from summarizer.records import Claim, Judge, Sentence

REACH = 400
"""Code points between two statements within which the second may answer the first."""
BETWEEN = 240
"""Code points before an answer in which the text tells that it is one."""
FIRST, LAST = 4, 5
"""So many of a turn's first statements may answer, and so many of a turn's last ones be answered."""
AIMED, LIKE, LIKEST = 0.2, 0.3, 0.4
"""Likeness below which a statement is not aimed at by a rebuff; by a flat "no"; and below which a flat "no" is not answered."""
LATE = 0.2
"""What the last sentence before a rebuff has ahead of the others, in likeness, as what the rebuff is aimed at."""
SOON = 200
"""Code points within which a figure given for "it" or "the number" is for what was counted just before."""
ASKED, SURE, SURE_UNTURNED = 0.35, 0.5, 0.7
"""Likeness from which the classifier is asked about the likest statement before; the probability from which it is believed, where one
of the two alone negates; and the same where not."""
_FLAT = re.compile(
    r"\b(?:no(?! (?:more|less|fewer|longer|later) than)|none|nobody|no one|not one|not a single|never|nothing|not any)\b", re.IGNORECASE
)
_NOT_THAT = re.compile(r"(?:,|—|–|\band) not (?:(?:in|on|at|by|from|a|an|the|been) )*(\w+)", re.IGNORECASE)
_PART = re.compile(r"\b\d[\d.,]* of (?:them|those|these|whom|which)\b", re.IGNORECASE)
_PERIODS = frozenset("second minute hour day night week month year decade".split())
_HOUR = re.compile(
    r"\b(?:noon|midday|midnight|dawn|dusk|morning|afternoon|evening|overnight|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|earlier|later|initially|at first|first|by then|since then)\b",
    re.IGNORECASE,
)


class Near(NamedTuple):
    """Two statements, by their places, of speakers who follow one another; whether their words tell that they clash.

    `bar`: the probability of opposing from which the classifier is believed where the words do not tell; None: it is not asked.
    """

    first: int
    second: int
    told: bool
    bar: float | None


def answered(
    text: str, sentences: Sequence[Sentence], claims: Sequence[Claim], alike: Sequence[Sequence[float]], encoder: Encoder | None
) -> list[tuple[int, int, Judge]]:
    """The places of each two statements of which the second answers the first, against it, and who judged that.

    `alike`: as for `near`. Without an encoder the rules alone judge.
    """
    pairs = near(text, sentences, claims, alike)
    asked = [p for p in pairs if not p.told and p.bar is not None] if encoder else []
    both = [(claims[j].quote.text, claims[i].text) for p in asked for i, j in ((p.first, p.second), (p.second, p.first))]
    sides = [b.opposes for b in entailment.bearings(both, encoder)] if encoder and both else []
    opposes = {p: max(sides[2 * n : 2 * n + 2]) for n, p in enumerate(asked)}
    return [(p.first, p.second, "rule" if p.told else "encoder") for p in pairs if against(p, opposes.get(p, 0.0))]


def near(text: str, sentences: Sequence[Sentence], claims: Sequence[Claim], alike: Sequence[Sequence[float]]) -> list[Near]:
    """Every statement beside those of the next speaker that may answer it, in the order of the article.

    `alike[i][j]`: cosine of two claims, or of one and the sentence of the other if that is more.
    """
    turns = _turns(claims)
    found: list[Near] = []
    for before, after in pairwise(turns):
        words = _between(text, sentences, [claims[n] for n in before], [claims[n] for n in after])
        for place, j in enumerate(after[:FIRST]):
            heard = [i for i in before[-LAST:] if _within(claims[i], claims[j])]
            if claims[j].checkable and heard:
                aimed = _aim(claims, alike, heard, j) if place == 0 else ()
                likest = max(heard, key=lambda i: alike[i][j])
                found += [Near(i, j, *_judged(text, (claims[i], claims[j]), words, alike[i][j], i in aimed, i == likest)) for i in heard]
    return found


def against(pair: Near, opposes: float) -> bool:
    """Whether the second of two speaks against the first; `opposes`: the classifier's probability, in [0, 1], 0 if it was not asked."""
    return pair.told or (pair.bar is not None and opposes >= pair.bar)


def _turns(claims: Sequence[Claim]) -> list[list[int]]:
    """The places of the claims that somebody makes, those of one speaker in a row together."""
    turns: list[list[int]] = []
    for n, claim in enumerate(claims):
        if not claim.sources:
            continue
        if turns and same(Voice(claims[turns[-1][-1]].sources, "article"), Voice(claim.sources, "article")):
            turns[-1].append(n)
        else:
            turns.append([n])
    return turns


def _within(first: Claim, second: Claim) -> bool:
    return first.checkable and 0 <= second.quote.start - first.quote.end <= REACH


def _between(text: str, sentences: Sequence[Sentence], before: Sequence[Claim], after: Sequence[Claim]) -> str:
    """The words that lead from one turn to the next: up to the first statement, its beginning, and what follows it in its sentence."""
    first, end = after[0].quote, before[-1].quote.end
    stop = next((s.end for s in sentences if s.start <= first.start < s.end), first.end)
    stop = min([stop, *(c.quote.start for c in after[1:] if c.quote.start > first.end)])
    return " ".join((text[max(end, first.start - BETWEEN) : first.start], first.text[:80], text[first.end : stop]))


def _aim(claims: Sequence[Claim], alike: Sequence[Sequence[float]], heard: Sequence[int], j: int) -> tuple[int, ...]:
    """What a rebuff is aimed at: the statement that is most like the answer, one of the last sentence rather than one before."""
    last = claims[heard[-1]].sentence_ids
    best = max(heard, key=lambda i: alike[i][j] + LATE * (claims[i].sentence_ids == last))
    return (best,) if alike[best][j] >= AIMED else ()


def _judged(text: str, pair: tuple[Claim, Claim], words: str, alike: float, aimed: bool, likest: bool) -> tuple[bool, float | None]:
    """Whether the words tell that the second of a pair speaks against the first, and the bar for the classifier."""
    first, second = pair
    a, b = first.quote.text, second.quote.text
    turned = rivals.negates(a) != rivals.negates(b)
    other = _counts_otherwise(a, b)
    told = aimed and rebuffs.rebuffs(words) and (other or not rebuffs.about_figures(words))
    told |= aimed and other and rebuffs.measures_otherwise(words)
    told |= likest and other and alike >= AIMED and _of_one_thing(text, first, second)
    told |= likest and turned and _flatly(first, second, alike, rebuffs.answers(words))
    told |= alike >= LIKE and (_not_that(a, b) or _not_that(b, a))
    bar = SURE if turned else SURE_UNTURNED
    return told, bar if likest and alike >= ASKED else None


def _shared(first: Claim, second: Claim) -> int:
    return len(contrast.stems(first.text) & contrast.stems(second.text))


def _flatly(first: Claim, second: Claim, alike: float, answered: bool) -> bool:
    """Whether one says flatly that there was nothing of what the other tells: "no paper of that kind ever came"."""
    short = max(len(c.quote.text.split()) for c in (first, second)) <= rivals.MOST_WORDS
    if _FLAT.search(second.quote.text):
        return alike >= LIKE and short and _shared(first, second) > (0 if answered else 1)
    return alike >= LIKEST and short and _FLAT.search(first.quote.text) is not None


def _not_that(a: str, b: str) -> bool:
    """Whether the second takes away a word that the first says as it is: "paused, not withdrawn"."""
    taken = {w for m in _NOT_THAT.finditer(b) for w in contrast.stems(m[1])}
    return bool(taken & contrast.stems(a)) and not rivals.negates(a)


def _of_one_thing(text: str, first: Claim, second: Claim) -> bool:
    """Whether the second, soon after the first, gives its figure for what was spoken of before, or in the words of the first."""
    if second.quote.start - first.quote.end > SOON:
        return False
    own = text[max(first.quote.end, second.quote.start - 40) : second.quote.end]
    return rebuffs.restates(own) or (rebuffs.states(own) and _shared(first, second) > 1)


def _counts_otherwise(a: str, b: str) -> bool:
    """Whether each has a figure that may count the same as the other's and is another one, and neither is of another hour."""
    if _PART.search(b) or _other_hour(a, b):
        return False
    first, second = ([q for q in contrast.counts(t) if q.noun not in _PERIODS] for t in (a, b))
    if any(quantities.compare(x, y) in ("same", "compatible") for x in first for y in second):
        return False
    return any(rivals.excludes(x, y) for x in first for y in second)


def _other_hour(a: str, b: str) -> bool:
    first, second = ({m[0].lower() for m in _HOUR.finditer(t)} for t in (a, b))
    return bool(first and second and not first & second)
