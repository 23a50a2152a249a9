"""The values that the page is made of, one class for each thing on it. Codes (status, kind, stance) stay as they are in the report."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.exporters.base import LoadedView
from summarizer.exporters.highlight import Piece


class Link(NamedTuple):
    """One link of a chain; an empty kind is a voice without a name: the article's own, or that of a document."""

    name: str
    kind: str


class Quote(NamedTuple):
    """A verbatim quote with what stands around it in its sentence."""

    before: str
    text: str
    after: str


class Proof(NamedTuple):
    """A quote that bears on a claim: who says it, and where. An empty `place` is this article; an empty `date` is not known."""

    stance: str
    quote: str
    who: tuple[Link, ...]
    place: str
    date: str
    url: str | None


class Backer(NamedTuple):
    """One independent origin: how many copies count as one, and whether it is known only through another speaker."""

    name: str
    copies: int
    second_hand: bool


class Row(NamedTuple):
    """A claim with all that stands behind it. `status` is a status, "not-judged" or "pending"; `cue` are the words that report it.

    `backers` and `opponents` are the independent origins that the status was derived from.
    """

    number: int
    text: str
    chain: tuple[Link, ...]
    status: str
    symbol: str
    why: str
    backers: tuple[Backer, ...]
    opponents: tuple[Backer, ...]
    written_by: str
    quote: Quote
    mentions: tuple[str, ...]
    cue: str
    proofs: tuple[Proof, ...]


class Bar(NamedTuple):
    """One status in the bar of all claims: how many, and where its part begins and how long it is, in percent."""

    status: str
    symbol: str
    claims: int
    start: float
    share: float


class Glance(NamedTuple):
    """The figures at the top; shares in whole percent."""

    claims: int
    speakers: int
    own: int
    anonymous: int
    loaded: int
    bars: tuple[Bar, ...]


class Line(NamedTuple):
    """A line of the summary and its citation marks: what each shows, and the claim that it leads to (null: there is none)."""

    text: str
    marks: tuple[tuple[str, int | None], ...]
    failed: tuple[str, ...]
    written_by: str


class Voice(NamedTuple):
    """A row of the ledger; `share` is the length of its bar, of the longest, in percent; `first` how far in, in percent."""

    name: str
    kind: str
    claims: int
    words: int
    share: int
    first: int
    cues: str


class LoadedRow(NamedTuple):
    """A loaded word in its sentence; an empty string in `neutral` means to leave it out."""

    shown: LoadedView
    kind: str
    neutral: tuple[str, ...]


class LoadedGroup(NamedTuple):
    """The loaded words of one voice: "author", "quoted" or "headline". `rate` is per 100 words; null where none is counted."""

    voice: str
    rate: float | None
    rows: tuple[LoadedRow, ...]


class Headline(NamedTuple):
    """The claims that bear the headline out, the best status among them, and what says more than the text, each with its reason."""

    numbers: tuple[int, ...]
    status: str
    beyond: tuple[tuple[str, str], ...]


class Shown(NamedTuple):
    """Everything that the page shows of a report. `documents` have a place, a date and an address each, as a proof has."""

    title: str
    byline: str
    url: str | None
    notices: tuple[tuple[str, str], ...]
    glance: Glance
    lines: tuple[Line, ...]
    dropped: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    documents: tuple[tuple[str, str, str | None], ...]
    text: tuple[tuple[Piece, ...], ...]
    used: tuple[str, ...]
    voices: tuple[Voice, ...]
    silent: tuple[str, ...]
    headline: Headline | None
    loaded: tuple[LoadedGroup, ...]
