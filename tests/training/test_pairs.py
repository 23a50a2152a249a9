"""Pairs made from news and from sets of summaries: each says what was changed, and no article of a test set is in them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training import edited, grounding, made, stance
from training.classifying import Example

CROSSED = "Ana Brandt met Omar Keller in Kelmar on Monday, after 40 of 90 ferries were stopped."
ARTICLE = "The pier in Kelmar was shut on Monday after the storm. Mayor Ana Brandt said that 40 jobs were lost. Nobody was hurt."


def test_names_or_figures_change_places() -> None:
    assert edited.crossed(CROSSED, made.NAME) is None  # a name that opens the sentence is not looked at
    assert edited.crossed("So Ana Brandt met Omar Keller.", made.NAME) == "So Omar Keller met Ana Brandt."
    assert edited.crossed("There 40 of 1,900 were lost.", edited._FIGURE) == "There 1,900 of 40 were lost."
    assert edited.crossed("There 40 of 40 were lost.", edited._FIGURE) is None


def test_a_detail_is_taken_out_and_the_rest_still_stands() -> None:
    assert edited.without("The pier in the old harbour was shut on Monday after the storm.", edited._DETAIL) == (
        "The pier in the old harbour was shut after the storm."
    )
    assert edited.without("It rained on Monday.", edited._DETAIL) is None


def test_made_pairs_are_the_same_each_time_and_of_every_stance(tmp_path: Path) -> None:
    told = "The council of {0}, which met in 19{1}, was told that {1} of 900 homes in {0} were lost on Monday."
    text = " ".join(told.format(town, n) for town in ("Kelmar", "Norhaven", "Port Selm") for n in range(11, 29))
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": text}) + "\n")
    pairs = edited.edited(tmp_path / "articles.jsonl.gz", 60)
    assert pairs == edited.edited(tmp_path / "articles.jsonl.gz", 60)
    assert {"supports", "opposes", "neither"} <= {e.label for e in pairs}
    assert all(e.text[1] not in e.text[0] for e in pairs if e.label != "supports")


def test_the_changed_sentence_of_a_summary_is_told_from_the_one_that_stood_there(tmp_path: Path) -> None:
    row = {
        "article": ARTICLE,
        "reference_summary": "The pier was shut. 40 jobs were lost.",
        "edited_summary": "The pier was shut. 50 jobs were lost.",
    }
    for name in ("task1_dataset.json", "task2_dataset.json"):
        (tmp_path / name).write_text(json.dumps([row] if name.startswith("task1") else []), "utf-8")
    found = {(e.text[1], e.label) for e in grounding.bump(tmp_path, frozenset())}
    assert found == {("50 jobs were lost.", "opposes|neither"), ("40 jobs were lost.", "supports"), ("The pier was shut.", "supports")}
    assert list(grounding.bump(tmp_path, frozenset({"Nobody was hurt."}))) == []


def test_choices_of_a_summary_are_read_once_each(tmp_path: Path) -> None:
    folder = tmp_path / "multiple_choice-dataset/xsum/fib"
    folder.mkdir(parents=True)
    row = {"input": ARTICLE, "list_choices": ["Jobs were lost in Kelmar.", "A ferry sank."], "correct_choice": "Jobs were lost in Kelmar."}
    (folder / "a.jsonl").write_text("\n".join([json.dumps(row)] * 30), "utf-8")
    found = list(grounding.fib(tmp_path, frozenset()))
    assert sorted((e.text[1], e.label) for e in found) == [("A ferry sank.", "opposes|neither"), ("Jobs were lost in Kelmar.", "supports")]


def test_a_claim_stands_beside_the_sentences_of_the_document_that_it_needs(tmp_path: Path) -> None:
    row = {"text_a": ARTICLE, "text_b": ["The pier of Kelmar was shut."], "orig_label": 1}
    (tmp_path / "x.json").write_text(json.dumps(row), "utf-8")
    (found,) = grounding.factcg(tmp_path / "x.json", frozenset())
    assert found.label == "supports"
    assert found.text == ("The pier in Kelmar was shut on Monday after the storm.", "The pier of Kelmar was shut.")


def test_what_one_pass_leaves_over_the_other_can_use() -> None:
    rows = [Example((f"Passage {n}.", "It rained."), "supports") for n in range(9)]
    parts = stance.split({"mnli": rows}, [], {"mnli": 5}, ())
    assert len(parts.train) == 5
    assert {*parts.train, *parts.left["mnli"]} == set(rows)
