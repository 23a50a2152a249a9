from __future__ import annotations

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from summarizer.errors import UsageError
from summarizer.exporters import FORMATS, export
from summarizer.records import Report
from tests.exporters.hostile import WHOLE_REPORTS, hostile_texts, poisoned
from tests.exporters.sample import sample


def test_an_unknown_format_is_refused_with_a_list_of_what_there_is() -> None:
    with pytest.raises(UsageError, match=r"unknown format 'docx'; choose one of text, json, markdown, html, csv, jsonld$"):
        export(sample(), "docx")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_ends_with_one_line_end(form: str) -> None:
    shown = export(sample(), form)
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert export(sample(), form) == export(sample(), form)


def test_json_gives_the_same_report_back() -> None:
    assert Report.model_validate_json(export(sample(), "json")) == sample()


@WHOLE_REPORTS
@given(hostile_texts)
def test_json_loses_nothing_whatever_the_text(text: str) -> None:
    report = poisoned(sample(), text)
    assert Report.model_validate_json(export(report, "json")) == report


def test_json_obeys_the_published_schema() -> None:
    schema = Report.model_json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    data = json.loads(export(sample(), "json"))
    assert list(validator.iter_errors(data)) == []
    data["claims"][0]["quote"]["start"] = -1
    assert [e.json_path for e in validator.iter_errors(data)] == ["$.claims[0].quote.start"]


def test_json_has_no_control_character_and_keeps_every_offset() -> None:
    shown = export(sample(), "json")
    assert not [c for c in shown if c < " " and c != "\n"]
    data = json.loads(shown)
    text = data["article"]["text"]
    for claim in data["claims"]:
        assert text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]
