"""The classifier: MiniLM with low-rank updates, the mean of its pieces and a linear layer. It judges a text, or a text beside another.

Its probabilities are calibrated: after training the linear layer was divided by a temperature (Guo et al. 2017, arXiv:1706.04599) that was
fitted on held-out texts. Shapes: B texts, T pieces, L labels, H = 384.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from summarizer.models import lora


class Classifier(nn.Module):
    """Encoder, mean pooling and a linear layer. `encoder` is a transformers BertModel, which is changed."""

    def __init__(self, encoder: Any, labels: tuple[str, ...], rank: int, alpha: float, dropout: float = 0.1) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = lora.add(encoder, rank, alpha)
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, len(labels))

    def logits(self, pieces: Any) -> Tensor:
        """Scores (B, L) of texts that `cut` has cut."""
        hidden = self.encoder(**pieces).last_hidden_state  # (B, T, H)
        mask = pieces["attention_mask"].unsqueeze(2)
        return self.head(self.drop((hidden * mask).sum(1) / mask.sum(1)))  # type: ignore[no-any-return]

    @torch.inference_mode()
    def probabilities(self, pieces: Any) -> list[dict[str, float]]:
        """The probability of each label for each text; those of one text add up to 1."""
        return [dict(zip(self.labels, row, strict=True)) for row in self.logits(pieces).softmax(1).tolist()]


def cut(tokenizer: Any, texts: Sequence[str] | Sequence[tuple[str, str]], most_pieces: int = 256) -> Any:
    """The pieces of texts, or of pairs with [SEP] between. What goes past `most_pieces` is left out; of a pair the longer is cut."""
    single = [t for t in texts if isinstance(t, str)]
    pairs = [t for t in texts if not isinstance(t, str)]
    given = (single,) if single else ([a for a, _ in pairs], [b for _, b in pairs])
    return tokenizer(*given, padding=True, truncation=True, max_length=most_pieces, return_tensors="pt")
