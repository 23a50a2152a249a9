from __future__ import annotations

import base64
import json
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from summarizer import comparing
from summarizer.comparison import Comparison
from summarizer.exporters import FORMATS, export
from summarizer.reading import Reading
from summarizer.records import Notice, Report, Speaker
from summarizer.settings import Settings
from summarizer.web import drafts, render
from summarizer.web.drafts import STAGES, Draft, whole
from summarizer.web.texts import LANGUAGES, texts
from tests.builders import article
from tests.exporters.hostile import TRICKS, hostile_texts, poisoned
from tests.exporters.sample import TEXT, sample
from tests.fakes import SteadyEncoder

EN = texts("en")


@cache
def compared() -> Comparison:
    """Two outlets on one event, the second with another figure."""
    settings = Settings(model="none")
    given = [("Lysa Courier", TEXT), ("Gazette", TEXT.replace("7-4", "8-3"))]
    readings = [Reading(article(text, outlet=outlet, title="Bridge", date="2031-03-04"), ()) for outlet, text in given]
    return comparing.compare(readings, settings, SteadyEncoder(), None)


VOID = {"input", "rect"}


class Seen(HTMLParser):
    """The tags in order with their attributes, and the text; every tag must be closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.directed: list[bool] = []
        self.words: list[str] = []
        self.places: list[tuple[str, bool]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.directed.append(tag == "bdi" or dict(attrs).get("dir") == "auto")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.directed.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.places.append((data, any(self.directed)))

    def stray(self, words: str) -> list[str]:
        """The pieces with these words that stand in nothing that finds its direction."""
        return [data for data, directed in self.places if words in data and not directed]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def assert_harmless(found: Seen) -> None:
    for tag, attributes in found.tags:
        assert tag not in {"script", "style", "iframe", "img", "object", "form", "base", "meta", "link"}
        assert not [a for a in attributes if a.startswith("on") or a == "style"]
        address = attributes.get("href", "#nc-")
        assert address.startswith(("#nc-", "http://", "https://", "data:")), address
        if address.startswith("data:"):
            assert "download" in attributes
        elif address.startswith("http"):
            assert "noopener" in attributes["rel"]


@settings(deadline=None, max_examples=15)
@given(hostile_texts)
def test_hostile_text_stays_text_in_the_report_and_in_the_lesson(text: str) -> None:
    report = poisoned(sample(), text)
    for guess in (False, True):
        assert_harmless(Seen(render.result(whole(report), EN, guess=guess)))


@pytest.mark.parametrize("text", TRICKS)
def test_hostile_words_of_an_error_stay_text(text: str) -> None:
    assert_harmless(Seen(render.failure(text, EN)))


def test_only_addresses_of_the_web_become_links() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd"):
        report = poisoned(sample(), url)
        assert not [a for _, a in Seen(render.result(whole(report), EN)).tags if a.get("href", "#")[0] not in "#d"]


def test_template_signs_of_the_page_mean_nothing_in_a_text() -> None:
    # Gradio's component makes a template of its frame; ours must not either.
    page = render.result(whole(poisoned(sample(), "${alert(1)} {{ value }} {% raw %}")), EN)
    assert "${alert(1)} {{ value }} {% raw %}" in Seen(page).text


def test_what_runs_from_right_to_left_finds_its_own_direction() -> None:
    for guess in (False, True):
        found = Seen(render.result(whole(poisoned(sample(), "مرحبا")), EN, guess=guess))
        assert found.stray("مرحبا") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_stage_shows_what_is_done_so_far(language: str) -> None:
    t = texts(language)
    report = sample()
    steps = [Draft(report, STAGES[:n]) for n in range(1, len(STAGES) + 1)] + [whole(report)]
    for step in steps:
        page = Seen(render.result(step, t)).text
        assert (t("sections.loaded") in page) == ("bias" in step.done)
        assert (t("sections.downloads") in page) == step.whole == (step is steps[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_name_the_stage_that_runs(language: str) -> None:
    t = texts(language)
    found = Seen(render.status(Draft(sample(), STAGES[:3]), t))
    now = [a for _, a in found.tags if a.get("aria-current") == "step"]
    assert len(now) == 1
    assert t("stages.claims") in found.text


def test_a_status_is_a_word_and_a_symbol_beside_its_colour() -> None:
    page = Seen(render.result(whole(sample()), EN)).text
    for symbol, word in (("●", "corroborated"), ("≠", "disputed"), ("✕", "contradicted by a source"), ("?", "not judged")):
        assert f"{symbol} {word}" in page


def test_every_mark_of_the_article_stands_in_a_table_too() -> None:
    report = sample()
    twin = render.result(whole(report), EN).partition('<details class="twin">')[2]
    text = Seen(f"<details>{twin[: twin.index('</details>')]}</details>").text
    for c in report.claims:
        assert c.quote.text in text


def test_the_page_carries_every_format_as_it_is_exported() -> None:
    found = {d.format: d for d in render.downloads(sample())}
    assert set(found) == set(FORMATS)
    for format, download in found.items():
        raw = base64.b64decode(download.address.partition("base64,")[2])
        assert raw.decode("utf-8") == export(sample(), format)


def test_a_report_waits_behind_the_lesson() -> None:
    page = render.result(whole(sample()), EN, guess=True)
    assert '<div class="report" hidden>' in page
    assert 'class="w" aria-pressed="false"' in page
    assert 'class="report"' in render.result(whole(sample()), EN)
    assert "hidden>" not in render.result(Draft(sample(), STAGES[:2]), EN)


@settings(deadline=None, max_examples=15)
@given(hostile_texts)
def test_hostile_text_stays_text_in_a_comparison(text: str) -> None:
    made = compared()
    claims = tuple(
        c.model_copy(update={"text": text, "reason": text, "sources": (Speaker(name=text, kind="person"),)}) for c in made.claims
    )
    columns = tuple(c.model_copy(update={"name": text}) for c in made.columns)
    articles = tuple(a.model_copy(update={"url": text, "date": text}) for a in made.articles)
    voices = tuple(v.model_copy(update={"name": text}) for v in made.voices)
    notices = (Notice(kind=text, message=text),)
    hostile = {"claims": claims, "columns": columns, "articles": articles, "voices": voices, "notices": notices}
    assert_harmless(Seen(render.compared(made.model_copy(update=hostile), EN)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_has_a_row_for_each_statement_and_a_cell_for_each_outlet(language: str) -> None:
    comparison, t = compared(), texts(language)
    found = Seen(render.compared(comparison, t))
    assert len([a for _, a in found.tags if "data-pick" in a]) == len(comparison.claims)
    named = [a for _, a in found.tags if a.get("role") == "img"]
    assert len(named) == len(comparison.claims) * len(comparison.columns)
    assert t("compare.matrix") in found.text


def test_a_report_that_came_back_from_a_page_is_the_same_report() -> None:
    kept = json.loads(sample().model_dump_json())
    assert drafts.whole(Report.model_validate_json(json.dumps(kept))).report == sample()
