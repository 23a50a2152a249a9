"""PolNeAR: the file is read as published, and spans are scored as CofeNet scores them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.benchmarks.attribution import Piece, by_list, exact, in_tokens, jaccard, overlap, pieces, polnear, read_sentences
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.models.base import Tag
from summarizer.settings import Settings
from tests.fakes import BagEncoder

ROW = {
    "tokens": ["Brandt", "said", "``", "the", "pier", "is", "shut", "''", "."],
    "labels": ["B-source", "B-cue", "B-content", *["I-content"] * 5, "O"],
    "id": "post_2031-05-01_pier_0a1b",
}
GOLD = {Piece("source", 0, 1), Piece("cue", 1, 2), Piece("content", 2, 8)}
spans = st.builds(lambda label, first, size: Piece(label, first, first + size), st.just("cue"), st.integers(0, 20), st.integers(1, 9))


def written(folder: Path, *rows: object) -> Path:
    file = folder / "test.txt"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return file


def perfect(head: str, text: str) -> list[Tag]:
    del head
    return [Tag("source", 0, 6), Tag("cue", 7, 11), Tag("content", 12, 32)] if text.startswith("Brandt") else []


def test_a_sentence_keeps_its_tokens_its_spans_and_the_article_of_either_annotator(tmp_path: Path) -> None:
    one, two = read_sentences(written(tmp_path, ROW, {**ROW, "id": "post_2031-05-01_pier_9f9f"}))
    assert one.text == "Brandt said “ the pier is shut ” ."
    assert [one.text[a:b] for a, b in one.tokens][2] == "“"
    assert one.gold == GOLD
    assert one.article == two.article == "post_2031-05-01_pier"


def test_an_inside_tag_that_continues_nothing_begins_no_span() -> None:
    assert pieces(["I-cue", "B-source", "I-content", "O", "B-cue", "I-cue"]) == {Piece("source", 1, 2), Piece("cue", 4, 6)}


def test_two_spans_side_by_side_stay_two() -> None:
    assert pieces(["B-cue", "B-cue"]) == {Piece("cue", 0, 1), Piece("cue", 1, 2)}


def test_a_tag_in_code_points_becomes_the_tokens_that_begin_in_it(tmp_path: Path) -> None:
    (sentence,) = read_sentences(written(tmp_path, ROW))
    assert in_tokens(sentence, perfect("attribution", sentence.text)) == GOLD
    assert in_tokens(sentence, [Tag("cue", 6, 7)]) == frozenset()


def test_exact_counts_only_equal_spans_of_one_label() -> None:
    assert exact(frozenset(GOLD), frozenset({Piece("cue", 1, 2), Piece("cue", 4, 5), Piece("source", 1, 2)}), "cue") == (1, 2, 1)


def test_overlap_takes_the_best_match_and_one_more_zero_for_a_span_that_touches_nothing() -> None:
    gold = frozenset({Piece("cue", 0, 4)})
    found = frozenset({Piece("cue", 2, 4), Piece("cue", 3, 5), Piece("cue", 8, 9)})
    assert overlap(gold, found, "cue") == (0.5, 2, 2)


@given(spans, spans)
def test_the_jaccard_of_two_spans_is_symmetric_within_bounds_and_one_only_if_equal(a: Piece, b: Piece) -> None:
    assert jaccard(a, b) == jaccard(b, a)
    assert 0 <= jaccard(a, b) <= 1
    assert (jaccard(a, b) == 1) == (a == b)


def test_the_word_list_finds_verb_name_and_quotation_without_a_model() -> None:
    text = "Ana Brandt said “ the pier is shut ” ."
    assert {(t.label, text[t.start : t.end]) for t in by_list(text)} == {
        ("source", "Ana Brandt"),
        ("cue", "said"),
        ("content", "“ the pier is shut ”"),
    }


def test_the_name_may_follow_its_verb() -> None:
    text = "“ It is shut , ” said Ana Brandt ."
    assert ("source", "Ana Brandt") in {(t.label, text[t.start : t.end]) for t in by_list(text)}


def test_a_tagger_that_is_right_scores_one_and_every_row_says_whose_it_is(tmp_path: Path) -> None:
    other = {"tokens": ["Nobody", "spoke", "."], "labels": ["O", "O", "O"], "id": "post_2031-05-02_quiet_0a1b"}
    table = polnear(written(tmp_path, ROW, other).parent, Models(BagEncoder(perfect), None, Settings(model="none")))
    ours = table.rows[0]
    assert {ours.figures[c].value for c in table.columns} == {1.0}
    assert ours.figures["source exact"].n == 1
    assert {r.kind for r in table.rows} == {"ours", "baseline", "published"}
    assert all(r.source for r in table.rows if r.kind == "published")
    assert "2 sentences, 3 spans, 2 articles" in table.data


@pytest.mark.parametrize(
    ("text", "words"),
    [("{}\n", "line 1"), ("", "line 1"), (json.dumps({**ROW, "labels": ["O"]}), "labels"), ("[1]", "line 1")],
)
def test_a_file_of_another_form_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "test.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=words) as error:
        read_sentences(file)
    assert "\n" not in str(error.value)


def test_a_path_without_the_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"CofeNet"):
        polnear(tmp_path, Models(BagEncoder(), None, Settings(model="none")))
