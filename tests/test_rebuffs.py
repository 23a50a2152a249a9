"""Words that let one speaker turn against what another has just said."""

from __future__ import annotations

import pytest

from summarizer import rebuffs


@pytest.mark.parametrize(
    "words",
    [
        "The harbour board denies this.",
        "The harbour board rejected both statements.",
        "The harbour board does not accept her count.",
        "The harbour board waved the criticism aside.",
        "The harbour board tells it differently.",
        "The harbour board gave a quite different account.",
        "That is untrue, said the harbour board.",
        "The harbour board called the report “a fabrication”.",
        "The harbour board takes issue with that.",
    ],
)
def test_a_denial_that_points_back_is_a_rebuff(words: str) -> None:
    assert rebuffs.rebuffs(words)


@pytest.mark.parametrize(
    "words",
    [
        "The harbour board agrees with this.",
        "The judge denied the motion.",
        "The harbour board denied that it had sold the pier.",
        "The harbour board rejected the offer of a German firm.",
        "The harbour board gave an account of its work.",
        "The harbour board brushed aside talk of a merger.",
        "The company dismissed him nine weeks earlier.",
        "The harbour board told the same story.",
    ],
)
def test_agreement_and_the_denial_of_something_else_are_none(words: str) -> None:
    assert not rebuffs.rebuffs(words)


def test_a_figure_for_what_was_spoken_of_before_restates_it() -> None:
    assert rebuffs.restates("The union puts it at 2,500")
    assert rebuffs.restates("the true number is closer to 3,100")
    assert rebuffs.restates("its register holds 188 names")
    assert not rebuffs.restates("The union owns 2,500 flags")
    assert rebuffs.states("The union puts the jobs lost at 212") and not rebuffs.restates("The union puts the jobs lost at 212")


def test_a_higher_number_and_several_denied_statements_are_known() -> None:
    assert rebuffs.measures_otherwise("The mayor gave a much higher number, saying")
    assert not rebuffs.measures_otherwise("The mayor lives on a higher floor")
    assert rebuffs.several("both statements") and not rebuffs.several("the claim")
    assert rebuffs.about_figures("The army rejects the total.") and not rebuffs.about_figures("The army rejects the accusation.")
    assert rebuffs.answers("The mayor replied that") and not rebuffs.answers("The mayor said that")
