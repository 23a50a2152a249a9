"""MiniLM: vectors from the model as published, spans and judgements from copies of it that carry our adapters."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from summarizer.errors import ModelDamagedError, ModelError
from summarizer.models import classifier, lora, packages
from summarizer.models.base import Head, Judgement, Tag
from summarizer.models.classifier import Classifier
from summarizer.models.tagger import Committee, Tagger, cut
from summarizer.models.verifier import Verifier, open_verifier

MOST_PIECES = 254
"""Two less than what the model was trained to read, for its [CLS] and [SEP]."""
MOST_CHARACTERS = 900
"""The longest window that the taggers saw in training, in code points."""
COMMITTEES: Mapping[Head, tuple[str, ...]] = MappingProxyType({"attribution": ("attribution", "attribution_wide")})
"""Heads for which several adapters decide together; who says what is the base of every row, and worth a second look."""
_BATCH = 16
_QUICK_BATCH = 64
_Kind = TypeVar("_Kind", Tagger, Classifier)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


class Window(NamedTuple):
    """A piece of the text numbered `text`, in code points; `joined`: it goes on in the middle of the sentence before it."""

    text: int
    start: int
    end: int
    joined: bool


class MiniLmEncoder:
    """all-MiniLM-L6-v2, kept in memory; a tagger, classifier or verifier is added when its adapter is first asked for."""

    def __init__(self, model: Any, tokenizer: Any, quick: Any = None, say: Callable[[str], None] = lambda _: None) -> None:
        """Take an opened model and its tokenizer; `open_encoder` opens the embedded ones.

        `quick`: a copy that makes the vectors. `say` is told what takes long.
        """
        self._model = model
        self._reader, self._batch = (quick, _QUICK_BATCH) if quick else (model, _BATCH)
        self._tokenizer = tokenizer
        self._taggers: dict[Head, Tagger | Committee] = {}
        self._classifiers: dict[Judgement, Classifier] = {}
        self._verifier: Verifier | None = None
        self._say = say

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        """Spans of each text, in order of their place, by the adapter called `head`.

        A text that is too long is read in windows that end with a sentence, or else with a word; no word is left out, and a span that
        a window's end cuts inside a sentence is put together again.

        Raises:
            ModelMissingError: there is no such adapter.
            ModelDamagedError: the adapter is damaged, or was made for another encoder.
        """
        tagger = self._taggers.get(head) or self._taggers.setdefault(head, open_tagger(self._model, head))
        windows = [w for n, text in enumerate(texts) for w in self._windows(n, text, MOST_CHARACTERS)]
        found: dict[Window, list[Tag]] = {}
        for batch in _batches(windows):
            words = cut(self._tokenizer, [texts[w.text][w.start : w.end] for w in batch])
            with torch.inference_mode():
                spans = tagger.spans(words)
            found |= {w: [Tag(n, a + w.start, b + w.start) for n, a, b in s] for w, s in zip(batch, spans, strict=True)}
        out: list[list[Tag]] = [[] for _ in texts]
        for w in windows:
            # The parts of speech are one tag a word: two nouns side by side are no noun cut in two.
            _append(out[w.text], found[w], texts[w.text], w._replace(joined=w.joined and head != "words"))
        return out

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        """The probability of each label for each text or pair, by the adapter called `head`. What goes past 256 pieces is not read.

        Stances are a language model's: the encoder itself is too small to see them (`verifier`).

        Raises:
            ModelMissingError: there is no such adapter.
            ModelDamagedError: the adapter is damaged, or was made for another encoder.
        """
        if head == "stance":
            self._verifier = self._verifier or open_verifier(self._say)
            return self._verifier.probabilities([p for p in texts if not isinstance(p, str)])
        model = self._classifiers.get(head) or self._classifiers.setdefault(head, open_classifier(self._model, head))
        order = sorted(range(len(texts)), key=lambda n: len("".join(texts[n])))
        found: dict[int, dict[str, float]] = {}
        for k in range(0, len(order), _BATCH):
            batch = order[k : k + _BATCH]
            judged = model.probabilities(classifier.cut(self._tokenizer, [texts[n] for n in batch]))  # type: ignore[arg-type]
            found |= dict(zip(batch, judged, strict=True))
        return [found[n] for n in range(len(texts))]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A unit vector for each text: the mean of its pieces' vectors. A text that is too long is the mean over all its windows.

        The more texts at once, the less is padding: batches are of like length.
        """
        windows = [w for n, text in enumerate(texts) for w in self._windows(n, text, None) or [Window(n, 0, 0, joined=False)]]
        sums = torch.zeros(len(texts), self._model.config.hidden_size)
        for batch in _batches(windows, self._batch):
            pieces = self._tokenizer([texts[w.text][w.start : w.end] for w in batch], padding=True, return_tensors="pt")
            with torch.inference_mode():
                hidden: Tensor = self._reader(**pieces).last_hidden_state.float()  # (B, T, H)
            mask = pieces["attention_mask"].unsqueeze(2)
            # The sum over pieces, not their mean: normalising makes them equal, and windows then count by their length.
            sums.index_add_(0, torch.tensor([w.text for w in batch]), (hidden * mask).sum(1))
        vectors: list[list[float]] = torch.nn.functional.normalize(sums, dim=1).tolist()
        return vectors

    def _windows(self, number: int, text: str, most_characters: int | None) -> list[Window]:
        """The windows of a text, each with at most `MOST_PIECES` pieces; none for a text without words."""
        words = _words(self._tokenizer, text)
        if not words:
            return []
        limit = most_characters or len(text)
        out: list[Window] = []
        first = 0
        while first < len(words):
            last, pieces = first, words[first][2]
            while last + 1 < len(words) and pieces + words[last + 1][2] <= MOST_PIECES and words[last + 1][1] - words[first][0] <= limit:
                last += 1
                pieces += words[last][2]
            joined = bool(out) and not _ends_sentence(text, out[-1].end, words[first][0])
            if last + 1 < len(words):
                last = _last_break(text, words, first, last)
            out.append(Window(number, words[first][0], words[last][1], joined))
            first = last + 1
        return out


def open_encoder(*, quick: bool = False, say: Callable[[str], None] = lambda _: None) -> MiniLmEncoder:
    """Open the embedded encoder. `quick`: its vectors come from bfloat16 weights where the processor multiplies those by tiles (AMX).

    That is four times as fast, and a vector keeps a cosine of 0.9998 or more with its exact one: for many texts that are to be found
    again, not for thresholds. Elsewhere bfloat16 is slower, and `quick` changes nothing. `say` is told what takes long.

    Raises:
        ModelMissingError: it is not installed.
        ModelDamagedError: a file does not have the hash that it should have.
    """
    folder = packages.verified(packages.ENCODER).parent
    with packages.offline():
        from transformers import AutoModel, AutoTokenizer

        try:
            model = AutoModel.from_pretrained(folder, local_files_only=True, use_safetensors=True, dtype=torch.float32).eval()
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(f"{packages.ENCODER.name} cannot be opened: {error}; install again: {packages.INSTALL}") from error
    return MiniLmEncoder(model, tokenizer, copy.deepcopy(model).to(torch.bfloat16) if quick and _has_tiles() else None, say)


def open_tagger(model: Any, head: Head) -> Tagger | Committee:
    """A copy of the encoder with the adapter called `head` merged in, or for a head of several adapters one with each, deciding together.

    Raises:
        ModelMissingError: there is no such adapter.
        ModelDamagedError: the adapter is damaged, or was made for another encoder.
    """
    members = [read_tagger(copy.deepcopy(model), packages.adapter(name)[0]) for name in COMMITTEES.get(head, (head,))]
    return members[0] if len(members) == 1 else Committee(members)


def open_classifier(model: Any, head: Judgement) -> Classifier:
    """A copy of the encoder with the adapter called `head` merged in.

    Raises:
        ModelMissingError: there is no such adapter.
        ModelDamagedError: the adapter is damaged, or was made for another encoder.
    """
    path, _ = packages.adapter(head)
    return read_classifier(copy.deepcopy(model), path)


def read_tagger(model: Any, path: Path) -> Tagger:
    """Merge the adapter in the file `path` into `model`, which is changed by it.

    Raises:
        ModelDamagedError: the file is no adapter, or was made for another encoder.
    """
    return _read(Tagger, model, path)


def read_classifier(model: Any, path: Path) -> Classifier:
    """Merge the adapter in the file `path` into `model`, which is changed by it.

    Raises:
        ModelDamagedError: the file is no adapter, or was made for another encoder.
    """
    return _read(Classifier, model, path)


def _read(kind: type[_Kind], model: Any, path: Path) -> _Kind:
    try:
        with safe_open(path, framework="pt") as file:
            meta = file.metadata() or {}
            if meta.get("base_sha256") != packages.ENCODER.sha256:
                raise ModelDamagedError(f"{path} was not made for {packages.ENCODER.name}; install the package again")
            made = kind(model, tuple(meta["labels"].split(",")), int(meta["rank"]), float(meta["alpha"]))
            lora.load(made, {k: file.get_tensor(k) for k in file.keys()})  # noqa: SIM118 - a safetensors file is no mapping
    except (SafetensorError, OSError, KeyError, ValueError, RuntimeError) as error:
        raise ModelDamagedError(f"{path} is no adapter that can be read ({error}); install the package again") from error
    lora.merge(made.encoder)
    return made.eval()


def _has_tiles() -> bool:
    """Whether the processor has AMX; PyTorch has no public name for it."""
    return bool(getattr(torch.cpu, "_is_amx_tile_supported", bool)())


def _words(tokenizer: Any, text: str) -> list[tuple[int, int, int]]:
    """(start, end, number of pieces) of each word that the model reads in the text."""
    if not text.strip():
        return []
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    out: list[tuple[int, int, int]] = []
    before = None
    for word, (start, end) in zip(encoded.word_ids(0), encoded["offset_mapping"], strict=True):
        if word == before:
            out[-1] = (out[-1][0], end, out[-1][2] + 1)
        else:
            out.append((start, end, 1))
        before = word
    return out


def _last_break(text: str, words: list[tuple[int, int, int]], first: int, last: int) -> int:
    """The last word of a window that may go up to `last`: before a sentence end, else before a blank, else `last` itself."""
    places = range(last, first, -1)
    ended = (w for w in places if _ends_sentence(text, words[w][1], words[w + 1][0]))
    spaced = (w for w in places if words[w][1] < words[w + 1][0])
    return next(ended, next(spaced, last))


def _ends_sentence(text: str, end: int, begin: int) -> bool:
    # Closing quotation marks are words of their own, so the end is looked for a little before the gap.
    found = [m.end() for m in _SENTENCE_END.finditer(text, max(0, end - 3), begin)]
    return bool(found) and found[-1] > end


def _append(out: list[Tag], tags: list[Tag], text: str, window: Window) -> None:
    """Add a window's tags to its text's; a span that was cut in the middle of a sentence becomes one again."""
    touching = window.joined and out and tags and tags[0].start == window.start and not text[out[-1].end : window.start].strip()
    if touching and tags[0].label == out[-1].label:
        out[-1] = out[-1]._replace(end=tags[0].end)
        tags = tags[1:]
    out += tags


def _batches(windows: list[Window], size: int = _BATCH) -> Iterator[list[Window]]:
    """Windows of like length together, so that little is padding."""
    ordered = sorted(windows, key=lambda w: (w.end - w.start, w.text, w.start))
    for a, b in pairwise([*range(0, len(ordered), size), len(ordered)]):
        yield ordered[a:b]
