"""What the page shows of a report: plain values, built by pure functions. The words around them are another's (`texts`).

Strings from outside went through `exporters.view.clean`; the template escapes them. Codes (status, kind, stance) stay as they are in the
report, for the template to name in the visitor's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.exporters.base import LoadedView
from summarizer.exporters.highlight import LEGEND, marks, paragraphs
from summarizer.exporters.view import clean, stance, standing, view, visible, web
from summarizer.records import Bias, Claim, Document, Evidence, Loaded, Origin, Report, Span, Speaker, Status, Verdict
from summarizer.web.drafts import Draft
from summarizer.web.values import Backer, Bar, Glance, Headline, Line, Link, LoadedGroup, LoadedRow, Proof, Quote, Row, Shown, Voice

STATUSES: tuple[Status, ...] = ("corroborated", "single-source", "unsourced", "disputed", "contradicted", "not-checkable")
"""In the order in which they are drawn."""
PENDING = "pending"
NOT_JUDGED = "not-judged"
_CONTEXT = 220


def shown(draft: Draft) -> Shown:
    """The values for the page, of a whole report or of one in the making."""
    report, article = draft.report, draft.report.article
    numbers = {c.id: n for n, c in enumerate(report.claims, 1)}
    marked = marks(report)
    rows = _rows(report, judged="verdicts" in draft.done)
    return Shown(
        title=clean(article.title or ""),
        byline=" · ".join(filter(None, (clean(x or "") for x in (article.outlet, article.date)))),
        url=web(article.url),
        notices=tuple((n.kind, clean(n.message)) for n in report.notices),
        glance=_glance(report.bias, rows),
        lines=tuple(_line(x.text, x.claim_ids, x.checks, x.written_by, numbers) for x in report.summary.lines),
        dropped=tuple((clean(d.text), ", ".join(map(clean, d.failed))) for d in report.summary.dropped),
        rows=rows,
        documents=tuple((_place(d), clean(d.date or ""), web(d.url)) for d in report.documents),
        text=paragraphs(article.text, marked),
        used=tuple(sort for sort in LEGEND if any(m.sort == sort for m in marked)),
        voices=_voices(report.bias),
        silent=tuple(map(clean, report.bias.silent)),
        headline=_headline(report, numbers) if article.title else None,
        loaded=_loaded(report),
    )


def links(speakers: Sequence[Speaker]) -> tuple[Link, ...]:
    """A chain, nearest speaker first; one link without a kind where nobody is named."""
    return tuple(Link(clean(s.name) or "?", s.kind) for s in speakers) or (Link("", ""),)


def _rows(report: Report, *, judged: bool) -> tuple[Row, ...]:
    verdicts = {v.claim_id: v for v in report.verdicts}
    documents = {d.id: d for d in report.documents}
    return tuple(_row(n, c, report, verdicts.get(c.id), documents, judged) for n, c in enumerate(report.claims, 1))


def _row(number: int, claim: Claim, report: Report, verdict: Verdict | None, documents: dict[str, Document], judged: bool) -> Row:
    status, symbol = PENDING, "…"
    if judged:
        status = (verdict.status if verdict else None) or NOT_JUDGED
        symbol = standing(verdict.status if verdict else None).symbol
    ids = verdict.evidence_ids if verdict else ()
    found = (e for e in report.evidence if e.id in ids or e.claim_id == claim.id)
    return Row(
        number=number,
        text=clean(claim.text),
        chain=links(claim.sources),
        status=status,
        symbol=symbol,
        why=clean(verdict.reason) if verdict else "",
        backers=_origins(verdict.origins_for) if verdict else (),
        opponents=_origins(verdict.origins_against) if verdict else (),
        written_by=claim.text_written_by,
        quote=_in_sentence(claim.quote, report, claim.sentence_ids),
        mentions=tuple(clean(s.mention.text) for s in claim.sources if s.mention),
        cue=clean(claim.cue.text) if claim.cue else "",
        proofs=tuple(_proof(e, verdict, documents) for e in found if e.document_id is not None or e.quote != claim.quote),
    )


def _origins(found: Sequence[Origin]) -> tuple[Backer, ...]:
    return tuple(Backer(clean(o.name) or "?", o.copies, o.second_hand) for o in found)


def _in_sentence(quote: Span, report: Report, sentence_ids: Sequence[str]) -> Quote:
    around = [s for s in report.sentences if s.id in sentence_ids] or [s for s in report.sentences if s.start <= quote.start < s.end]
    start = min((s.start for s in around), default=quote.start)
    end = max((s.end for s in around), default=quote.end)
    text = report.article.text
    before, after = visible(text[min(start, quote.start) : quote.start]), visible(text[quote.end : max(end, quote.end)])
    before = "… " + before[-_CONTEXT:].partition(" ")[2] if len(before) > _CONTEXT else before
    after = after[:_CONTEXT].rpartition(" ")[0] + " …" if len(after) > _CONTEXT else after
    return Quote(before.lstrip(), clean(quote.text), after.rstrip())


def _proof(evidence: Evidence, verdict: Verdict | None, documents: dict[str, Document]) -> Proof:
    how, quote, who = stance(evidence, verdict), clean(evidence.quote.text), links(evidence.sources)
    if evidence.document_id is None:
        return Proof(how, quote, who, "", "", None)
    document = documents.get(evidence.document_id)
    if document is None:
        return Proof(how, quote, who, clean(evidence.document_id) or "?", "", None)
    return Proof(how, quote, who, _place(document), clean(document.date or ""), web(document.url))


def _place(document: Document) -> str:
    return clean(document.outlet or "") or clean(document.title or "") or clean(document.id) or "?"


def _glance(bias: Bias, rows: Sequence[Row]) -> Glance:
    counts = Counter(row.status for row in rows)
    bars, start = [], 0.0
    for status in (*STATUSES, NOT_JUDGED, PENDING):
        if counts[status]:
            share = 100 * counts[status] / len(rows)
            symbol = next(row.symbol for row in rows if row.status == status)
            bars.append(Bar(status, symbol, counts[status], round(start, 2), round(share, 2)))
            start += share
    return Glance(
        claims=len(rows),
        speakers=sum(row.kind is not None for row in bias.ledger),
        own=round(100 * bias.shares.unattributed),
        anonymous=round(100 * bias.shares.anonymous),
        loaded=sum(x.voice == "author" for x in bias.loaded),
        bars=tuple(bars),
    )


def _line(text: str, claim_ids: Sequence[str], checks: dict[str, bool], written_by: str, numbers: dict[str, int]) -> Line:
    # An id that no claim has is shown as it is: hiding it would make the line look better founded than it is.
    marked = tuple((str(numbers.get(i, "")) or clean(i), numbers.get(i)) for i in claim_ids)
    return Line(clean(text), marked, tuple(clean(k) for k, passed in checks.items() if not passed), written_by)


def _voices(bias: Bias) -> tuple[Voice, ...]:
    most = max((row.claims for row in bias.ledger), default=0) or 1
    return tuple(
        Voice(
            name=(clean(row.source) or "?") if row.kind else "",
            kind=row.kind or "",
            claims=row.claims,
            words=row.words,
            share=round(100 * row.claims / most),
            first=round(100 * row.first_position),
            cues=", ".join(map(clean, row.cues)),
        )
        for row in bias.ledger
    )


def _headline(report: Report, numbers: dict[str, int]) -> Headline:
    found = report.bias.headline
    beyond = tuple((clean(more.text), clean(more.reason)) for more in found.beyond)
    return Headline(tuple(numbers[i] for i in found.supported_by if i in numbers), found.status or NOT_JUDGED, beyond)


def _loaded(report: Report) -> tuple[LoadedGroup, ...]:
    bias, seen = report.bias, view(report)
    rates = bias.loaded_per_100_words
    groups = []
    for (voice, rate), group in zip((("author", rates.author), ("quoted", rates.quoted)), seen.loaded, strict=True):
        groups.append(LoadedGroup(voice, rate, _loaded_rows([x for x in bias.loaded if x.voice == voice], group.words)))
    if seen.headline:
        groups.append(LoadedGroup("headline", None, _loaded_rows(bias.headline.loaded, seen.headline[1])))
    return tuple(groups)


def _loaded_rows(found: Sequence[Loaded], views: Sequence[LoadedView]) -> tuple[LoadedRow, ...]:
    return tuple(LoadedRow(v, x.kind, tuple(clean(n) for n in x.neutral)) for x, v in zip(found, views, strict=True))
