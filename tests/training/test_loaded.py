"""The corpora of loaded words are read right; the files here are made up, in the published shapes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from summarizer.models.base import Tag
from tests.fakes import BagEncoder
from training.base import Row
from training.loaded import LABELS, OWN, raise_bar, read_babe, read_marked, read_pairs, read_semeval, read_semeval_test

ARTICLE = "Brandt slams the reckless thugs\n\nIt was a day. The plan is a total and utter disgrace for us all.\n"


def marks(row: Row) -> list[tuple[str, str]]:
    text, spans = row
    return [(label, text[a:b]) for label, a, b in spans]


def span(technique: str, words: str) -> tuple[str, int, int]:
    return technique, ARTICLE.index(words), ARTICLE.index(words) + len(words)


def no_tags() -> BagEncoder:
    return BagEncoder(lambda head, text: [Tag("noun", text.find("goblin"), text.find("goblin") + 6)] if head == "words" else [])


def test_marks_in_brackets_become_spans_of_the_bare_sentence() -> None:
    rows = read_marked(["# a note", "", "A [reckless|emotive] plan, [so they say|weasel].\n", "It is plain."])
    assert [text for text, _ in rows] == ["A reckless plan, so they say.", "It is plain."]
    assert [marks(r) for r in rows] == [[("emotive", "reckless"), ("weasel", "so they say")], []]


def test_our_own_sentences_have_every_kind_and_plain_ones_among_them() -> None:
    rows = read_marked(OWN.read_text("utf-8").splitlines())
    assert {label for _, spans in rows for label, _, _ in spans} == set(LABELS)
    assert sum(not spans for _, spans in rows) >= len(rows) // 6
    assert not any(sign in text for text, _ in rows for sign in "[|]")


def test_semeval_gives_short_marks_by_sentence_and_keeps_every_twelfth_article_back(tmp_path: Path) -> None:
    (tmp_path / "train-articles-subtask-3").mkdir()
    found = [
        span("Name_Calling-Labeling", "reckless thugs"),
        span("Loaded_Language", "reckless"),
        span("Doubt", "a day"),
        span("Loaded_Language", "The plan is a total and utter disgrace"),
    ]
    lines = []
    for number in (1, 2):
        (tmp_path / f"train-articles-subtask-3/article{number}.txt").write_text(ARTICLE, "utf-8")
        lines += [f"{number}\t{t}\t{a}\t{b}" for t, a, b in found]
    (tmp_path / "train-labels-subtask-3-spans.txt").write_text("\n".join(lines) + "\n", "utf-8")
    held = read_semeval(tmp_path)
    for rows in held:
        assert [m for r in rows for m in marks(r)] == [("emotive", "reckless")]
        assert "".join("".join(text.split()) for text, _ in rows) == "".join(ARTICLE.split())


def test_only_english_articles_of_semevals_test_part_are_read(tmp_path: Path) -> None:
    mark = {"tag": "Loaded_Language", "start": ARTICLE.index("slams"), "end": ARTICLE.index("slams") + 4}
    articles = [{"lang": lang, "text": ARTICLE, "annotations": [mark], "article_id": lang} for lang in ("en", "bg")]
    (tmp_path / "test.json").write_text(json.dumps(articles), "utf-8")
    assert [m for r in read_semeval_test(tmp_path / "test.json") for m in marks(r)] == [("emotive", "slams")]


def test_babe_gives_its_words_with_kinds_and_keeps_every_fifth_sentence_back(tmp_path: Path) -> None:
    file = tmp_path / "final_labels_SG2.csv"
    rows = ["text;biased_words", *["That GOBLIN claimed a goblin was slammed.;['goblin', 'slammed', 'claimed']"] * 5, "Plain.;[]"]
    file.write_text("\n".join(rows) + "\n", "utf-8-sig")
    held = read_babe(file, no_tags())
    assert (len(held.train), len(held.back)) == (4, 2)
    assert marks(held.back[0]) == [("emotive", "GOBLIN"), ("presupposition", "claimed"), ("label", "goblin"), ("emotive", "slammed")]
    assert marks(held.back[1]) == []


def test_pairs_give_one_or_two_words_that_an_editor_took(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    pairs = [
        ("the famous pier was shut.", "the pier was shut."),
        ("the pier opened in 1903 to great joy.", "the pier opened in 1903."),
        ("he was of the town.", "he was in the town."),
        ("the grim and dull pier shut.", "the pier shut."),
    ]
    file.write_text("biased\tneutral\n" + "".join(f"{a}\t{b}\n" for a, b in pairs), "utf-8")
    assert [(text, marks((text, spans))) for text, spans in read_pairs(file, no_tags())] == [
        ("The famous pier was shut.", [("emotive", "famous")]),
    ]


def test_raising_the_bar_moves_one_number_keeps_the_rest_and_lists_the_new_hash(tmp_path: Path) -> None:
    adapter = tmp_path / "loaded.safetensors"
    save_file({"head.bias": torch.tensor([1.0, 2.0]), "head.weight": torch.ones(2, 1)}, adapter, metadata={"rank": "16"})
    raise_bar(adapter, 0.5)
    with safe_open(adapter, framework="pt") as file:
        assert file.metadata() == {"rank": "16"}
        assert file.get_tensor("head.bias").tolist() == [1.5, 2.0]
        assert file.get_tensor("head.weight").tolist() == [[1.0], [1.0]]
    assert hashlib.sha256(adapter.read_bytes()).hexdigest() in (tmp_path / "SHA256SUMS").read_text("utf-8")
