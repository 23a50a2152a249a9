"""Train the adapter of the embedded writer: low-rank updates that teach it the two tasks it has.

    python -m training.writer --data PATH/writer_pairs --out summarizer/adapters/writer.safetensors

The pairs in `training/pairs` are always read; `--data` adds folders of more. The prompts are those of the product (`prompts/`), the loss is
on the answer alone. The base is the verified GGUF file, unpacked; its weights stay as they are. About 10 minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from summarizer.models import embedded, packages
from training.base import list_hash
from training.writing import Example, examples, held_out, read

PAIRS = Path(__file__).parent / "pairs"
LAYERS = ("q_proj", "k_proj", "v_proj", "o_proj")
_IGNORED = -100
_POOL = 16
"""Batches from which those of like length are formed."""


class Recipe(NamedTuple):
    """How long, how fast, how many at once; `seed` fixes every draw.

    Updates are put beside the linear layers called `layers` of every block from number `first` on: the gradient need not go below it.
    """

    epochs: int = 1
    rate: float = 8e-4
    batch: int = 8
    rank: int = 16
    first: int = 8
    layers: tuple[str, ...] = LAYERS
    seed: int = 1


class _Frozen(torch.autograd.Function):
    """A frozen linear map, forth and back by the same fast kernel: the usual backward of bfloat16 on a CPU is several times slower."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, turned: Tensor) -> Tensor:
        ctx.turned = turned
        return nn.functional.linear(x, weight)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        return nn.functional.linear(grads[0], ctx.turned), None, None


class Lora(nn.Module):
    """A frozen linear layer plus a trained update (LoRA, Hu et al. 2021, arXiv:2106.09685): y = Wx + (alpha / rank) * U(Dx)."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.weight, self.turned = base.weight.data, base.weight.data.T.contiguous()
        self.down = nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:
        """The layer with its update; x (..., in) -> (..., out)."""
        still: Tensor = _Frozen.apply(x, self.weight, self.turned)  # type: ignore[no-untyped-call]
        moved = nn.functional.linear(nn.functional.linear(x, self.down.to(x.dtype)), (self.up * self.scale).to(x.dtype))
        return still + moved


def adapt(model: nn.Module, recipe: Recipe) -> dict[str, Lora]:
    """Freeze the model and put an update beside each of the recipe's layers; the updates by the name of their layer."""
    for p in model.parameters():
        p.requires_grad_(False)
    linear = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.Linear) and n.rpartition(".")[2] in recipe.layers]
    found = [(n, m) for n, m in linear if int(n.split(".")[2]) >= recipe.first]  # "model.layers.12.self_attn.q_proj"
    out = {}
    for name, layer in found:
        parent, _, last = name.rpartition(".")
        out[name] = Lora(layer, recipe.rank, 2.0 * recipe.rank)
        setattr(model.get_submodule(parent), last, out[name])
    return out


def encode(example: Example, tokenizer: Any) -> tuple[list[int], int]:
    """The tokens of chat and answer, and how many of them are the chat's."""
    turns = [{"role": m.role, "content": m.content} for m in example.chat]
    asked = tokenizer(tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True), add_special_tokens=False)[
        "input_ids"
    ]
    answer = tokenizer(example.answer, add_special_tokens=False)["input_ids"]
    return [*asked, *answer, tokenizer.eos_token_id], len(asked)


def loss(model: Any, batch: Sequence[tuple[list[int], int]], pad: int) -> Tensor:
    """Mean cross-entropy of the answers' tokens. The vocabulary's scores are made for those alone: they cost as much as seven layers."""
    width = max(len(ids) for ids, _ in batch)
    ids = torch.tensor([[*row, *[pad] * (width - len(row))] for row, _ in batch])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row, _ in batch])
    gold = torch.tensor([[_IGNORED] * asked + row[asked:] + [_IGNORED] * (width - len(row)) for row, asked in batch])[:, 1:]
    hidden = model.model(input_ids=ids, attention_mask=mask).last_hidden_state[:, :-1]  # (B, T - 1, H)
    here = gold != _IGNORED
    scores = _Frozen.apply(hidden[here], model.lm_head.weight, model.lm_head.turned)  # type: ignore[no-untyped-call]
    return nn.functional.cross_entropy(scores.float(), gold[here])


def batches(rows: list[tuple[list[int], int]], size: int, rng: random.Random) -> Iterator[list[tuple[list[int], int]]]:
    """Batches of rows of like length, in random order."""
    rows = rng.sample(rows, len(rows))
    pools = [sorted(rows[k : k + _POOL * size], key=lambda r: len(r[0])) for k in range(0, len(rows), _POOL * size)]
    found = [p[k : k + size] for p in pools for k in range(0, len(p), size)]
    rng.shuffle(found)
    yield from found


def train(folders: Sequence[Path], recipe: Recipe, out: Path) -> None:
    """Train on the pairs that are not held out, and write the updates after each epoch."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    path = packages.verified(packages.WRITER)
    model, tokenizer = embedded.open_base(path)
    model.set_attn_implementation("eager")  # its backward takes a third of the fused one's time in bfloat16
    updates = adapt(model, recipe)
    model.lm_head.turned = model.lm_head.weight.data.T.contiguous()
    rows = [encode(e, tokenizer) for e in examples([p for p in read([PAIRS, *folders]) if not held_out(p)])]
    parameters = [p for u in updates.values() for p in (u.down, u.up)]
    optimizer = torch.optim.AdamW(parameters, lr=recipe.rate, weight_decay=0.0)
    steps = recipe.epochs * -(-len(rows) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, (s + 1) / 30) * max(0.05, 1 - s / steps))
    begun, total, step = time.monotonic(), 0.0, 0
    print(f"{len(rows)} examples, {steps} steps, {sum(p.numel() for p in parameters) / 1e6:.2f}M parameters", flush=True)
    for epoch in range(recipe.epochs):
        for batch in batches(rows, recipe.batch, rng):
            found = loss(model, batch, tokenizer.eos_token_id)
            optimizer.zero_grad()
            found.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total, step = 0.98 * total + 0.02 * found.item(), step + 1
            if step % 60 == 0:
                keep(updates, recipe, out)
            if step % 10 == 0:
                print(f"epoch {epoch} {step}/{steps} loss {total / (1 - 0.98**step):.4f} {time.monotonic() - begun:.0f}s", flush=True)
        keep(updates, recipe, out)


def keep(updates: dict[str, Lora], recipe: Recipe, out: Path) -> None:
    """Write the updates in bfloat16, as `embedded.merge` reads them, and list the file's hash."""
    out.parent.mkdir(parents=True, exist_ok=True)
    tensors = {f"{n}.{k}": getattr(u, k).detach().to(torch.bfloat16).contiguous() for n, u in updates.items() for k in ("down", "up")}
    meta = {"base_sha256": packages.WRITER.sha256, "rank": str(recipe.rank), "alpha": str(2.0 * recipe.rank)}
    save_file(tensors, out, metadata=meta)
    list_hash(out)


def main() -> None:
    """Train and keep the last epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    args = parser.parse_args()
    train(args.data, Recipe(epochs=args.epochs), args.out)


if __name__ == "__main__":
    main()
