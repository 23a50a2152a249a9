"""The record of several articles on one event: who asserts what, who disputes it, who is silent, and one summary of all.

Like the report of one article it is the contract from which all output formats are made. Offsets are code points, half-open, into the
`text` of the article that a cell names: `text[start:end]` is the quote, always.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from summarizer.records import Article, Author, Judge, Kind, Loaded, Notice, Origin, Record, Run, Span, Speaker, Status, Summary

Stand = Literal["asserts", "disputes", "both", "unclear", "silent"]
"""What an article has on a statement. "both": it lets one side assert and another dispute it; "unclear": it has something near, and whether
that is the same could not be judged; "silent": nothing was found in it."""
SaidStance = Literal["asserts", "opposes", "doubts", "near"]
COMPARISON_VERSION: Literal["1"] = "1"


class Column(Record):
    """One article of the comparison. `name` is how it is called here, unlike all others; `copy_of` is the article whose text it reprints.

    `house` is the publisher, so that outlets of one house are seen to be one.
    """

    article_id: str
    name: str
    house: str
    copy_of: str | None = None


class Said(Record):
    """A verbatim passage on a statement. `sources` is its chain, nearest speaker first; empty where the article says so in its own voice.

    `cue` is how it is said to be said; `loaded` are the loaded words within the quote.
    """

    quote: Span
    stance: SaidStance
    sources: tuple[Speaker, ...]
    cue: Span | None
    loaded: tuple[Loaded, ...]
    judged_by: Judge


class Cell(Record):
    """What one article has on one statement."""

    article_id: str
    stand: Stand
    said: tuple[Said, ...]


class MergedClaim(Record):
    """One statement that one or more articles make: its cells in the order of the columns, and its status from all of them together.

    `text` is worded after the article that says least beside it, so that it puts nothing into another's mouth; `source` is whom that
    article names for it, nearest first.
    """

    id: str
    text: str
    text_written_by: Author
    sources: tuple[Speaker, ...]
    checkable: bool
    status: Status | None
    reason: str
    origins_for: tuple[Origin, ...]
    origins_against: tuple[Origin, ...]
    cells: tuple[Cell, ...]


class Heard(Record):
    """How much one article lets a voice say: statements, words quoted or paraphrased, and the verbs that report them."""

    article_id: str
    claims: Annotated[int, Field(ge=1)]
    words: Annotated[int, Field(ge=0)]
    cues: tuple[str, ...]


class HeardVoice(Record):
    """Somebody who is let speak. `only_in` is the one article that does so (copies of it aside); null: several do."""

    name: str
    kind: Kind
    heard: tuple[Heard, ...]
    only_in: str | None


class LeftOut(Record):
    """A statement that an article is silent on. `carried_by` are those that have it; `later`: all of them were published after it."""

    article_id: str
    claim_id: str
    carried_by: tuple[str, ...]
    later: bool


class Tally(Record):
    """Some figures of one article: its statements, those in its own voice, those no other has, and its loaded words in its own voice.

    `headline` are the loaded words of its title, with offsets into it.
    """

    article_id: str
    claims: int
    own_voice: int
    alone: int
    headline: tuple[Loaded, ...]
    loaded_per_100_words: float


class Comparison(Record):
    """Everything the tool has to say about several articles on one event. `articles` and `columns` go in the order in which they came."""

    schema_version: Literal["1"] = COMPARISON_VERSION
    articles: tuple[Article, ...]
    columns: tuple[Column, ...]
    claims: tuple[MergedClaim, ...]
    left_out: tuple[LeftOut, ...]
    voices: tuple[HeardVoice, ...]
    silent: dict[str, tuple[str, ...]]
    tallies: tuple[Tally, ...]
    summary: Summary
    notices: tuple[Notice, ...]
    run: Run
