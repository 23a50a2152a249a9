"""SmolLM2: the embedded writer, converted once from its GGUF file and read from the user's cache from then on."""

from __future__ import annotations

import copy
import io
import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from summarizer.errors import ModelDamagedError, ModelError
from summarizer.models import packages
from summarizer.prompts import BREAK, Message

_MOST_CHATS = 16
_MOST_TOKENS = 16_384
"""The most chats in a batch, and the most tokens with padding and replies: its keys and values then take under 400 MB."""
_SHORTEST_PREFIX = 32
_NUCLEUS = 0.95
FORMAT = 1
"""Of the cache; a change of what is written there needs a new number."""
MANIFEST = "manifest.json"
_UNFINISHED = ".unfinished-"


class EmbeddedWriter:
    """SmolLM2-135M-Instruct in bfloat16, kept in memory."""

    def __init__(self, model: Any, tokenizer: Any, name: str) -> None:
        """Take an opened model and its tokenizer; `open_writer` opens the embedded ones."""
        self._model = model
        self._tokenizer = tokenizer
        self._name = name
        special = sorted((str(t) for t in tokenizer.added_tokens_decoder.values()), key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, special)))

    @property
    def name(self) -> str:
        """The model's name and version, for the report."""
        return self._name

    def write(self, chats: Sequence[Sequence[Message]], *, most_tokens: int, temperature: float = 0.0, seed: int = 0) -> list[str]:
        """One reply to each chat, in order, without blanks around it; the same chat given twice has the same reply.

        Temperature 0 is greedy, otherwise sampling is fixed by `seed`. The same call gives the same replies; a chat in other company can
        get another one, because bfloat16 sums are rounded by the shape of the batch.

        Raises:
            ModelError: a chat with its reply is longer than the model can read.
        """
        rows = [self._encode(chat, most_tokens) for chat in chats]
        unique = sorted(set(rows), key=lambda row: (len(row), row))
        head = _shared_prefix(unique)
        replies: dict[tuple[int, ...], str] = {}
        # The global random state is the caller's: ours is put back afterwards.
        with torch.random.fork_rng(devices=[]), torch.inference_mode():
            torch.manual_seed(seed)
            prefix = self._read(head) if head else None
            for batch in _batches(unique, most_tokens):
                replies |= zip(batch, self._generate(batch, head, prefix, most_tokens, temperature), strict=True)
        return [replies[row] for row in rows]

    def _encode(self, chat: Sequence[Message], most_tokens: int) -> tuple[int, ...]:
        """The chat's tokens up to where the reply begins. What looks like a control token in a message is broken, so that it stays text."""
        turns = [{"role": m.role, "content": self._special.sub(lambda found: BREAK + found[0][1:], m.content)} for m in chat]
        text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        row = tuple(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
        most = self._model.config.max_position_embeddings
        if len(row) + most_tokens > most:
            raise ModelError(f"a prompt of {len(row)} tokens and a reply of {most_tokens} do not fit into the {most} of {self._name}")
        return row

    def _read(self, head: tuple[int, ...]) -> Any:
        """Keys and values of the beginning that all chats share: read once, where it would else be read for each chat."""
        from transformers import DynamicCache

        prefix = DynamicCache(config=self._model.config)
        self._model.model(input_ids=torch.tensor([head]), past_key_values=prefix, use_cache=True)
        return prefix

    def _generate(
        self, batch: list[tuple[int, ...]], head: tuple[int, ...], prefix: Any, most_tokens: int, temperature: float
    ) -> list[str]:
        ids, mask = _padded(batch, len(head), self._tokenizer.pad_token_id)
        sampling = (
            {"do_sample": True, "temperature": temperature, "top_p": _NUCLEUS, "top_k": 0} if temperature > 0 else {"do_sample": False}
        )
        if prefix is not None:
            prefix = copy.deepcopy(prefix)
            prefix.batch_repeat_interleave(len(batch))
        out = self._model.generate(
            input_ids=ids,
            attention_mask=mask,
            past_key_values=prefix,
            max_new_tokens=most_tokens,
            pad_token_id=self._tokenizer.pad_token_id,
            eos_token_id=self._tokenizer.eos_token_id,
            **sampling,
        )
        texts: list[str] = self._tokenizer.batch_decode(out[:, ids.shape[1] :], skip_special_tokens=True)
        return [text.strip() for text in texts]


def open_writer(say: Callable[[str], None], adapter: str | None = None) -> EmbeddedWriter:
    """Open the embedded writer; the first time its file is converted, which `say` is told. `adapter` names one to be merged into it.

    Raises:
        ModelMissingError: it is not installed, or there is no such adapter.
        ModelDamagedError: its file, or the adapter, does not have the hash that it should have.
    """
    source = packages.locate(packages.WRITER)
    path, sha256 = packages.adapter(adapter) if adapter else (None, "none")
    folder = packages.cache_folder() / f"writer-{packages.WRITER.sha256[:16]}-{sha256[:16]}-v{FORMAT}"
    opened = _open(folder)
    if opened is None:
        say("Converting the language model once (about 15 s) ...")
        packages.verify(source, packages.WRITER.sha256)
        opened = _convert(source, path)
        try:
            _keep(folder, *opened)
        except (OSError, SafetensorError) as error:
            say(
                f"The converted model cannot be kept in {folder.parent} ({error}), so the next run converts it again; set SUMMARIZER_CACHE."
            )
    model, tokenizer = opened
    tokenizer.padding_side = "left"
    name = f"{packages.WRITER.name} ({packages.WRITER.package} {packages.WRITER.version})"
    return EmbeddedWriter(model, tokenizer, f"{name} + {adapter} {sha256[:12]}" if adapter else name)


def _open(folder: Path) -> tuple[Any, Any] | None:
    """The model and the tokenizer from the cache, or null if they are not there or not whole."""
    if not _whole(folder):
        return None
    with packages.offline():
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            model = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True, use_safetensors=True, dtype=torch.bfloat16)
            return model.eval(), AutoTokenizer.from_pretrained(folder, local_files_only=True)
        except Exception:  # whatever is wrong with the cache, or with another version's reading of it, the cure is to make it anew
            return None


def _whole(folder: Path) -> bool:
    """Whether the folder holds all that its manifest lists, and nothing else, each file with its hash."""
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))
        return bool(listed == _manifest(folder))
    except (OSError, ValueError):
        return False


def _manifest(folder: Path) -> dict[str, Any]:
    return {"format": FORMAT, "files": {p.name: packages.digest(p) for p in sorted(folder.iterdir()) if p.name != MANIFEST}}


def _convert(source: Path, adapter: Path | None) -> tuple[Any, Any]:
    """Read the GGUF file (about 13 s), as plain bfloat16 weights with the adapter merged in."""
    # One of the libraries below shows a progress bar on stderr that no setting turns off.
    with packages.offline(), redirect_stderr(io.StringIO()):
        try:
            from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

            model = AutoModelForCausalLM.from_pretrained(
                source.parent,
                gguf_file=source.name,
                local_files_only=True,
                dtype=torch.bfloat16,
                # Unpacked here: packed weights would need kernels that are fetched over the network.
                quantization_config=GgufConfig(dequantize=True),
            )
            tokenizer = AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name, local_files_only=True)
        except ImportError as error:
            raise ModelError(
                f"the language model cannot be converted: {error.msg.splitlines()[0]}; run: pip install accelerate gguf"
            ) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(f"the language model cannot be converted: {error}; install again: {packages.INSTALL}") from error
    if adapter:
        merge(model, adapter)
    return model.eval(), tokenizer


def merge(model: Any, adapter: Path) -> None:
    """Add a low-rank adapter to the model's linear layers: for each layer `L`, weight += alpha / rank * `L.up` @ `L.down`.

    Raises:
        ModelDamagedError: the file is no adapter, or was made for another model.
    """
    try:
        with safe_open(adapter, framework="pt") as file:
            meta = file.metadata() or {}
            if meta.get("base_sha256") != packages.WRITER.sha256:
                raise ModelDamagedError(f"{adapter} was not made for {packages.WRITER.name}; install the package again")
            scale = float(meta["alpha"]) / int(meta["rank"])
            for layer in sorted({key.rpartition(".")[0] for key in file.keys()}):  # noqa: SIM118 - a safetensors file is no mapping
                update = file.get_tensor(f"{layer}.up").float() @ file.get_tensor(f"{layer}.down").float()
                weight = model.get_submodule(layer).weight
                weight.data = (weight.float() + scale * update).to(weight.dtype)
    except (SafetensorError, OSError, AttributeError, KeyError, ValueError, RuntimeError) as error:
        raise ModelDamagedError(f"{adapter} is no adapter that can be read ({error}); install the package again") from error


def _keep(folder: Path, model: Any, tokenizer: Any) -> None:
    """Write the model into the cache in one step: other processes see all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=_UNFINISHED, ignore_cleanup_errors=True) as temporary:
        new = Path(temporary) / "new"
        with packages.offline():
            model.save_pretrained(new)
            tokenizer.save_pretrained(new)
        (new / MANIFEST).write_text(json.dumps(_manifest(new), indent=1), encoding="utf-8")
        _replace(folder, new)


def _replace(folder: Path, new: Path) -> None:
    for attempt in range(3):
        try:
            new.rename(folder)
            return
        except OSError:
            # A folder in the way is either another process's good work or damaged; the damaged one is thrown away with our own.
            if _whole(folder):
                return
            with suppress(OSError):
                folder.rename(new.parent / f"damaged{attempt}")
    raise OSError(f"{folder} is in the way")


def _sweep(parent: Path) -> None:
    """Remove what killed processes left behind a day ago or earlier."""
    for path in parent.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > 86_400:
                shutil.rmtree(path, ignore_errors=True)


def _shared_prefix(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The tokens that all rows begin with, if there are several rows and it is worth while; at least one token of each is left."""
    if len(rows) < 2:
        return ()
    # In sorted order the first and the last row share what all share.
    first, last = min(rows), max(rows)
    most = min(map(len, rows)) - 1
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b or n == most), most)
    return first[:same] if same >= _SHORTEST_PREFIX else ()


def _batches(rows: list[tuple[int, ...]], most_tokens: int) -> Iterator[list[tuple[int, ...]]]:
    """Rows, sorted by length, in batches that fit the memory; a batch is as wide as its last row."""
    batch: list[tuple[int, ...]] = []
    for row in rows:
        if batch and (len(batch) == _MOST_CHATS or (len(row) + most_tokens) * (len(batch) + 1) > _MOST_TOKENS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(batch: list[tuple[int, ...]], shared: int, pad: int) -> tuple[Tensor, Tensor]:
    """Token numbers and mask (B, T). The padding stands between the shared beginning and the rest, so that all rows end together."""
    width = max(map(len, batch))
    ids = [[*row[:shared], *[pad] * (width - len(row)), *row[shared:]] for row in batch]
    mask = [[1] * shared + [0] * (width - len(row)) + [1] * (len(row) - shared) for row in batch]
    return torch.tensor(ids), torch.tensor(mask)
