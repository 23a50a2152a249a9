"""Replies recorded once and given again: runs and tests without a model.

`replies.jsonl` holds the model's name in its first line, then one line for each prompt, sorted: its key and the reply.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from summarizer.errors import ReplayMissingError, UsageError
from summarizer.models.base import Ground, Writer
from summarizer.prompts import Message

FILE = "replies.jsonl"
_HOW = "record it: run once with summarizer.models.replay.RecordingWriter(writer, folder)"


class ReplayWriter:
    """Gives recorded replies. Its name is that of the model which wrote them."""

    def __init__(self, folder: Path) -> None:
        """Read the recording in `folder`.

        Raises:
            ReplayMissingError: there is no recording.
            UsageError: the file is no recording.
        """
        self._path = folder / FILE
        if not self._path.is_file():
            raise ReplayMissingError(f"no recording {self._path}; {_HOW}")
        try:
            # Not splitlines(): it also splits at U+0085 and U+2028, which stand unescaped in JSON.
            head, *lines = [json.loads(line) for line in self._path.read_text("utf-8").removesuffix("\n").split("\n")]
            self._name = str(head["model"])
            self._replies = {str(line["key"]): str(line["reply"]) for line in lines}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{self._path} is no recording of replies ({error}); {_HOW}") from error

    @property
    def name(self) -> str:
        """The name of the recorded model."""
        return self._name

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        """The recorded reply to each chat, in order.

        Raises:
            ReplayMissingError: a chat was not recorded with this length, temperature and seed.
        """
        del grounds  # they follow from the chats
        return self._recorded([key(chat, most_tokens, temperature, seed) for chat in chats])

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        """The recorded reply to each chat, in order.

        Raises:
            ReplayMissingError: a chat was not recorded with this schema, length, temperature and seed.
        """
        return self._recorded([key(chat, most_tokens, temperature, seed, schema) for chat in chats])

    def _recorded(self, keys: list[str]) -> list[str]:
        if lacking := sum(k not in self._replies for k in keys):
            raise ReplayMissingError(f"{lacking} of {len(keys)} prompts are not in {self._path}: it was made from other input; {_HOW}")
        return [self._replies[k] for k in keys]


class RecordingWriter:
    """Lets another writer write, and keeps what it said. The file holds what this run used, and nothing else."""

    def __init__(self, inner: Writer, folder: Path) -> None:
        """Begin a new recording in `folder`; one that is there is replaced.

        Raises:
            UsageError: the folder cannot be written.
        """
        self._inner = inner
        self._path = folder / FILE
        self._replies: dict[str, str] = {}
        self._save()

    @property
    def name(self) -> str:
        """The name of the model that writes."""
        return self._inner.name

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        """The other writer's replies. A prompt that was recorded before gets its recorded reply, so that a replay goes the same way.

        Raises:
            ModelError: the other writer cannot reply at all.
            UsageError: the recording cannot be written.
        """
        keys = [key(chat, most_tokens, temperature, seed) for chat in chats]
        theirs = dict(zip(keys, grounds, strict=True)) if grounds else None
        ask = partial(self._inner.write, most_tokens=most_tokens, temperature=temperature, seed=seed)
        return self._kept(keys, chats, lambda new: ask([c for _, c in new], grounds=[theirs[k] for k, _ in new] if theirs else None))

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        """The other writer's replies, as in `write`.

        Raises:
            ModelError: the other writer cannot reply at all.
            UsageError: the recording cannot be written.
        """
        keys = [key(chat, most_tokens, temperature, seed, schema) for chat in chats]
        ask = partial(self._inner.answer, schema=schema, most_tokens=most_tokens, temperature=temperature, seed=seed)
        return self._kept(keys, chats, lambda new: ask([c for _, c in new]))

    def _kept(
        self,
        keys: Sequence[str],
        chats: Sequence[Sequence[Message]],
        ask: Callable[[Sequence[tuple[str, Sequence[Message]]]], list[str]],
    ) -> list[str]:
        """The reply found by each key; those not recorded yet are asked for as (key, chat)."""
        new = {k: chat for k, chat in zip(keys, chats, strict=True) if k not in self._replies}
        if new:
            self._replies |= zip(new, ask(list(new.items())), strict=True)
            self._save()
        return [self._replies[k] for k in keys]

    def _save(self) -> None:
        lines: list[dict[str, str]] = [{"model": self.name}, *({"key": k, "reply": r} for k, r in sorted(self._replies.items()))]
        unfinished = self._path.with_suffix(".unfinished")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8", newline="\n")
            unfinished.replace(self._path)
        except OSError as error:
            raise UsageError(f"the recording {self._path} cannot be written ({error.strerror}); choose another folder") from error


def key(chat: Sequence[Message], most_tokens: int, temperature: float, seed: int, schema: Mapping[str, object] | None = None) -> str:
    """What a reply is found by: the SHA-256 of the messages and of how the reply was asked for."""
    asked = [[[m.role, m.content] for m in chat], most_tokens, float(temperature), seed, *([schema] if schema else [])]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()
