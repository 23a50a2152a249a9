"""The command that compares several articles on one event. As in `cli`, parsing only returns what is to be done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from summarizer import comparing, inputs, models, output
from summarizer.cli_tools import Action, new_app
from summarizer.errors import UsageError
from summarizer.exporters.compare import FORMATS, export
from summarizer.progress import Progress
from summarizer.settings import Settings

app = new_app()


class Job(NamedTuple):
    """A wish for a comparison: paths, "-" and web addresses; no `output` means stdout."""

    articles: tuple[str, ...]
    urls: tuple[str, ...]
    settings: Settings
    format: str
    output: Path | None
    quiet: bool


@app.command()
def _command(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...", help="Two or more text, HTML or PDF files.")] = None,
    urls: Annotated[list[str] | None, typer.Option("-u", "--url", metavar="URL", help="The public web page of an article.")] = None,
    model: Annotated[str, typer.Option("-m", "--model", metavar="SPEC", help=f"Who writes: {', '.join(models.SPECS)}.")] = "embedded",
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there, all or nothing.")] = None,
    max_words: Annotated[int, typer.Option(metavar="N", min=20, max=1000, help="Length that the summary aims at.")] = 160,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Nothing but errors on stderr.")] = False,
) -> Action:
    """Compares articles of several outlets on one event: who says what, in which words, what each leaves out; one summary of all."""
    names, pages = tuple(articles or ()), tuple(urls or ())
    comparing.check_number(len(names) + len(pages))
    if names.count("-") > 1:
        raise UsageError("stdin can be read only once; give - once")
    if kind not in FORMATS:
        raise UsageError(f"unknown format {kind!r}; choose one of {', '.join(FORMATS)}")
    return partial(_compare, Job(names, pages, Settings(model=model, max_words=max_words), kind, output, quiet))


def _compare(job: Job) -> int:
    """Every article must be readable: a comparison that lacks one would call what it says left out."""
    if job.output:
        output.refuse(job.output)
    progress = Progress(quiet=job.quiet)
    readings = [door(name, job.settings) for door, names in ((inputs.read, job.articles), (inputs.fetched, job.urls)) for name in names]
    writer = models.open_writer(job.settings.model, say=progress.say)
    with progress.working_on(f"{len(readings)} articles"):
        made = comparing.compare(readings, job.settings, models.open_encoder(say=progress.say), writer)
    for part, seconds in made.run.seconds.items():
        progress.done(part, seconds)
    terminal, width = output.fit(to_file=job.output is not None)
    text = export(made, job.format, terminal=terminal, width=width)
    if job.output:
        output.write(job.output, text)
    else:
        print(text, end="", flush=True)
    return 0
