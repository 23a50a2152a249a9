"""Two speakers, one right after the other, who cannot both be right."""

from __future__ import annotations

import pytest

from summarizer.records import Claim
from summarizer.rivals import rival
from tests.builders import claim, source

UNION, POLICE = source("the harbour union", "organisation"), source("Nordvik police")


def pair(text: str, first: str, second: str) -> tuple[Claim, Claim]:
    return claim(1, first, POLICE, start=text.index(first)), claim(2, second, UNION, start=text.index(second))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Police put the crowd at 800, but the union at 2,500.", "the crowd at 800", "the union at 2,500"),
        ("Police said 40 people were hurt. The union disputes that and counts 90.", "40 people were hurt", "counts 90"),
        (
            "Police said they had warned the crew. The union replied: nobody had warned it.",
            "they had warned the crew",
            "nobody had warned it",
        ),
    ],
)
def test_another_figure_or_the_opposite_right_after_it_excludes_it(text: str, first: str, second: str) -> None:
    assert rival(text, *pair(text, first, second), alike=0.55)
    assert not rival(text, *pair(text, first, second), alike=0.1)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Police put the crowd at 800, but the union at about 810.", "the crowd at 800", "the union at about 810"),
        ("Police counted 800 people. The union counted 2,500 flags.", "counted 800 people", "counted 2,500 flags"),
        ("Police counted 12 people, but the union lost 4,000,000.", "counted 12 people", "the union lost 4,000,000"),
        ("Police counted 800 people. The union was there.", "counted 800 people", "The union was there"),
        ("Police did not warn them, but the union never called.", "did not warn them", "the union never called"),
    ],
)
def test_what_can_both_hold_is_no_rivalry(text: str, first: str, second: str) -> None:
    assert not rival(text, *pair(text, first, second), alike=0.6)


def test_far_apart_nothing_is_assumed() -> None:
    text = "Police put the crowd at 800." + " The sun was shining on the pier." * 20 + " But the union put it at 2,500."
    assert not rival(text, *pair(text, "the crowd at 800", "put it at 2,500"), alike=0.6)
