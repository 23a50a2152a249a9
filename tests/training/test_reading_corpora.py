"""The training commands read published files right; the files here are made up, in the published shape."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from training.attribution import read_polnear, windows
from training.base import list_hash
from training.cofenet import read_cofenet

TEXT = "Ana Brandt said the pier is shut. It was loud."


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text/post_2031-05-01_pier.txt").write_bytes(TEXT.encode())
    spans = "T1\tSource 0 10\tAna Brandt\nT2\tCue 11 15\tsaid\nT3\tContent 16 24;25 32\tthe pier is shut\n"
    marks = spans + "odd line\nE1\tAttribution:T4 Source:T1\n"
    (tmp_path / "attributions/post_2031-05-01_pier_0a1b.ann").write_text(marks, "utf-8")
    return tmp_path


def test_spans_keep_their_offsets_and_pieces(polnear: Path) -> None:
    (document,) = read_polnear(polnear)
    assert [(label, TEXT[a:b]) for label, a, b in document.spans] == [
        ("source", "Ana Brandt"),
        ("cue", "said"),
        ("content", "the pier"),
        ("content", "is shut"),
    ]


def test_windows_cover_each_sentence_once_and_move_the_spans(polnear: Path) -> None:
    documents = read_polnear(polnear)
    for rng in (None, random.Random(1), random.Random(2)):
        rows = windows(documents, rng)
        assert "".join(text for text, _ in rows).replace(" ", "") == TEXT.replace(" ", "")
        said = [text[a:b] for text, spans in rows for label, a, b in spans if label == "source"]
        assert said == ["Ana Brandt"]


def test_a_token_file_becomes_running_text_with_spans(tmp_path: Path) -> None:
    row = {
        "tokens": ["``", "We", "do", "n't", "know", ",", "''", "Brandt", "said", "."],
        "labels": ["O", "B-content", "I-content", "I-content", "I-content", "O", "O", "B-source", "B-cue", "O"],
        "pos": ["``", "PRP", "VBP", "RB", "VB", ",", "''", "NNP", "VBD", "."],
    }
    path = tmp_path / "test.txt"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    ((text, spans),) = read_cofenet(path, "labels", running_text=True)
    assert text == "“We don't know,” Brandt said."
    assert [(label, text[a:b]) for label, a, b in spans] == [("content", "We don't know"), ("source", "Brandt"), ("cue", "said")]
    ((spaced, _),) = read_cofenet(path, "pos")
    assert spaced.split() == ["“", "We", "do", "n't", "know", ",", "”", "Brandt", "said", "."]


def test_a_trained_adapter_is_listed_with_its_hash(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / "names.safetensors").write_bytes(content)
        list_hash(tmp_path / "names.safetensors")
    (tmp_path / "attribution.safetensors").write_bytes(b"third")
    list_hash(tmp_path / "attribution.safetensors")
    listed = [line.split("  ") for line in (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert [name for _, name in listed] == ["attribution.safetensors", "names.safetensors"]
    assert listed[1][0] == hashlib.sha256(b"second").hexdigest()
