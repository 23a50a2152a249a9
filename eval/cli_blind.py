"""`python -m eval blind`: summaries side by side for a reader who does not know whose they are, and the count of what readers say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from eval import running, seeds
from eval.blind import sheets, verdicts
from eval.blind import tally as tallying
from eval.blind.sheets import Key
from eval.cli_seeds import SeedsOption, chosen, saved
from summarizer import models

REPORTS = Path(__file__).parent / "reports"

app = typer.Typer(rich_markup_mode=None, help="Put summaries side by side for a reader who does not know whose they are, and count.")


@app.command("make")
def _make(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A new folder: sheets/ is for the reader, key.json is not.")],
    folder: SeedsOption = seeds.ROOT,
    split: Annotated[str, typer.Option(metavar="SPLIT", help="dev, test (filled up from dev) or all.")] = "test",
    count: Annotated[int, typer.Option("--sheets", metavar="N", min=1, help="Articles at most.")] = sheets.SHEETS,
    runs: Annotated[list[Path] | None, typer.Option("--run", metavar="RESULT.json", help="Take the summaries of saved runs.")] = None,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Processes at once.")] = None,
) -> None:
    """Write a sheet an article: the article and three summaries in an order drawn by hash, without labels; the key apart."""
    samples = sheets.drawn(folder, chosen(folder, split), count)
    writer, bare = models.open_writer(models.EMBEDDED, say=_say), models.open_bare(say=_say)
    name = writer.name if writer else "none"
    known = sheets.saved([saved(path) for path in runs or ()], folder, name)
    texts = sheets.written(samples, known, models.EMBEDDED, jobs)
    key = Key(
        models={"tool": name, "rules": "none", "raw": bare.name},
        digest=running.digests(samples)["seeds"],
        sheets=sheets.sheets(samples, texts),
    )
    sheets.save(out, key, samples, verdicts.schema())
    print(f"{len(samples)} sheets are in {out / sheets.FOLDER}; give the reader that folder alone, and keep {out / sheets.KEY}")


@app.command("tally")
def _tally(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `make` wrote.")],
    files: Annotated[
        list[Path] | None, typer.Option("--verdicts", metavar="FILE", help="A reader's verdicts; by default verdicts*.jsonl in the folder.")
    ] = None,
    into: Annotated[Path, typer.Option(metavar="DIR", help="Where blind.md and blind.jsonl are kept.")] = REPORTS,
) -> None:
    """Count the verdicts: win rates and mean marks with intervals; the table and every text with its verdicts are kept."""
    key = sheets.load(folder)
    given = verdicts.read(files or sorted(folder.rglob("verdicts*.jsonl")), key)
    found = tallying.tally(key, given)
    for path in tallying.save(into, key, given, found):
        _say(f"written: {path}")
    print(tallying.report(key, found), end="")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
