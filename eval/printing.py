"""Results as plain text: one page for a run, a list for a comparison, a table for a benchmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eval.agreement import Agreement
from eval.benchmarks.base import Benchmark
from eval.compare import Comparison
from eval.metrics import METRICS
from eval.results import Figure, Link, Result, Scored
from summarizer.records import Status

STATUSES: tuple[Status, ...] = ("not-checkable", "contradicted", "disputed", "corroborated", "single-source", "unsourced")
SHOWN_BESIDE = 3
"""So many baselines at most are named beside a figure, the best ones."""
_GROUPS = (
    ("Claim table, end to end", ("row_f1", "claim_f1", "claim_precision", "claim_recall", "speaker", "origin", "chain", "chained", "kind")),
    (
        "Status, end to end",
        ("status", "status_macro_f1", "corroborated_recall", "corroborated_precision", "false_corroborated", "unjudged"),
    ),
    ("Loaded words in the author's voice", ("loaded_precision", "loaded_recall", "loaded_f1")),
    ("Summary, end to end", ("coverage", "nuggets", "numbers", "names", "left", "dropped", "by_model", "length")),
    ("Refusals", ("abstained",)),
)


def groups(result: Result) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The metrics that the result has, grouped as they are shown; those on gold input last."""
    gold = tuple(name for name, m in METRICS.items() if m.stage != "whole")
    every = (*_GROUPS, ("Each stage on gold input", gold))
    return tuple((title, tuple(n for n in names if n in result.system.figures)) for title, names in every)


def page(result: Result) -> Iterator[str]:
    """A run in one page, line by line."""
    yield f"{result.articles} articles ({result.split}), {result.claims} gold claims, {result.documents} evidence documents"
    yield f"model {result.model}, version {result.version}, {result.seconds:.0f} s for the reports"
    for title, names in groups(result):
        yield ""
        yield title
        for name in names:
            mine = result.system.figures[name]
            yield f"  {METRICS[name].title:<52} {shown(mine, name):>26}   {_beside(result.baselines, name)}".rstrip()
    yield ""
    yield from confusion_lines(result)
    wrong = sum(not r.is_right for a in result.system.articles for r in a.rows if r.gold_id)
    extra = sum(r.gold_id is None for a in result.system.articles for r in a.rows)
    yield ""
    yield f"{wrong} gold rows are not right, {extra} rows are not gold; --json or --html lists each with its text."
    yield "[..] is the 95% bootstrap interval by article. Baselines stand after the bar, best first."


def confusion_lines(result: Result) -> Iterator[str]:
    """The confusion of statuses, gold down, predicted across."""
    columns = [*STATUSES, *(["none"] if any("none" in row for row in result.confusion.values()) else [])]
    yield f"{'gold status, then as judged':<30}" + "".join(f"{c:>15}" for c in columns)
    for status in STATUSES:
        row = result.confusion.get(status, {})
        yield f"{status:<30}" + "".join(f"{row.get(c, 0):>15}" for c in columns)


def shown(figure: Figure, name: str = "") -> str:
    """A figure with its interval: shares with three places, means of counts with one."""
    if figure.value is None:
        return "-"
    places = 1 if name in ("length", "dropped") else 3
    interval = "" if figure.low is None or figure.high is None else f" [{figure.low:.{places}f}, {figure.high:.{places}f}]"
    return f"{figure.value:.{places}f}{interval}"


def chain(sources: Sequence[Link]) -> str:
    """A chain in one line, nearest speaker first."""
    return " <- ".join(f"{s.name} ({s.kind})" for s in sources) or "own voice"


def comparison(found: Comparison) -> Iterator[str]:
    """A comparison, line by line: every figure that moved, then the rows that changed."""
    yield f"{found.articles} articles in both" + (f"; left out: {', '.join(found.left_out)}" if found.left_out else "")
    for d in found.differences:
        if d.change and d.a is not None and d.b is not None:
            sure = "" if d.low is None else f" [{d.low:+.3f}, {d.high:+.3f}]"
            yield f"  {METRICS[d.metric].title:<52} {d.a:7.3f} -> {d.b:7.3f}  {d.change:+.3f}{sure}{'  *' if d.sure else ''}"
    if not any(d.change for d in found.differences):
        yield "  no figure moved"
    yield "* the 95% interval of the paired difference leaves out zero"
    for better, title in ((True, "right only in B"), (False, "right only in A")):
        rows = [c for c in found.changed if c.better is better]
        yield f"{len(rows)} rows are {title}"
        for c in rows:
            yield f"  {c.slug} {c.gold_id}: {c.a.gold_quote}"
            yield f"      gold {chain(c.a.gold_sources)}, {c.a.gold_status}"
            yield f"      A    {_row(c.a.found_quote, c.a.found_sources, c.a.found_status)}"
            yield f"      B    {_row(c.b.found_quote, c.b.found_sources, c.b.found_status)}"


def benchmark(table: Benchmark) -> Iterator[str]:
    """A benchmark's table, line by line."""
    yield f"{table.name}: {table.title}"
    yield f"  measure: {table.measure}"
    yield f"  data:    {table.data}"
    if table.missing:
        yield f"  missing: {table.missing}"
    width = max(len(r.system) for r in table.rows) + 2
    cells = [[shown(r.figures[c]) if c in r.figures else "-" for c in table.columns] for r in table.rows]
    wide = [max(len(c), *(len(row[n]) for row in cells)) + 2 for n, c in enumerate(table.columns)]
    yield f"  {'':<{width}}{'':<11}" + "".join(f"{c:>{w}}" for c, w in zip(table.columns, wide, strict=True))
    for r, row in zip(table.rows, cells, strict=True):
        rest = "; ".join(x for x in (r.note, r.source) if x)
        yield (
            f"  {r.system:<{width}}{r.kind:<11}"
            + "".join(f"{c:>{w}}" for c, w in zip(row, wide, strict=True))
            + (f"   {rest}" if rest else "")
        )


def agreement(found: Agreement) -> Iterator[str]:
    """The agreement of two labellers, line by line."""
    yield f"{len(found.articles)} articles labelled twice, {found.matched} claims matched: {', '.join(found.articles)}"
    for name, value in found.figures.items():
        yield f"  {METRICS[name].title:<58} {shown(value)}"
    for name, kappa in found.kappa.items():
        yield f"  {f'Cohen kappa of the {name} of matched claims':<58} {'-' if kappa is None else f'{kappa:.3f}'}"


def problems(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with seeds: (slug, problem) pairs, one line each."""
    for slug, line in lines:
        yield f"{slug}: {line}"


def _beside(baselines: Sequence[Scored], name: str) -> str:
    lower = METRICS[name].better == "lower"
    have = [
        (f.value, b.name) for b in baselines if (f := b.figures.get(name)) and f.value is not None and name not in ("abstained", "unjudged")
    ]
    best = sorted(have, key=lambda pair: pair[0] if lower else -pair[0])[:SHOWN_BESIDE]
    return "| " + ", ".join(f"{b} {value:.3f}" for value, b in best) if best else ""


def _row(quote: str | None, sources: Sequence[Link], status: str | None) -> str:
    return f"{chain(sources)}, {status}: {quote}" if quote else "not found"
