"""PolNeAR: who says what, as spans of source, cue and content, on the test sentences that CofeNet's authors publish.

Wang et al. 2022, "CofeNet: Context and Former-Label Enhanced Net for Complicated Quotation Extraction" (COLING); the corpus is Newell et
al. 2018, "An Attribution Relations Corpus for Political News" (LREC).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from eval.benchmarks.base import Benchmark, Entry, published
from eval.benchmarks.bootstrap import f1, figure, pooled, recall
from eval.benchmarks.locating import located, read
from eval.results import Figure
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.lexicon import find_reporting
from summarizer.models.base import Tag

LABELS = ("source", "cue", "content")
FILE = "test.txt"
HINT = f"give CofeNet's PolNeAR file res/polnear/{FILE} (github.com/cofe-ai/CofeNet), or the folder that holds it"
SOURCE = "CofeNet repository, docs/cofenet-detail-exp.pdf, read there"
_TREEBANK = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "`": "‘"}
_PUBLISHED = (
    ("rules", (0.107, 0.228, 0.056), (0.088, 0.144, 0.061)),
    ("CoreNLP", (0.139, None, 0.175), ()),
    ("CRF", (0.506, 0.534, 0.286), ()),
    ("BiLSTM + CofeNet", (0.712, 0.670, 0.622), ()),
    ("BERT", (0.811, 0.740, 0.689), ()),
    ("BERT + CofeNet", (0.832, 0.753, 0.729), (0.764, 0.694, 0.732)),
)
_QUOTATION = re.compile(r"“[^”]+”")
_SPEAKER = r"(?:(?:[A-Z][\w.'’-]*|he|she|they|we|I) ?)+"
_BEFORE, _AFTER = re.compile(rf"\b{_SPEAKER}$"), re.compile(rf" ({_SPEAKER})")


class Piece(NamedTuple):
    """A labelled span: its first token and the one past its last."""

    label: str
    first: int
    last: int


class Sentence(NamedTuple):
    """A test sentence: its article, its tokens joined by blanks, their (start, end) in code points, and the gold spans."""

    article: str
    text: str
    tokens: tuple[tuple[int, int], ...]
    gold: frozenset[Piece]


def polnear(path: Path, models: Models) -> Benchmark:
    """The attribution tagger on CofeNet's test file: `path` is the file or its folder.

    Raises:
        UsageError: the file is not there, or is not CofeNet's.
    """
    file = located(path, FILE, HINT)
    sentences = read_sentences(file)
    texts = [s.text for s in sentences]
    ours = [in_tokens(s, tags) for s, tags in zip(sentences, models.encoder.tag(texts), strict=True)]
    listed = [in_tokens(s, by_list(s.text)) for s in sentences]
    rows = (
        Entry(system="this tool's tagger", kind="ours", figures=_figures(sentences, ours)),
        Entry(
            system="word list",
            kind="baseline",
            figures=_figures(sentences, listed),
            note="listed reporting verbs, names or pronouns beside them, text in quotation marks",
        ),
        *(_published(*row) for row in _PUBLISHED),
    )
    spans = sum(len(s.gold) for s in sentences)
    return Benchmark(
        name="polnear",
        title="spans of source, cue and content in political news",
        measure="exact: F1 of spans with the same tokens and label; overlap: mean over gold spans of the best token Jaccard with a found "
        "span, a found span that touches no gold one being one more 0 (both as CofeNet defines them); interval by article",
        data=f"{file.name}: {len(sentences)} sentences, {spans} spans, {len({s.article for s in sentences})} articles; "
        "long sentences are read in windows, none is cut short",
        columns=tuple(f"{label} {how}" for how in ("exact", "overlap") for label in LABELS),
        rows=rows,
    )


def read_sentences(file: Path) -> tuple[Sentence, ...]:
    """The sentences of a CofeNet file, one JSON object a line with `tokens`, `labels` (BIO) and `id`.

    Raises:
        UsageError: a line has another form; the message gives its number.
    """
    out = []
    for number, line in enumerate(read(file).rstrip("\n").split("\n"), 1):
        try:
            row = json.loads(line)
            words = [_TREEBANK.get(t, t) for t in row["tokens"]]
            if len(words) != len(row["labels"]):
                raise ValueError("as many labels as tokens are needed")
            # two annotators' copies of an article differ in what stands after the last underscore
            out.append(Sentence(row["id"].rpartition("_")[0], " ".join(words), _places(words), pieces(row["labels"])))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{file}, line {number}, is no sentence of CofeNet ({error}); {HINT}") from error
    return tuple(out)


def pieces(tags: Sequence[str]) -> frozenset[Piece]:
    """The spans of a BIO sequence; an I- that continues nothing begins no span, as in CofeNet's own scorer."""
    found, label, first = set(), "", 0
    for n, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            found.add(Piece(label, first, n))
            label = ""
        if tag.startswith("B-"):
            label, first = tag[2:], n
    return frozenset(found)


def in_tokens(sentence: Sentence, tags: Sequence[Tag]) -> frozenset[Piece]:
    """Spans in code points as spans of tokens: a token belongs to the span that holds its first code point."""
    found = set()
    for tag in tags:
        inside = [n for n, (start, _) in enumerate(sentence.tokens) if tag.start <= start < tag.end]
        if inside:
            found.add(Piece(tag.label, inside[0], inside[-1] + 1))
    return frozenset(found)


def by_list(text: str) -> list[Tag]:
    """The baseline: every listed reporting verb a cue, the names or pronouns right before or after it its source, quotations contents."""
    found = [Tag("content", m.start(), m.end()) for m in _QUOTATION.finditer(text)]
    for start, end, _ in find_reporting(text):
        if any(c.start <= start < c.end for c in found if c.label == "content"):
            continue
        found.append(Tag("cue", start, end))
        if before := _BEFORE.search(text[:start].rstrip()):
            found.append(Tag("source", before.start(), before.end()))
        elif after := _AFTER.match(text[end:]):
            found.append(Tag("source", end + after.start(1), end + len(after.group().rstrip())))
    return found


def exact(gold: frozenset[Piece], found: frozenset[Piece], label: str) -> tuple[int, int, int]:
    """(hit, found, gold) of one label."""
    g, f = ({p for p in spans if p.label == label} for spans in (gold, found))
    return len(g & f), len(f), len(g)


def overlap(gold: frozenset[Piece], found: frozenset[Piece], label: str) -> tuple[float, int, int]:
    """One label's overlap: the sum of the gold spans' best Jaccards, then (twice) the gold spans and the found ones that touch none."""
    g, f = ([p for p in spans if p.label == label] for spans in (gold, found))
    best = sum(max((jaccard(a, b) for b in f), default=0.0) for a in g)
    size = len(g) + sum(not any(jaccard(a, b) for a in g) for b in f)
    return best, size, size


def jaccard(a: Piece, b: Piece) -> float:
    """Tokens in both spans by tokens in either."""
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / (a.last - a.first + b.last - b.first - both)


def _figures(sentences: Sequence[Sentence], found: Sequence[frozenset[Piece]]) -> dict[str, Figure]:
    articles = [s.article for s in sentences]
    both = list(zip(sentences, found, strict=True))
    out = {}
    for label in LABELS:
        out[f"{label} exact"] = figure(pooled([exact(s.gold, f, label) for s, f in both], articles), f1)
        shared = pooled([overlap(s.gold, f, label) for s, f in both], articles)
        out[f"{label} overlap"] = figure(shared, recall)
    return out


def _places(words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    at, out = 0, []
    for word in words:
        out.append((at, at + len(word)))
        at += len(word) + 1
    return tuple(out)


def _published(system: str, exactly: Sequence[float | None], overlapping: Sequence[float | None]) -> Entry:
    how: tuple[Literal["exact", "overlap"], ...] = ("exact", "overlap")
    figures = {
        f"{label} {name}": published(value)
        for name, values in zip(how, (exactly, overlapping), strict=True)
        for label, value in zip(LABELS, values, strict=False)
        if value is not None
    }
    return Entry(system=system, kind="published", figures=figures, source=SOURCE)
