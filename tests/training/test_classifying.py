"""Training a classifier: figures by hand, labels that the data leave open, pairs that are what they are labelled."""

from __future__ import annotations

import gzip
import json
import math
import random
from pathlib import Path

import pytest
import torch

from training import classifying, made, stance
from training.checkable import read_own
from training.classifying import Example, measure

SENTENCE = "The council of Kelmar was told on Monday that 240 homes were lost in 2019."
GOLD = [Example(("a", "b"), label) for label in ("yes", "yes", "no", "no")]


def test_figures_are_those_made_by_hand() -> None:
    judged = [{"yes": 0.8, "no": 0.2}, {"yes": 0.4, "no": 0.6}, {"yes": 0.2, "no": 0.8}, {"yes": 0.2, "no": 0.8}]
    figures = measure(("yes", "no"), judged, GOLD)
    assert figures.texts == 4
    assert figures.accuracy == 0.75
    assert figures.macro_f1 == pytest.approx((2 / 3 + 4 / 5) / 2, abs=1e-4)
    assert figures.ece == pytest.approx(abs(3 * 0.8 - 3) / 4 + 0.6 / 4, abs=1e-4)


def test_a_label_that_the_data_leave_open_costs_only_what_is_surely_wrong() -> None:
    logits = torch.zeros(1, 3)
    (open_loss,) = classifying.log_loss(logits, stance.LABELS, [Example(("a", "b"), "opposes|neither")])
    (sure_loss,) = classifying.log_loss(logits, stance.LABELS, [Example(("a", "b"), "opposes")])
    assert open_loss.item() == pytest.approx(math.log(3 / 2))
    assert sure_loss.item() == pytest.approx(math.log(3))


def test_own_labels_are_found_at_their_places(tmp_path: Path) -> None:
    text = "Rain fell. It was a disgrace, he said. Then the sun came out."
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "x", "text": text}) + "\n")
    start = text.index("It was")
    (tmp_path / "marks.tsv").write_text(f"article\tstart\tend\tlabel\nx\t{start}\t{start + 17}\topinion\n", "utf-8")
    (found,) = read_own(tmp_path / "articles.jsonl.gz", tmp_path / "marks.tsv")
    assert found == Example(("It was a disgrace", "It was a disgrace, he said."), "opinion")


def test_pairs_are_made_the_same_each_time_and_each_says_what_was_changed(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(
            json.dumps({"text": " ".join([SENTENCE, "The ferry to Port Selm has not sailed for 12 days because of ice."] * 12)}) + "\n"
        )
    pairs = made.made(tmp_path / "articles.jsonl.gz", 60)
    assert pairs == made.made(tmp_path / "articles.jsonl.gz", 60)
    assert {e.label for e in pairs} == set(stance.LABELS)
    for e in pairs:
        if e.label == "supports":
            assert e.text[1][1:] in e.text[0]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_changed_differs(seed: int) -> None:
    rng = random.Random(seed)
    for changed in (made.changed_number(SENTENCE, rng), made.changed_time(SENTENCE, rng), made.negation(SENTENCE)):
        assert changed
        assert changed != SENTENCE


def test_a_negation_is_put_in_and_taken_out() -> None:
    assert made.negation("The pier is shut.") == "The pier is not shut."
    assert made.negation("The pier is not shut.") == "The pier is shut."
    assert made.negation("Ice melts.") is None


def test_nothing_is_trained_on_that_stands_in_the_test_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [Example(("The pier is shut.", "It rained."), "supports"), Example(("Ice melts.", "It snowed."), "supports")]
    parts = stance.split({"mnli": rows}, [Example(("Another passage.", "it rained"), "opposes")], {"mnli": 5}, held=0)
    assert parts == ([rows[1]], [])
    assert "mnli 2 1" in capsys.readouterr().out
