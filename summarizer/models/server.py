"""A model behind an OpenAI-compatible server: `server:http://host:port/v1#NAME` (vLLM, llama.cpp, Ollama and others).

The article's text goes to that server and nowhere else; the address is the user's, and so is the trust in it. A key, if the server wants
one, is read from SUMMARIZER_SERVER_KEY.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import httpx

from summarizer.errors import ModelError, UsageError
from summarizer.models.base import Ground
from summarizer.prompts import Message

TIMEOUT = 120.0
"""Seconds that one reply may take."""
AT_ONCE = 4
"""So many requests are under way at a time: servers batch what comes together."""
TRIES = 2
KEY = "SUMMARIZER_SERVER_KEY"
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class ServerWriter:
    """Asks a server for chat completions."""

    def __init__(self, url: str, model: str) -> None:
        """`url` ends where /chat/completions begins; `model` is what the server calls it."""
        self._url = url.rstrip("/")
        self._model = model
        key = os.environ.get(KEY)
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    @property
    def name(self) -> str:
        """The model's name at the server's address, without user or password."""
        return f"server:{urlsplit(self._url).hostname}#{self._model}"

    def write(
        self,
        chats: Sequence[Sequence[Message]],
        *,
        most_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
        grounds: Sequence[Ground] | None = None,
    ) -> list[str]:
        """One reply to each chat, in order. Whether the same seed gives the same reply is up to the server; `grounds` cannot bind it.

        Raises:
            ModelError: the server cannot be reached, or gives no usable reply after a second try.
        """
        del grounds
        return self._replies(chats, {"max_tokens": most_tokens, "temperature": temperature, "seed": seed})

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        """One reply to each chat, in order, that the server was asked to bind to a JSON Schema (`response_format`).

        Raises:
            ModelError: the server cannot be reached, refuses the schema, or gives no usable reply after a second try.
        """
        bound = {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema, "strict": True}}
        return self._replies(chats, {"max_tokens": most_tokens, "temperature": temperature, "seed": seed, "response_format": bound})

    def _replies(self, chats: Sequence[Sequence[Message]], how: Mapping[str, object]) -> list[str]:
        asked = [{"model": self._model, "messages": [{"role": m.role, "content": m.content} for m in chat], **how} for chat in chats]
        # trust_env off: a proxy from the environment must not get to read what the user sends to a server of his own.
        with httpx.Client(timeout=TIMEOUT, headers=self._headers, trust_env=False) as client, ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda body: self._reply(client, body), asked))

    def _reply(self, client: httpx.Client, body: dict[str, Any]) -> str:
        wrong = ""
        for _ in range(TRIES):
            try:
                answer = client.post(f"{self._url}/chat/completions", json=body)
                answer.raise_for_status()
                content = answer.json()["choices"][0]["message"]["content"]
                if isinstance(content, str):
                    return _THOUGHT.sub("", content).strip()
                wrong = "the reply holds no text"
            except httpx.HTTPStatusError as error:
                wrong = f"status {error.response.status_code}"
                if error.response.status_code < 500:
                    break
            except httpx.HTTPError as error:
                wrong = str(error) or type(error).__name__
            except (ValueError, KeyError, IndexError, TypeError) as error:
                wrong = f"the reply is not that of an OpenAI-compatible server ({type(error).__name__})"
        raise ModelError(f"{self.name}: {wrong}; check the address, the model's name and {KEY}")


def open_writer(wanted: str) -> ServerWriter:
    """The writer at `wanted`: an address and, after #, the model's name.

    Raises:
        UsageError: the address is not http or https, or there is no name.
    """
    url, _, model = wanted.partition("#")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not model:
        raise UsageError(f"server:{wanted} should be server:http://host:port/v1#MODEL, as in server:http://localhost:11434/v1#qwen3:4b")
    return ServerWriter(url, model)
