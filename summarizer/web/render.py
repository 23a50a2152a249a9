"""From the views to HTML: templates that escape everything that comes from outside, and downloads that are made in the page itself."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from summarizer import exporters
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


def downloads(report: Report) -> tuple[Download, ...]:
    """The report in every format."""
    made = []
    for format, (ending, kind) in TYPES.items():
        raw = exporters.export(report, format).encode("utf-8", "replace")
        made.append(Download(format, f"report.{ending}", f"data:{kind};charset=utf-8;base64,{base64.b64encode(raw).decode('ascii')}"))
    return tuple(made)


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(languages=[(code, texts(code)("name")) for code in LANGUAGES], **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
