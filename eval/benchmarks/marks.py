"""What the tool marks as loaded in a text, and what would be marked without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import bias, sentences
from summarizer.models.base import Encoder
from summarizer.records import Article, Loaded, Span, Voice
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


def modifiers(texts: Sequence[str], encoder: Encoder) -> list[tuple[Span, ...]]:
    """Every adjective and adverb of each text, by the tool's tagger of parts of speech: a marking that knows grammar but no bias."""
    return [
        tuple(Span(start=t.start, end=t.end, text=text[t.start : t.end]) for t in tags if t.label in _MODIFIERS)
        for text, tags in zip(texts, encoder.tag(texts, "words"), strict=True)
    ]
