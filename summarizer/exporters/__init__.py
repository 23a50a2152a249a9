"""Report in, one string out: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from summarizer.errors import UsageError
from summarizer.exporters.csv_ import export_csv
from summarizer.exporters.html import export_html
from summarizer.exporters.json_ import export_json
from summarizer.exporters.jsonld import Review, export_jsonld
from summarizer.exporters.markdown import export_markdown
from summarizer.exporters.text import export_text
from summarizer.records import Report

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": export_text,
        "json": export_json,
        "markdown": export_markdown,
        "html": export_html,
        "csv": export_csv,
        "jsonld": export_jsonld,
    }
)
"""Each format's name and the function that writes it."""


def export(report: Report, format: str, *, terminal: bool = False, width: int = 100, review: Review | None = None) -> str:
    """The report in a format; ends with a line end.

    `terminal` allows colour and `width` counts columns, for text alone; `review` signs the claims as fact checks, in JSON-LD alone.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(FORMATS)}")
    if format == "text":
        return export_text(report, terminal=terminal, width=width)
    if format == "jsonld":
        return export_jsonld(report, review)
    return FORMATS[format](report)
