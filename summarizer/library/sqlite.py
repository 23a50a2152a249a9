"""A library of documents in one SQLite file: full-text search (FTS5) beside vectors of the encoder, passage by passage.

A document is stored in one transaction, in WAL mode, so that a kill at any moment leaves whole documents only; a text that is already
there, known by its SHA-256, is not stored again. Vectors are unit vectors as float16, searched whole: 10,000 articles have about 400,000,
which take 0.3 GB and well under a second a report.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import UsageError
from summarizer.lexicon.matching import content_words
from summarizer.library.base import Hit, Passage, fused
from summarizer.models.base import Encoder
from summarizer.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SUFFIXES = (".sqlite", ".sqlite3", ".db")
RELEVANT = 0.6
"""Cosine likeness to a statement below which a document is not relevant to it."""
DEPTH = 20
"""Passages that each of the two rankings gives to a statement."""
_AT_ONCE = 50_000
"""Vectors that are widened to float32 at once: the whole of a large library would take twice its memory again."""
_VERSION = 1
_SCHEMA = """
create table documents (
    id integer primary key, sha256 text not null unique, outlet text, date text, title text, url text, text text not null
);
create table passages (
    id integer primary key, document integer not null references documents(id), start integer not null, "end" integer not null,
    vector blob not null
);
create index passages_by_document on passages(document);
create virtual table words using fts5(text, tokenize = "porter unicode61 remove_diacritics 2");
"""


class SqliteLibrary:
    """An open library. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection, encoder: Encoder) -> None:
        """Take an open connection to a library (see `open_library`) and the encoder that its vectors come from."""
        self._connection = connection
        self._encoder = encoder
        self._vectors: tuple[NDArray[np.int64], NDArray[np.float16]] | None = None

    def __len__(self) -> int:
        """How many documents there are."""
        return int(self._connection.execute("select count(*) from documents").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def holds(self, sha256: str) -> bool:
        """Whether a document with this text is there."""
        return self._connection.execute("select 1 from documents where sha256 = ?", (sha256,)).fetchone() is not None

    def add(self, document: Document, passages: Sequence[Passage]) -> bool:
        """Store a document with its passages, all or nothing; False where its text is there already."""
        return self.add_all([(document, passages)]) == 1

    def add_all(self, items: Sequence[tuple[Document, Sequence[Passage]]]) -> int:
        """Store documents with their passages, each all or nothing, and say how many were not there before.

        The encoder reads the passages of all of them at once, which is faster, and none of them twice.
        """
        import numpy as np

        new: dict[str, tuple[Document, Sequence[Passage]]] = {}
        for document, passages in items:
            if document.sha256 not in new and not self.holds(document.sha256):
                new[document.sha256] = document, passages
        texts = list(dict.fromkeys(p.text for _, passages in new.values() for p in passages))
        vectors = dict(zip(texts, np.asarray(self._encoder.embed(texts), dtype=np.float16), strict=True))
        return sum(self._store(d, passages, [vectors[p.text] for p in passages]) for d, passages in new.values())

    def _store(self, document: Document, passages: Sequence[Passage], vectors: Sequence[NDArray[np.float16]]) -> bool:
        """One transaction; False where another process stored the text in the meantime."""
        fields = (document.sha256, document.outlet, document.date, document.title, document.url, document.text)
        try:
            with self._connection as base:
                row = base.execute("insert into documents (sha256, outlet, date, title, url, text) values (?, ?, ?, ?, ?, ?)", fields)
                for passage, vector in zip(passages, vectors, strict=True):
                    cells = (row.lastrowid, passage.start, passage.end, vector.tobytes())
                    place = base.execute('insert into passages (document, start, "end", vector) values (?, ?, ?, ?)', cells)
                    base.execute("insert into words (rowid, text) values (?, ?)", (place.lastrowid, passage.text))
        except sqlite3.IntegrityError:
            if self.holds(document.sha256):
                return False
            raise
        self._vectors = None
        return True

    def find(self, statements: Sequence[str], most: int) -> tuple[Document, ...]:
        """The documents whose passages stand highest for the statements; one is relevant if a passage of it is like a statement."""
        scores: dict[str, float] = {}
        documents: dict[str, Document] = {}
        relevant = set()
        for hits in self.search(statements, DEPTH):
            best = {h.document.sha256: h for h in reversed(hits)}
            for sha256, hit in best.items():
                documents[sha256] = hit.document
                scores[sha256] = scores.get(sha256, 0.0) + hit.score
                if hit.likeness >= RELEVANT:
                    relevant.add(sha256)
        ranked = sorted(relevant, key=lambda sha256: (-scores[sha256], sha256))
        return tuple(documents[sha256] for sha256 in ranked[:most])

    def search(self, statements: Sequence[str], most: int) -> list[list[Hit]]:
        """For each statement at most `most` passages, best first, by words (BM25) and meaning (cosine) together."""
        import numpy as np

        places, vectors = self._loaded()
        if not statements or not len(places):
            return [[] for _ in statements]
        asked = np.asarray(self._encoder.embed(list(statements)), dtype=np.float32)
        parts = [asked @ vectors[n : n + _AT_ONCE].astype(np.float32).T for n in range(0, len(vectors), _AT_ONCE)]
        alike = np.concatenate(parts, axis=1)
        position = {int(p): n for n, p in enumerate(places)}
        found = []
        for statement, row in zip(statements, alike, strict=True):
            top = np.flatnonzero(row >= np.partition(row, -DEPTH)[-DEPTH]) if len(row) > DEPTH else np.arange(len(row))
            near = [int(places[n]) for n in top[np.argsort(-row[top], kind="stable")][:DEPTH]]
            scores = fused((near, [p for p in self._by_words(statement) if p in position]))
            best = sorted(scores, key=lambda p: (-scores[p], p))[:most]
            found.append([self._hit(p, scores[p], float(row[position[p]])) for p in best])
        return found

    def _by_words(self, statement: str) -> list[int]:
        """The passages that share words with a statement, best first. Every word is quoted: nothing in it is an operator."""
        words = sorted(content_words(statement))
        if not words:
            return []
        query = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
        rows = self._connection.execute("select rowid from words where words match ? order by bm25(words), rowid limit ?", (query, DEPTH))
        return [int(place) for (place,) in rows]

    def _hit(self, place: int, score: float, likeness: float) -> Hit:
        row = self._connection.execute(
            'select sha256, outlet, date, title, url, text, start, "end" from passages join documents on documents.id = document'
            " where passages.id = ?",
            (place,),
        ).fetchone()
        sha256, outlet, date, title, url, text, start, end = row
        document = Document(id=sha256[:12], outlet=outlet, date=date, title=title, url=url, sha256=sha256, text=text)
        return Hit(document, Passage(start, end, text[start:end]), score, likeness)

    def _loaded(self) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """All vectors, read once and kept until a document is added."""
        import numpy as np

        if self._vectors is None:
            rows = self._connection.execute("select id, vector from passages order by id").fetchall()
            places = np.asarray([place for place, _ in rows], dtype=np.int64)
            joined = np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.float16)
            self._vectors = places, joined.reshape(len(rows), -1 if rows else 0)
        return self._vectors


def open_library(path: Path | None, encoder: Encoder, *, create: bool = False) -> SqliteLibrary:
    """The library in the file `path`, made anew if `create` and there is none; without a path one in memory.

    Raises:
        UsageError: there is no such file, or it is no library of this version.
    """
    if path is not None and not path.exists() and not create:
        raise UsageError(f"there is no library {path}; make one with: python -m summarizer library build {path} PATH...")
    try:
        connection = sqlite3.connect(path or ":memory:", timeout=30)
        _prepare(connection)
    except sqlite3.Error as error:
        raise UsageError(f"{path} cannot be used as a library: {error}; give the path of a library, or of a new file") from error
    return SqliteLibrary(connection, encoder)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new library; one that is there already is only looked at, for it may be read-only."""
    if _version(connection) == _VERSION:
        return
    connection.execute("pragma journal_mode = wal")
    connection.execute("begin immediate")  # two builders that start together must not both make the tables
    with connection:
        if _version(connection) == _VERSION:
            return
        if _version(connection) or connection.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError("it holds other data")
        for statement in _SCHEMA.strip().split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"pragma user_version = {_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
