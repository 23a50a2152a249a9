"""Baselines are what they say: nothing of the tool's own judgement is in them."""

from __future__ import annotations

from pathlib import Path

from eval import baselines
from eval.results import Link, Prediction, Row
from summarizer.records import Span
from tests.eval import samples
from tests.fakes import ScriptedWriter


def test_lead_gives_the_first_three_sentences(tmp_path: Path) -> None:
    lines = baselines.lead(samples.sample(tmp_path)).lines
    assert lines is not None
    assert [line.split()[0] for line in lines] == ["The", "Mayor", "Per"]


def test_lexrank_gives_three_sentences_of_the_article_in_their_order(tmp_path: Path) -> None:
    seed = samples.sample(tmp_path)
    lines = baselines.lexrank(seed).lines
    assert lines is not None
    places = [seed.text.index(line) for line in lines]
    assert len(places) == 3
    assert places == sorted(places)


def test_the_regex_finds_plain_speakers_and_makes_every_sentence_a_claim(tmp_path: Path) -> None:
    rows = baselines.regex_table(samples.sample(tmp_path)).rows
    assert rows is not None
    assert len(rows) == 5
    assert [r.sources[0].name if r.sources else None for r in rows][1:4:2] == ["Mayor Ana Brandt", "Holm"]
    assert rows[1].quote.text.startswith("the bridge would cost")
    assert {r.status for r in rows} == {"single-source", "unsourced"}


def test_the_majority_keeps_the_rows_and_changes_only_the_status() -> None:
    row = Row(quote=Span(start=0, end=1, text="x"), sources=(Link(name="a", kind="person"),), status="disputed")
    rows = baselines.majority(Prediction(rows=(row,))).rows
    assert rows is not None
    assert (rows[0].quote, rows[0].sources, rows[0].status) == (row.quote, row.sources, baselines.MAJORITY)


def test_the_raw_model_is_given_the_article_and_taken_at_its_word(tmp_path: Path) -> None:
    writer = ScriptedWriter(lambda _: "The council voted. Nobody spoke.")
    predictions = [baselines.raw_model(samples.sample(tmp_path), writer)]
    assert [p.lines for p in predictions] == [("The council voted.", "Nobody spoke.")]
    assert "reckless Dunmere bridge plan" in writer.asked[0]
