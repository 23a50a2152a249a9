"""Measures an evidence library: how fast it is built, how fast it answers, and how well it finds what it holds.

    python -m scripts.library_rates ARTICLES.jsonl.gz --documents 10000 [--vectors random]

ARTICLES holds a JSON object a line, with `text` and, if known, `title`, `outlet` and `date`. Where it has fewer articles than asked for,
they are repeated with their lines in another order, every so many words left out and a line of their own, so that each is another document
and hardly a sentence is there twice. Random vectors leave the
encoder out: storing and searching then take what they take at that size, and only finding is measured no more. All times are those of
the processor, which other programs on the machine do not change.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from summarizer import documents, models
from summarizer.cli_library import AT_ONCE
from summarizer.library import Passage, SqliteLibrary, open_library
from summarizer.models.base import Encoder, Head, Judgement, Tag
from summarizer.records import Document
from summarizer.settings import Settings

ASKED = 100
"""Statements that are looked for."""
LEFT = 4
"""In its first repetition an article loses every fifth word, in the next every sixth."""
CLAIMS = 20
"""Statements of one report, asked at once."""


class RandomEncoder:
    """Unit vectors of the encoder's size that depend on the text alone; the sole likeness that they know is identity."""

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        """No spans."""
        del head
        return [[] for _ in texts]

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        """No probabilities."""
        del head
        return [{} for _ in texts]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text."""
        found = [np.random.default_rng(int(hashlib.sha256(t.encode()).hexdigest()[:8], 16)).standard_normal(384) for t in texts]
        return [(v / np.linalg.norm(v)).tolist() for v in found]


def main() -> None:
    """Build, ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--vectors", choices=("encoder", "random"), default="encoder")
    options = parser.parse_args()
    encoder: Encoder = models.open_encoder(quick=True) if options.vectors == "encoder" else RandomEncoder()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        library = open_library(path, encoder, create=True)
        given = list(taken(options.articles, options.documents))
        seconds, sizes = built(library, given)
        passages = sum(len(p) for p in sizes)
        print(f"build: {len(given)} documents, {passages} passages in {seconds:.0f} s, {len(given) / seconds:.1f} documents a second")
        print(f"size: {path.stat().st_size / 1e6:.0f} MB, {path.stat().st_size / len(given) / 1e3:.0f} kB a document")
        asked(library, given, sizes)


def taken(path: Path, number: int) -> Iterator[Document]:
    """`number` documents, no two with one text."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for n, row in zip(range(number), itertools.cycle(rows), strict=False):
        edition, lines = n // len(rows), row["text"].splitlines()
        if edition:
            random.Random(n).shuffle(lines)
            lines = [" ".join(w for k, w in enumerate(line.split(), 1) if k % (edition + LEFT)) for line in lines]
            lines.append(f"This is edition {edition} of what the paper had printed.")
        text = "\n".join(lines)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        fields = {name: row.get(name) or None for name in ("outlet", "date", "title", "url")}
        yield Document(id=sha256[:12], sha256=sha256, text=text, **fields)


def built(library: SqliteLibrary, given: Sequence[Document]) -> tuple[float, list[tuple[Passage, ...]]]:
    """Processor seconds to store the documents, sentence splitting included, and the passages of each."""
    since, settings, sizes = time.process_time(), Settings(), []
    for n in range(0, len(given), AT_ONCE):
        some = given[n : n + AT_ONCE]
        sizes += [documents.passages(d, settings) for d in some]
        library.add_all(list(zip(some, sizes[n:], strict=True)))
    return time.process_time() - since, sizes


def asked(library: SqliteLibrary, given: Sequence[Document], sizes: Sequence[Sequence[Passage]]) -> None:
    """Ask for sentences that are there, with every third word left out, and print seconds and how often the document comes first."""
    rng = random.Random(1)
    chosen = rng.sample([n for n, p in enumerate(sizes) if p], min(ASKED, len(given)))
    wanted = [(given[n].sha256, rng.choice(sizes[n]).text.split()) for n in chosen]
    queries = [" ".join(w for k, w in enumerate(words) if k % 3 != 2) for _, words in wanted]
    since = time.process_time()
    library.search(queries[:1], 5)
    print(f"first search, vectors read: {time.process_time() - since:.2f} s")
    since = time.process_time()
    found = [hits for n in range(0, len(queries), CLAIMS) for hits in library.search(queries[n : n + CLAIMS], 5)]
    seconds = (time.process_time() - since) / len(queries)
    ranks = [
        next((k for k, h in enumerate(hits) if h.document.sha256 == sha256), None) for (sha256, _), hits in zip(wanted, found, strict=True)
    ]
    first, five = sum(r == 0 for r in ranks), sum(r is not None for r in ranks)
    print(f"search: {seconds * 1000:.0f} ms a statement, {seconds * CLAIMS:.1f} s a report of {CLAIMS} claims")
    print(f"finding: the document first for {first} of {len(ranks)} statements, among the first five for {five}")


if __name__ == "__main__":
    main()
