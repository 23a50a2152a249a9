"""Any chat model of the Hugging Face format that the user has: `transformers:ORG/NAME`, `transformers:ORG/NAME@REVISION` or a folder.

Only safetensors are loaded and no code of the model's is run. A model that is not on this machine is fetched by the hub's own client,
because the user asked for it by name; nothing is fetched for the models that come with the tool.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from summarizer.errors import ModelError, ModelMissingError, UsageError
from summarizer.models.chat import ChatWriter


def open_writer(wanted: str, say: Callable[[str], None]) -> ChatWriter:
    """The model in the folder `wanted`, or on the hub as ORG/NAME, at a revision after @ (a branch, tag or commit).

    Weights are read in bfloat16 on a GPU that has it, else in the type that they are stored in, float32 for float16 on a CPU.

    Raises:
        UsageError: `wanted` is neither.
        ModelMissingError: there is no such model here or on the hub, or no network.
        ModelError: it has no safetensors, no chat template, or is of a kind that transformers does not know.
    """
    name, _, revision = wanted.partition("@")
    local = Path(wanted).is_dir()
    if not local and name.count("/") != 1:
        raise UsageError(f"transformers:{wanted} is neither a folder nor ORG/NAME; try transformers:HuggingFaceTB/SmolLM2-1.7B-Instruct")
    where, options = (wanted, {"local_files_only": True}) if local else (name, {"revision": revision or "main"})
    say(f"Opening {where} ...")
    model, tokenizer, commit = _opened(where, options)
    if not getattr(tokenizer, "chat_template", None):
        raise ModelError(f"{where} has no chat template; take an instruction-tuned model (its name often ends in -Instruct or -it)")
    shown = Path(wanted).name if local else f"{name}@{(commit or revision or 'main')[:12]}"
    return ChatWriter(model, tokenizer, f"transformers:{shown}", shares_prefix=False)


def _opened(where: str, options: dict[str, Any]) -> tuple[Any, Any, str | None]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    safe = {"use_safetensors": True, "trust_remote_code": False, "dtype": "auto", "device_map": None}
    try:
        tokenizer = AutoTokenizer.from_pretrained(where, trust_remote_code=False, **options)
        model: Any = AutoModelForCausalLM.from_pretrained(where, **safe, **options)
    except (OSError, ConnectionError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelMissingError(f"{where} cannot be had: {first}; check the name, or give the folder of a model that you have") from error
    except (ValueError, KeyError, RuntimeError, ImportError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"{where} cannot be opened: {first}; it must be a causal language model in safetensors") from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu" and model.dtype == torch.float16:
        model = model.float()  # float16 has no fast arithmetic on a CPU
    return model.to(device).eval(), tokenizer, getattr(model.config, "_commit_hash", None)
