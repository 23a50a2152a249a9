"""What the commands that train a classifier share: examples, the loop, the temperature, the figures."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from summarizer.models import lora
from summarizer.models.classifier import Classifier, cut
from training.base import Recipe, batches_of, list_hash, open_untrained, stepper

BINS = 10
"""Of the calibration error: equal shares of the confidence axis."""


class Example(NamedTuple):
    """A pair of texts and its gold label, or several joined by "|" if the data do not say which; `weight` counts in training alone."""

    text: tuple[str, str]
    label: str
    weight: float = 1.0


class Figures(NamedTuple):
    """Of the likeliest labels: accuracy, mean F1 over the labels, and expected calibration error, all from 0 to 1."""

    texts: int
    accuracy: float
    macro_f1: float
    ece: float


def fit(
    labels: tuple[str, ...], train: Sequence[Example], held_out: Sequence[Example], recipe: Recipe, out: Path
) -> tuple[Classifier, Any]:
    """Train a classifier, calibrate it on `held_out`, and write its adapter; returns it with its tokenizer. The last epoch is kept.

    Figures are of the held-out examples whose label is sure.
    """
    model, tokenizer, meta = open_untrained(Classifier, labels, recipe)
    sure = [e for e in held_out if e.label in labels]
    rng, begun = random.Random(recipe.seed), time.monotonic()
    step = stepper(model, recipe, len(train))
    # On a CPU these make a step three times as fast: bfloat16, attention written out (the fused one goes back slowly), no dropout inside.
    model.encoder.set_attn_implementation("eager")
    for epoch in range(recipe.epochs):
        model.train()
        model.encoder.eval()
        total = 0.0
        batches = batches_of(list(train), recipe.batch, rng, lambda e: len("".join(e.text)))
        for n, batch in enumerate(batches, 1):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model.logits(cut(tokenizer, [e.text for e in batch]))
            loss = (log_loss(logits.float(), labels, batch) * torch.tensor([e.weight for e in batch])).mean()
            step(loss)
            total += loss.item()
            if n % 100 == 0:
                print(f"epoch {epoch} {n}/{len(batches)} loss {total / n:.4f} {time.monotonic() - begun:.0f}s", flush=True)
        print(f"epoch {epoch} held out {measure(labels, judge(model, tokenizer, sure), sure)}", flush=True)
    _calibrate(model, tokenizer, held_out)
    out.parent.mkdir(parents=True, exist_ok=True)
    figures = measure(labels, judge(model, tokenizer, sure), sure)
    save_file(lora.trained(model), out, metadata=meta | {"held_out": json.dumps(figures._asdict())})
    list_hash(out)
    return model, tokenizer


def opened(adapter: Path) -> tuple[Classifier, Any]:
    """The classifier in an adapter file, and its tokenizer."""
    with safe_open(adapter, framework="pt") as file:
        meta = file.metadata()
    model, tokenizer, _ = open_untrained(Classifier, tuple(meta["labels"].split(",")), Recipe(rank=int(meta["rank"])))
    lora.load(model, load_file(adapter))
    return model, tokenizer


def judge(model: Classifier, tokenizer: Any, examples: Sequence[Example]) -> list[dict[str, float]]:
    """The probabilities of the labels for each example, in order."""
    model.eval()
    order = sorted(range(len(examples)), key=lambda n: len("".join(examples[n].text)))
    found: dict[int, dict[str, float]] = {}
    for k in range(0, len(order), 64):
        batch = order[k : k + 64]
        found |= dict(zip(batch, model.probabilities(cut(tokenizer, [examples[n].text for n in batch])), strict=True))
    return [found[n] for n in range(len(examples))]


def measure(labels: tuple[str, ...], judged: Sequence[dict[str, float]], gold: Sequence[Example]) -> Figures:
    """The figures of what was judged, against the gold labels."""
    said = [max(j, key=j.__getitem__) for j in judged]
    right = [s == e.label for s, e in zip(said, gold, strict=True)]
    f1 = []
    for label in labels:
        both = sum(s == e.label == label for s, e in zip(said, gold, strict=True))
        f1.append(2 * both / max(1, said.count(label) + sum(e.label == label for e in gold)))
    error = 0.0
    for k in range(BINS):
        bucket = [(max(j.values()), r) for j, r in zip(judged, right, strict=True) if k < BINS * max(j.values()) <= k + 1]
        error += abs(sum(sure - r for sure, r in bucket)) / len(gold)
    return Figures(len(gold), round(sum(right) / len(gold), 4), round(sum(f1) / len(f1), 4), round(error, 4))


def _calibrate(model: Classifier, tokenizer: Any, held_out: Sequence[Example]) -> None:
    """Divide the linear layer by the temperature with the least log loss on the held-out examples."""
    model.eval()
    with torch.inference_mode():
        parts = [model.logits(cut(tokenizer, [e.text for e in held_out[k : k + 64]])) for k in range(0, len(held_out), 64)]
    logits = torch.cat(parts)
    best = min((1.05**n for n in range(-20, 41)), key=lambda t: log_loss(logits / t, model.labels, held_out).mean().item())
    print(f"temperature {best:.2f}", flush=True)
    with torch.no_grad():
        model.head.weight.div_(best)
        model.head.bias.div_(best)


def log_loss(logits: Tensor, labels: tuple[str, ...], examples: Sequence[Example]) -> Tensor:
    """Negative log probability (B) that the label is one of the gold ones."""
    wrong = torch.tensor([[label not in e.label.split("|") for label in labels] for e in examples])
    return logits.logsumexp(1) - logits.masked_fill(wrong, -torch.inf).logsumexp(1)
