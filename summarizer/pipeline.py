"""The order of the rooms, nothing else: from an article that was read to the report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer import (
    attribution,
    bias,
    checks,
    claims,
    crossing,
    documents,
    evidence,
    extracting,
    judging,
    prompts,
    sentences,
    summary,
    verdicts,
)
from summarizer.errors import UsageError
from summarizer.extracting import Extracted
from summarizer.judging import Panel
from summarizer.library import Library
from summarizer.models.base import Encoder, Writer
from summarizer.neutral import toned
from summarizer.provenance import Read
from summarizer.reading import Reading
from summarizer.records import Article, Claim, Document, Dropped, Evidence, Notice, Report, Run, Sentence, Summary, Verdict
from summarizer.settings import Settings
from summarizer.version import VERSION

NOTHING = "nothing relevant was found in the other documents; each status rests on the article alone"


class Stage(NamedTuple):
    """What one stage gave, and the seconds it took."""

    name: str
    value: object
    seconds: float


class Compared(NamedTuple):
    """The documents that an article was compared with, and what they have to say on its claims."""

    documents: tuple[Document, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notices: tuple[Notice, ...] = ()


def stages(
    reading: Reading, settings: Settings, encoder: Encoder, writer: Writer | None, library: Library | None = None
) -> Iterator[Stage]:
    """Each stage's result as it is done, the last ("report") the Report; `library` is what to compare the article with.

    Raises:
        UsageError: the settings ask a model to extract or judge, and there is none.
    """
    clock, article = _Clock(), reading.article
    split = sentences.split(article, settings)
    yield clock.stage("sentences", split)
    extracted, panel = _asked(article, split, settings, writer)
    said = extracted.attributions if extracted else attribution.attribute(article, split, encoder)
    yield clock.stage("attribution", said)
    found = extracted.claims if extracted else claims.extract(article, split, said, encoder)
    found, wordings = claims.word(found, article, split, writer)
    yield clock.stage("claims", found)
    other = compare(article, found, library, settings, encoder, panel)
    proof = (*evidence.gather(article, split, said, found, encoder, panel), *other.evidence)
    yield clock.stage("evidence", proof)
    judged = verdicts.judge(found, proof, {None: article.date} | {d.id: d.date for d in other.documents})
    yield clock.stage("verdicts", judged)
    slant = bias.report(article, split, found, judged, encoder)
    yield clock.stage("bias", slant)
    planned = summary.plan(article, toned(found, slant.loaded), judged, proof, encoder, settings.max_words)
    text = _with_refused(summary.write(article, planned, writer, settings, encoder), wordings)
    yield clock.stage("summary", text)
    report = Report(
        article=article,
        documents=other.documents,
        sentences=split,
        claims=found,
        evidence=proof,
        verdicts=judged,
        bias=slant,
        summary=text,
        notices=(*reading.notices, *_cut(article, split), *_of_model(extracted, panel), *other.notices),
        run=_run(settings, writer, judged, clock.seconds),
    )
    yield Stage("report", report, sum(clock.seconds.values()))


def _with_refused(text: Summary, wordings: Sequence[claims.Wording]) -> Summary:
    """The summary with the model's wordings of claims that failed a check among what was dropped."""
    refused = tuple(Dropped(text=checks.readable(w.text), claim_ids=(w.claim_id,), failed=w.failed) for w in wordings if w.failed)
    return Summary(lines=text.lines, dropped=(*refused, *text.dropped))


def compare(
    article: Article,
    found: Sequence[Claim],
    library: Library | None,
    settings: Settings,
    encoder: Encoder,
    panel: Panel | None = None,
) -> Compared:
    """What the documents of a library have to say on the claims of an article."""
    if library is None:
        return Compared()
    relevant = [d for d in library.find([c.text for c in found if c.checkable], settings.max_documents) if d.text != article.text]
    coverage = [_read(d, settings, encoder) for d in relevant]
    proof = crossing.gather(article, found, coverage, encoder, panel)
    nothing = () if relevant else (Notice(kind="evidence", message=NOTHING),)
    return Compared(tuple(relevant), proof, (*nothing, *documents.undated(relevant)))


def _read(document: Document, settings: Settings, encoder: Encoder) -> Read:
    article = documents.as_article(document)
    split = sentences.split(article, settings)
    said = attribution.attribute(article, split, encoder)
    return Read(document, split, claims.extract(article, split, said, encoder))


def report(reading: Reading, settings: Settings, encoder: Encoder, writer: Writer | None, library: Library | None = None) -> Report:
    """The whole report at once."""
    last: object = None
    for stage in stages(reading, settings, encoder, writer, library):
        last = stage.value
    if not isinstance(last, Report):
        raise TypeError("the last stage must be the report")
    return last


def _asked(
    article: Article, split: tuple[Sentence, ...], settings: Settings, writer: Writer | None
) -> tuple[Extracted | None, Panel | None]:
    """What the user's model extracts, and the panel that it judges on, each if the settings ask for it."""
    if "model" not in (settings.extract, settings.judge):
        return None, None
    if writer is None:
        raise UsageError("--extract model and --judge model need a model that reads; name one with --model, or leave them out")
    extracted = extracting.extract(article, split, writer, settings.seed) if settings.extract == "model" else None
    return extracted, Panel(writer, settings.seed) if settings.judge == "model" else None


def _of_model(extracted: Extracted | None, panel: Panel | None) -> tuple[Notice, ...]:
    """What could not be read of the answers of the user's model."""
    return (*(extracted.notices if extracted else ()), *(panel.notices() if panel else ()))


def _cut(article: Article, split: tuple[Sentence, ...]) -> tuple[Notice, ...]:
    unread = sentences.unread(article, split)
    message = f"The last {unread} characters were not read: the text has too many sentences."
    return (Notice(kind="cut", message=message),) if unread else ()


def _run(settings: Settings, writer: Writer | None, judged: Sequence[Verdict], seconds: Mapping[str, float]) -> Run:
    return Run(
        version=VERSION,
        model=writer.name if writer else "none",
        prompts={name: prompts.load(name).sha256 for name in _prompts(settings, writer)},
        settings=settings.model_dump(),
        unjudged=sum(1 for v in judged if v.status is None),
        seconds=dict(seconds),
    )


def _prompts(settings: Settings, writer: Writer | None) -> tuple[str, ...]:
    writing = (claims.PROMPT, summary.PROMPT) if writer else ()
    reading = ((settings.extract, extracting.PROMPT), (settings.judge, judging.PROMPT))
    return (*(name for who, name in reading if who == "model"), *writing)


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def stage(self, name: str, value: object) -> Stage:
        now = time.perf_counter()
        self.seconds[name] = round(now - self._since, 3)
        self._since = now
        return Stage(name, value, self.seconds[name])
