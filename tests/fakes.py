"""Models that do as they are told: they fit the same seams as the real ones."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from summarizer.models.base import Ground, Head, Judgement, Tag
from summarizer.prompts import Message


class BagEncoder:
    """Likeness by shared words; no tags but those it is given, as (head, text) -> tags; opinions and stances are as sure as it is told."""

    def __init__(
        self,
        tags: Callable[[str, str], list[Tag]] | None = None,
        opinion: Callable[[str | tuple[str, str]], float] | None = None,
        stance: Callable[[str | tuple[str, str]], tuple[float, float]] | None = None,
    ) -> None:
        self._tags = tags
        self._opinion = opinion
        self._stance = stance

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        return [self._tags(head, t) if self._tags else [] for t in texts]

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        if head == "stance":
            sides = [self._stance(t) if self._stance else (0.0, 0.0) for t in texts]
            return [{"supports": a, "opposes": b, "neither": 1.0 - a - b} for a, b in sides]
        sure = [self._opinion(t) if self._opinion else 0.0 for t in texts]
        return [{"checkable": 1.0 - p, "opinion": p} for p in sure]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        bags = [re.findall(r"\w+", t.lower()) for t in texts]
        vocabulary = sorted({w for b in bags for w in b})
        out = []
        for bag in bags:
            vector = [float(bag.count(w)) for w in vocabulary]
            norm = math.sqrt(sum(x * x for x in vector)) or 1.0
            out.append([x / norm for x in vector])
        return out


class SteadyEncoder(BagEncoder):
    """As BagEncoder, but every word has its place in every vector, so that texts of several calls can be compared."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        out = []
        for text in texts:
            vector = [0.0] * 512
            for word in re.findall(r"\w+", text.lower()):
                vector[zlib.crc32(word.encode()) % len(vector)] += 1.0
            norm = math.sqrt(sum(x * x for x in vector)) or 1.0
            out.append([x / norm for x in vector])
        return out


class ScriptedWriter:
    """Answers with what a function makes of the last message."""

    name = "scripted"

    def __init__(self, reply: Callable[[str], str]) -> None:
        self._reply = reply
        self.asked: list[str] = []

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        del most_tokens, temperature, seed, grounds  # a script does not sample
        self.asked += [c[-1].content for c in chats]
        return [self._reply(c[-1].content) for c in chats]

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        del schema
        return self.write(chats, most_tokens=most_tokens, temperature=temperature, seed=seed)
