"""Train the attribution tagger (source, cue, content) on PolNeAR.

    python -m training.attribution --data PATH/polnear [--cofenet PATH/cofenet_polnear] --out summarizer/adapters/attribution.safetensors
    python -m training.attribution --wide --data PATH/polnear --out summarizer/adapters/attribution_wide.safetensors

PATH/polnear holds data/{train,dev,test}/{text,attributions}/ as published by networkdynamics/PolNeAR. Trains on train, keeps the
epoch that is best on dev, and prints exact-match span F1 on the CofeNet test file, if it is given. About 80 minutes
on two cores that do other work too.
"""

from __future__ import annotations

import argparse
import random
import re
from functools import partial
from pathlib import Path
from typing import NamedTuple

import sentencex

from training.base import Recipe, Row, fit, score
from training.cofenet import read_cofenet

LABELS = ("source", "cue", "content")
LONGEST = 900
"""Code points in a window: about 200 pieces."""
WIDE = Recipe(epochs=7, rank=64, quick=True, hidden=0.05, average=0.998)
"""Of the second tagger: twice the rank, a part of the pieces unread."""
_SPAN = re.compile(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t")


class Document(NamedTuple):
    """A text, its sentence spans and its gold spans (label, start, end), all in code points."""

    text: str
    sentences: list[tuple[int, int]]
    spans: list[tuple[str, int, int]]


def read_polnear(folder: Path) -> list[Document]:
    """The articles of one split, with the first annotator's spans; spans in several pieces give several spans."""
    documents = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        annotation = min((folder / "attributions").glob(path.stem + "_????.ann"), default=None)
        if annotation is None:
            continue
        spans: list[tuple[str, int, int]] = []
        for line in annotation.read_text("utf-8").splitlines():
            if found := _SPAN.match(line):
                for piece in found[2].split(";"):
                    start, end = map(int, piece.split())
                    spans.append((found[1].lower(), start, end))
        bounds = [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries("en", text)]
        documents.append(Document(text, bounds, spans))
    return documents


def windows(documents: list[Document], rng: random.Random | None) -> list[Row]:
    """Cut articles into runs of whole sentences; with an rng the lengths vary, down to one sentence, and curly quotes may go straight."""
    out = []
    for doc in documents:
        i = 0
        while i < len(doc.sentences):
            limit = LONGEST if rng is None else rng.choice((1, 1, LONGEST // 4, LONGEST // 2, LONGEST, LONGEST))
            start, j = doc.sentences[i][0], i + 1
            while j < len(doc.sentences) and doc.sentences[j][1] - start <= limit:
                j += 1
            end = doc.sentences[j - 1][1]
            text = doc.text[start:end]
            if rng is not None and rng.random() < 0.4:
                text = text.translate(str.maketrans("“”‘’", "\"\"''"))
            if text.strip():
                out.append((text, [(n, max(a, start) - start, min(b, end) - start) for n, a, b in doc.spans if a < end and b > start]))
            i = j
    return out


def main() -> None:
    """Train, keep the best epoch, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cofenet", type=Path)
    parser.add_argument("--wide", action="store_true", help="train the second tagger, which decides together with the first")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    train, dev = (read_polnear(args.data / "data" / split) for split in ("train", "dev"))
    model, tokenizer = fit(LABELS, partial(windows, train), windows(dev, None), WIDE if args.wide else Recipe(), args.out)
    print("dev", score(model, tokenizer, windows(dev, None), LABELS))
    if args.cofenet:
        print("cofenet test", score(model, tokenizer, read_cofenet(args.cofenet / "test.txt", "labels"), LABELS))


if __name__ == "__main__":
    main()
