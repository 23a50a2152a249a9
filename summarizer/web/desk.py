"""Where articles are read: the models, opened once for all visitors, and the doors through which an article comes.

Nothing of a visitor is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from urllib.parse import urlsplit

from summarizer import comparing, documents, fetching, models, pipeline, reading
from summarizer.comparison import Comparison
from summarizer.errors import SummarizerError, UsageError
from summarizer.models.base import Encoder, Writer
from summarizer.records import Notice, Report
from summarizer.settings import Settings
from summarizer.web import drafts, limits
from summarizer.web.drafts import Draft
from summarizer.web.limits import Limits


class Options(NamedTuple):
    """How the demo runs: `hosted` on a server for strangers; `urls`: web addresses are opened; `mcp`: the API is offered as tools."""

    hosted: bool = False
    urls: bool = True
    mcp: bool = False
    limits: Limits = Limits()


class Asked(NamedTuple):
    """What a visitor gives: the article once, as text, as the path of an upload or as an address; how it is to be read.

    `documents` are the paths of other documents, to compare it with.
    """

    text: object = ""
    file: object = None
    url: object = ""
    documents: object = None
    model: object = "none"
    words: object = 160


class Desk:
    """Reads articles, one stage at a time. `open_encoder` and `open_writer` are called once each, when first needed."""

    def __init__(
        self,
        options: Options,
        *,
        open_encoder: Callable[[], Encoder] = models.open_encoder,
        open_writer: Callable[[str], Writer | None] = models.open_writer,
    ) -> None:
        self.options = options
        self._open_encoder, self._open_writer = open_encoder, open_writer
        self._encoder: Encoder | None = None
        self._writers: dict[str, Writer | None] = {}
        self._opening, self._working = Lock(), Lock()

    def settings(self, asked: Asked) -> Settings:
        """How to read it.

        Raises:
            UsageError: a choice that a visitor does not have.
        """
        most = self.options.limits.characters
        return Settings(model=limits.model(asked.model), max_words=limits.words(asked.words), max_characters=most)

    def read(self, asked: Asked, settings: Settings) -> reading.Reading:
        """The article that was given.

        Raises:
            UsageError: none or several are given, or one that may not be read here.
            AbstainError: it is no English news article that can be judged.
        """
        text, url = limits.text(asked.text, self.options.limits), limits.text(asked.url, self.options.limits).strip()
        given = [bool(text.strip()), bool(asked.file), bool(url)]
        if sum(given) != 1:
            raise UsageError("give the article once: as text, as a file or as an address" if any(given) else "paste an article first")
        if url:
            return self._fetched(url, settings)
        if asked.file:
            path = Path(str(asked.file))
            return reading.read_bytes(limits.file(path, self.options.limits), name=path.name, settings=settings)
        return reading.read_bytes(text.encode("utf-8", "replace"), name="the text", settings=settings)

    def drafts(self, read: reading.Reading, settings: Settings, others: Sequence[Path] = ()) -> Iterator[Draft]:
        """The report as it grows, compared with other documents; the last draft is whole.

        Raises:
            UsageError: a document cannot be opened.
            ModelError: a model is missing, damaged or gave no usable reply.
        """
        draft = drafts.begin(read)
        yield draft
        encoder, writer = self._opened(settings.model)
        library, left = documents.collect(others, settings, encoder) if others else (None, ())
        left = tuple(_without_folders(notice, others) for notice in left)
        stages = pipeline.stages(read._replace(notices=(*read.notices, *left)), settings, encoder, writer, library)
        while True:
            with self._working:  # never held over a yield: a visitor who stopped must not stop the others
                stage = next(stages, None)
            if stage is None:
                return
            draft = drafts.advance(draft, stage)
            yield draft

    def report(self, asked: Asked) -> Report:
        """The whole report at once; errors as for `settings`, `read` and `drafts`."""
        settings = self.settings(asked)
        *_, last = self.drafts(self.read(asked, settings), settings, limits.documents(asked.documents, self.options.limits))
        if not last.whole:
            raise SummarizerError("the pipeline ended without a report; please report this as a bug")
        return last.report

    def compare(self, readings: Sequence[reading.Reading], settings: Settings) -> Comparison:
        """Several articles side by side.

        Raises:
            UsageError: there are fewer than two, or too many.
            ModelError: a model is missing, damaged or gave no usable reply.
        """
        comparing.check_number(len(readings))
        encoder, writer = self._opened(settings.model)
        with self._working:
            return comparing.compare(readings, settings, encoder, writer)

    def read_all(self, paths: Sequence[Path], settings: Settings) -> list[reading.Reading]:
        """The articles in several files; errors as for `read`."""
        raw = [(limits.file(p, self.options.limits), p.name) for p in paths]
        return [reading.read_bytes(content, name=name, settings=settings) for content, name in raw]

    def _fetched(self, url: str, settings: Settings) -> reading.Reading:
        if not self.options.urls:
            raise UsageError("this demo opens no web addresses; paste the text of the article")
        if urlsplit(url).scheme not in ("http", "https"):
            raise UsageError("a web address begins with https:// or http://")
        sent = fetching.fetch(url, limits=fetching.Limits(size=self.options.limits.size))
        return reading.read_page(sent.content, url=sent.url, charset=sent.charset, settings=settings)

    def _opened(self, model: str) -> tuple[Encoder, Writer | None]:
        with self._opening:
            if self._encoder is None:
                self._encoder = self._open_encoder()
            if model not in self._writers:
                self._writers[model] = self._open_writer(model)
            return self._encoder, self._writers[model]


def _without_folders(notice: Notice, paths: Sequence[Path]) -> Notice:
    """A notice that names files by their names alone: where the server keeps uploads is none of a visitor's business."""
    message = notice.message
    for path in paths:
        message = message.replace(str(path), path.name)
    return notice.model_copy(update={"message": message})
