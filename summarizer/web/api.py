"""The API: three functions with types, for programs (`gradio_client`) and, where asked for, as tools for language models (MCP)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from summarizer.errors import UsageError
from summarizer.web import visits
from summarizer.web.desk import Asked, Desk


def offer(desk: Desk, queue: str) -> None:
    """Offer the API of a desk in the page that is being built; its calls wait in the line named `queue`."""
    for function in (_report(desk), _export(desk), _compare(desk)):
        gr.api(function, api_name=function.__name__, concurrency_id=queue, concurrency_limit=1)


def _report(desk: Desk) -> Callable[..., dict[str, Any]]:
    def report(text: str, model: str = "none", max_words: int = 160) -> dict[str, Any]:
        """Reads an English news article: its claims with source, status and exact quote, its loaded words, and a neutral, cited summary.

        Args:
            text: The text of one article, 40 words at least.
            model: "none" (rules write the summary) or "embedded" (a small language model writes, and each line is checked).
            max_words: The length that the summary aims at, 20 to 1000.

        Returns:
            The report as JSON; `python -m summarizer schema` prints its schema.
        """
        found: dict[str, Any] = _told(lambda: visits.report(desk, Asked(text=text, model=model, words=max_words)))
        return found

    return report


def _export(desk: Desk) -> Callable[..., str]:
    def export(text: str, format: str = "markdown", model: str = "none") -> str:
        """Reads an English news article and gives the report as one file.

        Args:
            text: The text of one article, 40 words at least.
            format: "text", "json", "markdown", "html", "csv" or "jsonld".
            model: "none" or "embedded".

        Returns:
            The file's content.
        """
        file: str = _told(lambda: visits.export(desk, Asked(text=text, model=model), format))
        return file

    return export


def _compare(desk: Desk) -> Callable[..., dict[str, Any]]:
    def compare(texts: list[str], model: str = "none") -> dict[str, Any]:
        """Compares English news articles of several outlets on one event: who says what, who disputes it, who leaves it out.

        Args:
            texts: The text of each article, two at least; front matter (outlet, date, title) tells them apart.
            model: "none" or "embedded".

        Returns:
            The comparison as JSON; `python -m summarizer schema --compare` prints its schema.
        """
        found: dict[str, Any] = _told(lambda: visits.compare_texts(desk, texts, model))
        return found

    return compare


def _told(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except UsageError as error:
        raise gr.Error(str(error), print_exception=False) from None
