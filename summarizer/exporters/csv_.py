"""CSV: one row a claim, for spreadsheets (RFC 4180 in UTF-8, with the mark by which spreadsheets know UTF-8).

A spreadsheet takes a cell that begins with "=" or the like for a formula and runs it. What comes from the article, a document or a model
gets an apostrophe before such a beginning, as OWASP advises; `unguarded` takes it away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.exporters.view import OWN_VOICE, clean, places
from summarizer.records import Claim, Evidence, Origin, Report, Stance, Verdict

BOM = "\ufeff"
COLUMNS = (
    *("article_id", "title", "outlet", "date", "url", "claim", "claim_id", "status", "text", "quote", "start", "end", "speaker", "kind"),
    *("chain", "cue", "attribution", "checkable", "reason", "origins_for", "origins_against", "supports", "opposes", "doubts", "near"),
    "written_by",
)
"""`start` and `end` are code points in the article's text; `chain` leads from the nearest speaker to the origin."""
_STANCES: tuple[Stance, ...] = ("supports", "opposes", "doubts", "near")
_RISKY = r"[\s\"'“”‘’]*[=+@|%\-−＝＋－＠]"
# A program set to another separator cuts a cell in two at a ";", so what follows one is a beginning too.
_BEGINNING = re.compile(rf"(?:^|(?<=;))(?={_RISKY})")
_GUARDED = re.compile(rf"(?:^|(?<=;))'(?={_RISKY})")


def export_csv(report: Report) -> str:
    """The claims as CSV, the names of the columns first."""
    return written(COLUMNS, _rows(report))


def written(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A whole file: the names of the columns, then the rows, each text guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return BOM + out.getvalue()


def guarded(text: str) -> str:
    """`text` on one line, such that no spreadsheet takes a part of it for a formula."""
    return _BEGINNING.sub("'", clean(text))


def unguarded(cell: str) -> str:
    """The text that was guarded: `unguarded(guarded(text)) == clean(text)`."""
    return _GUARDED.sub("", cell)


def _rows(report: Report) -> Iterator[list[str | int]]:
    article = report.article
    head = [article.id, *(x or "" for x in (article.title, article.outlet, article.date, article.url))]
    verdicts = {v.claim_id: v for v in report.verdicts}
    published = places(report)
    for number, claim in enumerate(report.claims, 1):
        verdict = verdicts.get(claim.id)
        cells = [*head, number, *_claim(claim, verdict), *_judged(claim, verdict)]
        cells += ["; ".join(_quoted(e, published) for e in report.evidence if (e.claim_id, e.stance) == (claim.id, s)) for s in _STANCES]
        yield [*cells, claim.text_written_by]


def _claim(claim: Claim, verdict: Verdict | None) -> list[str | int]:
    status = verdict.status if verdict and verdict.status else "not judged"
    return [claim.id, status, claim.text, claim.quote.text, claim.quote.start, claim.quote.end]


def _judged(claim: Claim, verdict: Verdict | None) -> list[str | int]:
    nearest = claim.sources[0] if claim.sources else None
    chain = " <- ".join(f"{s.name} ({s.kind})" for s in claim.sources)
    said = [
        nearest.name if nearest else OWN_VOICE,
        nearest.kind if nearest else "",
        chain or OWN_VOICE,
        claim.cue.text if claim.cue else "",
    ]
    why = (
        [verdict.reason, _origins(verdict.origins_for), _origins(verdict.origins_against)] if verdict else ["no verdict was given", "", ""]
    )
    return [*said, claim.attribution, "yes" if claim.checkable else "no", *why]


def _origins(origins: Sequence[Origin]) -> str:
    return "; ".join(o.name + (" (second hand)" if o.second_hand else "") for o in origins)


def _quoted(evidence: Evidence, published: dict[str, str]) -> str:
    document = evidence.document_id
    where = "this article" if document is None else published.get(document, document)
    who = " <- ".join(s.name for s in evidence.sources) or ("its own voice" if document else OWN_VOICE)
    return f"“{evidence.quote.text}” ({who}; {where})"
