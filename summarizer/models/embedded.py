"""SmolLM2: the embedded writer, converted once from its GGUF file and read from the user's cache from then on."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from summarizer.errors import ModelDamagedError, ModelError
from summarizer.models import packages
from summarizer.models.chat import ChatWriter

FORMAT = 2
"""Of the cache; a change of what is written there needs a new number."""
MANIFEST = "manifest.json"
_UNFINISHED = ".unfinished-"


def open_writer(say: Callable[[str], None], adapter: str | None = None) -> ChatWriter:
    """Open the embedded writer; the first time its file is converted, which `say` is told. `adapter` names one to be merged into it.

    Raises:
        ModelMissingError: it is not installed, or there is no such adapter.
        ModelDamagedError: its file, or the adapter, does not have the hash that it should have.
    """
    path, sha256 = packages.adapter(adapter) if adapter else (None, "none")
    model, tokenizer = open_model(say)
    if path:
        merge(model, path)
    name = f"{packages.WRITER.name} ({packages.WRITER.package} {packages.WRITER.version})"
    return ChatWriter(model, tokenizer, f"{name} + {adapter} {sha256[:12]}" if adapter else name)


def open_model(say: Callable[[str], None]) -> tuple[Any, Any]:
    """The model as published, in bfloat16, and its tokenizer; the first time its file is converted, which `say` is told.

    Raises:
        ModelMissingError: it is not installed.
        ModelDamagedError: its file does not have the hash that it should have.
    """
    source = packages.locate(packages.WRITER)
    folder = packages.cache_folder() / f"writer-{packages.WRITER.sha256[:16]}-v{FORMAT}"
    opened = _open(folder)
    if opened is None:
        say("Converting the language model once (about 15 s) ...")
        packages.verify(source, packages.WRITER.sha256)
        opened = open_base(source)
        try:
            _keep(folder, *opened)
        except (OSError, SafetensorError) as error:
            say(
                f"The converted model cannot be kept in {folder.parent} ({error}), so the next run converts it again; set SUMMARIZER_CACHE."
            )
    return opened


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


def open_base(source: Path) -> tuple[Any, Any]:
    """Model and tokenizer of the GGUF file (about 13 s), as plain bfloat16 weights.

    Raises:
        ModelError: it cannot be read.
    """
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
            names = [key for key in file.keys() if key.endswith(".up")]  # noqa: SIM118 - a safetensors file is no mapping
            for layer in sorted(key.removesuffix(".up") for key in names):
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
