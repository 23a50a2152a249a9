"""Replies bound to a JSON Schema while they are written: every token that would leave the schema is barred (llguidance)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from llguidance import LLMatcher
from llguidance.hf import from_tokenizer
from torch import Tensor
from transformers import LogitsProcessor

from summarizer.errors import ModelError


class SchemaBound(LogitsProcessor):
    """Bars what the schema does not allow next, for each row of a batch on its own."""

    def __init__(self, tokenizer: Any, width: int, schema: Mapping[str, object], ends: list[int]) -> None:
        """Take the model's `tokenizer`, the `width` of its output (tokens, padding of the matrix included) and its end tokens.

        Raises:
            ModelError: the schema, or this kind of tokenizer, cannot be bound to.
        """
        # No free blanks: a small model left to choose them fills its reply with line breaks.
        grammar = LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides={"whitespace_flexible": False})
        try:
            self._first = LLMatcher(from_tokenizer(tokenizer, n_vocab=width, eos_token=ends[0]), grammar, log_level=0)
        except (ValueError, TypeError, AttributeError) as error:
            raise ModelError(
                f"this model's tokenizer cannot be bound to a schema: {error}; use a server that can, or another model"
            ) from error
        if self._first.is_error():
            raise ModelError(f"the schema cannot be bound to: {self._first.get_error()}; please report this as a bug")
        self._rows: list[LLMatcher] = []
        self._end = ends[0]

    def __call__(self, input_ids: Any, scores: Any) -> Tensor:
        """The scores (B, V) of the next token, minus infinity where the schema would be left."""
        if not self._rows:
            self._rows = [self._first.deep_copy() for _ in range(input_ids.shape[0])]
        else:
            for matcher, token in zip(self._rows, input_ids[:, -1].tolist(), strict=True):
                if not matcher.is_stopped():
                    matcher.consume_token(token)
        allowed = torch.stack([self._allowed(m, scores.shape[-1]) for m in self._rows]).to(scores.device)
        return torch.where(allowed, scores, float("-inf"))

    def _allowed(self, matcher: LLMatcher, width: int) -> Tensor:
        if matcher.is_stopped():
            mask = torch.zeros(width, dtype=torch.bool)
            mask[self._end] = True
            return mask
        bits = np.unpackbits(np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8), bitorder="little")
        mask = torch.zeros(width, dtype=torch.bool)
        known = min(width, bits.size)
        mask[:known] = torch.from_numpy(bits[:known].astype(bool))
        return mask
