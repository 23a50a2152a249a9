"""The verifier: SmolLM2 reads a passage and then a claim, and tells whether the one supports the other, opposes it, or does neither.

A linear layer stands on its last piece; low-rank updates were trained together with it (`training.stance`). Its probabilities are
calibrated as those of `classifier` are. It knows far more of the language than the encoder, which takes a passage that shares the words for
a support and one in other words for none; but it, too, overlooks a changed figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from summarizer.errors import ModelDamagedError
from summarizer.models import embedded, packages

FORM = "Passage: {}\nClaim: {}\nVerdict:"
"""How a pair is read: the words that it was trained with, as others have [SEP]."""
MOST_CHARACTERS = 1_000
"""Code points of a passage, and of a claim, that are read."""
_MOST_PAIRS, _MOST_PIECES = 32, 3_000
"""The most pairs in a batch, and the most pieces with padding."""
Pair = tuple[str, str]


class Verifier:
    """The model with its updates merged in, kept in memory. Shapes: B pairs, T pieces, H = 576, L labels."""

    def __init__(self, model: Any, tokenizer: Any, head: nn.Linear, labels: Sequence[str]) -> None:
        """Take an opened causal model, whose own head is not used, its tokenizer, and the trained linear layer (H -> L)."""
        self._model = model
        self._tokenizer = tokenizer
        self._head = head
        self._labels = tuple(labels)

    @torch.inference_mode()
    def probabilities(self, pairs: Sequence[Pair]) -> list[dict[str, float]]:
        """The probability of each label for each pair (passage, claim); those of one pair add up to 1.

        Which pairs are read together is fixed by the pairs, not by their order: bfloat16 rounds by the shape of a batch.
        """
        read = {pair: self.pieces(pair) for pair in dict.fromkeys(pairs)}
        judged: dict[Pair, dict[str, float]] = {}
        for batch in _batches(read):
            rows = self.logits([read[p] for p in batch]).softmax(1).tolist()
            judged |= {p: dict(zip(self._labels, row, strict=True)) for p, row in zip(batch, rows, strict=True)}
        return [judged[p] for p in pairs]

    def pieces(self, pair: Pair) -> list[int]:
        """The pieces of a pair; marks that mean something to the model are plain text in it."""
        text = FORM.format(*(" ".join(part[:MOST_CHARACTERS].split()) for part in pair))
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        return ids

    def logits(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Scores (B, L) of what `pieces` has cut."""
        width = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        hidden = self._model.model(input_ids=ids, attention_mask=mask, use_cache=False).last_hidden_state  # (B, T, H)
        last = hidden[torch.arange(len(rows)), mask.sum(1) - 1].float()
        return self._head(last)  # type: ignore[no-any-return]


def open_verifier(say: Callable[[str], None], adapter: str = "stance") -> Verifier:
    """Open the embedded language model with the adapter that makes it a verifier.

    Raises:
        ModelMissingError: the model is not installed, or there is no such adapter.
        ModelDamagedError: a file does not have the hash that it should have, or is no adapter of a verifier.
    """
    path, _ = packages.adapter(adapter)
    model, tokenizer = embedded.open_model(say)
    embedded.merge(model, path)
    try:
        with safe_open(path, framework="pt") as file:
            labels = file.metadata()["labels"].split(",")
            head = nn.Linear(model.config.hidden_size, len(labels))
            head.load_state_dict({name: file.get_tensor(f"head.{name}") for name in ("weight", "bias")})
    except (SafetensorError, OSError, KeyError, RuntimeError) as error:
        raise ModelDamagedError(f"{path} is no adapter of a verifier ({error}); install the package again") from error
    return Verifier(model, tokenizer, head, labels)


def _batches(read: dict[Pair, list[int]]) -> Iterator[list[Pair]]:
    """Pairs of like length together, so that little is padding."""
    batch: list[Pair] = []
    for pair in sorted(read, key=lambda p: (len(read[p]), p)):
        if batch and (len(batch) == _MOST_PAIRS or (len(batch) + 1) * len(read[pair]) > _MOST_PIECES):
            yield batch
            batch = []
        batch.append(pair)
    if batch:
        yield batch
