"""From the views to HTML: templates that escape everything that comes from outside, and downloads that are made in the page itself."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from summarizer import exporters
from summarizer.comparison import Comparison
from summarizer.exporters import compare, compare_view
from summarizer.records import Report
from summarizer.web.drafts import STAGES, Draft
from summarizer.web.lessons import lesson
from summarizer.web.texts import LANGUAGES, Texts, texts
from summarizer.web.views import shown

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
STATIC = FOLDER / "static"
TYPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "json": ("json", "application/json"),
        "markdown": ("md", "text/markdown"),
        "html": ("html", "text/html"),
        "csv": ("csv", "text/csv"),
        "jsonld": ("jsonld", "application/ld+json"),
        "text": ("txt", "text/plain"),
    }
)
"""Each export format's file ending and media type."""


class Download(NamedTuple):
    """A file that the page carries within itself: its format, its name, and its bytes as a data address (RFC 2397)."""

    format: str
    name: str
    address: str


def head(t: Texts, *, hosted: bool) -> str:
    """The title of the page and what it does, in one line."""
    return _rendered("head.html.j2", t=t, hosted=hosted)


def status(draft: Draft | None, t: Texts, *, note: str = "", stopped: bool = False) -> str:
    """How far the reading has come: a step for each stage; without a draft, the note alone."""
    done = draft.done if draft else ()
    seconds = draft.report.run.seconds if draft and draft.whole else {}
    return _rendered("status.html.j2", t=t, stages=STAGES if draft else (), done=done, seconds=seconds, note=note, stopped=stopped)


def failure(message: str, t: Texts) -> str:
    """Why there is no report, and what to do next."""
    return _rendered("failure.html.j2", t=t, message=message)


def result(draft: Draft, t: Texts, *, guess: bool = False) -> str:
    """The report as far as it is done. With `guess` a class marks the text first, and the report waits behind a button."""
    return _rendered(
        "result.html.j2",
        t=t,
        page=shown(draft),
        done=draft.done,
        whole=draft.whole,
        guess=guess,
        lesson=lesson(draft.report) if guess and draft.whole else None,
        downloads=downloads(draft.report) if draft.whole else (),
    )


def compared(comparison: Comparison, t: Texts) -> str:
    """Several articles side by side: a row for each statement, a column for each outlet, and the exact words behind each cell."""
    view = compare_view.view(comparison)
    letters = {c.article_id: o.letter for c, o in zip(comparison.columns, view.outlets, strict=True)}
    return _rendered(
        "compare.html.j2",
        t=t,
        view=view,
        stands=compare_view.STANDS,
        tallies=comparison.tallies,
        copies=[letters.get(c.copy_of or "", "") for c in comparison.columns],
        downloads=comparison_downloads(comparison),
    )


def downloads(report: Report) -> tuple[Download, ...]:
    """The report in every format."""
    return tuple(_download("report", f, exporters.export(report, f)) for f in TYPES)


def comparison_downloads(comparison: Comparison) -> tuple[Download, ...]:
    """The comparison in every format that it has."""
    return tuple(_download("comparison", f, compare.export(comparison, f)) for f in TYPES if f in compare.FORMATS)


def _download(name: str, format: str, text: str) -> Download:
    ending, kind = TYPES[format]
    raw = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return Download(format, f"{name}.{ending}", f"data:{kind};charset=utf-8;base64,{raw}")


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(languages=[(code, texts(code)("name")) for code in LANGUAGES], **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
