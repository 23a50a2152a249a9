"""An OpenAI-compatible server, started by the test: what is asked, what comes back, what goes wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from summarizer.errors import ModelError, UsageError
from summarizer.models import open_writer
from summarizer.models.server import KEY
from summarizer.prompts import Message

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class Seen(list[tuple[str, dict[str, Any], str | None]]):
    """(path, body, authorization) of each request."""


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, Seen]]:
    seen = Seen()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((self.path, body, self.headers["Authorization"]))
            status, value = answer(body)
            data = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(text: object) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": text}}]}


def write(url: str, *texts: str, **options: Any) -> list[str]:
    writer = open_writer(f"server:{url}#tiny")
    assert writer is not None
    return writer.write([(Message("system", "s"), Message("user", t)) for t in texts], most_tokens=5, **options)


def test_each_chat_is_asked_for_and_answered_in_order() -> None:
    with serving(lambda body: (200, said(f" re: {body['messages'][-1]['content']} "))) as (url, seen):
        assert write(url, *"abcdefgh", temperature=0.5, seed=3) == [f"re: {c}" for c in "abcdefgh"]
    paths, bodies, keys = zip(*seen, strict=True)
    assert set(paths) == {"/v1/chat/completions"}
    assert set(keys) == {None}
    assert {(b["model"], b["max_tokens"], b["temperature"], b["seed"]) for b in bodies} == {("tiny", 5, 0.5, 3)}
    assert bodies[0]["messages"][0] == {"role": "system", "content": "s"}


def test_a_schema_is_sent_as_the_format_of_the_response() -> None:
    shape = {"type": "object", "properties": {"n": {"type": "integer"}}}
    with serving(lambda _: (200, said('{"n": 1}'))) as (url, seen):
        writer = open_writer(f"server:{url}#tiny")
        assert writer is not None
        assert writer.answer([(Message("user", "count"),)], shape, most_tokens=9) == ['{"n": 1}']
    asked = seen[0][1]["response_format"]
    assert asked["type"] == "json_schema"
    assert asked["json_schema"]["schema"] == shape
    assert asked["json_schema"]["strict"] is True


def test_the_key_is_sent_as_a_bearer_token_and_stands_in_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret")
    with serving(lambda _: (200, said("x"))) as (url, seen):
        write(url, "a")
        writer = open_writer(f"server:{url.replace('//', '//user:pass@')}#tiny")
    assert seen[0][2] == "Bearer secret"
    assert writer is not None
    assert writer.name == "server:127.0.0.1#tiny"


def test_thoughts_before_the_reply_are_left_out() -> None:
    with serving(lambda _: (200, said("<think>let me see</think>\n\nThe line."))) as (url, _):
        assert write(url, "a") == ["The line."]


def test_a_reply_that_fails_once_is_asked_for_again() -> None:
    answers = iter([(503, {}), (200, said("x"))])
    with serving(lambda _: next(answers)) as (url, seen):
        assert write(url, "a") == ["x"]
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("answer", "wrong", "times"),
    [
        ((404, {}), "status 404", 1),
        ((500, {}), "status 500", 2),
        ((200, b"<html>"), "is not that of an OpenAI-compatible server", 2),
        ((200, {"choices": []}), "is not that of an OpenAI-compatible server", 2),
        ((200, said(None)), "the reply holds no text", 2),
    ],
)
def test_what_cannot_be_used_is_one_clear_error(answer: tuple[int, Any], wrong: str, times: int) -> None:
    with serving(lambda _: answer) as (url, seen), pytest.raises(ModelError, match=wrong) as caught:
        write(url, "a")
    assert len(seen) == times
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there_is_named() -> None:
    with serving(lambda _: (200, said("x"))) as (url, _):
        pass
    with pytest.raises(ModelError, match=r"server:127\.0\.0\.1#tiny: "):
        write(url, "a")


@pytest.mark.parametrize("wanted", ["localhost:8000/v1#m", "http://localhost:8000/v1", "http:///v1#m", "ftp://h/v1#m"])
def test_an_address_that_is_none_is_refused(wanted: str) -> None:
    with pytest.raises(UsageError, match="should be server:http"):
        open_writer(f"server:{wanted}")
