"""Training of the verifier: low-rank updates of SmolLM2 and a linear layer on its last piece, in passes over different pairs."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from summarizer.models import embedded, packages
from summarizer.models.verifier import Verifier, open_verifier
from training import writer
from training.base import list_hash
from training.classifying import Example, log_loss, measure
from training.writer import Lora


class Recipe(NamedTuple):
    """How many pairs at once, the rank of the updates, the first block that has some; `seed` fixes every draw."""

    batch: int = 16
    rank: int = 16
    first: int = 8
    seed: int = 1


class Pass(NamedTuple):
    """Pairs that are read once, and the rate that the step begins with before it falls."""

    name: str
    pairs: Sequence[Example]
    rate: float


class _Trainee(NamedTuple):
    verifier: Verifier
    head: nn.Linear
    updates: dict[str, Lora]

    def logits(self, batch: Sequence[Example]) -> Tensor:
        return self.verifier.logits([self.verifier.pieces((e.text[0], e.text[1])) for e in batch])


def fit(labels: tuple[str, ...], passes: Sequence[Pass], held_out: Sequence[Example], recipe: Recipe, out: Path) -> None:
    """Train pass by pass, calibrate on `held_out`, and write the adapter, after each pass too."""
    torch.manual_seed(recipe.seed)
    trainee = _untrained(labels, recipe)
    for one in passes:
        _read(trainee, labels, one, recipe)
        _keep(trainee, labels, recipe, out)
    _calibrate(trainee, labels, held_out)
    _keep(trainee, labels, recipe, out)


def judge(adapter: str, examples: Sequence[Example]) -> list[dict[str, float]]:
    """The probabilities of the labels for each example, by a shipped adapter, in order."""
    return open_verifier(print, adapter).probabilities([(e.text[0], e.text[1]) for e in examples])


def _untrained(labels: tuple[str, ...], recipe: Recipe) -> _Trainee:
    model, tokenizer = embedded.open_base(packages.verified(packages.WRITER))
    model.set_attn_implementation("eager")  # its backward takes a third of the fused one's time in bfloat16
    updates = writer.adapt(model, writer.Recipe(rank=recipe.rank, first=recipe.first))
    head = nn.Linear(model.config.hidden_size, len(labels))
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    return _Trainee(Verifier(model, tokenizer, head, labels), head, updates)


def _read(trainee: _Trainee, labels: tuple[str, ...], one: Pass, recipe: Recipe) -> None:
    parameters = [p for u in trainee.updates.values() for p in (u.down, u.up)] + list(trainee.head.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=one.rate, weight_decay=0.0)
    steps = -(-len(one.pairs) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 30) * max(0.03, 1 - s / steps))
    begun, total = time.monotonic(), 0.0
    for step, batch in enumerate(_batches(one.pairs, recipe.batch, random.Random(recipe.seed)), 1):
        loss = log_loss(trainee.logits(batch), labels, batch).mean()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        total = 0.98 * total + 0.02 * loss.item()
        if step % 20 == 0:
            print(f"{one.name} {step}/{steps} loss {total / (1 - 0.98**step):.4f} {time.monotonic() - begun:.0f}s", flush=True)


def _batches(pairs: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of pairs of like length, in random order."""
    rows = rng.sample(pairs, len(pairs))
    pools = [sorted(rows[k : k + 16 * size], key=lambda e: len("".join(e.text))) for k in range(0, len(rows), 16 * size)]
    found = [p[k : k + size] for p in pools for k in range(0, len(p), size)]
    rng.shuffle(found)
    return found


def _calibrate(trainee: _Trainee, labels: tuple[str, ...], held_out: Sequence[Example]) -> None:
    """Divide the linear layer by the temperature with the least log loss on the held-out examples (Guo et al. 2017, arXiv:1706.04599)."""
    with torch.inference_mode():
        logits = torch.cat([trainee.logits(held_out[k : k + 32]) for k in range(0, len(held_out), 32)])
    best = min((1.05**n for n in range(-20, 41)), key=lambda t: log_loss(logits / t, labels, held_out).mean().item())
    judged: list[dict[str, float]] = [dict(zip(labels, row, strict=True)) for row in (logits / best).softmax(1).tolist()]
    print(f"temperature {best:.2f}; held out {measure(labels, judged, held_out)}", flush=True)
    with torch.no_grad():
        trainee.head.weight.div_(best)
        trainee.head.bias.div_(best)


def _keep(trainee: _Trainee, labels: tuple[str, ...], recipe: Recipe, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, Any] = {
        f"{n}.{k}": getattr(u, k).detach().to(torch.bfloat16).contiguous() for n, u in trainee.updates.items() for k in ("down", "up")
    }
    tensors |= {f"head.{n}": p.detach().clone().contiguous() for n, p in trainee.head.named_parameters()}
    meta = {"base_sha256": packages.WRITER.sha256, "rank": str(recipe.rank), "alpha": str(2.0 * recipe.rank), "labels": ",".join(labels)}
    save_file(tensors, out, metadata=meta)
    list_hash(out)
