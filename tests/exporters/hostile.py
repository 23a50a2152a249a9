"""The sample report with one hostile text in every place where text can come from outside."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from pydantic import BaseModel

from summarizer.records import Report

TRICKS = (
    "\x1b[31m",
    "\x9b2J",
    "\u202e",
    "\u2028",
    "\U000e0041",
    "\u200b",
    "\r\n\r\n",
    "\t",
    "[red]x[/red]",
    ":smile:",
    "</td><script>alert(1)</script>",
    "<!-- x",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x]: http://evil.example",
    "http://evil.example/a_b",
    "www.evil.example",
    "a@evil.example",
    "mailto:someone",
    "@someone",
    "```",
    "`",
    "~~~",
    "|",
    "\\",
    "\\|",
    "**",
    "__",
    "$",
    "&amp;",
    "&#60;",
    "#",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "===",
    "---",
    "漢字",
    "e\u0301",
    " ",
    "word",
)
WHOLE_REPORTS = settings(deadline=None, max_examples=40)
"""Each example lays out a whole report, which takes as long as the machine is busy."""
hostile_texts = st.lists(st.sampled_from(TRICKS) | st.text(max_size=3), max_size=8).map("".join)


def poisoned(report: Report, text: str) -> Report:
    """The report with `text` in place of each free text; labels, ids and offsets stay."""
    return Report.model_validate(_poisoned(report, text))


FREE = {"title", "outlet", "date", "url", "name", "source", "reason", "message", "model", "version", "text"}
FREE_LISTS = {"neutral", "cues", "silent", "failed"}


def _poisoned(value: Any, text: str) -> Any:
    if isinstance(value, BaseModel):
        return {k: _field(k, getattr(value, k), text) for k in type(value).model_fields}
    if isinstance(value, tuple):
        return tuple(_poisoned(v, text) for v in value)
    return value


def _field(name: str, value: Any, text: str) -> Any:
    if name in FREE and isinstance(value, str):
        return text
    if name in FREE_LISTS:
        return tuple(text for _ in value)
    if name in ("prompts", "seconds"):
        return {f"{text}{n}": v for n, v in enumerate(value.values())}
    if name == "checks":
        return {f"{text}{n}": False for n in range(len(value))}
    return _poisoned(value, text)
