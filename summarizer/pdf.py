"""PDF -> the running text that a reader of its pages sees, and the text that nobody sees.

PDFium opens the file in a process of its own (`pdf_child.py`) that limits its memory and time. What comes back are lines with their
places; here they become paragraphs: a reader sees where one ends, but no PDF says so.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

CHILD = Path(__file__).with_name("pdf_child.py")
_SYSTEM_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_SOFT_HYPHEN = "\u00ad"
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.\w{2,5}$|^untitled|^microsoft word|^document\d*$", re.IGNORECASE)
_FAILURES = {"password": "it is protected by a password", "memory": "it is too large to open"}
_MARGIN_LINES = 2
"""How many lines at the top and at the foot of a page can be running heads."""
_COLUMN_LINES = 8
"""How many lines back the width of a column is looked for."""


class Limits(NamedTuple):
    """What opening a file may cost: address space in MB, seconds, and how many pages are read."""

    megabytes: int = 1_500
    seconds: int = 30
    pages: int = 200


class Line(NamedTuple):
    """One printed line; its edges and the height of its tallest character in points, measured from the foot of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


class Paper(NamedTuple):
    """What a PDF says. `read` pages of `of` were read, `scans` of them pictures with recognised words; `hidden` are pieces nobody sees."""

    text: str
    title: str | None
    hidden: tuple[str, ...]
    read: int
    scans: int
    of: int


class _Found(NamedTuple):
    pages: list[list[Line]]
    hidden: list[str]
    scans: int
    of: int
    title: str


def is_pdf(raw: bytes) -> bool:
    """Whether `raw` is a PDF: readers look for the mark in the first 1,024 bytes."""
    return b"%PDF-" in raw[:1024]


def read_pdf(raw: bytes, limits: Limits | None = None) -> Paper:
    """The text of a PDF; empty where it has none, as a scan.

    Raises:
        ValueError: it is encrypted or damaged, or opening it takes too much memory or time; the message says which.
    """
    found = _opened(raw, limits or Limits())
    lines = [line for page in _without_running_heads(found.pages) for line in (*page, None)]
    paragraphs = _paragraphs(lines)
    body = median(size for text, size in paragraphs for _ in range(1 + len(text) // 40)) if paragraphs else 0.0
    headline = _headline(paragraphs, body)
    named = found.title.strip() if found.title.strip() and not _FILE_NAME.search(found.title.strip()) else None
    text = "\n".join(p for p, _ in paragraphs if p != headline)
    return Paper(text, headline or named, tuple(found.hidden), len(found.pages), found.scans, found.of)


def _opened(raw: bytes, limits: Limits) -> _Found:
    command = [sys.executable, "-I", str(CHILD), *map(str, (limits.megabytes, limits.seconds, limits.pages))]
    environment = {name: os.environ[name] for name in _SYSTEM_VARIABLES if name in os.environ}
    try:
        # The arguments are our own; the file goes in by a pipe.
        done = subprocess.run(command, input=raw, capture_output=True, timeout=limits.seconds + 5, env=environment, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"it takes longer than {limits.seconds} seconds to open") from error
    try:
        values = json.loads(done.stdout)
    except ValueError as error:
        problem = "pypdfium2 is not installed" if b"No module named 'pypdfium2'" in done.stderr else "it is damaged, or too large to open"
        raise ValueError(problem) from error
    if "failure" in values:
        raise ValueError(_FAILURES.get(values["failure"], "it is damaged"))
    pages = [[Line(**line) for line in page] for page in values["pages"]]
    return _Found(pages, values["hidden"], values["scans"], values["of"], values["title"])


def _without_running_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without what stands at the top or foot of most of them."""
    margins = [_margin(page) for page in pages]
    often = Counter(key for margin in margins for key in {_key(line) for line in margin})
    heads = {key for key, times in often.items() if times > 1 and 2 * times > len(pages)}
    return [
        [line for line in page if not (line in margin and (_key(line) in heads or _PAGE_NUMBER.fullmatch(line.text.strip())))]
        for page, margin in zip(pages, margins, strict=True)
    ]


def _margin(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.top)
    return ordered[:_MARGIN_LINES] + ordered[-_MARGIN_LINES:]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _paragraphs(lines: Sequence[Line | None]) -> list[tuple[str, float]]:
    """The text of each paragraph and the size of its print; null stands for the end of a page."""
    steps = [(a.top - b.top) / max(b.size, 1.0) for a, b in pairwise(lines) if a and b and a.top > b.top]
    step = median(steps) if steps else 0.0
    found: list[tuple[str, float]] = []
    before: list[Line] = []
    for line in (x for x in lines if x and x.text.strip()):
        if before and not _parted(before[-1], line, step, max(x.right for x in before[-_COLUMN_LINES:])):
            found[-1] = (_joined(found[-1][0], line.text), found[-1][1])
        else:
            found.append((line.text.strip(), line.size))
        before.append(line)
    return [(" ".join(text.replace(_SOFT_HYPHEN, "").split()), size) for text, size in found]


def _parted(last: Line, line: Line, step: float, edge: float) -> bool:
    """Whether a paragraph ends between two lines that follow one another, perhaps on the next page or in the next column.

    `step` is the usual distance of lines, in heights of their print; `edge` is where the longest of the last few lines ends.
    """
    if abs(last.size - line.size) > 0.15 * max(last.size, line.size):
        return True
    ended = bool(_ENDS.search(last.text.strip()))
    fall = last.top - line.top
    if fall < 0 or line.left > last.right:
        return ended
    if fall > 1.35 * step * line.size:
        return True
    indented, short = line.left - last.left > 0.6 * line.size, last.right < edge - 3 * last.size
    return ended + indented + short > 1


def _joined(text: str, more: str) -> str:
    text, more = text.rstrip(), more.strip()
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + more
    return text + more if text.endswith(("-", "–", "—", "/")) else f"{text} {more}"


def _headline(paragraphs: Sequence[tuple[str, float]], body: float) -> str | None:
    """The first of the largest paragraphs at the beginning, if it is clearly larger than the rest."""
    text, size = max(paragraphs[:5], key=lambda p: p[1], default=("", 0.0))
    return text if size > 1.2 * body and 2 < len(text.split()) < 40 else None
