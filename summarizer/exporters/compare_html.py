"""A comparison as one HTML file: no script, nothing fetched, what comes from outside escaped."""

from __future__ import annotations

from summarizer.comparison import Comparison
from summarizer.exporters.compare_view import STANDS, view
from summarizer.exporters.html import rendered


def export_html(comparison: Comparison) -> str:
    """The comparison as one page."""
    return rendered("compare.html.j2", view=view(comparison), stands=STANDS)
