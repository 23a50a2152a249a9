"""Every value that crosses a door: frozen, strict, compared by content.

The report is the contract from which all output formats are made; `Report.model_json_schema()` is its JSON Schema. Offsets are Unicode
code points, half-open, into `Article.text` (or the document's `text`), so that `text[start:end]` is the quote, always.
What each label means stands in `seeds/README.md`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["official", "organisation", "person", "media", "document", "anonymous"]
"""Of what sort a source is."""
Status = Literal["not-checkable", "contradicted", "disputed", "corroborated", "single-source", "unsourced"]
"""How well a claim is corroborated; the order is the order of the rule."""
Stance = Literal["supports", "opposes", "doubts", "near"]
"""How a piece of evidence stands to a claim; "near" is about the same thing but neither for nor against."""
Judge = Literal["rule", "encoder", "model"]
Author = Literal["model", "rule"]
Voice = Literal["author", "quoted"]
LoadedKind = Literal["emotive", "label", "presupposition", "weasel"]
SCHEMA_VERSION: Literal["1"] = "1"

Offset = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Record(BaseModel):
    """The base of all records: no unknown field, no silent conversion, no change after birth."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Span(Record):
    """A verbatim piece of a text: `text == whole[start:end]`."""

    start: Offset
    end: Offset
    text: str


class Article(Record):
    """The article as read. `text` is the decoded body without front matter, line ends made LF, otherwise unchanged."""

    id: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    language: str
    text: str


class Document(Record):
    """An evidence document. `sha256` is of `text` in UTF-8."""

    id: str
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    sha256: str
    text: str


class Sentence(Record):
    """A sentence of the article, without the blanks around it."""

    id: str
    start: Offset
    end: Offset


class Speaker(Record):
    """A source by name and kind, where no mention in the text is needed."""

    name: str
    kind: Kind


class Source(Speaker):
    """A source of a claim: its fullest name in the article, and the words that name it here (null: carried over from before)."""

    mention: Span | None = None


class Attribution(Record):
    """Who says what in one stretch of text. Internal to the pipeline: `claims` turns it into claims.

    `sources` is the chain, nearest speaker first; `contents` are the spans that are said, in order; `resolved` tells that a pronoun, a
    phrase like "the same sources" or a neighbouring sentence had to be followed to find the source; `stance` tells an assertion from a
    denial or a doubt of what the contents say or refer to.
    """

    sentence_id: str
    sources: tuple[Source, ...]
    cue: Span | None
    contents: tuple[Span, ...]
    resolved: bool = False
    stance: Literal["asserts", "denies", "doubts"] = "asserts"


class Claim(Record):
    """The smallest statement that can be checked or disputed on its own, and who makes it.

    `sources` is empty where the article speaks in its own voice. `text` stands alone in neutral words; `quote` is verbatim.
    """

    id: str
    quote: Span
    sentence_ids: tuple[str, ...]
    text: str
    text_written_by: Author
    sources: tuple[Source, ...]
    cue: Span | None
    attribution: Literal["explicit", "resolved", "none"]
    checkable: bool


class Evidence(Record):
    """A quote that bears on a claim; `document_id` null means the article itself. `sources` is who says it, nearest first."""

    id: str
    claim_id: str
    document_id: str | None
    quote: Span
    stance: Stance
    sources: tuple[Speaker, ...]
    judged_by: Judge


class Origin(Record):
    """One independent origin: how many copies of it were collapsed, and whether it is known only through another speaker."""

    name: str
    copies: Annotated[int, Field(ge=1)] = 1
    second_hand: bool = False


class Verdict(Record):
    """The status of one claim, derived from quoted evidence by a fixed rule; null: could not be judged, and `reason` says why."""

    claim_id: str
    status: Status | None
    origins_for: tuple[Origin, ...]
    origins_against: tuple[Origin, ...]
    evidence_ids: tuple[str, ...]
    reason: str


class Loaded(Span):
    """A loaded word or phrase: its kind, in whose voice it stands, neutral replacements ("" = drop it) and why it is marked."""

    kind: LoadedKind
    voice: Voice
    neutral: tuple[str, ...]
    reason: str


class Beyond(Span):
    """A part of the title, or all of it, that says more than the text, and in what way."""

    reason: str


class Headline(Record):
    """The title's loaded words, the claims that bear it out, the best status among them, and where it says more than the text.

    Offsets are into the title.
    """

    loaded: tuple[Loaded, ...]
    supported_by: tuple[str, ...]
    status: Status | None
    beyond: tuple[Beyond, ...] = ()


class LedgerRow(Record):
    """How much one nearest speaker gets to say: claims, words quoted or paraphrased, place of the first (0 = start, 1 = end), cues."""

    source: str
    kind: Kind | None
    claims: int
    words: int
    first_position: Share
    cues: tuple[str, ...]


class Shares(Record):
    """Shares of all claims: made in the article's own voice, and made by unnamed sources."""

    unattributed: Share
    anonymous: Share


class LoadedRate(Record):
    """Loaded spans per 100 words of each voice."""

    author: float
    quoted: float


class Bias(Record):
    """Loaded words, the headline, and who gets to speak."""

    loaded: tuple[Loaded, ...]
    headline: Headline
    ledger: tuple[LedgerRow, ...]
    silent: tuple[str, ...]
    shares: Shares
    loaded_per_100_words: LoadedRate


class Line(Record):
    """One line of the summary: the claims it rests on, who wrote it, and which checks it passed."""

    text: str
    claim_ids: tuple[str, ...]
    written_by: Author
    checks: dict[str, bool]


class Dropped(Record):
    """A line or wording that failed its checks; `text` is "" where a model's reply only repeated itself or broke off."""

    text: str
    claim_ids: tuple[str, ...]
    failed: tuple[str, ...]


class Summary(Record):
    """The checked lines, and what was refused."""

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]


class Notice(Record):
    """Something the reader should know about the text itself: hidden text, orders to an AI, cut length."""

    kind: str
    message: str
    start: Offset | None = None
    end: Offset | None = None


class Run(Record):
    """How the report was made. `seconds` by stage; `unjudged` counts what could not be judged; `prompts` maps template to sha256."""

    version: str
    model: str
    prompts: dict[str, str]
    settings: dict[str, str | int | float | bool]
    unjudged: int
    seconds: dict[str, float]


class Report(Record):
    """Everything the tool has to say about one article."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    article: Article
    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    bias: Bias
    summary: Summary
    notices: tuple[Notice, ...]
    run: Run


def span(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end` (code points), blanks at both ends left out."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Span(start=start, end=start + len(piece), text=piece)
