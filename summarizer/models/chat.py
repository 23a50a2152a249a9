"""A chat model in memory: chats in, replies out, in batches that share what they begin with."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from jinja2 import TemplateError
from torch import Tensor

from summarizer.errors import ModelError
from summarizer.models.base import Ground
from summarizer.models.bound import SchemaBound
from summarizer.models.grounding import Processor, Vocabulary
from summarizer.prompts import BREAK, Message

_MOST_CHATS = 16
_MOST_TOKENS = 16_384
"""The most chats in a batch, and the most tokens with padding and replies: its keys and values then take under 400 MB in a small model."""
_SHORTEST_PREFIX = 32
_NUCLEUS = 0.95
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class _How(NamedTuple):
    """How replies are asked for; `schema` is a JSON Schema that they are bound to, `grounds` has the ground of each."""

    most_tokens: int
    temperature: float
    seed: int
    schema: Mapping[str, object] | None = None
    grounds: Sequence[Ground] | None = None


class ChatWriter:
    """A causal language model with a chat template, kept in memory on the device that it was opened on."""

    def __init__(self, model: Any, tokenizer: Any, name: str, *, shares_prefix: bool = True) -> None:
        """Take an opened model and its tokenizer, which must have a chat template.

        `shares_prefix`: read what all chats begin with only once; not every architecture's cache can be copied for that.
        """
        self._model = model
        self._tokenizer = tokenizer
        self._name = name
        self._shares_prefix = shares_prefix
        self._vocabulary: Vocabulary | None = None
        tokenizer.padding_side = "left"
        self._ends = _token_ids(tokenizer.eos_token_id, getattr(model.generation_config, "eos_token_id", None))
        self._pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else self._ends[0]
        special = sorted((str(t) for t in tokenizer.added_tokens_decoder.values()), key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, special)) or r"(?!)")
        self._has_system = _takes_system(tokenizer)

    @property
    def name(self) -> str:
        """The model's name and version, for the report."""
        return self._name

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        """One reply to each chat, in order, without blanks around it; the same chat given twice has the same reply.

        Temperature 0 is greedy, otherwise sampling is fixed by `seed`. The same call gives the same replies; a chat in other company can
        get another one, because bfloat16 sums are rounded by the shape of the batch. With `grounds` no reply leaves its ground.

        Raises:
            ModelError: a chat with its reply is longer than the model can read.
        """
        return self._replies(chats, _How(most_tokens, temperature, seed, grounds=grounds))

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        """One reply to each chat, in order, every token of it within the JSON Schema; it breaks off after `most_tokens`.

        Raises:
            ModelError: a chat with its reply is longer than the model can read, or the model cannot be bound to a schema.
        """
        return self._replies(chats, _How(most_tokens, temperature, seed, schema))

    def _replies(self, chats: Sequence[Sequence[Message]], how: _How) -> list[str]:
        rows = [self._encode(chat, how.most_tokens) for chat in chats]
        unique = sorted(set(rows), key=lambda row: (len(row), row))
        held = dict(zip(rows, how.grounds, strict=True)) if how.grounds else {}
        head = _shared_prefix(unique) if self._shares_prefix else ()
        replies: dict[tuple[int, ...], str] = {}
        # The global random state is the caller's: ours is put back afterwards.
        with torch.random.fork_rng(devices=[]), torch.inference_mode():
            torch.manual_seed(how.seed)
            prefix = self._read(head) if head else None
            for batch in _batches(unique, how.most_tokens):
                replies |= zip(batch, self._generate(batch, head, prefix, self._options(how, batch, held)), strict=True)
        return [replies[row] for row in rows]

    def _encode(self, chat: Sequence[Message], most_tokens: int) -> tuple[int, ...]:
        """The chat's tokens up to where the reply begins. What looks like a control token in a message is broken, so that it stays text."""
        turns = [{"role": m.role, "content": self._special.sub(lambda found: BREAK + found[0][1:], m.content)} for m in chat]
        if not self._has_system:
            turns = _folded(turns)
        # Models that think aloud first are told not to; templates that know nothing of it ignore the word.
        text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True, enable_thinking=False)
        row = tuple(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
        most = self._model.config.get_text_config().max_position_embeddings
        if len(row) + most_tokens > most:
            raise ModelError(f"a prompt of {len(row)} tokens and a reply of {most_tokens} do not fit into the {most} of {self._name}")
        return row

    def _read(self, head: tuple[int, ...]) -> Any:
        """Keys and values of the beginning that all chats share: read once, where it would else be read for each chat."""
        from transformers import DynamicCache

        prefix = DynamicCache(config=self._model.config)
        self._model.base_model(input_ids=torch.tensor([head], device=self._model.device), past_key_values=prefix, use_cache=True)
        return prefix

    def _options(self, how: _How, batch: list[tuple[int, ...]], held: Mapping[tuple[int, ...], Ground]) -> dict[str, Any]:
        """How a batch is written: length, sampling, and what holds the replies to their grounds or to the schema."""
        bounds: list[Any] = []
        if held:
            self._vocabulary = self._vocabulary or Vocabulary(self._tokenizer)
            bounds.append(Processor([held[row] for row in batch], self._vocabulary, max(map(len, batch)), self._ends))
        if how.schema is not None:
            bounds.append(SchemaBound(self._tokenizer, self._model.get_output_embeddings().weight.shape[0], how.schema, self._ends))
        return {"max_new_tokens": how.most_tokens, "logits_processor": bounds, **_sampling(how.temperature)}

    def _generate(self, batch: list[tuple[int, ...]], head: tuple[int, ...], prefix: Any, options: dict[str, Any]) -> list[str]:
        ids, mask = _padded(batch, len(head), self._pad)
        if prefix is not None:
            prefix = copy.deepcopy(prefix)
            prefix.batch_repeat_interleave(len(batch))
        out = self._model.generate(
            input_ids=ids.to(self._model.device),
            attention_mask=mask.to(self._model.device),
            past_key_values=prefix,
            pad_token_id=self._pad,
            eos_token_id=self._ends,
            **options,
        )
        texts: list[str] = self._tokenizer.batch_decode(out[:, ids.shape[1] :], skip_special_tokens=True)
        return [_THOUGHT.sub("", text).strip() for text in texts]


def _sampling(temperature: float) -> dict[str, Any]:
    if temperature > 0:
        return {"do_sample": True, "temperature": temperature, "top_p": _NUCLEUS, "top_k": 0}
    return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}


def _token_ids(*found: int | list[int] | None) -> list[int]:
    """The token numbers in what configurations give: one, several or none."""
    return list(dict.fromkeys(n for ids in found if ids is not None for n in ([ids] if isinstance(ids, int) else ids)))


def _takes_system(tokenizer: Any) -> bool:
    """Whether the chat template has a place for a system message; some refuse it."""
    turns = [{"role": "system", "content": "a"}, {"role": "user", "content": "b"}]
    try:
        tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    except TemplateError:
        return False
    return True


def _folded(turns: list[dict[str, str]]) -> list[dict[str, str]]:
    """The turns with the system message put at the beginning of the first user message."""
    if not turns or turns[0]["role"] != "system":
        return turns
    first = {"role": "user", "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}
    return [first, *turns[2:]]


def _shared_prefix(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The tokens that all rows begin with, if there are several rows and it is worth while; at least one token of each is left."""
    if len(rows) < 2:
        return ()
    # In sorted order the first and the last row share what all share.
    first, last = min(rows), max(rows)
    most = min(map(len, rows)) - 1
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b or n == most), most)
    return first[:same] if same >= _SHORTEST_PREFIX else ()


def _batches(rows: list[tuple[int, ...]], most_tokens: int) -> Iterator[list[tuple[int, ...]]]:
    """Rows, sorted by length, in batches that fit the memory; a batch is as wide as its last row."""
    batch: list[tuple[int, ...]] = []
    for row in rows:
        if batch and (len(batch) == _MOST_CHATS or (len(row) + most_tokens) * (len(batch) + 1) > _MOST_TOKENS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(batch: list[tuple[int, ...]], shared: int, pad: int) -> tuple[Tensor, Tensor]:
    """Token numbers and mask (B, T). The padding stands between the shared beginning and the rest, so that all rows end together."""
    width = max(map(len, batch))
    ids = [[*row[:shared], *[pad] * (width - len(row)), *row[shared:]] for row in batch]
    mask = [[1] * shared + [0] * (width - len(row)) + [1] * (len(row) - shared) for row in batch]
    return torch.tensor(ids), torch.tensor(mask)
