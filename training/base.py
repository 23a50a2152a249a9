"""What every training command shares: the frozen encoder, the loop, the span score."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import torch
from safetensors.torch import load_file, save_file
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from summarizer.models import lora, packages
from summarizer.models.classifier import Classifier
from summarizer.models.tagger import Tagger, Words, cut

_T = TypeVar("_T")
_Kind = TypeVar("_Kind", Tagger, Classifier)
Row = tuple[str, list[tuple[str, int, int]]]
"""A text and its gold spans (label, start, end), in code points."""


class Recipe(NamedTuple):
    """How long, how fast, how many at once; `seed` fixes every draw.

    A `quick` training of a tagger takes less than half the time on a CPU: bfloat16, attention written out (the fused one goes back slowly),
    no dropout inside. `hidden` is the share of pieces that a tagger is not shown. What it learns is averaged over about 1 / (1 - `average`)
    steps, if `average` is not 0.
    """

    epochs: int = 4
    rate: float = 8e-4
    batch: int = 16
    rank: int = 32
    seed: int = 1
    quick: bool = False
    hidden: float = 0.0
    average: float = 0.0


def open_untrained(kind: type[_Kind], labels: tuple[str, ...], recipe: Recipe) -> tuple[_Kind, Any, dict[str, str]]:
    """An untrained tagger or classifier on the verified encoder, its tokenizer, and the metadata that its adapter file will carry."""
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(recipe.seed)
    folder = packages.locate(packages.ENCODER)
    packages.verify(folder, packages.ENCODER.sha256)
    encoder = AutoModel.from_pretrained(folder.parent, local_files_only=True, use_safetensors=True)
    tokenizer = AutoTokenizer.from_pretrained(folder.parent, local_files_only=True)
    alpha = 2.0 * recipe.rank
    meta = {"labels": ",".join(labels), "rank": str(recipe.rank), "alpha": str(alpha), "base_sha256": packages.ENCODER.sha256}
    return kind(encoder, labels, rank=recipe.rank, alpha=alpha), tokenizer, meta


def gold_tags(words: Words, spans: list[list[tuple[str, int, int]]], tags: tuple[str, ...]) -> torch.Tensor:
    """Tag numbers (B, W): a word belongs to the span that covers its first code point."""
    number = {t: n for n, t in enumerate(tags)}
    gold = torch.zeros_like(words.first)
    for b, text_spans in enumerate(spans):
        for label, start, end in text_spans:
            inside = [w for w, (a, _) in enumerate(words.spans[b]) if start <= a < end]
            for k, w in enumerate(inside):
                gold[b, w] = number[("B-" if k == 0 else "I-") + label]
    return gold


@torch.no_grad()
def score(model: Tagger, tokenizer: Any, rows: list[Row], labels: tuple[str, ...]) -> dict[str, float]:
    """Exact-match span F1 by label, in percent."""
    model.eval()
    hit, said, true = (dict.fromkeys(labels, 0) for _ in range(3))
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    for k in range(0, len(order), 32):
        batch = [rows[i] for i in order[k : k + 32]]
        for found, (_, gold) in zip(model.spans(cut(tokenizer, [t for t, _ in batch])), batch, strict=True):
            for label in labels:
                f, g = ({s for s in spans if s[0] == label} for spans in (found, gold))
                hit[label] += len(f & g)
                said[label] += len(f)
                true[label] += len(g)
    return {x: round(200 * hit[x] / max(1, said[x] + true[x]), 2) for x in labels}


def fit(
    labels: tuple[str, ...], draw: Callable[[random.Random], list[Row]], dev: list[Row], recipe: Recipe, out: Path
) -> tuple[Tagger, Any]:
    """Train a tagger and keep in `out` the epoch with the best sum of F1 on `dev`; returns that epoch's tagger and the tokenizer.

    `draw` gives the training rows of one epoch; it may cut the articles anew each time.
    """
    model, tokenizer, meta = open_untrained(Tagger, labels, recipe)
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))  # type: ignore[no-untyped-call]
    mean = cast("Tagger", averaged.module)
    rng = random.Random(recipe.seed)
    step = stepper(model, recipe, len(draw(random.Random(0))))
    if recipe.quick:
        model.encoder.set_attn_implementation("eager")
    best, begun = -1.0, time.monotonic()
    out.parent.mkdir(parents=True, exist_ok=True)
    for epoch in range(recipe.epochs):
        model.train()
        model.encoder.train(not recipe.quick)
        total = 0.0
        batches = batches_of(draw(rng), recipe.batch, rng, lambda row: len(row[0]))
        for n, batch in enumerate(batches):
            words = cut(tokenizer, [t for t, _ in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.quick):
                scores = model.scores(_hide(words, recipe.hidden, tokenizer.mask_token_id))
            gold = gold_tags(words, [s for _, s in batch], model.crf.tags)
            loss = model.crf.loss(scores.float(), gold, words.word_mask)
            step(loss)
            averaged.update_parameters(model)
            total += loss.item()
            if n % 100 == 0:
                print(f"epoch {epoch} {n}/{len(batches)} loss {total / (n + 1):.4f} {time.monotonic() - begun:.0f}s", flush=True)
        f1 = score(mean, tokenizer, dev, labels)
        print(f"epoch {epoch} dev {f1} {time.monotonic() - begun:.0f}s", flush=True)
        if sum(f1.values()) > best:
            best = sum(f1.values())
            save_file(lora.trained(mean), out, metadata=meta | {"dev_f1": json.dumps(f1)})
    list_hash(out)
    lora.load(model, load_file(out))
    return model, tokenizer


def _hide(words: Words, share: float, mask: int) -> Words:
    """The same words with a share of their pieces unread: the rest of the sentence has to tell what they are."""
    return words._replace(ids=torch.where(torch.rand(words.ids.shape) < share, mask, words.ids)) if share else words


def list_hash(adapter: Path) -> None:
    """Write the adapter's sha256 into SHA256SUMS beside it; an adapter that is not listed there with its hash is not opened."""
    listed = adapter.parent / "SHA256SUMS"
    lines = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    kept = [line for line in lines if line.split()[-1] != adapter.name]
    digest = hashlib.sha256(adapter.read_bytes()).hexdigest()
    listed.write_text("\n".join(sorted([*kept, f"{digest}  {adapter.name}"], key=lambda x: x.split()[-1])) + "\n", "utf-8")


def batches_of(rows: list[_T], size: int, rng: random.Random, length: Callable[[_T], int]) -> list[list[_T]]:
    """Batches of rows of like length, in random order."""
    rng.shuffle(rows)
    groups = [sorted(rows[k : k + 64 * size], key=length) for k in range(0, len(rows), 64 * size)]
    batches = [g[k : k + size] for g in groups for k in range(0, len(g), size)]
    rng.shuffle(batches)
    return batches


def stepper(model: torch.nn.Module, recipe: Recipe, rows: int) -> Callable[[torch.Tensor], None]:
    """What takes one training step from a loss: AdamW, gradients clipped, the rate warmed up and then falling over all epochs of `rows`."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=recipe.rate, weight_decay=0.01)
    steps = max(1, recipe.epochs * rows // recipe.batch)
    warm = min(200, 1 + steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / warm) * max(0.02, 1 - s / steps))

    def step(loss: torch.Tensor) -> None:
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()

    return step
