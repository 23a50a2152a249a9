"""Sentences of summaries beside the sentences of the article that they rest on: faithful ones, and ones that say something else.

BUMP changes one thing in a summary, FIB sets a model's unfaithful summary beside a faithful one, FactCG asks whether a document bears a
claim out. None of them says whether an unfaithful sentence is opposed or only not borne out.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

import sentencex

from summarizer.entailment import needed
from training.classifying import Example

FAITHFUL, UNFAITHFUL = "supports", "opposes|neither"
_TELLING = 40
"""Code points from which a sentence that two articles share makes them one."""
_FIB = ("fib", "mfma", "factcc", "fir")


def bump(folder: Path, unseen: frozenset[str]) -> Iterator[Example]:
    """The sentences of BUMP's summaries that were changed, before and after, and one other; no article with a sentence of `unseen`."""
    for name in ("task1_dataset.json", "task2_dataset.json"):
        for row in json.loads((folder / name).read_text("utf-8")):
            article, before, after = (sentences(row[key]) for key in ("article", "reference_summary", "edited_summary"))
            if not unseen.isdisjoint(article):
                continue
            changed = [s for s in after if s not in before]
            if len(before) == len(after) and len(changed) == 1:
                yield _beside(article, changed[0], UNFAITHFUL)
                yield from (_beside(article, s, FAITHFUL) for s in before if s not in after)
            yield from (_beside(article, s, FAITHFUL) for s in before[:1] if s in after)


def fib(folder: Path, unseen: frozenset[str], seed: int = 1) -> Iterator[Example]:
    """The two summaries of each choice of FIB's XSum part, mended by people and wrong ones by models; each text once, none of `unseen`."""
    seen: set[str] = set()
    rng = random.Random(seed)
    for kind in _FIB:
        for path in sorted((folder / "multiple_choice-dataset/xsum" / kind).glob("*.jsonl")):
            for row in map(json.loads, path.read_text("utf-8").splitlines()):
                choices = [c.strip() for c in row["list_choices"]]
                right, article = row["correct_choice"].strip(), sentences(row["input"])
                for said in choices if unseen.isdisjoint(article) else ():
                    if said in seen or "\n" in said or (said != right and rng.random() < 0.5):
                        continue
                    seen.add(said)
                    yield _beside(article, said, FAITHFUL if said == right else UNFAITHFUL)


def factcg(path: Path, unseen: frozenset[str]) -> Iterator[Example]:
    """FactCG's claims about documents, made by a language model: borne out or not; no document with a sentence of `unseen`."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        article = sentences(row["text_a"])
        if unseen.isdisjoint(article):
            yield _beside(article, row["text_b"][0], FAITHFUL if row["orig_label"] else UNFAITHFUL)


def tested(data: Path) -> frozenset[str]:
    """The longer sentences of all articles that QAGS, SummEdits news and FaithBench ask about."""
    texts = [json.loads(x)["article"] for n in ("cnndm", "xsum") for x in _lines(data / f"qags/data/mturk_{n}.jsonl")]
    texts += [x["doc"] for x in json.loads((data / "factualnlg_summedits/summedits_news.json").read_text("utf-8"))]
    with (data / "faithbench/FaithBench.csv").open(encoding="utf-8", newline="") as file:
        texts += [row["source"] for row in csv.DictReader(file)]
    return frozenset(s for text in dict.fromkeys(texts) for s in sentences(text) if len(s) > _TELLING)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def sentences(text: str) -> list[str]:
    """The sentences of a text, with single blanks."""
    found = (" ".join(s.split()) for line in text.split("\n") for s in sentencex.segment("en", line))
    return [s for s in found if s]


def _beside(article: list[str], said: str, label: str) -> Example:
    return Example((needed(said, article), said), label)
