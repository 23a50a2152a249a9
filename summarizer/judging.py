"""How passages stand to statements, judged by a bigger model that the user has, where exact comparison is silent.

The model answers in JSON under a schema. An answer that cannot be read is asked for once more, then the pair counts as unread: it makes no
evidence, and the report says how many there were.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from summarizer import answers, prompts
from summarizer.models.base import Writer
from summarizer.records import Notice, Record, Stance

PROMPT = "judge/v1"
MOST_TOKENS = 24


class _Answer(Record):
    stance: Literal["supports", "opposes", "doubts", "neither"]


class Panel:
    """A model as a judge of pairs. It remembers its answers, so that no pair is asked for twice, and counts what could not be read."""

    def __init__(self, writer: Writer, seed: int = 0) -> None:
        """Judge by `writer`; `seed` fixes the sampling of second tries."""
        self._writer = writer
        self._seed = seed
        self._known: dict[tuple[str, str], _Answer | None] = {}

    def stances(self, pairs: Sequence[tuple[str, str]]) -> list[Stance | None]:
        """How each passage stands to its statement, for pairs (passage, statement), in order; None for neither, and for what was unread.

        Raises:
            ModelError: the model cannot reply at all.
        """
        new = [p for p in dict.fromkeys(pairs) if p not in self._known]
        template = prompts.load(PROMPT)
        chats = [template.render(statement=statement, passage=passage) for passage, statement in new]
        self._known |= zip(new, answers.ask(chats, _Answer, self._writer, most_tokens=MOST_TOKENS, seed=self._seed), strict=True)
        return [_stance(self._known[p]) for p in pairs]

    def notices(self) -> tuple[Notice, ...]:
        """What a reader should know of it: how many pairs could not be judged."""
        unread = sum(answer is None for answer in self._known.values())
        message = f"{unread} of {len(self._known)} passages could not be judged: the model's answer could not be read, twice."
        return (Notice(kind="unread", message=message),) if unread else ()


def _stance(answer: _Answer | None) -> Stance | None:
    return None if answer is None or answer.stance == "neither" else answer.stance
