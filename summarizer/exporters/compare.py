"""Comparison in, one string out: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from summarizer.comparison import Comparison
from summarizer.errors import UsageError
from summarizer.exporters.compare_csv import export_csv
from summarizer.exporters.compare_html import export_html
from summarizer.exporters.compare_markdown import export_markdown
from summarizer.exporters.compare_text import export_text

FORMATS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {
        "text": export_text,
        "json": lambda comparison: comparison.model_dump_json(indent=2) + "\n",
        "markdown": export_markdown,
        "html": export_html,
        "csv": export_csv,
    }
)
"""Each format's name and the function that writes it."""


def export(comparison: Comparison, format: str, *, terminal: bool = False, width: int = 100) -> str:
    """The comparison in a format; ends with a line end. `terminal` allows colour and `width` counts columns, for text alone.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; choose one of {', '.join(FORMATS)}")
    return export_text(comparison, terminal=terminal, width=width) if format == "text" else FORMATS[format](comparison)
