"""Versioned prompt templates: `prompts/<name>/v<N>.md`, never edited after release.

A template is a Markdown file whose headings `# system`, `# user` and `# assistant` begin the messages of a chat; several user and
assistant messages are worked examples. The parts are cut before they are filled, so no value can forge a message; and a value cannot forge
the control tokens of a chat template, because `<|` and its kin are broken apart with a visible mark.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from summarizer.errors import UsageError

Role = Literal["system", "user", "assistant"]
BREAK = "‹"
"""Put in place of the first sign of anything that looks like a control token (U+2039)."""

_HEADING = re.compile(r"^# (system|user|assistant)\n", re.MULTILINE)
_CONTROL = re.compile(r"<(?=\|)|<(?=/?s>)|<(?=<SYS)|<(?=(?:start|end)_of_turn)|\[(?=/?INST\])", re.IGNORECASE)
_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


class Message(NamedTuple):
    """One turn of a chat."""

    role: Role
    content: str


class Prompt(NamedTuple):
    """A template: `id` is its name and version ("line/v1"), `sha256` that of its file."""

    id: str
    sha256: str
    parts: tuple[tuple[Role, str], ...]

    def render(self, **values: object) -> tuple[Message, ...]:
        """The messages with `values` filled in.

        Raises:
            UsageError: a variable of the template has no value.
        """
        safe = {k: _defuse(v) for k, v in values.items()}
        try:
            return tuple(Message(r, _ENVIRONMENT.from_string(t).render(**safe).strip()) for r, t in self.parts)
        except TemplateError as error:
            raise UsageError(f"prompt {self.id} cannot be filled: {error}") from error


@cache
def load(name: str) -> Prompt:
    """The template called `name` ("line/v1").

    Raises:
        UsageError: there is no such template, or it has no messages.
    """
    path = _folder() / f"{name}.md"
    if not re.fullmatch(r"[a-z_]+/v\d+", name) or not path.is_file():
        raise UsageError(f"no prompt {name!r}; there are: {', '.join(available())}")
    raw = path.read_bytes()
    pieces = _HEADING.split(raw.decode("utf-8"))[1:]
    if not pieces:
        raise UsageError(f"prompt {name!r} has no '# user' heading")
    parts = tuple((_role(r), t) for r, t in zip(pieces[::2], pieces[1::2], strict=True))
    return Prompt(name, hashlib.sha256(raw).hexdigest(), parts)


def available() -> tuple[str, ...]:
    """The names of all templates, sorted."""
    return tuple(sorted(f"{p.parent.name}/{p.stem}" for p in _folder().glob("*/v*.md")))


def _folder() -> Path:
    # Inside the package in an installed wheel, beside it in a checkout; inside first, so that no stranger's folder beside it counts.
    wheel = Path(str(files("summarizer"))) / "prompts"
    return wheel if wheel.is_dir() else Path(__file__).parent.parent / "prompts"


def _role(name: str) -> Role:
    roles: dict[str, Role] = {"system": "system", "user": "user", "assistant": "assistant"}
    return roles[name]


def _defuse(value: object) -> object:
    if isinstance(value, str):
        return _CONTROL.sub(BREAK, value)
    if isinstance(value, (list, tuple)):
        return [_defuse(v) for v in value]
    return value
