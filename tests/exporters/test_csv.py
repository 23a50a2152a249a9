from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.exporters import export
from summarizer.exporters.csv_ import BOM, COLUMNS, guarded, unguarded
from summarizer.exporters.view import clean
from summarizer.records import Report
from tests.exporters.hostile import WHOLE_REPORTS, hostile_texts, poisoned
from tests.exporters.sample import sample

FORMULA = re.compile(r"[\s\"'“”‘’]*[=+@|%\-−＝＋－＠]")
formulas = st.text(alphabet=st.sampled_from("=+-@|%＝＋－＠−'\"“; \t\ra1")) | hostile_texts


def rows(report: Report) -> list[dict[str, str]]:
    shown = export(report, "csv")
    assert shown.startswith(BOM)
    return list(csv.DictReader(io.StringIO(shown.removeprefix(BOM), newline=""), strict=True))


def test_each_claim_is_a_row_with_its_source_status_and_evidence() -> None:
    found = rows(sample())
    assert [row["claim_id"] for row in found] == [c.id for c in sample().claims]
    third = found[2]
    assert third["status"] == "disputed"
    assert third["chain"] == "The Coastal Wire (media) <- sources within the council (anonymous)"
    assert third["opposes"].startswith(
        "“The figure is plainly wrong: we have signed for 48 million” (Mayor Ana Brandt; this article); “The"
    )
    assert third["opposes"].endswith("(a contract; Northern Telegraph, 2031-03-05)")
    assert found[6]["status"] == "not judged"
    assert found[7]["speaker"] == "the article's own voice"


def test_offsets_lead_to_the_quote() -> None:
    text = sample().article.text
    for row in rows(sample()):
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_lines_end_as_the_standard_says_and_only_numbers_stand_without_quotes() -> None:
    lines = export(sample(), "csv").removeprefix(BOM).split("\r\n")
    assert lines[-1] == ""
    assert lines[0] == ",".join(f'"{name}"' for name in COLUMNS)
    assert "\n" not in "".join(lines)
    assert len(lines) == len(sample().claims) + 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
        ("+1 555", "'+1 555"),
        ("-3 degrees", "'-3 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'=1+1"),
        ('"=1+1"', '\'"=1+1"'),
        ("“−3”", "'“−3”"),
        ("＝1+1", "'＝1+1"),
        ("\u200b=1", "'=1"),
        ("\t=1", "'=1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("'=1", "''=1"),
        ("7-4, said Brandt = 11", "7-4, said Brandt = 11"),
        ("“Yes,” she said; 5% more", "“Yes,” she said; 5% more"),
    ],
)
def test_a_cell_that_would_be_a_formula_is_guarded_and_no_other(text: str, cell: str) -> None:
    assert guarded(text) == cell


@given(formulas | st.text())
def test_no_part_of_a_cell_begins_like_a_formula(text: str) -> None:
    for part in guarded(text).split(";"):
        assert part.startswith("'") or not FORMULA.match(part)


@given(formulas | st.text())
def test_a_guarded_text_can_be_had_back(text: str) -> None:
    assert unguarded(guarded(text)) == clean(text)


@WHOLE_REPORTS
@given(formulas)
def test_a_hostile_report_keeps_its_rows_and_its_texts(text: str) -> None:
    found = rows(poisoned(sample(), text))
    assert len(found) == len(sample().claims)
    for row in found:
        assert list(row) == list(COLUMNS)
        assert unguarded(row["text"]) == unguarded(row["quote"]) == clean(text)
        assert row["start"].isdigit()
