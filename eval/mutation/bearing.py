"""One statement made to bear on another: denials, other figures, support and copies, with the status that the rules must then give.

The statements are made from gold rows. The other speaker's name is invented, so that independence is beyond doubt; a copy names the same
origin. The claim is worded as the labeller worded it, which is the best case for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from eval.mutation import spoiling
from eval.mutation.goldrows import GoldRow, as_claim, plain
from eval.seeds import GoldClaim
from summarizer import evidence, verdicts, wording
from summarizer.records import Claim, Evidence, Kind, Source, Span, Speaker, Stance, Status

OUTLET = Speaker(name="Varnholt Courier", kind="media")
"""Who reprints; no article names it."""
PERSON = Source(name="Oriel Quenby, dock worker", kind="person")
"""Who speaks independently; no article names her."""


class Bearing(NamedTuple):
    """A statement by somebody on the row's claim, and the status that must follow.

    `other`: a claim of the same article, whose stance the rules must find; else `given`: evidence whose stance is told.
    """

    must: Status
    other: Claim | None = None
    given: Evidence | None = None


class Case(NamedTuple):
    """One way to bear on a claim; `make` gives None where the row has no such thing."""

    name: str
    title: str
    must: str
    make: Callable[[GoldRow, Random], Bearing | None]


def made(case: Case, row: GoldRow) -> Bearing | None:
    """The bearing for a row; what it draws is fixed by article, claim and case. None for opinions: nothing bears on them."""
    if row.claim.status == "not-checkable":
        return None
    return case.make(row, Random(f"{row.scene.seed.slug}/{row.claim.id}/{case.name}"))


def outcome(row: GoldRow, bearing: Bearing, alike: float) -> tuple[Stance | None, Status | None, int]:
    """What the rules make of it: the stance (None: no relation), the claim's status, and the origins for the claim.

    `alike` is the cosine similarity of the two wordings, in [-1, 1]; it is not asked for given evidence.
    """
    claim = as_claim(row)
    proof = bearing.given
    if bearing.other and (stance := evidence.relation(claim, bearing.other, alike)):
        proof = _evidence(claim, bearing.other.quote, stance, tuple(Speaker(name=s.name, kind=s.kind) for s in bearing.other.sources), None)
    verdict = verdicts.verdict(claim, [proof] if proof else [])
    return proof.stance if proof else None, verdict.status, len(verdict.origins_for)


def other_figure(row: GoldRow, draw: Random) -> Bearing | None:
    """Another source gives a figure that excludes the claim's: more than twice as large, for the same thing."""
    text = _refigured(row, draw, spoiling.doubled)
    return Bearing(_opposed(row), other=_said(row, text, (PERSON,))) if text else None


def negation(row: GoldRow, draw: Random) -> Bearing | None:
    """Another source says the negated statement."""
    del draw
    text = spoiling.without_negation(row.text) or spoiling.with_negation(row.text)
    return Bearing(_opposed(row), other=_said(row, text, (PERSON,))) if text else None


def same_words(row: GoldRow, draw: Random) -> Bearing | None:
    """Another source says the same in the same words; only where the claim has a source, or it would become hers."""
    del draw
    return Bearing("corroborated", other=as_claim(row).model_copy(update={"sources": (PERSON,)})) if row.claim.sources else None


def other_words(row: GoldRow, draw: Random) -> Bearing | None:
    """Another source says the same in other words: the article's own, where the labeller changed them."""
    del draw
    text = wording.by_rule(row.claim.quote.text, in_quotes=False, denied=False)
    changed = plain(text) != plain(row.text)
    return Bearing("corroborated", other=_said(row, text, (PERSON,))) if row.claim.sources and changed else None


def later_figure(row: GoldRow, draw: Random) -> Bearing | None:
    """The same origin gives another figure: a rising toll is no dispute."""
    text = _refigured(row, draw, spoiling.next_to)
    return Bearing("single-source", other=_said(row, text, (_last(row.claim),))) if text and row.claim.sources else None


def later_figure_short(row: GoldRow, draw: Random) -> Bearing | None:
    """The same with the origin's name without its role."""
    text, short = _refigured(row, draw, spoiling.next_to), _short(row.claim)
    return Bearing("single-source", other=_said(row, text, (short,))) if text and short else None


def later_document(row: GoldRow, draw: Random) -> Bearing | None:
    """A document gives another figure by the same source, and its stance is told as opposing; not where the claim comes through another."""
    text = _refigured(row, draw, spoiling.next_to)
    if not text or len(row.claim.sources) != 1:
        return None
    return Bearing("single-source", given=_evidence(as_claim(row), _whole(text), "opposes", (_last(row.claim),), "later"))


def copy(row: GoldRow, draw: Random) -> Bearing | None:
    """Another outlet prints the same by the same origin."""
    del draw
    return _copied(row, _last(row.claim)) if row.claim.sources else None


def copy_short(row: GoldRow, draw: Random) -> Bearing | None:
    """Another outlet prints the same, and names the origin without its role."""
    del draw
    short = _short(row.claim)
    return _copied(row, short) if short else None


def copy_alias(row: GoldRow, draw: Random) -> Bearing | None:
    """Another outlet prints the same, and calls the origin by another of its names, as the labeller lists them."""
    aliases = row.claim.sources[-1].aliases if row.claim.sources else ()
    return _copied(row, Source(name=draw.choice(aliases), kind=row.claim.sources[-1].kind)) if aliases else None


_TABLE = (
    Case("other-figure", "another source, another figure", "opposes", other_figure),
    Case("negation", "another source, the opposite", "opposes", negation),
    Case("same-words", "an independent source, the same words", "supports", same_words),
    Case("other-words", "an independent source, other words", "supports", other_words),
    Case("later-figure", "the same origin, another figure", "no dispute", later_figure),
    Case("later-figure-short", "the same origin by short name, another figure", "no dispute", later_figure_short),
    Case("later-document", "the same source in a document, another figure", "no dispute", later_document),
    Case("copy", "a wire copy under another outlet", "one origin", copy),
    Case("copy-short", "a wire copy, the origin by short name", "one origin", copy_short),
    Case("copy-alias", "a wire copy, the origin by another name", "one origin", copy_alias),
)
CASES: Mapping[str, Case] = MappingProxyType({c.name: c for c in _TABLE})
"""Every case, in the order of the report."""


def is_right(case: Case, bearing: Bearing, found: tuple[Stance | None, Status | None, int]) -> bool:
    """Whether the rules did what they must: the status is right, and a copy left the claim with one origin."""
    _, status, origins_for = found
    return status == bearing.must and (case.must != "one origin" or origins_for == 1)


def _opposed(row: GoldRow) -> Status:
    return "disputed" if row.claim.sources else "contradicted"


def _refigured(row: GoldRow, draw: Random, change: Callable[[str], str]) -> str | None:
    """The wording with one plain count changed; bounds, ends of ranges and numbered names exclude nothing, so they are passed over."""
    here = [p for p in spoiling.numbers(row.text) if spoiling.is_exact(row.text, p)]
    if not here:
        return None
    place = draw.choice(here)
    return spoiling.replaced(row.text, place, change(row.text[place[0] : place[1]]))


def _said(row: GoldRow, text: str, sources: tuple[Source, ...]) -> Claim:
    update = {"id": "other", "text": text, "quote": _whole(text), "sources": sources, "attribution": "explicit"}
    return as_claim(row).model_copy(update=update)


def _copied(row: GoldRow, origin: Source) -> Bearing:
    proof = _evidence(as_claim(row), row.claim.quote, "supports", (OUTLET, origin), "copy")
    return Bearing("single-source", given=proof)


def _evidence(claim: Claim, quote: Span, stance: Stance, who: tuple[Speaker, ...], document: str | None) -> Evidence:
    span = Span(start=quote.start, end=quote.end, text=quote.text)
    return Evidence(id="e1", claim_id=claim.id, document_id=document, quote=span, stance=stance, sources=who, judged_by="rule")


def _last(claim: GoldClaim) -> Source:
    return Source(name=claim.sources[-1].name, kind=claim.sources[-1].kind)


def _short(claim: GoldClaim) -> Source | None:
    """The origin without its role: "Ana Brandt" for "Ana Brandt, mayor of Kelmar"."""
    core, comma, _ = claim.sources[-1].name.partition(",") if claim.sources else ("", "", "")
    kind: Kind = claim.sources[-1].kind if claim.sources else "person"
    return Source(name=core, kind=kind) if comma else None


def _whole(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)
