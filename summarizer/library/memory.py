"""Documents that were named one by one: all of them are evidence, there is nothing to search."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.library.base import Library
from summarizer.records import Document


class Given:
    """A handful of documents, kept as they are."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Take the documents, those with one text only once."""
        self._documents = tuple({d.sha256: d for d in documents}.values())

    def find(self, statements: Sequence[str], most: int) -> tuple[Document, ...]:
        """The first `most` of them."""
        del statements
        return self._documents[:most]


class Several:
    """Some libraries searched as one."""

    def __init__(self, libraries: Sequence[Library]) -> None:
        """Take the libraries in the order in which their documents are to come."""
        self._libraries = tuple(libraries)

    def find(self, statements: Sequence[str], most: int) -> tuple[Document, ...]:
        """At most `most` documents of each, those with one text only once."""
        found = (d for library in self._libraries for d in library.find(statements, most))
        return tuple({d.sha256: d for d in found}.values())
