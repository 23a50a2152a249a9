"""Label Studio: tasks as JSON, with gold labels as annotations or the tool's own rows as predictions, and the form to label in.

Claims and loaded spans are regions of type `labels`; what belongs to one (wording, sources, status and so on) stands in `textarea` and
`choices` results with the region's id; topic, summary and `expect` are results of the whole task. Lists are written as
`eval.exchange.notation` says. A project has the form of `label_config()`; articles go in as JSON (Label Studio takes each line of a
plain text file for a task of its own), and out as "JSON", not "JSON-MIN".

Offsets: Label Studio counts Unicode code points, as Python does (`charsToCodePoints` and `findGlobalOffset` in the editor's
`utils/selection-tools.js`), though it runs in a browser. Versions before that change counted UTF-16 code units (its issues 1008 and
1347). Each region carries the text that was marked, so which of the two a file has is read from the file.

Read from the sources at HumanSignal/label-studio: `web/libs/editor/src/regions/Result.js`, `RichTextRegion.js`,
`mixins/{PerRegion,Required,Visibility}.js`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args
from xml.etree import ElementTree

from eval.exchange import notation
from eval.exchange.label_studio_reading import CLAIM, KEY, LOADED, MARK, TEXT, read
from eval.results import Prediction, Row
from eval.seeds import GoldClaim, GoldLoaded, Labels, Seed
from summarizer.records import Kind, LoadedKind, Span, Stance, Status

__all__ = ["export", "label_config", "predicted_task", "read", "task"]

Json = dict[str, Any]

_STYLE = ".htx-text { white-space: pre-wrap; }"
"""Without it Label Studio shows and keeps runs of blanks as one."""
_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"expect": ("report", "abstain"), "status": get_args(Status), "key": (KEY,), "kind": get_args(LoadedKind)}
)
_LISTS = frozenset(("sources", "nugget", "evidence", "neutral"))
_REQUIRED = frozenset(("topic", "expect", "status", "wording", "kind"))


def export(seeds: Sequence[Seed]) -> str:
    """The seeds as a JSON list of tasks, their gold labels as finished annotations."""
    return json.dumps([task(seed) for seed in seeds], ensure_ascii=False, indent=1) + "\n"


def task(seed: Seed) -> Json:
    """One seed as a task with its gold labels as an annotation."""
    return {
        "data": {"slug": seed.slug, "text": seed.text},
        "annotations": [{"ground_truth": True, "was_cancelled": False, "result": _results(seed.labels)}],
    }


def predicted_task(slug: str, text: str, prediction: Prediction, model: str) -> Json:
    """An article as a task that a labeller starts from the rows of `prediction`; with an empty one, from nothing.

    `model` names who predicted. What a prediction does not say (wordings, kinds of loaded spans, topic) is left for the labeller; no
    score is given, because none is known.
    """
    result = [r for n, row in enumerate(prediction.rows or (), 1) for r in _region(f"claim-{n}", row.quote, CLAIM, _predicted(row))]
    result += [r for n, x in enumerate(prediction.loaded or (), 1) for r in _region(f"loaded-{n}", x, LOADED, {})]
    if prediction.lines:
        result.append(_result("article-summary", "summary", [" ".join(prediction.lines)]))
    result.append(_result("article-expect", "expect", ["report" if prediction.abstained is None else "abstain"]))
    return {"data": {"slug": slug, "text": text}, "predictions": [{"model_version": model, "result": result}]}


def label_config() -> str:
    """The labelling form of a project, as XML: every status and kind as a choice, every field that a labels file has."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = _STYLE
    _field(view, "topic", "Topic, in a word or two", None)
    _field(view, "expect", "Is this an article to report on, or one to abstain from (an index page, a paywall)?", None)
    marks = ElementTree.SubElement(view, "Labels", name=MARK, toName=TEXT)
    for value, colour in ((CLAIM, "#2b6cb0"), (LOADED, "#c05621")):
        ElementTree.SubElement(marks, "Label", value=value, background=colour)
    ElementTree.SubElement(view, "Text", name=TEXT, value="$text")
    claim, loaded = (
        ElementTree.SubElement(view, "View", visibleWhen="region-selected", whenTagName=MARK, whenLabelValue=label)
        for label in (CLAIM, LOADED)
    )
    _field(claim, "status", "Status: the first that fits", CLAIM)
    _field(claim, "wording", "The claim in neutral words that stand alone, without its source", CLAIM)
    _field(claim, "sources", f"Sources, nearest first: KIND: NAME | OTHER NAME, with KIND one of {', '.join(get_args(Kind))}", CLAIM)
    _field(claim, "key", "Must a summary carry it?", CLAIM)
    _field(claim, "nugget", "Key claims, one slot an entry: SPELLING | SPELLING", CLAIM)
    stances = ", ".join(get_args(Stance))
    _field(claim, "evidence", f"Evidence: DOCUMENT | STANCE | ORIGIN | QUOTE, with STANCE one of {stances}", CLAIM)
    _field(claim, "id", "Id (may be left empty)", CLAIM)
    _field(loaded, "kind", "Kind", LOADED)
    _field(loaded, "neutral", 'Accepted neutral wordings, one an entry; "" if the words may be dropped', LOADED)
    _field(view, "summary", "Summary of three to six sentences, neutral, every claim attributed", None)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _field(view: ElementTree.Element, name: str, title: str, label: str | None) -> None:
    """A heading and its control; with `label`, for each span that is marked so."""
    ElementTree.SubElement(view, "Header", value=title, size="5")
    region = {"perRegion": "true", "whenLabelValue": label} if label else {}
    common = {"name": name, "toName": TEXT, **region, **({"required": "true"} if name in _REQUIRED else {})}
    if name not in _CHOICES:
        single = {} if name in _LISTS else {"maxSubmissions": "1"}
        ElementTree.SubElement(view, "TextArea", {**common, **single, "rows": "6" if name == "summary" else "1", "editable": "true"})
        return
    choice = {"choice": "multiple" if name == "key" else "single", "showInline": "true"}
    choices = ElementTree.SubElement(view, "Choices", {**common, **choice})
    for value in _CHOICES[name]:
        ElementTree.SubElement(choices, "Choice", value=value)


def _results(labels: Labels) -> list[Json]:
    result = [r for n, c in enumerate(labels.claims, 1) for r in _region(f"claim-{n}", c.quote, CLAIM, _claim(c))]
    result += [r for n, x in enumerate(labels.loaded, 1) for r in _region(f"loaded-{n}", x, LOADED, _loaded(x))]
    result += [_result("article-topic", "topic", [labels.topic]), _result("article-expect", "expect", [labels.expect])]
    return [*result, _result("article-summary", "summary", [labels.summary])] if labels.summary else result


def _claim(claim: GoldClaim) -> dict[str, list[str]]:
    return {
        "id": [claim.id],
        "wording": [claim.text],
        "sources": [notation.source_line(s) for s in claim.sources],
        "status": [claim.status],
        "key": [KEY] if claim.key else [],
        "nugget": [notation.joined(slot) for slot in claim.nugget],
        "evidence": [notation.evidence_line(e) for e in claim.evidence],
    }


def _loaded(loaded: GoldLoaded) -> dict[str, list[str]]:
    return {"kind": [loaded.kind], "neutral": [notation.joined((wording,)) for wording in loaded.neutral]}


def _predicted(row: Row) -> dict[str, list[str]]:
    sources = [f"{link.kind}: {notation.joined((link.name,))}" for link in row.sources]
    return {"sources": sources, "status": [row.status] if row.status else []}


def _region(region: str, place: Span, label: str, fields: dict[str, list[str]]) -> list[Json]:
    """The results of one marked span: the mark itself first, then each field that has a value."""
    where = {"start": place.start, "end": place.end}
    mark = {"id": region, "from_name": MARK, "to_name": TEXT, "type": "labels", "value": {**where, "text": place.text, "labels": [label]}}
    return [mark, *(_result(region, name, values, where) for name, values in fields.items() if values)]


def _result(region: str, name: str, values: list[str], where: dict[str, int] | None = None) -> Json:
    of_choice = name in _CHOICES
    value = {**(where or {}), "choices" if of_choice else "text": values}
    return {"id": region, "from_name": name, "to_name": TEXT, "type": "choices" if of_choice else "textarea", "value": value}
