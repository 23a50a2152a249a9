"""Loaded language: BABE by sentence and by word, and the spans of SemEval-2023 task 3; BASIL stands in `basil`.

By its words alone a sentence counts as biased if any of them is marked.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from eval import matching
from eval.benchmarks import bootstrap
from eval.benchmarks.base import Benchmark, Entry, published
from eval.benchmarks.folds import FOLDS, cross_validated, folds, judged_by_vectors, macro, spread
from eval.benchmarks.locating import affect, located, read
from eval.benchmarks.marks import in_voice, marked, modifiers, sentence_vectors, words
from eval.results import Figure
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.records import Span

HIGH_AROUSAL = 0.8
"""Arousal in NRC-VAD above which a word is marked by the baseline of affect."""
KEPT_BACK = 5
"""Every fifth row of BABE, from the first on, was kept back when the tagger of loaded words was trained (`training.loaded`)."""
_BABE_HINT = "give final_labels_SG2.csv of BABE (Media-Bias-Group on GitHub), or the folder that holds it"
_SEMEVAL_HINT = (
    "give formatted/test.json of SemEval-2023 task 3 with gold spans (github.com/giorluca/checkthat24_DIT, data/), or its repository"
)
_TOKEN = re.compile(r"\w+")
_BASELINE: Literal["baseline"] = "baseline"


class Rated(NamedTuple):
    """A sentence of BABE: whether it is biased, and the words that its annotators marked, as lower-case tokens.

    `unseen`: the tagger of loaded words was not trained on it.
    """

    text: str
    biased: bool
    words: frozenset[str]
    unseen: bool


def babe(path: Path, models: Models) -> Benchmark:
    """BABE (Spinde et al. 2021): biased sentences and the biased words in them. `path` is final_labels_SG2.csv or its folder.

    Raises:
        UsageError: the file is not there, or is not BABE's.
    """
    sentences, left_out = read_babe(located(path, "final_labels_SG2.csv", _BABE_HINT))
    texts, gold = [s.text for s in sentences], [s.biased for s in sentences]
    parts = folds(gold, range(len(gold)))
    unseen = [s for s in sentences if s.unseen]
    rows = _by_words(unseen, models)
    most = [2 * sum(gold) > len(gold)] * len(gold)
    judged: tuple[tuple[str, Literal["ours", "baseline"], list[bool]], ...] = (
        ("this tool's vectors, logistic regression", "ours", judged_by_vectors(sentence_vectors(texts, models.encoder), gold, parts)),
        ("majority", _BASELINE, most),
        ("tf-idf, logistic regression", _BASELINE, cross_validated(texts, gold, parts)),
    )
    rows += [Entry(system=s, kind=k, figures={"macro-F1": macro(gold, f)}, note=spread(gold, f, parts)) for s, k, f in judged]
    return Benchmark(
        name="babe",
        title="biased sentences, and the words that make them so",
        measure=f"macro-F1 of biased and not, over the pooled test folds of {FOLDS}-fold stratified cross-validation; unseen: of the "
        f"{len(unseen)} sentences that the tagger of words was not trained on, a sentence with a marked word being biased; word figures: "
        "lower-case words marked in these against their annotators' words; interval by sentence",
        data=f"final_labels_SG2.csv: {len(gold)} sentences, {sum(gold)} biased, {sum(bool(s.words) for s in sentences)} with words; "
        f"{left_out} without agreement left out",
        columns=("macro-F1", "macro-F1, unseen", "word precision", "word recall", "word F1"),
        rows=(*rows, *_BABE_PUBLISHED),
    )


def _by_words(sentences: Sequence[Rated], models: Models) -> list[Entry]:
    """What marks words, on sentences that the tagger was not trained on: those words, and the sentences that have any."""
    texts, gold = [s.text for s in sentences], [s.biased for s in sentences]
    found = [marked(t, models.encoder) for t in texts]
    systems: list[tuple[str, Literal["ours", "baseline"], list[tuple[Span, ...]], str]] = [
        ("this tool", "ours", [in_voice(m, "author") for m in found], "words in the author's voice"),
        ("this tool, any voice", "ours", list(found), "words in quotation marks too"),
        ("every adjective, adverb", _BASELINE, modifiers(texts, models.encoder), "by the tool's tagger"),
        ("every word", _BASELINE, [words(t) for t in texts], "so every sentence"),
    ]
    return [
        Entry(
            system=name,
            kind=kind,
            figures={"macro-F1, unseen": macro(gold, [bool(m) for m in marks]), **_word_figures(sentences, marks)},
            note=note,
        )
        for name, kind, marks, note in systems
    ]


_BABE_PUBLISHED = tuple(
    Entry(system=system, kind="published", figures={"macro-F1": published(value)}, source=source)
    for system, value, source in (
        ("BERT", 0.789, "Spinde et al. 2021, notebook in the repository, verified"),
        ("BERT, distant supervision", 0.804, "Spinde et al. 2021, abstract, verified"),
        ("DA-RoBERTa", 0.814, "Krieger et al. 2022, seen in a search result, not at the source"),
        ("MAGPIE", 0.841, "Horych et al. 2024, recalled; the abstract's +3.3% relative, verified, agrees"),
    )
)


def read_babe(file: Path) -> tuple[tuple[Rated, ...], int]:
    """The sentences with a label, and how many are left out because their annotators did not agree.

    Raises:
        UsageError: the file has another form.
    """
    out, left_out = [], 0
    for number, row in enumerate(csv.DictReader(io.StringIO(read(file), newline=""), delimiter=";"), 1):
        try:
            label = row["label_bias"]
            if label not in ("Biased", "Non-biased", "No agreement"):
                raise ValueError(f"label {label!r}")
            chosen = frozenset(t for w in ast.literal_eval(row["biased_words"]) for t in _TOKEN.findall(w.lower()))
            out += [Rated(row["text"], label == "Biased", chosen, (number - 1) % KEPT_BACK == 0)] if label != "No agreement" else []
        except (KeyError, ValueError, SyntaxError, TypeError, AttributeError) as error:
            raise UsageError(f"{file}, row {number}, is no row of BABE ({error}); {_BABE_HINT}") from error
        left_out += label == "No agreement"
    if len({s.biased for s in out}) < 2:
        raise UsageError(f"{file} needs biased and other sentences; {_BABE_HINT}")
    return tuple(out), left_out


def _word_figures(sentences: Sequence[Rated], marks: Sequence[Sequence[Span]]) -> dict[str, Figure]:
    found = [frozenset(t for m in ms for t in _TOKEN.findall(m.text.lower())) for ms in marks]
    rows = [(len(s.words & f), len(f), len(s.words)) for s, f in zip(sentences, found, strict=True)]
    return _three(np.array(rows, dtype=np.float64), "word ")


def _three(rows: bootstrap.Floats, name: str) -> dict[str, Figure]:
    measures = {"precision": bootstrap.precision, "recall": bootstrap.recall, "F1": bootstrap.f1}
    return {name + m: bootstrap.figure(rows, measure) for m, measure in measures.items()}


def semeval(path: Path, models: Models) -> Benchmark:
    """Spans of loaded language in the English test articles of SemEval-2023 task 3. `path` is test.json or the repository's folder.

    Raises:
        UsageError: the file is not there, or has another form.
    """
    texts, gold = read_semeval(located(path, "data/formatted/test.json", _SEMEVAL_HINT))
    found = [marked(t, models.encoder) for t in texts]
    systems: list[tuple[str, Literal["ours", "baseline"], Sequence[Sequence[Span]], str]] = [
        ("this tool", "ours", [in_voice(m, "author") for m in found], "words in the author's voice"),
        ("this tool, any voice", "ours", found, "words in quotation marks too; the gold marks these as well"),
        ("every adjective, adverb", _BASELINE, modifiers(texts, models.encoder), "by the tool's tagger"),
        ("every word", _BASELINE, [words(t) for t in texts], ""),
    ]
    if lexicon := affect(path):
        aroused = [tuple(w for w in words(t) if lexicon.get(w.text.lower(), (0.0, 0.0))[1] > HIGH_AROUSAL) for t in texts]
        systems.insert(3, (f"NRC-VAD arousal > {HIGH_AROUSAL}", _BASELINE, aroused, ""))
    rows = tuple(Entry(system=name, kind=kind, figures=_span_figures(texts, gold, marks), note=note) for name, kind, marks, note in systems)
    return Benchmark(
        name="semeval-2023",
        title="spans of loaded language",
        measure="spans one to one by any shared word; characters F1 over all code points of spans; interval by article",
        data=f"test.json (also the test set of CheckThat! 2024 task 3): {len(texts)} English articles, {sum(map(len, gold))} spans tagged "
        "Loaded_Language; other techniques are not counted",
        columns=("precision", "recall", "F1", "characters F1"),
        rows=rows,
        missing="no published figure for this technique alone was found",
    )


def read_semeval(file: Path) -> tuple[list[str], list[tuple[Span, ...]]]:
    """The English articles and their spans of loaded language; in the file an end is the place of a span's last character.

    Raises:
        UsageError: the file has another form, or no such article.
    """
    try:
        items = [x for x in json.loads(read(file)) if x["lang"] == "en"]
        texts = [x["text"] for x in items]
        spans = [[(a["start"], a["end"] + 1) for a in x["annotations"] if a["tag"] == "Loaded_Language"] for x in items]
        gold = [tuple(Span(start=a, end=b, text=t[a:b]) for a, b in ab) for t, ab in zip(texts, spans, strict=True)]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file} is no list of articles with spans ({error!r}); {_SEMEVAL_HINT}") from error
    if not texts:
        raise UsageError(f"{file} has no English article; {_SEMEVAL_HINT}")
    return texts, gold


def _span_figures(texts: Sequence[str], gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> dict[str, Figure]:
    every = list(zip(texts, gold, found, strict=True))
    pairs = [(len(matching.overlapping(t, g, f)), len(f), len(g)) for t, g, f in every]
    covered = [(_covered(g), _covered(f)) for _, g, f in every]
    characters = np.array([(len(g & f), len(f), len(g)) for g, f in covered], dtype=np.float64)
    return {**_three(np.array(pairs, dtype=np.float64), ""), "characters F1": bootstrap.figure(characters, bootstrap.f1)}


def _covered(spans: Iterable[Span]) -> set[int]:
    return {n for s in spans for n in range(s.start, s.end)}
