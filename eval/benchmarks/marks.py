"""What the tool marks as loaded in a text, and what would be marked without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

import numpy as np

from eval.benchmarks.bootstrap import Floats
from summarizer import bias, sentences
from summarizer.lexicon import find_hedges, find_loaded, find_opinion
from summarizer.models.base import Encoder
from summarizer.records import Article, Loaded, LoadedKind, Span, Voice
from summarizer.settings import Settings

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_MODIFIERS = frozenset({"adjective", "adverb"})


def marked(text: str, encoder: Encoder) -> tuple[Loaded, ...]:
    """The loaded spans of the tool's own bias report on `text`, in either voice."""
    article = Article(id="text", language="en", text=text)
    return bias.report(article, sentences.split(article, Settings()), (), (), encoder).loaded


def in_voice(marks: Sequence[Loaded], voice: Voice) -> tuple[Span, ...]:
    """Those of one voice."""
    return tuple(m for m in marks if m.voice == voice)


def words(text: str) -> tuple[Span, ...]:
    """Every word: the do-nothing marking."""
    return tuple(Span(start=m.start(), end=m.end(), text=m.group()) for m in _WORD.finditer(text))


def sentence_vectors(texts: Sequence[str], encoder: Encoder) -> Floats:
    """What the tool knows of each sentence without having been trained on bias, shape [texts, features].

    The encoder's vector, the log odds of opinion by the checkable head, and counts: listed loaded words by kind, words of opinion, hedges,
    quotation marks, exclamation and question marks, words.
    """
    opinion = np.array([[j["opinion"]] for j in encoder.classify([(t, t) for t in texts], "checkable")]).clip(1e-3, 1 - 1e-3)
    counts = np.array([_counts(t) for t in texts], dtype=np.float64)
    return np.hstack([np.array(encoder.embed(texts)), np.log(opinion / (1 - opinion)), counts])


def _counts(text: str) -> list[int]:
    loaded = [m.kind for m in find_loaded(text)]
    marks = [sum(text.count(c) for c in signs) for signs in ('"“', "!?")]
    return [*(loaded.count(k) for k in get_args(LoadedKind)), len(find_opinion(text)), len(find_hedges(text)), *marks, len(text.split())]


def modifiers(texts: Sequence[str], encoder: Encoder) -> list[tuple[Span, ...]]:
    """Every adjective and adverb of each text, by the tool's tagger of parts of speech: a marking that knows grammar but no bias."""
    return [
        tuple(Span(start=t.start, end=t.end, text=text[t.start : t.end]) for t in tags if t.label in _MODIFIERS)
        for text, tags in zip(texts, encoder.tag(texts, "words"), strict=True)
    ]
