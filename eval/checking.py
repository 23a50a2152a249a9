"""Checks a seed's labels: what no labeller may write. Offsets and kinds are refused on reading already; here, what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

from eval import matching, scorers, seeds
from eval.seeds import GoldClaim, GoldEvidence, Labels, Seed
from summarizer import quotations
from summarizer.errors import AbstainError, UsageError

SUMMARY_SENTENCES = range(2, 9)
SLOTS = range(1, 5)
_OPPOSED = ("contradicted", "disputed")


def check(folder: Path) -> tuple[str, ...]:
    """What is wrong with the seed in `folder`, one line each; empty: nothing."""
    try:
        seed = seeds.load(folder)
        read = seeds.read_article(seed).article.text if seed.labels.expect == "report" else seed.text
    except (UsageError, AbstainError) as error:
        return (str(error),)
    found = [] if read == seed.text else ["article.txt: the tool reads another text than the labels are placed in"]
    found += _labels(seed, seed.labels)
    if (folder / seeds.SECOND).is_file():
        try:
            found += [f"{seeds.SECOND}: {line}" for line in _labels(seed, seeds.labels(folder / seeds.SECOND, seed.text))]
        except UsageError as error:
            found.append(str(error))
    return tuple(found)


def _labels(seed: Seed, labels: Labels) -> Iterator[str]:
    if (labels.expect == "abstain") != (not labels.claims):
        yield "a text to abstain from has no claims, every other has some"
    if labels.expect == "report" and len(matching.units(labels.summary)) not in SUMMARY_SENTENCES:
        yield f"the summary has {len(matching.units(labels.summary))} sentences, not three to six"
    yield from _order(labels)
    yield from _kinds(labels)
    for claim in labels.claims:
        yield from (
            f"{claim.id}: {line}" for line in (*_nugget(claim, labels.summary), *_status(claim, seed.outlet), *_evidence(seed, claim))
        )
    lines = matching.units(labels.summary)
    for claim in scorers.careless(lines, [c for c in labels.claims if any(matching.covers(x, c.nugget) for x in lines)]):
        yield f"{claim.id}: is {claim.status}, but the sentence of the summary that covers it does not say so"
    yield from _loaded(seed, labels)


def _order(labels: Labels) -> Iterator[str]:
    ids = [c.id for c in labels.claims]
    yield from (f"{i}: the id stands twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for before, after in pairwise(labels.claims):
        if after.quote.start < before.quote.start:
            yield f"{after.id}: stands before {before.id} in the article; claims are listed in its order"
    for a, b in combinations(labels.claims, 2):
        if (a.quote, a.sources) == (b.quote, b.sources):
            yield f"{b.id}: the same quote and sources as {a.id}"


def _kinds(labels: Labels) -> Iterator[str]:
    kinds: dict[str, set[str]] = {}
    for source in (s for c in labels.claims for s in c.sources):
        kinds.setdefault(source.name, set()).add(source.kind)
    yield from (f"{name!r} is called {' and '.join(sorted(k))}" for name, k in kinds.items() if len(k) > 1)


def _nugget(claim: GoldClaim, summary: str) -> Iterator[str]:
    if claim.key != bool(claim.nugget):
        yield "a key claim has a nugget, no other claim has one"
    elif claim.key and len(claim.nugget) not in SLOTS:
        yield f"the nugget has {len(claim.nugget)} slots, not two to four"
    elif claim.key and not any(matching.covers(unit, claim.nugget) for unit in matching.units(summary)):
        missing = [slot for slot in claim.nugget if not matching.covers(summary, [slot])]
        yield f"the summary has no sentence with the whole nugget{f'; nowhere: {missing}' if missing else ''}"


def _status(claim: GoldClaim, outlet: str | None) -> Iterator[str]:
    """What the table of statuses rules out for these sources and this evidence; who cites the article's outlet is no other origin."""
    own = {claim.sources[-1].name if claim.sources else None, outlet}
    others = {e.origin for e in claim.evidence if e.stance == "supports"} - own
    against = [e for e in claim.evidence if e.stance in ("opposes", "doubts")]
    said = bool(claim.sources)
    match claim.status:
        case "unsourced" if said:
            yield "unsourced is for the article's own voice alone, but it has sources"
        case "single-source" | "disputed" if not said and not others:
            yield f"{claim.status} needs a source"
        case "corroborated" if not said and not others:
            yield "the article's own voice is corroborated only by an evidence document"
    if claim.status in ("single-source", "unsourced") and others:
        yield f"{claim.status}, but the evidence holds another origin in support: {', '.join(sorted(others))}"
    if claim.status not in ("not-checkable", *_OPPOSED) and against:
        yield f"{claim.status}, but the evidence opposes it: {against[0].document}"


def _evidence(seed: Seed, claim: GoldClaim) -> Iterator[str]:
    texts = {d.id: d.text for d in seed.documents}
    for e in claim.evidence:
        if e.document not in texts:
            yield f"there is no evidence/{e.document}"
        elif e.quote not in texts[e.document]:
            yield f"evidence/{e.document} does not hold {_short(e)}"


def _short(e: GoldEvidence) -> str:
    return repr(e.quote if len(e.quote) <= 60 else e.quote[:59] + "…")


def _loaded(seed: Seed, labels: Labels) -> Iterator[str]:
    quoted = quotations.quoted_spans(seed.text)
    for span in labels.loaded:
        if quotations.is_quoted(quoted, span.start) and quotations.is_quoted(quoted, span.end - 1):
            yield f"loaded {span.text!r} stands inside quotation marks"
    for a, b in combinations(sorted(labels.loaded, key=lambda s: s.start), 2):
        if b.start < a.end:
            yield f"loaded {a.text!r} and {b.text!r} overlap; give occurrence: n if another place is meant"
