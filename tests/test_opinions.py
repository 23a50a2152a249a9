"""What cannot be checked: the classifier's word beside the list's."""

from __future__ import annotations

import pytest

from summarizer.opinions import HINTED, SURE, Statement, hinted, opinions
from tests.fakes import BagEncoder

FEAR = Statement("the dam will break", "The dam will break, she believes.", "believes")
FACT = Statement("the dam has three gates", "The dam has three gates, she said.", "said")


@pytest.mark.parametrize(
    "said",
    [
        FEAR,
        Statement("that is a disgrace", "He said that is a disgrace."),
        Statement("it is likely to flood", "But it is likely to flood."),
        Statement("40 farms to flood", "The board expects 40 farms to flood."),
    ],
)
def test_words_of_opinion_and_of_forecast_hint(said: Statement) -> None:
    assert hinted(said)


@pytest.mark.parametrize("said", [FACT, FACT._replace(sentence="We fear nothing here, but the mayor said the dam has three gates")])
def test_a_plain_statement_gives_no_hint_nor_do_words_far_before_it(said: Statement) -> None:
    assert not hinted(said)


@pytest.mark.parametrize(
    ("sure", "wanted"), [(SURE, [True, True]), ((SURE + HINTED) / 2, [True, False]), (HINTED / 2, [False, False])], ids=str
)
def test_a_hint_lowers_what_the_classifier_must_be_sure_of(sure: float, wanted: list[bool]) -> None:
    assert opinions([FEAR, FACT], BagEncoder(opinion=lambda _: sure)) == wanted
