"""Reads a news article; gives back a neutral summary, a table of its claims, and a report of its bias.

    from pathlib import Path
    import summarizer

    report = summarizer.report(Path("article.txt"))
    print(report.summary.lines[0].text)

Nothing heavy is loaded before a report is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.comparison import Comparison
from summarizer.errors import AbstainError, ModelError, SummarizerError, UsageError
from summarizer.records import Article, Report
from summarizer.settings import Settings
from summarizer.version import VERSION

if TYPE_CHECKING:
    from summarizer.models.base import Encoder, Writer
    from summarizer.pipeline import Stage
    from summarizer.reading import Reading

__all__ = [
    "AbstainError",
    "Article",
    "Comparison",
    "ModelError",
    "Report",
    "Settings",
    "SummarizerError",
    "UsageError",
    "__version__",
    "compare",
    "report",
    "stages",
]

__version__ = VERSION


def report(
    article: str | Path | Article,
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    writer: Writer | None = None,
    evidence: Sequence[Path] = (),
) -> Report:
    """The whole report of one article: a `Path` is read, a `str` is the text itself, an `Article` is taken as it is.

    `evidence` are files, folders, JSON Lines and libraries of other documents, which the claims are compared with.

    Without `encoder` the embedded one is opened; without `writer` the one that `settings.model` names. Give your own to keep them
    open between calls.

    Raises:
        UsageError: the file, or the model's name, cannot be used.
        AbstainError: the input is no English news article that can be judged.
        ModelError: a model is missing, damaged or gave no usable reply.
    """
    *_, last = stages(article, settings=settings, encoder=encoder, writer=writer, evidence=evidence)
    if not isinstance(last.value, Report):
        raise SummarizerError("the last stage gave no report; please report this as a bug")
    return last.value


def compare(
    articles: Sequence[str | Path | Article],
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    writer: Writer | None = None,
) -> Comparison:
    """Two or more articles of several outlets on one event, compared: who says what, who leaves it out, and one summary of all.

    Each article is taken as by `report`, and is a document for all others; other arguments and errors are as there.

    Raises:
        UsageError: there are fewer than two articles, or too many.
    """
    from summarizer import comparing, models

    chosen = settings or Settings()
    readings = [_read(a, chosen) for a in articles]
    return comparing.compare(readings, chosen, encoder or models.open_encoder(), writer or models.open_writer(chosen.model))


def stages(
    article: str | Path | Article,
    *,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    writer: Writer | None = None,
    evidence: Sequence[Path] = (),
) -> Iterator[Stage]:
    """Each stage's name, result and seconds, as soon as it is done; the last is `report`. Arguments and errors as for `report`."""
    from summarizer import documents, models, pipeline

    chosen = settings or Settings()
    read = _read(article, chosen)
    writer = writer or models.open_writer(chosen.model)
    encoder = encoder or models.open_encoder()
    library, left = documents.collect(evidence, chosen, encoder) if evidence else (None, ())
    yield from pipeline.stages(read._replace(notices=(*read.notices, *left)), chosen, encoder, writer, library)


def _read(article: str | Path | Article, settings: Settings) -> Reading:
    from summarizer import reading

    if isinstance(article, Article):
        return reading.Reading(article, ())
    if isinstance(article, Path):
        return reading.read_file(article, settings)
    return reading.read_bytes(article.encode("utf-8", "replace"), name="the text", settings=settings)
