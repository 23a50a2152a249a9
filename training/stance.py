"""Train the verifier that says whether a passage supports a claim, opposes it, or does neither; measure it.

    python -m training.stance --data PATH --out summarizer/adapters/stance.safetensors
    python -m training.stance --data PATH --measure stance

PATH holds the sets below as published, one folder each, and news_2000/articles.jsonl.gz, from whose sentences pairs are made; the events
of `training/events` are always read. A passage that tells that somebody said so supports the claim: who said it is told apart, as the
origin. FEVER Symmetric, the dev part of AVeriTeC and the documents of our dev seeds are measured and train nothing; what FEVER Symmetric
holds is left out of the training pairs, and articles that the benchmarks of faithfulness ask about are left out of the news.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eval import seeds
from training import events
from training.checkable import sentence_at
from training.classifying import Example, measure
from training.edited import edited
from training.grounding import bump, factcg, fib, tested
from training.made import made
from training.verifying import Pass, Recipe, fit, judge

LABELS = ("supports", "opposes", "neither")
_MEANING = {
    **dict.fromkeys(("entailment", "Supports", "SUPPORTS", "Supported"), "supports"),
    **dict.fromkeys(("contradiction", "Refutes", "REFUTES", "Refuted"), "opposes"),
    **dict.fromkeys(("neutral", "Neutral", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"), "neither"),
    "not_entailment": "opposes|neither",
}
LONGEST = 420
"""Code points of a passage and a claim that are trained on: longer ones cost time and are not what a passage is here."""
SHARES = {
    "mnli": 2_200,
    "fever": 1_600,
    "snli": 1_200,
    "cad": 900,
    "conjunctions": 300,
    "fm2": 900,
    "health": 1_000,
    "rte": 700,
    "made": 1_200,
}
"""How many pairs of each general set are trained on, at most."""
NEWS = {"edited": 1_500, "bump": 700, "fib": 300, "factcg": 700}
"""The same of pairs made from sentences and summaries of news."""
HARD = ("conflict_and_courts", "local_life", "economy", "science_and_health", "politics", "incidents_and_culture")
"""The files of events that are read once more than the others, before them."""
HELD = 250
"""So many pairs are held out of each set of `NEWS`."""


class Parts(NamedTuple):
    """Pairs to train on, and pairs to calibrate on."""

    train: list[Example]
    held_out: list[Example]


def read_sets(data: Path) -> dict[str, list[Example]]:
    """The training pairs by set."""
    nli = data / "docnli_subsets/Data"
    rows = data / "rmib_snli_scitail_rte/data"
    signs = {"snli": "supports neither opposes", "rte": "supports opposes|neither"}
    return {
        "mnli": [e for part in ("dev", "test") for e in _lines(nli / f"binary-MNLI/{part}.txt")],
        "fever": [e for part in ("dev", "test") for e in _lines(nli / f"binary-FEVER-NLI/{part}.txt")],
        "snli": list(_numbered(rows / "snli/dev.txt", signs["snli"])),
        "rte": list(_numbered(rows / "rte/train.txt", signs["rte"])),
        "cad": list(_table(data / "cad_nli/NLI/all_combined/train.tsv", ("sentence1", "sentence2", "gold_label"))),
        "conjunctions": list(_table(data / "conjnli/data/NLI/adversarial_train_15k.tsv", ("Premise", "Hypothesis", "Label"))),
        "health": list(_table(data / "healthver/data/healthver_dev.csv", ("evidence", "claim", "label")))
        + list(_table(data / "healthver/data/healthver_test.csv", ("evidence", "claim", "label"))),
        "fm2": [e for part in ("dev", "test") for e in _fool_me_twice(data / f"fool_me_twice/dataset/{part}.jsonl")],
        "made": made(data / "news_2000/articles.jsonl.gz", SHARES["made"]),
    }


def read_news(data: Path) -> dict[str, list[Example]]:
    """The pairs by set of sentences of news and of summaries of news."""
    unseen = tested(data)
    return {
        "edited": edited(data / "news_2000/articles.jsonl.gz", 3_500 + HELD),
        "bump": list(bump(data / "bump/data", unseen)),
        "fib": list(fib(data / "fib", unseen)),
        "factcg": list(factcg(data / "factcg/data/training_stage2/CG2C_doc.json", unseen)),
    }


def read_symmetric(data: Path) -> list[Example]:
    """FEVER Symmetric v0.2, test: every claim with a passage for and one against it, so that the claim alone tells nothing."""
    lines = (data / "fever_symmetric/symmetric_v0.2/fever_symmetric_test.jsonl").read_text("utf-8").splitlines()
    return [Example((r["evidence"], r["claim"]), _MEANING[r["gold_label"]]) for r in map(json.loads, lines)]


def read_averitec(data: Path) -> list[Example]:
    """AVeriTeC dev: a claim beside the questions and answers that its checkers found. Conflicting evidence counts as neither."""
    with zipfile.ZipFile(data / "averitec/AVeriTeC-main.zip") as archive:
        rows = json.loads(archive.read("AVeriTeC-main/data/dev.json"))
    return [Example((_answers(r), r["claim"]), _MEANING[r["label"]]) for r in rows]


def read_documents(split: seeds.Split) -> list[Example]:
    """The labelled passages of our seeds' documents, each as its sentence, and one more for each that bears on other claims only."""
    out: list[Example] = []
    rng = random.Random(1)
    for seed in seeds.load_all(seeds.ROOT, split):
        texts = {d.id: d.text for d in seed.documents}
        marked = [(c, e, _sentence(texts[e.document], e.quote)) for c in seed.labels.claims for e in c.evidence]
        for claim, evidence, passage in marked:
            if evidence.stance in LABELS:
                out.append(Example((passage, claim.text), evidence.stance))
            others = [p for c, _, p in marked if c.id != claim.id and p not in {q for d, _, q in marked if d.id == claim.id}]
            if others:
                out.append(Example((rng.choice(others), claim.text), "neither"))
    return out


def main() -> None:
    """Train and calibrate, unless the name of an adapter to measure is given; report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", help="the name of an adapter that the package carries")
    args = parser.parse_args()
    if args.out:
        train(args.data, args.out)
    name = args.measure or args.out.stem
    for title, rows in {
        "FEVER Symmetric": read_symmetric(args.data),
        "AVeriTeC dev": read_averitec(args.data),
        "documents of the dev seeds": read_documents("dev"),
        "events held out": events.read(_files(), held_out=True),
    }.items():
        report(title, rows, judge(name, rows))


def train(data: Path, out: Path) -> None:
    """Read the general sets, then the hard events, then all events twice, the last time among news."""
    unseen = read_symmetric(data)
    general = split(read_sets(data), unseen, SHARES, held=0)
    news = split(read_news(data), unseen, NEWS, held=HELD)
    hard, everyday = (events.read(files, held_out=False) for files in (_files(HARD), _files()))
    passes = (
        Pass("general", general.train, 6e-4),
        Pass("hard events", events.drawn(hard, 3, seed=2), 6e-4),
        Pass("events", events.drawn(everyday, 2.5, seed=2), 6e-4),
        Pass("events and news", [*events.drawn(everyday, 2, seed=3), *news.train], 5e-4),
    )
    fit(LABELS, passes, events.read(_files(), held_out=True) + news.held_out, Recipe(), out)


def _files(names: Sequence[str] = ()) -> list[Path]:
    return sorted(events.EVENTS / f"{n}.jsonl" for n in names) if names else sorted(events.EVENTS.glob("*.jsonl"))


def split(sets: dict[str, list[Example]], kept_out: Sequence[Example], shares: dict[str, int], held: int) -> Parts:
    """The pairs to train on, as many as `shares` says, and `held` of each set to calibrate on."""
    rng = random.Random(1)
    unseen = {_plain(text) for e in kept_out for text in e.text}
    parts = Parts([], [])
    for name, rows in sets.items():
        good = [e for e in rows if len("".join(e.text)) <= LONGEST and not {_plain(t) for t in e.text} & unseen]
        rng.shuffle(good)
        parts.held_out.extend(good[:held])
        parts.train.extend(good[held : held + shares[name]])
        print(name, len(rows), len(good[held : held + shares[name]]), flush=True)
    return parts


def report(name: str, gold: Sequence[Example], judged: Sequence[dict[str, float]]) -> None:
    """Print the figures, and for thresholds of probability how many are judged at all and how often that is right."""
    print(name, measure(LABELS, judged, gold))
    if not any(e.label == "neither" for e in gold):
        two = [{k: v / (1 - j["neither"]) for k, v in j.items() if k != "neither"} for j in judged]
        print("  of two stances", measure(LABELS[:2], two, gold))
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9):
        said = [(max(j, key=j.__getitem__), e.label) for j, e in zip(judged, gold, strict=True) if max(j.values()) >= threshold]
        found = {s: [a == b for a, b in said if a == s] for s in LABELS[:2]}
        shares = ", ".join(f"{s} {sum(r)}/{len(r)}" for s, r in found.items())
        right = sum(a == b for a, b in said) / max(1, len(said))
        print(f"  from {threshold}: judged {len(said) / len(gold):.3f}, right {right:.3f}; {shares}")


def _sentence(text: str, quote: str) -> str:
    start, end = sentence_at(text, text.index(quote))
    return " ".join(text[start:end].split())


def _lines(path: Path) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        label, premise, hypothesis = line.split("\t")[:3]
        yield Example((premise, hypothesis), _MEANING[label])


def _numbered(path: Path, stances: str) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        premise, hypothesis, number = line.split("\t")[:3]
        yield Example((premise, hypothesis), stances.split()[int(number)])


def _table(path: Path, columns: tuple[str, str, str]) -> Iterator[Example]:
    """A file of tab-separated values, where quotation marks mean nothing, or of comma-separated ones, where they do."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        plain = path.suffix == ".tsv"
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if plain else csv.DictReader(file):
            premise, hypothesis, label = (row[c] for c in columns)
            if label in _MEANING:
                yield Example((premise.strip('"'), hypothesis.strip('"')), _MEANING[label])


def _fool_me_twice(path: Path) -> Iterator[Example]:
    """The claim beside its gold passages, and beside a retrieved one that is not among them, which is taken to have neither stance."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        gold = [e["text"] for e in row["gold_evidence"]]
        yield Example((" ".join(gold), row["text"]), _MEANING[row["label"]])
        if others := [e["text"] for e in row["retrieved_evidence"] if e["text"] not in gold]:
            yield Example((others[-1], row["text"]), "neither")


def _answers(row: dict[str, Any]) -> str:
    return " ".join(f"{q['question'].rstrip('?')}? {a['answer']}" for q in row["questions"] for a in q["answers"])


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


if __name__ == "__main__":
    main()
