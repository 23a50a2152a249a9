"""Replies bound to a schema: the real embedded model can say nothing else, however little it understands."""

from __future__ import annotations

import json

import jsonschema
import pytest

from summarizer.errors import ModelError
from summarizer.models.chat import ChatWriter
from summarizer.prompts import Message

SHAPE: dict[str, object] = {
    "type": "object",
    "properties": {
        "town": {"type": "string", "maxLength": 12},
        "stance": {"enum": ["supports", "opposes"]},
        "n": {"type": "integer", "maximum": 99, "minimum": 0},
    },
    "required": ["town", "stance", "n"],
    "additionalProperties": False,
}
CHATS = [
    (Message("user", "Write a poem about the sea."),),
    (Message("system", "You answer in prose, never in JSON."), Message("user", "Tell me of Paris at length.")),
]


def test_every_row_of_a_batch_keeps_to_the_schema(writer: ChatWriter) -> None:
    for temperature in (0.0, 1.5):
        for reply in writer.answer(CHATS, SHAPE, most_tokens=60, temperature=temperature, seed=3):
            jsonschema.validate(json.loads(reply), SHAPE)


def test_a_free_reply_after_a_bound_one_is_free_again(writer: ChatWriter) -> None:
    before = writer.write(CHATS[:1], most_tokens=12)
    writer.answer(CHATS[:1], SHAPE, most_tokens=40)
    assert writer.write(CHATS[:1], most_tokens=12) == before


def test_a_schema_that_is_none_is_one_clear_error(writer: ChatWriter) -> None:
    with pytest.raises(ModelError, match="cannot be bound to"):
        writer.answer(CHATS[:1], {"type": "wizard"}, most_tokens=5)
