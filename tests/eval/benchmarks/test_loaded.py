"""BABE, BASIL and SemEval: the files are read as published, the voice of a mark counts, and every row is measured on the same items."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.benchmarks.base import Benchmark, Entry
from eval.benchmarks.basil import basil, read_basil
from eval.benchmarks.loaded import babe, read_babe, read_semeval, semeval
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.models.base import Tag
from summarizer.settings import Settings
from tests.fakes import BagEncoder

BIASED = "The mayor slammed the reckless plan in village {n}."
PLAIN = "The council met on day {n} and read the plan."


def adjectives(head: str, text: str) -> list[Tag]:
    if head != "words":
        return []
    at = text.find("reckless")
    return [Tag("adjective", at, at + 8), Tag("noun", 0, 3)] if at >= 0 else [Tag("noun", 0, 3)]


@pytest.fixture
def models() -> Models:
    return Models(BagEncoder(adjectives), None, Settings(model="none"))


def row(table: Benchmark, system: str) -> Entry:
    return next(r for r in table.rows if r.system == system)


def value(table: Benchmark, system: str, column: str) -> float | None:
    return row(table, system).figures[column].value


def babe_file(folder: Path, pairs: int = 6) -> Path:
    file = folder / "final_labels_SG2.csv"
    lines = ["text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words"]
    for n in range(pairs):
        lines.append(f"{BIASED.format(n=n)};;;;left;Biased;;['reckless', 'Slammed']")
        lines.append(f'"{PLAIN.format(n=n)} ""Yes; indeed,"" he said.";;;;;Non-biased;;[]')
    lines.append("Who knows.;;;;;No agreement;;[]")
    file.write_text("\n".join(lines) + "\n", "utf-8-sig")
    return file


def test_babe_is_read_with_its_quotes_its_words_and_what_is_left_out(tmp_path: Path) -> None:
    sentences, left_out = read_babe(babe_file(tmp_path, 1))
    assert [s.biased for s in sentences] == [True, False]
    assert sentences[0].words == {"reckless", "slammed"}
    assert [s.unseen for s in sentences] == [True, False]
    assert sentences[1].text.endswith('"Yes; indeed," he said.')
    assert left_out == 1


def test_babe_measures_sentences_and_words_beside_what_does_nothing(tmp_path: Path, models: Models) -> None:
    table = babe(babe_file(tmp_path).parent, models)
    assert value(table, "this tool", "macro-F1, unseen") == 1.0
    assert value(table, "this tool", "word F1") == 1.0
    assert value(table, "every adjective, adverb", "word precision") == 1.0
    assert value(table, "every adjective, adverb", "word recall") == 0.5
    assert value(table, "every word", "word recall") == 1.0
    assert value(table, "majority", "macro-F1") == pytest.approx(1 / 3)
    assert value(table, "tf-idf, logistic regression", "macro-F1") == 1.0
    assert "folds" in row(table, "majority").note
    assert "1 without agreement left out" in table.data
    assert "the 3 sentences that the tagger" in table.measure


@pytest.mark.parametrize("line", ["a;;;;;Perhaps;;[]", "a;;;;;Biased;;[", "a;;;;;Biased;;3", "a;b"])
def test_a_row_that_is_not_babes_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    file = babe_file(tmp_path, 1)
    file.write_text(file.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(UsageError, match="row 4"):
        read_babe(file)


def test_babe_without_both_labels_cannot_be_measured(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="biased and other"):
        read_babe(babe_file(tmp_path, 0))


def basil_article(folder: Path, story: str, body: list[list[str]], *spans: dict[str, str]) -> None:
    for place, content in (
        (f"articles/2031/{story}_1.json", {"triplet-uuid": story, "body-paragraphs": body}),
        (f"annotations/2031/{story}_1_ann.json", {"phrase-level-annotations": spans}),
    ):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(json.dumps(content), "utf-8")


def basil_folder(folder: Path, stories: int = 6) -> Path:
    for n in range(stories):
        body = [
            [BIASED.format(n=n), PLAIN.format(n=n)],
            ['"This is a reckless plan.', 'It must stop," she said.'],
            [f"Nobody asked village {n}."],
        ]
        basil_article(
            folder,
            f"story{n}",
            body,
            {"id": "p0", "bias": "lex", "quote": "no"},
            {"id": "p2", "bias": "lex", "quote": "yes"},
            {"id": "p4", "bias": "inf", "quote": "no"},
            {"id": "title", "bias": "inf", "quote": "no"},
        )
    return folder


def test_basil_reads_each_sentence_with_its_spans_and_the_voice_of_our_marks(tmp_path: Path) -> None:
    sentences, left_out = read_basil(basil_folder(tmp_path, 1), BagEncoder())
    assert [sorted(s.spans) for s in sentences] == [[("lex", "no")], [], [("lex", "yes")], [], [("inf", "no")]]
    assert [sorted(s.marks) for s in sentences] == [["author"], [], ["quoted"], [], []]
    assert {s.story for s in sentences} == {"story0"}
    assert left_out == 1


def test_basil_is_split_by_voice_and_ours_has_no_answer_on_informational_bias(tmp_path: Path, models: Models) -> None:
    table = basil(basil_folder(tmp_path), models)
    assert [value(table, "this tool", c) for c in ("lexical", "lexical, author", "lexical, quoted")] == [1.0, 1.0, 1.0]
    assert "informational" not in row(table, "this tool").figures
    assert "informational" in table.missing
    assert value(table, "every sentence", "informational") == pytest.approx(2 * 6 / (30 + 6))
    assert value(table, "tf-idf, logistic regression", "lexical, author") == 1.0
    assert "informational, quoted" not in row(table, "tf-idf, logistic regression").figures
    assert "6 spans outside the body left out" in table.data


def test_a_folder_that_is_not_basil_is_refused(tmp_path: Path, models: Models) -> None:
    with pytest.raises(UsageError, match="launchnlp/BASIL"):
        basil(tmp_path, models)
    basil_article(tmp_path, "story", [["One."]], {"bias": "lex"})
    with pytest.raises(UsageError, match="no article of BASIL"):
        basil(tmp_path, models)


def semeval_file(folder: Path, *articles: dict[str, Any]) -> Path:
    file = folder / "data/formatted/test.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(articles), "utf-8")
    return file


ARTICLE = {
    "lang": "en",
    "text": "A reckless plan. “A reckless man,” she said.",
    "annotations": [
        {"tag": "Loaded_Language", "start": 2, "end": 9},
        {"tag": "Loaded_Language", "start": 20, "end": 31},
        {"tag": "Doubt", "start": 0, "end": 16},
    ],
}


def test_semeval_keeps_english_articles_and_loaded_language_only(tmp_path: Path) -> None:
    texts, gold = read_semeval(semeval_file(tmp_path, ARTICLE, {**ARTICLE, "lang": "pt"}))
    assert len(texts) == 1
    assert [s.text for s in gold[0]] == ["reckless", "reckless man"]


def test_semeval_counts_spans_by_any_word_and_characters_by_place(tmp_path: Path, models: Models) -> None:
    table = semeval(semeval_file(tmp_path, ARTICLE), models)
    assert value(table, "this tool", "precision") == 1.0
    assert value(table, "this tool", "recall") == 0.5
    assert value(table, "this tool", "characters F1") == pytest.approx(2 * 8 / (8 + 20))
    assert value(table, "this tool, any voice", "F1") == 1.0
    assert value(table, "this tool, any voice", "characters F1") == pytest.approx(2 * 16 / (16 + 20))
    assert value(table, "every word", "recall") == 1.0
    assert [r.system for r in table.rows if r.system.startswith("NRC")] == []


def test_the_affect_baseline_is_there_once_its_lexicon_is(tmp_path: Path, models: Models) -> None:
    semeval_file(tmp_path, ARTICLE)
    (tmp_path / "NRC-VAD-Lexicon.txt").write_text("reckless\t0.2\t0.9\t0.4\nplan\t0.6\t0.3\t0.6\n", "utf-8")
    table = semeval(tmp_path, models)
    assert value(table, "NRC-VAD arousal > 0.8", "F1") == 1.0


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '[{"lang": "en"}]', '[{"lang": "en", "text": "a", "annotations": [{"tag": "Loaded_Language"}]}]']
)
def test_a_file_that_is_not_semevals_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "test.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="checkthat24_DIT"):
        read_semeval(file)
