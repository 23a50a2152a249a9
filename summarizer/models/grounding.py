"""Grounded decoding: a model that writes can only put down words that it was given.

Before each token, all tokens are barred that would make a word which is not among the given ones. A *word* is what stands between blanks,
with the punctuation around it set aside ("$4.1m", "Weaver-Finch", "don't"), so that a figure or a name is whole or not there at all.
What is opened by a quotation mark must go on as a given passage does, letter by letter, until it is closed. A reply that begins to
repeat itself, or grows longer than its ground allows, is ended there: no check would let it pass, and what follows only costs time.

All is done on bytes, because a token can hold a part of a letter. Shapes: B replies, T tokens, V tokens of the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import torch
from torch import Tensor

from summarizer.loops import goes_round
from summarizer.models.base import Ground

_AFTER = tuple(x.encode() for x in (",", ".", ";", ":", ")", "'s", "’s", "'", "’", ").", "),", ");", "'s,", "'s."))
"""What may follow a word without a blank."""
_CLOSED = (b"", b",", b".", b";")
"""What may follow a closing quotation mark without a blank."""
_QUOTES = {b'"': b'"', "“".encode(): "”".encode()}
_ENDS = (b".", b"?", b"!", b'"', "”".encode())
_MOST_AHEAD = 24
"""Bytes of the longest token that is looked up."""


class Vocabulary:
    """The tokens of a model by their bytes."""

    def __init__(self, tokenizer: Any) -> None:
        """Read the tokens. Special ones have no bytes: none may stand within a reply."""
        special = set(tokenizer.all_special_ids) | set(tokenizer.added_tokens_decoder)
        tokens = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
        by_letters = any("Ġ" in t for t in tokens if t)
        self.raw = [b"" if n in special or not t else _bytes(t, by_letters) for n, t in enumerate(tokens)]
        self._numbers: dict[bytes, list[int]] = defaultdict(list)
        for number, raw in enumerate(self.raw):
            if raw:
                self._numbers[raw].append(number)

    def beginnings(self, rest: bytes) -> Iterator[int]:
        """The tokens that write the beginning of `rest`, or all of it."""
        for k in range(1, min(len(rest), _MOST_AHEAD) + 1):
            yield from self._numbers.get(rest[:k], ())


class _State(NamedTuple):
    """Where a reply stands.

    `word` is the word begun; `closing` ends the quotation that is open ("" for none), `quoted` is its text so far; `closed` tells that the
    word follows a quotation directly.
    """

    word: bytes
    quoted: bytes
    closing: bytes
    closed: bool


class Grounded:
    """Which tokens may come next in a reply on one ground."""

    def __init__(self, ground: Ground, vocabulary: Vocabulary) -> None:
        """Prepare the words and passages of a ground."""
        self._vocabulary = vocabulary
        words = {w for w in ground.words if w}
        self._words = tuple(sorted(w.encode() for w in words))
        self._first = tuple(sorted({(w[:1].upper() + w[1:]).encode() for w in words} | set(self._words)))
        self._passages = tuple(p.encode() for p in ground.passages)
        self._longest = ground.longest
        self._quotes = {q: c for q, c in _QUOTES.items() if any(q in p for p in self._passages)}
        self._next = frozenset(n for w in (*self._words, *self._quotes, b"(") for n in vocabulary.beginnings(b" " + w))

    def allowed(self, written: bytes) -> tuple[frozenset[int], bool]:
        """The numbers of the tokens that may follow `written`, and whether the reply may end here. No token may follow: it must end."""
        if self._lost(written):
            return frozenset(), True
        state = self._read(written)
        if state.closing:
            return frozenset(n for rest in self._quotation(state) for n in self._vocabulary.beginnings(rest)), False
        first = b" " not in written.lstrip() and not state.closed
        found = {n for rest in self._onward(state, first=first) for n in self._vocabulary.beginnings(rest)}
        if whole := self._whole(state, first=first):
            found |= self._next
        return frozenset(found), whole and written.endswith(_ENDS)

    def _lost(self, written: bytes) -> bool:
        """Whether nothing can come of a reply any more: it goes round, or is too long. The last word may not be whole yet."""
        return 0 < self._longest < len(written) or goes_round(written.split()[:-1])

    def _read(self, written: bytes) -> _State:
        rest, closed = written, False
        while opened := min(((at, q) for q in self._quotes if (at := rest.find(q)) >= 0), default=None):
            mark = opened[1]
            inside = rest[opened[0] + len(mark) :]
            text, ended, rest = inside.partition(self._quotes[mark])
            if not ended:
                return _State(b"", text, self._quotes[mark], False)
            closed = True
        return _State(rest.rpartition(b" ")[2], b"", b"", closed and b" " not in rest)

    def _quotation(self, state: _State) -> Iterator[bytes]:
        """How an open quotation may go on: as a passage does, up to a quotation mark in it, or closed where a word has ended."""
        for cut in range(len(state.closing) - 1, 0, -1):  # a closing mark of several bytes that is written in part
            if state.quoted.endswith(state.closing[:cut]) and self._stands(state.quoted[:-cut]):
                yield state.closing[cut:]
        for rest in self._passages_after(state.quoted):
            stop = min((k for mark in (*_QUOTES, *_QUOTES.values()) if (k := rest.find(mark)) >= 0), default=len(rest))
            yield rest[:stop]
            if state.quoted and not re.match(rb"[.,'-]?\w", rest):
                yield from (state.closing + end for end in _CLOSED)

    def _passages_after(self, quoted: bytes) -> Iterator[bytes]:
        for passage in self._passages:
            at = passage.find(quoted)
            while at >= 0:
                if passage[:at].endswith((b" ", *_QUOTES)):  # a quotation begins with a whole word
                    yield passage[at + len(quoted) : at + len(quoted) + _MOST_AHEAD]
                at = passage.find(quoted, at + 1)

    def _stands(self, quoted: bytes) -> bool:
        return any(quoted in p for p in self._passages)

    def _onward(self, state: _State, *, first: bool) -> Iterator[bytes]:
        """How the word begun may go on without a blank."""
        word = state.word[1:] if state.word[:1] == b"(" else state.word
        if state.closed:
            yield from (end[len(word) :] for end in _CLOSED if end.startswith(word))
            return
        for given in self._first if first else self._words:
            if given.startswith(word):
                yield given[len(word) :]
            if word.startswith(given):
                yield from (end[len(word) - len(given) :] for end in _AFTER if end.startswith(word[len(given) :]))
        yield from (mark[len(state.word) :] for mark in self._quotes if mark.startswith(state.word))

    def _whole(self, state: _State, *, first: bool) -> bool:
        word = state.word[1:] if state.word[:1] == b"(" else state.word
        if state.closed:
            return word in _CLOSED
        known = self._first if first else self._words
        return any(word == given or (word.startswith(given) and word[len(given) :] in _AFTER) for given in known)


class Processor:
    """The logits processor of one batch (the protocol of `transformers.LogitsProcessor`)."""

    def __init__(self, grounds: Sequence[Ground], vocabulary: Vocabulary, width: int, ends: Iterable[int]) -> None:
        """`width` is how many tokens stand before the replies, `ends` the tokens that end one."""
        self._rows = [Grounded(g, vocabulary) for g in grounds]
        self._raw = vocabulary.raw
        self._width = width
        self._ends = tuple(ends)

    def __call__(self, ids: Tensor, scores: Tensor) -> Tensor:
        """Scores (B, V) with what is barred at minus infinity, after the tokens `ids` (B, T)."""
        barred = torch.full_like(scores, float("-inf"))
        for b, row in enumerate(ids[:, self._width :].tolist()):
            if any(n in self._ends for n in row):
                barred[b] = scores[b]
                continue
            found, may_end = self._rows[b].allowed(b"".join(self._raw[n] for n in row))
            numbers = [*found, *(self._ends if may_end or not found else ())]
            barred[b, numbers] = scores[b, numbers]
        return barred


def _bytes(token: str, by_letters: bool) -> bytes:
    """The bytes of a token: of byte-level tokenizers each letter stands for one; others write a blank as U+2581, odd bytes as <0xNN>."""
    if by_letters:
        return bytes(_letters()[c] for c in token if c in _letters())
    if len(token) == 6 and token.startswith("<0x"):
        return bytes([int(token[3:5], 16)])
    return token.replace("▁", " ").encode()


@lru_cache(maxsize=1)
def _letters() -> dict[str, int]:
    """The letter of each byte in byte-level tokenizers: printable ones stand for themselves, the others for U+0100 on (GPT-2's table)."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    return {chr(b): b for b in printable} | {chr(0x100 + n): b for n, b in enumerate(others)}
