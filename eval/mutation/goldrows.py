"""Gold rows as the tool holds them: the claim, its plan and the line that is written for it without a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from eval.mutation import spoiling
from eval.seeds import GoldClaim, Seed
from summarizer import sentences, summary
from summarizer.naming import UNNAMED
from summarizer.records import Article, Claim, Source, Span
from summarizer.settings import Settings
from summarizer.summary import Planned

_WEASEL = re.compile(r"(?:it|is|are|was|were) |reportedly|allegedly", re.IGNORECASE)


class Scene(NamedTuple):
    """An article as the mutations see it: the names and numbers of its text, each once."""

    seed: Seed
    article: Article
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    before: Mapping[str, str]
    """Claim id -> the sentence before the one in which the claim's quote begins ("" for the first)."""


class GoldRow(NamedTuple):
    """A gold claim, and the wording that is to go wrong: a sentence without its source."""

    scene: Scene
    claim: GoldClaim
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The chain as a line names it, nearest speaker first; a mere weasel ("it is claimed") is told as unnamed sources."""
        return tuple(UNNAMED if s.kind == "anonymous" and _WEASEL.match(s.name) else s.name for s in self.claim.sources)


def scene(seed: Seed) -> Scene:
    """What the mutations need to know of an article."""
    article = Article(id=seed.slug, outlet=seed.outlet, language="en", text=seed.text)
    split = sentences.split(article, Settings())
    before: dict[str, str] = {}
    for c in seed.labels.claims:
        at = max((n for n, s in enumerate(split) if s.start <= c.quote.start), default=0)
        before[c.id] = seed.text[split[at - 1].start : split[at - 1].end] if at else ""
    names = (seed.text[a:b] for a, b in spoiling.names(seed.text))
    numbers = (seed.text[a:b] for a, b in spoiling.numbers(seed.text))
    return Scene(seed, article, tuple(dict.fromkeys(names)), tuple(dict.fromkeys(numbers)), MappingProxyType(before))


def line(row: GoldRow, text: str | None = None) -> str:
    """The summary line for the row, as it is written without a model; `text` in place of the row's wording."""
    return summary.rule_line(row.scene.article, planned(row if text is None else row._replace(text=text)))


def planned(row: GoldRow) -> Planned:
    """The plan of that line: the claim and its chain, no caveat."""
    return Planned((as_claim(row),), ", citing ".join(row.names), row.names, "")


def as_claim(row: GoldRow) -> Claim:
    """The row as the tool holds a claim: the gold quote and sources, the row's wording."""
    gold = row.claim
    return Claim(
        id=gold.id,
        quote=Span(start=gold.quote.start, end=gold.quote.end, text=gold.quote.text),
        sentence_ids=(),
        text=row.text,
        text_written_by="rule",
        sources=tuple(Source(name=s.name, kind=s.kind) for s in gold.sources),
        cue=None,
        attribution="explicit" if gold.sources else "none",
        checkable=gold.status != "not-checkable",
    )


def plain(text: str) -> str:
    """A text as quotations are looked up in it: small letters, straight marks, single blanks."""
    return " ".join(text.translate(str.maketrans("’‘“”", "''\"\"")).lower().split())
