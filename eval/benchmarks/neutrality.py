"""Neutral summaries of three outlets' articles: NeuS's arousal, never without ROUGE-1 recall and length.

Lee et al. 2022, "NeuS: Neutral Multi-News Summarization for Mitigating Framing Bias" (NAACL). Arousal falls with length, so that the first
sentence alone beats every published system: a figure of arousal says something only beside what the text still tells.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from eval.baselines import sentences_of
from eval.benchmarks.base import Benchmark, Entry, needed, published
from eval.benchmarks.bootstrap import figure, recall
from eval.benchmarks.locating import VAD_HINT, Affect, affect, read
from eval.benchmarks.ngrams import bleu, bleu_sums, rouge1_recall
from eval.metrics import SEED
from eval.results import Figure
from eval.tasks import Models
from summarizer import comparing, pipeline, reading
from summarizer.errors import AbstainError, UsageError

FOLDER = "data/naacl2022_lrc_roundup_random_order_probe"
COMPARED_WORDS, JOINED_WORDS = 40, 48
"""Lengths asked for at which, on the validation split, summaries come nearest NeuS's recall: 0.37, of compared articles and of one text."""
SAMPLE = 1000
"""The most events that are read; of more a fixed draw."""
OUTLETS = ("the first outlet", "the second outlet", "the third outlet")
"""The data does not say whose an article is."""
POSITIVE, NEGATIVE = 0.65, 0.35
"""Valence above and below which a word counts (NeuS)."""
COLUMNS = ("arousal +", "arousal -", "arousal", "ROUGE-1 recall", "words", "BLEU")
_HINT = f"give the folder of github.com/HLTCHKUST/framing-bias-metric, which holds {FOLDER}/test.source and test.target"
_PLURALS = (("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"))
"""The detachment rules of WordNet's lemmatiser for nouns, which is what NeuS's code calls for every word."""
_PUBLISHED = Entry(
    system="NeuS-Title",
    kind="published",
    figures={
        c: published(v)
        for c, v in (("arousal +", 1.69), ("arousal -", 0.83), ("arousal", 2.53), ("ROUGE-1 recall", 0.3607), ("BLEU", 12.05))
    },
    source="Lee et al. 2022, recalled",
    note="BART-large trained on the train split; its BLEU is by another script",
)


class Event(NamedTuple):
    """Three articles on one event, without their titles, and the editors' neutral roundup."""

    articles: tuple[str, ...]
    roundup: str


System = tuple[str, Literal["ours", "baseline"], Sequence[str], str]
"""A name, whose it is, one summary an event, and a note."""


def neus(path: Path, models: Models) -> Benchmark:
    """The one summary of three compared articles, on NeuS's test split; the writer is `models.writer`, None for rules alone.

    Beside it, as a baseline, stands the summary of the three read as one text.

    `path` is the repository's folder; NRC-VAD-Lexicon.txt lies in it, or in nrc_vad/ in it or beside it.

    Raises:
        UsageError: a file is not there, or has another form.
    """
    every = read_events(path)
    events = drawn(every)
    lexicon = affect(path)
    if lexicon is None:
        raise UsageError(f"no {VAD_HINT}")
    gold = [e.roundup for e in events]
    systems: tuple[System, ...] = (*_ours(events, models), *_as_one_text(events, models), *_baselines(events))
    rows = (Entry(system=n, kind=k, figures=figures(texts, gold, lexicon), note=note) for n, k, texts, note in systems)
    return Benchmark(
        name="neus",
        title="neutral summary of three outlets' articles on one event",
        measure="arousal: per summary, NRC-VAD arousal of its different words that the roundup lacks, with valence above 0.65 (+) or below "
        "0.35 (-), plurals reduced; ROUGE-1 recall against the roundup; BLEU by sacrebleu, 0 to 100; interval by event. Arousal means "
        "nothing without recall and length beside it: fewer words have less of it",
        data=f"{FOLDER}/test: {len(events)} of {len(every)} events, titles left out; "
        f"roundups have {np.mean([len(g.split()) for g in gold]):.0f} words",
        columns=COLUMNS,
        rows=(*rows, _PUBLISHED),
    )


def read_events(path: Path) -> tuple[Event, ...]:
    """The events of the test split.

    Raises:
        UsageError: the two files are not there, or do not fit together.
    """
    sources, targets = (read(needed(path / FOLDER / f"test.{side}", _HINT)).rstrip("\n").split("\n") for side in ("source", "target"))
    if len(sources) != len(targets):
        raise UsageError(f"{path / FOLDER} has {len(sources)} sources and {len(targets)} targets; {_HINT}")
    events = [Event(tuple(_body(a) for a in s.split("[SEP]")), _body(t)) for s, t in zip(sources, targets, strict=True)]
    wrong = [n for n, e in enumerate(events, 1) if not all((*e.articles, e.roundup))]
    if wrong:
        raise UsageError(f"{path / FOLDER}, line {wrong[0]}, has no text after ARTICLE=>; {_HINT}")
    return tuple(events)


def drawn(events: Sequence[Event]) -> tuple[Event, ...]:
    """A fixed draw of at most `SAMPLE` events, in their order."""
    places = sorted(random.Random(SEED).sample(range(len(events)), min(SAMPLE, len(events))))
    return tuple(events[n] for n in places)


def figures(texts: Sequence[str], gold: Sequence[str], lexicon: Affect) -> dict[str, Figure]:
    """Every column for one system's texts."""
    n = float(len(texts))
    out = {}
    both = [arousal(t, g, lexicon) for t, g in zip(texts, gold, strict=True)]
    means = {
        "arousal +": [p for p, _ in both],
        "arousal -": [n for _, n in both],
        "arousal": [sum(b) for b in both],
        "ROUGE-1 recall": [rouge1_recall(t, g) for t, g in zip(texts, gold, strict=True)],
        "words": [float(len(t.split())) for t in texts],
    }
    for name, values in means.items():
        out[name] = figure(np.array([(v, 1.0, 1.0) for v in values]), recall, n)
    sums = np.array([bleu_sums(t, g) for t, g in zip(texts, gold, strict=True)], dtype=np.float64)
    return out | {"BLEU": figure(sums, bleu, n)}


def arousal(text: str, roundup: str, lexicon: Affect) -> tuple[float, float]:
    """The arousal of the text's different words that the roundup lacks: of the pleasant ones, and of the unpleasant ones."""
    found = [lexicon[w] for w in _words(text, lexicon) - _words(roundup, lexicon) if w in lexicon]
    # added up in one order, since the order of a set of strings differs from run to run
    return (
        float(sum(sorted(a for v, a in found if v > POSITIVE))),
        float(sum(sorted(a for v, a in found if v < NEGATIVE))),
    )


def central(articles: Iterable[str], count: int) -> str:
    """The sentences with the highest mean Jaccard of words with all other sentences, in their order."""
    every = [s for a in articles for s in sentences_of(a)]
    bags = [frozenset(re.findall(r"\w+", s.lower())) for s in every]
    alike = [sum(len(a & b) / max(1, len(a | b)) for m, b in enumerate(bags) if m != n) for n, a in enumerate(bags)]
    best = sorted(range(len(every)), key=lambda n: (-alike[n], n))[:count]
    return " ".join(every[n] for n in sorted(best))


def _baselines(events: Sequence[Event]) -> tuple[System, ...]:
    first = [sentences_of(e.articles[0]) for e in events]
    return (
        ("lead-1", "baseline", [" ".join(s[:1]) for s in first], "of the first article, as the next two"),
        ("lead-2", "baseline", [" ".join(s[:2]) for s in first], ""),
        ("one article", "baseline", [e.articles[0] for e in events], ""),
        (
            "central-2",
            "baseline",
            [central(e.articles, 2) for e in events],
            "the two sentences of all three that share most words with the others",
        ),
        ("all three articles", "baseline", [" ".join(e.articles) for e in events], ""),
    )


def _ours(events: Sequence[Event], models: Models) -> tuple[System, ...]:
    """The summaries of compared articles at the length of the settings and at that which has NeuS's recall."""
    lengths = (models.settings.max_words, COMPARED_WORDS)
    return _rows("this tool", "ours", lengths, [_told(partial(_compared, e, models), lengths) for e in events], models)


def _as_one_text(events: Sequence[Event], models: Models) -> tuple[System, ...]:
    """The same of the articles read as one text, as if one outlet had told it all."""
    lengths = (models.settings.max_words, JOINED_WORDS)
    return _rows(
        "this tool, the three as one text", "baseline", lengths, [_told(partial(_joined, e, models), lengths) for e in events], models
    )


def _rows(
    name: str, kind: Literal["ours", "baseline"], lengths: Sequence[int], found: Sequence[Sequence[str | None]], models: Models
) -> tuple[System, ...]:
    writer = models.writer.name if models.writer else "rules"
    refused = sum(t[0] is None for t in found)
    notes = (
        f"written by {writer}; {refused} texts refused, their summaries empty",
        "the length at which the validation split has NeuS's recall",
    )
    return tuple(
        (f"{name}, up to {words} words", kind, [t[n] or "" for t in found], note)
        for n, (words, note) in enumerate(zip(lengths, notes, strict=True))
    )


def _told(tell: Callable[[int], str], lengths: Iterable[int]) -> list[str | None]:
    """One event's summaries of several lengths, in words; None where the tool refuses the text."""
    try:
        return [tell(words) for words in lengths]
    except AbstainError:
        return [None for _ in lengths]


def _compared(event: Event, models: Models, words: int) -> str:
    settings = models.settings.model_copy(update={"max_words": words})
    found = []
    for text, outlet in zip(event.articles, OUTLETS, strict=False):
        # the data gives the beginnings of articles, so that none is too short
        one = reading.read_bytes(text.encode(), name=outlet, settings=settings, fewest=1)
        found.append(one._replace(article=one.article.model_copy(update={"outlet": outlet})))
    return _joint(line.text for line in comparing.compare(found, settings, models.encoder, models.writer).summary.lines)


def _joined(event: Event, models: Models, words: int) -> str:
    settings = models.settings.model_copy(update={"max_words": words})
    whole = reading.read_bytes("\n\n".join(event.articles).encode(), name="the articles", settings=settings)
    return _joint(line.text for line in pipeline.report(whole, settings, models.encoder, models.writer).summary.lines)


def _joint(lines: Iterable[str]) -> str:
    return " ".join(lines)


def _words(text: str, lexicon: Affect) -> frozenset[str]:
    """The different words as NeuS prepares them: small letters, punctuation deleted, plurals reduced."""
    plain = re.sub(r"[^\w\s]", "", text.replace("U.S.", "USA").lower())
    return frozenset(_singular(w, lexicon) for w in plain.split())


def _singular(word: str, lexicon: Affect) -> str:
    if word in lexicon:
        return word
    shorter = (word.removesuffix(a) + b for a, b in _PLURALS if word.endswith(a))
    return min((w for w in shorter if w in lexicon), key=len, default=word)


def _body(part: str) -> str:
    return part.partition("ARTICLE=>")[2].strip()
