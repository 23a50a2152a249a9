"""The digest: the statements of several articles as if one article told them, so that one summary can be planned and written. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.comparison import Column, MergedClaim
from summarizer.matrix import Objection, Row, Witness
from summarizer.records import Article, Claim, Evidence, Source, Span, Speaker, Verdict
from summarizer.voices import original


class Digest(NamedTuple):
    """What a summary is planned from. The ids of the claims are those of the merged ones; offsets are into the digest's own text."""

    article: Article
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...]


def make(
    rows: Sequence[Row],
    merged: Sequence[MergedClaim],
    against: Sequence[Sequence[Objection]],
    witnesses: Sequence[Witness],
    columns: Sequence[Column],
) -> Digest:
    """The statements in their order, each with the sentence that it stands in; what objects to one points to the other's place."""
    copy_of = {c.article_id: c.copy_of for c in columns}
    lines: list[str] = []
    claims: list[Claim] = []
    places: dict[tuple[int, int, int], Claim] = {}
    for row in rows:
        sentence = _sentence(row, witnesses)
        text = witnesses[row.spoken.article].article.text
        start = sum(len(line) + 1 for line in lines) + row.claim.quote.start - sentence[0]
        quote = Span(start=start, end=start + len(row.claim.quote.text), text=row.claim.quote.text)
        lines.append(text[sentence[0] : sentence[1]])
        moved = tuple(_moved(s, sentence, row.claim.quote, quote) for s in _sources(row, witnesses, columns, copy_of))
        claims.append(row.claim.model_copy(update={"quote": quote, "sources": moved}))
        places |= {(m.article, m.claim.quote.start, m.claim.quote.end): claims[-1] for m in row.group}
    length = sum(len(line) + 1 for line in lines)
    evidence = []
    for row, objections in zip(rows, against, strict=True):
        for o in objections:
            other = places.get((o.article, o.quote.start, o.quote.end))
            quote = other.quote if other else Span(start=length, end=length + len(o.quote.text), text=o.quote.text)
            if other is None:
                lines.append(o.quote.text)
                length += len(o.quote.text) + 1
            sources = (
                tuple(Speaker(name=s.name, kind=s.kind) for s in other.sources) if other else o.sources or (_outlet(columns[o.article]),)
            )
            evidence.append(_evidence(row.claim.id, quote, o, sources))
    article = Article(id="digest", language="en", text="\n".join(lines))
    return Digest(article, tuple(claims), tuple(_verdict(m) for m in merged), tuple(evidence))


def _sentence(row: Row, witnesses: Sequence[Witness]) -> tuple[int, int]:
    """Where the sentence of a statement begins and ends, the quote within it even where that runs over its end."""
    found = next(s for s in witnesses[row.spoken.article].read.sentences if s.id == row.claim.sentence_ids[0])
    return min(found.start, row.claim.quote.start), max(found.end, row.claim.quote.end)


def _sources(row: Row, witnesses: Sequence[Witness], columns: Sequence[Column], copy_of: Mapping[str, str | None]) -> tuple[Source, ...]:
    """Who says it: its own sources; what one article alone says in its own voice is told as that outlet's."""
    texts = {original(witnesses[n].article.id, copy_of) for n in row.asserting}
    if row.claim.sources or len(texts) > 1:
        return row.claim.sources
    outlet = _outlet(columns[row.spoken.article])
    return (Source(name=outlet.name, kind=outlet.kind),)


def _moved(source: Source, sentence: tuple[int, int], old: Span, new: Span) -> Source:
    """The source with its mention where it stands in the digest; one from another sentence keeps its words, away from the quote."""
    mention = source.mention
    if mention is None:
        return source
    inside = sentence[0] <= mention.start and mention.end <= sentence[1]
    start = mention.start - old.start + new.start if inside else new.end + len(mention.text)
    return source.model_copy(update={"mention": Span(start=start, end=start + len(mention.text), text=mention.text)})


def _outlet(column: Column) -> Speaker:
    return Speaker(name=column.name, kind="media")


def _evidence(claim_id: str, quote: Span, objection: Objection, sources: tuple[Speaker, ...]) -> Evidence:
    return Evidence(
        id=f"{claim_id}-{quote.start}",
        claim_id=claim_id,
        document_id=None,
        quote=quote,
        stance=objection.stance,
        sources=sources,
        judged_by=objection.judged_by,
    )


def _verdict(merged: MergedClaim) -> Verdict:
    return Verdict(
        claim_id=merged.id,
        status=merged.status,
        origins_for=merged.origins_for,
        origins_against=merged.origins_against,
        evidence_ids=(),
        reason=merged.reason,
    )
