"""Looks whether everything that a report needs is in place. Says what it finds, and changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from summarizer import prompts
from summarizer.errors import ModelError
from summarizer.models import packages

OLDEST_PYTHON = (3, 11)
NEEDED = (
    "torch", "transformers", "pydantic", "typer", "rich", "jinja2", "pyyaml", "safetensors", "gguf", "accelerate", "trafilatura",
    "lxml", "lxml_html_clean", "sentencex", "py3langid", "httpcore2", "httpx", "llguidance", "pypdfium2",
)  # fmt: skip
"""The packages that a report needs; the others of pyproject.toml serve the web demo and the data sets."""


class Finding(NamedTuple):
    """One thing that was looked at: whether it is as it should be, and if not, what to do."""

    good: bool
    subject: str
    message: str


def examine() -> Iterator[Finding]:
    """Python, packages, prompts, embedded models, adapters and the cache, one after another."""
    version = ".".join(map(str, sys.version_info[:3]))
    new_enough = sys.version_info >= OLDEST_PYTHON
    yield Finding(new_enough, "python", version if new_enough else f"{version} is too old; take 3.11 or later")
    yield from (_package(name) for name in NEEDED)
    names = prompts.available()
    yield Finding(bool(names), "prompts", ", ".join(names) or "none were found; install the package again")
    yield from models()
    yield from _adapters()
    yield _cache()


def models() -> Iterator[Finding]:
    """Each embedded model: what it does, or what is wrong with it. The hashes are looked at."""
    for found in packages.installed():
        model = found.model
        whole = f"{model.package} {model.version}, {model.size / 1e6:.0f} MB, {model.licence}; {model.purpose}"
        yield Finding(found.whole, model.name, whole if found.whole else found.problem)


def _package(name: str) -> Finding:
    try:
        return Finding(True, name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(False, name, f"not installed; run: {sys.executable} -m pip install {name}")


def _adapters() -> Iterator[Finding]:
    files = sorted(packages.ADAPTERS.glob("*.safetensors"))
    if not files:
        yield Finding(False, "adapters", f"none in {packages.ADAPTERS}; install the package again")
    for path in files:
        try:
            packages.adapter(path.stem)
            yield Finding(True, f"adapter {path.stem}", f"{path.stat().st_size / 1e6:.1f} MB")
        except ModelError as error:
            yield Finding(False, f"adapter {path.stem}", str(error))


def _cache() -> Finding:
    folder = packages.cache_folder()
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        return Finding(False, "cache", f"{folder} cannot be written; set SUMMARIZER_CACHE to a folder that can")
    return Finding(True, "cache", f"{folder}{_filled(folder)}")


def _filled(folder: Path) -> str:
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else 0
    return f", {size / 1e6:.0f} MB" if size else ", empty: the first run converts the writer once"
