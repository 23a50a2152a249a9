"""Results made by hand, for what works on results alone."""

from __future__ import annotations

from eval import metrics
from eval.gate import GATED
from eval.metrics import METRICS
from eval.results import ArticleScore, Compared, Count, Result, Scored


def article(slug: str, right: int = 8, of: int = 10, wrong: float = 0.0) -> ArticleScore:
    """An article on which every gated share is `right` of `of`, and every count of wrong things is `wrong`."""
    full = Count(hit=right, found=of, gold=of)
    counts = {METRICS[n].key: full if METRICS[n].better == "higher" else Count(hit=wrong, gold=1) for n in GATED}
    counts |= {"status/unsourced": full, "status.status/unsourced": full}
    rows = tuple(row(f"c{n}", right=n < right) for n in range(of))
    return ArticleScore(slug=slug, counts={k: c for k, c in counts.items() if not k.endswith("/")}, rows=rows)


def row(gold_id: str, *, right: bool) -> Compared:
    return Compared(
        gold_id=gold_id,
        gold_quote=f"quote <b>{gold_id}</b>",
        gold_sources=(),
        gold_status="unsourced",
        found_quote=f"quote {gold_id}",
        found_sources=(),
        found_status="unsourced" if right else "disputed",
        right=("found", "speaker", "origin", "chain", "status") if right else ("found", "speaker", "origin", "chain"),
    )


def result(*articles: ArticleScore, **fields: object) -> Result:
    some = articles or (article("a"), article("b"))
    return Result(
        version="0",
        model="none",
        split="dev",
        articles=len(some),
        claims=20,
        documents=0,
        digests={"seeds": "1", "prompts": "2", "split": "3", "scorers": "4"},
        system=Scored(name="this tool", articles=some, figures=metrics.figures([a.counts for a in some])),
        baselines=(Scored(name="lead <3>", articles=(), figures=metrics.figures([article("a", 1).counts])),),
        confusion={"unsourced": {"unsourced": 16, "disputed": 4}},
        seconds=1.0,
    ).model_copy(update=fields)
