"""Names and figures that changed places are seen; a date that moved to the front and two that only stand side by side are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import checks
from summarizer.exchanged import exchanged


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("The men of Dunmere beat the men of Kelmar.", "The men of Kelmar beat the men of Dunmere."),
        ("Omar Lind paid Per Holt in cash.", "Per Holt paid Omar Lind in cash."),
        ("The warranty was cut from 12 months to 24 last year.", "The warranty was cut from 24 months to 12 last year."),
        ("The bill failed in May by 6 votes to 8.", "The bill failed in May by 8 votes to 6."),
        ("The bridge has forty piers and 12 lamps.", "The bridge has 12 piers and forty lamps."),
        ("63, not 58, had been refused.", "58, not 63, had been refused."),
        ("Kelmar’s mayor asked Dunmere’s for help.", "Dunmere’s mayor asked Kelmar’s for help."),
    ],
)
def test_what_changed_places_is_seen_both_ways(text: str, original: str) -> None:
    assert exchanged(text, original)
    assert exchanged(original, text)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("On Monday the council of Kelmar voted for 12 piers.", "The council of Kelmar voted for 12 piers on Monday."),
        ("Dunmere and Kelmar signed it.", "Kelmar and Dunmere signed it."),
        ("In May 40 men left Kelmar.", "40 men left Kelmar in May."),
        ("Brandt said 12 of 40 lamps work.", "12 of 40 lamps work, Brandt said."),
        ("The pier is closed.", "The bridge has 12 piers and 40 lamps."),
        ("", ""),
    ],
)
def test_a_new_order_that_says_the_same_passes(text: str, original: str) -> None:
    assert not exchanged(text, original)


@given(st.lists(st.sampled_from("the men of Kelmar Dunmere beat 12 forty Ana Brandt , “ ” and or May".split()), max_size=14))
def test_a_text_is_never_exchanged_against_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert not exchanged(text, text)


def test_the_checks_of_lines_and_wordings_hold_it() -> None:
    told = "The office said on the record that Hushlock cut the warranty from 24 months to 12 for all its new batteries last year."
    turned = told.replace("24", "x").replace("12", "24").replace("x", "12")
    assert checks.failed(checks.line(told, [told], [told], [], "")) == ()
    assert "order" in checks.failed(checks.line(turned, [told], [told], [], ""))
    assert "order" in checks.failed(checks.wording(turned, told, told))


def test_a_word_that_the_wording_left_out_of_its_quote_may_not_come_back_unless_quoted() -> None:
    quote, told = "The hangar held mere ruins of 40 aircraft", "The hangar held ruins of 40 aircraft."
    assert checks.failed(checks.line("The hangar held ruins of 40 aircraft.", [quote], [told], [], "")) == ()
    assert "grounded" in checks.failed(checks.line("The hangar held mere ruins of 40 aircraft.", [quote], [told], [], ""))
    assert "grounded" not in checks.failed(checks.line("The hangar held “mere ruins” of 40 aircraft.", [quote], [told], [], ""))
