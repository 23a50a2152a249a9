"""A user's own model in the Hugging Face format: here the embedded one, from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateError

from summarizer.errors import ModelError, ModelMissingError, UsageError
from summarizer.models import chat, open_writer
from summarizer.models.chat import ChatWriter
from summarizer.prompts import Message

CHATS = [(Message("system", "Answer with one word."), Message("user", "The capital of France is"))]


@pytest.fixture(scope="module")
def folder(cache: Path, writer: ChatWriter) -> Path:
    """The converted embedded model, as a folder that any tool of the format reads."""
    del writer  # opening it has filled the cache
    return next(p for p in cache.iterdir() if (p / "config.json").is_file())


def test_a_folder_is_opened_and_writes_what_the_same_model_writes(folder: Path, writer: ChatWriter) -> None:
    told: list[str] = []
    own = open_writer(f"transformers:{folder}", say=told.append)
    assert own is not None
    assert own.name == f"transformers:{folder.name}"
    assert told == [f"Opening {folder} ..."]
    assert own.write(CHATS, most_tokens=8) == writer.write(CHATS, most_tokens=8)


@pytest.mark.parametrize("wanted", ["nowhere", "a/b/c"])
def test_what_is_neither_folder_nor_name_is_refused(wanted: str) -> None:
    with pytest.raises(UsageError, match="is neither a folder nor ORG/NAME"):
        open_writer(f"transformers:{wanted}")


def test_a_folder_without_a_model_is_missing(tmp_path: Path) -> None:
    with pytest.raises((ModelMissingError, ModelError), match="cannot be"):
        open_writer(f"transformers:{tmp_path}")


def test_pickled_weights_are_not_loaded(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if path.suffix != ".safetensors" and path.name != "manifest.json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises((ModelMissingError, ModelError), match="cannot be"):
        open_writer(f"transformers:{tmp_path}")


def test_a_model_without_a_chat_template_is_refused(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if "chat_template" not in path.name and path.name != "manifest.json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    config = tmp_path / "tokenizer_config.json"
    config.write_text(config.read_text(encoding="utf-8").replace('"chat_template"', '"no_template"'), encoding="utf-8")
    with pytest.raises(ModelError, match="has no chat template"):
        open_writer(f"transformers:{tmp_path}")


class _NoSystem:
    """A tokenizer whose template refuses system messages."""

    def apply_chat_template(self, turns: list[dict[str, str]], **_: Any) -> str:
        if turns[0]["role"] == "system":
            raise TemplateError("system role not supported")
        return "".join(t["content"] for t in turns)


def test_a_template_without_a_system_message_gets_it_in_the_first_of_the_user() -> None:
    assert not chat._takes_system(_NoSystem())
    turns = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi"}]
    assert chat._folded(turns) == [{"role": "user", "content": "Be brief.\n\nHello"}, {"role": "assistant", "content": "Hi"}]
    assert chat._folded(turns[1:]) == turns[1:]


def test_ends_are_taken_from_tokenizer_and_model_once_each() -> None:
    assert chat._token_ids(2, [2, 7], None) == [2, 7]
