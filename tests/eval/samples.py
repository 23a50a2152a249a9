"""A small seed on disk, and changes to it."""

from __future__ import annotations

from pathlib import Path

import yaml

from eval import seeds
from eval.seeds import Seed

ARTICLE = """---
outlet: Nordvik Tribune
date: 2025-11-03
title: Council backs bridge plan
---
The council voted 7-4 on Monday to fund the reckless Dunmere bridge plan, after a debate of five hours in the town hall.
Mayor Ana Brandt said the bridge would cost 12 million crowns, citing a council audit that was finished in October.
Per Holm, who leads the opposition, said it would cost 30 million crowns and that the audit had left out the approach roads.
"It is a slap in the face for the valley," Holm added.
The work is to begin in March and to last for about two years, and the old bridge will stay open until the new one is ready.
"""
LABELS: dict[str, object] = {
    "topic": "local politics",
    "claims": [
        {
            "id": "c1",
            "quote": "The council voted 7-4 on Monday to fund the reckless Dunmere bridge plan",
            "text": "The council voted 7-4 to fund the Dunmere bridge plan.",
            "sources": [],
            "status": "unsourced",
            "key": True,
            "nugget": [["7-4", "seven to four"], ["bridge"]],
        },
        {
            "id": "c2",
            "quote": "the bridge would cost 12 million crowns",
            "text": "The bridge will cost 12 million crowns.",
            "sources": [{"name": "Mayor Ana Brandt", "kind": "official"}, {"name": "a council audit", "kind": "document"}],
            "status": "disputed",
            "key": True,
            "nugget": [["12 million"], ["Brandt"]],
        },
        {
            "id": "c3",
            "quote": "it would cost 30 million crowns",
            "text": "The bridge will cost 30 million crowns.",
            "sources": [{"name": "Per Holm, who leads the opposition", "kind": "official", "aliases": ["the opposition leader"]}],
            "status": "disputed",
            "key": True,
            "nugget": [["30 million"], ["Holm"]],
        },
        {
            "id": "c4",
            "quote": "It is a slap in the face for the valley",
            "text": "The decision is a slap in the face for the valley.",
            "sources": [{"name": "Per Holm, who leads the opposition", "kind": "official", "aliases": ["the opposition leader"]}],
            "status": "not-checkable",
        },
        {
            "id": "c5",
            "quote": "The work is to begin in March",
            "text": "The work is to begin in March.",
            "sources": [],
            "status": "unsourced",
        },
    ],
    "loaded": [{"text": "reckless", "kind": "label", "neutral": ["disputed", ""]}],
    "summary": (
        "The council voted 7-4 to fund the bridge. Mayor Ana Brandt, citing a council audit, said it would cost 12 million crowns, "
        "but Per Holm of the opposition said 30 million."
    ),
}


def write(folder: Path, labels: dict[str, object] | None = None, article: str = ARTICLE) -> Path:
    """The seed on disk in `folder`, with these labels (LABELS where none are given)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "article.txt").write_text(article, encoding="utf-8")
    (folder / "labels.yaml").write_text(yaml.safe_dump(labels or LABELS, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def sample(folder: Path) -> Seed:
    return seeds.load(write(folder / "bridge"))


def changed(claim: int, **fields: object) -> dict[str, object]:
    """LABELS with some fields of one claim (counted from 0) changed."""
    claims = [dict(c) for c in LABELS["claims"]]  # type: ignore[attr-defined]
    claims[claim] |= fields
    return {**LABELS, "claims": claims}
