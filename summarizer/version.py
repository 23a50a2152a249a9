"""The version, in one place: the wheel, `--version` and the report's `run.version` take it from here."""

from __future__ import annotations

VERSION = "0.1.0"
