"""What is shipped, and what it asks for."""

from __future__ import annotations

import re
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from summarizer import doctor

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"[\w.-]+==\d[\w.]*")


def key(name: str) -> str:
    """A package's name in the form in which it is compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    return {key(re.split(r"[<>=!~\[; ]", r)[0]) for r in requirements}


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("#")]
    assert [line for line in kept if not PIN.fullmatch(line)] == []
    return {key(name): version for name, _, version in (line.partition("==") for line in kept)}


def test_every_dependency_is_pinned_to_one_public_version() -> None:
    asked = named(PROJECT["dependencies"]) | named(PROJECT["optional-dependencies"]["dev"])
    assert asked - pins().keys() == {key(PROJECT["name"])}  # by its own extra
    assert pins()["torch"] == "2.13.0"
    assert not [name for name in pins() if name.startswith("nvidia")]


def test_a_space_installs_the_same_packages() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = dict(line.split("==") for line in lines if "==" in line)
    assert {key(name): version for name, version in asked.items()} == {n: pins()[n] for n in named(PROJECT["dependencies"])}
    front = (ROOT / "README.md").read_text(encoding="utf-8").split("---")[1]
    assert f"sdk_version: {pins()['gradio']}" in front


def test_what_the_dependencies_need_is_pinned_too() -> None:
    installed = {key(d.metadata["Name"]): d for d in metadata.distributions()}
    seen, open_ = set[str](), named(PROJECT["dependencies"])
    while open_:
        name = open_.pop()
        seen.add(name)
        if name in installed:
            wanted = [r for r in installed[name].requires or () if ";" not in r]
            open_ |= named(wanted) - seen
    assert seen - pins().keys() == set()


def test_the_doctor_looks_for_every_package_that_a_report_needs() -> None:
    assert named(list(doctor.NEEDED)) == named(PROJECT["dependencies"]) - {"datasets", "gradio"}


def test_the_wheel_carries_prompts_word_lists_weights_and_their_cards(tmp_path: Path) -> None:
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        inside = set(wheel.namelist())
    prompts = {f"summarizer/{p.relative_to(ROOT)}" for p in (ROOT / "prompts").rglob("*.md")}
    kinds = {".py", ".tsv", ".safetensors", ".md", ".j2", ".css", ".js", ".toml"}
    ours = {str(p.relative_to(ROOT)) for p in (ROOT / "summarizer").rglob("*") if p.suffix in kinds and p.is_file()}
    assert prompts
    assert (prompts | ours) - inside == set()
    assert [name for name in inside if not name.startswith(("summarizer/", "news_claims_summarizer-"))] == []
