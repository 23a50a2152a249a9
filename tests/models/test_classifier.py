"""The classifier: calibrated labels for texts and pairs, whatever their company, by the adapters that this package carries."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from summarizer.errors import ModelDamagedError
from summarizer.models import encoder as module
from summarizer.models import packages
from summarizer.models.base import Judgement
from summarizer.models.classifier import Classifier, cut
from summarizer.models.encoder import MiniLmEncoder

VOTE = "The council voted 7-4 on Monday to fund the bridge."
PAIRS = [(VOTE, "The council voted to fund the bridge."), (VOTE, "Rain is expected."), (VOTE * 40, VOTE), ("", "")]
LABELS: dict[Judgement, set[str]] = {"checkable": {"checkable", "opinion"}, "stance": {"supports", "opposes", "neither"}}


@pytest.mark.parametrize("head", LABELS)
def test_each_pair_gets_the_probability_of_each_label(encoder: MiniLmEncoder, head: Judgement) -> None:
    for judged in encoder.classify(PAIRS, head):
        assert set(judged) == LABELS[head]
        assert sum(judged.values()) == pytest.approx(1, abs=1e-5)
        assert all(0 <= p <= 1 for p in judged.values())


@pytest.mark.parametrize("head", LABELS)
def test_a_judgement_does_not_depend_on_the_company(encoder: MiniLmEncoder, head: Judgement) -> None:
    together = encoder.classify(PAIRS * 7, head)
    alone = [encoder.classify([pair], head)[0] for pair in PAIRS]
    rounding = 0.03 if head == "stance" else 1e-4  # the verifier reads in bfloat16, which rounds by the shape of a batch
    for among, single in zip(together, alone * 7, strict=True):
        assert among == pytest.approx(single, abs=rounding)


def test_an_opinion_and_a_forecast_are_told_from_a_fact(encoder: MiniLmEncoder) -> None:
    texts = [
        (VOTE[:-1], VOTE),
        ("This is the most reckless plan in a generation", "“This is the most reckless plan in a generation,” he said."),
        ("it will be too late", "She fears that it will be too late."),
    ]
    fact, opinion, forecast = (judged["opinion"] for judged in encoder.classify(texts, "checkable"))
    assert fact < 0.3
    assert opinion > 0.6
    assert forecast > fact


def test_no_texts_give_no_judgements(encoder: MiniLmEncoder) -> None:
    assert encoder.classify([], "checkable") == []


def test_judging_leaves_the_vectors_as_they_were(encoder: MiniLmEncoder) -> None:
    before = encoder.embed([VOTE])
    encoder.classify([VOTE], "checkable")
    assert encoder.embed([VOTE]) == before


def test_a_pair_is_read_with_a_mark_between(encoder: MiniLmEncoder) -> None:
    tokenizer = encoder._tokenizer
    (single,) = cut(tokenizer, ["one two"])["input_ids"].tolist()
    (pair,) = cut(tokenizer, [("one", "two")])["input_ids"].tolist()
    assert tokenizer.decode(single) == "[CLS] one two [SEP]"
    assert tokenizer.decode(pair) == "[CLS] one [SEP] two [SEP]"


def test_of_a_pair_that_is_too_long_the_longer_text_is_cut(encoder: MiniLmEncoder) -> None:
    (ids,) = cut(encoder._tokenizer, [("word " * 900, "the short claim")])["input_ids"].tolist()
    assert len(ids) == 256
    assert encoder._tokenizer.decode(ids).endswith("[SEP] the short claim [SEP]")


def test_a_tagger_is_no_classifier(encoder: MiniLmEncoder) -> None:
    with pytest.raises(ModelDamagedError, match="no adapter that can be read"):
        module.read_classifier(copy.deepcopy(encoder._model), packages.adapter("words")[0])


def test_an_adapter_with_another_number_of_labels_is_refused(tmp_path: Path, encoder: MiniLmEncoder) -> None:
    path = tmp_path / "checkable.safetensors"
    meta = {"base_sha256": packages.ENCODER.sha256, "labels": "yes,no,maybe", "rank": "16", "alpha": "32"}
    save_file(load_file(packages.adapter("checkable")[0]), path, metadata=meta)
    with pytest.raises(ModelDamagedError, match="no adapter that can be read"):
        module.read_classifier(copy.deepcopy(encoder._model), path)


def test_padding_changes_no_score(encoder: MiniLmEncoder) -> None:
    torch.manual_seed(1)
    model = Classifier(copy.deepcopy(encoder._model), ("a", "b"), rank=2, alpha=4.0).eval()
    pieces = cut(encoder._tokenizer, ["one two"])
    padded = {k: torch.cat([v, torch.zeros(1, 5, dtype=v.dtype)], dim=1) for k, v in pieces.items()}
    with torch.inference_mode():
        assert torch.allclose(model.logits(pieces), model.logits(padded), atol=1e-5)
