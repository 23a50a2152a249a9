"""Figures, negations and dates of two statements by different writers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import contrast

TOLL = "Seven bodies had been recovered, 31 people were in hospital."


@pytest.mark.parametrize(
    ("claim", "passage", "share"),
    [
        ("31 people were in hospital.", "Thirty-one others are in hospital.", 1.0),
        ("More than 1,300 farmers have sued.", "The list of plaintiffs runs to 1,318 names.", 1.0),
        ("The limit is five nanograms.", "The value was 14 nanograms; five are allowed.", 1.0),
        ("New cases have been falling for three days.", "It counts more than 2,900 cases.", -1.0),
        ("Turnout was close to 74 per cent.", "It gave turnout as 71.4 per cent.", -1.0),
        ("He waited 19 hours.", "It kept patients waiting over 12 hours.", -1.0),
        ("The pier was closed.", "Twelve boats sank.", 0.0),
    ],
)
def test_the_share_of_figures_that_another_text_has(claim: str, passage: str, share: float) -> None:
    assert contrast.figures(claim, passage) == share


def test_a_small_plain_number_may_be_missing_and_a_telling_one_may_not() -> None:
    assert not contrast.lacks("Two laden tankers have been sent to Hathersund.", "The Corvane Light and the Ostrea unloaded at Hathersund.")
    assert contrast.lacks("240 tonnes of oil were lost.", "The hose had been leaking.")


def test_two_figures_of_one_noun_exclude_each_other_unless_the_same_figure_stands_beside() -> None:
    assert contrast.excluded("2,500 people attended the rally.", "Some 800 people joined the rally.")
    assert not contrast.excluded("29 people are missing.", "At least 54 people drowned and 29 were missing.")


def test_another_magnitude_stands_in_the_place_of_the_claims() -> None:
    assert contrast.replaced("The earthquake had a magnitude of 6.1.", "The earthquake had a magnitude of 5.7.")
    assert not contrast.replaced("The earthquake had a magnitude of 6.1.", "It puts the magnitude of the main shock at 6.1.")


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The collector was repaired after nine days.", "That is four days, not nine."),
        ("Managers are asked to a hearing on 9 December.", "They will be heard on Monday 16 December, and not on 9 December."),
    ],
)
def test_a_figure_is_expressly_taken_away(claim: str, passage: str) -> None:
    assert contrast.denied(claim, passage)
    assert not contrast.denied(claim, "They will be heard on 9 December, after nine days.")


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("An inspection has been ordered.", "The agency has not ordered an inspection.", True),
        ("She missed two tests.", "Talk of two missed tests was wrong.", True),
        ("The margin is invented.", "The margin is 41 votes.", True),
        ("Cholera cases rose.", "Medics Without Rest puts cholera cases at 2,900.", False),
        ("Rovna was to start in Lanzig.", "The meeting in Lanzig will go ahead without Rovna.", False),
        ("The dam never leaked.", "The dam has never leaked.", False),
        ("58, not 63, had been refused.", "Of the envelopes 58 were refused.", False),
    ],
)
def test_one_text_turns_the_other_round(claim: str, passage: str, expected: bool) -> None:
    assert contrast.turned(claim, passage) is expected
    assert contrast.turned(passage, claim) is expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("Two of the same 22 boreholes were above it.", "Fourteen of 22 boreholes were above it.", True),
        ("Two of the same 22 boreholes were above it.", "Two of 22 were above it.", False),
        ("Two out of 22 boreholes were above it.", "Nine of 31 boreholes were above it.", False),
        ("Two of the boreholes were above it.", "Fourteen of 22 boreholes were above it.", False),
        ("A vote of 7 to 4.", "Nine of 11 voted.", False),
    ],
)
def test_other_shares_of_one_whole_are_told_apart(claim: str, passage: str, expected: bool) -> None:
    assert contrast.other_share(claim, passage) is expected
    assert contrast.other_share(passage, claim) is expected


def test_a_word_that_negates_in_itself_is_known() -> None:
    assert contrast.hidden("Doctors are forbidden to enter it.")
    assert contrast.hidden("It is nineteen months since the nurses’ last pay rise.")
    assert not contrast.hidden("Doctors may enter it since last year.")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_held_against_each_other(one: str, other: str) -> None:
    assert -1 <= contrast.figures(one, other) <= 1
    assert contrast.turned(one, other) == contrast.turned(other, one)
    assert not contrast.excluded(one, one)
    assert not contrast.lacks(one, one)
    assert not contrast.replaced(one, one)
    assert not contrast.other_share(one, one)
