"""Talk on stderr."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.progress import Progress, one_line

Capture = pytest.CaptureFixture[str]


def test_without_a_terminal_only_long_stages_are_named(capsys: Capture) -> None:
    progress = Progress(quiet=False)
    with progress.working_on("article.txt"):
        progress.done("sentences", 0.1)
        progress.done("claims", 3.14)
        progress.say("Converting the model once.")
    assert capsys.readouterr() == ("", "claims: 3.1 s\nConverting the model once.\n")


def test_quiet_is_quiet(capsys: Capture) -> None:
    progress = Progress(quiet=True)
    with progress.working_on("article.txt"):
        progress.done("claims", 30.0)
        progress.say("Converting the model once.")
    assert capsys.readouterr() == ("", "")


@given(st.text())
def test_what_is_shown_is_one_line_that_cannot_steer_a_terminal(text: str) -> None:
    shown = one_line(text)
    assert shown.splitlines() in ([shown], [])
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert one_line(shown) == shown
