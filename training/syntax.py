"""Train the small taggers of form: parts of speech ("words") and named entities ("names").

    python -m training.syntax words|names --data PATH/cofenet_polnear --out summarizer/adapters/words.safetensors

The sentences and their silver tags (made by CoreNLP) are those of CofeNet's copy of PolNeAR: trained on valid.txt, measured on test.txt.
Tags are folded into the few classes that splitting clauses and resolving names need. About 6 minutes each on two cores.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.base import Recipe, Row, fit, score
from training.cofenet import read_cofenet

WORDS: dict[str, tuple[str, ...]] = {
    "finite": ("VBD", "VBZ", "VBP", "MD"),
    "verb": ("VB", "VBN", "VBG"),
    "noun": ("NN", "NNS"),
    "name": ("NNP", "NNPS"),
    "pronoun": ("PRP", "WP", "EX", "WDT"),
    "number": ("CD",),
    "adjective": ("JJ", "JJR", "JJS"),
    "adverb": ("RB", "RBR", "RBS", "WRB", "RP"),
    "determiner": ("DT", "PRP$", "WP$", "PDT"),
    "preposition": ("IN", "TO"),
    "conjunction": ("CC",),
}
NAMES: dict[str, tuple[str, ...]] = {"person": ("PERSON",), "organisation": ("ORGANIZATION",), "place": ("LOCATION",)}


def rows(path: Path, layer: str, classes: dict[str, tuple[str, ...]]) -> list[Row]:
    """Sentences with spans of our classes; other tags are left out."""
    fold = {tag: name for name, tags in classes.items() for tag in tags}
    return [(t, [(fold[n], a, b) for n, a, b in spans if n in fold]) for t, spans in read_cofenet(path, layer, running_text=True)]


def main() -> None:
    """Train, keep the best epoch, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=("words", "names"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    layer, classes = ("pos", WORDS) if args.task == "words" else ("ner", NAMES)
    train, test = rows(args.data / "valid.txt", layer, classes), rows(args.data / "test.txt", layer, classes)
    held_out = train[::10]  # every tenth sentence chooses the epoch, so that the test file chooses nothing
    kept = [r for i, r in enumerate(train) if i % 10]
    model, tokenizer = fit(
        tuple(classes), lambda rng: rng.sample(kept, len(kept)), held_out, Recipe(epochs=4, rank=16, rate=1.5e-3), args.out
    )
    print("test", score(model, tokenizer, test, tuple(classes)))


if __name__ == "__main__":
    main()
