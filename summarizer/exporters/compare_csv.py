"""A comparison as CSV: one row for each statement, article and quote; a silent article has a row without a quote."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.comparison import Cell, Comparison, MergedClaim, Said
from summarizer.exporters.compare_view import letter
from summarizer.exporters.csv_ import written

COLUMNS = (
    *("number", "statement", "status", "reason", "column", "article_id", "outlet", "date", "copy_of", "stand", "stance", "quote", "start"),
    *("end", "chain", "cue", "loaded"),
)
"""`start` and `end` are code points in the article's text; `chain` leads from the nearest speaker to the origin."""


def export_csv(comparison: Comparison) -> str:
    """The matrix as CSV, the names of the columns first."""
    return written(COLUMNS, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[list[str | int]]:
    for number, claim in enumerate(comparison.claims, 1):
        for place, cell in enumerate(claim.cells):
            for said in cell.said or (None,):
                yield [*_head(comparison, number, claim, place), *_said(cell, said)]


def _head(comparison: Comparison, number: int, claim: MergedClaim, place: int) -> list[str | int]:
    article, column = comparison.articles[place], comparison.columns[place]
    outlet = [letter(place), article.id, column.name, article.date or "", column.copy_of or ""]
    return [number, claim.text, claim.status or "not judged", claim.reason, *outlet]


def _said(cell: Cell, said: Said | None) -> list[str | int]:
    if said is None:
        return [cell.stand, "", "", "", "", "", "", ""]
    chain = " <- ".join(f"{s.name} ({s.kind})" for s in said.sources) or "its own voice"
    loaded = "; ".join(x.text for x in said.loaded)
    return [cell.stand, said.stance, said.quote.text, said.quote.start, said.quote.end, chain, said.cue.text if said.cue else "", loaded]
