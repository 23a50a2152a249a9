"""What a reader is shown, in reading order and in plain strings: built once from a report, laid out by each readable format.

Every string went through `view.clean`; a format only has to escape what its own syntax would take for markup.
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.records import Status


class Standing(NamedTuple):
    """A status as shown: one symbol, and the words that say the same."""

    status: Status | None
    symbol: str
    words: str


class LineView(NamedTuple):
    """A line of the summary and the numbers of the claims that it rests on, as "[1,2]"."""

    text: str
    marks: str


class DroppedView(NamedTuple):
    """A refused line, its marks, and the checks that it failed ("numbers, source")."""

    text: str
    marks: str
    failed: str


class ClaimView(NamedTuple):
    """A row of the claims table. `chain` has one "name (kind)" a link, nearest speaker first."""

    number: int
    text: str
    chain: tuple[str, ...]
    standing: Standing
    why: str


class QuoteView(NamedTuple):
    """A verbatim quote: how it stands to its claim, who says it, and where ("Nordvik Tribune, 2025-11-03")."""

    stance: str
    quote: str
    who: str
    where: str


class EvidenceView(NamedTuple):
    """The quotes behind one claim, its own first."""

    number: int
    standing: Standing
    quotes: tuple[QuoteView, ...]


class SpeakerView(NamedTuple):
    """A row of the ledger. `bar` is longest for who has most claims; `first` is how far into the article the speaker is first heard."""

    who: str
    claims: int
    bar: str
    words: int
    first: str
    cues: str


class LoadedView(NamedTuple):
    """A loaded word in its sentence. `neutral` says what could stand in its place ("neutral: “took”")."""

    before: str
    word: str
    after: str
    kind: str
    neutral: str
    reason: str

    @property
    def marked(self) -> str:
        """The piece of the sentence with the word between « and »."""
        return f"{self.before}«{self.word}»{self.after}"


class LoadedGroup(NamedTuple):
    """The loaded words of one voice; `heading` gives their number and rate."""

    heading: str
    words: tuple[LoadedView, ...]


class View(NamedTuple):
    """Everything a readable report holds, in reading order. `coverage` says which other documents the statuses rest on."""

    title: str
    byline: str
    notices: tuple[str, ...]
    lines: tuple[LineView, ...]
    written: tuple[str, ...]
    dropped: tuple[DroppedView, ...]
    tally: str
    coverage: str
    claims: tuple[ClaimView, ...]
    evidence: tuple[EvidenceView, ...]
    speakers: tuple[SpeakerView, ...]
    silent: str
    shares: tuple[str, ...]
    headline: tuple[str, tuple[LoadedView, ...]] | None
    loaded: tuple[LoadedGroup, ...]
    footer: tuple[str, ...]
