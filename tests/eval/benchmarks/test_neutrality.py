"""NeuS and WNC: arousal as NeuS counts it, BLEU as sacrebleu counts it, edits as editors made them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU

from eval.benchmarks import neutrality
from eval.benchmarks.base import Benchmark
from eval.benchmarks.locating import affect
from eval.benchmarks.neutrality import FOLDER, Event, arousal, central, drawn, neus, read_events
from eval.benchmarks.ngrams import bleu, bleu_sums, rouge1_recall
from eval.benchmarks.wnc import edited, read_pairs, wnc
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.models.base import Encoder, Tag
from summarizer.settings import Settings
from tests.fakes import BagEncoder

VAD = {"joy": (0.9, 0.8), "attack": (0.1, 0.9), "plan": (0.6, 0.3), "party": (0.7, 0.7)}
texts = st.text(alphabet="ab .", min_size=1, max_size=30)
ARTICLES = (
    "Mayor Ana Brandt said the pier will close on Monday. Two inspectors found cracks in nine of its forty iron posts last week, she said.",
    "The pier at Dunmere will close on Monday, Mayor Ana Brandt said. Shop owners said the attack on their trade would cost them much.",
    "A spokesman for the owners said the pier was safe. The council voted seven to four to close the pier until the repairs are done.",
)


def value(table: Benchmark, system: str, column: str) -> float | None:
    return next(r for r in table.rows if r.system == system).figures[column].value


def no_model() -> Models:
    """An encoder that takes the first letters of any text for an adjective, and knows nothing else."""
    return Models(BagEncoder(lambda head, text: [Tag("adjective", 0, 3)] if head == "words" and text else []), None, Settings(model="none"))


def lexicon(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "NRC-VAD-Lexicon.txt").write_text("".join(f"{w}\t{v}\t{a}\t0.5\n" for w, (v, a) in VAD.items()), "utf-8")


def neus_folder(root: Path, events: int = 2) -> Path:
    folder = root / "framing" / FOLDER
    folder.mkdir(parents=True)
    source = " [SEP] ".join(f"TITLE=> Pier. ARTICLE=> {a}" for a in ARTICLES)
    (folder / "test.source").write_text(f"{source}\n" * events, "utf-8")
    (folder / "test.target").write_text("TITLE=> Pier. ARTICLE=> The pier will close on Monday.\n" * events, "utf-8")
    return root / "framing"


def test_arousal_counts_each_pleasant_or_unpleasant_word_once_that_the_roundup_lacks() -> None:
    assert arousal("Joy! Joy and a plan, an attack.", "", VAD) == (0.8, 0.9)
    assert arousal("Joy and attack", "An attack.", VAD) == (0.8, 0.0)


def test_plurals_are_reduced_where_the_lexicon_has_the_singular() -> None:
    assert sum(arousal("Parties, joys", "", VAD)) == pytest.approx(1.5)
    assert arousal("Attacks", "attack", VAD) == (0.0, 0.0)


@given(texts, texts)
def test_more_text_never_has_less_arousal(a: str, b: str) -> None:
    small = {"a": (0.9, 0.4), "b": (0.1, 0.5), "ab": (0.8, 0.6)}
    assert sum(arousal(f"{a} {b}", "", small)) >= sum(arousal(a, "", small)) - 1e-9


def test_the_central_sentences_are_those_that_share_most_words_in_their_order() -> None:
    assert central(["Nothing here. The pier will close.", "The pier will close on Monday."], 2) == (
        "The pier will close. The pier will close on Monday."
    )


def test_neus_gives_recall_and_length_beside_arousal_for_every_row(tmp_path: Path, encoder: Encoder) -> None:
    path = neus_folder(tmp_path)
    lexicon(tmp_path / "nrc_vad")
    table = neus(path, Models(encoder, None, Settings(model="none")))
    columns = {"arousal", "ROUGE-1 recall", "words", "BLEU"}
    assert all(columns <= set(r.figures) for r in table.rows if r.kind != "published")
    assert value(table, "lead-1", "words") == 10
    assert value(table, "lead-1", "ROUGE-1 recall") == pytest.approx(6 / 6)
    assert value(table, "all three articles", "arousal") == 0.9
    assert value(table, "one article", "arousal") == 0.0
    assert (value(table, "this tool, up to 160 words", "words") or 0) > 10
    assert "0 texts refused" in table.rows[0].note
    assert [r.kind for r in table.rows[:4]] == ["ours", "ours", "baseline", "baseline"]
    assert (value(table, f"this tool, up to {neutrality.COMPARED_WORDS} words", "words") or 0) > 10
    assert (value(table, f"this tool, the three as one text, up to {neutrality.JOINED_WORDS} words", "words") or 0) > 10


def test_a_text_that_the_tool_refuses_is_counted_not_dropped(tmp_path: Path) -> None:
    path = neus_folder(tmp_path)
    lexicon(path)
    german = "TITLE=> a ARTICLE=> Der Steg wird am Montag geschlossen, sagte die Bürgermeisterin, und niemand weiß, wann er wieder öffnet."
    (path / FOLDER / "test.source").write_text(f"{german} [SEP] {german}\n" * 2, "utf-8")
    table = neus(path, no_model())
    assert "2 texts refused" in table.rows[0].note
    assert value(table, "this tool, up to 160 words", "words") == 0
    assert value(table, "this tool, up to 160 words", "BLEU") == 0


def test_a_smaller_sample_is_a_fixed_draw_in_the_order_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [Event((f"a{n}",), f"r{n}") for n in range(9)]
    assert drawn(events) == tuple(events)
    monkeypatch.setattr(neutrality, "SAMPLE", 4)
    assert drawn(events) == drawn(events)
    assert len(drawn(events)) == 4
    assert list(drawn(events)) == sorted(drawn(events), key=events.index)


def test_neus_without_its_lexicon_says_where_it_should_lie(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"NRC-VAD-Lexicon\.txt"):
        neus(neus_folder(tmp_path), no_model())


def test_events_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    path = neus_folder(tmp_path)
    (path / FOLDER / "test.target").write_text("TITLE=> a ARTICLE=> b\n", "utf-8")
    with pytest.raises(UsageError, match="2 sources and 1 targets"):
        read_events(path)
    (path / FOLDER / "test.target").write_text("TITLE=> a ARTICLE=> b\nnothing\n", "utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_events(path)


def test_a_lexicon_of_another_form_is_refused_and_none_is_none(tmp_path: Path) -> None:
    assert affect(tmp_path / "nowhere") is None
    (tmp_path / "NRC-VAD-Lexicon.txt").write_text("joy 0.9\n", "utf-8")
    with pytest.raises(UsageError, match="by tabs"):
        affect(tmp_path)


def test_bleu_of_added_sums_is_sacrebleus_corpus_figure() -> None:
    found = ["The pier will close on Monday, she said.", "Nine of the forty posts have cracks in them.", "It is safe."]
    gold = ["The pier will close on Monday, the mayor said.", "Nine of forty iron posts have cracks in them now.", "It is very safe."]
    sums = np.array([bleu_sums(f, g) for f, g in zip(found, gold, strict=True)], dtype=np.float64)
    assert float(bleu(sums.sum(axis=0))) == pytest.approx(BLEU().corpus_score(found, [gold]).score)


def test_bleu_of_nothing_in_common_or_of_nothing_at_all_is_zero() -> None:
    assert [float(bleu(np.array(bleu_sums(t, "The pier will close now."), dtype=np.float64))) for t in ("None of this", "")] == [0.0, 0.0]


def test_recall_is_the_share_of_the_references_words() -> None:
    assert rouge1_recall("the pier is shut and more", "the pier was shut") == 0.75


def test_an_edit_is_the_run_of_words_that_went_and_punctuation_is_none() -> None:
    assert [s.text for s in edited("the very small group , has attacked it", "the group has criticised it")] == ["very small", "attacked"]
    assert edited("he said so .", "he never said so.") == ()


@given(st.lists(st.sampled_from(["a", "b", "c", ","]), max_size=8), st.lists(st.sampled_from(["a", "b", "c", ","]), max_size=8))
def test_every_edited_span_is_a_verbatim_piece_of_the_biased_sentence(a: list[str], b: list[str]) -> None:
    text = " ".join(a)
    spans = edited(text, " ".join(b))
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(x.end <= y.start for x, y in pairwise(spans))


@pytest.fixture
def one_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the tagger had been trained on the first pair of the file."""
    monkeypatch.setattr("eval.benchmarks.wnc.TRAINED", 1)


def pairs_file(folder: Path, *lines: str) -> Path:
    file = folder / "pairs.tsv"
    file.write_text("\n".join(("biased\tneutral", *lines)) + "\n", "utf-8")
    return file


@pytest.mark.usefixtures("one_trained")
def test_wnc_measures_marks_against_edits_and_wording_against_the_editors(tmp_path: Path) -> None:
    file = pairs_file(
        tmp_path,
        "trained\ton",
        "the mayor backed the infamous plan .\tthe mayor backed the plan.",
        "the group has two members.\tthe group has three members.",
    )
    table = wnc(file, no_model())
    assert value(table, "this tool", "precision") == 1.0
    assert value(table, "this tool", "recall") == 0.5
    assert value(table, "this tool", "F1") == pytest.approx(2 / 3)
    assert value(table, "this tool", "exact") == 0.5
    assert value(table, "copy", "exact") == 0.0
    assert (value(table, "this tool", "BLEU") or 0) > (value(table, "copy", "BLEU") or 0) > 0
    assert value(table, "every word", "recall") == 1.0
    assert "2 of 3 pairs" in table.data
    assert all("not comparable" in r.note for r in table.rows if r.kind == "published")


@pytest.mark.usefixtures("one_trained")
def test_the_draw_of_pairs_is_the_same_every_time_and_says_of_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.benchmarks.wnc.SAMPLE", 3)
    file = pairs_file(tmp_path, *(f"word{n}\tother{n}" for n in range(20)))
    first, total = read_pairs(file)
    assert (len(first), total) == (3, 20)
    assert read_pairs(file) == (first, total)


@pytest.mark.usefixtures("one_trained")
def test_pairs_that_may_have_been_trained_on_are_not_drawn(tmp_path: Path) -> None:
    drawn, _ = read_pairs(pairs_file(tmp_path, *(f"word{n}\tother{n}" for n in range(20))))
    assert {p.biased for p in drawn} == {f"word{n}" for n in range(20)} - {"word0"}


@pytest.mark.parametrize("text", ["", "biased\tneutral\n", "a\tb\nc\td\n", "biased\tneutral\na\n"])
def test_a_file_that_is_no_table_of_pairs_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="biased"):
        read_pairs(file)
