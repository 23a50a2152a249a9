"""Pairs become examples that the checks of the product would let pass; what is held out stays held out."""

from __future__ import annotations

import json
from pathlib import Path

from training.writing import examples, framed, held_out, line_of, read, wording_of

ROW = {
    "sentence": "She admitted on Monday that the pier had lost 40 jobs.",
    "context": "Ana Brandt, mayor of Kelmar, met reporters.",
    "sources": [{"name": "Ana Brandt, mayor of Kelmar", "kind": "official"}],
    "quote": "the pier had lost 40 jobs",
    "caveat": "the union denied this",
    "claim": "The pier lost 40 jobs.",
    "line": "Ana Brandt, mayor of Kelmar, said the pier had lost 40 jobs; the union denied this.",
}


def folder(tmp_path: Path, *rows: dict[str, object]) -> Path:
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(ROW | r) + "\n" for r in rows), "utf-8")
    return tmp_path


def test_a_line_is_learned_without_its_caveat(tmp_path: Path) -> None:
    (pair,) = read([folder(tmp_path, {})])
    example = line_of((pair,))
    assert example is not None
    assert example.answer == "Ana Brandt, mayor of Kelmar, said the pier had lost 40 jobs."
    assert "denied" not in example.chat[-1].content


def test_a_line_that_the_checks_refuse_is_framed_anew(tmp_path: Path) -> None:
    (pair,) = read([folder(tmp_path, {"line": "Brandt boasted of 400 jobs.", "caveat": ""})])
    example = line_of((pair,))
    assert example is not None
    assert example.answer == "Ana Brandt, mayor of Kelmar, said that the pier lost 40 jobs."


def test_a_wording_that_the_checks_refuse_is_not_learned(tmp_path: Path) -> None:
    right, wrong = read([folder(tmp_path, {}, {"claim": "The pier lost 400 jobs."})])
    assert wording_of(right) is not None
    assert wording_of(wrong) is None


def test_two_pairs_of_one_sentence_make_a_line_of_both(tmp_path: Path) -> None:
    pairs = read([folder(tmp_path, {}, {"claim": "The cranes were sold.", "quote": "the cranes were sold", "caveat": ""})])
    answers = [e.answer for e in examples(pairs) if e.task == "line"]
    assert "Ana Brandt, mayor of Kelmar, said that the pier lost 40 jobs and that the cranes were sold." in answers


def test_all_pairs_of_a_sentence_are_held_out_or_none(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"sentence": f"Sentence number {n}.", "claim": c} for n in range(200) for c in ("A.", "B.")]
    pairs = read([folder(tmp_path, *rows)])
    out = {p.sentence for p in pairs if held_out(p)}
    assert 0 < len(out) < 40
    assert sum(held_out(p) for p in pairs) == 2 * len(out)


def test_a_frame_keeps_names_and_days_in_capitals() -> None:
    assert framed(("the board",), ["April was dry.", "Kelmar was flooded."], "in Kelmar") == (
        "The board said that April was dry and that Kelmar was flooded."
    )
    assert framed((), ["The pier is shut.", "The cranes were sold."], "") == "The pier is shut and the cranes were sold."
