"""What the command line is given to read: a file, stdin, or the address of a page."""

from __future__ import annotations

import sys
from pathlib import Path

from summarizer import reading
from summarizer.errors import UsageError
from summarizer.settings import Settings


def read(name: str, settings: Settings) -> reading.Reading:
    """An article from a file, or from stdin where the name is "-".

    Raises:
        UsageError: it cannot be read.
        AbstainError: it is no English news article that can be judged.
    """
    try:
        if name != "-":
            return reading.read_file(Path(name), settings)
        return reading.read_bytes(sys.stdin.buffer.read(reading.MOST_BYTES + 1), name="stdin", settings=settings)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}; give the path of a text, HTML or PDF file") from error


def fetched(url: str, settings: Settings) -> reading.Reading:
    """An article from the web.

    Raises:
        UsageError: the address is no public web page, or cannot be reached.
        AbstainError: it is no English news article that can be judged.
    """
    from summarizer import fetching  # late: most reports need no network

    sent = fetching.fetch(url)
    return reading.read_page(sent.content, url=sent.url, charset=sent.charset, settings=settings)
