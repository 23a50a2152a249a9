"""The demo in a real browser: Debian's chromium, driven by playwright; left out where either is missing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.exporters import FORMATS
from summarizer.records import Report
from tests.exporters.sample import TEXT
from tests.web.serving import serving

playwright = pytest.importorskip("playwright.sync_api", exc_type=ImportError)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = os.environ.get("AXE")
"""The path of axe.min.js, of the npm package axe-core."""
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> ${document.title='owned'} {{constructor}} مرحبا "
)
SECONDS = 60_000

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="there is no chromium")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("web") / "said.txt") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield opened
        opened.close()


class Visitor:
    """One visitor's page: what it asked for elsewhere, and what went wrong in it, are written down."""

    def __init__(self, browser: Any, address: str, **more: Any) -> None:
        settings = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "accept_downloads": True} | more
        self.page = browser.new_context(**settings).new_page()
        self.elsewhere: list[str] = []
        self.failures: list[str] = []
        self.page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else self.elsewhere.append(r.url))
        self.page.on("console", lambda m: self.failures.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.failures.append(str(e)))
        self.page.goto(address)
        self.page.wait_for_selector("#run", timeout=SECONDS)
        self.page.wait_for_timeout(500)

    def rules_alone(self) -> None:
        self.page.click("#more > button")
        self.page.click("#model label >> nth=1")

    def read(self, text: str) -> None:
        self.page.fill("#text textarea", text)
        self.page.click("#run")
        self.done()

    def done(self) -> None:
        self.page.wait_for_selector("a.download", timeout=SECONDS, state="attached")

    def close(self) -> None:
        assert self.elsewhere == []
        assert self.failures == []
        self.page.context.close()


@pytest.fixture
def visitor(browser: Any, address: str) -> Iterator[Visitor]:
    found = Visitor(browser, address)
    yield found
    found.close()


def serious(page: Any) -> list[str]:
    """What axe finds that is serious or worse."""
    source = Path(AXE or "").read_text(encoding="utf-8")
    found = page.evaluate("async (source) => { (0, eval)(source); return (await axe.run()).violations; }", source)
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]


def test_a_visitor_pastes_an_article_and_looks_behind_a_claim(visitor: Visitor) -> None:
    visitor.read(TEXT)
    page = visitor.page
    picks = page.query_selector_all(".pick")
    picks[1].click()
    panel = page.query_selector(".panel:not([hidden])")
    assert panel.get_attribute("data-panel") == "2"
    quote = panel.query_selector(".hit").inner_text()
    assert quote in " ".join(TEXT.split())
    panel.query_selector(".goto").click()
    lit = "".join(piece.inner_text() for piece in page.query_selector_all(".article .lit"))
    assert lit == quote


def test_a_citation_mark_leads_to_its_claim(visitor: Visitor) -> None:
    visitor.read(TEXT)
    mark = visitor.page.query_selector(".story a.ref")
    number = mark.get_attribute("data-goto")
    mark.click()
    assert visitor.page.evaluate("document.activeElement.dataset.pick") == number


def test_every_format_can_be_taken_along(visitor: Visitor, tmp_path: Path) -> None:
    visitor.read(TEXT)
    links = visitor.page.query_selector_all("a.download")
    assert len(links) == len(FORMATS)
    for link in links:
        with visitor.page.expect_download() as waiting:
            link.click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert file.stat().st_size > 200
    assert Report.model_validate_json((tmp_path / "report.json").read_bytes()).article.text.strip() == TEXT.strip()


def test_examples_follow_one_another(visitor: Visitor) -> None:
    page = visitor.page
    visitor.rules_alone()
    page.click("button.example >> nth=1")
    visitor.done()
    first = page.inner_text(".title")
    page.click("button.example >> nth=2")
    page.wait_for_function("first => { const t = document.querySelector('.title'); return t && t.innerText !== first; }", arg=first)
    visitor.done()
    assert "Please note" in page.inner_text(".notice")
    assert "Hushlock" in page.input_value("#text textarea")


def test_hostile_text_stays_text(visitor: Visitor) -> None:
    before = visitor.page.title()
    visitor.read(TEXT.replace("Brandt", HOSTILE, 3))
    assert visitor.page.title() == before
    assert "onerror" in visitor.page.inner_text(".article")
    assert visitor.page.query_selector(".nc img, .nc script") is None


def test_two_visitors_at_once_see_nothing_of_each_other(browser: Any, address: str) -> None:
    one, other = Visitor(browser, address), Visitor(browser, address, locale="de-DE")
    one.page.fill("#text textarea", TEXT)
    other.page.fill("#text textarea", TEXT.replace("Skaldvik", "Morvane"))
    one.page.click("#run")
    other.page.click("#run")
    one.done()
    other.done()
    assert "Morvane" not in one.page.content()
    assert "Skaldvik" not in other.page.content()
    assert "Wer zu Wort kommt" in other.page.inner_text("#result")
    one.close()
    other.close()


def test_the_language_changes_under_a_finished_report(visitor: Visitor) -> None:
    visitor.read(TEXT)
    visitor.page.click("#language label >> nth=2")
    visitor.page.wait_for_function("document.querySelector('#nc-speakers').innerText === 'Quién tiene la palabra'")
    assert visitor.page.inner_text("#run") == "Leer la noticia"


def test_a_class_guesses_first_and_compares_then(visitor: Visitor) -> None:
    page = visitor.page
    page.click("#more > button")
    page.check("#guess input")
    visitor.read(TEXT)
    assert not page.is_visible(".report")
    word = page.query_selector(".w[data-answer]")
    word.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.className") == "w"
    page.click(".compare")
    assert page.is_visible(".report")
    assert "both" in word.get_attribute("class")
    assert "1 of the tool's" in page.inner_text("[data-score='words']")


def test_claims_can_be_walked_with_the_keyboard_alone(visitor: Visitor) -> None:
    visitor.read(TEXT)
    page = visitor.page
    page.focus("[data-pick='1']")
    page.keyboard.press("ArrowDown")
    assert page.is_visible("[data-panel='2']")
    assert not page.is_visible("[data-panel='1']")
    assert page.get_attribute("[data-pick='2']", "aria-pressed") == "true"


def test_a_reading_can_be_stopped(visitor: Visitor) -> None:
    visitor.page.fill("#text textarea", TEXT)
    visitor.page.click("#run")
    # Before the server has answered there is no reading yet that could be stopped.
    visitor.page.wait_for_function("document.querySelector('#status').innerText.trim() !== ''")
    visitor.page.click("#stop")
    visitor.page.wait_for_selector("text=Stopped.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_all_without_moving_sideways(browser: Any, address: str, scheme: str) -> None:
    found = Visitor(browser, address, viewport={"width": 360, "height": 740}, color_scheme=scheme, has_touch=True)
    found.read(TEXT)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 360
    found.page.click("[data-pick='2']")
    assert found.page.is_visible("[data-panel='2']")
    found.page.click(".close")
    assert not found.page.is_visible("[data-panel='2']")
    found.close()


def test_outlets_are_set_side_by_side(visitor: Visitor, tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file, text in zip(files, (TEXT, TEXT.replace("7-4", "8-3")), strict=True):
        file.write_text(f"---\noutlet: {file.stem} Courier\n---\n{text}", encoding="utf-8")
    page = visitor.page
    page.click("button[role=tab] >> nth=1")
    page.set_input_files("#files input[type=file]", [str(f) for f in files])
    page.wait_for_function("document.querySelector('#files').innerText.split('.txt').length > 2")
    page.click("#compare")
    visitor.done()
    page.click("[data-pick='2']")
    assert page.is_visible("[data-panel='2']")
    assert "Courier" in page.text_content("[data-panel='2']")
    if AXE:
        assert serious(page) == []


@pytest.mark.usefixtures("writer")
def test_with_the_real_models_the_stages_stream_in_and_every_row_has_its_quote(
    browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # The fixture made the converted model's cache; the server reads it too.
    with serving(tmp_path_factory.mktemp("real") / "said.txt", "--real") as address:
        found = Visitor(browser, address)
        page = found.page
        page.fill("#text textarea", TEXT)
        page.click("#run")
        page.wait_for_selector(".steps .now", timeout=SECONDS)
        page.wait_for_selector(".article p", timeout=SECONDS)
        assert page.query_selector("a.download") is None
        page.wait_for_selector("a.download", timeout=5 * SECONDS, state="attached")
        assert len(page.query_selector_all(".pick")) > 5
        for quote in page.query_selector_all(".panel .hit"):
            assert quote.text_content() in " ".join(TEXT.split())
        found.close()


@pytest.mark.skipif(not AXE, reason="AXE does not give the path of axe.min.js")
@pytest.mark.parametrize(
    "more", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}, {"locale": "es-ES"}], ids=json.dumps
)
def test_axe_finds_nothing_serious(browser: Any, address: str, more: dict[str, Any]) -> None:
    found = Visitor(browser, address, **more)
    found.page.click("#more > button")
    assert serious(found.page) == []
    found.read(TEXT)
    assert serious(found.page) == []
    found.page.check("#guess input")
    found.page.wait_for_selector(".compare")
    found.page.click(".compare")
    assert serious(found.page) == []
    found.close()
