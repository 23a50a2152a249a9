"""A report as a task for a class: every word and every sentence can be marked, and each answer is known beforehand."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.exporters.view import clean, visible
from summarizer.records import Loaded, Report

_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A word that can be marked; `answer` is the place of its loaded span in `Lesson.answers`, null if the tool marks nothing there."""

    text: str
    answer: int | None


class Task(NamedTuple):
    """A sentence: its words, and the numbers of its claims that name no source."""

    number: int
    words: tuple[Word, ...]
    own: tuple[int, ...]

    @property
    def text(self) -> str:
        """The sentence in one piece."""
        return " ".join(w.text for w in self.words)


class Answer(NamedTuple):
    """A loaded span of the article's own voice: its words, its kind, why it is marked, and neutral wordings."""

    text: str
    kind: str
    reason: str
    neutral: tuple[str, ...]


class Lesson(NamedTuple):
    """The sentences to mark, and what the tool marks."""

    tasks: tuple[Task, ...]
    answers: tuple[Answer, ...]

    @property
    def unsourced(self) -> tuple[Task, ...]:
        """The sentences that state something without a source."""
        return tuple(t for t in self.tasks if t.own)


def lesson(report: Report) -> Lesson:
    """The lesson of a report: only loaded words in the author's voice count, as in the guidelines for labels."""
    loaded = [x for x in report.bias.loaded if x.voice == "author"]
    own: dict[str, list[int]] = {}
    for number, claim in enumerate(report.claims, 1):
        if not claim.sources:
            for sentence_id in claim.sentence_ids:
                own.setdefault(sentence_id, []).append(number)
    tasks = tuple(
        Task(n, _words(report.article.text, s.start, s.end, loaded), tuple(own.get(s.id, ()))) for n, s in enumerate(report.sentences, 1)
    )
    return Lesson(tasks, tuple(Answer(clean(x.text), x.kind, clean(x.reason), tuple(map(clean, x.neutral))) for x in loaded))


def _words(text: str, start: int, end: int, loaded: list[Loaded]) -> tuple[Word, ...]:
    found = []
    for match in _WORD.finditer(text, start, end):
        over = (n for n, x in enumerate(loaded) if x.start < match.end() and x.end > match.start())
        found.append(Word(visible(match.group()), next(over, None)))
    return tuple(w for w in found if w.text.strip())
