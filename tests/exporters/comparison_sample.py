"""A small comparison that holds one of everything, for the tests of its formats."""

from __future__ import annotations

from summarizer.comparison import Cell, Column, Comparison, Heard, HeardVoice, LeftOut, MergedClaim, Said, Tally
from summarizer.records import Article, Line, Loaded, Notice, Run, Span, Speaker, Summary

BRANDT = Speaker(name="Mayor Ana Brandt", kind="official")
TEXTS = {
    "a": "The reckless council shut the old pier, Mayor Ana Brandt said. Divers found cracks.",
    "b": "The old pier is shut. The union denies that cracks were found.",
    "c": "The weather stays fine.",
}


def said(article: str, words: str, stance: str = "asserts", *sources: Speaker, loaded: tuple[str, ...] = ()) -> Said:
    text = TEXTS[article]
    start = text.index(words)

    def mark(word: str) -> Loaded:
        at = text.index(word)
        return Loaded(start=at, end=at + len(word), text=word, kind="label", voice="author", neutral=("",), reason="it judges")

    return Said.model_validate(
        {
            "quote": Span(start=start, end=start + len(words), text=words),
            "stance": stance,
            "sources": sources,
            "cue": None,
            "loaded": tuple(mark(w) for w in loaded),
            "judged_by": "rule",
        }
    )


def cell(article: str, stand: str, *found: Said) -> Cell:
    return Cell.model_validate({"article_id": article, "stand": stand, "said": found})


def claim(number: int, text: str, status: str, *cells: Cell) -> MergedClaim:
    return MergedClaim.model_validate(
        {
            "id": f"m{number}",
            "text": text,
            "text_written_by": "rule",
            "sources": (BRANDT,) if number == 1 else (),
            "checkable": True,
            "status": status,
            "reason": "1 origin: Mayor Ana Brandt; 0 against",
            "origins_for": (),
            "origins_against": (),
            "cells": cells,
        }
    )


def sample() -> Comparison:
    """Three articles: the second has what the first says, disputes another statement, and the third is about something else."""
    articles = tuple(
        Article(id=i, title=f"Pier <b>{i}</b>", outlet=f"Outlet | {i}", date="2031-03-0" + str(n), language="en", text=text)
        for n, (i, text) in enumerate(TEXTS.items(), 1)
    )
    pier = said("a", "The reckless council shut the old pier", "asserts", BRANDT, loaded=("reckless",))
    return Comparison(
        articles=articles,
        columns=tuple(
            Column(article_id=a.id, name=str(a.outlet), house=str(a.outlet), copy_of="b" if a.id == "c" else None) for a in articles
        ),
        claims=(
            claim(
                1,
                "The council shut the old pier.",
                "single-source",
                cell("a", "asserts", pier),
                cell("b", "asserts", said("b", "The old pier is shut")),
                cell("c", "silent"),
            ),
            claim(
                2,
                "Divers found cracks.",
                "contradicted",
                cell("a", "asserts", said("a", "Divers found cracks")),
                cell("b", "disputes", said("b", "The union denies that cracks were found", "opposes")),
                cell("c", "silent"),
            ),
            claim(
                3,
                "The weather stays fine.",
                "unsourced",
                cell("a", "unclear", said("a", "Divers found cracks", "near")),
                cell("b", "silent"),
                cell("c", "asserts", said("c", "The weather stays fine")),
            ),
        ),
        left_out=(
            LeftOut(article_id="c", claim_id="m1", carried_by=("a", "b"), later=False),
            LeftOut(article_id="a", claim_id="m3", carried_by=("c",), later=True),
        ),
        voices=(
            HeardVoice(name=BRANDT.name, kind="official", heard=(Heard(article_id="a", claims=1, words=7, cues=("said",)),), only_in="a"),
        ),
        silent={"a": (), "b": ("the =owner",), "c": ()},
        tallies=tuple(Tally(article_id=a.id, claims=2, own_voice=1, alone=0, headline=(), loaded_per_100_words=1.5) for a in articles),
        summary=Summary(
            lines=(Line(text="Mayor Ana Brandt said that the pier is shut.", claim_ids=("m1",), written_by="rule", checks={}),), dropped=()
        ),
        notices=(Notice(kind="copy", message="Outlet | c prints the text of Outlet | b"),),
        run=Run(version="0", model="none", prompts={}, settings={}, unjudged=1, seconds={"reading": 1.0}),
    )
