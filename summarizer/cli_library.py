"""The commands of the evidence library: build and search. As in `cli`, parsing only returns what is to be done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from summarizer import documents, models
from summarizer.documents import Left
from summarizer.errors import UsageError
from summarizer.library import SUFFIXES, open_library
from summarizer.progress import one_line
from summarizer.records import Document
from summarizer.settings import Settings

Action = Callable[[], int]
app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="A library of documents to compare articles with."
)

AT_ONCE = 32
"""Documents that are read by the encoder together, and lost together if the build is killed."""
LibraryArgument = Annotated[Path, typer.Argument(metavar="LIBRARY", help=f"Its file: a name that ends in {', '.join(SUFFIXES)}.")]


@app.command("build")
def _build(
    library: LibraryArgument,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders or JSONL with documents.")],
) -> Action:
    """Add documents to a library, made if there is none. What it has already is passed over, so a broken run is simply started again."""
    if library.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{library} does not look like a library; give a name that ends in {', '.join(SUFFIXES)}")
    return partial(_add, library, paths)


@app.command("search")
def _search(
    library: LibraryArgument,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="What to look for, as a sentence.")],
    most: Annotated[int, typer.Option("-n", metavar="N", min=1, max=20, help="Passages to show.")] = 5,
) -> Action:
    """Print the passages nearest to a statement, best first, by words and meaning together."""
    return partial(_find, library, statement, most)


def _add(path: Path, paths: list[Path]) -> int:
    settings, since, added, known, left = Settings(), time.perf_counter(), 0, 0, 0
    library = open_library(path, models.open_encoder(quick=True), create=True)
    found = documents.read(paths, settings)
    while batch := list(islice(found, AT_ONCE)):
        for missing in (d for d in batch if isinstance(d, Left)):
            print(one_line(f"left out: {missing.reason}"), file=sys.stderr)
        whole = [d for d in batch if isinstance(d, Document)]
        new = [d for d in whole if not library.holds(d.sha256)]
        stored = library.add_all([(d, documents.passages(d, settings)) for d in new])
        added, known, left = added + stored, known + len(whole) - stored, left + len(batch) - len(whole)
    seconds = time.perf_counter() - since
    print(f"{added} added, {known} there already, {left} left out, {len(library)} documents in {path}, {seconds:.0f} s")
    library.close()
    return 0


def _find(path: Path, statement: str, most: int) -> int:
    library = open_library(path, models.open_encoder())
    (hits,) = library.search([statement], most)
    for hit in hits:
        where = ", ".join(x for x in (hit.document.outlet, hit.document.date, hit.document.title) if x)
        print(one_line(f"{hit.likeness:.2f}  {hit.passage.text}  ({where or hit.document.id})"))
    if not hits:
        print("nothing was found", file=sys.stderr)
    library.close()
    return 0
