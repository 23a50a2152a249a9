"""How passages stand to claims by the judge of other documents, as a report with `--evidence` asks it: each passage is a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from eval.benchmarks.judging import Judged, Pair, statement
from eval.matching import units
from eval.tasks import Models
from summarizer import crossing
from summarizer.provenance import Read
from summarizer.records import Article, Document, Sentence, Source, Stance

ACROSS = "the judge of other documents"
_Passage = tuple[str, str]
"""A question (or "") and what answers it."""
_SPEAKER = (Source(name="the claim", kind="person"),)


def stances(claims: Sequence[str], passages: Sequence[_Passage], models: Models) -> list[list[frozenset[Stance]]]:
    """For each passage, how it stands to each of the claims: for, against, both or neither.

    A question stands before its answer, as a sentence that states nothing. How rare a word is comes from these claims and passages.
    """
    article = Article(id="claims", language="en", text=" ".join(claims))
    rows = [statement(text, _SPEAKER, name=f"c{n}", places=("s0",)) for n, text in enumerate(claims)]
    found: dict[tuple[str, str | None], set[Stance]] = {}
    for proof in crossing.gather(article, rows, [_read(n, p) for n, p in enumerate(passages)], models.encoder):
        found.setdefault((proof.claim_id, proof.document_id), set()).add(proof.stance)
    return [[frozenset(found.get((row.id, f"d{n}"), ())) for row in rows] for n in range(len(passages))]


def judge_across(groups: Sequence[Sequence[Pair]], models: Models) -> list[list[Judged]]:
    """Groups of pairs judged, in order; the pairs of a group are compared together. A passage for and against is against."""
    out = []
    for pairs in groups:
        claims = list(dict.fromkeys(p.claim for p in pairs))
        passages = list(dict.fromkeys((p.question, p.passage) for p in pairs))
        told = stances(claims, passages, models) if claims else []
        out.append([_judged(told[passages.index((p.question, p.passage))][claims.index(p.claim)]) for p in pairs])
    return out


def _judged(found: frozenset[Stance]) -> Judged:
    side: Stance | None = "opposes" if "opposes" in found else "supports" if "supports" in found else None
    return Judged(side, 0.0)


def _read(number: int, passage: _Passage) -> Read:
    question, answer = passage
    lines = [*([question] if question else []), *(units(answer) or (answer,))]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=f"d{number}", outlet=f"outlet {number}", sha256=sha256, text=text)
    split = tuple(Sentence(id=f"s{n}", start=a, end=a + len(line)) for n, (a, line) in enumerate(zip(starts, lines, strict=True)))
    stated = [(n, a, line) for n, (a, line) in enumerate(zip(starts, lines, strict=True)) if n or not question]
    return Read(document, split, tuple(statement(line, (), name=f"t{n}", start=a, places=(f"s{n}",)) for n, a, line in stated))
