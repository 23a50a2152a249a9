"""Pairs made from news and from sets of summaries: each says what was changed, and no article of a test set is in them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training import edited, events, grounding, made, stance
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


def test_of_each_set_some_pairs_are_held_out_and_no_more_are_learned_than_its_share() -> None:
    rows = [Example((f"Passage {n}.", "It rained."), "supports") for n in range(9)]
    parts = stance.split({"mnli": rows}, [], {"mnli": 5}, held=3)
    assert (len(parts.train), len(parts.held_out)) == (5, 3)
    assert not set(parts.train) & set(parts.held_out)


EVENT = {
    "event": "pier",
    "claims": [{"id": "a", "by": "the mayor", "text": "The pier is shut."}, {"id": "b", "by": "the mayor", "text": "Nobody was hurt."}],
    "passages": [
        {"id": "p", "by": "a nurse", "where": "other", "text": "We sewed up two of them.", "supports": [], "opposes": ["b"]},
        {
            "id": "q",
            "by": "a sailor",
            "where": "same",
            "text": "A chain hangs across, and nobody bled.",
            "supports": ["a", "b"],
            "opposes": [],
        },
    ],
}


def test_every_claim_of_an_event_stands_beside_every_passage(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(EVENT) + "\n", "utf-8")
    found = [e for held in (True, False) for e in events.read([tmp_path / "x.jsonl"], held_out=held)]
    assert [(e.text[1][:3], e.label) for e in found] == [("The", "neither"), ("Nob", "opposes"), ("The", "supports"), ("Nob", "supports")]


def test_all_that_take_a_side_are_drawn_and_as_many_others_as_asked() -> None:
    rows = [Example((str(n), "x"), "supports" if n < 3 else "neither") for n in range(20)]
    drawn = events.drawn(rows, 2, seed=1)
    assert drawn[:3] == rows[:3]
    assert len(drawn) == 9
    assert drawn == events.drawn(rows, 2, seed=1)


def test_the_written_events_name_only_claims_that_they_have_and_no_passage_twice() -> None:
    files = sorted(events.EVENTS.glob("*.jsonl"))
    rows = [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines()]
    assert len(rows) > 400
    for row in rows:
        known = {c["id"] for c in row["claims"]}
        assert all({*p["supports"], *p["opposes"]} <= known and not {*p["supports"]} & {*p["opposes"]} for p in row["passages"])
    texts = [p["text"] for row in rows for p in row["passages"]]
    assert len(texts) == len(set(texts))
