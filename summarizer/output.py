"""How a report is written out: fitted to the terminal, beside others, or to a file as a whole."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from summarizer import exporters
from summarizer.errors import UsageError
from summarizer.exporters.jsonld import Review
from summarizer.progress import one_line
from summarizer.records import Report

PLAIN_WIDTH = 100
"""Columns where the output is no terminal."""


def exported(report: Report, form: str, review: Review | None, *, to_file: bool) -> str:
    """The report in a format, with colours and of the width that suit where it goes."""
    terminal, width = fit(to_file=to_file)
    return exporters.export(report, form, terminal=terminal, width=width, review=review)


def fit(*, to_file: bool) -> tuple[bool, int]:
    """Whether colours suit where a text goes, and how many columns it may have."""
    terminal = not to_file and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return terminal, shutil.get_terminal_size((PLAIN_WIDTH, 0)).columns if sys.stdout.isatty() else PLAIN_WIDTH


def among_others(text: str, form: str, name: str, *, first: bool) -> str:
    """An exported report as one of several: a line of JSON Lines, rows of one table, or a text under its name."""
    if form in ("json", "jsonld"):
        return " ".join(line.strip() for line in text.split("\n")).strip() + "\n"  # no string in it holds a line end
    if form == "csv":
        return text if first else text.partition("\r\n")[2]
    gap = "" if first else "\n"
    heading = f"{gap}==> {one_line(name)} <==\n\n" if form == "text" else f"{gap}---\n\n" if gap else ""
    return heading + text


def refuse(path: Path) -> None:
    """Before any work is done: refuse a place that cannot be written to.

    Raises:
        UsageError: a directory, a missing folder, or no right to write there.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a directory; give -o a file")
        if not path.parent.is_dir():
            raise UsageError(f"there is no directory {path.parent} to write {path.name} to; make it first")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise UsageError(f"{path} may not be written; choose another place with -o")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place with -o") from error


def write(path: Path, text: str) -> None:
    """All of `text` or nothing, so that a reader never meets half a report; line ends stay as they are.

    Raises:
        UsageError: it cannot be written.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_text(text, encoding="utf-8", newline="")
            return
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.write_text(text, encoding="utf-8", newline="")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; choose another place with -o") from error
