"""What is recommended is free to use, can be asked for by its spec, and fits where it is said to fit."""

from __future__ import annotations

import pytest

from summarizer.models import recommended


@pytest.mark.parametrize(
    ("memory", "marked"), [(0, None), (4, None), (8, "Qwen3-1.7B"), (16, "Qwen3-4B"), (24, "Qwen3-8B"), (256, "Qwen3-14B")]
)
def test_the_largest_model_that_fits_is_marked(memory: float, marked: str | None) -> None:
    found = [line for line in recommended.lines(memory) if line.startswith("*")]
    assert [marked in line for line in found if marked] == ([True] if marked else [])
    assert bool(found) == (marked is not None)


def test_every_line_says_licence_and_cost() -> None:
    for model, line in zip(recommended.MODELS, recommended.lines(0)[1:], strict=False):
        assert model.spec.startswith("transformers:")
        assert {model.licence, f"{model.fetch:g}", f"{model.memory:g}"} <= set(line.replace(",", " ").replace(";", " ").split())
        assert model.memory > model.fetch


def test_the_memory_of_this_machine_is_known_or_nought() -> None:
    assert recommended.here() >= 0
