"""The article's text cut into pieces, each with all that is marked there: spans overlap, pieces do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.exporters.view import clean, visible
from summarizer.records import Claim, Report

LEGEND: dict[str, tuple[str, str]] = {
    "claim": ("attributed claim", "words that a named or unnamed source answers for; the number leads to the claim"),
    "own": ("unattributed claim", "a claim in the article's own voice, with no source"),
    "source": ("source", "who is said to say it"),
    "cue": ("reporting words", "how it is said to be said"),
    "author": ("loaded, author's voice", "a loaded word of the article itself"),
    "quoted": ("loaded, quoted voice", "a loaded word that someone else is quoted with"),
    "order": ("suspicious", "an order to a machine, or characters that nobody sees"),
}
"""Each sort of mark, which is also its style: its name, and what it means."""


class Mark(NamedTuple):
    """Something to show on `start` to `end` of the text; `claim` is the claim's number where the mark ends a claim's quote."""

    start: int
    end: int
    sort: str
    note: str
    claim: int | None = None


class Piece(NamedTuple):
    """A run of text under the same marks: their sorts, what they say, the numbers of the claims that it is part of and that end here."""

    text: str
    sorts: tuple[str, ...]
    notes: tuple[str, ...]
    ends: tuple[int, ...]
    claims: tuple[int, ...]


def marks(report: Report) -> tuple[Mark, ...]:
    """Everything that is marked in the article's text, in the order of the legend."""
    found = [m for number, claim in enumerate(report.claims, 1) for m in _of_claim(number, claim)]
    found += [Mark(x.start, x.end, x.voice, f"loaded ({x.kind}): {clean(x.reason)}") for x in report.bias.loaded]
    found += [Mark(n.start, n.end, "order", clean(n.message)) for n in report.notices if n.start is not None and n.end and _pointed(n.kind)]
    return tuple(sorted(set(found), key=lambda m: list(LEGEND).index(m.sort)))


def paragraphs(text: str, marked: Sequence[Mark]) -> tuple[tuple[Piece, ...], ...]:
    """Each line of `text` that holds anything, in pieces."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.append(tuple(_pieces(text, start, end, [m for m in marked if m.start < end and m.end > start])))
        start = end + 1
    return tuple(found)


def _of_claim(number: int, claim: Claim) -> Iterator[Mark]:
    sort = "claim" if claim.sources else "own"
    yield Mark(claim.quote.start, claim.quote.end, sort, f"claim {number}" if claim.sources else f"claim {number}, no source", number)
    # Claims of one sentence share their source and cue: one mark will do, so it names no claim.
    yield from (Mark(s.mention.start, s.mention.end, "source", f"source: {clean(s.name)}") for s in claim.sources if s.mention)
    if claim.cue:
        yield Mark(claim.cue.start, claim.cue.end, "cue", "how it is said")


def _pointed(kind: str) -> bool:
    return kind in ("instructions", "invisible-characters")


def _pieces(text: str, start: int, end: int, marked: Sequence[Mark]) -> Iterator[Piece]:
    edges = sorted({start, end, *(e for m in marked for e in (m.start, m.end) if start < e < end)})
    for left, right in pairwise(edges):
        here = [m for m in marked if m.start < right and m.end > left]
        claims = {m.claim: m.end == right for m in here if m.claim is not None}
        ends = tuple(sorted(c for c, ending in claims.items() if ending))
        yield Piece(visible(text[left:right]), _once(m.sort for m in here), _once(m.note for m in here), ends, tuple(sorted(claims)))


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
