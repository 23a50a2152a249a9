"""Low-rank updates (LoRA, Hu et al. 2021, arXiv:2106.09685) of a frozen encoder: added, saved and loaded with what stands on it, merged.

A *model* here is a module that has the encoder as `encoder` and small trained layers of its own beside it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

_SMALL = 10_000
"""Tensors up to this many numbers keep full precision in an adapter file."""


class Lora(nn.Module):
    """A frozen linear layer plus a trained update of rank `rank`: y = Wx + b + (alpha / rank) * U(Dx)."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:  # (..., in) -> (..., out)
        """The layer with its update."""
        return self.base(x) + (x @ self.down.T) @ (self.up.T * self.scale)  # type: ignore[no-any-return]

    def merged(self) -> nn.Linear:
        """The same function as one plain layer."""
        with torch.no_grad():
            self.base.weight += self.scale * self.up @ self.down
        return self.base


def add(encoder: Any, rank: int, alpha: float) -> Any:
    """Freeze the encoder and give each of its linear layers an update that is to be trained; the encoder itself is changed."""
    for p in encoder.parameters():
        p.requires_grad_(False)
    for name, layer in [(n, m) for n, m in encoder.encoder.named_modules(prefix="encoder") if isinstance(m, nn.Linear)]:
        _put(encoder, name, Lora(layer, rank, alpha))
    return encoder


def merge(encoder: Any) -> None:
    """Fold the updates into the encoder's layers: the same output, less work."""
    for name, layer in [(n, m) for n, m in encoder.named_modules() if isinstance(m, Lora)]:
        _put(encoder, name, layer.merged())


def trained(model: nn.Module) -> dict[str, Tensor]:
    """What an adapter file holds: the trained tensors, in half precision but for the small ones."""
    return {k: v.detach().half().contiguous() if v.numel() > _SMALL else v.detach().contiguous() for k, v in _own(model).items()}


def load(model: nn.Module, state: dict[str, Tensor]) -> None:
    """Take the tensors of an adapter file.

    Raises:
        KeyError: a tensor is missing or unknown.
    """
    own = _own(model)
    if own.keys() != state.keys():
        raise KeyError(f"adapter tensors differ: {sorted(own.keys() ^ state.keys())[:3]}")
    with torch.no_grad():
        for k, v in own.items():
            v.copy_(state[k].float())


def _own(model: nn.Module) -> dict[str, Tensor]:
    return {k: v for k, v in model.state_dict().items() if not k.startswith("encoder.") or k.endswith((".down", ".up"))}


def _put(encoder: Any, name: str, layer: nn.Module) -> None:
    parent, _, last = name.rpartition(".")
    setattr(encoder.get_submodule(parent), last, layer)
