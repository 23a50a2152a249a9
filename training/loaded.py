"""Train the tagger of loaded words, labelled with their kind.

    python -m training.loaded --data PATH --out summarizer/adapters/loaded.safetensors

PATH holds babe/, semeval2023_t3_persuasion/ and wnc_pairs/, as published. Besides, it learns from `loaded_sentences.txt`, sentences written
for it. Kept back: every fifth sentence of BABE, every twelfth training article of SemEval (their sum chooses the epoch), SemEval's test
articles, and all seeds.
"""

from __future__ import annotations

import argparse
import ast
import csv
import difflib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import sentencex
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from summarizer.lexicon import find_loaded, function_words, reporting
from summarizer.models import lora
from summarizer.models.base import Encoder
from summarizer.models.encoder import open_encoder
from training.base import Recipe, Row, fit, list_hash, score

LABELS = ("emotive", "label", "presupposition", "weasel")
OWN = Path(__file__).parent / "loaded_sentences.txt"
_TECHNIQUES = {"Loaded_Language": "emotive", "Name_Calling-Labeling": "label", "Exaggeration-Minimisation": "emotive"}
_MOST_WORDS = 6
"""Longer marks of SemEval are whole statements, not loaded words."""
_MOST_PAIRS = 600
PAIRS = 2700
"""So many of the pairs of Wikipedia, from the first on, may be trained on; the others are for measuring."""
_LONGEST = 240
"""Code points in a sentence to learn from: longer ones are few and make a batch slow."""
CAUTION = 0.5
"""Added to the score of "not loaded" of every word: of 0, 0.5, 0.75 and 1 the one with the best F1, list and tagger together, on the dev
seeds; at 0 the tagger alone made 2.6 more marks in 1,000 words of wire and broadcasters' news, half of them wrong, at 0.5 it made 0.8."""
_MARK = re.compile(r"\[([^\]|]+)\|(emotive|label|presupposition|weasel)\]")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_CLASSES = {"noun": "label", "name": "label"}


class Held(NamedTuple):
    """Rows to learn from and rows kept back."""

    train: list[Row]
    back: list[Row]


def read_marked(lines: Iterable[str]) -> list[Row]:
    """Sentences with their loaded words marked: "A [reckless|emotive] plan"; blank lines and those that begin with # are left out."""
    return [_unmarked(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def read_semeval(folder: Path) -> Held:
    """SemEval-2023 task 3, English training articles by sentence; marks of more than six words are left out."""
    spans: dict[str, list[tuple[str, int, int]]] = {}
    for line in (folder / "train-labels-subtask-3-spans.txt").read_text("utf-8").splitlines():
        article, technique, start, end = line.split("\t")
        spans.setdefault(article, []).append((technique, int(start), int(end)))
    held = Held([], [])
    for n, path in enumerate(sorted((folder / "train-articles-subtask-3").glob("article*.txt"))):
        found = list(sentences_of(path.read_bytes().decode("utf-8"), spans.get(path.stem.removeprefix("article"), [])))
        (held.train if n % 12 else held.back).extend(found)
    return held


def read_semeval_test(file: Path) -> list[Row]:
    """The English articles of SemEval's test part with published marks, by sentence; an end there is the place of the last character."""
    articles = [a for a in json.loads(file.read_text("utf-8")) if a["lang"] == "en"]
    return [row for a in articles for row in sentences_of(a["text"], [(s["tag"], s["start"], s["end"] + 1) for s in a["annotations"]])]


def sentences_of(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[Row]:
    """The sentences of an article with the short marks in them, kinds for techniques; of two that overlap the shorter is kept."""
    for bound in sentencex.get_sentence_boundaries("en", text):
        first, last = bound["start_index"], bound["end_index"]
        kept: list[tuple[str, int, int]] = []
        for technique, start, end in sorted(spans, key=lambda s: s[2] - s[1]):
            kind, a, b = _TECHNIQUES.get(technique), start - first, end - first
            short = len(text[start:end].split()) <= _MOST_WORDS
            if kind and short and 0 <= a < b <= last - first and all(b <= x or a >= y for _, x, y in kept):
                kept.append((kind, a, b))
        if text[first:last].strip():
            yield text[first:last], sorted(kept, key=lambda s: s[1])


def read_babe(file: Path, encoder: Encoder) -> Held:
    """BABE's sentences (SG2) with the words that its annotators marked; every fifth sentence is kept back."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [(r["text"], {w.lower() for w in ast.literal_eval(r["biased_words"])}) for r in csv.DictReader(lines, delimiter=";")]
    places = [[m.span() for m in _WORD.finditer(text) if m[0].lower() in words] for text, words in rows]
    kinded = with_kinds([text for text, _ in rows], places, encoder)
    return Held([r for n, r in enumerate(kinded) if n % 5], kinded[::5])


def read_pairs(file: Path, encoder: Encoder) -> list[Row]:
    """Sentences of Wikipedia from which an editor took one or two words for neutrality, with these words; no capital is left in them."""
    texts, places = [], []
    for line in file.read_text("utf-8").splitlines()[1 : PAIRS + 1]:
        biased, neutral = line.split("\t")
        words, others = list(_WORD.finditer(biased)), _WORD.findall(neutral)
        matcher = difflib.SequenceMatcher(None, [w[0] for w in words], others, autojunk=False)
        changed = [(a, b) for tag, a, b, _, _ in matcher.get_opcodes() if tag != "equal" and b > a]
        taken = words[slice(*changed[0])] if len(changed) == 1 else []
        if 1 <= len(taken) <= 2 and not any(w[0] in function_words() for w in taken) and not any(c.isdigit() for c in biased):
            texts.append(biased[:1].upper() + biased[1:])
            places.append([(taken[0].start(), taken[-1].end())])
    return with_kinds(texts[:_MOST_PAIRS], places[:_MOST_PAIRS], encoder)


def with_kinds(texts: list[str], places: list[list[tuple[int, int]]], encoder: Encoder) -> list[Row]:
    """Kinds for marks that have none: the word list's, else by the last word: reporting verbs presuppose, nouns label, others move."""
    marked = [n for n, found in enumerate(places) if found]
    tagged = dict(zip(marked, encoder.tag([texts[n] for n in marked], "words"), strict=True))
    classes = [{t.end: t.label for t in tagged.get(n, [])} for n in range(len(texts))]
    return [(t, [(_kind(t[a:b], c.get(b, "")), a, b) for a, b in found]) for t, found, c in zip(texts, places, classes, strict=True)]


def _kind(words: str, part_of_speech: str) -> str:
    if listed := find_loaded(words):
        return listed[0].kind
    if reporting(words.lower()):
        return "presupposition"
    return _CLASSES.get(part_of_speech, "emotive")


def _unmarked(line: str) -> Row:
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((mark[2], len(text), len(text) + len(mark[1])))
        text, at = text + mark[1], mark.end()
    return text + line[at:], spans


def _draw(marked: list[Row], plain: list[Row], own: list[Row], rng: random.Random) -> list[Row]:
    """The rows of one epoch: all that have a mark, half as many without, and our own ones three times."""
    return [*marked, *rng.sample(plain, min(len(plain), len(marked) // 2)), *own * 3]


def raise_bar(adapter: Path, by: float) -> None:
    """Make the tagger in an adapter file mark less: `by` is added to its score of "not loaded" (the first tag)."""
    with safe_open(adapter, framework="pt") as file:
        metadata = file.metadata()
    state = load_file(adapter)
    state["head.bias"][0] += by
    save_file(state, adapter, metadata=metadata)
    list_hash(adapter)


def main() -> None:
    """Train, keep the best epoch, report on what was kept back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    semeval, encoder = args.data / "semeval2023_t3_persuasion/data", open_encoder()
    news, babe = read_semeval(semeval / "raw/en"), read_babe(args.data / "babe/final_labels_SG2.csv", encoder)
    rows = [*news.train, *babe.train, *read_pairs(args.data / "wnc_pairs/pairs.tsv", encoder)]
    rows = [r for r in rows if len(r[0]) <= _LONGEST]
    marked, plain = [r for r in rows if r[1]], [r for r in rows if not r[1]]
    own = read_marked(OWN.read_text("utf-8").splitlines())
    back = [r for r in news.back if r[1]]
    recipe = Recipe(epochs=1, batch=8, rank=16, rate=1e-3)
    model, tokenizer = fit(LABELS, lambda rng: _draw(marked, plain, own, rng), back, recipe, args.out)
    raise_bar(args.out, CAUTION)
    lora.load(model, load_file(args.out))
    print("babe, kept back", score(model, tokenizer, babe.back, LABELS))
    print("semeval test", score(model, tokenizer, read_semeval_test(semeval / "formatted/test.json"), LABELS))


if __name__ == "__main__":
    main()
