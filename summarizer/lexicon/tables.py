"""Reading the word lists. They are ours and small, so anything odd in them is an error, never skipped."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import SummarizerError

_HERE = Path(__file__).parent


def rows(name: str, columns: tuple[str, ...], optional: int = 0, folder: Path = _HERE) -> tuple[tuple[str, ...], ...]:
    """The rows of the word list `name`, its header left out; the last `optional` cells may be missing and are then "".

    Raises:
        SummarizerError: the list is missing, its header differs from `columns`, a row has another length, or a cell is empty.
    """
    path = folder / f"{name}.tsv"
    if not path.is_file():
        raise SummarizerError(f"word list {path.name} is missing; install the package again")
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].split("\t")) != columns:
        raise SummarizerError(f"{path.name}, line 1: the header must be {' '.join(columns)}, parted by tabs")
    return tuple(_cells(f"{path.name}, line {n}", line, len(columns), optional) for n, line in enumerate(lines[1:], 2) if line)


def _cells(where: str, line: str, columns: int, optional: int) -> tuple[str, ...]:
    cells = line.split("\t")
    if not columns - optional <= len(cells) <= columns:
        raise SummarizerError(f"{where}: {len(cells)} cells where {columns} are meant; part them by single tabs")
    if any(not c or c != c.strip() for c in cells):
        raise SummarizerError(f"{where}: an empty cell or blanks around one; fill or trim it")
    return (*cells, *[""] * (columns - len(cells)))
