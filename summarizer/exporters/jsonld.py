"""JSON-LD: the article and its claims as schema.org knows them, and every quote as a W3C Web Annotation on the text that it stands in.

A text is named by its SHA-256 (RFC 6920), because offsets hold for these very characters only; where it was published stands beside it.
What a machine derived is a status of ours, in our own terms. It becomes a schema.org ClaimReview, which others take for a published
fact check, only where a person signs it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from summarizer.errors import UsageError
from summarizer.exporters.view import standing, web
from summarizer.records import Article, Claim, Document, Kind, Loaded, Report, Source, Span, Verdict

Node = dict[str, Any]

TERMS = "urn:news-claims-summarizer:"
"""Before the names of our own terms."""
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = (
    "https://schema.org",
    {
        "status": f"{TERMS}status",
        "derivation": f"{TERMS}derivation",
        "attributionChain": {"@id": f"{TERMS}attributionChain", "@container": "@list"},
        "sourceKind": f"{TERMS}sourceKind",
    },
)
"""`attributionChain` leads from the nearest speaker to the origin."""
_REACH = 32
"""Characters before and after a quote, by which it is found again in a text that has changed."""
_TYPES: dict[Kind, str] = {"person": "Person", "organisation": "Organization", "media": "NewsMediaOrganization", "document": "CreativeWork"}
_NO_AUTHORS = ("document", "anonymous")
"""Kinds of sources that schema.org has no author for; they stand in the chain."""


class Review(NamedTuple):
    """Who signs for the statuses as a fact check, and where it is published."""

    reviewer: str
    url: str

    @classmethod
    def signed(cls, reviewer: str, url: str) -> Review:
        """A review by a name, at an address of the web.

        Raises:
            UsageError: one of the two is missing.
        """
        if not reviewer.strip() or not web(url):
            raise UsageError("a fact check needs the name of its reviewer, and the http or https address where it is published")
        return cls(reviewer.strip(), url)


def export_jsonld(report: Report, review: Review | None = None) -> str:
    """The report as one JSON-LD document; with `review`, each judged claim is a ClaimReview as well."""
    # No "<": a page may carry the document inside a script element.
    text = json.dumps({"@context": CONTEXT, "@graph": list(_graph(report, review))}, indent=2, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def _graph(report: Report, review: Review | None) -> Iterator[Node]:
    article, texts = report.article, {None: report.article.text} | {d.id: d.text for d in report.documents}
    names = {None: _name(hashlib.sha256(article.text.encode()).hexdigest())} | {d.id: _name(d.sha256) for d in report.documents}
    here = names[None]
    yield _work(article, here, "NewsArticle")
    yield from (_work(d, names[d.id], "Article") for d in report.documents)
    verdicts = {v.claim_id: v for v in report.verdicts}
    for claim in report.claims:
        verdict = verdicts.get(claim.id)
        yield _claim(claim, verdict, here)
        name = f"{here}#{_part(claim.id)}"
        yield _annotation(f"{name}-quote", "describing", name, _target(here, article.text, claim.quote))
        if review and verdict and verdict.status and claim.checkable:
            yield _review(claim, verdict, here, review)
    for e in report.evidence:
        body = [f"{here}#{_part(e.claim_id)}", {"type": "TextualBody", "value": e.stance, "purpose": "classifying"}]
        if e.document_id in names:
            target = _target(names[e.document_id], texts[e.document_id], e.quote)
            yield _annotation(f"{here}#{_part(e.id)}", "linking", body, target)
    for number, loaded in enumerate(report.bias.loaded, 1):
        yield _annotation(f"{here}#loaded-{number}", "assessing", _remarks(loaded), _target(here, article.text, loaded))


def _name(sha256: str) -> str:
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def _part(identifier: str) -> str:
    return quote(identifier, safe="")


def _present(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def _work(work: Article | Document, name: str, kind: str) -> Node:
    publisher = {"@type": "Organization", "name": work.outlet} if work.outlet else None
    language = work.language if isinstance(work, Article) else None
    about = {"headline": work.title, "url": web(work.url), "datePublished": work.date, "publisher": publisher, "inLanguage": language}
    return _present({"@type": kind, "@id": name, **about})


def _claim(claim: Claim, verdict: Verdict | None, here: str) -> Node:
    node = {
        "@type": "Claim",
        "@id": f"{here}#{_part(claim.id)}",
        "text": claim.text,
        "author": _speaker(claim.sources[0]) if claim.sources and claim.sources[0].kind not in _NO_AUTHORS else None,
        "appearance": {"@id": here},
        "attributionChain": [_speaker(s) for s in claim.sources],
        "status": verdict.status if verdict and verdict.status else "not-judged",
        "derivation": verdict.reason if verdict else None,
    }
    return _present(node)


def _speaker(source: Source) -> Node:
    return {"@type": _TYPES.get(source.kind, "Thing"), "name": source.name, "sourceKind": source.kind}


def _review(claim: Claim, verdict: Verdict, here: str, review: Review) -> Node:
    return {
        "@type": "ClaimReview",
        "@id": f"{here}#{_part(claim.id)}-review",
        "url": review.url,
        "claimReviewed": claim.text,
        "author": {"@type": "Person", "name": review.reviewer},
        "reviewRating": {"@type": "Rating", "alternateName": standing(verdict.status).words, "ratingExplanation": verdict.reason},
        "itemReviewed": {"@id": f"{here}#{_part(claim.id)}"},
    }


def _remarks(loaded: Loaded) -> list[Node]:
    tags = [{"type": "TextualBody", "value": value, "purpose": "tagging"} for value in (loaded.kind, f"{loaded.voice} voice")]
    neutral = [{"type": "TextualBody", "value": value, "purpose": "editing"} for value in loaded.neutral if value]
    return [*tags, {"type": "TextualBody", "value": loaded.reason, "purpose": "commenting"}, *neutral]


def _annotation(name: str, motivation: str, body: object, target: Node) -> Node:
    return {"@context": ANNOTATIONS, "id": name, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _target(name: str, text: str, span: Span) -> Node:
    before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
    words = {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after}
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": name, "selector": [words, place]}
