"""The harness's command line. Results to stdout, talk to stderr, exit codes as the tool's own: 4 when the gate fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from eval import agreement as agreeing
from eval import benchmarks, cli_blind, cli_seeds, compare, gate, page, printing, running, seeds, workers
from eval.benchmarks.base import Benchmark, Tables
from eval.cli_seeds import JsonOption, SeedsOption
from eval.mutation import suite
from eval.results import Result
from eval.seeds import Seed, Split
from eval.tasks import Models
from summarizer import models
from summarizer.errors import SummarizerError, UsageError
from summarizer.settings import Settings

PROGRAM = "python -m eval"

_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, help=__doc__)
_app.add_typer(cli_seeds.app, name="seeds")
_app.add_typer(cli_blind.app, name="blind")

ModelOption = Annotated[str, typer.Option("-m", "--model", metavar="SPEC", help=f"Who writes: {', '.join(models.SPECS)}.")]
SplitOption = Annotated[str, typer.Option(metavar="SPLIT", help="dev, test or all. Never tune on test.")]
JobsOption = Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Processes at once; by default one to a core.")]
HtmlOption = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the result as one static page.")]


def main() -> NoReturn:
    """Run the command line, and leave with its exit code."""
    arguments = sys.argv[1:]
    try:
        _app(arguments or ["run"], prog_name=PROGRAM, standalone_mode=False)
        sys.exit(0)
    except SummarizerError as error:
        sys.exit(_complain(str(error), error.exit_code))
    except typer.TyperException as error:
        sys.exit(_complain(f"{error.format_message().rstrip('.')}; see {PROGRAM} --help", 2))
    except KeyboardInterrupt:
        sys.exit(_complain("interrupted", 130))


@_app.command("run")
def _run(
    folder: SeedsOption = seeds.ROOT,
    model: ModelOption = "embedded",
    split: SplitOption = "dev",
    json: JsonOption = None,
    html: HtmlOption = None,
    baselines: Annotated[bool, typer.Option(help="Score the baselines too.")] = True,
    evidence: Annotated[bool, typer.Option(help="Give the tool the other documents of each seed; without: what they are worth.")] = True,
    jobs: JobsOption = None,
) -> None:
    """Score the tool on seeds, end to end and stage by stage, beside its baselines. This is what runs without a command."""
    samples = _samples(folder, split)
    samples = samples if evidence else tuple(seeds.alone(s) for s in samples)
    result = _result(samples, model, cli_seeds.chosen(folder, split), jobs, compared=baselines)
    _keep(result, json, html, folder)
    cli_seeds.show(printing.page(result))


@_app.command("diff")
def _diff(a: Annotated[Path, typer.Argument(metavar="A.json")], b: Annotated[Path, typer.Argument(metavar="B.json")]) -> None:
    """Compare two results in pairs: figures with intervals of the difference, and the rows that changed."""
    cli_seeds.show(printing.comparison(compare.compare(cli_seeds.saved(a), cli_seeds.saved(b))))


@_app.command("report")
def _report(result: Annotated[Path, typer.Argument(metavar="RESULT.json")], html: Annotated[Path, typer.Option(metavar="FILE")]) -> None:
    """Make the static page of a saved result."""
    _keep(cli_seeds.saved(result), None, html)


@_app.command("gate")
def _gate(
    split: SplitOption = "dev",
    model: ModelOption = "embedded",
    raise_: Annotated[bool, typer.Option("--raise", help="Set the floors of this split anew from this run; they only rise.")] = False,
    allow_lower: Annotated[bool, typer.Option(help="With --raise: let floors fall. Say why in the commit.")] = False,
    json: JsonOption = None,
    jobs: JobsOption = None,
) -> None:
    """Fail with exit code 4 if a figure falls below its floor, or if what it is measured on has changed."""
    floors = gate.load() if gate.PATH.is_file() or not raise_ else None
    if floors and not raise_:
        gate.check_ground(split, running.digests(_samples(seeds.ROOT, split)), floors)
    result = _result(_samples(seeds.ROOT, split), model, cli_seeds.chosen(seeds.ROOT, split), jobs, compared=False)
    _keep(result, json, None)
    if raise_:
        gate.save(gate.raised(result, floors, allow_lower=allow_lower))
    gate.check(result, gate.load())
    print(f"the gate holds on {split}: {len(gate.GATED)} figures, {result.articles} articles, {result.seconds:.0f} s")


@_app.command("mutate")
def _mutate(folder: SeedsOption = seeds.ROOT, split: SplitOption = "dev", json: JsonOption = None) -> None:
    """Spoil gold rows on purpose (a number swapped, a speaker changed, "not" dropped) and count what the tool notices."""
    found = suite.suite(_samples(folder, split), models.open_encoder())
    if json:
        _write(json, found.model_dump_json(indent=1) + "\n")
    cli_seeds.show(suite.lines(found))


@_app.command("bench")
def _bench(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"all, or one of: {', '.join(benchmarks.BENCHMARKS)}.")],
    data: Annotated[Path, typer.Option(metavar="PATH", help="Where the data lies; you fetch it. For all: a folder of folders.")],
    model: ModelOption = "none",
    json: JsonOption = None,
) -> None:
    """Run a public benchmark: ours, baselines, and published figures with their source."""
    if name not in (*benchmarks.BENCHMARKS, "all"):
        raise UsageError(f"no benchmark {name!r}; there are: all, {', '.join(benchmarks.BENCHMARKS)}")
    opened = _models(model)
    if name == "all":
        tables = tuple(_every(data, opened))
    else:
        tables = (benchmarks.BENCHMARKS[name](data, opened),)
        cli_seeds.show(printing.benchmark(tables[0]))
    if json:
        _write(json, Tables(tables=tables).model_dump_json(indent=1) + "\n")


def _every(data: Path, opened: Models) -> Iterator[Benchmark]:
    """Each benchmark whose data is there, printed as soon as it is done; the others are named."""
    for name, run in benchmarks.BENCHMARKS.items():
        path = data / benchmarks.FOLDERS[name]
        if not path.exists():
            _say(f"{name} is left out: {path} is not there")
            continue
        table = run(path, opened)
        cli_seeds.show((*printing.benchmark(table), ""))
        yield table


def _result(samples: tuple[Seed, ...], model: str, split: Split, jobs: int | None, *, compared: bool) -> Result:
    writer = models.open_writer(model, say=_say)  # here first: a wrong spec shows, and weights are converted once, not by each process
    if compared and model == models.EMBEDDED:
        models.open_bare(say=_say)
    found = workers.measured(samples, model, raw=compared, jobs=jobs)
    name = writer.name if writer else "none"
    return running.run(samples, found, model=name, split=split, compared=compared, say=_say)


def _samples(folder: Path, split: str) -> tuple[Seed, ...]:
    return seeds.load_all(folder, cli_seeds.chosen(folder, split))


def _models(spec: str) -> Models:
    return Models(models.open_encoder(), models.open_writer(spec, say=_say), Settings(model=spec))


def _keep(result: Result, json: Path | None, html: Path | None, folder: Path = seeds.ROOT) -> None:
    if json:
        _write(json, result.model_dump_json() + "\n")
    if html:
        _write(html, _page(result, folder))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _page(result: Result, folder: Path) -> str:
    twice = agreeing.agreement(seeds.load_all(folder)) if any(folder.glob(f"*/{seeds.SECOND}")) else None
    return page.render(result, twice)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _complain(message: str, code: int) -> int:
    print(f"error: {message}", file=sys.stderr)
    return code
