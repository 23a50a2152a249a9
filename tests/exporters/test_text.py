from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from summarizer.exporters import export
from tests.exporters.hostile import WHOLE_REPORTS, hostile_texts, poisoned
from tests.exporters.sample import GOLDEN, GOLDEN_FILES, sample
from tests.exporters.test_view import invisible

OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", sorted(GOLDEN_FILES))
def test_the_sample_report_reads_as_in_the_golden_file(name: str) -> None:
    form, width = GOLDEN_FILES[name]
    assert export(sample(), form, width=width) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR", "COLUMNS"])
def test_the_environment_changes_nothing(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coloured = export(sample(), "text"), export(sample(), "text", terminal=True)
    monkeypatch.setenv(variable, "1")
    assert export(sample(), "text") == plain
    assert export(sample(), "text", terminal=True) == coloured


def test_colours_add_nothing_to_the_words() -> None:
    coloured = export(sample(), "text", terminal=True)
    assert OUR_COLOURS.search(coloured)
    bare = OUR_COLOURS.sub("", coloured)
    assert [line.rstrip() for line in bare.rstrip().split("\n")] == export(sample(), "text").rstrip("\n").split("\n")


@WHOLE_REPORTS
@given(hostile_texts)
def test_no_control_character_of_the_input_reaches_plain_text(text: str) -> None:
    shown = export(poisoned(sample(), text), "text")
    assert not [c for c in shown if c != "\n" and invisible(c)]


@WHOLE_REPORTS
@given(hostile_texts)
def test_a_terminal_gets_no_escape_code_but_our_own_colours(text: str) -> None:
    shown = export(poisoned(sample(), text), "text", terminal=True)
    assert not [c for c in OUR_COLOURS.sub("", shown) if c != "\n" and invisible(c)]
    assert set(OUR_COLOURS.findall(shown)) <= set(OUR_COLOURS.findall(export(sample(), "text", terminal=True)))


@WHOLE_REPORTS
@given(hostile_texts, st.integers(min_value=-5, max_value=300))
def test_no_line_is_wider_than_asked_between_the_two_limits(text: str, width: int) -> None:
    shown = export(poisoned(sample(), text), "text", width=width)
    assert max(map(cell_len, shown.split("\n"))) <= max(40, min(width, 120))


def test_markup_of_the_terminal_library_stays_text() -> None:
    shown = export(poisoned(sample(), "[bold]x[/bold] :smile: [link=http://evil.example]y[/link]"), "text", terminal=True)
    assert "[bold]x[/bold] :smile: [link=http://evil.example]y[/link]" in OUR_COLOURS.sub("", shown)
    assert "\x1b]8" not in shown


def test_plain_text_has_no_trailing_blanks_and_one_line_end_at_its_end() -> None:
    shown = export(sample(), "text")
    assert not [line for line in shown.split("\n") if line != line.rstrip()]
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
