"""Examples from written events: each claim of an event beside each passage (`training/events/README.md`)."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.classifying import Example

EVENTS = Path(__file__).parent / "events"
HELD_OUT = 8
"""One event of so many is held out, chosen by its hash, so that it stays held out whatever is added."""


def read(files: Sequence[Path], *, held_out: bool) -> list[Example]:
    """All pairs of the events that are held out, or of those that are not, in a fixed order."""
    events = [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines()]
    return [pair for e in events if _held_out(e) == held_out for pair in _pairs(e)]


def drawn(examples: Sequence[Example], neithers: float, seed: int) -> list[Example]:
    """All that support or oppose, and of the others, drawn by `seed`, so many for each of them: most pairs of an event say nothing."""
    sides = [e for e in examples if e.label != "neither"]
    others = [e for e in examples if e.label == "neither"]
    return [*sides, *random.Random(seed).sample(others, min(len(others), int(neithers * len(sides))))]


def _held_out(event: dict[str, Any]) -> bool:
    return int(hashlib.sha256(event["event"].encode()).hexdigest(), 16) % HELD_OUT == 0


def _pairs(event: dict[str, Any]) -> Iterator[Example]:
    for passage in event["passages"]:
        for claim in event["claims"]:
            sides = [side for side in ("supports", "opposes") if claim["id"] in passage[side]]
            yield Example((passage["text"], claim["text"]), sides[0] if sides else "neither")
