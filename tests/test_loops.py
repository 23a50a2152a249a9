"""Text that goes round is seen; text that only takes a word up again is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.loops import repeats


@pytest.mark.parametrize(
    "text",
    [
        "The design of the design of the design of the conclusions.",
        "The as of the that, the as of the that, the as of the",
        "For a in a in a",
        "It was being being being said.",
    ],
)
def test_a_text_that_goes_round_is_seen(text: str) -> None:
    assert repeats(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the pier of the port was shut and that the port was not.",
        "He said that that was so.",
        "The Bank of England and the Bank of Japan cut rates.",
        "Sirhan Sirhan was moved to New York, New York.",
    ],
)
def test_a_text_that_takes_words_up_again_is_left_alone(text: str) -> None:
    assert not repeats(text)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("klmnop"), min_size=2, max_size=6, unique=True))
def test_any_stretch_told_twice_in_a_row_goes_round_and_told_once_it_does_not(before: list[str], stretch: list[str]) -> None:
    assert repeats(" ".join([*before, *stretch, *stretch]))
    assert not repeats(" ".join([*before, *stretch]))
