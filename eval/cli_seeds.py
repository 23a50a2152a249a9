"""`python -m eval seeds`: check labels, count agreement, take labels to labelling tools and back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, get_args

import typer

from eval import agreement as agreeing
from eval import checking, exchange, printing, seeds, tasks
from eval.exchange import Labelled, doccano, label_studio
from eval.results import Prediction, Result
from eval.seeds import Split
from summarizer import models, pipeline, reading
from summarizer.errors import UsageError
from summarizer.settings import Settings

app = typer.Typer(rich_markup_mode=None, help="Check labels, count agreement, take labels to labelling tools and back.")

SeedsOption = Annotated[Path, typer.Option("--seeds", metavar="DIR", help="A folder of seeds, or one seed.")]
JsonOption = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the whole result there, every row with its text.")]
FormatOption = Annotated[str, typer.Option("-f", "--format", metavar="TOOL", help=f"One of: {', '.join(exchange.FORMATS)}.")]


@app.command("check")
def _check(paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH")] = None) -> None:
    """Refuse labels that do not fit their text or contradict themselves; exit code 2 if any do."""
    folders = [f for path in paths or [seeds.ROOT] for f in _folders(path)]
    found = [(f.name, line) for f in folders for line in checking.check(f)]
    show(printing.problems(found))
    if found:
        raise UsageError(f"{len(found)} problems in {len({slug for slug, _ in found})} of {len(folders)} seeds; mend the labels")
    print(f"{len(folders)} seeds are whole")


@app.command("agreement")
def _agreement(folder: SeedsOption = seeds.ROOT, json: JsonOption = None) -> None:
    """How well two labellers agree who worked apart on the same articles: the ceiling of every figure."""
    found = agreeing.agreement(seeds.load_all(folder))
    if json:
        json.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")
    show(printing.agreement(found))


@app.command("export")
def _export(folder: SeedsOption = seeds.ROOT, form: FormatOption = "label-studio") -> None:
    """Print articles and gold labels as a file that the labelling tool opens."""
    print(exchange.export(seeds.load_all(folder), form))


@app.command("config")
def _config(form: FormatOption = "label-studio") -> None:
    """Print the labelling tool's own set-up for these labels."""
    if form not in exchange.FORMATS:
        raise UsageError(f"no format {form!r}; take one of: {', '.join(exchange.FORMATS)}")
    print(label_studio.label_config() if form == "label-studio" else doccano.label_types())


@app.command("draft")
def _draft(
    articles: Annotated[list[Path], typer.Argument(metavar="ARTICLE")],
    blank: Annotated[bool, typer.Option(help="Without the tool's rows, so that they cannot lead the labeller.")] = False,
) -> None:
    """Print new articles as Label Studio tasks, with the tool's own rows as predictions to start from."""
    settings = Settings(model="none")
    encoder = None if blank else models.open_encoder()
    found = []
    for path in articles:
        read = reading.read_file(path, settings)
        told = tasks.predicted(pipeline.report(read, settings, encoder, None)) if encoder else Prediction()
        slug = path.parent.name if path.name == "article.txt" else path.stem
        found.append(label_studio.predicted_task(slug, read.article.text, told, "rules"))
    print(json.dumps(found, ensure_ascii=False, indent=1))


@app.command("import")
def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the labelling tool exported.")],
    into: Annotated[Path, typer.Option(metavar="DIR", help="Where the seeds' folders are made; what is there is never overwritten.")],
    form: FormatOption = "label-studio",
) -> None:
    """Write what was labelled as seeds; a second labelling of an article becomes labels.second.yaml."""
    try:
        raw = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    found = exchange.read(raw, form)
    for note in found.notes:
        print(note, file=sys.stderr)
    for labelled in found.articles:
        print(_written(into / labelled.slug, labelled))


def _written(folder: Path, labelled: Labelled) -> Path:
    article = folder / "article.txt"
    if not article.exists():
        folder.mkdir(parents=True, exist_ok=True)
        article.write_text(labelled.text, encoding="utf-8")
    elif seeds.article_text(article) != labelled.text:
        raise UsageError(f"{article} is there with another text; import into another folder")
    for path in (folder / seeds.LABELS, folder / seeds.SECOND):
        if not path.exists():
            exchange.write_labels(path, labelled.labels, labelled.text)
            return path
    raise UsageError(f"{folder} has two labellings already; import into another folder")


def _folders(path: Path) -> list[Path]:
    found = [path] if (path / "article.txt").is_file() else sorted(p.parent for p in path.glob("*/article.txt"))
    if not found:
        raise UsageError(f"{path} holds no seeds: folders with article.txt and {seeds.LABELS}")
    return found


def chosen(folder: Path, split: str) -> Split:
    """The split asked for; where the folder lists none, all there is.

    Raises:
        UsageError: there is no such split.
    """
    known = next((s for s in get_args(Split) if s == split), None)
    if known is None:
        raise UsageError(f"no split {split!r}; choose dev, test or all")
    found: Split = known if (folder / seeds.SPLIT_FILE).is_file() else "all"
    return found


def saved(path: Path) -> Result:
    """The result that a run of the harness wrote to `path`.

    Raises:
        UsageError: it is none.
    """
    try:
        return Result.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no result of this harness; make one with: python -m eval run --json {path}") from error


def show(lines: Iterable[str]) -> None:
    """Prints lines."""
    for line in lines:
        print(line)
