"""The items of public data sets: mappings that have the fields that their benchmark needs, from JSON, JSON Lines, CSV or a zip archive."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks.base import needed
from summarizer.errors import UsageError

Item = dict[str, Any]


def from_json(path: Path, fields: Sequence[str], hint: str) -> list[Item]:
    """The items of a JSON list.

    Raises:
        UsageError: the file is not there, is no JSON list of objects, or an item lacks a field; `hint` says what should be there.
    """
    return _checked(_parsed(_bytes(path, hint), path, hint), fields, path, hint)


def within(path: Path, name: str, fields: Sequence[str], hint: str) -> list[Item]:
    """The items of the list called `name` in a JSON object; raises as `from_json` does."""
    found = _parsed(_bytes(path, hint), path, hint)
    return _checked(found.get(name) if isinstance(found, dict) else None, fields, path, hint)


def from_zip(archive: Path, ending: str, fields: Sequence[str], hint: str) -> list[Item]:
    """The items of the JSON list in a zip archive whose name ends with `ending`; raises as `from_json` does."""
    try:
        with zipfile.ZipFile(needed(archive, hint)) as opened:
            names = [n for n in opened.namelist() if n.endswith(ending)]
            data = opened.read(names[0]) if names else None
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(f"{archive} is no zip archive; {hint}") from error
    if data is None:
        raise UsageError(f"{archive} holds no {ending}; {hint}")
    return _checked(_parsed(data, archive, hint), fields, archive, hint)


def from_lines(path: Path, fields: Sequence[str], hint: str) -> list[Item]:
    """The items of a JSON Lines file, empty lines left out; raises as `from_json` does."""
    return _checked([_parsed(line, path, hint) for line in _bytes(path, hint).split(b"\n") if line.strip()], fields, path, hint)


def from_csv(path: Path, fields: Sequence[str], hint: str) -> list[Item]:
    """The rows of a comma-separated file with a header, in UTF-8 with or without a byte order mark; raises as `from_json` does."""
    try:
        with needed(path, hint).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read as a table; {hint}") from error
    return _checked(rows, fields, path, hint)


def inside(path: Path, folder: str) -> Path:
    """`path` / `folder` if that is a folder, else `path` itself: a data set may be given by its top or by its inner folder."""
    return path / folder if (path / folder).is_dir() else path


def known(key: str, table: Container[str], what: str, hint: str) -> str:
    """`key`, if the table has it.

    Raises:
        UsageError: it has not; `what` says what the key names.
    """
    if key not in table:
        raise UsageError(f"there is no {what} {key!r} in the data; {hint}")
    return key


def code(name: str, names: Sequence[str], what: str) -> float:
    """The place of a class in the tuple of all of them.

    Raises:
        UsageError: it is not one of them.
    """
    if name not in names:
        raise UsageError(f"the data has a {what} {name!r}; known are {', '.join(names)}: is this the right file?")
    return float(names.index(name))


def _bytes(path: Path, hint: str) -> bytes:
    try:
        return needed(path, hint).read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read; {hint}") from error


def _parsed(data: bytes, path: Path, hint: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise UsageError(f"{path} is not the JSON that it should be; {hint}") from error


def _checked(found: Any, fields: Sequence[str], path: Path, hint: str) -> list[Item]:
    if not isinstance(found, list) or not found or not all(isinstance(x, dict) for x in found):
        raise UsageError(f"{path} holds no list of items; {hint}")
    for number, item in enumerate(found, 1):
        for field in fields:
            if item.get(field) is None:
                raise UsageError(f"{path}: item {number} has no {field!r}; {hint}")
    return found
