"""HTML: one file that opens anywhere, on paper, on a phone and in the dark. No script, nothing fetched, what comes from outside escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer.exporters.base import ClaimView, View
from summarizer.exporters.highlight import LEGEND, Piece, marks, paragraphs
from summarizer.exporters.view import chain, clean, stance, view, web
from summarizer.records import Claim, Document, Evidence, Report, Verdict

TEMPLATES = Path(__file__).parent / "templates"
ARTICLE = "this article"


class Mark(NamedTuple):
    """A citation mark: what it shows, and the number of the claim that it leads to (null: there is no such claim)."""

    label: str
    claim: int | None


class Proof(NamedTuple):
    """A quote for, against or near a claim: who says it, and the text that it stands in."""

    stance: str
    quote: str
    who: tuple[str, ...]
    place: str
    date: str
    url: str | None


class Row(NamedTuple):
    """A claim with all that stands behind it. `mentions` are the words that name its sources in the text, `cue` those that report it."""

    shown: ClaimView
    quote: str
    mentions: tuple[str, ...]
    cue: str
    sourced: bool
    proofs: tuple[Proof, ...]


class Page(NamedTuple):
    """What the template lays out. `used` are the sorts of marks in the text."""

    view: View
    url: str | None
    summary: tuple[tuple[str, tuple[Mark, ...]], ...]
    rows: tuple[Row, ...]
    text: tuple[tuple[Piece, ...], ...]
    used: tuple[str, ...]

    @property
    def attributed(self) -> tuple[Row, ...]:
        """The rows of claims that name a source."""
        return tuple(row for row in self.rows if row.sourced)

    @property
    def own(self) -> tuple[Row, ...]:
        """The rows of claims in the article's own voice."""
        return tuple(row for row in self.rows if not row.sourced)


def export_html(report: Report) -> str:
    """The report as one page."""
    shown = page(report)
    return rendered("report.html.j2", page=shown, view=shown.view, legend=LEGEND)


def rendered(template: str, **values: object) -> str:
    """A page from a template and the style sheet that all pages share."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    # The page allows this style sheet by its hash and nothing else, so that no text in it can bring a style of its own.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    html = environment.get_template(template).render(style=Markup(style), digest=digest, **values)  # noqa: S704 - our own file
    return html.rstrip("\n") + "\n"


def page(report: Report) -> Page:
    """The report as the page shows it."""
    shown = view(report)
    numbers = {c.id: n for n, c in enumerate(report.claims, 1)}
    documents = {d.id: d for d in report.documents}
    verdicts = {v.claim_id: v for v in report.verdicts}
    marked = marks(report)
    return Page(
        view=shown,
        url=web(report.article.url),
        summary=tuple((clean(x.text), tuple(_mark(i, numbers) for i in x.claim_ids)) for x in report.summary.lines),
        rows=tuple(_row(c, v, verdicts.get(c.id), report.evidence, documents) for c, v in zip(report.claims, shown.claims, strict=True)),
        text=paragraphs(report.article.text, marked),
        used=tuple(sort for sort in LEGEND if any(m.sort == sort for m in marked)),
    )


def _mark(claim_id: str, numbers: dict[str, int]) -> Mark:
    number = numbers.get(claim_id)
    return Mark(str(number) if number else clean(claim_id), number)


def _row(claim: Claim, shown: ClaimView, verdict: Verdict | None, evidence: Sequence[Evidence], documents: dict[str, Document]) -> Row:
    ids = verdict.evidence_ids if verdict else ()
    found = (e for e in evidence if e.id in ids or e.claim_id == claim.id)
    proofs = tuple(_proof(e, verdict, documents) for e in found if e.document_id is not None or e.quote != claim.quote)
    mentions = tuple(clean(s.mention.text) for s in claim.sources if s.mention)
    return Row(shown, clean(claim.quote.text), mentions, clean(claim.cue.text) if claim.cue else "", bool(claim.sources), proofs)


def _proof(evidence: Evidence, verdict: Verdict | None, documents: dict[str, Document]) -> Proof:
    quote, own = clean(evidence.quote.text), evidence.document_id is None
    who = chain(evidence.sources) if evidence.sources or own else ("its own voice",)
    document = documents.get(evidence.document_id or "")
    if own or document is None:
        return Proof(stance(evidence, verdict), quote, who, ARTICLE if own else clean(evidence.document_id or ""), "", None)
    place = clean(document.outlet or "") or clean(document.title or "") or clean(document.id)
    return Proof(stance(evidence, verdict), quote, who, place, clean(document.date or "") or "no date", web(document.url))
