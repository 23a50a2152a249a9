"""BASIL: sentences with lexical and with informational bias, split by whose words they are (Fan et al. 2019, "In Plain Sight")."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from eval.benchmarks.base import Benchmark, Entry, published
from eval.benchmarks.bootstrap import binary, f1, figure, pooled
from eval.benchmarks.folds import FOLDS, cross_validated, folds
from eval.benchmarks.locating import read
from eval.benchmarks.marks import marked
from eval.results import Figure
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.models.base import Encoder


class Piece(NamedTuple):
    """A sentence of BASIL: its article and story, its biased spans as (bias, quoted), and the voices in which ours has marks."""

    text: str
    article: str
    story: str
    spans: frozenset[tuple[str, str]]
    marks: frozenset[str]


_BASIL_COLUMNS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "lexical": ("lex", ("no", "yes"), ("author", "quoted")),
    "lexical, author": ("lex", ("no",), ("author",)),
    "lexical, quoted": ("lex", ("yes",), ("quoted",)),
    "informational": ("inf", ("no", "yes"), ()),
    "informational, author": ("inf", ("no",), ()),
    "informational, quoted": ("inf", ("yes",), ()),
}
"""Column -> the kind of bias, the values of its field `quote`, and the voices of our marks that answer it (none: ours has no answer)."""


def basil(path: Path, models: Models) -> Benchmark:
    """BASIL (Fan et al. 2019): sentences with lexical and with informational bias. `path` is the repository's folder.

    Raises:
        UsageError: the folder has no articles and annotations of BASIL.
    """
    sentences, left_out = read_basil(path, models.encoder)
    articles = [s.article for s in sentences]
    gold = {name: [any((bias, q) in s.spans for q in quotes) for s in sentences] for name, (bias, quotes, _) in _BASIL_COLUMNS.items()}
    ours = {name: [any(v in s.marks for v in voices) for s in sentences] for name, (_, _, voices) in _BASIL_COLUMNS.items() if voices}
    regression = {}
    for name, labels in gold.items():
        if len(set(labels)) == 2:
            regression[name] = cross_validated([s.text for s in sentences], labels, folds(labels, [s.story for s in sentences]))
    systems: tuple[tuple[str, Literal["ours", "baseline"], dict[str, list[bool]], str], ...] = (
        ("this tool", "ours", ours, "a marked word of that voice"),
        ("every sentence", "baseline", {name: [True] * len(sentences) for name in gold}, "precision is the prevalence"),
        ("tf-idf, logistic regression", "baseline", regression, f"{FOLDS} folds by story"),
    )
    rows = [
        Entry(system=system, kind=kind, figures={n: _positive(gold[n], f, articles) for n, f in found.items()}, note=note)
        for system, kind, found, note in systems
    ]
    shares = ", ".join(f"{name} {sum(labels)}" for name, labels in gold.items())
    return Benchmark(
        name="basil",
        title="sentences with lexical and informational bias",
        measure="F1 of the biased sentences; author and quoted by the annotators' field `quote`, ours by quotation "
        "marks; interval by article",
        data=f"{len(sentences)} sentences of {len(set(articles))} articles: {shares}; {left_out} spans outside the body left out",
        columns=tuple(gold),
        rows=(*rows, _BASIL_PUBLISHED),
        missing="nothing looks for informational bias; lexical bias is a marked word, and nothing is trained on BASIL",
    )


_BASIL_PUBLISHED = Entry(
    system="BERT",
    kind="published",
    figures={"lexical": published(0.315), "informational": published(0.433)},
    source="Fan et al. 2019, recalled",
    note="10 folds; figures on BASIL are not comparable between papers (Maab et al. 2023)",
)


def read_basil(path: Path, encoder: Encoder) -> tuple[tuple[Piece, ...], int]:
    """The sentences of all articles with their spans, and how many spans are left out because they stand in a title.

    Raises:
        UsageError: there are none, or a file has another form.
    """
    out: list[Piece] = []
    left_out = 0
    for file in sorted(path.glob("annotations/*/*_ann.json")):
        article = path / "articles" / file.parent.name / f"{file.name.removesuffix('_ann.json')}.json"
        try:
            labels, told = json.loads(read(file)), json.loads(read(article))
            spans = labels["phrase-level-annotations"]
            placed = [(int(s["id"][1:]), (s["bias"], s["quote"])) for s in spans if re.fullmatch(r"p\d+", s["id"])]
            story = told["triplet-uuid"]
            texts = [t for paragraph in told["body-paragraphs"] for t in paragraph]
            voices = _voices(told["body-paragraphs"], encoder)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{file} and {article.name} are no article of BASIL ({error!r}); fetch github.com/launchnlp/BASIL anew"
            ) from error
        left_out += len(spans) - len(placed)
        out += [Piece(t, file.stem, story, frozenset(span for at, span in placed if at == n), voices[n]) for n, t in enumerate(texts)]
    if not out:
        raise UsageError(f"{path} has no annotations/YEAR/*_ann.json; give the folder of github.com/launchnlp/BASIL")
    return tuple(out), left_out


def _voices(body: Sequence[Sequence[str]], encoder: Encoder) -> list[frozenset[str]]:
    """The voices of our marks in each sentence; the article is read as a whole, so that quotations may run over sentences."""
    text, places = "", []
    for paragraph in body:
        for n, sentence in enumerate(paragraph):
            text += " " if n else "\n" if text else ""
            places.append((len(text), len(text) + len(sentence)))
            text += sentence
    found = marked(text, encoder)
    return [frozenset(m.voice for m in found if start <= m.start < end) for start, end in places]


def _positive(gold: Sequence[bool], found: Sequence[bool], groups: Sequence[str]) -> Figure:
    return figure(pooled([row[:3] for row in binary(gold, found)], groups), f1)
