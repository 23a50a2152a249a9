"""The matrix of statements and articles: what stands in each cell, what speaks for and against a statement, and what is left out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from summarizer import provenance
from summarizer.comparison import Cell, LeftOut, MergedClaim, Said, SaidStance, Stand
from summarizer.merging import HOLDS, Member, Passage
from summarizer.origins import OWN_VOICE
from summarizer.provenance import Read, Told
from summarizer.records import Article, Claim, Document, Evidence, Judge, Loaded, Source, Span, Speaker, Stance, span
from summarizer.voices import may_be, original

GOES_ON = 150
"""Code points after somebody's words within which what has no source may still be theirs: independence must be shown."""
Voices = Mapping[tuple[str, str], Told]
"""The statements of the other articles, by document and claim id, each with the chain behind it."""


class Witness(NamedTuple):
    """An article, and what was found in it (`within`) and in the others (`across`) on its claims."""

    article: Article
    read: Read
    within: tuple[Evidence, ...]
    across: tuple[Evidence, ...]
    loaded: tuple[Loaded, ...]


class Row(NamedTuple):
    """A statement: its wording, the claim that it is worded after, the one whose source it names, and all claims that make it.

    `passages` are what comes near in the other articles.
    """

    claim: Claim
    spoken: Member
    judged: Member
    group: tuple[Member, ...]
    passages: Mapping[int, Passage]

    @property
    def asserting(self) -> frozenset[int]:
        """The places of the articles that have it."""
        return frozenset({m.article for m in self.group} | {n for n, p in self.passages.items() if p.score >= HOLDS})


class Objection(NamedTuple):
    """A passage against a statement: the place of its article, the words, and who says them (empty: the article's own voice)."""

    article: int
    quote: Span
    stance: Literal["opposes", "doubts"]
    sources: tuple[Speaker, ...]
    judged_by: Judge


def objections(row: Row, witnesses: Sequence[Witness]) -> tuple[Objection, ...]:
    """Everything that speaks against any claim of a statement, each passage once, in the order of articles and texts."""
    place = {w.article.id: n for n, w in enumerate(witnesses)}
    own = {(m.article, m.claim.quote.start) for m in row.group}
    found: dict[tuple[int, int, int], Objection] = {}
    for member in row.group:
        witness = witnesses[member.article]
        for e in (*witness.within, *witness.across):
            if e.claim_id != member.claim.id or (e.stance != "opposes" and e.stance != "doubts"):
                continue
            where = member.article if e.document_id is None else place[e.document_id]
            if (where, e.quote.start) not in own:
                said = _claim_at(witnesses[where], e.quote)
                sources = _speakers(said.sources) if said else () if e.document_id else e.sources
                found.setdefault((where, e.quote.start, e.quote.end), Objection(where, e.quote, e.stance, sources, e.judged_by))
    return tuple(found[key] for key in sorted(found))


def proof(row: Row, against: Sequence[Objection], witnesses: Sequence[Witness], voices: Voices) -> tuple[Evidence, ...]:
    """What bears on a statement, seen from the article whose source it names, for the rule that gives it its status."""
    claim, here = row.claim, row.judged.article
    found = [_supports(row, m.article, m.claim, m.claim.quote, witnesses, voices) for m in row.group if m != row.judged]
    found += [
        _supports(row, n, p.claim, _quote(p, witnesses[n]), witnesses, voices) for n, p in sorted(row.passages.items()) if p.score >= HOLDS
    ]
    for o in against:
        document = witnesses[o.article].read.document
        said = _claim_at(witnesses[o.article], o.quote)
        known = voices.get((document.id, said.id)) if said else None
        chain = known.chain if known else o.sources or (_outlet(document),)
        found.append(
            _evidence(claim, None if o.article == here else document.id, o.quote, o.stance, o.sources if o.article == here else chain)
        )
    kept = [e for e in found if e is not None]
    return tuple(e.model_copy(update={"id": f"e{n}"}) for n, e in enumerate(kept, 1))


def cells(row: Row, against: Sequence[Objection], witnesses: Sequence[Witness]) -> tuple[Cell, ...]:
    """What each article has on a statement, in the order of the articles."""
    out = []
    for n, witness in enumerate(witnesses):
        said = list(_asserted(row, n, witness))
        opposed = [_said(witness, o.quote, o.stance, o.sources, _cue(witness, o.quote), o.judged_by) for o in against if o.article == n]
        near = _near(row, n, witnesses)
        stand: Stand = "both" if said and opposed else "asserts" if said else "disputes" if opposed else "silent"
        if stand == "silent" and near:
            stand = "unclear"
            said = [_said(witness, near[0], "near", _speakers(near[1].sources), near[1].cue, "encoder")]
        out.append(Cell(article_id=witness.article.id, stand=stand, said=(*said, *opposed)))
    return tuple(out)


def _near(row: Row, place: int, witnesses: Sequence[Witness]) -> tuple[Span, Claim] | None:
    """The passage of an article that may say the same: found by merging, or taken for support of a claim of the row, or the other way."""
    witness, passage = witnesses[place], row.passages.get(place)
    if passage:
        return _quote(passage, witness), passage.claim
    for member in row.group:
        there = witnesses[member.article]
        for e in there.across:
            found = _claim_at(witness, e.quote) if (e.claim_id, e.document_id) == (member.claim.id, witness.article.id) else None
            if found:
                return found.quote, found
        for e in witness.across:
            if e.document_id == there.article.id and e.quote.start == member.claim.quote.start:
                found = next(c for c in witness.read.claims if c.id == e.claim_id)
                return found.quote, found
    return None


def left_out(claims: Sequence[MergedClaim], articles: Sequence[Article], copy_of: Mapping[str, str | None]) -> tuple[LeftOut, ...]:
    """What each article is silent on though others have it: two others at least, where there are so many texts; the most carried first.

    Copies count once, and none is reproached with what its original leaves out.
    """
    dates = {a.id: a.date or "" for a in articles}
    texts = {original(a.id, copy_of) for a in articles}
    least = 2 if len(texts) > 2 else 1
    out = []
    for article in (a for a in articles if not copy_of.get(a.id)):
        found = []
        for claim in claims:
            stands = {c.article_id: c.stand for c in claim.cells}
            carried = [i for i, stand in stands.items() if stand in ("asserts", "both")]
            if stands[article.id] == "silent" and claim.checkable and len({original(i, copy_of) for i in carried}) >= least:
                later = all(dates[article.id] and dates[i][:10] > dates[article.id][:10] for i in carried)
                found.append(LeftOut(article_id=article.id, claim_id=claim.id, carried_by=tuple(carried), later=later))
        out += sorted(found, key=lambda x: (x.later, -len({original(i, copy_of) for i in x.carried_by})))
    return tuple(out)


def origins_named(text: str, name: str) -> str:
    """`text` of a derivation with the name of the article in place of "the article"."""
    return text.replace(OWN_VOICE, f"{name}’s own voice")


def _asserted(row: Row, place: int, witness: Witness) -> Iterator[Said]:
    for m in row.group:
        if m.article == place:
            yield _said(
                witness, m.claim.quote, "asserts", _speakers(m.claim.sources), m.claim.cue, "encoder" if len(row.group) > 1 else "rule"
            )
    passage = row.passages.get(place)
    if passage and passage.score >= HOLDS:
        yield _said(witness, _quote(passage, witness), "asserts", _speakers(passage.claim.sources), passage.claim.cue, "encoder")


def _said(witness: Witness, quote: Span, stance: SaidStance, sources: tuple[Speaker, ...], cue: Span | None, judge: Judge) -> Said:
    loaded = tuple(x for x in witness.loaded if quote.start <= x.start and x.end <= quote.end)
    return Said(quote=quote, stance=stance, sources=sources, cue=cue, loaded=loaded, judged_by=judge)


def _supports(row: Row, place: int, said: Claim, quote: Span, witnesses: Sequence[Witness], voices: Voices) -> Evidence | None:
    """A claim or passage that says the same; the own voice of the article that the statement is worded after is no other voice."""
    document = witnesses[place].read.document
    if place == row.judged.article:
        return _evidence(row.claim, None, quote, "supports", _speakers(said.sources)) if said.sources else None
    chain = provenance.of_claim(voices[document.id, said.id], row.claim)
    if not said.sources and row.claim.sources and (before := _last_speaker(witnesses[place].read, said)):
        last = row.claim.sources[-1]
        chain = (*chain, Speaker(name=last.name, kind=last.kind)) if may_be(before, last.name) else chain
    return _evidence(row.claim, document.id, quote, "supports", chain)


def _last_speaker(read: Read, claim: Claim) -> str:
    """Who spoke last before a statement in the article's own voice, near by: it may well go on with that speaker."""
    before = [c for c in read.claims if c.sources and 0 <= claim.quote.start - c.quote.end <= GOES_ON]
    return max(before, key=lambda c: c.quote.end).sources[-1].name if before else ""


def _evidence(claim: Claim, document_id: str | None, quote: Span, stance: Stance, sources: tuple[Speaker, ...]) -> Evidence:
    return Evidence(id="e0", claim_id=claim.id, document_id=document_id, quote=quote, stance=stance, sources=sources, judged_by="encoder")


def _outlet(document: Document) -> Speaker:
    return Speaker(name=document.outlet or document.title or document.id, kind="media")


def _quote(passage: Passage, witness: Witness) -> Span:
    return span(witness.article.text, passage.sentence.start, passage.sentence.end) if passage.sentence else passage.claim.quote


def _claim_at(witness: Witness, quote: Span) -> Claim | None:
    return next((c for c in witness.read.claims if (c.quote.start, c.quote.end) == (quote.start, quote.end)), None)


def _cue(witness: Witness, quote: Span) -> Span | None:
    said = _claim_at(witness, quote)
    return said.cue if said else None


def _speakers(sources: Sequence[Source]) -> tuple[Speaker, ...]:
    return tuple(Speaker(name=s.name, kind=s.kind) for s in sources)
