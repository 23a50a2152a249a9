"""Tasks: what is run on a sample. The whole, end to end, and each stage on gold input, so that a fall is traced to its room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eval import matching, scorers, seeds
from eval.results import ArticleScore, Count, Counts, Link, Prediction, Row
from eval.seeds import GoldClaim, Seed
from summarizer import attribution, claims, evidence, pipeline, sentences, summary, verdicts
from summarizer.errors import AbstainError
from summarizer.library import Given, Library
from summarizer.models.base import Encoder, Writer
from summarizer.records import Article, Attribution, Claim, Evidence, Report, Sentence, Source, Span, Speaker
from summarizer.settings import Settings

CONTAINED = 0.5
"""Share of a gold quote's tokens that an attribution's contents must hold to be the one that says it."""


class Models(NamedTuple):
    """What the stages need: the encoder, the writer (None: every line by rule) and the settings of the run.

    `bare` is the writer without our training, for the baseline: the writer itself where we trained nothing for it; None: no such baseline.
    """

    encoder: Encoder
    writer: Writer | None
    settings: Settings
    bare: Writer | None = None


class _Read(NamedTuple):
    """What every stage on gold input starts from."""

    article: Article
    split: tuple[Sentence, ...]
    said: tuple[Attribution, ...]


def whole(seed: Seed, models: Models) -> Prediction:
    """The tool's own report of the article, end to end."""
    try:
        read = seeds.read_article(seed)
        return predicted(pipeline.report(read, models.settings, models.encoder, models.writer, _library(seed)))
    except AbstainError as error:
        return Prediction(abstained=str(error))


def _library(seed: Seed) -> Library | None:
    return Given(seed.documents) if seed.documents else None


def predicted(report: Report) -> Prediction:
    """A report as a prediction."""
    status = {v.claim_id: v.status for v in report.verdicts}
    return Prediction(
        rows=tuple(
            Row(quote=c.quote, sources=tuple(Link(name=s.name, kind=s.kind) for s in c.sources), status=status[c.id]) for c in report.claims
        ),
        loaded=tuple(Span(start=x.start, end=x.end, text=x.text) for x in report.bias.loaded if x.voice == "author"),
        lines=tuple(line.text for line in report.summary.lines),
        dropped=len(report.summary.dropped),
        by_model=sum(line.written_by == "model" for line in report.summary.lines),
    )


def score(seed: Seed, prediction: Prediction) -> ArticleScore:
    """The prediction against the seed's labels; what the system does not do is not counted."""
    gold = seed.labels
    refused = prediction.abstained is not None
    counts: Counts = {"abstained": Count(hit=float(refused == (gold.expect == "abstain")), gold=1)}
    if gold.expect == "abstain":
        return ArticleScore(slug=seed.slug, counts=counts, abstained=prediction.abstained)
    compared = scorers.claims(seed.text, gold.claims, prediction.rows or ())
    loaded, missed, false = scorers.loaded(seed.text, gold.loaded, prediction.loaded or ())
    covered, uncovered = scorers.summary(_seen(seed), gold, prediction)
    if prediction.rows is not None or refused:
        counts |= compared.counts
    if prediction.loaded is not None or refused:
        counts |= loaded
    if prediction.lines is not None or refused:
        counts |= covered
    return ArticleScore(
        slug=seed.slug,
        counts=counts,
        rows=compared.rows if prediction.rows is not None else (),
        lines=prediction.lines or (),
        uncovered=uncovered,
        missed_loaded=missed,
        false_loaded=false,
        abstained=prediction.abstained,
    )


def on_gold(seed: Seed, models: Models) -> Counts:
    """The counts of each stage on gold input, named STAGE.COUNT; none for a text that is to be refused."""
    if seed.labels.expect == "abstain":
        return {}
    try:
        article = seeds.read_article(seed).article
    except AbstainError:
        return {}
    split = sentences.split(article, models.settings)
    read = _Read(article, split, attribution.attribute(article, split, models.encoder))
    stages = {
        "attribution": _attribution(seed, read),
        "claims": _claims(seed, read, models.encoder),
        **_statuses_and_plan(seed, read, models),
    }
    return {f"{stage}.{name}": count for stage, counts in stages.items() for name, count in counts.items()}


def _attribution(seed: Seed, read: _Read) -> Counts:
    """Who says each gold quote, by the attribution whose contents hold most of it."""
    held = [(a, frozenset().union(*(matching.tokens(seed.text, c) for c in a.contents))) for a in read.said]
    right = [scorers.chain(c.sources, _links(_sayer(matching.tokens(seed.text, c.quote), held))) for c in seed.labels.claims]
    return {name: Count(hit=sum(name in r for r in right), gold=len(right)) for name in ("speaker", "origin", "chain")}


def _sayer(quote: frozenset[int], held: Sequence[tuple[Attribution, frozenset[int]]]) -> tuple[Source, ...]:
    best, contents = max(held, key=lambda h: len(h[1] & quote), default=(None, frozenset[int]()))
    return best.sources if best and len(contents & quote) >= CONTAINED * len(quote) else ()


def _claims(seed: Seed, read: _Read, encoder: Encoder) -> Counts:
    """Claims extracted from gold attributions: what splitting and leaving out cost, and whether opinions are told from facts."""
    given = tuple(
        Attribution(sentence_id=s.id, sources=_sources(c), cue=None, contents=(c.quote,))
        for c in seed.labels.claims
        if c.sources
        for s in read.split
        if s.start <= c.quote.start < s.end
    )
    found = claims.extract(read.article, read.split, given, encoder)
    gold = seed.labels.claims
    pairs = matching.one_to_one(seed.text, [c.quote for c in gold], [c.quote for c in found])
    opinions = [(gold[p.gold].status == "not-checkable", not found[p.found].checkable) for p in pairs]
    return {
        "claim": Count(hit=len(pairs), found=len(found), gold=len(gold)),
        "opinion": Count(hit=sum(a and b for a, b in opinions), found=sum(b for _, b in opinions), gold=sum(a for a, _ in opinions)),
    }


def _statuses_and_plan(seed: Seed, read: _Read, models: Models) -> dict[str, Counts]:
    """Statuses of the gold claims; the same where the gold documents are judged by hand; and the plan of a summary on gold rows."""
    gold = seed.labels.claims
    rows = tuple(_as_claim(c, read.split) for c in gold)
    proof = evidence.gather(read.article, read.split, read.said, rows, models.encoder)
    other = pipeline.compare(read.article, rows, _library(seed), models.settings, models.encoder)
    judged = verdicts.judge(rows, (*proof, *other.evidence))
    found = scorers.statuses([(c.status, str(v.status)) for c, v in zip(gold, judged, strict=True)])
    told = verdicts.judge(rows, (*proof, *(e for c in gold for e in _gold_evidence(seed, c))))
    documented = scorers.statuses([(c.status, str(v.status)) for c, v in zip(gold, told, strict=True) if c.evidence])
    sure = tuple(v.model_copy(update={"status": c.status}) for c, v in zip(gold, judged, strict=True))
    planned = summary.plan(read.article, rows, sure, proof, models.encoder, models.settings.max_words)
    lines = summary.write(read.article, planned, None, models.settings, models.encoder).lines
    covered, _ = scorers.summary(_seen(seed), seed.labels, Prediction(lines=tuple(line.text for line in lines)))
    return {"status": found, "verdicts": documented, "summary": {"coverage": covered["coverage"]}}


def _as_claim(gold: GoldClaim, split: Sequence[Sentence]) -> Claim:
    return Claim(
        id=gold.id,
        quote=gold.quote,
        sentence_ids=tuple(s.id for s in split if s.start < gold.quote.end and gold.quote.start < s.end),
        text=gold.text,
        text_written_by="rule",
        sources=_sources(gold),
        cue=None,
        attribution="explicit" if gold.sources else "none",
        checkable=gold.status != "not-checkable",
    )


def _gold_evidence(seed: Seed, claim: GoldClaim) -> list[Evidence]:
    """The labelled passages of the documents; an origin that is the document's outlet is the document's own voice."""
    documents = {d.id: d for d in seed.documents}
    kinds = {s.name: s.kind for s in claim.sources}
    found = []
    for n, e in enumerate(claim.evidence):
        document = documents[e.document]
        kind = "media" if e.origin == document.outlet else kinds.get(e.origin, "official")
        start = document.text.index(e.quote)
        quote = Span(start=start, end=start + len(e.quote), text=e.quote)
        found.append(
            Evidence(
                id=f"{claim.id}.g{n}",
                claim_id=claim.id,
                document_id=e.document,
                quote=quote,
                stance=e.stance,
                sources=(Speaker(name=e.origin, kind=kind),),
                judged_by="rule",
            )
        )
    return found


def _sources(gold: GoldClaim) -> tuple[Source, ...]:
    return tuple(Source(name=s.name, kind=s.kind) for s in gold.sources)


def _links(sources: Sequence[Source]) -> tuple[Link, ...]:
    return tuple(Link(name=s.name, kind=s.kind) for s in sources)


def _seen(seed: Seed) -> str:
    """All that a summary may draw on: the article with its title and outlet, and the documents with theirs."""
    paths = (seed.path / "article.txt", *(seed.path / "evidence" / d.id for d in seed.documents))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
