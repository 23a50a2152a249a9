"""Whose director "its director" is: the body with which the sentence before begins, or nobody's."""

from __future__ import annotations

import pytest

from summarizer.naming import reading_name
from summarizer.owners import owner
from tests.builders import source


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Clear Lesna, a residents' group, has gone to court. Its chairman, Per Holt, said no.", "Clear Lesna"),
        ("For the Stockmen's Union that is enough. “They fear nothing,” its chairman, Per Holt, said.", "the Stockmen's Union"),
        ("The Hearth party wants it shut. “A gift,” said its chairman, Per Holt.", "the Hearth party"),
        ("Progress leaders buried the bill. Its chairman, Per Holt, was there.", ""),
        ("A bill died in May. Its chairman, Per Holt, was there.", ""),
        ("Clear Lesna said no. The line had been passed on, its chairman, Per Holt, said.", ""),
        ("The chairman, Per Holt, said no.", ""),
    ],
)
def test_the_body_that_the_sentence_before_begins_with_is_the_owner(text: str, whose: str) -> None:
    assert owner(text, "chairman", "Per Holt") == whose


def test_a_person_is_named_with_the_body_that_the_role_is_held_in() -> None:
    text = "Lowrise denies this. Its {}, Per Holt, said no."
    told = {r: reading_name(source(f"Per Holt, {r}", "person"), set(), text.format(r)) for r in ("chairman", "spokesman", "analyst")}
    assert told == {
        "chairman": "Per Holt, chairman of Lowrise",
        "spokesman": "Per Holt, spokesman for Lowrise",
        "analyst": "Per Holt, an analyst at Lowrise",
    }
