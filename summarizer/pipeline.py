"""The order of the rooms, nothing else: from an article that was read to the report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer import attribution, bias, claims, evidence, prompts, sentences, summary, verdicts
from summarizer.models.base import Encoder, Writer
from summarizer.reading import Reading
from summarizer.records import Dropped, Notice, Report, Run, Summary, Verdict
from summarizer.settings import Settings
from summarizer.version import VERSION


class Stage(NamedTuple):
    """What one stage gave, and the seconds it took."""

    name: str
    value: object
    seconds: float


def stages(reading: Reading, settings: Settings, encoder: Encoder, writer: Writer | None) -> Iterator[Stage]:
    """Each stage's result as it is done; the last is named "report" and holds the Report."""
    clock = _Clock()
    article = reading.article
    split = sentences.split(article, settings)
    yield clock.stage("sentences", split)
    said = attribution.attribute(article, split, encoder)
    yield clock.stage("attribution", said)
    found = claims.extract(article, split, said, encoder)
    found, wordings = claims.word(found, article, split, writer)
    yield clock.stage("claims", found)
    proof = evidence.gather(article, split, said, found, encoder)
    yield clock.stage("evidence", proof)
    judged = verdicts.judge(found, proof)
    yield clock.stage("verdicts", judged)
    slant = bias.report(article, split, found, judged)
    yield clock.stage("bias", slant)
    planned = summary.plan(article, found, judged, proof, encoder, settings.max_words)
    text = summary.write(article, planned, writer, settings)
    refused = tuple(Dropped(text=w.text, claim_ids=(w.claim_id,), failed=w.failed) for w in wordings if w.failed)
    text = Summary(lines=text.lines, dropped=(*refused, *text.dropped))
    yield clock.stage("summary", text)
    unread = sentences.unread(article, split)
    cut = (Notice(kind="cut", message=f"The last {unread} characters were not read: the text has too many sentences."),) if unread else ()
    report = Report(
        article=article,
        documents=(),
        sentences=split,
        claims=found,
        evidence=proof,
        verdicts=judged,
        bias=slant,
        summary=text,
        notices=(*reading.notices, *cut),
        run=_run(settings, writer, judged, clock.seconds),
    )
    yield Stage("report", report, sum(clock.seconds.values()))


def report(reading: Reading, settings: Settings, encoder: Encoder, writer: Writer | None) -> Report:
    """The whole report at once."""
    last: object = None
    for stage in stages(reading, settings, encoder, writer):
        last = stage.value
    if not isinstance(last, Report):
        raise TypeError("the last stage must be the report")
    return last


def _run(settings: Settings, writer: Writer | None, judged: Sequence[Verdict], seconds: Mapping[str, float]) -> Run:
    return Run(
        version=VERSION,
        model=writer.name if writer else "none",
        prompts={name: prompts.load(name).sha256 for name in ((claims.PROMPT, summary.PROMPT) if writer else ())},
        settings=settings.model_dump(),
        unjudged=sum(1 for v in judged if v.status is None),
        seconds=dict(seconds),
    )


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
