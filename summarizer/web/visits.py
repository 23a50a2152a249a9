"""What the page's events and the API do: from what a visitor sent to what the page shows. Every failure becomes words for the visitor.

Nothing is logged but the kind of a failure and a number: a message or a trace could hold words of the text.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from summarizer import comparing, exporters
from summarizer.comparison import Comparison
from summarizer.errors import SummarizerError, UsageError
from summarizer.records import Report
from summarizer.web import drafts, limits, render
from summarizer.web.desk import Asked, Desk
from summarizer.web.drafts import Draft
from summarizer.web.examples import Example, keep, kept
from summarizer.web.texts import Texts, texts

_log = logging.getLogger(__name__)
_MOST_KEPT = 20
"""A report in JSON may have this many times the bytes of the longest text."""


class Shown(NamedTuple):
    """What the page gets: how far it is, the report as HTML, and the report itself, for the page to keep (null: none yet)."""

    status: str
    result: str
    report: dict[str, Any] | None


def read(desk: Desk, asked: Asked, language: object, guess: object) -> Iterator[Shown]:
    """The report of what a visitor gives, stage by stage."""
    t = texts(language)
    yield from _careful(_read(desk, asked, t, guess=bool(guess)), t)


def example(desk: Desk, chosen: Example, model: object, language: object, guess: object) -> Iterator[Shown]:
    """The report of an example: from the cache, or made now and kept."""
    t = texts(language)
    yield from _careful(_example(desk, chosen, model, t, guess=bool(guess)), t)


def prepare(desk: Desk, chosen: Sequence[Example]) -> None:
    """Make the reports of the examples that are not in the cache, so that each answers at once."""
    for each in chosen:
        for _ in example(desk, each, limits.MODELS[0], "en", guess=False):
            pass
        for _ in compare_example(desk, each, limits.MODELS[0], "en") if len(each.documents) >= comparing.FEWEST else ():
            pass


def compare(desk: Desk, files: object, model: object, language: object) -> Iterator[Shown]:
    """Several articles side by side."""
    t = texts(language)
    yield from _careful(_compare(desk, files, model, t), t)


def compare_example(desk: Desk, chosen: Example, model: object, language: object) -> Iterator[Shown]:
    """An example side by side with its documents: from the cache, or made now and kept."""
    t = texts(language)
    yield from _careful(_compare_example(desk, chosen, model, t), t)


def compare_texts(desk: Desk, given: object, model: object) -> dict[str, Any]:
    """Several articles side by side, as JSON, for the API; errors as for `report`."""
    found: dict[str, Any] = _plain(lambda: _compared(desk, given, model).model_dump(mode="json"))
    return found


def again(report: object, language: object, guess: object, *, most: int) -> Shown:
    """A report that the page kept, in another language or for a class; nothing if it is none."""
    t = texts(language)
    try:
        if not isinstance(report, dict):
            return Shown("", "", None)
        raw = _dumped(report, most)
        if "columns" in report:
            return Shown("", render.compared(Comparison.model_validate_json(raw), t), report)
        found = Report.model_validate_json(raw)
        return Shown("", render.result(drafts.whole(found), t, guess=bool(guess)), report)
    except (ValidationError, UsageError, ValueError, KeyError, RecursionError):
        return Shown(render.failure("the report that was sent back is not whole", t), "", None)


def stopped(language: object) -> str:
    """The status after the visitor stopped the reading."""
    t = texts(language)
    return render.status(None, t, note=t("status.stopped"))


def report(desk: Desk, asked: Asked) -> dict[str, Any]:
    """The report as JSON, for the API.

    Raises:
        UsageError: why there is none, in words for the caller.
    """
    found: dict[str, Any] = _plain(lambda: desk.report(asked).model_dump(mode="json"))
    return found


def export(desk: Desk, asked: Asked, format: object) -> str:
    """The report in an export format, for the API; errors as for `report`."""
    file: str = _plain(lambda: _exported(desk, asked, limits.format(format)))
    return file


def _read(desk: Desk, asked: Asked, t: Texts, *, guess: bool) -> Iterator[Shown]:
    settings = desk.settings(asked)
    found = desk.read(asked, settings)
    others = limits.documents(asked.documents, desk.options.limits)
    for draft in desk.drafts(found, settings, others):
        yield _shown(draft, t, guess=guess)


def _example(desk: Desk, chosen: Example, model: object, t: Texts, *, guess: bool) -> Iterator[Shown]:
    asked = Asked(file=str(chosen.path), model=model)
    settings = desk.settings(asked)
    found = kept(chosen, settings, Report)
    if found:
        draft = drafts.whole(found)
        yield _shown(draft, t, guess=guess, note=t("status.cached"))
        return
    for draft in desk.drafts(desk.read(asked, settings), settings, chosen.documents):
        if draft.whole:
            keep(chosen, settings, draft.report)
        yield _shown(draft, t, guess=guess)


def _compare(desk: Desk, files: object, model: object, t: Texts) -> Iterator[Shown]:
    settings = desk.settings(Asked(model=model))
    paths = limits.documents(files, desk.options.limits)
    if len(paths) < comparing.FEWEST:
        raise UsageError(t("compare.few"))
    readings = desk.read_all(paths, settings)
    yield Shown(render.status(None, t, note=t("status.working")), "", None)
    yield _side_by_side(desk.compare(readings, settings), t)


def _compare_example(desk: Desk, chosen: Example, model: object, t: Texts) -> Iterator[Shown]:
    settings = desk.settings(Asked(model=model))
    found = kept(chosen, settings, Comparison)
    if found:
        yield _side_by_side(found, t, note=t("status.cached"))
        return
    yield Shown(render.status(None, t, note=t("status.working")), "", None)
    made = desk.compare(desk.read_all((chosen.path, *chosen.documents), settings), settings)
    keep(chosen, settings, made)
    yield _side_by_side(made, t)


def _side_by_side(made: Comparison, t: Texts, *, note: str = "") -> Shown:
    note = note or t("status.done", seconds=f"{sum(made.run.seconds.values()):.1f}")
    return Shown(render.status(None, t, note=note), render.compared(made, t), made.model_dump(mode="json"))


def _compared(desk: Desk, given: object, model: object) -> Comparison:
    settings = desk.settings(Asked(model=model))
    if not isinstance(given, list) or len(given) > desk.options.limits.documents:
        raise UsageError(f"give a list of at most {desk.options.limits.documents} texts")
    return desk.compare([desk.read(Asked(text=text), settings) for text in given], settings)


def _shown(draft: Draft, t: Texts, *, guess: bool, note: str = "") -> Shown:
    if draft.whole and not note:
        note = t("status.done", seconds=f"{sum(draft.report.run.seconds.values()):.1f}")
    kept = draft.report.model_dump(mode="json") if draft.whole else None
    return Shown(render.status(draft, t, note=note), render.result(draft, t, guess=guess), kept)


def _exported(desk: Desk, asked: Asked, format: str) -> str:
    return exporters.export(desk.report(asked), format)


def _careful(steps: Iterator[Shown], t: Texts) -> Iterator[Shown]:
    last = Shown("", "", None)
    try:
        for last in steps:
            yield last
    except SummarizerError as error:
        yield Shown(render.failure(str(error), t), last.result, None)
    except Exception as error:
        yield Shown(render.failure(t("status.failed", number=_noted(error)), t), last.result, None)


def _plain(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except SummarizerError as error:
        raise UsageError(str(error)) from None
    except Exception as error:
        raise UsageError(texts("en")("status.failed", number=_noted(error))) from None


def _noted(error: Exception) -> str:
    number = secrets.token_hex(4)
    _log.error("failure %s: %s", number, type(error).__name__)
    return number


def _dumped(report: dict[str, Any], most: int) -> bytes:
    raw = json.dumps(report).encode("utf-8")
    if len(raw) > most * _MOST_KEPT:
        raise UsageError("the report is too large")
    return raw
