"""A result as one static HTML page: no script, nothing fetched, everything escaped, plots as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval import printing
from eval.agreement import Agreement
from eval.metrics import METRICS
from eval.results import ArticleScore, Figure, Result, Scored

TEMPLATE = "report.html.j2"
WIDTH, LEFT, ROW = 860, 400, 22
"""Measures of the plot, in SVG units: its width, where the scale from 0 to 1 begins, the height of a row."""
_PLOTTED = (
    "row_f1",
    "claim_f1",
    "speaker",
    "origin",
    "chain",
    "kind",
    "status",
    "status_macro_f1",
    "loaded_f1",
    "coverage",
    "attribution.speaker",
    "claims.f1",
    "status.accuracy",
    "summary.coverage",
)


class Bar(NamedTuple):
    """One row of the plot: `y` of its middle, `x` places of the value, its interval and each baseline, in SVG units."""

    title: str
    y: int
    x: float
    low: float
    high: float
    text: str
    others: tuple[tuple[float, str], ...]


class Cell(NamedTuple):
    """One cell of the confusion table; `shade` in [0, 1] is its share of the row."""

    claims: int
    shade: float
    right: bool


def render(result: Result, agreement: Agreement | None = None) -> str:
    """The page. `agreement`: that of two labellers, shown as the ceiling."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(TEMPLATE).render(
        r=result,
        bars=bars(result),
        plot={"width": WIDTH, "left": LEFT, "right": WIDTH - 20, "height": ROW * (len(bars(result)) + 1)},
        groups=[(title, [(METRICS[n], result.system.figures[n], _others(result, n)) for n in names]) for title, names in _groups(result)],
        confusion=confusion(result),
        statuses=printing.STATUSES,
        articles=[(a, _wrong(a)) for a in result.system.articles],
        agreement=agreement,
        titles={name: m.title for name, m in METRICS.items()},
        shown=printing.shown,
        chain=printing.chain,
    )


def bars(result: Result) -> tuple[Bar, ...]:
    """The plot's rows: our value with its interval, and every baseline as a tick."""
    names = [n for n in _PLOTTED if n in result.system.figures and result.system.figures[n].value is not None]
    return tuple(_bar(result, name, ROW * (n + 1)) for n, name in enumerate(names))


def confusion(result: Result) -> list[tuple[str, list[Cell]]]:
    """Gold status -> a cell for each predicted one, in the order of the rule."""
    rows: list[tuple[str, list[Cell]]] = []
    for status in printing.STATUSES:
        counts = [result.confusion.get(status, {}).get(s, 0) for s in printing.STATUSES]
        total = max(1, sum(counts))
        rows.append((status, [Cell(n, n / total, s == status) for s, n in zip(printing.STATUSES, counts, strict=True)]))
    return rows


def _groups(result: Result) -> Sequence[tuple[str, tuple[str, ...]]]:
    return [(title, names) for title, names in printing.groups(result) if names]


def _bar(result: Result, name: str, y: int) -> Bar:
    figure = result.system.figures[name]
    value = figure.value or 0.0
    others = tuple((_x(f.value), b.name) for b, f in _others(result, name) if f.value is not None)
    low, high = (_x(value if edge is None else edge) for edge in (figure.low, figure.high))
    return Bar(METRICS[name].title, y, _x(value), low, high, f"{value:.2f}", others)


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - 20 - LEFT), 1)


def _others(result: Result, name: str) -> list[tuple[Scored, Figure]]:
    return [
        (b, b.figures[name]) for b in result.baselines if name in b.figures and name not in ("abstained", "unjudged", "by_model", "dropped")
    ]


def _wrong(article: ArticleScore) -> list[object]:
    return [r for r in article.rows if not r.is_right]
