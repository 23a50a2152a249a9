"""Answers of a model under a JSON Schema: asked for, read by a validator, and asked for once more where they cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError

from summarizer.models.base import Writer
from summarizer.prompts import Message
from summarizer.records import Record

AGAIN = 0.7
"""The temperature of the second try: greedy, it would give the same answer again."""

Shape = TypeVar("Shape", bound=Record)


def ask(chats: Sequence[Sequence[Message]], shape: type[Shape], writer: Writer, *, most_tokens: int, seed: int = 0) -> list[Shape | None]:
    """The answer to each chat as a record of `shape`, in order; null for one that could not be read twice.

    `seed` fixes the sampling of second tries.

    Raises:
        ModelError: the model cannot reply at all.
    """
    schema = shape.model_json_schema()
    read = [_read(r, shape) for r in writer.answer(chats, schema, most_tokens=most_tokens)] if chats else []
    lacking = [n for n, answer in enumerate(read) if answer is None]
    if lacking:
        again = writer.answer([chats[n] for n in lacking], schema, most_tokens=most_tokens, temperature=AGAIN, seed=seed)
        for n, reply in zip(lacking, again, strict=True):
            read[n] = _read(reply, shape)
    return read


def _read(reply: str, shape: type[Shape]) -> Shape | None:
    try:
        return shape.model_validate_json(reply)
    except ValidationError:
        return None
