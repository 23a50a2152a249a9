"""More pairs made from news sentences: two names or figures that change places, a detail less, a detail more."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from training.classifying import Example
from training.grounding import UNFAITHFUL, sentences
from training.made import NAME, changed_number, changed_time, negation, renamed

_LENGTH = range(50, 261)
"""Of a sentence that is used, in code points."""
_ASIDE = re.compile(r", (?:which|who|whose|where|including|adding|according to|after|while|as|despite|citing|such as)\b[^,]*(?=[,.])")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DETAIL = re.compile(rf" (?:on {_DAY}|last (?:week|month|year)|in (?:19|20)\d\d|in [A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[ ,.])")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|[.,]\d)")
_SHORTEST = 30
"""Code points that a sentence must keep after a detail was taken out."""


def edited(articles: Path, number: int, seed: int = 2) -> list[Example]:
    """About `number` pairs from the articles of a gzipped JSONL file."""
    rng = random.Random(seed)
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"][:5000] for line in file]
    rng.shuffle(texts)
    out: list[Example] = []
    for text in texts:
        if len(out) >= number:
            break
        good = [s for s in sentences(text) if len(s) in _LENGTH and s[-1] == "." and s[0].isupper() and '"' not in s]
        out += _of_article(good, rng)
    return out[:number]


def _of_article(good: list[str], rng: random.Random) -> Iterator[Example]:
    names = sorted({m[0] for s in good for m in NAME.finditer(s)})
    changes: tuple[tuple[Callable[[str], str | None], str, float], ...] = (
        # how a sentence is changed, what the sentence then is to the changed one, and how often that is done
        (lambda s: crossed(s, _FIGURE), "opposes", 1.0),
        (lambda s: crossed(s, NAME), UNFAITHFUL, 1.0),
        (lambda s: changed_number(s, rng), "opposes", 0.4),
        (lambda s: changed_time(s, rng), "opposes", 0.4),
        (lambda s: renamed(s, names, rng), UNFAITHFUL, 0.4),
        (negation, "opposes", 0.25),
        (lambda s: without(s, _ASIDE), "supports", 0.7),
        (lambda s: without(s, _DETAIL), "supports", 0.7),
    )
    for n, sentence in enumerate(good):
        for change, stance, often in changes:
            said = change(sentence) if rng.random() < often else None
            if said is None:
                continue
            around = _around(sentence, good, n, rng)
            yield Example((around, said), stance)
            if stance == "supports":
                yield Example((_around(said, good, n, rng), sentence), "neither")  # what was taken out is told nowhere
            elif rng.random() < 0.5:
                yield Example((around, sentence), "supports")


def crossed(sentence: str, pattern: re.Pattern[str]) -> str | None:
    """The sentence with the first two different things that `pattern` finds in each other's place."""
    found = list(pattern.finditer(sentence))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    (a, b), (c, d) = found[0].span(), found[1].span()
    return f"{sentence[:a]}{sentence[c:d]}{sentence[b:c]}{sentence[a:b]}{sentence[d:]}"


def without(sentence: str, pattern: re.Pattern[str]) -> str | None:
    """The sentence without what `pattern` finds first."""
    found = pattern.search(sentence)
    if not found:
        return None
    rest = sentence[: found.start()] + sentence[found.end() :].removeprefix(",")
    return rest if len(rest) >= _SHORTEST else None


def _around(sentence: str, good: list[str], n: int, rng: random.Random) -> str:
    """The sentence alone, or with one or two that are not about it before or after, as where a longer text was searched."""
    others = rng.sample([s for k, s in enumerate(good) if abs(k - n) > 1] or [""], 1) if rng.random() < 0.25 else []
    placed = [*others, sentence] if rng.random() < 0.5 else [sentence, *others]
    return " ".join(s for s in placed if s)
