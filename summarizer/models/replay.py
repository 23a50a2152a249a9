"""Replies recorded once and given again: runs and tests without a model.

`replies.jsonl` holds the model's name in its first line, then one line for each prompt, sorted: its key and the reply.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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
        keys = [key(chat, most_tokens, temperature, seed) for chat in chats]
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
        new = {k: n for n, k in enumerate(keys) if k not in self._replies}
        if new:
            asked, theirs = [chats[n] for n in new.values()], [grounds[n] for n in new.values()] if grounds else None
            replies = self._inner.write(asked, most_tokens=most_tokens, temperature=temperature, seed=seed, grounds=theirs)
            self._replies |= zip(new, replies, strict=True)
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


def key(chat: Sequence[Message], most_tokens: int, temperature: float, seed: int) -> str:
    """What a reply is found by: the SHA-256 of the messages and of how the reply was asked for."""
    asked = [[[m.role, m.content] for m in chat], most_tokens, float(temperature), seed]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()
