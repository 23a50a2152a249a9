"""The frame of the page in Gradio: inputs, buttons, and which function of `visits` answers to which of them. No logic of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from summarizer.web import api, limits, render, visits
from summarizer.web.desk import Asked, Desk
from summarizer.web.examples import Example, examples
from summarizer.web.texts import LANGUAGES, Texts, preferred, texts

QUEUE = "model"
"""Everything that needs a model waits in one line: two at once would each take twice as long, and memory for both."""
_PRIVATE: dict[str, Any] = {"api_visibility": "private"}
"""Not in the API's list. They can be called all the same, so `visits` checks what they are given."""

_WAITS: dict[str, Any] = {"concurrency_id": QUEUE, "concurrency_limit": 1, "show_progress": "minimal", **_PRIVATE}


class Parts(NamedTuple):
    """The components of the page, by what they are for. `kept` holds the report within the page."""

    head: gr.HTML
    language: gr.Radio
    one: gr.Tab
    text: gr.Textbox
    run: gr.Button
    stop: gr.Button
    hint: gr.HTML
    examples: tuple[gr.Button, ...]
    more: gr.Accordion
    model: gr.Radio
    guess: gr.Checkbox
    file: gr.File
    url: gr.Textbox
    documents: gr.File
    many: gr.Tab
    files: gr.File
    compare: gr.Button
    compared: gr.Button
    status: gr.HTML
    result: gr.HTML
    kept: gr.JSON


def page(desk: Desk, folder: Path | None) -> gr.Blocks:
    """The page for a desk; `folder` holds our articles, for the examples."""
    with gr.Blocks(title=texts("en")("page.title"), analytics_enabled=False, fill_width=True, delete_cache=(300, 900)) as blocks:
        found = examples(folder)
        parts = _parts(desk, found, texts("en"))
        _readings(parts, desk, found)
        _comparisons(parts, desk, found)
        _languages(blocks, parts, desk, found)
        api.offer(desk, QUEUE)
    blocks.queue(max_size=desk.options.limits.waiting, default_concurrency_limit=4)
    return blocks


def _parts(desk: Desk, found: tuple[Example, ...], t: Texts) -> Parts:
    with gr.Row(elem_id="top"):
        with gr.Column(scale=3, min_width=280):
            head = gr.HTML(render.head(t, hosted=desk.options.hosted), apply_default_css=False)
        with gr.Column(scale=1, min_width=340):
            choices = [(texts(code)("name"), code) for code in LANGUAGES]
            language = gr.Radio(choices, value="en", label=t("page.language"), elem_id="language")
    with gr.Tab(t("compare.tab_one")) as one, gr.Row(elem_id="inputs"):
        with gr.Column(scale=3, min_width=280):
            text = gr.Textbox(lines=7, max_lines=12, max_length=desk.options.limits.characters, elem_id="text")
            with gr.Row():
                run = gr.Button(variant="primary", elem_id="run", scale=3)
                stop = gr.Button(variant="stop", elem_id="stop", scale=1)
        with gr.Column(scale=2, min_width=280):
            hint = gr.HTML(apply_default_css=False)
            buttons = tuple(gr.Button(size="md", variant="secondary", elem_classes="example") for _ in found)
            more = _more(desk)
    with gr.Tab(t("compare.tab_many")) as many, gr.Row():
        with gr.Column(scale=3, min_width=280):
            files = _documents("files")
            compare = gr.Button(variant="primary", elem_id="compare")
        with gr.Column(scale=2, min_width=280):
            several = any(e.documents for e in found)
            compared = gr.Button(size="md", variant="secondary", elem_id="compared", visible=several)
    status = gr.HTML(elem_id="status", apply_default_css=False)
    result = gr.HTML(elem_id="result", apply_default_css=False)
    kept = gr.JSON(visible=False)
    return Parts(head, language, one, text, run, stop, hint, buttons, *more, many, files, compare, compared, status, result, kept)


def _more(desk: Desk) -> tuple[Any, Any, Any, Any, Any, Any]:
    """What most visitors need not see: from `more` to `documents`, in the order of `Parts`."""
    with gr.Accordion(open=False, elem_id="more") as more:
        model = gr.Radio([(m, m) for m in limits.MODELS], value=limits.MODELS[0], elem_id="model")
        guess = gr.Checkbox(False, elem_id="guess")
        file = gr.File(file_types=[".txt", ".md", ".html", ".htm", ".pdf"], type="filepath", elem_id="file", height=120)
        url = gr.Textbox(max_lines=1, visible=desk.options.urls, elem_id="url")
        others = _documents("documents")
    return more, model, guess, file, url, others


def _documents(name: str) -> gr.File:
    return gr.File(file_count="multiple", file_types=list(limits.DOCUMENTS), type="filepath", elem_id=name, height=140)


def _readings(parts: Parts, desk: Desk, found: tuple[Example, ...]) -> None:
    def read(*given: object) -> Iterator[visits.Shown]:
        *asked, language, guess = given
        yield from visits.read(desk, Asked(*asked), language, guess)

    def show(number: int, model: str, language: str, guess: bool) -> Iterator[tuple[Any, ...]]:
        body = found[number].path.read_text(encoding="utf-8")
        for shown in visits.example(desk, found[number], model, language, guess):
            yield body, None, "", list(map(str, found[number].documents)) or None, *shown

    outputs = [parts.status, parts.result, parts.kept]
    waits: dict[str, Any] = {**_WAITS, "show_progress_on": parts.status, "scroll_to_output": True}
    given = [parts.text, parts.file, parts.url, parts.documents, parts.model, parts.language, parts.guess]
    runs = [parts.run.click(read, given, outputs, **waits)]
    chosen = [parts.model, parts.language, parts.guess]
    for number, button in enumerate(parts.examples):
        filled = [parts.text, parts.file, parts.url, parts.documents, *outputs]
        runs.append(button.click(partial(show, number), chosen, filled, **waits))
    parts.stop.click(visits.stopped, parts.language, parts.status, cancels=runs, queue=False, **_PRIVATE)
    parts.file.upload(lambda: "", None, parts.text, queue=False, **_PRIVATE)


def _comparisons(parts: Parts, desk: Desk, found: tuple[Example, ...]) -> None:
    several = [e for e in found if e.documents]

    def compare_files(files: list[str] | None, model: str, language: str) -> Iterator[visits.Shown]:
        yield from visits.compare(desk, files, model, language)

    def show(model: str, language: str) -> Iterator[visits.Shown]:
        yield from visits.compare_example(desk, several[0], model, language)

    outputs = [parts.status, parts.result, parts.kept]
    waits: dict[str, Any] = {**_WAITS, "show_progress_on": parts.status, "scroll_to_output": True}
    parts.compare.click(compare_files, [parts.files, parts.model, parts.language], outputs, **waits)
    if several:
        parts.compared.click(show, [parts.model, parts.language], outputs, **waits)


def _languages(blocks: gr.Blocks, parts: Parts, desk: Desk, found: tuple[Example, ...]) -> None:
    labelled = [parts.head, parts.language, parts.one, parts.many, parts.text, parts.more, parts.file, parts.url, parts.documents]
    labelled += [parts.model, parts.guess, parts.run, parts.stop, parts.files, parts.compare, parts.compared, parts.hint, *parts.examples]

    def speak(language: str) -> tuple[Any, ...]:
        return _labels(texts(language), desk, found)

    def greet(request: gr.Request) -> tuple[Any, ...]:
        wished = str(request.query_params.get("lang") or preferred(request.headers.get("accept-language", "")))
        return texts(wished).language, *speak(wished)

    def redraw(report: Any, language: str, guess: bool) -> visits.Shown:
        return visits.again(report, language, guess, most=desk.options.limits.characters)

    blocks.load(greet, None, [parts.language, *labelled], queue=False, show_progress="hidden", **_PRIVATE)
    redrawn = [parts.status, parts.result, parts.kept]
    parts.language.input(speak, parts.language, labelled, queue=False, show_progress="hidden", **_PRIVATE)
    for part in (parts.language, parts.guess):
        part.input(redraw, [parts.kept, parts.language, parts.guess], redrawn, queue=False, show_progress="hidden", **_PRIVATE)


def _labels(t: Texts, desk: Desk, found: tuple[Example, ...]) -> tuple[Any, ...]:
    """What each labelled component says in a language, in the order of `_languages`."""
    most = desk.options.limits.documents
    return (
        render.head(t, hosted=desk.options.hosted),
        gr.update(label=t("page.language")),
        gr.update(label=t("compare.tab_one")),
        gr.update(label=t("compare.tab_many")),
        gr.update(label=t("input.text"), placeholder=t("input.text_hint")),
        gr.update(label=t("input.more")),
        gr.update(label=t("input.file")),
        gr.update(label=t("input.url"), placeholder=t("input.url_hint")),
        gr.update(label=f"{t('input.documents')} ({t('input.documents_hint', count=most)})"),
        gr.update(label=t("input.model"), choices=[(t(f"models.{m}"), m) for m in limits.MODELS]),
        gr.update(label=t("input.guess")),
        gr.update(value=t("input.run")),
        gr.update(value=t("input.stop")),
        gr.update(label=t("compare.files", count=most)),
        gr.update(value=t("compare.run")),
        gr.update(value=t("compare.example")),
        f'<p class="nc soft small">{t("input.examples")}</p>',
        *(gr.update(value=t(f"examples.{e.slug}")) for e in found),
    )
