"""Train the classifier that tells opinion, judgement, rhetoric and forecast from statements that can be checked.

    python -m training.checkable --data PATH --out summarizer/adapters/checkable.safetensors

PATH holds news_2000/articles.jsonl.gz. `checkable.tsv` beside this file labels statements of that corpus, after the guidelines of
seeds/README.md, by their place alone; `checkable_written.tsv` holds statements written for this. Every fifth of the former calibrates and
trains nothing; the dev seeds train nothing and are only measured. About a minute of one core.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from pathlib import Path

import sentencex

from eval import seeds
from training.base import Recipe
from training.classifying import Example, fit, judge, measure

LABELS = ("checkable", "opinion")
OWN = Path(__file__).parent / "checkable.tsv"
WRITTEN = Path(__file__).parent / "checkable_written.tsv"


def read_own(articles: Path, marks: Path = OWN) -> list[Example]:
    """The statements that `marks` places in the articles."""
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        texts = {row["id"]: row["text"].replace("\r\n", "\n") for row in map(json.loads, file)}
    with marks.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [_example(texts[r["article"]], int(r["start"]), int(r["end"]), r["label"]) for r in rows]


def read_written(path: Path = WRITTEN) -> list[Example]:
    """Statements written for training: parts of sentences and kinds of speech that the corpus has too little of."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Example((r["statement"], r["around"].replace("…", r["statement"])), r["label"]) for r in rows]


def read_seeds(split: seeds.Split) -> list[Example]:
    """The gold claims of our seeds."""
    return [
        _example(seed.text, c.quote.start, c.quote.end, "opinion" if c.status == "not-checkable" else "checkable")
        for seed in seeds.load_all(seeds.ROOT, split)
        for c in seed.labels.claims
    ]


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """The sentence that holds this place of the text."""
    bounds = ((b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries("en", text))
    return next((a, b) for a, b in bounds if a <= place < b)


def _example(text: str, start: int, end: int, label: str) -> Example:
    text = text[: end + 500]  # enough for the end of the sentence
    a, b = sentence_at(text, start)
    return Example((text[start:end], text[a:b].strip()), label)


def main() -> None:
    """Train, calibrate, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    own = read_own(args.data / "news_2000/articles.jsonl.gz")
    train = [e for n, e in enumerate(own) if n % 5] + 2 * read_written()
    model, tokenizer = fit(LABELS, train, own[::5], Recipe(epochs=3, rank=16, rate=5e-4), args.out)
    dev = read_seeds("dev")
    print("dev seeds", measure(LABELS, judge(model, tokenizer, dev), dev))


if __name__ == "__main__":
    main()
