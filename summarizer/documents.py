"""Other documents to compare an article with: read from files, folders and JSON Lines, or taken from a library.

A line of JSON holds one document: `text`, and if known `title`, `outlet`, `date`, `url`. What cannot be used is left out and named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer import reading, sentences
from summarizer.errors import AbstainError, UsageError
from summarizer.library import SUFFIXES, Given, Library, Passage, Several, open_library
from summarizer.models.base import Encoder
from summarizer.records import Article, Document, Notice
from summarizer.settings import Settings

ARTICLES = (".txt", ".html", ".htm", ".md")
LINES = (".jsonl", ".ndjson")
FEWEST_WORDS = 5
"""A document may be a short note: it is quoted, not summed up. What is shorter, as a text or a sentence, states nothing."""
_FIELDS = ("title", "outlet", "date", "url")


class Left(NamedTuple):
    """A document that could not be used, and why."""

    reason: str


def collect(paths: Sequence[Path], settings: Settings, encoder: Encoder) -> tuple[Library, tuple[Notice, ...]]:
    """The evidence in some files, folders and libraries as one library, and what of it could not be used.

    More documents than a report compares are searched like a library, for the time of this run.

    Raises:
        UsageError: a path does not exist or cannot be opened.
    """
    kept, bases = [p for p in paths if not _is_library(p)], [p for p in paths if _is_library(p)]
    found = list(read(kept, settings))
    documents = [d for d in found if isinstance(d, Document)]
    notices = tuple(Notice(kind="evidence", message=f"left out: {d.reason}") for d in found if isinstance(d, Left))
    opened = [open_library(p, encoder) for p in bases]
    empty = (p for p, library in zip(bases, opened, strict=True) if not len(library))
    notices += tuple(Notice(kind="evidence", message=f"the library {p} holds no documents; add some with: library build") for p in empty)
    libraries: list[Library] = [*opened]
    if len(documents) > settings.max_documents:
        searched = open_library(None, encoder)
        for document in documents:
            searched.add(document, passages(document, settings))
        libraries.append(searched)
    elif documents:
        libraries.append(Given(documents))
    return (libraries[0] if len(libraries) == 1 else Several(libraries)), notices


def read(paths: Sequence[Path], settings: Settings) -> Iterator[Document | Left]:
    """The documents in files and folders, in the order of the paths; folders are read whole, by name.

    Raises:
        UsageError: a path does not exist or cannot be opened.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in (*ARTICLES, *LINES))
            if not inside:
                raise UsageError(f"{path} holds no documents: {', '.join((*ARTICLES, *LINES))}")
            yield from read(inside, settings)
        elif path.suffix.lower() in LINES:
            yield from _lines(path, settings)
        else:
            yield _file(path, settings)


def passages(document: Document, settings: Settings) -> tuple[Passage, ...]:
    """The sentences of a document, to be found by; captions and the like say too little and are left out."""
    split = sentences.split(as_article(document), settings)
    found = (Passage(s.start, s.end, document.text[s.start : s.end]) for s in split)
    return tuple(p for p in found if len(p.text.split()) >= FEWEST_WORDS)


def as_article(document: Document) -> Article:
    """A document in the form that the stages read."""
    fields = document.model_dump(include={"id", "title", "outlet", "date", "url", "text"})
    return Article(language="en", **fields)


def undated(documents: Sequence[Document]) -> tuple[Notice, ...]:
    """What the reader should know of documents without an outlet or a date: they are used all the same."""
    out = []
    for d in documents:
        lacking = [name for name, value in (("outlet", d.outlet), ("date", d.date)) if not value]
        if lacking:
            out.append(Notice(kind="evidence", message=f"{d.title or d.id} has no {' and no '.join(lacking)}; it is used all the same"))
    return tuple(out)


def _is_library(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _file(path: Path, settings: Settings) -> Document | Left:
    try:
        return _document(reading.read_file(path, settings, FEWEST_WORDS).article)
    except AbstainError as error:
        return Left(str(error))


def _lines(path: Path, settings: Settings) -> Iterator[Document | Left]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _line(line, f"{path}, line {number}", settings)
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}; check the path and its rights") from error


def _line(line: str, where: str, settings: Settings) -> Document | Left:
    try:
        row = json.loads(line)
    except ValueError:
        return Left(f"{where} is no JSON")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Left(f"{where} has no text")
    try:
        article = reading.read_bytes(row["text"].encode("utf-8", "replace"), name=where, settings=settings, fewest=FEWEST_WORDS).article
    except (AbstainError, UsageError) as error:
        return Left(str(error))
    known = {name: " ".join(str(row[name]).split()) for name in _FIELDS if isinstance(row.get(name), str | int) and str(row[name]).strip()}
    return _document(article.model_copy(update=known))


def _document(article: Article) -> Document:
    digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return Document(
        id=digest[:12],
        outlet=article.outlet,
        date=article.date,
        title=article.title,
        url=article.url,
        sha256=digest,
        text=article.text,
    )
