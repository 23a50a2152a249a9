"""Samples measured side by side give what one after another gives, in the order of the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import running, seeds, workers
from eval.tasks import Models
from summarizer import models
from summarizer.errors import UsageError
from summarizer.models.base import Encoder
from summarizer.settings import Settings
from tests.eval import samples
from tests.fakes import BagEncoder, ScriptedWriter


def test_two_processes_give_what_one_gives_in_the_same_order(tmp_path: Path, encoder: Encoder) -> None:
    samples.write(tmp_path / "a-bridge")
    samples.write(tmp_path / "b-bridge", samples.changed(4, status="not-checkable"))
    both = seeds.load_all(tmp_path)
    alone = [running.measure(s, Models(encoder, None, Settings(model="none"))) for s in both]
    assert list(workers.measured(both, "none", raw=True, jobs=2)) == alone
    assert [m.score.slug for m in alone] == ["a-bridge", "b-bridge"]
    assert all(m.raw is None for m in alone), "no writer, no raw model"


def test_an_error_in_a_process_comes_out_as_itself(tmp_path: Path) -> None:
    samples.write(tmp_path / "a-bridge")
    samples.write(tmp_path / "b-bridge")
    with pytest.raises(UsageError, match="there is no model 'wizard'"):
        list(workers.measured(seeds.load_all(tmp_path), "wizard", raw=False, jobs=1))


@pytest.mark.parametrize(("spec", "bare"), [("embedded", "bare"), ("replay:somewhere", "writer"), ("none", None)])
def test_the_raw_model_is_asked_without_our_training(spec: str, bare: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    writers = {"bare": ScriptedWriter(str), "writer": ScriptedWriter(str), None: None}
    monkeypatch.setattr(models, "open_encoder", BagEncoder)
    monkeypatch.setattr(models, "open_writer", lambda spec: None if spec == "none" else writers["writer"])
    monkeypatch.setattr(models, "open_bare", lambda: writers["bare"])
    assert workers.opened(spec, raw=True).bare is writers[bare]
    assert workers.opened(spec, raw=False).bare is None


def test_no_more_processes_are_begun_than_there_are_cores_or_memory_for() -> None:
    assert 1 <= workers.cores() <= workers.MOST
