"""The tagger: MiniLM with low-rank updates, a case signal and a linear-chain CRF over words.

A tagger is three small things on top of the frozen encoder, and they are all that an adapter file holds:

- low-rank updates of every linear layer, merged into the weights on loading (`lora`);
- a *case embedding*: the encoder is uncased, yet in news the case of a word says whether it is a name;
- a linear layer and a conditional random field (Lafferty et al. 2001) over BIO tags, one tag a word.

A *word* is a unit of BERT's pre-tokenizer (runs of letters and digits, single punctuation marks); its vector is that of its first piece.
Shapes: B texts, T pieces, W words, L tags, H = 384.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from summarizer.models import lora

CASES = ("other", "lower", "title", "upper", "digit", "start")
_BLOCKED = -1e4


class Words(NamedTuple):
    """A batch of texts, cut into pieces and words.

    `ids`, `mask`, `cases` are (B, T); `first` (B, W) points at the first piece of each word, `word_mask` (B, W) tells words from
    padding; `spans[b]` has the (start, end) of each word in code points.
    """

    ids: Tensor
    mask: Tensor
    cases: Tensor
    first: Tensor
    word_mask: Tensor
    spans: list[list[tuple[int, int]]]


class Crf(nn.Module):
    """A linear-chain CRF over BIO tags; a tag I-x may only follow B-x or I-x."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.tags = tags
        self.block: Tensor
        self.block_start: Tensor
        self.trans = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.start = nn.Parameter(torch.zeros(len(tags)))
        allowed = [[_follows(a, b) for b in tags] for a in tags]
        self.register_buffer("block", torch.tensor(allowed).logical_not() * _BLOCKED, persistent=False)
        first = [not t.startswith("I-") for t in tags]
        self.register_buffer("block_start", torch.tensor(first).logical_not() * _BLOCKED, persistent=False)

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a word. scores (B, W, L), gold and mask (B, W)."""
        trans, start = self.trans + self.block, self.start + self.block_start
        w = scores.shape[1]
        alpha = start + scores[:, 0]  # (B, L)
        path = start[gold[:, 0]] + scores[:, 0].gather(1, gold[:, :1]).squeeze(1)
        for t in range(1, w):
            step = torch.logsumexp(alpha.unsqueeze(2) + trans, dim=1) + scores[:, t]
            alive = mask[:, t].unsqueeze(1)
            alpha = torch.where(alive, step, alpha)
            gain = trans[gold[:, t - 1], gold[:, t]] + scores[:, t].gather(1, gold[:, t : t + 1]).squeeze(1)
            path = path + gain * mask[:, t]
        return (torch.logsumexp(alpha, dim=1) - path).sum() / mask.sum()

    @torch.no_grad()
    def decode(self, scores: Tensor, mask: Tensor) -> list[list[int]]:
        """The best tag sequence of each text (Viterbi). scores (B, W, L), mask (B, W)."""
        trans, best = self.trans + self.block, self.start + self.block_start + scores[:, 0]
        back = []
        for t in range(1, scores.shape[1]):
            value, came = (best.unsqueeze(2) + trans).max(dim=1)
            alive = mask[:, t].unsqueeze(1)
            best = torch.where(alive, value + scores[:, t], best)
            back.append(torch.where(alive, came, torch.arange(len(self.tags)).expand_as(came)))
        tag = best.argmax(1)
        path = [tag]
        for came in reversed(back):
            tag = came.gather(1, tag.unsqueeze(1)).squeeze(1)
            path.append(tag)
        rows = torch.stack(path[::-1], 1).tolist()
        return [row[:n] for row, n in zip(rows, mask.sum(1).tolist(), strict=True)]


class Tagger(nn.Module):
    """Encoder, case embedding, head and CRF. `encoder` is a transformers BertModel."""

    def __init__(self, encoder: Any, labels: tuple[str, ...], rank: int, alpha: float, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = lora.add(encoder, rank, alpha)
        hidden = encoder.config.hidden_size
        self.case = nn.Embedding(len(CASES), hidden)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(dropout)
        tags = tuple(f"{p}-{x}" for x in labels for p in "BI")
        self.head = nn.Linear(hidden, 1 + len(tags))
        self.crf = Crf(("O", *tags))

    def scores(self, words: Words) -> Tensor:
        """Emission scores (B, W, L)."""
        embedded = self.encoder.embeddings.word_embeddings(words.ids) + self.case(words.cases)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=words.mask).last_hidden_state  # (B, T, H)
        index = words.first.unsqueeze(2).expand(-1, -1, hidden.shape[2])
        return self.head(self.drop(hidden.gather(1, index)))  # type: ignore[no-any-return]

    def loss(self, words: Words, gold: Tensor) -> Tensor:
        """CRF loss; gold (B, W) holds tag numbers."""
        return self.crf.loss(self.scores(words), gold, words.word_mask)

    @torch.no_grad()
    def spans(self, words: Words) -> list[list[tuple[str, int, int]]]:
        """Labelled spans of each text: (label, start, end) in code points."""
        return _decoded(self.crf, self.scores(words), words)


class Committee(nn.Module):
    """Taggers of the same labels that decide together: one path through the mean of their scores (Dietterich 2000, Ensemble Methods)."""

    def __init__(self, members: Sequence[Tagger]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        self.crf = copy.deepcopy(members[0].crf)
        with torch.no_grad():
            self.crf.trans.copy_(torch.stack([m.crf.trans for m in members]).mean(0))
            self.crf.start.copy_(torch.stack([m.crf.start for m in members]).mean(0))

    @torch.no_grad()
    def spans(self, words: Words) -> list[list[tuple[str, int, int]]]:
        """Labelled spans of each text: (label, start, end) in code points."""
        return _decoded(self.crf, torch.stack([m.scores(words) for m in self.members]).mean(0), words)  # type: ignore[operator]


def _decoded(crf: Crf, scores: Tensor, words: Words) -> list[list[tuple[str, int, int]]]:
    return [_to_spans(path, spans, crf.tags) for path, spans in zip(crf.decode(scores, words.word_mask), words.spans, strict=True)]


def cut(tokenizer: Any, texts: list[str], most_pieces: int = 256) -> Words:
    """Cut texts into pieces and words; what goes past `most_pieces` (at most 512) has no words and so gets no tags."""
    enc = tokenizer(texts, padding=True, truncation=True, max_length=most_pieces, return_offsets_mapping=True, return_tensors="pt")
    cases, firsts, spans = torch.zeros_like(enc["input_ids"]), [], []
    for b, text in enumerate(texts):
        ids, offsets = enc.word_ids(b), enc["offset_mapping"][b].tolist()
        first: list[int] = []
        span: list[tuple[int, int]] = []
        for t, (word, (start, end)) in enumerate(zip(ids, offsets, strict=True)):
            if word is None:
                continue
            if t == 0 or ids[t - 1] != word:
                first.append(t)
                span.append((start, end))
            else:
                span[-1] = (span[-1][0], end)
            cases[b, t] = _case(text, *span[-1])
        firsts.append(first)
        spans.append(span)
    most = max((len(f) for f in firsts), default=0) or 1
    first_t = torch.tensor([f + [0] * (most - len(f)) for f in firsts])
    mask = torch.tensor([[True] * len(f) + [False] * (most - len(f)) for f in firsts])
    return Words(enc["input_ids"], enc["attention_mask"], cases, first_t, mask, spans)


def _case(text: str, start: int, end: int) -> int:
    word = text[start:end]
    if word[:1].isdigit():
        return CASES.index("digit")
    if not word[:1].isalpha():
        return CASES.index("other")
    if not word[0].isupper():
        return CASES.index("lower")
    if len(word) > 1 and word.isupper():
        return CASES.index("upper")
    before = text[:start].rstrip(" \"'“”‘’(")
    return CASES.index("start" if not before or before[-1] in ".?!\n:" else "title")


def _follows(a: str, b: str) -> bool:
    return not b.startswith("I-") or a[2:] == b[2:]


def _to_spans(path: list[int], words: list[tuple[int, int]], tags: tuple[str, ...]) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    for number, (start, end) in zip(path, words, strict=True):
        tag = tags[number]
        if tag.startswith("B-"):
            out.append((tag[2:], start, end))
        elif tag.startswith("I-"):
            label, begun, _ = out[-1]
            out[-1] = (label, begun, end)
    return out
