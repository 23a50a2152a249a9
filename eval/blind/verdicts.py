"""What readers say of the sheets: one JSON object a line, read strictly, so that no slip of a pen becomes a figure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eval.blind.sheets import LETTERS, Key, Letter
from summarizer.errors import UsageError
from summarizer.records import Record

Mark = Annotated[int, Field(ge=1, le=5)]
Rank = Annotated[int, Field(ge=1, le=3)]
Aspect = Literal["faithful", "attribution", "neutral", "readable", "coverage"]
ASPECTS: tuple[Aspect, ...] = ("faithful", "attribution", "neutral", "readable", "coverage")
BEST = 5


class Marks(Record):
    """One summary's marks, 1 to 5; `errors` are its errors against the article, one at least where it is not wholly faithful."""

    faithful: Mark
    attribution: Mark
    neutral: Mark
    readable: Mark
    coverage: Mark
    errors: tuple[Annotated[str, Field(min_length=3)], ...]

    @model_validator(mode="after")
    def _told(self) -> Marks:
        if (self.faithful == BEST) != (not self.errors):
            raise ValueError(f"faithful {self.faithful} with {len(self.errors)} errors: 5 has none, every other mark names at least one")
        return self


class ReaderVerdict(Record):
    """What one reader says of one sheet. `rank`: 1 is the best; equal ranks are ties."""

    sheet: str
    reader: Annotated[str, Field(min_length=1)]
    marks: dict[Letter, Marks]
    rank: dict[Letter, Rank]
    note: str

    @model_validator(mode="after")
    def _whole(self) -> ReaderVerdict:
        if set(self.marks) != set(LETTERS) or set(self.rank) != set(LETTERS):
            raise ValueError("marks and rank need A, B and C")
        if min(self.rank.values()) != 1:
            raise ValueError("the best has rank 1")
        return self


def schema() -> str:
    """The JSON Schema of a verdict."""
    return json.dumps(ReaderVerdict.model_json_schema(), indent=1) + "\n"


def read(paths: Sequence[Path], key: Key) -> tuple[ReaderVerdict, ...]:
    """All verdicts of some files, in the order of the sheets, then of the readers.

    Raises:
        UsageError: a line is not of the form, is of no sheet of the key, or a reader judges a sheet twice; the message names the line.
    """
    numbers = {s.number for s in key.sheets}
    found: dict[tuple[str, str], ReaderVerdict] = {}
    for where, line in (x for path in paths for x in _lines(path)):
        try:
            verdict = ReaderVerdict.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(p) for p in first["loc"])
            raise UsageError(f"{where}: {f'{place}: ' if place else ''}{first['msg'].removeprefix('Value error, ')}") from error
        if verdict.sheet not in numbers:
            raise UsageError(f"{where}: there is no sheet {verdict.sheet!r}; sheets have numbers as {min(numbers)}")
        if (verdict.sheet, verdict.reader) in found:
            raise UsageError(f"{where}: {verdict.reader} judges sheet {verdict.sheet} twice; leave one verdict")
        found[verdict.sheet, verdict.reader] = verdict
    if not found:
        raise UsageError(f"no verdicts in {', '.join(map(str, paths)) or 'no file'}; a reader writes one line a sheet")
    return tuple(found[k] for k in sorted(found))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as verdicts: {error}") from error
    yield from ((f"{path}, line {n}", line) for n, line in enumerate(text.split("\n"), 1) if line.strip())
