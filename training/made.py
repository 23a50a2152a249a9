"""Pairs of a passage and a claim made from news sentences: what was changed in one of the two decides the stance."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import sentencex

from training.classifying import Example

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_LENGTH = range(40, 221)
"""Of a sentence that is used, in code points."""
NUMBER = re.compile(r"(?<![\w.,$£€-])(?:[$£€])?(\d[\d,]*(?:\.\d+)?)(?![\w,.-]*\d)")
_TIME = re.compile(rf"\b(?:{'|'.join(MONTHS + DAYS)})\b")
_NOT = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do) not\b")
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could)\b(?! not)(?!n['’]t)(?!,)")
NAME = re.compile(r"(?<=\w )[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_OPENINGS = {
    "supports": ("{who} said that ", "According to {who}, ", "{who} confirmed on {day} that ", "{who} told reporters that ", ""),
    "opposes": (
        "{who} denied that ",
        "{who} rejected the claim that ",
        "It is not true, {who} said, that ",
        "{who} dismissed as false reports that ",
    ),
    "neither": (
        "{who} was asked whether ",
        "{who} would not say whether ",
        "It could not be verified on {day} that ",
        "If, as {who} hopes, ",
        "{who} called for a review of whether ",
    ),
}
_WHO = "the ministry|a spokesman|the company|police|the senator|the mayor|officials|the agency|a lawyer for the family|the group".split("|")


def made(articles: Path, number: int, seed: int = 1) -> list[Example]:
    """About `number` pairs from the articles of a gzipped JSONL file."""
    rng = random.Random(seed)
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    rng.shuffle(texts)
    out: list[Example] = []
    for text in texts:
        if len(out) >= number:
            break
        sentences = [" ".join(s.split()) for s in sentencex.segment("en", text[:6000])]
        out += _of_article([s for s in sentences if len(s) in _LENGTH and s[-1] == "." and s[0].isupper() and '"' not in s], rng)
    return out[:number]


def _of_article(sentences: list[str], rng: random.Random) -> Iterator[Example]:
    names = sorted({m[0] for s in sentences for m in NAME.finditer(s)})
    for n, sentence in enumerate(sentences):
        changes = [c for c in (changed_number(sentence, rng), changed_time(sentence, rng), negation(sentence)) if c]
        if changes:
            other = rng.choice(changes)
            pair = (_beside(sentence, sentences, n, rng), other) if rng.random() < 0.5 else (_beside(other, sentences, n, rng), sentence)
            yield Example(pair, "opposes")
        if (other_name := renamed(sentence, names, rng)) and rng.random() < 0.6:
            yield Example((_beside(sentence, sentences, n, rng), other_name), "neither")
        if rng.random() < 0.5:
            yield Example((_beside(sentence, sentences, n, rng), sentence), "supports")
        if rng.random() < 0.3:
            yield Example((_beside(sentence, sentences, n, rng), sentences[(n + 2) % len(sentences)]), "neither")
        stance = rng.choice(tuple(_OPENINGS))
        opening = rng.choice(_OPENINGS[stance]).format(who=rng.choice(_WHO), day=rng.choice(DAYS))
        low = sentence[:1].lower() + sentence[1:]  # the encoder is uncased: a name loses nothing
        yield Example((opening[:1].upper() + opening[1:] + low, sentence), stance)


def _beside(sentence: str, sentences: list[str], n: int, rng: random.Random) -> str:
    """The sentence alone, or with its neighbour."""
    roll = rng.random()
    if roll < 0.2 and n:
        return f"{sentences[n - 1]} {sentence}"
    return f"{sentence} {sentences[n + 1]}" if roll > 0.8 and n + 1 < len(sentences) else sentence


def changed_number(sentence: str, rng: random.Random) -> str | None:
    """Another figure in the place of one that the sentence has; a year becomes one nearby."""
    found = list(NUMBER.finditer(sentence))
    if not found:
        return None
    old = rng.choice(found)
    value = float(old[1].replace(",", "").rstrip(".") or 0)
    if "." in old[1]:
        new = f"{value * rng.choice((0.4, 0.7, 1.3, 1.8, 3)):.{len(old[1].split('.')[-1])}f}"
    elif 1900 <= value <= 2100 and "," not in old[1]:
        new = str(int(value) + rng.choice((-7, -3, -2, -1, 1, 2, 3, 6)))
    else:
        new = f"{int(value * rng.choice((0.3, 0.6, 1.4, 2, 5))) + rng.choice((1, 2, 3)):,}"
    return sentence[: old.start(1)] + new + sentence[old.end(1) :] if new != old[1] else None


def changed_time(sentence: str, rng: random.Random) -> str | None:
    """Another month or weekday in the place of one that the sentence has."""
    found = [m for m in _TIME.finditer(sentence) if m.start()]
    if not found:
        return None
    old = rng.choice(found)
    new = rng.choice([x for x in (MONTHS if old[0] in MONTHS else DAYS) if x != old[0]])
    return sentence[: old.start()] + new + sentence[old.end() :]


def negation(sentence: str) -> str | None:
    """The first negation taken out, or one put in."""
    if found := _NOT.search(sentence):
        return sentence[: found.start()] + found[1] + sentence[found.end() :]
    found = _VERB.search(sentence)
    return sentence[: found.end()] + " not" + sentence[found.end() :] if found else None


def renamed(sentence: str, names: list[str], rng: random.Random) -> str | None:
    """Another of the article's names in the place of one that the sentence has."""
    found = [m[0] for m in NAME.finditer(sentence)]
    others = [x for x in names if x not in sentence and not any(w in sentence for w in x.split())]
    return sentence.replace(rng.choice(found), rng.choice(others)) if found and others else None
