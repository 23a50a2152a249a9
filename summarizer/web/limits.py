"""What a visitor may ask for. Every door checks it here: fields of a form limit nobody who posts to the server directly."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from summarizer import exporters
from summarizer.documents import ARTICLES, LINES
from summarizer.errors import UsageError

MODELS = ("embedded", "none")
"""The specs that a visitor may choose; any other could open an address or a file of the server."""

DOCUMENTS = (*ARTICLES, *LINES, ".pdf")
"""What an uploaded document's name may end in."""


class Limits(NamedTuple):
    """`characters` of a text, `size` of a file in bytes, how many other documents, and how many visitors may wait."""

    characters: int = 60_000
    size: int = 5_000_000
    documents: int = 8
    waiting: int = 32


def text(value: object, limits: Limits) -> str:
    """A text as given.

    Raises:
        UsageError: it is no text, or too long.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError("the article must be a text")
    if len(value) > limits.characters:
        raise UsageError(f"the text has {len(value):,} characters; at most {limits.characters:,} are read here")
    return value


def model(value: object) -> str:
    """A model spec.

    Raises:
        UsageError: it is none of those that a visitor may choose.
    """
    if not isinstance(value, str) or value not in MODELS:
        raise UsageError(f"there is no such model here; choose one of {', '.join(MODELS)}")
    return value


def words(value: object) -> int:
    """The length that a summary aims at.

    Raises:
        UsageError: it is no number between 20 and 1000.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 20 <= value <= 1000:
        raise UsageError("max_words must be a whole number from 20 to 1000")
    return value


def format(value: object) -> str:
    """The name of an export format.

    Raises:
        UsageError: there is no such format.
    """
    if not isinstance(value, str) or value not in exporters.FORMATS:
        raise UsageError(f"there is no such format; choose one of {', '.join(exporters.FORMATS)}")
    return value


def file(path: Path, limits: Limits) -> bytes:
    """The bytes of an uploaded file.

    Raises:
        UsageError: it is too large.
    """
    with path.open("rb") as stream:
        raw = stream.read(limits.size + 1)
    if len(raw) > limits.size:
        raise UsageError(f"{path.name} is larger than {limits.size / 1e6:g} MB; give the article alone")
    return raw


def documents(values: object, limits: Limits) -> tuple[Path, ...]:
    """The paths of uploaded documents.

    Raises:
        UsageError: there are too many, they are too large, or of a sort that is not read here: a database is never opened for a visitor.
    """
    given = [values] if isinstance(values, str) else values or []
    if not isinstance(given, list) or not all(isinstance(v, str) for v in given):
        raise UsageError("the other documents must be files")
    if len(given) > limits.documents:
        raise UsageError(f"{len(given)} documents are given; at most {limits.documents} are compared here")
    paths = tuple(Path(v) for v in given)
    for path in paths:
        if path.suffix.lower() not in DOCUMENTS:
            raise UsageError(f"{path.name} is of a sort that is not read here; give {', '.join(DOCUMENTS)}")
        if path.stat().st_size > limits.size:
            raise UsageError(f"{path.name} is larger than {limits.size / 1e6:g} MB")
    return paths
