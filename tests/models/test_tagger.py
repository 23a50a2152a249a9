"""The tagger's parts: a CRF that is one, low-rank updates that merge without a trace, words with their case."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn

from summarizer.models import packages
from summarizer.models.lora import Lora
from summarizer.models.tagger import CASES, Crf, cut

TAGS = ("O", "B-cue", "I-cue", "B-source", "I-source")


@pytest.fixture
def crf() -> Crf:
    torch.manual_seed(3)
    crf = Crf(TAGS)
    with torch.no_grad():
        crf.trans.copy_(torch.randn(5, 5))
        crf.start.copy_(torch.randn(5))
    return crf


def total(crf: Crf, scores: torch.Tensor, path: tuple[int, ...]) -> float:
    """The score of one tag sequence, added up by hand."""
    value = crf.start[path[0]] + crf.block_start[path[0]] + scores[0, path[0]]
    for t in range(1, len(path)):
        value = value + crf.trans[path[t - 1], path[t]] + crf.block[path[t - 1], path[t]] + scores[t, path[t]]
    return float(value.detach())


def test_the_loss_is_the_negative_log_likelihood(crf: Crf) -> None:
    scores, gold = torch.randn(1, 4, 5), (0, 1, 2, 3)
    every = torch.tensor([total(crf, scores[0], p) for p in itertools.product(range(5), repeat=4)])
    wanted = (torch.logsumexp(every, 0) - total(crf, scores[0], gold)) / 4
    loss = crf.loss(scores, torch.tensor([gold]), torch.ones(1, 4, dtype=torch.bool))
    assert torch.isclose(loss, wanted, atol=1e-4)


def test_decoding_finds_the_best_sequence(crf: Crf) -> None:
    scores = torch.randn(1, 4, 5)
    best = max(itertools.product(range(5), repeat=4), key=lambda p: total(crf, scores[0], p))
    assert crf.decode(scores, torch.ones(1, 4, dtype=torch.bool)) == [list(best)]


def test_padding_changes_nothing(crf: Crf) -> None:
    scores = torch.randn(1, 3, 5)
    padded = torch.cat([scores, torch.randn(1, 2, 5)], dim=1)
    mask = torch.tensor([[True, True, True, False, False]])
    assert crf.decode(padded, mask) == crf.decode(scores, torch.ones(1, 3, dtype=torch.bool))


def test_no_span_begins_in_its_middle(crf: Crf) -> None:
    for _ in range(20):
        for path in crf.decode(torch.randn(4, 12, 5) * 5, torch.ones(4, 12, dtype=torch.bool)):
            names = ["O", *(TAGS[t] for t in path)]
            assert all(b[2:] == a[2:] and a != "O" for a, b in itertools.pairwise(names) if b.startswith("I-"))


def test_a_merged_update_computes_the_same() -> None:
    torch.manual_seed(3)
    layer = Lora(nn.Linear(8, 6), rank=2, alpha=4.0)
    with torch.no_grad():
        layer.up.copy_(torch.randn(6, 2))
    x = torch.randn(5, 8)
    before = layer(x)
    assert torch.allclose(layer.merged()(x), before, atol=1e-5)


def test_words_carry_their_offsets_and_their_case() -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(packages.locate(packages.ENCODER).parent, local_files_only=True)
    text = "Mayor said NATO paid 40 crowns, Brandt"
    words = cut(tokenizer, [text])
    assert [text[a:b] for a, b in words.spans[0]] == ["Mayor", "said", "NATO", "paid", "40", "crowns", ",", "Brandt"]
    cases = [CASES[int(words.cases[0, int(t)])] for t in words.first[0]]
    assert cases == ["start", "lower", "upper", "lower", "digit", "lower", "other", "title"]
