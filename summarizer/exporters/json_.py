"""JSON: the report itself, lossless. Every other format is made from the same record."""

from __future__ import annotations

from summarizer.records import Report


def export_json(report: Report) -> str:
    """The report as indented JSON; `Report.model_validate_json` gives the same report back."""
    return report.model_dump_json(indent=2) + "\n"
