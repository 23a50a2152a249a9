"""WNC: neutral edits of Wikipedia sentences. Does the tool mark what editors changed, and does our neutral wording come near theirs?

Pryzant et al. 2020, "Automatically Neutralizing Subjective Bias in Text" (AAAI). The pairs were
aligned anew from a copy: not the official split.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from eval.benchmarks.base import Benchmark, Entry, published
from eval.benchmarks.bootstrap import figure, harmonic, precision, recall
from eval.benchmarks.locating import located, read
from eval.benchmarks.marks import in_voice, marked, modifiers, words
from eval.benchmarks.ngrams import bleu, bleu_sums
from eval.metrics import SEED
from eval.results import Figure
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.neutral import neutralise
from summarizer.records import Span

SAMPLE = 5000
"""So many pairs are drawn, with a fixed seed; all of them would take six times as long for intervals half as wide."""
TRAINED = 2700
"""The tagger of loaded words was trained on some of the first so many pairs (`training.loaded`): these are not drawn."""
_HINT = "give pairs.tsv (biased, tab, neutral, with a header), made from the Wikipedia Neutrality Corpus, or its folder"
_SOURCE = "Pryzant et al. 2020, recalled"
_ELSEWHERE = "on the official single-word test of 1,000 pairs: not comparable with the rows above"
_PUBLISHED = tuple(
    Entry(system=name, kind="published", figures={"BLEU": published(b), "exact": published(e)}, source=_SOURCE, note=_ELSEWHERE)
    for name, b, e in (("copy (official test)", 91.33, 0.0), ("CONCURRENT", 93.94, 0.449), ("MODULAR", 93.52, 0.458))
)


class Pair(NamedTuple):
    """A sentence before and after a neutral edit, lower-cased, and the words of the former that the edit removed or replaced."""

    biased: str
    neutral: str
    edited: tuple[Span, ...]


def wnc(path: Path, models: Models) -> Benchmark:
    """Edited words found, and neutral wording, on a fixed draw of pairs. `path` is pairs.tsv or its folder.

    Raises:
        UsageError: the file is not there, or has another form.
    """
    pairs, total = read_pairs(located(path, "pairs.tsv", _HINT))
    texts = [p.biased for p in pairs]
    tool = {
        **_found(pairs, [in_voice(marked(t, models.encoder), "author") for t in texts]),
        **_rewritten(pairs, [neutralise(t) for t in texts]),
    }
    systems: tuple[tuple[str, Literal["ours", "baseline"], dict[str, Figure], str], ...] = (
        ("this tool", "ours", tool, "words in the author's voice; neutral wording by rule"),
        ("every adjective, adverb", "baseline", _found(pairs, modifiers(texts, models.encoder)), "by the tool's tagger, on lower case"),
        ("every word", "baseline", _found(pairs, [words(t) for t in texts]), ""),
        ("copy", "baseline", _rewritten(pairs, texts), "the biased sentence as it is"),
    )
    edits = sum(len(p.edited) for p in pairs)
    return Benchmark(
        name="wnc",
        title="words that editors of Wikipedia made neutral",
        measure="recall: edited spans of the biased sentence with a marked word; precision: marks that touch an edited span; F1 of both; "
        "BLEU by sacrebleu, 0 to 100, and exact equality of the neutral wording to the editor's, blanks aside; interval by pair",
        data=f"{len(pairs)} of {total} pairs, drawn with a fixed seed from those not trained on; {edits} edited spans, "
        f"{sum(not p.edited for p in pairs)} pairs only add words; "
        "not the official split; many edits are of facts or style, not of bias, and all is lower case",
        columns=("precision", "recall", "F1", "BLEU", "exact"),
        rows=(*(Entry(system=n, kind=k, figures=f, note=note) for n, k, f, note in systems), *_PUBLISHED),
        missing="the tagger learns from 600 other pairs only; nothing is trained to rewrite",
    )


def read_pairs(file: Path) -> tuple[tuple[Pair, ...], int]:
    """A fixed draw of at most `SAMPLE` pairs from those that nothing was trained on, and how many there are in all.

    Raises:
        UsageError: the file has another form.
    """
    header, *lines = read(file).rstrip("\n").split("\n")
    rows = [tuple(line.split("\t")) for line in lines]
    if header.split("\t") != ["biased", "neutral"] or len(rows) <= TRAINED or any(len(r) != 2 for r in rows):
        raise UsageError(f"{file} is no table of biased and neutral sentences, or too short; {_HINT}")
    unseen = range(TRAINED, len(rows))
    drawn = sorted(random.Random(SEED).sample(unseen, min(SAMPLE, len(unseen))))
    return tuple(Pair(rows[n][0], rows[n][1], edited(rows[n][0], rows[n][1])) for n in drawn), len(rows)


def edited(biased: str, neutral: str) -> tuple[Span, ...]:
    """The runs of words of the biased sentence that the edit removed or replaced; what is only punctuation is no edit."""
    before, after = words(biased), words(neutral)
    matcher = SequenceMatcher(None, [w.text for w in before], [w.text for w in after], autojunk=False)
    runs = [(before[a].start, before[b - 1].end) for op, a, b, _, _ in matcher.get_opcodes() if op in ("replace", "delete")]
    return tuple(Span(start=a, end=b, text=biased[a:b]) for a, b in runs)


def _found(pairs: Sequence[Pair], marks: Sequence[Sequence[Span]]) -> dict[str, Figure]:
    right = [(sum(_touches(m, p.edited) for m in ms), len(ms)) for p, ms in zip(pairs, marks, strict=True)]
    reached = [(sum(_touches(e, ms) for e in p.edited), len(p.edited)) for p, ms in zip(pairs, marks, strict=True)]
    marked_, edits = float(sum(n for _, n in right)), float(sum(n for _, n in reached))
    both = np.array([(*a, *b) for a, b in zip(right, reached, strict=True)], dtype=np.float64)
    return {
        "precision": figure(both, precision, marked_),
        "recall": figure(both[:, [2, 3, 3]], recall, edits),
        "F1": figure(both, harmonic, edits),
    }


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _rewritten(pairs: Sequence[Pair], texts: Sequence[str]) -> dict[str, Figure]:
    sums = [bleu_sums(_plain(t), _plain(p.neutral)) for t, p in zip(texts, pairs, strict=True)]
    same = [(float(_plain(t) == _plain(p.neutral)), 1.0, 1.0) for t, p in zip(texts, pairs, strict=True)]
    return {"BLEU": figure(np.array(sums, dtype=np.float64), bleu, float(len(pairs))), "exact": figure(np.array(same), recall)}


def _plain(text: str) -> str:
    """Without differences in blanks: the corpus sets some before punctuation and not others."""
    return re.sub(r"\s+", " ", re.sub(r"\s+(?=[.,;:!?)])|(?<=\()\s+", "", text)).strip()
