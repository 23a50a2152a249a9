"""The status of each claim: a pure rule over quoted evidence, printed as its reason. The statuses are defined in seeds/README.md."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer import origins
from summarizer.origins import Voice
from summarizer.records import Claim, Evidence, Origin, Status, Verdict

AGAINST = ("opposes", "doubts")


def judge(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> tuple[Verdict, ...]:
    """One verdict for each claim, in their order."""
    return tuple(verdict(c, [e for e in evidence if e.claim_id == c.id]) for c in claims)


def verdict(claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
    """The status of one claim from its own chain and the evidence on it."""
    against = [e for e in evidence if e.stance in AGAINST and _counts_against(claim, e)]
    voices_for = [*_own(claim), *(Voice(e.sources, _text(e)) for e in evidence if e.stance == "supports")]
    for_, against_ = _origins_for(claim, voices_for), origins.collapse(Voice(e.sources, _text(e)) for e in against)
    status, why = _rule(claim, for_, against_)
    near = sum(1 for e in evidence if e.stance == "near")
    reason = f"{why}; {near} near but not the same" if near else why
    return Verdict(
        claim_id=claim.id,
        status=status,
        origins_for=for_,
        origins_against=against_,
        evidence_ids=tuple(e.id for e in evidence),
        reason=reason,
    )


def _rule(claim: Claim, for_: tuple[Origin, ...], against: tuple[Origin, ...]) -> tuple[Status, str]:
    """The first row of the table that fits, and its derivation."""
    if not claim.checkable:
        return "not-checkable", "opinion, forecast or interpretation"
    opposed = f"against: {'; '.join(o.name for o in against)}" if against else "0 against"
    derivation = f"{origins.names(for_)}; {opposed}" if for_ else f"the article's own voice, no source given; {opposed}"
    own_only = not claim.sources and all(o.name == origins.name(Voice((), "")) for o in for_)
    if against:
        return ("contradicted" if own_only else "disputed"), derivation
    if own_only:
        return "unsourced", derivation
    return ("corroborated" if len(for_) >= 2 else "single-source"), derivation


def _own(claim: Claim) -> list[Voice]:
    return [Voice(claim.sources, "article")] if claim.sources else []


def _origins_for(claim: Claim, voices: list[Voice]) -> tuple[Origin, ...]:
    """The origins that assert the claim. The article's own voice joins them only where an independent document asserts the same."""
    found = origins.collapse(voices)
    outside = any(v.text_id != "article" for v in voices)
    if not claim.sources and outside:
        return (Origin(name=origins.name(Voice((), "article"))), *found)
    return found


def _counts_against(claim: Claim, evidence: Evidence) -> bool:
    """Whether it is another's: a source's later figure replaces its own earlier one; but a cited source may disown what is laid on it."""
    voice = Voice(evidence.sources, _text(evidence))
    return not claim.sources or len(claim.sources) > 1 or not origins.same(Voice(claim.sources, "article"), voice)


def _text(evidence: Evidence) -> str:
    return evidence.document_id or "article"
