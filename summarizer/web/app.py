"""The demo as a web application, and as a server of its own."""

from __future__ import annotations

import argparse
import importlib.util
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Thread

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from summarizer.errors import SummarizerError, UsageError
from summarizer.models import packages
from summarizer.web import render, visits
from summarizer.web.desk import Desk, Options
from summarizer.web.examples import examples
from summarizer.web.layout import page
from summarizer.web.security import SecurityHeaders

_HEAD = '<script src="demo/demo.js" defer></script><link rel="stylesheet" href="demo/demo.css">'


def create(desk: Desk, folder: Path | None = None) -> FastAPI:
    """The application: the page at "/", its API below "/gradio_api". `folder` holds our articles, for the examples.

    Raises:
        UsageError: tools for language models are asked for, and the package for them is not installed.
    """
    options = desk.options
    if options.mcp and importlib.util.find_spec("mcp") is None:  # gradio would only leave them out
        raise UsageError("tools for language models need one more package: pip install 'news-claims-summarizer[mcp]'")
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, middleware=[Middleware(SecurityHeaders, hosted=options.hosted)])
    app.mount("/demo", StaticFiles(directory=render.STATIC))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page(desk, folder),
        path="/",
        theme=_theme(),
        head=_HEAD,
        footer_links=["api"],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        allowed_paths=sorted({str(d.parent) for e in examples(folder) for d in e.documents}),
        max_file_size=options.limits.size,
        mcp_server=options.mcp,
    )
    return mounted


def options(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Options, str, int]:
    """How to run, on which host and port. Hugging Face Spaces are known by SPACE_ID; there, no web address is opened."""
    hosted = bool(environment.get("SPACE_ID"))
    parser = argparse.ArgumentParser(prog="python app.py", description="The demo: opens a page in which articles are read.")
    parser.add_argument("--host", default="0.0.0.0" if hosted else "127.0.0.1", help="address to listen on (default: %(default)s)")  # noqa: S104 - a Space's own front door
    parser.add_argument("--port", type=int, default=7860, help="port to listen on (default: %(default)s)")
    parser.add_argument("--hosted", action="store_true", default=hosted, help="run for strangers: open no web addresses")
    parser.add_argument("--mcp", action="store_true", help="offer the API as tools to language models (needs the package mcp)")
    given = parser.parse_args(arguments)
    return Options(hosted=given.hosted, urls=not given.hosted, mcp=given.mcp), given.host, given.port


def main(arguments: Sequence[str], folder: Path | None = None) -> int:
    """Run the server until it is interrupted; the exit code is that of the command line."""
    try:
        return _serve(arguments, folder)
    except SummarizerError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code


def _serve(arguments: Sequence[str], folder: Path | None) -> int:
    chosen, host, port = options(arguments, os.environ)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log each address that is asked for
    if chosen.hosted:
        packages.install()
    desk = Desk(chosen)
    app = create(desk, folder)
    Thread(target=visits.prepare, args=(desk, examples(folder)), daemon=True).start()
    print(f"The demo runs at http://{host}:{port}", flush=True)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", server_header=False)
    return 0


def _theme() -> gr.themes.Base:
    fonts = ["system-ui", "-apple-system", "Segoe UI", "sans-serif"]
    theme = gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=["ui-monospace", "monospace"])
    # The colours that come with it are too pale for their ground (WCAG 2.2, 1.4.3).
    return theme.set(
        button_primary_background_fill="#1f5fa8",
        button_primary_background_fill_hover="#174a85",
        button_primary_background_fill_dark="#1f5fa8",
        button_primary_background_fill_hover_dark="#2b70bd",
        block_title_text_color="#1b1f24",
        block_title_text_color_dark="#e6e9ed",
        body_text_color_subdued="#57606c",
        body_text_color_subdued_dark="#a8b1bc",
        input_placeholder_color="#5b6470",
        input_placeholder_color_dark="#a8b1bc",
    )
