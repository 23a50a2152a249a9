"""The guarded client, against a server inside the test; nothing here reaches a network."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from summarizer import fetching
from summarizer.errors import UsageError
from summarizer.fetching import Fetched, Guard, Limits, checked, denied, fetch

PAGE = b"<!doctype html><p>The council voted 7-4 on Monday.</p>"
OPEN = Guard(denied=(), ports=None)
"""For the server of the test, which lives where no page is fetched from."""
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers each path as told, and keeps the headers of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *_: Any) -> None:
        """A client that leaves early is no error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.server.answers[self.path](self)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


def answer(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    def do(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers).items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return do


def redirect(to: str, status: int = 302) -> Answer:
    return answer(b"", status, Location=to)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def get(url: str, **limits: Any) -> Fetched:
    return fetch(url, limits=Limits(**limits), guard=OPEN)


def test_a_page_comes_with_its_address_and_its_declared_encoding(server: Server) -> None:
    server.answers["/a?b=%C3%A9"] = answer(Content_Type='Text/HTML; Charset="windows-1252"')
    assert get(server.at("/a?b=é#part")) == Fetched(server.at("/a?b=%C3%A9"), PAGE, "windows-1252")


def test_the_request_says_who_asks_and_nothing_about_the_user(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.answers |= {"/": redirect("/page"), "/page": answer(Set_Cookie="a=b")}
    server.answers["/"] = answer(b"", 302, Location="/page", Set_Cookie="a=b")
    get(server.at("/"))
    assert [path for path, _ in server.asked] == ["/", "/page"]
    for _, headers in server.asked:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}
        assert headers["user-agent"] == fetching.USER_AGENT
        assert headers["host"] == f"127.0.0.1:{server.server_port}"


def test_redirects_are_followed_to_the_last_address(server: Server) -> None:
    server.answers |= {"/a": redirect("b", 301), "/b": redirect(f"//127.0.0.1:{server.server_port}/c", 308), "/c": answer()}
    assert get(server.at("/a")).url == server.at("/c")


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(UsageError, match="more than 3 redirects"):
        get(server.at("/a"), redirects=3)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://a.example/", "http://user@a.example/", "http://a.example\\@b.example/", "gopher://x"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(to: str, server: Server) -> None:
    server.answers["/"] = redirect(to)
    with pytest.raises(UsageError):
        get(server.at("/"))


def test_a_redirect_into_a_private_network_is_refused_although_the_first_step_was_allowed(server: Server) -> None:
    server.answers["/"] = redirect("http://inside.example/")
    only_here = Guard(denied=tuple(n for n in fetching.SPECIAL if str(n) != "127.0.0.0/8"), ports=None)

    def resolver(host: str, _: int) -> list[str]:
        return ["169.254.169.254"] if host == "inside.example" else ["127.0.0.1"]

    with pytest.raises(UsageError, match=r"inside\.example is not on the public internet"):
        fetch(server.at("/"), guard=only_here, resolver=resolver)
    assert len(server.asked) == 1


def test_a_redirect_from_https_to_http_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_asked", lambda *_: "http://news.example/")
    with pytest.raises(UsageError, match="from https to unencrypted http"):
        fetch("https://news.example/")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "0", "0.0.0", "2130706433", "0x7f.1", "017700000001", "[::1]", "[::]", "[::ffff:169.254.169.254]"),
        *("[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "169.254.169.254", "100.64.0.1", "100.100.100.200", "10.1.2.3", "172.16.0.1"),
        *(
            "192.168.1.1",
            "[fc00::1]",
            "[fe80::1]",
            "192.0.0.192",
            "224.0.0.1",
            "[ff02::1]",
            "255.255.255.255",
            "198.18.0.1",
            "[2001:db8::1]",
        ),
    ],
)
def test_an_address_that_is_not_public_is_never_connected_to(host: str) -> None:
    with pytest.raises(UsageError, match=r"is not on the public internet|cannot be fetched"):
        fetch(f"http://{host}/", limits=Limits(seconds=2))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e", "::ffff:8.8.8.8", "172.32.0.1"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert not denied(address, Guard())


@pytest.mark.parametrize("address", ["", "a.example", "fe80::1%eth0", "127.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "1:2"])
def test_what_is_special_or_no_address_is_denied(address: str) -> None:
    assert denied(address, Guard())


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(UsageError, match="not on the public internet"):
        fetch("http://mixed.example/", resolver=lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_a_host_without_an_address_is_refused() -> None:
    with pytest.raises(UsageError, match="not on the public internet"):
        fetch("http://none.example/", resolver=lambda *_: [])


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_later(server: Server) -> None:
    server.answers["/"] = answer()
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    found = fetch(f"http://turning.example:{server.server_port}/", guard=OPEN, resolver=lambda *_: next(answers))
    assert found.content == PAGE
    assert next(answers) == ["10.0.0.1"]


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server) -> None:
    server.answers["/"] = answer()
    url = f"http://two.example:{server.server_port}/"
    assert fetch(url, guard=OPEN, resolver=lambda *_: ["127.0.0.2", "127.0.0.1"]).content == PAGE


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "news.example",
            "file:///etc/passwd",
            "ftp://news.example/",
            "data:text/html,x",
            "javascript:alert(1)",
            "http://",
            "http:///x",
        ),
        *("http://user:secret@news.example/", "http://news.example@evil.example/", "http://news.example:22/", "http://news.example:99999/"),
        *(
            "http://news.example/\r\nX: y",
            "http://news.example/a b",
            "http://news.example\\@evil.example/",
            "http://[::1/",
            "http://\u202egro/",
        ),
        f"http://{'a' * 70}.example/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        fetch(url, resolver=lambda *_: pytest.fail("nothing is looked up"))


def test_a_host_in_another_script_is_asked_for_by_its_ascii_name() -> None:
    assert checked("https://bücher.example/ä?ö#x", Guard()) == "https://xn--bcher-kva.example:443/%C3%A4?%C3%B6"


@pytest.mark.parametrize("kind", ["image/png", "application/json", "application/octet-stream", "video/mp4; x=y", "text/css"])
def test_what_is_not_text_html_or_pdf_is_refused(kind: str, server: Server) -> None:
    server.answers["/"] = answer(Content_Type=kind)
    with pytest.raises(UsageError, match="not a page of text"):
        get(server.at("/"))


def test_a_page_without_a_content_type_is_left_to_the_reader(server: Server) -> None:
    server.answers["/"] = answer(Content_Type="")
    assert get(server.at("/")) == Fetched(server.at("/"), PAGE, None)


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 451, 500, 503])
def test_any_status_but_200_is_refused_with_its_number(status: int, server: Server) -> None:
    server.answers["/"] = answer(b"", status)
    with pytest.raises(UsageError, match=f"HTTP status {status}"):
        get(server.at("/"))


def test_a_packed_page_is_unpacked(server: Server) -> None:
    server.answers["/"] = answer(gzip.compress(PAGE), Content_Encoding="gzip")
    assert get(server.at("/")).content == PAGE


def test_a_packed_page_that_grows_too_large_is_given_up_early(server: Server) -> None:
    server.answers["/"] = answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with pytest.raises(UsageError, match=r"larger than 0\.1 MB"):
        get(server.at("/"), size=100_000)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate"])
def test_a_packing_that_was_not_asked_for_is_refused(encoding: str, server: Server) -> None:
    server.answers["/"] = answer(Content_Encoding=encoding)
    with pytest.raises(UsageError, match="not asked for"):
        get(server.at("/"))


def test_a_page_that_is_no_gzip_although_it_says_so_is_refused(server: Server) -> None:
    server.answers["/"] = answer(Content_Encoding="gzip")
    with pytest.raises(UsageError, match="cannot be fetched"):
        get(server.at("/"))


def test_a_page_over_the_limit_is_refused(server: Server) -> None:
    server.answers["/"] = answer(b"a" * 100_001)
    with pytest.raises(UsageError, match=r"larger than 0\.1 MB"):
        get(server.at("/"), size=100_000)


def test_chunks_without_end_are_refused(server: Server) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        answer(b"", Content_Length="", Transfer_Encoding="chunked")(handler)
        for _ in range(1000):
            handler.wfile.write(b"1000\r\n" + b"a" * 4096 + b"\r\n")

    server.answers["/"] = endless
    with pytest.raises(UsageError, match=r"larger than 0\.1 MB"):
        get(server.at("/"), size=100_000)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_sends_drop_by_drop_is_left_when_the_time_is_up(head: bytes, server: Server) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(100):
            time.sleep(0.05)
            handler.wfile.write(b"a")

    server.answers["/"] = slow
    started = time.monotonic()
    with pytest.raises(UsageError, match="did not answer in time"):
        get(server.at("/"), seconds=0.4)
    assert time.monotonic() - started < 3


def test_a_body_that_ends_before_its_length_is_refused(server: Server) -> None:
    server.answers["/"] = answer(PAGE, Content_Length="5000")
    with pytest.raises(UsageError, match="cannot be fetched"):
        get(server.at("/"))


def test_what_is_no_http_is_refused(server: Server) -> None:
    def greet(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")

    server.answers["/"] = greet
    with pytest.raises(UsageError, match="cannot be fetched"):
        get(server.at("/"))


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"http://127\.0\.0\.1:1/ cannot be fetched"):
        get("http://127.0.0.1:1/")
