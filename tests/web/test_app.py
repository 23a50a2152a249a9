from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client

from summarizer.records import Report
from summarizer.web.app import main, options
from tests.exporters.sample import TEXT
from tests.web.serving import serving

OTHER = TEXT.replace("Skaldvik", "Morvane").replace("Brandt", "Quillon")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything lands that the server prints, at its most talkative."""
    return tmp_path_factory.mktemp("web") / "said.txt"


@pytest.fixture(scope="module")
def address(said: Path) -> Iterator[str]:
    with serving(said, "--hosted") as found:
        yield found


def endpoints(address: str) -> dict[str, int]:
    """Every event of the page by number, the private ones too."""
    config = httpx.get(f"{address}/config").json()
    return {d["api_name"] or str(d["id"]): d["id"] for d in config["dependencies"]}


def posted(address: str, number: int, *data: Any) -> list[Any]:
    """What an event answers to whoever posts to it directly, past every limit of the page: all that was sent, in order."""
    session = f"s{number}{len(data)}"
    joined = httpx.post(f"{address}/gradio_api/queue/join", json={"data": data, "fn_index": number, "session_hash": session})
    assert joined.status_code == 200, joined.text
    out = []
    with httpx.stream("GET", f"{address}/gradio_api/queue/data", params={"session_hash": session}, timeout=60) as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                message = json.loads(line[5:])
                out.append(message.get("output"))
                if message["msg"] in ("process_completed", "close_stream"):
                    break
    return out


def test_the_api_gives_the_report_as_the_library_does(address: str) -> None:
    found = Client(address, verbose=False).predict(TEXT, "none", 160, api_name="/report")
    report = Report.model_validate_json(json.dumps(found))
    assert report.article.text == TEXT
    assert report.claims


def test_the_api_gives_each_export(address: str) -> None:
    client = Client(address, verbose=False)
    assert client.predict(TEXT, "csv", "none", api_name="/export").startswith('\ufeff"article_id"')
    assert client.predict(TEXT, "html", "none", api_name="/export").startswith("<!doctype html>")


def test_only_three_endpoints_are_offered_and_each_has_its_types(address: str) -> None:
    offered = Client(address, verbose=False).view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(offered) == {"/report", "/export", "/compare"}
    kinds = [(p["parameter_name"], p["python_type"]["type"]) for p in offered["/report"]["parameters"]]
    assert kinds == [("text", "str"), ("model", "str"), ("max_words", "int")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((TEXT * 20, "none", 160), "at most 5,000"),
        ((7, "none", 160), "must be a text"),
        ((TEXT, "server:http://127.0.0.1:9/v1#x", 160), "no such model"),
        ((TEXT, "none", 10**9), "max_words"),
        (("Too short.", "none", 160), "40"),
        (("", "none", 160), "paste an article"),
    ],
)
def test_limits_hold_for_whoever_posts_directly(address: str, data: tuple[Any, ...], words: str) -> None:
    answer = json.dumps(posted(address, endpoints(address)["report"], *data))
    assert words in answer
    assert "Traceback" not in answer


def test_limits_hold_for_the_private_events_too(address: str) -> None:
    number = endpoints(address)["read"]
    for data in (
        (TEXT * 20, None, "", None, "none", "en", False),
        (TEXT, None, "", None, "embedded:x", "en", False),
        (None,) * 7,
    ):
        answer = json.dumps(posted(address, number, *data))
        assert "nc-result" not in answer


def test_no_web_address_is_opened_where_strangers_come(address: str) -> None:
    answer = json.dumps(posted(address, endpoints(address)["read"], "", None, "http://127.0.0.1:1/", None, "none", "en", False))
    assert "opens no web addresses" in answer


def test_stages_arrive_one_by_one(address: str) -> None:
    pages = [o["data"] for o in posted(address, endpoints(address)["read"], TEXT, None, "", None, "none", "de", False) if o and "data" in o]
    assert len(pages) >= 5
    assert "Zusammenfassung" in json.dumps(pages, ensure_ascii=False)


def test_two_visitors_at_once_see_each_their_own_report(address: str) -> None:
    found: dict[str, Any] = {}

    def ask(text: str) -> None:
        found[text] = Client(address, verbose=False).predict(text, "none", 160, api_name="/report")

    threads = [threading.Thread(target=ask, args=(text,)) for text in (TEXT, OTHER)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert found[TEXT]["article"]["text"] == TEXT
    assert "Skaldvik" not in json.dumps(found[OTHER])
    assert "Morvane" not in json.dumps(found[TEXT])


def test_nothing_of_a_text_is_printed(address: str, said: Path) -> None:
    posted(address, endpoints(address)["report"], TEXT, "none", 160)
    posted(address, endpoints(address)["report"], "Skaldvik too short.", "none", 160)
    posted(address, endpoints(address)["read"], {"Skaldvik": 1}, None, "", None, "none", "en", False)
    printed = said.read_text(encoding="utf-8")
    assert printed
    assert "Skaldvik" not in printed


def test_every_answer_has_the_headers_that_protect_its_reader(address: str) -> None:
    for path in ("/", "/config", "/demo/demo.js", "/gradio_api/info", "/nothing-here"):
        headers = httpx.get(address + path, headers={"accept": "text/html", "accept-encoding": "gzip, br"}).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "script-src 'self' 'unsafe-eval'" in headers["content-security-policy"]
        assert "'unsafe-inline'" not in headers["content-security-policy"].partition("script-src")[2].partition(";")[0]


def test_the_pages_own_scripts_are_allowed_by_their_hash(address: str) -> None:
    page = httpx.get(address, headers={"accept": "text/html"})
    inline = re.findall(r"<script(?![^>]*src=)[^>]*>", page.text)
    assert len(inline) >= 3
    assert page.headers["content-security-policy"].count("'sha256-") == len(inline)


def test_the_page_loads_nothing_from_elsewhere_and_sends_nothing_home(address: str) -> None:
    config = httpx.get(f"{address}/config").json()
    assert config["analytics_enabled"] is False
    assert config.get("space_id") is None
    head = httpx.get(address, headers={"accept": "text/html"}).text
    loaded = re.findall(r"<(?:script|link)\b[^>]*(?:src|href)=\"([^\"]+)\"", head)
    assert not [u for u in loaded if u.startswith(("http:", "https:", "//"))]


def test_a_space_is_known_by_its_environment_and_opens_no_addresses() -> None:
    hosted, host, port = options([], {"SPACE_ID": "someone/demo"})
    assert (hosted.hosted, hosted.urls, hosted.mcp, host, port) == (True, False, False, "0.0.0.0", 7860)  # noqa: S104
    alone, host, _ = options(["--port", "1"], {})
    assert (alone.hosted, alone.urls, alone.mcp, host) == (False, True, False, "127.0.0.1")


def test_tools_for_language_models_are_not_left_out_in_silence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert main(["--mcp"]) == 2
    assert "need one more package" in capsys.readouterr().err
