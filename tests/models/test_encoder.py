from __future__ import annotations

import copy
import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from summarizer.errors import ModelDamagedError, ModelMissingError
from summarizer.models import encoder as module
from summarizer.models import packages
from summarizer.models.base import Head, Tag
from summarizer.models.encoder import MOST_CHARACTERS, MOST_PIECES, MiniLmEncoder, Window
from summarizer.models.tagger import Committee, cut

SENTENCE = "The council voted 7-4 to fund the bridge, Mayor Ana Brandt said on Monday."


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_the_speaker_the_verb_and_the_words_are_found(encoder: MiniLmEncoder) -> None:
    (tags,) = encoder.tag([SENTENCE])
    found = {t.label: SENTENCE[t.start : t.end] for t in tags}
    assert "Ana Brandt" in found["source"]
    assert "said" in found["cue"]
    assert "voted 7-4" in found["content"]
    assert tags == sorted(tags, key=lambda t: t.start)


def test_each_text_gets_its_own_tags_in_the_order_given(encoder: MiniLmEncoder) -> None:
    texts = [SENTENCE, "", "The ministry denied on Friday that any money was missing.", SENTENCE * 3]
    together = encoder.tag(texts)
    assert [bool(tags) for tags in together] == [True, False, True, True]
    assert together == [encoder.tag([text])[0] for text in texts]
    assert together == encoder.tag(texts)


def test_a_long_text_is_read_to_its_end_and_the_offsets_are_its_own(encoder: MiniLmEncoder) -> None:
    filler = "Rain fell on the town for the whole of the day, and the river rose. " * 60
    text = f"{filler}{SENTENCE} {filler}The flood was “terrible”, the farmer Jon Velde told reporters."
    assert len(text) > 8 * MOST_CHARACTERS
    sources = [text[t.start : t.end] for t in encoder.tag([text])[0] if t.label == "source"]
    assert any("Ana Brandt" in s for s in sources)
    assert any("Jon Velde" in s for s in sources)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "." * 3_000,
        "word " * 1_000,
        "東京都は発表した。" * 200,
        f"{'x' * 5_000} {SENTENCE} {'y' * 5_000}",
        "One sentence ends here. " + "and then goes on " * 200,
    ],
    ids=["one word", "points", "no sentence end", "no blanks", "huge words around", "one long sentence"],
)
def test_windows_leave_no_word_out_and_fit_the_model(encoder: MiniLmEncoder, text: str) -> None:
    words = module._words(encoder._tokenizer, text)
    windows = encoder._windows(0, text, MOST_CHARACTERS)
    covered = [w for w in words if any(v.start <= w[0] and w[1] <= v.end for v in windows)]
    assert covered == words
    assert all(a.end <= b.start for a, b in pairwise(windows))
    for window in windows:
        inside = [w for w in words if window.start <= w[0] < window.end]
        assert sum(w[2] for w in inside) <= MOST_PIECES
        assert window.end - window.start <= MOST_CHARACTERS or len(inside) == 1


def test_windows_end_with_a_sentence_where_there_is_one(encoder: MiniLmEncoder) -> None:
    text = "The river rose again on Tuesday, the warden said, and “nobody slept.” " * 40
    windows = encoder._windows(0, text, MOST_CHARACTERS)
    assert len(windows) > 2
    assert all(text[w.start : w.end].startswith("The river") and text[w.start : w.end].endswith(".”") for w in windows)
    assert not any(w.joined for w in windows)


def test_a_span_cut_in_the_middle_of_a_sentence_becomes_one_again() -> None:
    text = "they said that one two three"
    tags = [Tag("content", 10, 18)]
    module._append(tags, [Tag("content", 19, 28)], text, Window(0, 19, 28, joined=True))
    assert tags == [Tag("content", 10, 28)]


def test_spans_of_two_sentences_stay_two() -> None:
    text = "they said one. two three"
    tags = [Tag("content", 10, 14)]
    module._append(tags, [Tag("content", 15, 24)], text, Window(0, 15, 24, joined=False))
    assert tags == [Tag("content", 10, 14), Tag("content", 15, 24)]


def test_vectors_have_length_one_and_like_meaning_is_near(encoder: MiniLmEncoder) -> None:
    dog, puppy, bank = encoder.embed(["A dog runs in the park.", "A puppy is running outside.", "The bank raised its rates."])
    assert [dot(v, v) for v in (dog, puppy, bank)] == pytest.approx([1, 1, 1], abs=1e-5)
    assert dot(dog, puppy) > dot(dog, bank) + 0.3


def test_a_vector_does_not_depend_on_the_company(encoder: MiniLmEncoder) -> None:
    alone = encoder.embed([SENTENCE])[0]
    among = encoder.embed(["Short.", SENTENCE, SENTENCE * 5])[1]
    assert among == pytest.approx(alone, abs=1e-5)


def test_the_end_of_a_long_text_changes_its_vector(encoder: MiniLmEncoder) -> None:
    start = "The bank raised its rates once more, and shares fell. " * 60
    a, b = encoder.embed([start, start + "A puppy is running in the park with another dog. " * 60])
    assert dot(a, b) < 0.95


def test_no_texts_give_no_results(encoder: MiniLmEncoder) -> None:
    assert encoder.tag([]) == []
    assert encoder.embed([]) == []


def test_tagging_leaves_the_vectors_as_they_were(encoder: MiniLmEncoder) -> None:
    before = encoder.embed([SENTENCE])
    encoder.tag([SENTENCE], "attribution")
    assert encoder.embed([SENTENCE]) == before


def test_an_adapter_that_does_not_exist_is_missing() -> None:
    with pytest.raises(ModelMissingError, match="unheard-of"):
        packages.adapter("unheard-of")


@pytest.mark.parametrize(("head", "label", "words"), [("names", "person", "Ana Brandt"), ("words", "number", "7-4")])
def test_each_head_has_labels_of_its_own(encoder: MiniLmEncoder, head: Head, label: str, words: str) -> None:
    (tags,) = encoder.tag([SENTENCE], head)
    assert any(t.label == label and words in SENTENCE[t.start : t.end] for t in tags)


def test_a_committee_decides_by_the_mean_of_its_members_scores(encoder: MiniLmEncoder) -> None:
    both = module.open_tagger(encoder._model, "attribution")
    words = cut(encoder._tokenizer, [SENTENCE])
    assert isinstance(both, Committee) and len(both.members) == 2
    first = module.read_tagger(copy.deepcopy(encoder._model), packages.adapter("attribution")[0])
    assert Committee([first, first]).spans(words) == first.spans(words)
    bold = copy.deepcopy(first)
    with torch.no_grad():
        bold.head.bias[0] -= 1000.0  # "nothing", to the mean of which the other member's score adds little
    assert Committee([first, bold]).spans(words) == bold.spans(words)


def test_an_adapter_for_another_encoder_is_refused(tmp_path: Path, encoder: MiniLmEncoder) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"x": torch.zeros(1)}, path, metadata={"base_sha256": "0" * 64, "labels": "source", "rank": "4", "alpha": "8"})
    with pytest.raises(ModelDamagedError, match="not made for"):
        module.read_tagger(encoder._model, path)


def test_an_adapter_with_missing_tensors_is_refused(tmp_path: Path, encoder: MiniLmEncoder) -> None:
    whole = packages.adapter("attribution")[0]
    path = tmp_path / "part.safetensors"
    tensors = load_file(whole)
    tensors.pop("head.weight")
    meta = {"base_sha256": packages.ENCODER.sha256, "labels": "source,cue,content", "rank": "32", "alpha": "64"}
    save_file(tensors, path, metadata=meta)
    with pytest.raises(ModelDamagedError, match="no adapter that can be read"):
        module.read_tagger(copy.deepcopy(encoder._model), path)


def test_a_file_that_is_no_safetensors_is_refused(tmp_path: Path, encoder: MiniLmEncoder) -> None:
    path = tmp_path / "noise.safetensors"
    path.write_bytes(random.Random(1).randbytes(2_000))
    with pytest.raises(ModelDamagedError, match="no adapter that can be read"):
        module.read_tagger(encoder._model, path)


def test_a_changed_adapter_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(packages.ADAPTERS, tmp_path / "adapters")
    path = tmp_path / "adapters" / "attribution.safetensors"
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    monkeypatch.setattr(packages, "ADAPTERS", tmp_path / "adapters")
    with pytest.raises(ModelDamagedError, match="damaged"):
        packages.adapter("attribution")


def test_quick_vectors_rank_as_exact_ones_do(encoder: MiniLmEncoder) -> None:
    who, what, when = (
        ("the council", "the ministry", "Ana Brandt"),
        ("closed", "paid for", "warned of"),
        ("on Monday", "in May", "last year"),
    )
    texts = [f"{a.capitalize()} {b} the old {c} {d}." for a in who for b in what for c in ("bridge", "dam", "school") for d in when]
    quick = MiniLmEncoder(encoder._model, encoder._tokenizer, copy.deepcopy(encoder._model).to(torch.bfloat16))
    exact, near = torch.tensor(encoder.embed(texts)), torch.tensor(quick.embed(texts))
    assert (exact * near).sum(1).min() > 0.999
    likest = (exact @ exact.T).fill_diagonal_(-1)
    among = (exact @ near.T).fill_diagonal_(-1)
    assert (likest - among).abs().max() < 0.01
    best = among.argmax(1)
    assert (likest.max(1).values - likest[torch.arange(len(texts)), best]).max() < 0.01  # where it differs, it was nearly a tie


def test_without_tiles_quick_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_has_tiles", lambda: False)
    opened = module.open_encoder(quick=True)
    assert opened._reader is opened._model
