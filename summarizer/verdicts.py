"""The status of each claim: a pure rule over quoted evidence, printed as its reason. The statuses are defined in seeds/README.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from summarizer import contrast, copies, origins
from summarizer.origins import ARTICLE, OWN_VOICE, THE_ARTICLE, Voice
from summarizer.records import Claim, Evidence, Origin, Status, Verdict

AGAINST = ("opposes", "doubts")
Dates = Mapping[str | None, str | None]
"""When each document was published, by its id, as the ISO date that it bears; null stands for the article."""
UNDATED: Dates = MappingProxyType({})


def judge(claims: Sequence[Claim], evidence: Sequence[Evidence], dates: Dates = UNDATED) -> tuple[Verdict, ...]:
    """One verdict for each claim, in their order. `dates` only tell which of two figures of one origin is the later."""
    return tuple(verdict(c, [e for e in evidence if e.claim_id == c.id], dates) for c in claims)


def verdict(claim: Claim, evidence: Sequence[Evidence], dates: Dates = UNDATED) -> Verdict:
    """The status of one claim from its own chain and the evidence on it."""
    opposing = [e for e in evidence if e.stance in AGAINST]
    against = [e for e in opposing if _counts_against(claim, e)]
    for_ = _origins_for(claim, [e for e in evidence if e.stance == "supports"])
    against_ = origins.collapse(_voice(e) for e in against)
    status, why = _rule(claim, for_, against_)
    near = sum(1 for e in evidence if e.stance == "near")
    updates = dict.fromkeys(_update(e, dates) for e in opposing if e not in against and not _from_the_article(e))
    reason = "; ".join((why, *([f"{near} near but not the same"] if near else []), *updates))
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
    return copied or _from_the_article(evidence)


def _counts_against(claim: Claim, evidence: Evidence) -> bool:
    """Whether it is another's: a source's later figure replaces its own earlier one; but a cited source may disown what is laid on it."""
    if _from_the_article(evidence):
        return False
    if not claim.sources or not origins.same(Voice(claim.sources, ARTICLE), _voice(evidence)):
        return True
    return len(claim.sources) > 1 and not (evidence.document_id and contrast.gives_another_figure(claim.text, evidence.quote.text))


def _from_the_article(evidence: Evidence) -> bool:
    return evidence.sources[-1:] == (THE_ARTICLE,)


def _update(evidence: Evidence, dates: Dates) -> str:
    """What is said of what the claim's own origin gives otherwise."""
    here, there = (_day(dates.get(key)) for key in (None, evidence.document_id))
    if not here or not there or here == there:
        return "given otherwise by the same origin too, no dispute"
    if there > here:
        return f"updated by the same origin on {there}, no dispute"
    return f"updates what the same origin gave on {there}, no dispute"


def _voice(evidence: Evidence) -> Voice:
    return Voice(evidence.sources, evidence.document_id or ARTICLE, evidence.quote.text)


def _day(date: str | None) -> str | None:
    """The day of an ISO date; null for anything else, which cannot be put in order."""
    return date[:10] if date and re.match(r"\d{4}-\d\d-\d\d", date) else None
