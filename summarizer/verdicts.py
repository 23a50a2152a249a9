"""The status of each claim: a pure rule over quoted evidence, printed as its reason. The statuses are defined in seeds/README.md."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer import copies, origins
from summarizer.origins import ARTICLE, OWN_VOICE, THE_ARTICLE, Voice
from summarizer.records import Claim, Evidence, Origin, Status, Verdict

AGAINST = ("opposes", "doubts")
_REPLACED = "by the same origin, replaced or replacing: no dispute"


def judge(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> tuple[Verdict, ...]:
    """One verdict for each claim, in their order."""
    return tuple(verdict(c, [e for e in evidence if e.claim_id == c.id]) for c in claims)


def verdict(claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
    """The status of one claim from its own chain and the evidence on it."""
    opposing = [e for e in evidence if e.stance in AGAINST]
    against = [e for e in opposing if _counts_against(claim, e)]
    for_ = _origins_for(claim, [e for e in evidence if e.stance == "supports"])
    against_ = origins.collapse(_voice(e) for e in against)
    status, why = _rule(claim, for_, against_)
    notes = ((sum(1 for e in evidence if e.stance == "near"), "near but not the same"), (len(opposing) - len(against), _REPLACED))
    reason = "; ".join((why, *(f"{number} {words}" for number, words in notes if number)))
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
    status: Status = "corroborated" if len(for_) >= 2 else "single-source"
    if not claim.sources and all(o.name == OWN_VOICE for o in for_):
        status = "contradicted" if against else "unsourced"
    elif against:
        status = "disputed"
    return status, f"{derivation} -> {status}"


def _origins_for(claim: Claim, supporting: Sequence[Evidence]) -> tuple[Origin, ...]:
    """The origins that assert the claim. The article's own voice joins them only where an independent document asserts the same."""
    own = Voice(claim.sources, ARTICLE, claim.quote.text)
    voices = [own if _is_copy(claim, e) else _voice(e) for e in supporting]
    independent = any(v.text_id != ARTICLE and not origins.same(v, own) for v in voices)
    return origins.collapse([own, *voices] if claim.sources or independent else voices)


def _is_copy(claim: Claim, evidence: Evidence) -> bool:
    """Whether a document has this from the article: it goes back to whoever the article has it from."""
    copied = evidence.document_id is not None and copies.copied(claim.quote.text, evidence.quote.text)
    return copied or evidence.sources[-1:] == (THE_ARTICLE,)


def _counts_against(claim: Claim, evidence: Evidence) -> bool:
    """Whether it is another's: a source's later figure replaces its own earlier one; but a cited source may disown what is laid on it."""
    if evidence.sources[-1:] == (THE_ARTICLE,):
        return False
    return not claim.sources or len(claim.sources) > 1 or not origins.same(Voice(claim.sources, ARTICLE), _voice(evidence))


def _voice(evidence: Evidence) -> Voice:
    return Voice(evidence.sources, evidence.document_id or ARTICLE, evidence.quote.text)
