"""Merging: which claims of several articles are one statement, and what an article has on a statement that is no claim of its own.

Precision first, for a wrong merge puts words in an outlet's mouth: within a group every claim must be one with every other (complete
linkage), and nothing is merged across a gap in time. Pure but for the encoder's likeness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from summarizer import likeness, origins, sameness
from summarizer.models.base import Encoder
from summarizer.neutral import loaded_words
from summarizer.origins import Voice
from summarizer.provenance import Read
from summarizer.records import Claim, Sentence

ONE = 0.6
"""The score of `sameness` from which two claims are one."""
HOLDS, NEAR = 0.6, -0.6
"""The same for a passage that holds a statement among other things, and for one of which it cannot be told."""
LEAST_SHARED = 2
"""So many words and figures two statements must share: "no explosive was found" may be said of anything."""
ALIKE = 0.6
"""Likeness from which a passage is near a statement whatever its words."""
APART = 45
"""Days between two articles from which they tell of another time, unless both statements name one year."""
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"[“\"]?(?:he|she|it|they|this|these|those|his|her|their|its|that|we|i)\b", re.IGNORECASE)


class Member(NamedTuple):
    """A claim, and the place of its article among the articles."""

    article: int
    claim: Claim


class Passage(NamedTuple):
    """A claim of an article as it stands, or the whole sentence around it; `score` tells how surely it holds the statement."""

    article: int
    claim: Claim
    sentence: Sentence | None
    score: float


class Board(NamedTuple):
    """What is compared: the articles, all their claims in an order that does not depend on that of the articles, and their likeness.

    `alike` is of the claims by place and, from the number of claims on, of the sentences around them; pairs that are little alike are left
    out. `weights` is what each word counts.
    """

    coverage: tuple[Read, ...]
    members: tuple[Member, ...]
    around: tuple[Sentence, ...]
    alike: Mapping[tuple[int, int], float]
    weights: Mapping[str, float]


def board(coverage: Sequence[Read], encoder: Encoder) -> Board:
    """Everything that merging looks at, made once."""
    members = sorted(
        (Member(n, c) for n, read in enumerate(coverage) for c in read.claims),
        key=lambda m: (*_identity(coverage[m.article]), m.claim.quote.start, m.claim.quote.end),
    )
    sentences = [{s.id: s for s in read.sentences} for read in coverage]
    around = tuple(sentences[m.article][m.claim.sentence_ids[0]] for m in members)
    whole = [coverage[m.article].document.text[s.start : s.end] for m, s in zip(members, around, strict=True)]
    texts = [m.claim.text for m in members]
    alike = likeness.above(texts, [*texts, *whole], sameness.LOOKED_AT, encoder)
    return Board(tuple(coverage), tuple(members), around, alike, sameness.weights(sorted(read.document.text for read in coverage)))


def merge(on: Board) -> tuple[tuple[Member, ...], ...]:
    """All claims in groups that say one thing, most claims alone; the order of the articles changes no group."""
    number = len(on.members)
    scores = {(i, j): found for i, j in sorted(on.alike) if i < j < number and (found := _one(on, i, j)) is not None}
    groups = [{n} for n in range(number)]
    home = list(range(number))
    for i, j in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        a, b = home[i], home[j]
        if a != b and all((min(x, y), max(x, y)) in scores for x in groups[a] for y in groups[b]):
            groups[a] |= groups[b]
            for x in groups[b]:
                home[x] = a
            groups[b] = set()
    return tuple(tuple(on.members[n] for n in sorted(g)) for g in groups if g)


def speaking(group: Sequence[Member], weights: Mapping[str, float]) -> Member:
    """The claim to word a group after: what it says the others say too; if it can be, it is neutral, stands alone and names its source."""

    def value(member: Member) -> tuple[float, int, str]:
        text = member.claim.text
        others = [m.claim.text for m in group if m is not member]
        least = min((sameness.held(text, o, weights) for o in others), default=1.0)
        adds = any(sameness.adds(text, other) for other in others)
        short = adds + 0.3 * bool(_PRONOUN.match(text)) + 0.3 * bool(loaded_words(text)) - 0.2 * bool(member.claim.sources)
        return round(short - least, 6), len(text), text

    return min(group, key=value)


def passages(on: Board, group: Sequence[Member], spoken: Member) -> dict[int, Passage]:
    """For each article without a claim in the group, the passage that comes nearest to the statement, if any comes near."""
    has = {m.article for m in group}
    place = on.members.index(spoken)
    best: dict[int, Passage] = {}
    for (i, j), alike in sorted(on.alike.items()):
        other = j % len(on.members)
        if i != place or on.members[other].article in has:
            continue
        found = _passage(on, place, other, alike, whole=j >= len(on.members))
        if found and found.score >= NEAR and (found.article not in best or found.score > best[found.article].score):
            best[found.article] = found
    for n in range(len(on.coverage)):
        if n not in has and (n not in best or best[n].score <= 0) and (mention := _mention(on, spoken, n)):
            best[n] = mention
    return best


def absorbed(
    groups: Sequence[tuple[Member, Sequence[Member], Mapping[int, Passage]]],
) -> frozenset[Member]:
    """The claims that stand alone and say nothing more than a statement of another article that they hold: they are told with it.

    Each group comes with the claim that it is worded after and its passages.
    """
    alone = {group[0] for _, group, _ in groups if len(group) == 1}
    out: set[Member] = set()
    for spoken, _, found in groups:
        for passage in found.values():
            member = Member(passage.article, passage.claim)
            plain = passage.sentence is None and passage.score >= HOLDS
            if plain and member in alone and spoken not in out and not sameness.adds(passage.claim.text, spoken.claim.text):
                out.add(member)
    return frozenset(out)


def _mention(on: Board, spoken: Member, place: int) -> Passage | None:
    """A sentence of an article with the figures of the statement and little else in common: too little to say that it is silent."""
    text = on.coverage[place].document.text
    for member, sentence in zip(on.members, on.around, strict=True):
        if member.article == place and sameness.mentions(spoken.claim.text, text[sentence.start : sentence.end]):
            return Passage(place, member.claim, sentence, NEAR)
    return None


def _passage(on: Board, place: int, other: int, alike: float, *, whole: bool) -> Passage | None:
    spoken, there = on.members[place], on.members[other]
    read, sentence = on.coverage[there.article], on.around[other]
    text, candidate = spoken.claim.text, read.document.text[sentence.start : sentence.end] if whole else there.claim.text
    pair = sameness.compare(text, candidate, on.weights)
    personal = _FIRST_PERSON.search(text) or _FIRST_PERSON.search(candidate)
    if personal or pair.shared < LEAST_SHARED or _kept_apart(on.coverage[spoken.article], read, text, candidate):
        return Passage(there.article, there.claim, sentence if whole else None, NEAR) if alike >= ALIKE else None
    score = sameness.holding(alike, pair)
    return Passage(there.article, there.claim, sentence if whole else None, max(score, NEAR) if alike >= ALIKE else score)


def _one(on: Board, i: int, j: int) -> float | None:
    """How surely two claims are one, or None where they are not."""
    a, b = on.members[i], on.members[j]
    first, second = a.claim, b.claim
    pair = sameness.compare(first.text, second.text, on.weights)
    found = sameness.score(on.alike[i, j], pair)
    if pair.apart or pair.shared < LEAST_SHARED or found < ONE:
        return None
    personal = _FIRST_PERSON.search(first.text) or _FIRST_PERSON.search(second.text)
    if (personal or not (first.checkable and second.checkable)) and not _same_speaker(first, second):
        return None  # an opinion, and what "we" did, are the speaker's own
    if a.article == b.article:
        voices = Voice(first.sources, str(a.article)), Voice(second.sources, str(b.article))
        again = pair.held == pair.back == 1.0 and not sameness.adds(first.text, second.text) and not sameness.adds(second.text, first.text)
        return found if again or not origins.same(*voices) else None
    return None if _kept_apart(on.coverage[a.article], on.coverage[b.article], first.text, second.text) else found


def _same_speaker(a: Claim, b: Claim) -> bool:
    return bool(a.sources and b.sources) and origins.same_name(a.sources[0].name, b.sources[0].name)


def _identity(read: Read) -> tuple[str, str, str, str]:
    """What tells one article from another, whatever its place."""
    document = read.document
    return document.sha256, document.outlet or "", document.title or "", document.date or ""


def _kept_apart(a: Read, b: Read, first: str, second: str) -> bool:
    """Whether two articles tell of different times, and the two statements name no year that both mean."""
    if sameness.years(first) & sameness.years(second):
        return False
    return not of_one_time(a.document.date, b.document.date)


def of_one_time(a: str | None, b: str | None) -> bool:
    """Whether two dates may belong to one event; without a date nothing speaks against it."""
    try:
        first, second = (date.fromisoformat((d or "")[:10]) for d in (a, b))
    except ValueError:
        return True
    return abs((first - second).days) <= APART
