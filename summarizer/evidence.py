"""Evidence: what else bears on each claim, quoted, with its stance.

Within the article: a denial or doubt, aimed at what was said before or at a like statement; another source that says the same; another
figure for the same thing. Likeness is the encoder's, but no likeness alone makes a stance: figures are compared exactly, negation must
agree, and most of the words must be shared. Where these rules are silent on two statements that are alike, the classifier of stances may
speak against one, if it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer import checks, entailment, likeness, quantities, rebuffs, replies, rivals
from summarizer.judging import Panel
from summarizer.lexicon.matching import content_words
from summarizer.models.base import Encoder
from summarizer.origins import Voice, same
from summarizer.records import Article, Attribution, Claim, Evidence, Judge, Sentence, Source, Span, Speaker, Stance, span

SAME = 0.8
"""Cosine similarity from which two statements may say the same (if figures, negation and words agree too)."""
ALIKE = 0.5
"""From here on two statements with figures are about the same thing: near, or opposed if their figures exclude each other."""
ASKED, SURE = 0.6, 0.8
"""From this likeness on the verifier is asked where the rules take no side, and from this probability on it is believed.

Only against, and only where neither statement has a figure: other figures for other things look like a denial to it.
"""
AIMED = 0.6
"""From here on a denial in words of its own is aimed at a claim."""
SHARED = 0.6
"""Share of content words that two statements must have in common to say the same or the opposite."""
TWINS = 0.9
"""Share of content words from which two statements are the same but for their figures, whatever these count."""
LEAST_WORDS = 2
"""Content words that each of two statements needs before they can be opposites."""
MOST_NEAR = 2
"""So many near statements are shown with a claim at most, the likest ones."""
_REACH = 3
_REFERS = re.compile(
    r"^(?:(?:the|this|that|these|those|such|his|her|their|its|any|all|both|some of the)\s+(?:\w+\s+){0,2}"
    r"(?:claims?|figures?|numbers?|allegations?|accusations?|reports?|assertions?|accounts?|charges?|suggestions?|statements?|estimates?|totals?|"
    r"tolls?|versions?|findings?|rumou?rs?)\b|(?:it|this|that|them|these|those|both)\s*(?:$|[:;,—–])|involvement|responsibility|wrongdoing|any\b)",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|baseless(?:ly)?|untrue"
    r"|erroneous(?:ly)?|mistaken(?:ly)?|inaccurate(?:ly)?|without (?:offering |providing |citing )?evidence)\b",
    re.IGNORECASE,
)


class _Found(NamedTuple):
    """Evidence without its number."""

    claim_id: str
    quote: Span
    stance: Stance
    sources: tuple[Speaker, ...]
    judged_by: Judge = "rule"


def gather(
    article: Article,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
    encoder: Encoder,
    panel: Panel | None = None,
) -> tuple[Evidence, ...]:
    """All evidence within the article, in the order of the claims. Where the rules are silent the `panel` judges, else the encoder."""
    stances = [a for a in attributions if a.stance != "asserts"]
    pieces = [c.text for c in claims] + [a.contents[0].text for a in stances] + [_sentence(article, sentences, c) for c in claims]
    alike = likeness.matrix(pieces, encoder)
    order = {s.id: n for n, s in enumerate(sentences)}
    found: list[_Found] = []
    for k, attribution in enumerate(stances):
        column = [row[len(claims) + k] for row in alike[: len(claims)]]
        quote = _whole(article, sentences, attribution)
        stance: Stance = "opposes" if attribution.stance == "denies" else "doubts"
        for claim in _targets(attribution, claims, column, order):
            found.append(_Found(claim.id, quote, stance, _speakers(attribution.sources)))
    relations = _relations(claims, alike, encoder, panel)
    for i, a in enumerate(claims):
        if a.cue and _FALSE.search(a.cue.text):
            found.append(_Found(a.id, a.cue, "opposes", ()))
        related = [(between, j, judge) for j, (between, judge) in enumerate(relations[i]) if between]
        nearest = sorted((j for between, j, _ in related if between == "near"), key=lambda j: -alike[i][j])[:MOST_NEAR]
        for between, j, judge in related:
            if between != "near" or j in nearest:
                found.append(_Found(a.id, claims[j].quote, between, _speakers(claims[j].sources), judge))
    for pair in _rivals(article.text, claims, alike):
        for i, j in (pair, pair[::-1]):
            found.append(_Found(claims[i].id, claims[j].quote, "opposes", _speakers(claims[j].sources)))
    for first, second, judge in replies.answered(article.text, sentences, claims, _closeness(claims, alike), None if panel else encoder):
        for i, j in ((first, second), (second, first)):
            found.append(_Found(claims[i].id, claims[j].quote, "opposes", _speakers(claims[j].sources), judge))
    return tuple(_numbered(found, claims))


def _relations(
    claims: Sequence[Claim], alike: Sequence[Sequence[float]], encoder: Encoder, panel: Panel | None
) -> list[list[tuple[Stance | None, Judge]]]:
    """How each second claim stands to each first, and who judged it: the rules, or a model where they take no side."""
    table: list[list[tuple[Stance | None, Judge]]] = [
        [(relation(a, b, alike[i][j]) if i != j else None, "rule") for j, b in enumerate(claims)] for i, a in enumerate(claims)
    ]
    asked = [
        (i, j)
        for i, a in enumerate(claims)
        for j, b in enumerate(claims)
        if i != j and table[i][j][0] in (None, "near") and alike[i][j] >= ASKED and _may_bear(a, b)
    ]
    pairs = [(claims[j].quote.text, claims[i].text) for i, j in asked]
    if panel:
        for (i, j), stance in zip(asked, panel.stances(pairs), strict=True):
            table[i][j] = (stance, "model") if stance else table[i][j]
        return table
    uncounted = [(p, q) for p, q in zip(asked, pairs, strict=True) if not (_counts(q[0]) or _counts(q[1]))]
    for ((i, j), _), bearing in zip(uncounted, entailment.bearings([q for _, q in uncounted], encoder), strict=True):
        if bearing.opposes >= SURE:
            table[i][j] = ("opposes", "encoder")
    return table


def _may_bear(a: Claim, b: Claim) -> bool:
    """Whether claim `b` can be evidence on claim `a` at all: both can be checked, and `b` is said by somebody else than `a`.

    The article's own voice is no independent origin.
    """
    return a.checkable and b.checkable and bool(b.sources) and not same(Voice(a.sources, "article"), Voice(b.sources, "article"))


def _rivals(text: str, claims: Sequence[Claim], alike: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of places of statements near by that speak against each other; each second one against the likest before it only."""
    out = []
    for j, second in enumerate(claims):
        if not second.sources or not second.checkable:
            continue
        others = [
            i
            for i, first in enumerate(claims[:j])
            if first.sources
            and first.checkable
            and not same(Voice(first.sources, "article"), Voice(second.sources, "article"))
            and rivals.rival(text, first, second, alike[i][j])
        ]
        if others:
            out.append((max(others, key=lambda i: alike[i][j]), j))
    return out


def _closeness(claims: Sequence[Claim], alike: Sequence[Sequence[float]]) -> list[list[float]]:
    """Likeness of each two claims, or of one and the other's sentence if that is more: a short answer leaves out what it is about."""
    places, whole = range(len(claims)), len(alike) - len(claims)
    return [
        [
            alike[i][j] if claims[i].sentence_ids == claims[j].sentence_ids else max(alike[i][j], alike[whole + i][j], alike[i][whole + j])
            for j in places
        ]
        for i in places
    ]


def relation(a: Claim, b: Claim, alike: float) -> Stance | None:
    """How claim `b` stands to claim `a`, or None. Statements of one origin never bear on each other; nor do opinions."""
    if alike < ALIKE or not _may_bear(a, b):
        return None
    figures = _figures(a.quote.text, b.quote.text)
    bare, other = _without_figures(a.text), _without_figures(b.text)
    shared = min(checks.kept_share(bare, other), checks.kept_share(other, bare))
    same_names = checks.names_kept(a.text, b.text) and checks.names_kept(b.text, a.text)
    if shared >= TWINS and same_names and _differ(a.text, b.text):
        return "opposes"
    if figures == "incompatible":
        return "opposes" if shared >= SHARED and same_names else "near"
    least = min(len(content_words(bare)), len(content_words(other)))
    if shared >= SHARED and least >= LEAST_WORDS and checks.negated(a.text) != checks.negated(b.text):
        return "opposes"
    if alike >= SAME and shared >= SHARED and same_names and checks.in_order(b.text, a.text) and figures in ("same", "compatible", "none"):
        return "supports"
    return None if figures == "none" or not _both_count(a.quote.text, b.quote.text) else "near"


def _both_count(a: str, b: str) -> bool:
    return all(any(q.kind == "cardinal" for q in _counts(t)) for t in (a, b))


def _figures(a: str, b: str) -> str:
    """How the figures of two statements stand: incompatible, unrelated, compatible, same; none if neither has any.

    "unrelated" too where `b` lacks a figure of `a`: it does not say the whole.
    """
    first, second = _counts(a), _counts(b)
    if not first and not second:
        return "none"
    if not first or not second:
        return "unrelated"
    # figures that agree are settled; only what is left can exclude each other
    agreeing = [(x, y) for x in first for y in second if quantities.compare(x, y) in ("same", "compatible")]
    left = [x for x in first if all(x is not a for a, _ in agreeing)], [y for y in second if all(y is not b for _, b in agreeing)]
    if any(quantities.compare(x, y) == "incompatible" for x in left[0] for y in left[1]):
        return "incompatible"
    if left[0] or not agreeing:
        return "unrelated"  # a figure of the statement that the other does not give
    return "same" if any(quantities.compare(x, y) == "same" for x, y in agreeing) else "compatible"


def _differ(a: str, b: str) -> bool:
    """Whether two statements of the same words give figures of one unit that no rounding or bound reconciles."""
    first, second = _counts(a), _counts(b)
    left = [x for x in first if not any(quantities.compare(x, y) in ("same", "compatible") for y in second)]
    other = [y for y in second if not any(quantities.compare(x, y) in ("same", "compatible") for x in first)]
    return len(first) == len(second) and any(x.unit == y.unit and x.period == y.period for x in left for y in other)


@lru_cache(maxsize=1024)
def _without_figures(text: str) -> str:
    """The words of a statement around its figures: what both must be about before their figures can exclude each other."""
    out, last = "", 0
    for q in quantities.find(text):
        out += text[last : q.start]
        last = q.end
    return out + text[last:]


@lru_cache(maxsize=1024)
def _counts(text: str) -> tuple[quantities.Quantity, ...]:
    """The figures of a statement that count or score something, and its clock times. Kept: each claim is held against all others."""
    found = (q for q in quantities.find(text) if not q.weak)
    return tuple(q for q in found if q.kind in ("cardinal", "score") or (q.when is not None and q.when.minute is not None))


def _targets(attribution: Attribution, claims: Sequence[Claim], alike: Sequence[float], order: dict[str, int]) -> list[Claim]:
    """The claims that a denial or doubt is aimed at: the last ones said by somebody else, or those that are most like its own words."""
    voice = Voice(attribution.sources, "article")
    at = order[attribution.sentence_id]
    others = [
        (n, c)
        for n, c in enumerate(claims)
        if c.checkable
        and not (c.sources and same(Voice(c.sources, "article"), voice))
        and c.quote.start not in {p.start for p in attribution.contents}
    ]
    content = attribution.contents[0].text
    if not _REFERS.match(content) or content_words(re.sub(_REFERS, "", content)):
        near = [(alike[n], c) for n, c in others if alike[n] >= AIMED and _about(content, c.text)]
        if near:
            best = max(x for x, _ in near)
            return [c for x, c in near if x >= best - 0.05][:2]
        if not _REFERS.match(content):
            return []
    before = [c for _, c in others if 0 <= at - order[c.sentence_ids[0]] <= _REACH and c.quote.start < attribution.contents[0].start]
    said = [c for c in before if c.sources] or before
    if not said:
        return []
    last = said[-1]
    if not rebuffs.several(content):
        return [c for c in said if c.sentence_ids[0] == last.sentence_ids[0]]
    speaker = Voice(last.sources, "article")
    return [c for c in said if same(Voice(c.sources, "article"), speaker) and order[last.sentence_ids[0]] - order[c.sentence_ids[0]] <= 1]


def _about(denied: str, claim: str) -> bool:
    """Whether a denial in words of its own is about the claim: half of each one's words stand in the other."""
    return min(checks.kept_share(denied, claim), checks.kept_share(claim, denied)) >= 0.5


def _whole(article: Article, sentences: Sequence[Sentence], attribution: Attribution) -> Span:
    sentence = next(s for s in sentences if s.id == attribution.sentence_id)
    return span(article.text, sentence.start, sentence.end)


def _sentence(article: Article, sentences: Sequence[Sentence], claim: Claim) -> str:
    return next((article.text[s.start : s.end] for s in sentences if s.id == claim.sentence_ids[0]), claim.text)


def _speakers(sources: Sequence[Source]) -> tuple[Speaker, ...]:
    return tuple(Speaker(name=s.name, kind=s.kind) for s in sources)


def _numbered(found: Iterable[_Found], claims: Sequence[Claim]) -> list[Evidence]:
    place = {c.id: n for n, c in enumerate(claims)}
    once: dict[tuple[object, ...], _Found] = {}
    for f in found:
        if f[:4] not in once or f.judged_by == "rule":  # what a rule finds needs no classifier
            once[f[:4]] = f
    ordered = sorted(once.values(), key=lambda f: (place[f.claim_id], f.quote.start))
    return [Evidence(id=f"e{n}", document_id=None, **f._asdict()) for n, f in enumerate(ordered, 1)]
