from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import models
from summarizer.errors import ReplayMissingError, UsageError
from summarizer.models.base import Encoder, Writer
from summarizer.models.chat import ChatWriter
from summarizer.models.encoder import MiniLmEncoder


def test_none_is_no_writer() -> None:
    assert models.open_writer("none") is None


def test_replay_opens_the_folder_it_names(tmp_path: Path) -> None:
    (tmp_path / "replies.jsonl").write_text('{"model": "recorded 1"}\n', encoding="utf-8")
    opened = models.open_writer(f"replay:{tmp_path}")
    assert opened is not None
    assert opened.name == "recorded 1"
    with pytest.raises(ReplayMissingError):
        models.open_writer(f"replay:{tmp_path / 'nowhere'}")


@pytest.mark.parametrize("spec", ["", "gpt", "replay", "replay:", "Embedded", "embedded:", "none:", "transformers:", "server:"])
def test_an_unknown_spec_lists_those_that_are_known(spec: str) -> None:
    with pytest.raises(UsageError, match="use one of: embedded, none, transformers:ORG/NAME, server:URL#NAME, replay:DIR"):
        models.open_writer(spec)


def test_the_embedded_models_fit_their_seams(encoder: MiniLmEncoder, writer: ChatWriter) -> None:
    seams: tuple[Encoder, Writer] = (encoder, writer)
    assert [len(v) for v in seams[0].embed(["a"])] == [384]
    assert seams[1].name.startswith("SmolLM2-135M-Instruct")


def test_the_bare_writer_is_the_published_model_and_is_converted_once_for_all(cache: Path, writer: ChatWriter) -> None:
    assert models.open_bare().name == writer.name
    assert " + " not in writer.name, "no adapter"
    assert len(list(cache.glob("writer-*-v*"))) == 1


def test_the_loader_table_is_light() -> None:
    code = "import sys, summarizer.models as m; m.open_writer('none'); print([x for x in ('torch', 'transformers') if x in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
