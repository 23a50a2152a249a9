"""The formats of a comparison: each shows the whole matrix, and nothing from outside becomes markup."""

from __future__ import annotations

import csv
import io
import re

import pytest

from summarizer.comparison import Comparison
from summarizer.errors import UsageError
from summarizer.exporters.compare import FORMATS, export
from summarizer.exporters.compare_csv import COLUMNS
from summarizer.exporters.compare_view import letter, view
from summarizer.exporters.csv_ import BOM
from tests.exporters.comparison_sample import TEXTS, sample

HOSTILE = "=1+1 <script>alert(1)</script> | \x1b[31m [x](javascript:1) \u202e"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_statement_quote_and_outlet(form: str) -> None:
    shown = re.sub(r"<[^>]*>|&#?\w+;|[\\«»]", "", export(sample(), form)) if form != "json" else export(sample(), form)
    flat = " ".join(shown.split())
    for words in (
        "The council shut the old pier",
        "Divers found cracks",
        "The weather stays fine",
        "The union denies that cracks were found",
    ):
        assert words in flat, words
    assert export(sample(), form).endswith("\n")


def test_json_is_the_record_itself() -> None:
    assert Comparison.model_validate_json(export(sample(), "json")) == sample()


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="jsonld"):
        export(sample(), "jsonld")


def test_the_matrix_of_the_text_has_a_symbol_for_each_stand() -> None:
    shown = export(sample(), "text", width=120)
    assert re.search(r"1 +The council shut the old pier\. +● +● +· +◐ single-source", shown)
    assert re.search(r"2 +Divers found cracks\. +● +≠ +· +✕ contradicted by a source", shown)
    assert "perhaps A?" in shown
    assert "“The «reckless» council shut the old pier”" in shown
    assert "only in A" in shown
    assert "[1 A B]" in shown
    assert "Published by the others only after it:" in shown
    assert "\x1b" not in shown


def test_a_row_without_loaded_words_is_worded_apart_only_where_one_outlet_says_it_itself() -> None:
    assert [r.number for r in view(sample()).wordings] == [1]


def test_what_a_copy_repeats_is_not_shared() -> None:
    base = sample()
    cells = (base.claims[0].cells[2], base.claims[0].cells[1], base.claims[0].cells[1])
    row = base.claims[0].model_copy(
        update={"cells": tuple(c.model_copy(update={"article_id": i}) for c, i in zip(cells, TEXTS, strict=True))}
    )
    shown = view(base.model_copy(update={"claims": (row,), "left_out": (), "summary": base.summary}))
    assert shown.shared == ()
    assert [(o.letter, [r.number for r in rows]) for o, rows in shown.alone] == [("B", [1])]


def test_csv_has_a_row_for_each_quote_with_its_place() -> None:
    found = list(csv.DictReader(io.StringIO(export(sample(), "csv").removeprefix(BOM), newline=""), strict=True))
    assert tuple(found[0]) == COLUMNS
    assert len(found) == 9
    for row in found:
        if row["quote"]:
            assert TEXTS[row["article_id"]][int(row["start"]) : int(row["end"])] == row["quote"]
        else:
            assert row["stand"] == "silent"


def hostile() -> Comparison:
    base = sample()
    claims = tuple(c.model_copy(update={"text": HOSTILE, "reason": HOSTILE}) for c in base.claims)
    columns = tuple(c.model_copy(update={"name": f"{HOSTILE} {c.article_id}"}) for c in base.columns)
    articles = tuple(a.model_copy(update={"title": HOSTILE, "url": "javascript:alert(1)"}) for a in base.articles)
    return base.model_copy(update={"claims": claims, "columns": columns, "articles": articles})


def test_the_page_is_one_file_without_script_and_escapes_what_comes_from_outside() -> None:
    page = export(hostile(), "html")
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page


def test_no_format_lets_an_escape_code_or_a_formula_through() -> None:
    for form in ("text", "markdown", "html", "csv"):
        assert "\x1b" not in export(hostile(), form)
        assert "\u202e" not in export(hostile(), form)
    cells = [c for row in csv.reader(io.StringIO(export(hostile(), "csv").removeprefix(BOM), newline="")) for c in row]
    assert not [c for c in cells if c.startswith("=")]
    assert not re.search(r"(?<!\\)\]\(javascript", export(hostile(), "markdown"))


def test_columns_go_by_letters() -> None:
    assert [letter(n) for n in (0, 1, 11)] == ["A", "B", "L"]
