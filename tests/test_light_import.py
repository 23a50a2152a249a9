"""Nothing heavy is loaded before a model is opened."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "trafilatura", "datasets", "gradio", "numpy", "lxml", "sentencex", "py3langid", "gguf", "safetensors")


def loaded_after(code: str) -> list[str]:
    """The heavy packages that a fresh Python has loaded after `code`."""
    look = f"import contextlib, io, json, sys\nwith contextlib.redirect_stdout(io.StringIO()):\n    {code}\n"
    look += f"print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "code",
    [
        "import summarizer",
        "import summarizer.cli",
        "import summarizer.cli; summarizer.cli.run(['--help'])",
        "import summarizer.cli; summarizer.cli.run(['--version'])",
        "import summarizer.cli; summarizer.cli.run(['schema'])",
        "import summarizer.cli; summarizer.cli.run(['no-such-file.txt'])",
    ],
)
def test_nothing_heavy_is_loaded_by(code: str) -> None:
    assert loaded_after(code) == []


def test_this_test_sees_what_is_loaded() -> None:
    assert "gguf" in HEAVY
    assert loaded_after("import safetensors") == ["safetensors"]
