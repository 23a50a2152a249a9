"""Short ways to build records for tests."""

from __future__ import annotations

from summarizer.records import Article, Claim, Evidence, Kind, Sentence, Source, Span, Speaker, Stance


def article(text: str, **fields: str) -> Article:
    return Article(id="a", language="en", text=text, **fields)


def sentences(text: str) -> tuple[Sentence, ...]:
    """One sentence a line."""
    out, at = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            out.append(Sentence(id=f"s{n}", start=at, end=at + len(line)))
        at += len(line) + 1
    return tuple(out)


def source(name: str, kind: Kind = "official") -> Source:
    return Source(name=name, kind=kind)


def claim(number: int, text: str, *sources: Source, checkable: bool = True, start: int = 0) -> Claim:
    return Claim(
        id=f"c{number}",
        quote=Span(start=start, end=start + len(text), text=text),
        sentence_ids=("s1",),
        text=text,
        text_written_by="rule",
        sources=sources,
        cue=None,
        attribution="explicit" if sources else "none",
        checkable=checkable,
    )


def evidence(number: int, claim_id: str, stance: Stance, *sources: Speaker, document: str | None = None, text: str = "text") -> Evidence:
    return Evidence(
        id=f"e{number}",
        claim_id=claim_id,
        document_id=document,
        quote=Span(start=0, end=len(text), text=text),
        stance=stance,
        sources=sources,
        judged_by="rule",
    )
