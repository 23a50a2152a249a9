"""A report in the making: what the stages gave so far, in the form of a report, so that one view shows both."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from summarizer.pipeline import Stage
from summarizer.reading import Reading
from summarizer.records import Bias, Headline, LoadedRate, Report, Run, Shares, Summary
from summarizer.version import VERSION

STAGES = ("reading", "sentences", "attribution", "claims", "evidence", "verdicts", "bias", "summary")
"""All stages in their order; the text itself is the first."""
WHOLE = "report"
"""The name of the step after the stages, which brings the report itself."""
_FIELDS: Mapping[str, str] = MappingProxyType(
    {s: s for s in ("sentences", "claims", "verdicts", "evidence", "bias", "summary")},
)
"""The field of a report that a stage fills; the others fill none that is shown."""


class Draft(NamedTuple):
    """A report and the stages that are done; what the others would fill is empty."""

    report: Report
    done: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return WHOLE in self.done


def begin(read: Reading) -> Draft:
    """The draft with the text alone."""
    report = Report(
        article=read.article,
        documents=(),
        sentences=(),
        claims=(),
        evidence=(),
        verdicts=(),
        bias=Bias(
            loaded=(),
            headline=Headline(loaded=(), supported_by=(), status=None),
            ledger=(),
            silent=(),
            shares=Shares(unattributed=0.0, anonymous=0.0),
            loaded_per_100_words=LoadedRate(author=0.0, quoted=0.0),
        ),
        summary=Summary(lines=(), dropped=()),
        notices=read.notices,
        run=Run(version=VERSION, model="none", prompts={}, settings={}, unjudged=0, seconds={}),
    )
    return Draft(report, STAGES[:1])


def advance(draft: Draft, stage: Stage) -> Draft:
    """The draft with one stage more; the last stage brings the report itself."""
    if isinstance(stage.value, Report):
        return whole(stage.value)
    field = _FIELDS.get(stage.name)
    report = draft.report.model_copy(update={field: stage.value}) if field else draft.report
    done = tuple(s for s in STAGES if s in draft.done or s == stage.name)
    return Draft(report, done)


def whole(report: Report) -> Draft:
    """The draft to which nothing is missing."""
    return Draft(report, (*STAGES, WHOLE))
